//! The ledger and the comments for other programs: CSV (RFC 4180), and the W3C Web Annotation Data Model.

use super::{ledger, list};
use crate::{
    Services,
    csv::{self, line, rfc_3339},
    error::Result,
    export::{Download, file_name},
    partnerships::organisations_of,
    proposals::rows::proposal_of,
};
use model::{
    ids::{AccountId, OrganisationId, ProposalId},
    language::Language,
    ledger::{LedgerFilter, LedgerLine, LedgerRow},
    proposal::{Proposal, SectionKey},
    text::person,
    thread::{Comment, Decision, Severity, Thread},
};
use serde_json::{Value, json};
use std::collections::HashMap;

/// The heads of the ledger's columns: stable, like the codes in them, for programs that read them.
const LEDGER_HEADS: [&str; 16] = [
    "thread",
    "section",
    "language",
    "words",
    "severity",
    "by",
    "side",
    "at",
    "comment",
    "was",
    "suggested",
    "outcome",
    "reason",
    "decided_by",
    "decided_at",
    "version",
];
/// The heads of the comments' columns.
const COMMENT_HEADS: [&str; 10] = [
    "thread", "section", "language", "words", "severity", "number", "by", "side", "at", "comment",
];

/// What stands beside the threads of a proposal in a table.
struct Beside {
    proposal: Proposal,
    sides: HashMap<OrganisationId, String>,
    language: Language,
}

impl Beside {
    async fn read(s: &Services, id: ProposalId, language: Language) -> Result<Beside> {
        let proposal = proposal_of(&s.db, id).await?;
        let sides = organisations_of(&s.db, proposal.partnership).await?;
        let name =
            |side: model::partnership::Organisation| (side.id, side.name.best(language).to_owned());
        Ok(Beside {
            sides: sides.into_iter().map(name).collect(),
            proposal,
            language,
        })
    }

    fn section(&self, section: &SectionKey) -> String {
        let mut sections = self.proposal.sections.iter();
        let found = sections.find(|it| it.key == *section);
        found.map_or(section.0.clone(), |it| {
            it.heading.best(self.language).to_owned()
        })
    }

    fn side(&self, side: Option<OrganisationId>) -> String {
        let name = side.and_then(|side| self.sides.get(&side));
        name.cloned().unwrap_or_default()
    }

    fn download(&self, kind: &str, content_type: &'static str, bytes: Vec<u8>) -> Download {
        let title = file_name(self.proposal.title.best(self.language));
        Download {
            file_name: format!("{title}.{kind}"),
            content_type,
            bytes,
        }
    }
}

/// What the filter wants of the ledger, and what its tables name besides.
async fn sifted(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    filter: &LedgerFilter,
    language: Language,
) -> Result<(Vec<LedgerLine>, Beside)> {
    let ledger = ledger(s, account, id).await?;
    let beside = Beside::read(s, id, language).await?;
    let sections = beside.proposal.sections.iter();
    let sections: Vec<_> = sections.map(|it| it.key.clone()).collect();
    Ok((filter.lines(ledger, &sections), beside))
}

/// The ledger as CSV, a line a decision and one for what is open; only what the filter wants.
pub async fn ledger_table(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    filter: &LedgerFilter,
    language: Language,
) -> Result<Download> {
    let (lines, beside) = sifted(s, account, id, filter, language).await?;
    let mut out = line(&LEDGER_HEADS.map(str::to_owned));
    for one in lines {
        out += &line(&ledger_cells(&one, &beside));
    }
    Ok(beside.download("decisions.csv", csv::CONTENT_TYPE, out.into_bytes()))
}

fn ledger_cells(one: &LedgerLine, beside: &Beside) -> [String; LEDGER_HEADS.len()] {
    let row = &one.row;
    let decided = |get: fn(&Decision) -> String| one.decision.as_ref().map(get).unwrap_or_default();
    let suggestion = row.suggestion.as_ref();
    let body = row.comments.first().map(|it| it.body.clone());
    [
        row.thread.to_string(),
        beside.section(&row.field.section),
        row.field.language.code().to_owned(),
        row.quote.clone(),
        row.severity.code().to_owned(),
        person(beside.language, row.name()),
        beside.side(row.side()),
        rfc_3339(row.at().0),
        body.unwrap_or_default(),
        suggestion.map(|it| it.was.clone()).unwrap_or_default(),
        suggestion.map(|it| it.wants()).unwrap_or_default(),
        one.ending().code().to_owned(),
        decided(|it| it.reason.clone()),
        one.decision
            .as_ref()
            .map(|it| person(beside.language, &it.name))
            .unwrap_or_default(),
        decided(|it| rfc_3339(it.at.0)),
        decided(|it| it.version_number.to_string()),
    ]
}

