//! Finds what an account may see: texts, comments, suggestions, decisions, project details, titles and
//! names of versions.
//!
//! Rights are part of the one statement that finds, so nothing is read that is not shown. Words are
//! compared as `model::search` writes them; SQLite finds them by FTS5, PostgreSQL by `tsvector`.

mod index;
mod offered;

pub(crate) use index::{around, begin, field, follow, rebuild, thread};
pub use offered::{OfferedPerson, OfferedProposal, SearchOffer, offer, outline};

use crate::{
    Services, access,
    access::unknown,
    error::{Error, Result},
    proposals::rows::state_of,
    store::{
        entities::{account, member, partnership, proposal, search_entry, section},
        json,
    },
};
use model::{
    ids::{AccountId, PartnershipId, ProposalId, ThreadId, Timestamp},
    language::{Language, Texts},
    limits::SEARCH_HITS,
    proposal::FieldName,
    search::{Query, Term},
    workflow::State,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, JoinType,
    Order, QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
    entity::prelude::Json,
    sea_query::{Expr, ExprTrait, Query as SqlQuery, SelectStatement},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HitKind {
    /// The title of a proposal.
    Title,
    /// A detail of the project.
    Facts,
    /// The name of a version.
    Version,
    /// A paragraph of a text.
    Text,
    Comment,
    Suggestion,
    Decision,
}

impl HitKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [HitKind; 7] = [
        HitKind::Title,
        HitKind::Facts,
        HitKind::Version,
        HitKind::Text,
        HitKind::Comment,
        HitKind::Suggestion,
        HitKind::Decision,
    ];

    /// The stable name, as stored.
    pub fn code(self) -> &'static str {
        match self {
            HitKind::Title => "title",
            HitKind::Facts => "facts",
            HitKind::Version => "version",
            HitKind::Text => "text",
            HitKind::Comment => "comment",
            HitKind::Suggestion => "suggestion",
            HitKind::Decision => "decision",
        }
    }

    /// The kind of a stable name.
    pub fn from_code(code: &str) -> Option<HitKind> {
        HitKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Of what somebody wants hits only; none of a kind is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchFilter {
    pub proposal: Option<ProposalId>,
    pub language: Option<Language>,
    /// Who said it.
    pub who: Option<AccountId>,
    /// Of proposals at this stage.
    pub state: Option<State>,
}

impl SearchFilter {
    /// The filter of an address: a value that names nothing leaves nothing out.
    pub fn of(value: impl Fn(&str) -> Option<String>) -> SearchFilter {
        SearchFilter {
            proposal: value("proposal").and_then(|it| it.parse().ok()),
            language: value("lang").and_then(|it| Language::from_code(&it)),
            who: value("who").and_then(|it| it.parse().ok()),
            state: value("state").and_then(|it| State::from_code(&it)),
        }
    }
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub kind: HitKind,
    /// The field, of what stands in one.
    pub field: Option<FieldName>,
    /// What the field's section is called.
    pub heading: Option<Texts>,
    /// The number, of a version.
    pub version: Option<u32>,
    pub thread: Option<ThreadId>,
    pub language: Option<Language>,
    /// Who said it, as they are called; empty for who had the account erased.
    pub name: Option<String>,
    pub at: Option<Timestamp>,
    pub body: String,
}

/// What was found in one proposal, or in the details of one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundIn {
    pub partnership: PartnershipId,
    pub proposal: Option<ProposalId>,
    pub state: Option<State>,
    /// Of the proposal, else of the project.
    pub title: Texts,
    pub hits: Vec<Hit>,
}

/// What was found, what was written last first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub groups: Vec<FoundIn>,
    /// Whether there is more than is shown.
    pub is_cut: bool,
}

impl Found {
    /// How many hits there are.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|it| it.hits.len()).sum()
    }
}

/// An entry with what its proposal and its partnership are called, and who said it.
#[derive(Debug, FromQueryResult)]
struct Row {
    kind: String,
    place: String,
    thread: Option<Uuid>,
    language: Option<String>,
    account: Option<Uuid>,
    at: Option<i64>,
    body: String,
    partnership: Uuid,
    proposal: Option<Uuid>,
    partnership_title: Json,
    proposal_title: Option<Json>,
    state: Option<String>,
    name: Option<String>,
}

impl Row {
    /// Of what it is: its proposal, else its partnership.
    fn of(&self) -> Uuid {
        self.proposal.unwrap_or(self.partnership)
    }
}

