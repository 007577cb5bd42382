//! How a review ends: by an admin, or by itself when its last day has ended.
//!
//! Every instance looks by itself. Whoever holds the proposal's row first closes the round; the others
//! find it closed. What ended while no instance ran is closed when the first one runs again.

use super::{
    change::{held, write_summary},
    end_of, newest,
};
use crate::{
    Services, access,
    error::Result,
    input,
    journal::{self, Scope},
    proposals::publish_progress,
    store::{
        Writing,
        entities::{proposal, round},
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId, RoundId},
    journal::Act,
    limits,
    proposal::Progress,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::time::Duration;
use tokio::time::sleep;

/// Looks again and again, for as long as the process lives.
pub(crate) fn watch(s: Services) {
    tokio::spawn(async move {
        loop {
            if let Err(cause) = close_due(&s).await {
                cause.into_refusal();
            }
            sleep(Duration::from_secs(limits::REVIEW_LOOK_SECONDS)).await;
        }
    });
}

/// Closes the rounds whose last day has ended for every side; how many it closed.
pub async fn close_due(s: &Services) -> Result<u32> {
    let open = round::Entity::find()
        .filter(round::Column::ClosedAt.is_null())
        .filter(round::Column::LastDay.is_not_null())
        .all(&s.db)
        .await?;
    let mut closed = 0;
    for row in open {
        if is_over(s, &row).await? && close_one(s, ProposalId(row.proposal)).await? {
            closed += 1;
        }
    }
    Ok(closed)
}

async fn is_over(s: &Services, row: &round::Model) -> Result<bool> {
    let Some(day) = row.last_day.as_deref().filter(|_| row.closed_at.is_none()) else {
        return Ok(false);
    };
    let end = end_of(&s.db, ProposalId(row.proposal), day).await?;
    Ok(end.at <= s.now())
}

/// Closes the newest round if it is over, and nobody has closed or prolonged it meanwhile.
async fn close_one(s: &Services, id: ProposalId) -> Result<bool> {
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let row = newest(&txn, id).await?.ok_or(Refusal::NotFound)?;
    if !is_over(s, &row).await? {
        return Ok(false);
    }
    let partnership = proposal::Entity::find_by_id(id.0).one(&txn).await?;
    let partnership = PartnershipId(partnership.ok_or(Refusal::NotFound)?.partnership);
    write_closed(s, &txn, &row, true).await?;
    let act = Act::ReviewClosed {
        number: row.number as u32,
        summary: row.summary.clone(),
    };
    let scope = Scope::Proposal(partnership, id);
    journal::append(s, &txn, scope, None, &act).await?;
    let done = txn.commit().await?;
    publish_progress(s, id, done.of(id)).await?;
    Ok(true)
}

async fn write_closed(
    s: &Services,
    txn: &Writing,
    row: &round::Model,
    by_itself: bool,
) -> Result<()> {
    round::Entity::update_many()
        .col_expr(round::Column::ClosedAt, Expr::value(s.now().0))
        .col_expr(round::Column::ByItself, Expr::value(by_itself))
        .filter(round::Column::Id.eq(row.id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Closes the review with what it came to, which may be said later; an admin's act.
pub async fn close(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    summary: &str,
) -> Result<Progress> {
    let txn = s.begin().await?;
    let (rights, row) = held(&txn, account, id).await?;
    let summary = input::optional(summary, limits::REVIEW_SUMMARY_CHARS)?;
    if row.closed_at.is_some() {
        return Err(Refusal::Outdated.into());
    }
    // What was said before stays where nothing is said now.
    let summary = match summary.is_empty() {
        true => row.summary.clone(),
        false => summary,
    };
    write_closed(s, &txn, &row, false).await?;
    write_summary(&txn, RoundId(row.id), summary.clone()).await?;
    let act = Act::ReviewClosed {
        number: row.number as u32,
        summary,
    };
    let scope = Scope::Proposal(rights.partnership, id);
    journal::append(s, &txn, scope, Some(account), &act).await?;
    let done = txn.commit().await?;
    publish_progress(s, id, done.of(id)).await
}
