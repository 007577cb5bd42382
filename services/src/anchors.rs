//! Where the words stand on which something was said, for the room that follows them through edits.
//!
//! Threads have one each. Tracker, store and events know anchors and nothing of what stands on them.

use crate::{
    error::{Error, Result},
    input, journal,
    store::{Store, Writing, entities::anchor},
};
use model::{
    document::anchor::{Anchor, Quote},
    event::MovedAnchor,
    ids::{AnchorId, ProposalId},
    proposal::FieldName,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// An anchor as the room follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnchor {
    pub id: AnchorId,
    pub field: FieldName,
    pub anchor: Anchor,
    /// Whether its words are gone.
    pub detached: bool,
}

impl StoredAnchor {
    /// The anchor of a row; fails where its field has no name of a field.
    pub(crate) fn read(row: anchor::Model) -> Result<StoredAnchor> {
        Ok(StoredAnchor {
            id: AnchorId(row.id),
            field: row.field.parse().map_err(Error::internal)?,
            detached: row.detached,
            anchor: Anchor {
                start: row.start,
                end: row.end,
                quote: Quote {
                    exact: row.quote,
                    prefix: row.prefix,
                    suffix: row.suffix,
                },
                block_hint: row.block_hint as u32,
            },
        })
    }
}

/// All anchors of a proposal.
pub async fn of_proposal<C: ConnectionTrait>(
    db: &C,
    proposal: ProposalId,
) -> Result<Vec<StoredAnchor>> {
    let rows = anchor::Entity::find()
        .filter(anchor::Column::Proposal.eq(proposal.0))
        .all(db)
        .await?;
    rows.into_iter().map(StoredAnchor::read).collect()
}

/// Writes a new anchor: on its words, or detached where they are gone already.
pub(crate) async fn insert<C: ConnectionTrait>(
    db: &C,
    proposal: ProposalId,
    id: AnchorId,
    field: &FieldName,
    anchor: Anchor,
    detached: bool,
) -> Result<()> {
    let row = anchor::ActiveModel {
        id: Set(id.0),
        proposal: Set(proposal.0),
        field: Set(field.to_string()),
        moved_seq: Set(0),
        ..columns(anchor, detached)
    };
    anchor::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Puts an anchor on other words by hand, within an act that has its own line in the journal.
pub(crate) async fn put(txn: &Writing, id: AnchorId, anchor: Anchor) -> Result<()> {
    anchor::Entity::update_many()
        .set(columns(anchor, false))
        .filter(anchor::Column::Id.eq(id.0))
        .exec(txn)
        .await?;
    Ok(())
}

/// Keeps where the room found the anchors after an edit; the room publishes the change itself.
pub async fn save(store: &Store, proposal: ProposalId, moved: &[MovedAnchor]) -> Result<()> {
    let txn = store.begin().await?;
    save_within(&txn, proposal, moved).await?;
    txn.commit().await?;
    Ok(())
}

/// As [`save`], within a transaction.
pub(crate) async fn save_within(
    txn: &Writing,
    proposal: ProposalId,
    moved: &[MovedAnchor],
) -> Result<()> {
    // What moves now belongs to whatever is done next: who has all acts until now lacks it.
    let next = journal::newest_seq(txn, proposal.0).await? + 1;
    for moved in moved {
        let columns = anchor::ActiveModel {
            moved_seq: Set(next),
            ..columns(moved.anchor.clone(), moved.detached)
        };
        anchor::Entity::update_many()
            .set(columns)
            .filter(anchor::Column::Id.eq(moved.id.0))
            .filter(anchor::Column::Proposal.eq(proposal.0))
            .exec(txn)
            .await?;
    }
    Ok(())
}

fn columns(anchor: Anchor, detached: bool) -> anchor::ActiveModel {
    anchor::ActiveModel {
        start: Set(anchor.start),
        end: Set(anchor.end),
        quote: Set(input::storable(&anchor.quote.exact)),
        prefix: Set(input::storable(&anchor.quote.prefix)),
        suffix: Set(input::storable(&anchor.quote.suffix)),
        block_hint: Set(anchor.block_hint as i32),
        detached: Set(detached),
        ..Default::default()
    }
}
