//! The proposal as JSON for other programs (docs/export-json.md): structure instead of a page, in one
//! language or in all, with everything around the text that the account may see.
//!
//! Names and shapes are written here by hand: what the database or the wire calls something may change,
//! a file that somebody kept does not.

mod text;

use super::{Download, Which, edition};
use crate::{
    Services,
    access::{self, Rights},
    error::{Error, Result},
    partnerships::facts_of,
    proposals::{Shown, progress_shown},
    texts::Text,
    threads, versions,
};
use model::{
    ids::{AccountId, ProposalId, Timestamp, VersionId},
    language::{Language, Texts},
    ledger::LedgerRow,
    partnership::Partnership,
    proposal::{FieldName, Section, SignOff},
    suggestion::{Part, Suggestion},
    text::day::iso_moment,
    thread::{Comment, Decision, Thread},
};
use serde_json::{Map, Value, json};

const ENDING: &str = "json";
const CONTENT_TYPE: &str = "application/json";
/// The name of the shape, and its number: raised when a reader of the old one would be wrong.
pub(crate) const FORMAT: &str = "talka-proposal";
pub(crate) const VERSION: u32 = 1;

/// One of its texts as JSON: in this language, or in all of its own.
pub async fn json_of(
    s: &Services,
    account: Option<AccountId>,
    id: ProposalId,
    which: Which,
    language: Option<Language>,
) -> Result<Download> {
    let rights = access::proposal_rights(s, account, id).await?;
    let shown = edition::shown_as(s, &rights, id, which).await?;
    let (shown, text) = shown.decoded(s).await?;
    let known = &shown.proposal.languages;
    let language = language.map(|it| match known.contains(&it) {
        true => it,
        false => known.first().copied().unwrap_or(it),
    });
    let around = Around::of(s, &rights, &shown).await?;
    let write = move || whole(&shown, &text, &around, language);
    let (title, value) = s.workers.run(write).await?;
    let middle = language.map(|it| format!("{}.", it.code()));
    let download = Download {
        file_name: format!(
            "{}.{}{ENDING}",
            edition::file_name(&title),
            middle.unwrap_or_default()
        ),
        content_type: CONTENT_TYPE,
        bytes: serde_json::to_vec_pretty(&value).map_err(Error::internal)?,
    };
    super::note_for(s, account, &rights, id, (language, ENDING)).await;
    Ok(download)
}

/// What stands around a text for somebody with these rights.
pub(crate) struct Around {
    pub at: Timestamp,
    pub sign_offs: Vec<SignOff>,
    /// For members alone, as they are now.
    pub facts: Option<Partnership>,
    /// None for visitors: they read the final, not how it came about.
    pub threads: Option<(Vec<Thread>, Vec<LedgerRow>)>,
    /// Where a final is looked up.
    pub verify: Option<String>,
}

impl Around {
    async fn of(s: &Services, rights: &Rights, shown: &Shown) -> Result<Around> {
        let id = shown.proposal.id;
        let threads = match (&rights.member, rights.former) {
            (Some(_), _) => Some(threads::all(&s.db, id).await?),
            (None, Some(until)) => Some(threads::until(threads::all(&s.db, id).await?, until)),
            (None, None) => None,
        };
        let ledger = edition::ledger(s, rights, id).await?;
        let facts = match rights.member {
            Some(_) => Some(facts_of(&s.db, rights.partnership).await?),
            None => None,
        };
        Ok(Around {
            at: s.now(),
            sign_offs: match &shown.version {
                Some(version) => versions::of_final(&s.db, VersionId(version.id)).await?,
                None => progress_shown(s, rights, shown).await?.sign_offs,
            },
            facts,
            threads: threads.zip(ledger),
            verify: edition::Verify::of(s, shown).map(|it| it.address),
        })
    }
}

/// The title in the language of the file, and everything.
pub(crate) fn whole(
    shown: &Shown,
    text: &Text,
    around: &Around,
    language: Option<Language>,
) -> (String, Value) {
    let proposal = &shown.proposal;
    let languages = match &language {
        Some(one) => std::slice::from_ref(one),
        None => proposal.languages.as_slice(),
    };
    let section = |section: &Section| section_of(section, text, languages);
    let counting = around.sign_offs.iter().filter(|it| it.changed_places == 0);
    let in_language = |thread: &&Thread| languages.contains(&thread.field.language);
    let threads = around.threads.as_ref().map(|(threads, ledger)| {
        let threads = threads.iter().filter(in_language);
        threads.map(|it| thread(it, ledger)).collect::<Vec<_>>()
    });
    let title = language.or(proposal.languages.first().copied());
    let value = json!({
        "format": FORMAT,
        "version": VERSION,
        "made_at": iso_moment(around.at),
        "proposal": {
            "id": proposal.id,
            "title": texts(&proposal.title),
            "state": proposal.state.code(),
            "languages": codes(languages),
        },
        "partnership": partnership(shown, around.facts.as_ref()),
        "text": {
            "number": shown.version.as_ref().map(|it| it.number),
            "kept_at": shown.version.as_ref().map(|it| iso_moment(Timestamp(it.at))),
            "sha256": shown.version.as_ref().map_or(&shown.view.hash, |it| &it.hash),
            "verify": around.verify,
        },
        "sign_offs": counting.map(sign_off).collect::<Vec<_>>(),
        "sections": proposal.sections.iter().map(section).collect::<Vec<_>>(),
        "threads": threads,
    });
    let title = title.map_or("", |it| proposal.title.best(it));
    (title.to_owned(), value)
}

