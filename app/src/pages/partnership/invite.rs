//! The form that takes someone into the partnership.

use super::members::Circle;
use crate::{
    api::partnerships::{self, Invitation},
    parts::{
        alert::Alert,
        call::{call, refusal_of},
        choice::{LanguageChoice, RoleChoice, SideChoice},
        input::Input,
        said::{language, say},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use model::{
    limits,
    role::Role,
    text::{self, key},
};

/// A folded form under the list.
#[component]
pub fn Invite(circle: Circle) -> impl IntoView {
    let (name, mail) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (role, side) = (
        RwSignal::new(Role::Commenter),
        RwSignal::new(circle.me.side),
    );
    let languages = RwSignal::new(vec![language()]);
    let invited = RwSignal::new(String::new());
    let partnership = circle.partnership;
    let said_in = language();
    let organisations = circle.organisations.clone();
    let invite = call(
        move |invitation| partnerships::invite(partnership, invitation),
        move |member| {
            let values = [("name", member.name.as_str().into())];
            invited.set(text::say_with(said_in, key::MEMBERS_INVITED, &values));
            name.set(String::new());
            mail.set(String::new());
            circle.put(member);
        },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        invited.set(String::new());
        invite.dispatch(Invitation {
            mail: mail.get_untracked(),
            name: name.get_untracked(),
            role: role.get_untracked(),
            side: side.get_untracked(),
            languages: languages.get_untracked(),
        });
    };
    view! {
        <details class="fold">
            <summary>{say(key::MEMBERS_INVITE)}</summary>
            <form class="form" on:submit=submit>
                <Input label=key::MEMBERS_NAME value=name />
                <Input label=key::MEMBERS_MAIL value=mail kind="email" longest=limits::MAIL_CHARS />
                <RoleChoice role />
                <SideChoice organisations side />
                <LanguageChoice legend=say(key::MEMBERS_LANGUAGES) chosen=languages />
                <button class="primary" disabled=invite.pending()>
                    {say(key::MEMBERS_SEND)}
                </button>
                <Alert refused=refusal_of(invite) />
                <p class="done" role="status">
                    {invited}
                </p>
            </form>
        </details>
    }
    .into_any()
}
