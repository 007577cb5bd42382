//! What happens to a thread after it was opened: answers, its end, and coming back.

use super::{open, rows, tell};
use crate::{
    Services,
    access::{self, Rights},
    anchors,
    error::{Error, Result},
    input,
    journal::{self, Scope},
    store::{
        Writing,
        entities::{comment, decision, thread},
    },
    versions,
};
use model::{
    document::anchor::Anchor,
    error::Refusal,
    ids::{AccountId, CommentId, DecisionId, ProposalId, ThreadId},
    journal::Act,
    limits,
    thread::{Outcome, Thread},
    workflow::State,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};

/// Answers in a thread. Whoever asks chose the comment's id: sent twice, it is written once.
pub async fn answer(
    s: &Services,
    account: AccountId,
    thread: ThreadId,
    body: &str,
    id: CommentId,
) -> Result<Thread> {
    let (row, rights) = thread_and_rights(s, account, thread).await?;
    rights.check_comment()?;
    let body = input::text(body, limits::COMMENT_CHARS, Refusal::Empty)?;
    let proposal = ProposalId(row.proposal);
    let txn = s.begin().await?;
    access::lock_proposal(&txn, proposal).await?;
    let rights = access::rights_within(&txn, Some(account), proposal).await?;
    rights.check_comment()?;
    if let Some(known) = comment::Entity::find_by_id(id.0).one(&txn).await? {
        let is_it = known.thread == thread.0 && known.account == account.0;
        return done_before(s, thread, is_it).await;
    }
    let side = rights.member.as_ref().and_then(|member| member.side);
    open::check_comments(&txn, thread).await?;
    open::insert_comment(&txn, id, thread, account, side, body, s.now().0).await?;
    let act = Act::ThreadAnswered {
        thread,
        quote: rows::quote_of(&txn, &row).await?,
    };
    record(s, &txn, &rights, (proposal, account), &act).await?;
    txn.commit().await?;
    tell(s, proposal, thread).await
}

/// Ends a thread with an outcome and one sentence of reason; an editor's act. Whoever asks chose the
/// decision's id: sent twice, it is made once.
pub async fn decide(
    s: &Services,
    account: AccountId,
    thread: ThreadId,
    outcome: Outcome,
    reason: &str,
    id: DecisionId,
) -> Result<Thread> {
    let (row, rights) = thread_and_rights(s, account, thread).await?;
    rights.check_decide()?;
    let reason = input::text(reason, limits::REASON_CHARS, Refusal::ReasonMissing)?;
    let proposal = ProposalId(row.proposal);
    let txn = s.begin().await?;
    access::lock_proposal(&txn, proposal).await?;
    let rights = access::rights_within(&txn, Some(account), proposal).await?;
    rights.check_decide()?;
    if let Some(known) = decision::Entity::find_by_id(id.0).one(&txn).await? {
        let is_it = known.thread == thread.0 && known.account == account.0;
        return done_before(s, thread, is_it).await;
    }
    let known = rows::one(&txn, thread).await?;
    if !known.is_open() {
        return Err(Refusal::Outdated.into());
    }
    if !known.may_be_decided_by(account, rights.state) {
        return Err(Refusal::OwnSuggestion.into());
    }
    if known.suggestion.is_some() && outcome == Outcome::Taken {
        // What is accepted is put into the text as well: `suggest::accept`.
        return Err(Refusal::Unfit.into());
    }
    let version_number = versions::newest_number(&txn, proposal).await?;
    let decided = decision::ActiveModel {
        id: Set(id.0),
        thread: Set(thread.0),
        outcome: Set(outcome.code().to_owned()),
        reason: Set(reason),
        account: Set(account.0),
        at: Set(s.now().0),
        version_number: Set(version_number as i32),
        reopened_at: Set(None),
    };
    decision::Entity::insert(decided)
        .exec_without_returning(&txn)
        .await?;
    let act = Act::ThreadDecided {
        thread,
        outcome,
        quote: rows::quote_of(&txn, &row).await?,
    };
    record(s, &txn, &rights, (proposal, account), &act).await?;
    txn.commit().await?;
    tell(s, proposal, thread).await
}

/// The answer to what was sent a second time; refused where the id is somebody else's.
pub(super) async fn done_before(s: &Services, thread: ThreadId, is_it: bool) -> Result<Thread> {
    match is_it {
        true => rows::one(&s.db, thread).await,
        false => Err(Refusal::Outdated.into()),
    }
}

