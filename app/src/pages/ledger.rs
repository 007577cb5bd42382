//! The ledger: every thread of a proposal with all its decisions, those included that were taken back.

use super::{
    id_in_path,
    proposal::{by, load},
};
use crate::{
    api::{
        Refused,
        context::{account, refuse, services},
    },
    parts::{
        awaited::awaited,
        said::{best, person, say, say_of},
    },
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    error::Refusal,
    ids::ProposalId,
    proposal::ProposalPage,
    text::{Key, key},
    thread::{Decision, LedgerRow},
};
use services::threads;

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
    let version = use_query_map().with_untracked(|query| query.get("version"));
    let of = version.clone();
    awaited(load_both(id_in_path(), version), move |(page, ledger)| {
        view! { <Content page ledger of /> }.into_any()
    })
}

/// For members only: visitors read what is published, and not how it came to be.
async fn load_both(
    id: Result<ProposalId, Refused>,
    version: Option<String>,
) -> Result<(ProposalPage, Vec<LedgerRow>), Refused> {
    let me = account()?;
    let page = load(id).await?;
    let (s, id) = (services(), page.proposal.id);
    let ledger = match version {
        None => threads::ledger(&s, me, id).await?,
        Some(version) => {
            let number = version
                .parse()
                .map_err(|_| refuse(Refusal::NoSuchVersion))?;
            threads::ledger_at(&s, me, id, number).await?
        }
    };
    Ok((page, ledger))
}

#[component]
fn Content(page: ProposalPage, ledger: Vec<LedgerRow>, of: Option<String>) -> impl IntoView {
    let title = best(&page.proposal.title);
    let place = format!("/proposals/{}", page.proposal.id);
    let table = match ledger.is_empty() {
        true => Either::Left(view! { <p class="empty">{say(key::LEDGER_NONE)}</p> }),
        false => Either::Right(view! { <Table page ledger /> }),
    };
    view! {
        <Title text=format!("{}: {title}", say(key::LEDGER_TITLE)) />
        <section class="page ledger">
            <p>
                <a href=place>{title}</a>
            </p>
            <h1>{say(key::LEDGER_TITLE)}</h1>
            <p class="lead">{say(key::LEDGER_LEAD)}</p>
            {of.map(|of| view! { <p>{say_of(key::VERSIONS_DECISIONS_OF, "version", &of)}</p> })}
            {table}
        </section>
    }
    .into_any()
}

#[component]
fn Table(page: ProposalPage, ledger: Vec<LedgerRow>) -> impl IntoView {
    let heading = |column: Key| view! { <th scope="col">{say(column)}</th> };
    let rows = ledger.into_iter().flat_map(|thread| {
        let sections = &page.proposal.sections;
        let section = sections.iter().find(|it| it.key == thread.field.section);
        let section = section.map(|section| best(&section.heading));
        let section = section.unwrap_or_default();
        let decided = thread.decisions.iter().cloned().map(Some);
        let open = thread.is_open.then_some(None);
        let rows = decided.chain(open).map(|decision| {
            view! { <Row proposal=page.proposal.id thread=thread.clone() section=section.clone() decision /> }
        });
        rows.collect::<Vec<_>>()
    });
    let rows = rows.collect_view();
    view! {
        <table class="ledger-table">
            <thead>
                <tr>{COLUMNS.into_iter().map(heading).collect_view()}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A decision, or that there is none now. Each cell names its column, for screens on which the table
/// becomes a list.
#[component]
fn Row(
    proposal: ProposalId,
    thread: LedgerRow,
    section: String,
    decision: Option<Decision>,
) -> impl IntoView {
    let language = thread.field.language.code();
    let said = thread.said(crate::parts::said::language());
    let remark = format!("{}: {said}", person(&thread.name));
    let place = format!(
        "/proposals/{proposal}?live&lang={language}#thread-{}",
        thread.thread
    );
    let outcome = match &decision {
        Some(decision) => say_of(key::OUTCOME, "outcome", decision.outcome.code()),
        None => say(key::LEDGER_OPEN),
    };
    let who = decision.as_ref().map(by);
    let is_open = decision.is_none().to_string();
    let reason = decision.map(|decision| decision.reason);
    view! {
        <tr data-open=is_open>
            <th scope="row" data-label=say(key::LEDGER_SECTION)>{section}</th>
            <td data-label=say(key::LEDGER_WORDS) lang=language>
                <a href=place rel="external"><q>{thread.quote}</q></a>
            </td>
            <td data-label=say(key::LEDGER_REMARK)>{remark}</td>
            <td data-label=say(key::LEDGER_DECISION)>{outcome}</td>
            <td data-label=say(key::LEDGER_REASON)>{reason}</td>
            <td data-label=say(key::LEDGER_BY)>{who}</td>
        </tr>
    }
    .into_any()
}
