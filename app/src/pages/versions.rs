//! The versions of a proposal, newest first, and what can be done with each. For members.

mod item;
pub mod keep;
pub mod restore;

use super::{compare::choose::Choose, id_in_path, proposal::load};
use crate::{
    api::{
        Refused,
        context::{account, refuse, services},
        done::kept_said,
    },
    parts::{
        awaited::awaited,
        done_note::DoneNote,
        said::{best, say, say_of},
    },
};
use item::VersionItem;
use keep::Keep;
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    error::Refusal,
    ids::ProposalId,
    proposal::{ProposalPage, VersionRow},
    text::key,
    workflow,
};
use services::versions::{self, Wrote};
use std::collections::HashMap;

/// Who wrote how much, by the number of the version.
type Parts = HashMap<u32, Vec<Wrote>>;

/// The page of the id in the path.
#[component]
pub fn Versions() -> impl IntoView {
    awaited(load_all(id_in_path()), |(page, wrote)| {
        view! { <Content page wrote /> }.into_any()
    })
}

async fn load_all(id: Result<ProposalId, Refused>) -> Result<(ProposalPage, Parts), Refused> {
    let page = load_for_member(id).await?;
    let wrote = versions::wrote(&services(), account()?, page.proposal.id).await?;
    Ok((page, wrote))
}

async fn load_for_member(id: Result<ProposalId, Refused>) -> Result<ProposalPage, Refused> {
    account()?;
    let page = load(id).await?;
    match page.me.is_some() {
        true => Ok(page),
        false => Err(refuse(Refusal::NotFound)),
    }
}

/// The address of the page.
pub fn address(id: ProposalId) -> String {
    format!("/proposals/{id}/versions")
}

#[component]
fn Content(page: ProposalPage, wrote: Parts) -> impl IntoView {
    let id = page.proposal.id;
    let proposal = best(&page.proposal.title);
    let title = say(key::VERSIONS_TITLE);
    let versions = page.progress.versions.clone();
    let lead = match versions.is_empty() {
        true => say(key::VERSIONS_NONE),
        false => say(key::VERSIONS_LEAD),
    };
    let done = kept_said().map(|version| {
        let words = say_of(key::VERSIONS_KEPT, "version", version);
        view! { <DoneNote words /> }
    });
    let choose = (!versions.is_empty()).then(|| {
        let versions = versions.clone();
        view! {
            <section class="compare-others" aria-labelledby="compare-others">
                <h2 id="compare-others">{say(key::COMPARE_OTHER)}</h2>
                <Choose id versions older=None newer=None />
            </section>
        }
    });
    let keep = may_write(&page).then(|| view! { <Keep id /> });
    view! {
        <Title text=format!("{title}: {proposal}") />
        <section class="page narrow versions">
            <p>
                <a href=format!("/proposals/{id}")>{proposal}</a>
            </p>
            <h1>{title}</h1>
            {done}
            <p class="lead">{lead}</p>
            {choose}
            {keep}
            <List page wrote />
        </section>
    }
    .into_any()
}

/// The versions that somebody asked for, with the automatic ones between them folded.
#[component]
fn List(page: ProposalPage, wrote: Parts) -> impl IntoView {
    let versions = page.progress.versions.clone();
    let stretches: Vec<Vec<VersionRow>> = versions
        .chunk_by(|a, b| a.automatic && b.automatic)
        .map(<[VersionRow]>::to_vec)
        .collect();
    let item = move |it: VersionRow| {
        let versions = &page.progress.versions;
        let at = versions.iter().position(|other| other.number == it.number);
        let before = at.and_then(|at| versions.get(at + 1)).map(|it| it.number);
        let wrote = wrote.get(&it.number).cloned().unwrap_or_default();
        view! { <VersionItem page=page.clone() it before wrote /> }
    };
    let stretch = |stretch: Vec<VersionRow>| {
        let (is_automatic, count) = (stretch.iter().all(|it| it.automatic), stretch.len());
        let items = stretch.into_iter().map(&item).collect_view();
        match is_automatic {
            false => items.into_any(),
            true => view! {
                <li class="version automatic">
                    <details class="fold small">
                        <summary>{say_of(key::VERSIONS_AUTOMATIC, "versions", count)}</summary>
                        <ol class="plain">{items}</ol>
                    </details>
                </li>
            }
            .into_any(),
        }
    };
    let stretches = stretches.into_iter().map(stretch).collect_view();
    view! { <ol class="plain">{stretches}</ol> }.into_any()
}

/// Whether the viewer may write in the draft now.
fn may_write(page: &ProposalPage) -> bool {
    let state = page.progress.state;
    let me = page.me.as_ref();
    me.is_some_and(|me| workflow::may_write(me.role, state))
}