/// Every comment and answer as CSV; only those of threads that the filter wants.
pub async fn comments_table(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    filter: &LedgerFilter,
    language: Language,
) -> Result<Download> {
    let (lines, beside) = sifted(s, account, id, filter, language).await?;
    let mut out = line(&COMMENT_HEADS.map(str::to_owned));
    let mut rows: Vec<LedgerRow> = Vec::new();
    for one in lines {
        // A thread that was decided twice has two lines.
        if !rows.iter().any(|row| row.thread == one.row.thread) {
            rows.push(one.row);
        }
    }
    for row in &rows {
        for (number, comment) in row.comments.iter().enumerate() {
            out += &line(&comment_cells(row, number, comment, &beside));
        }
    }
    Ok(beside.download("comments.csv", csv::CONTENT_TYPE, out.into_bytes()))
}

fn comment_cells(
    row: &LedgerRow,
    number: usize,
    comment: &Comment,
    beside: &Beside,
) -> [String; COMMENT_HEADS.len()] {
    [
        row.thread.to_string(),
        beside.section(&row.field.section),
        row.field.language.code().to_owned(),
        row.quote.clone(),
        row.severity.code().to_owned(),
        number.to_string(),
        person(beside.language, &comment.name),
        beside.side(comment.side),
        rfc_3339(comment.at.0),
        comment.body.clone(),
    ]
}

/// The threads as a collection of W3C Web Annotations: what was said of exact words, the answers to it,
/// and how it ended.
pub async fn annotations(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    language: Language,
) -> Result<Download> {
    let threads = list(s, account, id).await?;
    let beside = Beside::read(s, id, language).await?;
    let place = format!("{}/proposals/{id}", s.config.base_url);
    let items: Vec<Value> = threads
        .iter()
        .flat_map(|thread| of_thread(thread, &place, language))
        .collect();
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{place}/comments.jsonld"),
        "type": "AnnotationCollection",
        "label": beside.proposal.title.best(language),
        "total": items.len(),
        "first": {
            "id": format!("{place}/comments.jsonld#all"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    let bytes = serde_json::to_vec_pretty(&collection).map_err(crate::Error::internal)?;
    Ok(beside.download("comments.jsonld", ANNOTATIONS, bytes))
}

/// The content type of annotations (W3C Web Annotation Protocol, section 3.2).
const ANNOTATIONS: &str = "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"";

fn of_thread(thread: &Thread, place: &str, language: Language) -> Vec<Value> {
    let mut comments = thread.comments.iter();
    let Some(first) = comments.next() else {
        return Vec::new();
    };
    let iri = urn(thread.id);
    let mut items = vec![json!({
        "id": iri,
        "type": "Annotation",
        "motivation": motivation(thread),
        "creator": creator(first.account, &first.name, language),
        "created": rfc_3339(first.at.0),
        "body": bodies(thread, first),
        "target": target(thread, place),
    })];
    for comment in comments {
        items.push(json!({
            "id": urn(comment.id),
            "type": "Annotation",
            "motivation": "replying",
            "creator": creator(comment.account, &comment.name, language),
            "created": rfc_3339(comment.at.0),
            "body": text(&comment.body, "replying"),
            "target": iri,
        }));
    }
    if let Some(decision) = &thread.decision {
        items.push(json!({
            "id": format!("{iri}#decision"),
            "type": "Annotation",
            "motivation": "moderating",
            "creator": creator(decision.account, &decision.name, language),
            "created": rfc_3339(decision.at.0),
            "body": [text(&decision.reason, "describing"), text(decision.outcome.code(), "tagging")],
            "target": iri,
        }));
    }
    items
}

fn urn(id: impl std::fmt::Display) -> String {
    format!("urn:uuid:{id}")
}

fn motivation(thread: &Thread) -> &'static str {
    match (&thread.suggestion, thread.severity) {
        (Some(_), _) => "editing",
        (None, Severity::Blocking) => "assessing",
        (None, Severity::Question) => "questioning",
        (None, Severity::Remark) => "commenting",
    }
}

fn creator(account: AccountId, name: &str, language: Language) -> Value {
    json!({ "id": urn(account), "type": "Person", "name": person(language, name) })
}

fn text(value: &str, purpose: &str) -> Value {
    json!({ "type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose })
}

fn bodies(thread: &Thread, first: &Comment) -> Vec<Value> {
    let mut bodies = Vec::new();
    if let Some(suggestion) = &thread.suggestion {
        bodies.push(text(&suggestion.wants(), "editing"));
    }
    if !first.body.is_empty() {
        bodies.push(text(&first.body, "commenting"));
    }
    bodies.push(text(thread.severity.code(), "tagging"));
    bodies
}

/// The words in the text of their language.
fn target(thread: &Thread, place: &str) -> Value {
    let (language, quote) = (thread.field.language.code(), &thread.anchor.quote);
    json!({
        "type": "SpecificResource",
        "source": {
            "id": format!("{place}/read?lang={language}#section-{}", thread.field.section),
            "type": "Text",
            "language": language,
        },
        "selector": {
            "type": "TextQuoteSelector",
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
        },
    })
}
