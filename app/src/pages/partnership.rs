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
    membership::may_read_journal,
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
    let whole = may_read_journal(&me).then(|| view! { <Whole id /> });
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
                {whole}
            </div>
        </article>
    }
    .into_any()
}

/// What those who stand for a side see of everything: the log, and the archive that nobody can withhold.
#[component]
fn Whole(id: PartnershipId) -> impl IntoView {
    let (log, archive) = (
        format!("/partnerships/{id}/log"),
        format!("/partnerships/{id}/archive.zip"),
    );
    view! {
        <p><a href=log>{say(key::MEMBERS_LOG)}</a></p>
        <p>
            <a href=archive rel="external" download>
                {say(key::ARCHIVE_DOWNLOAD)}
            </a>
        </p>
        <p class="faint small">{say(key::ARCHIVE_HELP)}</p>
    }
    .into_any()
}
