//! Who moved the proposal, when and why, and the versions that were kept.

use crate::{
    pages::proposal::context::ProposalContext,
    parts::{
        said::{person, say, say_of, say_with},
        when::When,
    },
};
use leptos::prelude::*;
use model::{
    proposal::{StateMove, VersionRow},
    text::key,
    workflow::State,
};

/// Folded; nothing while there is no history.
#[component]
pub fn History() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let progress = context.drafting.progress;
    let is_empty = move || progress.with(|it| it.moves.is_empty() && it.versions.is_empty());
    let id = context.page.with_value(|page| page.proposal.id);
    let all = format!("/proposals/{id}/versions");
    let move_row = |it: StateMove| view! { <MoveRow it /> };
    let version_row = |it: VersionRow| view! { <VersionLine it /> };
    let moves = move || progress.with(|it| it.moves.iter().cloned().map(move_row).collect_view());
    let versions =
        move || progress.with(|it| it.versions.iter().cloned().map(version_row).collect_view());
    view! {
        <details class="fold small history" hidden=is_empty>
            <summary>{say(key::PROGRESS_HISTORY)}</summary>
            <ul class="plain">{moves}</ul>
            <ul class="plain">{versions}</ul>
            <p>
                <a href=all>{say(key::VERSIONS_ALL)}</a>
            </p>
        </details>
    }
    .into_any()
}

#[component]
fn MoveRow(it: StateMove) -> impl IntoView {
    let name = |state: State| say_of(key::STATE, "state", state.code());
    let (from, to) = (name(it.from), name(it.to));
    let values = [("from", (&from).into()), ("to", (&to).into())];
    let words = say_with(key::PROGRESS_MOVED, &values);
    view! {
        <li>
            <p>{words} <span class="faint">" · " {person(&it.by)} " · " <When at=it.at /></span></p>
            {(!it.reason.is_empty()).then(|| view! { <p class="faint">{it.reason}</p> })}
        </li>
    }
    .into_any()
}

#[component]
fn VersionLine(it: VersionRow) -> impl IntoView {
    let words = say_of(key::PROGRESS_VERSION, "version", it.number);
    let state = say_of(key::STATE, "state", it.state.code());
    view! {
        <li>
            <p>{words} ", " {state} <span class="faint">" · " {person(&it.by)} " · " <When at=it.at /></span></p>
        </li>
    }
    .into_any()
}
