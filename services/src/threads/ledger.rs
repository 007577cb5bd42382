//! The ledger: every remark on a proposal and how it ended; an annex of the export.

use super::{check_member, rows};
use crate::{Services, error::Result, partnerships::accounts_of, store::entities::decision};
use model::{
    ids::{AccountId, ProposalId},
    thread::{Decision, LedgerRow, Thread},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Every thread with all its decisions, those included that were reopened later.
pub async fn ledger(
    s: &Services,
    account: AccountId,
    proposal: ProposalId,
) -> Result<Vec<LedgerRow>> {
    check_member(s, account, proposal).await?;
    ledger_of(&s.db, proposal).await
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
    let accounts = accounts_of(db, decisions.iter().map(|row| row.account).collect()).await?;
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
    let first = thread.comments.first();
    LedgerRow {
        thread: thread.id,
        quote: thread.anchor.quote.exact.clone(),
        severity: thread.severity,
        next_edition: thread.next_edition,
        name: first
            .map(|comment| comment.name.clone())
            .unwrap_or_default(),
        body: first
            .map(|comment| comment.body.clone())
            .unwrap_or_default(),
        is_open: thread.is_open(),
        field: thread.field,
        decisions,
    }
}