fn section_of(section: &Section, text: &Text, languages: &[Language]) -> Value {
    let mut in_languages = Map::new();
    for language in languages {
        let field = FieldName {
            section: section.key.clone(),
            language: *language,
        };
        let nodes = text.field(&field).map(|it| it.nodes()).unwrap_or_default();
        let one = json!({
            "characters": text.view.chars(&field),
            "blocks": text::blocks(&nodes),
        });
        in_languages.insert(language.code().to_owned(), one);
    }
    json!({
        "key": section.key,
        "heading": texts(&section.heading),
        "required": section.required,
        "limit_characters": section.limit_chars,
        "owner": section.owner,
        "text": in_languages,
    })
}

fn partnership(shown: &Shown, facts: Option<&Partnership>) -> Value {
    let side = |it: &model::partnership::Organisation| json!({ "id": it.id, "name": texts(&it.name), "applicant": it.applicant });
    let mut value = json!({
        "id": shown.proposal.partnership,
        "title": texts(&shown.partnership),
        "organisations": shown.organisations.iter().map(side).collect::<Vec<_>>(),
    });
    if let (Some(facts), Value::Object(value)) = (facts, &mut value) {
        value.insert("facts".to_owned(), facts_now(facts));
    }
    value
}

/// The project's details.
pub(crate) fn facts_now(it: &Partnership) -> Value {
    let share = |it: &model::partnership::BudgetShare| json!({ "title": texts(&it.title), "percent": it.percent, "amount_cents": it.amount_cents, "when": texts(&it.when) });
    let activity = |it: &model::partnership::Activity| json!({ "id": it.id, "kind": it.kind.code(), "title": texts(&it.title) });
    let organisation = |it: &model::partnership::Organisation| json!({ "id": it.id, "name": texts(&it.name), "country": it.country, "address": it.address, "applicant": it.applicant });
    let all = |list: &[Texts]| list.iter().map(texts).collect::<Vec<_>>();
    json!({
        "title": texts(&it.title),
        "programme": texts(&it.programme),
        "first_day": it.first_day,
        "last_day": it.last_day,
        "currency": "EUR",
        "budget_cents": it.budget_cents,
        "budget_shares": it.budget_shares.iter().map(share).collect::<Vec<_>>(),
        "objective": texts(&it.objective),
        "target_groups": all(&it.target_groups),
        "justification": all(&it.justification),
        "activities": it.activities.iter().map(activity).collect::<Vec<_>>(),
        "organisations": it.organisations.iter().map(organisation).collect::<Vec<_>>(),
    })
}

fn sign_off(it: &SignOff) -> Value {
    json!({
        "side": it.side,
        "side_name": texts(&it.side_name),
        "name": it.name,
        "at": iso_moment(it.at),
        "number": it.version_number,
        "sha256": it.hash,
    })
}

fn thread(it: &Thread, ledger: &[LedgerRow]) -> Value {
    let row = ledger.iter().find(|row| row.thread == it.id);
    let decisions = row.map(|row| row.decisions.iter().map(decision).collect::<Vec<_>>());
    json!({
        "id": it.id,
        "section": it.field.section,
        "language": it.field.language.code(),
        "quote": it.anchor.quote.exact,
        "detached": it.detached,
        "severity": it.severity.code(),
        "for_next_version": it.next_edition,
        "open": it.is_open(),
        "suggestion": it.suggestion.as_ref().map(suggestion),
        "comments": it.comments.iter().map(comment).collect::<Vec<_>>(),
        "decisions": decisions.unwrap_or_default(),
    })
}

fn suggestion(it: &Suggestion) -> Value {
    let part = |part: Part| match part {
        Part::Kept(words) => json!({ "keep": words }),
        Part::Deleted(words) => json!({ "delete": words }),
        Part::Inserted(words) => json!({ "insert": words }),
    };
    let parts: Vec<_> = it.parts().into_iter().map(part).collect();
    json!({ "was": it.was, "wants": it.wants(), "parts": parts })
}

fn comment(it: &Comment) -> Value {
    json!({ "id": it.id, "name": it.name, "side": it.side, "at": iso_moment(it.at), "text": it.body })
}

fn decision(it: &Decision) -> Value {
    json!({
        "outcome": it.outcome.code(),
        "reason": it.reason,
        "name": it.name,
        "at": iso_moment(it.at),
        "number": it.version_number,
    })
}

fn codes(languages: &[Language]) -> Vec<&'static str> {
    languages.iter().map(|it| it.code()).collect()
}

/// Only the languages in which there is something.
pub(crate) fn texts(texts: &Texts) -> Value {
    let mut value = Map::new();
    for language in Language::ALL {
        let text = texts.get(language);
        if !text.is_empty() {
            value.insert(language.code().to_owned(), text.into());
        }
    }
    value.into()
}
