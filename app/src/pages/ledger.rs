//! The ledger: every thread of a proposal with all its decisions, those included that were taken back.
//! It is sifted and sorted by the address, and taken away as a table.

pub mod rule;
mod sift;
mod take;

use super::{
    id_in_path,
    proposal::{by, load},
};
use crate::{
    api::{
        Refused,
        context::{account, refuse, services},
        done::ruled_said,
    },
    parts::{
        awaited::awaited,
        done_note::DoneNote,
        said::{best, person, say, say_of, say_with},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    error::Refusal,
    ids::ProposalId,
    ledger::{LedgerFilter, LedgerLine, LedgerRow},
    proposal::{ProposalPage, SectionKey},
    text::{Key, key},
};
use rule::Rule;
use services::threads;
use sift::Sift;
use take::Take;

const COLUMNS: [Key; 7] = [
    key::LEDGER_SECTION,
    key::LEDGER_WORDS,
    key::LEDGER_REMARK,
    key::LEDGER_SEVERITY,
    key::LEDGER_DECISION,
    key::LEDGER_REASON,
    key::LEDGER_BY,
];

/// The page of the id in the path.
#[component]
pub fn Ledger() -> impl IntoView {
    let (version, filter) = use_query_map().with_untracked(|query| {
        let filter = LedgerFilter::of(|name| query.get(name));
        (query.get("version"), filter)
    });
    let of = version.clone();
    awaited(load_both(id_in_path(), version), move |(page, ledger)| {
        view! { <Content page ledger filter of /> }.into_any()
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
fn Content(
    page: ProposalPage,
    ledger: Vec<LedgerRow>,
    filter: LedgerFilter,
    /// The number of the version whose ledger it is; none for that of now.
    of: Option<String>,
) -> impl IntoView {
    let title = best(&page.proposal.title);
    let id = page.proposal.id;
    let is_empty = ledger.is_empty();
    let sections: Vec<SectionKey> = page
        .proposal
        .sections
        .iter()
        .map(|it| it.key.clone())
        .collect();
    let all = LedgerFilter::default()
        .lines(ledger.clone(), &sections)
        .len();
    let lines = filter.lines(ledger.clone(), &sections);
    let (shown, is_now) = (lines.len(), of.is_none());
    let content = match is_empty {
        true => view! { <p class="empty">{say(key::LEDGER_NONE)}</p> }.into_any(),
        false => view! {
            <Sift page=page.clone() ledger filter=filter.clone() version=of.clone() />
            <p class="ledger-count" role="status">
                {say_with(key::LEDGER_COUNT, &[("shown", shown.into()), ("all", all.into())])}
            </p>
            <Table page=page.clone() lines />
            {is_now.then(|| view! { <Take id filter=filter.clone() /> })}
        }
        .into_any(),
    };
    let done = ruled_said().then(|| view! { <DoneNote words=say(key::LEDGER_RULE_DONE) /> });
    view! {
        <Title text=format!("{}: {title}", say(key::LEDGER_TITLE)) />
        <section class="page ledger">
            <p>
                <a href=format!("/proposals/{id}")>{title}</a>
            </p>
            <h1>{say(key::LEDGER_TITLE)}</h1>
            {done}
            <p class="lead">{say(key::LEDGER_LEAD)}</p>
            {of.map(|of| view! { <p>{say_of(key::VERSIONS_DECISIONS_OF, "version", &of)}</p> })}
            {is_now.then(|| view! { <Rule page /> })}
            {content}
        </section>
    }
    .into_any()
}

#[component]
fn Table(page: ProposalPage, lines: Vec<LedgerLine>) -> impl IntoView {
    let heading = |column: Key| view! { <th scope="col">{say(column)}</th> };
    let row = |line: LedgerLine| {
        let section = section_name(&page, &line.row.field.section);
        view! { <Row proposal=page.proposal.id line section /> }
    };
    let is_empty = lines.is_empty();
    let rows = lines.into_iter().map(row).collect_view();
    match is_empty {
        true => view! { <p class="empty">{say(key::LEDGER_NONE_SUCH)}</p> }.into_any(),
        false => view! {
            <table class="ledger-table">
                <thead>
                    <tr>{COLUMNS.into_iter().map(heading).collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    }
}

fn section_name(page: &ProposalPage, section: &SectionKey) -> String {
    let mut sections = page.proposal.sections.iter();
    let found = sections.find(|it| it.key == *section);
    found.map(|it| best(&it.heading)).unwrap_or_default()
}

/// A decision, or that there is none now. Each cell names its column, for screens on which the table
/// becomes a list.
#[component]
fn Row(proposal: ProposalId, line: LedgerLine, section: String) -> impl IntoView {
    let LedgerLine { row, decision } = line;
    let language = row.field.language.code();
    let said = row.said(crate::parts::said::language());
    let remark = format!("{}: {said}", person(row.name()));
    let place = format!(
        "/proposals/{proposal}?live&lang={language}#thread-{}",
        row.thread
    );
    let outcome = match &decision {
        Some(decision) => say_of(key::OUTCOME, "outcome", decision.outcome.code()),
        None => say(key::LEDGER_OPEN),
    };
    let severity = say_of(key::SEVERITY, "severity", row.severity.code());
    let who = decision.as_ref().map(by);
    let is_open = decision.is_none().to_string();
    let reason = decision.map(|decision| decision.reason);
    view! {
        <tr data-open=is_open>
            <th scope="row" data-label=say(key::LEDGER_SECTION)>{section}</th>
            <td data-label=say(key::LEDGER_WORDS) lang=language>
                <a href=place rel="external"><q>{row.quote}</q></a>
            </td>
            <td data-label=say(key::LEDGER_REMARK)>{remark}</td>
            <td data-label=say(key::LEDGER_SEVERITY)>{severity}</td>
            <td class="ledger-outcome" data-label=say(key::LEDGER_DECISION)>{outcome}</td>
            <td data-label=say(key::LEDGER_REASON)>{reason}</td>
            <td data-label=say(key::LEDGER_BY)>{who}</td>
        </tr>
    }
    .into_any()
}
