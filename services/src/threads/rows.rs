//! Threads as they are kept.

use crate::{
    access::unknown,
    anchors::StoredAnchor,
    error::{Error, Result},
    partnerships::{accounts_of, namesakes},
    store::{
        entities::{account, anchor, comment, decision, proposal, suggestion, thread},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, CommentId, OrganisationId, PartnershipId, ProposalId, ThreadId, Timestamp},
    suggestion::Suggestion,
    thread::{Comment, Decision, Outcome, Severity, Thread},
    waiting::Talk,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

type Accounts = HashMap<Uuid, account::Model>;

/// All threads of a proposal, in the order in which they were opened; without withdrawn suggestions.
pub(crate) async fn all<C: ConnectionTrait>(db: &C, proposal: ProposalId) -> Result<Vec<Thread>> {
    let rows = thread::Entity::find()
        .filter(thread::Column::Proposal.eq(proposal.0))
        .order_by_asc(thread::Column::OpenedAt)
        .order_by_asc(thread::Column::Id)
        .all(db)
        .await?;
    let mut threads = with_comments(db, rows).await?;
    threads.retain(|thread| !thread.is_withdrawn());
    Ok(threads)
}

/// The threads of a proposal in which something was done after this act, or whose words moved.
pub(crate) async fn newer<C: ConnectionTrait>(
    db: &C,
    proposal: ProposalId,
    since: i64,
) -> Result<Vec<Thread>> {
    let moved = anchor::Entity::find()
        .select_only()
        .column(anchor::Column::Id)
        .filter(anchor::Column::Proposal.eq(proposal.0))
        .filter(anchor::Column::MovedSeq.gt(since));
    let is_newer = Condition::any()
        .add(thread::Column::Seq.gt(since))
        .add(thread::Column::Anchor.in_subquery(moved.into_query()));
    let rows = thread::Entity::find()
        .filter(thread::Column::Proposal.eq(proposal.0))
        .filter(is_newer)
        .order_by_asc(thread::Column::OpenedAt)
        .order_by_asc(thread::Column::Id)
        .all(db)
        .await?;
    with_comments(db, rows).await
}

/// One thread.
pub(crate) async fn one<C: ConnectionTrait>(db: &C, id: ThreadId) -> Result<Thread> {
    let row = row_of(db, id).await?;
    let thread = with_comments(db, vec![row]).await?.pop();
    Ok(thread.ok_or(Refusal::NotFound)?)
}

/// The row of a thread.
pub(super) async fn row_of<C: ConnectionTrait>(db: &C, id: ThreadId) -> Result<thread::Model> {
    let row = thread::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.ok_or(Refusal::NotFound)?)
}

/// How many threads of each of these proposals nobody has decided on, if any.
pub(crate) async fn open_counts<C: ConnectionTrait>(
    db: &C,
    proposals: &[Uuid],
) -> Result<HashMap<Uuid, u32>> {
    let counts: Vec<(Uuid, i64)> = open()
        .select_only()
        .column(thread::Column::Proposal)
        .column_as(thread::Column::Id.count(), "open")
        .filter(thread::Column::Proposal.is_in(proposals.to_vec()))
        .group_by(thread::Column::Proposal)
        .into_tuple()
        .all(db)
        .await?;
    let to_count = |(proposal, count): (Uuid, i64)| (proposal, count as u32);
    Ok(counts.into_iter().map(to_count).collect())
}

/// How many open threads hold the final.
pub(crate) async fn open_blocking<C: ConnectionTrait>(db: &C, proposal: ProposalId) -> Result<u32> {
    let blocking = open()
        .filter(thread::Column::Proposal.eq(proposal.0))
        .filter(thread::Column::Severity.eq(Severity::Blocking.code()));
    Ok(blocking.count(db).await? as u32)
}

/// How many threads are open: what holds the final where a decision on every comment is asked for.
pub(crate) async fn open_now<C: ConnectionTrait>(db: &C, proposal: ProposalId) -> Result<u32> {
    let open = open().filter(thread::Column::Proposal.eq(proposal.0));
    Ok(open.count(db).await? as u32)
}

/// The threads on which nobody has decided, or that were opened again.
fn open() -> Select<thread::Entity> {
    let decided = decision::Entity::find()
        .select_only()
        .column(decision::Column::Thread)
        .filter(decision::Column::ReopenedAt.is_null())
        .into_query();
    let withdrawn = suggestion::Entity::find()
        .select_only()
        .column(suggestion::Column::Thread)
        .filter(suggestion::Column::Withdrawn.eq(true))
        .into_query();
    thread::Entity::find()
        .filter(thread::Column::Id.not_in_subquery(decided))
        .filter(thread::Column::Id.not_in_subquery(withdrawn))
}