/// Writes an act on a thread into the journal, and its number on the thread.
pub(super) async fn record(
    s: &Services,
    txn: &Writing,
    rights: &Rights,
    (proposal, account): (ProposalId, AccountId),
    act: &Act,
) -> Result<()> {
    let scope = Scope::Proposal(rights.partnership, proposal);
    let seq = journal::append(s, txn, scope, Some(account), act).await?;
    let thread = act.thread().ok_or_else(|| Error::internal("no thread"))?;
    thread::Entity::update_many()
        .col_expr(thread::Column::Seq, Expr::value(seq))
        .filter(thread::Column::Id.eq(thread.0))
        .exec(txn)
        .await?;
    Ok(())
}

/// Opens a decided thread again; an act of editors and of who opened it. The old decision stays in
/// the ledger. On a final only what is for the next edition comes back.
pub async fn reopen(s: &Services, account: AccountId, thread: ThreadId) -> Result<Thread> {
    let (row, _) = thread_and_rights(s, account, thread).await?;
    let proposal = ProposalId(row.proposal);
    let txn = s.begin().await?;
    // Held: nothing comes back into a final that was made meanwhile.
    access::lock_proposal(&txn, proposal).await?;
    let rights = access::rights_within(&txn, Some(account), proposal).await?;
    check_own_or_decide(&txn, account, thread, &rights).await?;
    if rights.state == State::Final && !row.next_edition {
        return Err(Refusal::Locked.into());
    }
    let reopened = decision::Entity::update_many()
        .col_expr(decision::Column::ReopenedAt, Expr::value(s.now().0))
        .filter(decision::Column::Thread.eq(thread.0))
        .filter(decision::Column::ReopenedAt.is_null())
        .exec(&txn)
        .await?;
    if reopened.rows_affected == 0 {
        return Err(Refusal::Outdated.into());
    }
    let act = Act::ThreadReopened {
        thread,
        quote: rows::quote_of(&txn, &row).await?,
    };
    record(s, &txn, &rights, (proposal, account), &act).await?;
    txn.commit().await?;
    tell(s, proposal, thread).await
}

/// Attaches a detached thread to words again, by hand; an act of editors and of who opened it.
pub async fn attach(
    s: &Services,
    account: AccountId,
    thread: ThreadId,
    anchor: Anchor,
) -> Result<Thread> {
    let (row, rights) = thread_and_rights(s, account, thread).await?;
    check_own_or_decide(&s.db, account, thread, &rights).await?;
    let before = rows::anchor_of(&s.db, &row).await?;
    if !before.detached {
        return Err(Refusal::Outdated.into());
    }
    let proposal = ProposalId(row.proposal);
    let anchor = open::on_its_words(s, proposal, &before.field, anchor).await?;
    let txn = s.begin().await?;
    access::lock_proposal(&txn, proposal).await?;
    let rights = access::rights_within(&txn, Some(account), proposal).await?;
    check_own_or_decide(&txn, account, thread, &rights).await?;
    if !rows::anchor_of(&txn, &row).await?.detached {
        return Err(Refusal::Outdated.into());
    }
    let act = Act::ThreadAttached {
        thread,
        quote: input::storable(&anchor.quote.exact),
    };
    anchors::put(&txn, before.id, anchor).await?;
    record(s, &txn, &rights, (proposal, account), &act).await?;
    txn.commit().await?;
    tell(s, proposal, thread).await
}

/// The thread, and what the account may do in its proposal; nothing for who is no member.
pub(super) async fn thread_and_rights(
    s: &Services,
    account: AccountId,
    thread: ThreadId,
) -> Result<(thread::Model, Rights)> {
    let row = rows::row_of(&s.db, thread).await?;
    let rights = access::proposal_rights(s, Some(account), ProposalId(row.proposal)).await?;
    match rights.member {
        Some(_) => Ok((row, rights)),
        None => Err(Refusal::NotFound.into()),
    }
}

async fn check_own_or_decide<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    thread: ThreadId,
    rights: &Rights,
) -> Result<()> {
    rights.check_comment()?;
    let thread = rows::one(db, thread).await?;
    if thread.author() == Some(account) || rights.may_decide {
        Ok(())
    } else {
        Err(Refusal::NotAllowed.into())
    }
}
