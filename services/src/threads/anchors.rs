//! Where the threads of a proposal sit, for the room that follows them through edits.

use super::rows;
use crate::{
    error::Result,
    input, journal,
    store::{Store, entities::thread},
};
use model::{
    document::anchor::Anchor,
    event::MovedAnchor,
    ids::{ProposalId, ThreadId},
    proposal::FieldName,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// A thread's anchor as the room follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnchor {
    pub thread: ThreadId,
    pub field: FieldName,
    pub anchor: Anchor,
    pub detached: bool,
}

/// The anchors of a proposal's threads, for the room that follows them.
pub async fn anchors_of(store: &Store, proposal: ProposalId) -> Result<Vec<StoredAnchor>> {
    anchors_within(&store.db, proposal).await
}

/// As [`anchors_of`], within a transaction.
pub(crate) async fn anchors_within<C: ConnectionTrait>(
    db: &C,
    proposal: ProposalId,
) -> Result<Vec<StoredAnchor>> {
    let rows = thread::Entity::find()
        .filter(thread::Column::Proposal.eq(proposal.0))
        .all(db)
        .await?;
    let anchor = |row: thread::Model| {
        Ok(StoredAnchor {
            thread: ThreadId(row.id),
            field: rows::field_of(&row)?,
            detached: row.detached,
            anchor: rows::to_anchor(row),
        })
    };
    rows.into_iter().map(anchor).collect()
}

/// Keeps where the room found the anchors after an edit; the room publishes the change itself.
pub async fn save_anchors(
    store: &Store,
    proposal: ProposalId,
    moved: &[MovedAnchor],
) -> Result<()> {
    let txn = store.begin().await?;
    save_anchors_within(&txn, proposal, moved).await?;
    txn.commit().await?;
    Ok(())
}

/// As [`save_anchors`], within a transaction.
pub(crate) async fn save_anchors_within<C: ConnectionTrait>(
    txn: &C,
    proposal: ProposalId,
    moved: &[MovedAnchor],
) -> Result<()> {
    // What moves now belongs to whatever is done next: who has all acts until now lacks it.
    let next = journal::newest_seq(txn, proposal.0).await? + 1;
    for anchor in moved {
        let columns = thread::ActiveModel {
            moved_seq: Set(next),
            ..columns(anchor.anchor.clone(), anchor.detached)
        };
        thread::Entity::update_many()
            .set(columns)
            .filter(thread::Column::Id.eq(anchor.thread.0))
            .filter(thread::Column::Proposal.eq(proposal.0))
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// The columns in which an anchor is kept.
pub(super) fn columns(anchor: Anchor, detached: bool) -> thread::ActiveModel {
    thread::ActiveModel {
        anchor_start: Set(anchor.start),
        anchor_end: Set(anchor.end),
        quote: Set(input::storable(&anchor.quote.exact)),
        prefix: Set(input::storable(&anchor.quote.prefix)),
        suffix: Set(input::storable(&anchor.quote.suffix)),
        block_hint: Set(anchor.block_hint as i32),
        detached: Set(detached),
        ..Default::default()
    }
}