/// Finds what the account may see and the filter wants.
pub async fn search(
    s: &Services,
    account: AccountId,
    query: &Query,
    filter: &SearchFilter,
) -> Result<Found> {
    let mut rows = rows(s, account, query, filter).await?;
    let is_cut = rows.len() as u64 > SEARCH_HITS;
    rows.truncate(SEARCH_HITS as usize);
    let headings = headings(s, &rows).await?;
    let mut groups: Vec<FoundIn> = Vec::new();
    let mut places: HashMap<Uuid, usize> = HashMap::new();
    for row in rows {
        let place = match places.get(&row.of()) {
            Some(place) => *place,
            None => {
                places.insert(row.of(), groups.len());
                groups.push(group(&row)?);
                groups.len() - 1
            }
        };
        groups[place].hits.push(hit(row, &headings)?);
    }
    Ok(Found { groups, is_cut })
}

async fn rows(
    s: &Services,
    me: AccountId,
    query: &Query,
    filter: &SearchFilter,
) -> Result<Vec<Row>> {
    let mine: Vec<Uuid> = member::Entity::find()
        .select_only()
        .column(member::Column::Partnership)
        .filter(member::Column::Account.eq(me.0))
        .filter(access::is_active())
        .into_tuple()
        .all(&s.db)
        .await?;
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let ids = newest(s.db.get_database_backend(), me, &mine, query, filter);
    let ids = s.db.query_all(&ids).await?;
    let ids: Result<Vec<i64>> = ids.iter().map(|row| Ok(row.try_get("", "id")?)).collect();
    Ok(with_names()
        .filter(search_entry::Column::Id.is_in(ids?))
        .filter(member::Column::Account.eq(me.0))
        .filter(access::is_active())
        .order_by_desc(search_entry::Column::Id)
        .into_model()
        .all(&s.db)
        .await?)
}

/// Which entries are found, the newest first. That the account is a member is asked in the statement; which
/// partnerships these are is said beside it, so that a word that others use often costs nothing here.
///
/// SQLite keeps to the order of what is joined with CROSS JOIN: its index gives the newest first, and is
/// left as soon as there are enough.
fn newest(
    backend: DbBackend,
    me: AccountId,
    mine: &[Uuid],
    query: &Query,
    filter: &SearchFilter,
) -> SelectStatement {
    let entry = |column| Expr::col((search_entry::Entity, column));
    let partnership = || entry(search_entry::Column::Partnership);
    let of_member = partnership().equals((member::Entity, member::Column::Partnership));
    let of_proposal =
        entry(search_entry::Column::Proposal).equals((proposal::Entity, proposal::Column::Id));
    let mut all = Condition::all()
        .add(Expr::col((member::Entity, member::Column::Account)).eq(me.0))
        .add(access::is_active());
    let mut found = SqlQuery::select();
    found.expr_as(entry(search_entry::Column::Id), "id");
    let newest = match backend {
        DbBackend::Postgres => {
            found
                .from(search_entry::Entity)
                .join(JoinType::InnerJoin, member::Entity, of_member);
            // A constant: a plan that is kept for any words is a bad one for words that stand everywhere.
            let wanted = Expr::Constant(tsquery(query).into());
            let found = "\"search_entry\".\"found\" @@ to_tsquery('simple', $1)";
            all = all
                .add(partnership().is_in(mine.iter().copied()))
                .add(Expr::cust_with_exprs(found, [wanted]));
            entry(search_entry::Column::Id)
        }
        _ => {
            found
                .from("search_words")
                .cross_join(search_entry::Entity)
                .cross_join(member::Entity);
            let wanted = [fts5(mine, query)];
            all = all
                .add(Expr::cust("search_words.rowid = search_entry.id"))
                .add(of_member)
                .add(Expr::cust_with_values("search_words MATCH ?", wanted));
            Expr::cust("search_words.rowid")
        }
    };
    if let Some(id) = filter.proposal {
        all = all.add(entry(search_entry::Column::Proposal).eq(id.0));
    }
    if let Some(language) = filter.language {
        all = all.add(entry(search_entry::Column::Language).eq(language.code()));
    }
    if let Some(who) = filter.who {
        all = all.add(entry(search_entry::Column::Account).eq(who.0));
    }
    if let Some(state) = filter.state {
        found.join(JoinType::InnerJoin, proposal::Entity, of_proposal);
        all = all.add(Expr::col((proposal::Entity, proposal::Column::State)).eq(state.code()));
    }
    found
        .cond_where(all)
        .order_by_expr(newest, Order::Desc)
        .limit(SEARCH_HITS + 1);
    found
}

