//! What can be found, written in the transaction in which it comes to be: what follows an act with the
//! act's line in the journal ([`follow`]), a text with its read model ([`field`]).
//!
//! All entries of one thing (a field, a thread, a title) have one owner and are written together. What
//! is there already stays, so a letter costs the entry of its paragraph and not those of the text.

mod anew;
mod said;

pub(crate) use anew::{around, begin, rebuild};

use super::HitKind;
use crate::{
    error::Result,
    journal::Scope,
    partnerships::facts_of,
    store::{
        Writing,
        entities::{proposal, search_entry, thread, version},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{PartnershipId, ProposalId, ThreadId},
    journal::Act,
    language::{Language, Texts},
    limits::SEARCH_ENTRY_CHARS,
    partnership::Partnership,
    proposal::FieldName,
    search::words,
};
use said::said_in;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Rows of one statement: SQLite takes 32,766 values, PostgreSQL 65,535.
const ROWS: usize = 500;

/// What all entries of one thing have.
struct Owner {
    name: String,
    partnership: Uuid,
    proposal: Option<Uuid>,
}

/// Something that can be found.
#[derive(Clone, Debug)]
struct Entry {
    kind: HitKind,
    place: String,
    thread: Option<Uuid>,
    language: Option<Language>,
    account: Option<Uuid>,
    at: Option<i64>,
    body: String,
}

impl Entry {
    fn new(kind: HitKind, body: String) -> Entry {
        Entry {
            kind,
            place: String::new(),
            thread: None,
            language: None,
            account: None,
            at: None,
            body,
        }
    }
}

/// By what an entry that stays is known: kind, place, text, who said it and the language.
type Same = (String, String, String, Option<Uuid>, Option<String>);
/// The number of an entry that is there, and by what it is known.
type There = (i64, String, String, String, Option<Uuid>, Option<String>);

/// Writes what an act has made or changed. To be called under the lock that the act holds.
pub(crate) async fn follow(txn: &Writing, scope: Scope, act: &Act) -> Result<()> {
    if let Some(id) = act.thread() {
        return thread(txn, id).await;
    }
    match (act, scope) {
        (Act::PartnershipCreated { .. } | Act::FactsChanged { .. }, _) => {
            facts(txn, scope.partnership()).await
        }
        (Act::ProposalCreated { .. } | Act::SettingsChanged { .. }, Scope::Proposal(_, id)) => {
            title(txn, id).await
        }
        (Act::VersionNamed { .. }, Scope::Proposal(_, id)) => versions(txn, id).await,
        (Act::Imported { .. }, _) => around(txn, scope.partnership()).await.map(drop),
        _ => Ok(()),
    }
}

/// The paragraphs of a field, as it reads now.
pub(crate) async fn field(
    txn: &Writing,
    id: ProposalId,
    name: &FieldName,
    plain: &str,
    at: Option<i64>,
) -> Result<()> {
    let entry = |body: String| Entry {
        place: name.to_string(),
        language: Some(name.language),
        at,
        ..Entry::new(HitKind::Text, body)
    };
    let entries = pieces(plain).map(entry).collect();
    let owner = owner(txn, id, &format!("field {name}")).await?;
    put(txn, owner, entries).await
}

/// What was said and decided in a thread, and what it suggests; nothing of a withdrawn one.
pub(crate) async fn thread(txn: &Writing, id: ThreadId) -> Result<()> {
    let row = thread::Entity::find_by_id(id.0).one(txn).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let entries = said_in(txn, vec![row.clone()]).await?.remove(&row.id);
    let owner = owner(txn, ProposalId(row.proposal), &format!("thread {id}")).await?;
    put(txn, owner, entries.unwrap_or_default()).await
}

async fn title(txn: &Writing, id: ProposalId) -> Result<()> {
    let row = proposal::Entity::find_by_id(id.0).one(txn).await?;
    let title: Texts = json::from(row.ok_or(Refusal::NotFound)?.title)?;
    let entries = in_languages(HitKind::Title, [&title]);
    put(txn, owner(txn, id, "title").await?, entries).await
}

/// The names that versions have.
async fn versions(txn: &Writing, id: ProposalId) -> Result<()> {
    let named: Vec<(i32, String, Uuid, i64)> = version::Entity::find()
        .select_only()
        .column(version::Column::Number)
        .column(version::Column::Name)
        .column(version::Column::Account)
        .column(version::Column::At)
        .filter(version::Column::Proposal.eq(id.0))
        .filter(version::Column::Name.ne(""))
        .into_tuple()
        .all(txn)
        .await?;
    let entry = |(number, name, account, at): (i32, String, Uuid, i64)| Entry {
        place: number.to_string(),
        account: Some(account),
        at: Some(at),
        ..Entry::new(HitKind::Version, name)
    };
    let entries = named.into_iter().map(entry).collect();
    put(txn, owner(txn, id, "versions").await?, entries).await
}

async fn facts(txn: &Writing, id: PartnershipId) -> Result<()> {
    let facts = facts_of(txn, id).await?;
    let owner = Owner {
        name: format!("facts {id}"),
        partnership: id.0,
        proposal: None,
    };
    put(txn, owner, in_languages(HitKind::Facts, texts_of(&facts))).await
}

fn texts_of(facts: &Partnership) -> impl Iterator<Item = &Texts> {
    let shares = facts.budget_shares.iter();
    let shares = shares.flat_map(|it| [&it.title, &it.when]);
    [&facts.title, &facts.programme, &facts.objective]
        .into_iter()
        .chain(&facts.target_groups)
        .chain(&facts.justification)
        .chain(facts.activities.iter().map(|it| &it.title))
        .chain(facts.organisations.iter().map(|it| &it.name))
        .chain(shares)
}

fn in_languages<'a>(kind: HitKind, texts: impl IntoIterator<Item = &'a Texts>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for text in texts {
        for language in Language::ALL {
            entries.extend(pieces(text.get(language)).map(|body| Entry {
                language: Some(language),
                ..Entry::new(kind, body)
            }));
        }
    }
    entries
}

