//! One member, and for admins what may be changed about them.

use super::{
    act::{PartnershipAct, may_change},
    members::Circle,
};
use crate::parts::{
    avatar::Avatar,
    choice::{LanguageChoice, RoleChoice, SideChoice, language_names},
    form::{Fold, Form, Posted},
    said::{person, say, say_of},
};
use leptos::prelude::*;
use model::{limits, membership, partnership::Member, text::key};

/// The tick of who signs off for a side.
pub const MAY_SIGN: &str = "may_sign";

/// Name, role and languages; folded below, the forms.
#[component]
pub fn MemberRow(circle: Circle, member: Member, class: &'static str) -> impl IntoView {
    let is_me = member.account == circle.me.account;
    let may_change = may_change(&circle.me, &circle.members, &member);
    let role = say_of(key::ROLE, "role", member.role.code());
    let signs = membership::may_sign(&circle.members, &member).then(|| say(key::MEMBERS_SIGNS));
    let languages = (!member.languages.is_empty()).then(|| language_names(&member.languages));
    let facts: Vec<String> = [Some(role), languages, signs]
        .into_iter()
        .flatten()
        .collect();
    let facts = facts.join(" · ");
    let name = person(&member.name);
    let refused = member.mail_refused.then(|| {
        let refused = say_of(key::MEMBERS_MAIL_REFUSED, "mail", &member.mail);
        view! { <p class="alert">{refused}</p> }
    });
    let mail = (!member.mail.is_empty() && !is_me).then(|| member.mail.clone());
    view! {
        <li class="member">
            <Avatar name=name.clone() side=class />
            <div class="member-words">
                <p class="member-name">
                    {name} {is_me.then(|| view! { <span class="faint">" (" {say(key::MEMBERS_ME)} ")"</span> })}
                </p>
                {member.pending.then(|| view! { <p class="faint">{say(key::MEMBERS_PENDING)}</p> })}
                {refused}
                <p class="faint">{facts}</p>
                {mail.map(|mail| view! { <p class="faint">{mail}</p> })}
                {may_change.then(|| view! { <ChangeMember circle member /> })}
            </div>
        </li>
    }
    .into_any()
}

/// All forms in one fold, which is open when one was refused.
#[component]
fn ChangeMember(circle: Circle, member: Member) -> impl IntoView {
    if member.pending {
        return view! { <Pending circle member /> }.into_any();
    }
    let change = Form::new(PartnershipAct::ChangeMember(member.account));
    let remove = Form::new(PartnershipAct::RemoveMember(member.account));
    let signer = Form::new(PartnershipAct::NameSigner(member.account));
    let tried = [&remove, &signer].into_iter().find(|it| it.was_tried());
    let outer = tried.unwrap_or(&change).clone();
    let named = member.side.is_some().then(|| {
        view! { <Signer form=signer to=circle.address() may_sign=member.may_sign /> }
    });
    let Member {
        name,
        role,
        side,
        languages,
        ..
    } = member;
    let organisations = circle.organisations.clone();
    let to = circle.address();
    view! {
        <Fold
            form=outer
            look="fold small"
            summary=say(key::MEMBERS_CHANGE)
            name=say_of(key::MEMBERS_CHANGE_OF, "name", &name)
        >
            <Posted form=change.clone() to=to.clone() send=key::SAVE>
                <RoleChoice form=change.clone() role />
                <SideChoice form=change.clone() organisations side />
                <LanguageChoice form=change.clone() legend=key::MEMBERS_LANGUAGES chosen=languages />
            </Posted>
            {named}
            <Fold form=remove.clone() look="fold small" summary=say(key::MEMBERS_REMOVE)>
                <Posted form=remove.clone() to send=key::MEMBERS_REMOVE look="danger">
                    <p>{say_of(key::MEMBERS_REMOVE_SURE, "name", &name)}</p>
                </Posted>
            </Fold>
        </Fold>
    }
    .into_any()
}

/// Whether the side names this member as one who signs off for it.
#[component]
fn Signer(form: Form, to: String, may_sign: bool) -> impl IntoView {
    let ticked = match form.filled() {
        Some(filled) => !filled.get(MAY_SIGN).is_empty(),
        None => may_sign,
    };
    view! {
        <Posted form to send=key::MEMBERS_MAY_SIGN_SAVE look="">
            <label class="tick">
                <input type="checkbox" name=MAY_SIGN value="yes" checked=ticked />
                {say(key::MEMBERS_MAY_SIGN)}
            </label>
            <p class="field-help">{say(key::MEMBERS_MAY_SIGN_HELP)}</p>
        </Posted>
    }
    .into_any()
}

/// What may be done with an invitation that waits.
#[component]
fn Pending(circle: Circle, member: Member) -> impl IntoView {
    let renew = Form::new(PartnershipAct::RenewInvitation(member.account));
    let withdraw = Form::new(PartnershipAct::RemoveMember(member.account));
    let outer = match withdraw.was_tried() {
        true => withdraw.clone(),
        false => renew.clone(),
    };
    let to = circle.address();
    view! {
        <Fold
            form=outer
            look="fold small"
            summary=say(key::MEMBERS_INVITATION)
            name=say_of(key::MEMBERS_CHANGE_OF, "name", &person(&member.name))
        >
            <p class="faint">{say_of(key::MEMBERS_INVITATION_HELP, "days", limits::INVITATION_DAYS)}</p>
            <Posted form=renew to=to.clone() send=key::MEMBERS_RENEW look="">
                ""
            </Posted>
            <Posted form=withdraw to send=key::MEMBERS_WITHDRAW look="danger">
                ""
            </Posted>
        </Fold>
    }
    .into_any()
}
