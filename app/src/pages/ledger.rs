//! The ledger: every thread of a proposal with its decision.

use super::{
    id_in_path,
    proposal::{by, load},
};
use crate::parts::{
    awaited::awaited,
    said::{best, say, say_of},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use model::{
    proposal::ProposalPage,
    text::{Key, key},
    thread::Thread,
};

const COLUMNS: [Key; 6] = [
    key::LEDGER_SECTION,
    key::LEDGER_WORDS,
    key::LEDGER_REMARK,
    key::LEDGER_DECISION,
    key::LEDGER_REASON,
    key::LEDGER_BY,
];

/// The page of the id in the path.
#[component]
pub fn Ledger() -> impl IntoView {
    awaited(load(id_in_path()), |page| {
        view! { <Content page /> }.into_any()
    })
}

#[component]
fn Content(page: ProposalPage) -> impl IntoView {
    let title = best(&page.proposal.title);
    let place = format!("/proposals/{}", page.proposal.id);
    let table = match page.threads.is_empty() {
        true => Either::Left(view! { <p class="empty">{say(key::LEDGER_NONE)}</p> }),
        false => Either::Right(view! { <Table page /> }),
    };
    view! {
        <Title text=format!("{}: {title}", say(key::LEDGER_TITLE)) />
        <section class="page ledger">
            <p>
                <a href=place>{title}</a>
            </p>
            <h1>{say(key::LEDGER_TITLE)}</h1>
            <p class="lead">{say(key::LEDGER_LEAD)}</p>
            {table}
        </section>
    }
    .into_any()
}

#[component]
fn Table(page: ProposalPage) -> impl IntoView {
    let heading = |column: Key| view! { <th scope="col">{say(column)}</th> };
    let row = |thread: &Thread| {
        let section = page
            .proposal
            .sections
            .iter()
            .find(|it| it.key == thread.field.section);
        let section = section
            .map(|section| best(&section.heading))
            .unwrap_or_default();
        view! { <Row thread=thread.clone() section /> }
    };
    view! {
        <table class="ledger-table">
            <thead>
                <tr>{COLUMNS.into_iter().map(heading).collect_view()}</tr>
            </thead>
            <tbody>{page.threads.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// Each cell names its column, for screens on which the table becomes a list.
#[component]
fn Row(thread: Thread, section: String) -> impl IntoView {
    let language = thread.field.language.code();
    let remark = thread
        .comments
        .first()
        .map(|it| format!("{}: {}", it.name, it.body));
    let outcome = match &thread.decision {
        Some(decision) => say_of(key::OUTCOME, "outcome", decision.outcome.code()),
        None => say(key::LEDGER_OPEN),
    };
    let reason = thread
        .decision
        .as_ref()
        .map(|decision| decision.reason.clone());
    let who = thread.decision.as_ref().map(by);
    let is_open = thread.is_open().to_string();
    view! {
        <tr data-open=is_open>
            <th scope="row" data-label=say(key::LEDGER_SECTION)>{section}</th>
            <td data-label=say(key::LEDGER_WORDS) lang=language>
                <q>{thread.anchor.quote.exact}</q>
            </td>
            <td data-label=say(key::LEDGER_REMARK)>{remark}</td>
            <td data-label=say(key::LEDGER_DECISION)>{outcome}</td>
            <td data-label=say(key::LEDGER_REASON)>{reason}</td>
            <td data-label=say(key::LEDGER_BY)>{who}</td>
        </tr>
    }
    .into_any()
}
