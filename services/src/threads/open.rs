//! Opening a thread on exact words.

use super::{
    acts::{done_before, record},
    tell,
};
use crate::{
    Services, access, anchors, drafts,
    error::Result,
    input,
    proposals::rows,
    store::entities::{comment, thread},
    texts,
};
use model::{
    document::{anchor::Anchor, draft::Draft},
    error::Refusal,
    ids::{AccountId, AnchorId, CommentId, OrganisationId, ProposalId, ThreadId},
    journal::Act,
    limits,
    proposal::FieldName,
    thread::{Severity, Thread},
    workflow::State,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

/// Most bytes of one relative position.
const POSITION_BYTES: usize = 512;

/// What somebody says of words of a field.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Chosen by who asks: sent twice, the thread is opened once.
    pub id: ThreadId,
    pub field: FieldName,
    pub anchor: Anchor,
    pub severity: Severity,
    /// Whether it is to be opened detached, with its quote, where its words are gone by now.
    pub detached: bool,
    pub body: String,
}

/// Opens a thread on words of a field. The anchor must stand on its quote in the live draft, unless the
/// thread may be detached from the first; on a final the thread is for the next edition.
pub async fn open(
    s: &Services,
    account: AccountId,
    proposal: ProposalId,
    opening: Opening,
) -> Result<Thread> {
    let Opening {
        id,
        field,
        anchor,
        severity,
        detached,
        body,
    } = opening;
    let rights = access::proposal_rights(s, Some(account), proposal).await?;
    rights.check_comment()?;
    let body = input::text(&body, limits::COMMENT_CHARS, Refusal::Empty)?;
    if thread::Entity::find_by_id(id.0).one(&s.db).await?.is_some() {
        return opened_before(s, account, proposal, id).await;
    }
    check_anchor(s, proposal, &field, &anchor).await?;
    let found = found(s, proposal, &field, anchor.clone()).await?;
    if found.is_none() && !detached {
        return Err(Refusal::WordsGone.into());
    }
    let (detached, anchor) = (found.is_none(), found.unwrap_or(anchor));
    let txn = s.begin().await?;
    // Held, and asked again: a final made meanwhile has no open objection that is not for the next.
    access::lock_proposal(&txn, proposal).await?;
    let rights = access::rights_within(&txn, Some(account), proposal).await?;
    rights.check_comment()?;
    check_count(&txn, proposal).await?;
    let act = Act::ThreadOpened {
        thread: id,
        field: field.clone(),
        severity,
        quote: input::storable(&anchor.quote.exact),
    };
    let new = NewThread {
        id,
        proposal,
        field,
        anchor,
        severity,
        next_edition: rights.state == State::Final,
        detached,
    };
    insert(&txn, new, s.now().0).await?;
    let side = rights.member.as_ref().and_then(|member| member.side);
    let comment = CommentId(s.fresh_id());
    insert_comment(&txn, comment, id, account, side, body, s.now().0).await?;
    record(s, &txn, &rights, (proposal, account), &act).await?;
    txn.commit().await?;
    tell(s, proposal, id).await
}

/// The thread that was opened when this was sent before.
async fn opened_before(
    s: &Services,
    account: AccountId,
    proposal: ProposalId,
    id: ThreadId,
) -> Result<Thread> {
    let row = super::rows::row_of(&s.db, id).await?;
    let opener = super::rows::one(&s.db, id).await?;
    let opener = opener.comments.first().map(|comment| comment.account);
    done_before(s, id, row.proposal == proposal.0 && opener == Some(account)).await
}

/// A thread before it is kept.
pub(crate) struct NewThread {
    pub id: ThreadId,
    pub proposal: ProposalId,
    pub field: FieldName,
    pub anchor: Anchor,
    pub severity: Severity,
    pub next_edition: bool,
    pub detached: bool,
}

/// Writes a thread with its anchor, without its first comment. The anchor has the number of the
/// thread that made it.
pub(crate) async fn insert<C: ConnectionTrait>(db: &C, new: NewThread, at: i64) -> Result<()> {
    let anchor_id = AnchorId(new.id.0);
    insert_on(db, new, anchor_id, at).await
}

/// As [`insert`], with an anchor of this number.
pub(super) async fn insert_on<C: ConnectionTrait>(
    db: &C,
    new: NewThread,
    anchor_id: AnchorId,
    at: i64,
) -> Result<()> {
    let NewThread {
        id,
        proposal,
        field,
        anchor,
        detached,
        ..
    } = new;
    anchors::insert(db, proposal, anchor_id, &field, anchor, detached).await?;
    let row = thread::ActiveModel {
        id: Set(id.0),
        proposal: Set(proposal.0),
        anchor: Set(anchor_id.0),
        severity: Set(new.severity.code().to_owned()),
        next_edition: Set(new.next_edition),
        opened_at: Set(at),
        seq: Set(0),
    };
    thread::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Writes a comment.
pub(crate) async fn insert_comment<C: ConnectionTrait>(
    db: &C,
    id: CommentId,
    thread: ThreadId,
    account: AccountId,
    side: Option<OrganisationId>,
    body: String,
    at: i64,
) -> Result<()> {
    let row = comment::ActiveModel {
        id: Set(id.0),
        thread: Set(thread.0),
        account: Set(account.0),
        side: Set(side.map(|side| side.0)),
        body: Set(body),
        at: Set(at),
    };
    comment::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The anchor as the server finds it in the live draft; refused when its words are not there.
pub(super) async fn on_its_words(
    s: &Services,
    proposal: ProposalId,
    field: &FieldName,
    anchor: Anchor,
) -> Result<Anchor> {
    check_anchor(s, proposal, field, &anchor).await?;
    let found = found(s, proposal, field, anchor).await?;
    Ok(found.ok_or(Refusal::WordsGone)?)
}

async fn found(
    s: &Services,
    proposal: ProposalId,
    field: &FieldName,
    anchor: Anchor,
) -> Result<Option<Anchor>> {
    let field = field.clone();
    let find = move |draft: &Draft| drafts::found(draft, &field, &anchor);
    texts::look(s, proposal, find).await
}

/// Refuses an anchor that cannot stand on words of the proposal, whatever they are.
async fn check_anchor(
    s: &Services,
    proposal: ProposalId,
    field: &FieldName,
    anchor: &Anchor,
) -> Result<()> {
    let sizes = [anchor.start.len(), anchor.end.len()];
    let quote_units = anchor.quote.exact.encode_utf16().count();
    if sizes
        .into_iter()
        .any(|size_bytes| size_bytes > POSITION_BYTES)
        || quote_units > limits::QUOTE_UNITS
        || anchor.quote.exact.trim().is_empty()
    {
        return Err(Refusal::WordsGone.into());
    }
    let fields = rows::fields_of(&rows::proposal_of(&s.db, proposal).await?);
    if !fields.contains(field) {
        return Err(Refusal::WordsGone.into());
    }
    Ok(())
}

/// Refuses when the proposal has had its most threads.
pub(super) async fn check_count<C: ConnectionTrait>(db: &C, proposal: ProposalId) -> Result<()> {
    let threads = thread::Entity::find()
        .filter(thread::Column::Proposal.eq(proposal.0))
        .count(db)
        .await?;
    Ok(input::room_for_one(threads, limits::THREADS_A_PROPOSAL)?)
}

/// Refuses when the thread has had its most comments.
pub(super) async fn check_comments<C: ConnectionTrait>(db: &C, thread: ThreadId) -> Result<()> {
    let comments = super::rows::one(db, thread).await?.comments.len() as u64;
    Ok(input::room_for_one(comments, limits::COMMENTS_A_THREAD)?)
}