/// A text in paragraphs, and long ones of these in several pieces.
fn pieces(text: &str) -> impl Iterator<Item = String> {
    text.split('\n').flat_map(|line| {
        let mut pieces = Vec::new();
        let mut left = line.trim();
        while let Some((cut, _)) = left.char_indices().nth(SEARCH_ENTRY_CHARS) {
            let at = left[..cut].rfind(' ').filter(|at| *at > 0).unwrap_or(cut);
            pieces.push(left[..at].to_owned());
            left = left[at..].trim_start();
        }
        pieces.push(left.to_owned());
        pieces
    })
}

async fn owner<C: ConnectionTrait>(db: &C, id: ProposalId, what: &str) -> Result<Owner> {
    let partnership: Option<Uuid> = proposal::Entity::find_by_id(id.0)
        .select_only()
        .column(proposal::Column::Partnership)
        .into_tuple()
        .one(db)
        .await?;
    Ok(Owner {
        name: format!("{what} {id}"),
        partnership: partnership.ok_or(Refusal::NotFound)?,
        proposal: Some(id.0),
    })
}

/// Makes these the entries of the owner: what is there stays, what is there no more goes.
async fn put(txn: &Writing, owner: Owner, wanted: Vec<Entry>) -> Result<()> {
    let there: Vec<There> = search_entry::Entity::find()
        .select_only()
        .column(search_entry::Column::Id)
        .column(search_entry::Column::Kind)
        .column(search_entry::Column::Place)
        .column(search_entry::Column::Body)
        .column(search_entry::Column::Account)
        .column(search_entry::Column::Language)
        .filter(search_entry::Column::Owner.eq(owner.name.as_str()))
        .into_tuple()
        .all(txn)
        .await?;
    let mut old: HashMap<Same, i64> = HashMap::new();
    let mut gone = Vec::new();
    for (id, kind, place, body, account, language) in there {
        gone.extend(old.insert((kind, place, body, account, language), id));
    }
    let mut seen = HashSet::new();
    let mut rows = Vec::new();
    for entry in wanted {
        let same = (
            entry.kind.code().to_owned(),
            entry.place.clone(),
            entry.body.clone(),
            entry.account,
            entry.language.map(|it| it.code().to_owned()),
        );
        if !seen.insert(same.clone()) || old.remove(&same).is_some() {
            continue;
        }
        let words = words(&entry.body).join(" ");
        if !words.is_empty() {
            rows.push(row(&owner, entry, words));
        }
    }
    gone.extend(old.into_values());
    for gone in gone.chunks(ROWS) {
        search_entry::Entity::delete_many()
            .filter(search_entry::Column::Id.is_in(gone.to_vec()))
            .exec(txn)
            .await?;
    }
    while !rows.is_empty() {
        let some = rows.split_off(rows.len().saturating_sub(ROWS));
        search_entry::Entity::insert_many(some)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

fn row(owner: &Owner, entry: Entry, words: String) -> search_entry::ActiveModel {
    search_entry::ActiveModel {
        id: NotSet,
        owner: Set(owner.name.clone()),
        partnership: Set(owner.partnership),
        proposal: Set(owner.proposal),
        kind: Set(entry.kind.code().to_owned()),
        place: Set(entry.place),
        thread: Set(entry.thread),
        language: Set(entry.language.map(|it| it.code().to_owned())),
        account: Set(entry.account),
        at: Set(entry.at),
        body: Set(entry.body),
        words: Set(words),
    }
}
