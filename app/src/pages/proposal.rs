//! A proposal under way: sections, the live text, threads beside their words, and its next step.
//!
//! Readers and visitors get the reading view here; `?live` shows a reader the live text.

mod column;
mod desk;
mod exports;
mod head;
mod languages;
mod presence;
mod progress;
mod rail;
mod refused_words;
mod save_state;
mod section;
mod threads;
mod workbar;

use super::{id_in_path, reading::ReadingArticle};
use crate::{
    api::{Refused, proposals},
    parts::{awaited::awaited, said::best},
};
use desk::Desk;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{error::Refusal, ids::ProposalId, proposal::ProposalPage, role::Role};

pub(super) use desk::reading_language;
pub(super) use exports::Exports;
pub(super) use threads::by;

/// The page of the id in the path.
#[component]
pub fn Proposal() -> impl IntoView {
    let id = id_in_path();
    let query = use_query_map();
    let page = Resource::new(move || id.get(), load);
    awaited(page, move |page| {
        let wants_live = query.with_untracked(|query| query.get("live").is_some());
        match reads_only(&page) && !wants_live {
            true => view! { <ReadingArticle page /> }.into_any(),
            false => view! { <Drafted page /> }.into_any(),
        }
    })
    .into_any()
}

/// The proposal as its pages need it.
pub(super) async fn load(id: Option<ProposalId>) -> Result<ProposalPage, Refused> {
    match id {
        Some(id) => proposals::page(id).await,
        None => Err(Refused(Refusal::NotFound)),
    }
}

fn reads_only(page: &ProposalPage) -> bool {
    page.me.as_ref().is_none_or(|me| me.role == Role::Reader)
}

#[component]
fn Drafted(page: ProposalPage) -> impl IntoView {
    let title = best(&page.proposal.title);
    let desk = Desk::provide(page);
    view! {
        <Title text=title />
        <article class="proposal" data-beside=move || desk.beside.get().map(|it| it.code())>
            <head::Head />
            <workbar::Workbar />
            <refused_words::RefusedWords />
            <div class="bench">
                <rail::Rail />
                <column::Column />
            </div>
        </article>
    }
    .into_any()
}
