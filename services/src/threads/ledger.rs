//! The ledger: every remark on a proposal and how it ended; an annex of the export.

use super::{readable_until, rows};
use crate::{Services, error::Result, store::entities::decision, versions};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId, Timestamp},
    ledger::LedgerRow,
    thread::{Decision, Thread},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Every thread with all its decisions, those included that were reopened later.
pub async fn ledger(
    s: &Services,
    account: AccountId,
    proposal: ProposalId,
) -> Result<Vec<LedgerRow>> {
    match readable_until(s, account, proposal).await? {
        Some(until) => ledger_until(&s.db, proposal, until).await,
        None => ledger_of(&s.db, proposal).await,
    }
}

/// As [`ledger`], as it was when the version of this number was kept.
pub async fn ledger_at(
    s: &Services,
    account: AccountId,
    proposal: ProposalId,
    number: u32,
) -> Result<Vec<LedgerRow>> {
    let versions = versions::seen_by(s, account, proposal).await?;
    let found = versions.into_iter().find(|it| it.number == number);
    let at = found.ok_or(Refusal::NoSuchVersion)?.at;
    ledger_until(&s.db, proposal, at).await
}

/// The ledger as it was then.
pub(crate) async fn ledger_until<C: ConnectionTrait>(
    db: &C,
    proposal: ProposalId,
    until: Timestamp,
) -> Result<Vec<LedgerRow>> {
    let then = super::until(rows::all(db, proposal).await?, until);
    let mut ledger = ledger_of(db, proposal).await?;
    ledger.retain(|row| then.iter().any(|thread| thread.id == row.thread));
    for row in &mut ledger {
        row.comments.retain(|comment| comment.at <= until);
        row.decisions.retain(|decision| decision.at <= until);
        let thread = then.iter().find(|thread| thread.id == row.thread);
        row.is_open = thread.is_none_or(Thread::is_open);
    }
    Ok(ledger)
}

/// As [`ledger`], without asking who reads.
pub(crate) async fn ledger_of<C: ConnectionTrait>(
    db: &C,
    proposal: ProposalId,
) -> Result<Vec<LedgerRow>> {
    let threads = rows::all(db, proposal).await?;
    let ids: Vec<_> = threads.iter().map(|thread| thread.id.0).collect();
    let decisions = decision::Entity::find()
        .filter(decision::Column::Thread.is_in(ids))
        .order_by_asc(decision::Column::At)
        .order_by_asc(decision::Column::Id)
        .all(db)
        .await?;
    let deciders = decisions.iter().map(|row| row.account).collect();
    let accounts = rows::accounts_in(db, proposal, deciders).await?;
    let mut ledger = Vec::with_capacity(threads.len());
    for thread in threads {
        let its_own = decisions.iter().filter(|row| row.thread == thread.id.0);
        let decisions: Result<Vec<_>> = its_own
            .map(|row| rows::to_decision(row, &accounts))
            .collect();
        ledger.push(to_row(thread, decisions?));
    }
    Ok(ledger)
}

fn to_row(thread: Thread, decisions: Vec<Decision>) -> LedgerRow {
    LedgerRow {
        thread: thread.id,
        quote: thread.anchor.quote.exact.clone(),
        severity: thread.severity,
        next_edition: thread.next_edition,
        is_open: thread.is_open(),
        suggestion: thread.suggestion,
        field: thread.field,
        comments: thread.comments,
        decisions,
    }
}
