//! A partnership: its proposals, its facts, its members by side.

pub mod act;
pub mod edit;
pub mod log;
pub mod member_row;

mod activities;
mod budget;
mod facts;
mod invite;
mod members;
mod new_proposal;
mod proposals;
mod sides;

use super::id_in_path;
use crate::{
    api::{
        Refused,
        context::{account, services},
        done::Done,
    },
    parts::{
        awaited::awaited,
        done_note::DoneNote,
        form::Unshown,
        said::{best, say},
        side::side_class,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    ids::PartnershipId,
    partnership::{Member, PartnershipPage},
    text::key,
};
use services::partnerships;

/// The page of the id in the path.
#[component]
pub fn Partnership() -> impl IntoView {
    awaited(load(id_in_path()), |page| {
        view! { <Content page /> }.into_any()
    })
}

async fn load(id: Result<PartnershipId, Refused>) -> Result<PartnershipPage, Refused> {
    let id = id?;
    Ok(partnerships::page(&services(), account()?, id).await?)
}

#[component]
fn Content(page: PartnershipPage) -> impl IntoView {
    let shown = act::is_shown(&page);
    let PartnershipPage {
        partnership,
        members,
        proposals,
        me,
    } = page;
    let title = best(&partnership.title);
    let programme = best(&partnership.programme);
    let id = partnership.id;
    let may_create = me.role.may_edit();
    let person = |member: &Member| proposals::Person {
        account: member.account,
        name: member.name.clone(),
        side: side_class(&partnership.organisations, member.side),
    };
    let people = members.iter().map(person).collect();
    let edit = format!("/partnerships/{id}/edit");
    let may_change = me.role.may_administer();
    let log = log::may_read(&me).then(|| format!("/partnerships/{id}/log"));
    let is_kept = Done::said() == Some(Done::Kept);
    view! {
        <Title text=title.clone() />
        <article class="page partnership">
            <header class="page-head">
                <h1>{title}</h1>
                <p class="lead">{programme}</p>
                {may_change.then(|| view! { <p><a class="button" href=edit>{say(key::FACTS_CHANGE)}</a></p> })}
                {is_kept.then(|| view! { <DoneNote words=say(key::FACTS_KEPT) /> })}
                <Unshown shown />
            </header>
            <div class="partnership-main">
                <proposals::Proposals partnership=id proposals people may_create />
                <facts::Facts partnership=partnership.clone() />
            </div>
            <div class="partnership-side">
                <sides::Sides partnership=partnership.clone() />
                <members::Members partnership=partnership members me />
                {log.map(|log| view! { <p><a href=log>{say(key::MEMBERS_LOG)}</a></p> })}
            </div>
        </article>
    }
    .into_any()
}
