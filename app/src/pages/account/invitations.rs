//! Invitations that wait for the person's own word.

use super::{PLACE, act::AccountAct};
use crate::parts::{
    form::{Form, Posted},
    said::{best, person, say, say_of, say_with},
};
use leptos::prelude::*;
use model::{partnership::Invitation, text::key};

/// Each with yes and no; nothing where none waits.
#[component]
pub fn Invitations(invitations: Vec<Invitation>) -> impl IntoView {
    let row = |invitation: Invitation| {
        let id = invitation.partnership;
        let (yes, no) = (
            Form::new(AccountAct::Accept(id)),
            Form::new(AccountAct::Decline(id)),
        );
        view! {
            <li class="card">
                <Offer invitation />
                <div class="account-row">
                    <Posted form=yes to=PLACE send=key::INVITATION_ACCEPT>
                        ""
                    </Posted>
                    <Posted form=no to=PLACE send=key::INVITATION_DECLINE look="">
                        ""
                    </Posted>
                </div>
            </li>
        }
    };
    let some = !invitations.is_empty();
    let rows = invitations.into_iter().map(row).collect_view();
    some.then(|| {
        view! {
            <section aria-labelledby="account-invitations">
                <h2 id="account-invitations">{say(key::INVITATIONS)}</h2>
                <ul class="cards plain">{rows}</ul>
            </section>
        }
    })
}

/// Who invites into what, and as what.
#[component]
pub fn Offer(invitation: Invitation) -> impl IntoView {
    let (inviter, title) = (person(&invitation.inviter), best(&invitation.title));
    let values = [
        ("inviter", (&inviter).into()),
        ("partnership", (&title).into()),
    ];
    let role = say_of(key::ROLE, "role", invitation.role.code());
    let help = say_of(key::ROLE_HELP, "role", invitation.role.code());
    let side = match &invitation.side {
        Some(side) => best(side),
        None => say(key::NO_SIDE),
    };
    view! {
        <p>{say_with(key::INVITATION_TEXT, &values)}</p>
        <dl class="offer">
            <dt>{say(key::MEMBERS_ROLE)}</dt>
            <dd>{role} ": " {help}</dd>
            <dt>{say(key::MEMBERS_SIDE)}</dt>
            <dd>{side}</dd>
        </dl>
    }
    .into_any()
}
