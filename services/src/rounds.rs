//! Reviews: who is asked until which day, how they end, and what became of what each reviewer said.
//!
//! A round opens when a proposal goes to review. It closes when the proposal moves on, when an admin
//! closes it, or by itself when its last day has ended for every side. Comments stay possible: closing
//! says what counts as said in the review.

mod change;
mod close;
mod day;
mod summary;

pub use change::{Asking, change, sum_up};
pub(crate) use change::{check_asked, invite};
pub(crate) use close::watch;
pub use close::{close, close_due};
pub use day::DayEnd;
pub use summary::{Review, Summary, list, reviewers, summary_of};

use crate::{
    error::Result,
    partnerships::organisations_of,
    store::entities::{proposal, round},
};
use model::{
    error::Refusal,
    ids::{PartnershipId, ProposalId, RoundId, Timestamp},
    proposal::Round,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The newest round of a proposal, as it is kept.
async fn newest<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Option<round::Model>> {
    Ok(round::Entity::find()
        .filter(round::Column::Proposal.eq(id.0))
        .order_by_desc(round::Column::Number)
        .one(db)
        .await?)
}

/// A round as `model` says it.
pub(crate) fn to_round(row: &round::Model) -> Round {
    Round {
        id: RoundId(row.id),
        number: row.number as u32,
        last_day: row.last_day.clone(),
        opened_at: Timestamp(row.opened_at),
        closed_at: row.closed_at.map(Timestamp),
    }
}

/// When a last day ends for the proposal's sides.
async fn end_of<C: ConnectionTrait>(db: &C, id: ProposalId, day: &str) -> Result<DayEnd> {
    let row = proposal::Entity::find_by_id(id.0).one(db).await?;
    let partnership = PartnershipId(row.ok_or(Refusal::NotFound)?.partnership);
    day::end_of(day, &organisations_of(db, partnership).await?)
}