/// Every entry of every member of its partnership.
fn with_names() -> Select<search_entry::Entity> {
    let mine: RelationDef = search_entry::Entity::belongs_to(member::Entity)
        .from(search_entry::Column::Partnership)
        .to(member::Column::Partnership)
        .into();
    let of_partnership: RelationDef = search_entry::Entity::belongs_to(partnership::Entity)
        .from(search_entry::Column::Partnership)
        .to(partnership::Column::Id)
        .into();
    let of_proposal: RelationDef = search_entry::Entity::belongs_to(proposal::Entity)
        .from(search_entry::Column::Proposal)
        .to(proposal::Column::Id)
        .into();
    let said_by: RelationDef = search_entry::Entity::belongs_to(account::Entity)
        .from(search_entry::Column::Account)
        .to(account::Column::Id)
        .into();
    search_entry::Entity::find()
        .select_only()
        .columns([
            search_entry::Column::Kind,
            search_entry::Column::Place,
            search_entry::Column::Thread,
            search_entry::Column::Language,
            search_entry::Column::Account,
            search_entry::Column::At,
            search_entry::Column::Body,
            search_entry::Column::Partnership,
            search_entry::Column::Proposal,
        ])
        .column_as(partnership::Column::Title, "partnership_title")
        .column_as(proposal::Column::Title, "proposal_title")
        .column_as(proposal::Column::State, "state")
        .column_as(account::Column::Name, "name")
        .join(JoinType::InnerJoin, mine)
        .join(JoinType::InnerJoin, of_partnership)
        .join(JoinType::LeftJoin, of_proposal)
        .join(JoinType::LeftJoin, said_by)
}

/// What is asked for as SQLite reads it. Stems are letters and digits, so nothing in them means anything
/// to either database.
fn fts5(mine: &[Uuid], query: &Query) -> String {
    let mine: Vec<_> = mine
        .iter()
        .map(|id| format!("\"{}\"", id.simple()))
        .collect();
    let terms = query.terms.iter().map(|term| match term {
        Term::Word(word) => format!("\"{word}\""),
        Term::Phrase(words) => format!("\"{}\"", words.join(" ")),
        Term::Begun { stem, letters } => format!("(\"{stem}\" OR \"{letters}\" *)"),
    });
    let terms: Vec<_> = terms.collect();
    let (mine, terms) = (mine.join(" OR "), terms.join(" AND "));
    format!("scope : ({mine}) AND words : ({terms})")
}

/// The same as PostgreSQL reads it.
fn tsquery(query: &Query) -> String {
    let terms = query.terms.iter().map(|term| match term {
        Term::Word(word) => format!("'{word}'"),
        Term::Phrase(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
            format!("({})", words.join(" <-> "))
        }
        Term::Begun { stem, letters } => format!("('{stem}' | '{letters}':*)"),
    });
    terms.collect::<Vec<_>>().join(" & ")
}

/// What the sections of these rows are called.
async fn headings(s: &Services, rows: &[Row]) -> Result<HashMap<(Uuid, String), Texts>> {
    let proposals: HashSet<Uuid> = rows.iter().filter_map(|it| it.proposal).collect();
    if proposals.is_empty() {
        return Ok(HashMap::new());
    }
    let sections: Vec<(Uuid, String, Json)> = section::Entity::find()
        .select_only()
        .column(section::Column::Proposal)
        .column(section::Column::Key)
        .column(section::Column::Heading)
        .filter(section::Column::Proposal.is_in(proposals))
        .into_tuple()
        .all(&s.db)
        .await?;
    let read = |(proposal, key, heading)| Ok(((proposal, key), json::from(heading)?));
    sections.into_iter().map(read).collect()
}

fn group(row: &Row) -> Result<FoundIn> {
    let title = row.proposal_title.as_ref();
    Ok(FoundIn {
        partnership: PartnershipId(row.partnership),
        proposal: row.proposal.map(ProposalId),
        state: row.state.as_deref().map(state_of).transpose()?,
        title: json::from(title.unwrap_or(&row.partnership_title).clone())?,
        hits: Vec::new(),
    })
}

fn hit(row: Row, headings: &HashMap<(Uuid, String), Texts>) -> Result<Hit> {
    let kind = HitKind::from_code(&row.kind).ok_or_else(|| unknown("kind", &row.kind))?;
    let is_version = kind == HitKind::Version;
    let field: Option<FieldName> = match row.place.is_empty() || is_version {
        true => None,
        false => Some(row.place.parse().map_err(Error::internal)?),
    };
    let section = field.as_ref().map(|it| it.section.0.clone());
    let heading = row.proposal.zip(section);
    Ok(Hit {
        kind,
        heading: heading.and_then(|it| headings.get(&it).cloned()),
        version: row.place.parse().ok().filter(|_| is_version),
        field,
        thread: row.thread.map(ThreadId),
        language: row.language.as_deref().and_then(Language::from_code),
        name: row.account.map(|_| row.name.unwrap_or_default()),
        at: row.at.map(Timestamp),
        body: row.body,
    })
}
