//! One member, and for admins what may be changed about them.

use super::{
    act::{Act, may_change},
    members::Circle,
};
use crate::parts::{
    avatar::Avatar,
    choice::{LanguageChoice, RoleChoice, SideChoice, language_names},
    form::{Fold, Form, Posted},
    said::{say, say_of},
};
use leptos::prelude::*;
use model::{limits, partnership::Member, text::key};

/// Name, role and languages; folded below, the forms.
#[component]
pub fn MemberRow(circle: Circle, member: Member, class: &'static str) -> impl IntoView {
    let is_me = member.account == circle.me.account;
    let may_change = may_change(&circle.me, &circle.members, &member);
    let role = say_of(key::ROLE, "role", member.role.code());
    let facts = match member.languages.is_empty() {
        true => role,
        false => format!("{role} · {}", language_names(&member.languages)),
    };
    let name = member.name.clone();
    let mail = (!member.mail.is_empty() && !is_me).then(|| member.mail.clone());
    view! {
        <li class="member">
            <Avatar name=name.clone() side=class />
            <div class="member-words">
                <p class="member-name">
                    {name} {is_me.then(|| view! { <span class="faint">" (" {say(key::MEMBERS_ME)} ")"</span> })}
                </p>
                {member.pending.then(|| view! { <p class="faint">{say(key::MEMBERS_PENDING)}</p> })}
                <p class="faint">{facts}</p>
                {mail.map(|mail| view! { <p class="faint">{mail}</p> })}
                {may_change.then(|| view! { <ChangeMember circle member /> })}
            </div>
        </li>
    }
    .into_any()
}

/// Both forms in one fold, which is open when either was refused.
#[component]
fn ChangeMember(circle: Circle, member: Member) -> impl IntoView {
    if member.pending {
        return view! { <Pending circle member /> }.into_any();
    }
    let change = Form::new(Act::ChangeMember(member.account));
    let remove = Form::new(Act::RemoveMember(member.account));
    let outer = match remove.was_tried() {
        true => remove.clone(),
        false => change.clone(),
    };
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
            <Fold form=remove.clone() look="fold small" summary=say(key::MEMBERS_REMOVE)>
                <Posted form=remove.clone() to send=key::MEMBERS_REMOVE look="danger">
                    <p>{say_of(key::MEMBERS_REMOVE_SURE, "name", &name)}</p>
                </Posted>
            </Fold>
        </Fold>
    }
    .into_any()
}

/// What may be done with an invitation that waits.
#[component]
fn Pending(circle: Circle, member: Member) -> impl IntoView {
    let renew = Form::new(Act::RenewInvitation(member.account));
    let withdraw = Form::new(Act::RemoveMember(member.account));
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
            name=say_of(key::MEMBERS_CHANGE_OF, "name", &member.name)
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
