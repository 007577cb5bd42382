//! One member, and for admins what may be changed about them.

use super::members::Circle;
use crate::{
    api::partnerships,
    parts::{
        alert::Alert,
        avatar::Avatar,
        call::{call, refusal_of},
        choice::{LanguageChoice, RoleChoice, SideChoice, language_names},
        said::{say, say_of},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use model::{partnership::Member, text::key};

/// Name, role and languages; folded below, the form.
#[component]
pub fn MemberRow(circle: Circle, member: Member, class: &'static str) -> impl IntoView {
    let is_me = member.account == circle.me.account;
    let may_change = circle.me.role.may_administer();
    let role = say_of(key::ROLE, "role", member.role.code());
    let facts = match member.languages.is_empty() {
        true => role,
        false => format!("{role} · {}", language_names(&member.languages)),
    };
    let name = member.name.clone();
    view! {
        <li class="member">
            <Avatar name=name.clone() side=class />
            <div class="member-words">
                <p class="member-name">
                    {name} {is_me.then(|| view! { <span class="faint">" (" {say(key::MEMBERS_ME)} ")"</span> })}
                </p>
                <p class="faint">{facts}</p>
                {may_change.then(|| view! { <ChangeMember circle member /> })}
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn ChangeMember(circle: Circle, member: Member) -> impl IntoView {
    let (role, side) = (RwSignal::new(member.role), RwSignal::new(member.side));
    let languages = RwSignal::new(member.languages.clone());
    let (partnership, account) = (circle.partnership, member.account);
    let put = circle.clone();
    let change = call(
        move |()| {
            let languages = languages.get_untracked();
            let (role, side) = (role.get_untracked(), side.get_untracked());
            partnerships::set_member(partnership, account, role, side, languages)
        },
        move |member| put.put(member),
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        change.dispatch(());
    };
    view! {
        <details class="fold small">
            <summary aria-label=say_of(key::MEMBERS_CHANGE_OF, "name", &member.name)>
                {say(key::MEMBERS_CHANGE)}
            </summary>
            <form class="form" on:submit=submit>
                <RoleChoice role />
                <SideChoice organisations=circle.organisations.clone() side />
                <LanguageChoice legend=say(key::MEMBERS_LANGUAGES) chosen=languages />
                <button class="primary" disabled=change.pending()>
                    {say(key::SAVE)}
                </button>
                <Alert refused=refusal_of(change) />
            </form>
            <RemoveMember circle member />
        </details>
    }
    .into_any()
}

#[component]
fn RemoveMember(circle: Circle, member: Member) -> impl IntoView {
    let (partnership, account) = (circle.partnership, member.account);
    let members = circle.members;
    let remove = call(
        move |()| partnerships::remove_member(partnership, account),
        move |()| members.update(|members| members.retain(|it| it.account != account)),
    );
    view! {
        <details class="fold small">
            <summary>{say(key::MEMBERS_REMOVE)}</summary>
            <p>{say_of(key::MEMBERS_REMOVE_SURE, "name", &member.name)}</p>
            <button class="danger" disabled=remove.pending() on:click=move |_| { remove.dispatch(()); }>
                {say(key::MEMBERS_REMOVE)}
            </button>
            <Alert refused=refusal_of(remove) />
        </details>
    }
    .into_any()
}