/// The open threads of these proposals, oldest first.
pub(crate) async fn open_talks<C: ConnectionTrait>(
    db: &C,
    proposals: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Talk>>> {
    let in_these = || open().filter(thread::Column::Proposal.is_in(proposals.to_vec()));
    let only = |column| in_these().select_only().column(column).into_query();
    let rows = in_these()
        .order_by_asc(thread::Column::OpenedAt)
        .order_by_asc(thread::Column::Id)
        .all(db)
        .await?;
    let anchors: Vec<(Uuid, String, String)> = anchor::Entity::find()
        .select_only()
        .column(anchor::Column::Id)
        .column(anchor::Column::Field)
        .column(anchor::Column::Quote)
        .filter(anchor::Column::Id.in_subquery(only(thread::Column::Anchor)))
        .into_tuple()
        .all(db)
        .await?;
    let mut anchors: HashMap<_, _> = anchors.into_iter().map(|it| (it.0, (it.1, it.2))).collect();
    let said: Vec<(Uuid, Uuid, Option<Uuid>)> = comment::Entity::find()
        .select_only()
        .column(comment::Column::Thread)
        .column(comment::Column::Account)
        .column(comment::Column::Side)
        .filter(comment::Column::Thread.in_subquery(only(thread::Column::Id)))
        .order_by_asc(comment::Column::At)
        .order_by_asc(comment::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut comments: HashMap<Uuid, Vec<_>> = HashMap::new();
    for (thread, account, side) in said {
        comments.entry(thread).or_default().push((account, side));
    }
    let suggestions: Vec<Uuid> = suggestion::Entity::find()
        .select_only()
        .column(suggestion::Column::Thread)
        .filter(suggestion::Column::Thread.in_subquery(only(thread::Column::Id)))
        .into_tuple()
        .all(db)
        .await?;
    let suggestions: HashSet<Uuid> = suggestions.into_iter().collect();
    let mut talks: HashMap<Uuid, Vec<Talk>> = HashMap::new();
    for row in rows {
        let (field, quote) = anchors.remove(&row.anchor).ok_or_else(no_anchor)?;
        // Opened since the comments were read, or before its first one.
        let Some([(author, side), ..]) = comments.get(&row.id).map(Vec::as_slice) else {
            continue;
        };
        let last_side = comments[&row.id].last().and_then(|last| last.1);
        let talk = Talk {
            thread: ThreadId(row.id),
            field: field.parse().map_err(Error::internal)?,
            quote,
            severity: severity_of(&row)?,
            next_edition: row.next_edition,
            is_suggestion: suggestions.contains(&row.id),
            author: AccountId(*author),
            side: side.map(OrganisationId),
            last_side: last_side.map(OrganisationId),
        };
        talks.entry(row.proposal).or_default().push(talk);
    }
    Ok(talks)
}

async fn with_comments<C: ConnectionTrait>(
    db: &C,
    rows: Vec<thread::Model>,
) -> Result<Vec<Thread>> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let comments = comment::Entity::find()
        .filter(comment::Column::Thread.is_in(ids.clone()))
        .order_by_asc(comment::Column::At)
        .order_by_asc(comment::Column::Id)
        .all(db)
        .await?;
    let decisions = decision::Entity::find()
        .filter(decision::Column::Thread.is_in(ids.clone()))
        .filter(decision::Column::ReopenedAt.is_null())
        .all(db)
        .await?;
    let mut suggestions = suggestions_of(db, ids).await?;
    let anchors = anchor::Entity::find()
        .filter(anchor::Column::Id.is_in(rows.iter().map(|row| row.anchor)))
        .all(db)
        .await?;
    let mut anchors: HashMap<Uuid, anchor::Model> =
        anchors.into_iter().map(|row| (row.id, row)).collect();
    let authors = comments.iter().map(|comment| comment.account);
    let deciders = decisions.iter().map(|decision| decision.account);
    let Some(first) = rows.first() else {
        return Ok(Vec::new());
    };
    let people = authors.chain(deciders).collect();
    let accounts = accounts_in(db, ProposalId(first.proposal), people).await?;
    let mut threads = Vec::with_capacity(rows.len());
    for row in rows {
        let anchor = anchors.remove(&row.anchor).ok_or_else(no_anchor)?;
        let anchor = StoredAnchor::read(anchor)?;
        let suggestion = suggestions.remove(&row.id);
        let mut thread = to_thread(row, anchor, &comments, &decisions, &accounts)?;
        thread.suggestion = suggestion;
        threads.push(thread);
    }
    Ok(threads)
}

async fn suggestions_of<C: ConnectionTrait>(
    db: &C,
    threads: Vec<Uuid>,
) -> Result<HashMap<Uuid, Suggestion>> {
    let rows = suggestion::Entity::find()
        .filter(suggestion::Column::Thread.is_in(threads))
        .all(db)
        .await?;
    let read = |row: suggestion::Model| {
        let suggestion = Suggestion {
            revision: row.revision as u32,
            was: row.was,
            pieces: json::from(row.pieces)?,
            withdrawn: row.withdrawn,
        };
        Ok((row.thread, suggestion))
    };
    rows.into_iter().map(read).collect()
}

/// The accounts of these ids, called as they are in the proposal's partnership.
pub(super) async fn accounts_in<C: ConnectionTrait>(
    db: &C,
    proposal: ProposalId,
    ids: HashSet<Uuid>,
) -> Result<Accounts> {
    let mut accounts = accounts_of(db, ids).await?;
    let row = proposal::Entity::find_by_id(proposal.0).one(db).await?;
    let partnership = PartnershipId(row.ok_or(Refusal::NotFound)?.partnership);
    for (id, name) in namesakes(db, partnership).await? {
        if let Some(account) = accounts.get_mut(&id) {
            account.name = name;
        }
    }
    Ok(accounts)
}

fn to_thread(
    row: thread::Model,
    anchor: StoredAnchor,
    comments: &[comment::Model],
    decisions: &[decision::Model],
    accounts: &Accounts,
) -> Result<Thread> {
    let comments = comments.iter().filter(|comment| comment.thread == row.id);
    let decision = decisions.iter().find(|decision| decision.thread == row.id);
    Ok(Thread {
        id: ThreadId(row.id),
        seq: row.seq as u64,
        anchor_id: anchor.id,
        field: anchor.field,
        anchor: anchor.anchor,
        severity: severity_of(&row)?,
        detached: anchor.detached,
        next_edition: row.next_edition,
        comments: comments
            .map(|comment| to_comment(comment, accounts))
            .collect(),
        decision: decision
            .map(|decision| to_decision(decision, accounts))
            .transpose()?,
        suggestion: None,
    })
}

/// The severity of a stored thread.
pub(super) fn severity_of(row: &thread::Model) -> Result<Severity> {
    Severity::from_code(&row.severity).ok_or_else(|| unknown("severity", &row.severity))
}

/// The anchor of a thread.
pub(super) async fn anchor_of<C: ConnectionTrait>(
    db: &C,
    thread: &thread::Model,
) -> Result<StoredAnchor> {
    let row = anchor::Entity::find_by_id(thread.anchor).one(db).await?;
    StoredAnchor::read(row.ok_or_else(no_anchor)?)
}

/// The words on which a thread stands, or stood last.
pub(super) async fn quote_of<C: ConnectionTrait>(db: &C, thread: &thread::Model) -> Result<String> {
    let anchor = anchor_of(db, thread).await?;
    Ok(anchor.anchor.quote.exact)
}

fn no_anchor() -> Error {
    Error::internal("a thread without an anchor")
}

fn to_comment(row: &comment::Model, accounts: &Accounts) -> Comment {
    Comment {
        id: CommentId(row.id),
        account: AccountId(row.account),
        name: name_of(row.account, accounts),
        side: row.side.map(OrganisationId),
        body: row.body.clone(),
        at: Timestamp(row.at),
    }
}

/// A decision as `model` says it.
pub(super) fn to_decision(row: &decision::Model, accounts: &Accounts) -> Result<Decision> {
    Ok(Decision {
        outcome: Outcome::from_code(&row.outcome)
            .ok_or_else(|| unknown("outcome", &row.outcome))?,
        reason: row.reason.clone(),
        account: AccountId(row.account),
        name: name_of(row.account, accounts),
        at: Timestamp(row.at),
        version_number: row.version_number as u32,
    })
}

/// What an account is called.
pub(super) fn name_of(account: Uuid, accounts: &Accounts) -> String {
    accounts
        .get(&account)
        .map(|account| account.name.clone())
        .unwrap_or_default()
}
