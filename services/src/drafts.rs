//! What the text of a proposal is: as the open room has it, as the database has it, and as a
//! version kept it.

use crate::{
    Services,
    error::{Error, Result},
    store::entities::{draft_snapshot, draft_update},
};
use model::{
    document::{
        anchor::{self, Anchor},
        diff,
        draft::Draft,
        position::{Position, Selection},
        projection::{Projection, units},
    },
    ids::ProposalId,
    proposal::FieldName,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tokio::task::spawn_blocking;

/// The client id of copies that are read only: they never write, so it never appears.
const READING_CLIENT: u64 = 1;

/// Every field of a proposal with its text, in the proposal's order.
pub(crate) type Fields = Vec<(FieldName, Projection)>;

/// The text as everybody sees it. The room shows nothing that is not on disk, so this is it.
pub(crate) async fn live(s: &Services, id: ProposalId, fields: Vec<FieldName>) -> Result<Fields> {
    Ok(fields_in(&stored(&s.db, id).await?, fields))
}

/// Exactly the text that is on disk, as this transaction sees it.
pub(crate) async fn stored<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Draft> {
    let snapshots = draft_snapshot::Entity::find()
        .filter(draft_snapshot::Column::Proposal.eq(id.0))
        .order_by_asc(draft_snapshot::Column::Id)
        .all(db)
        .await?;
    let updates = draft_update::Entity::find()
        .filter(draft_update::Column::Proposal.eq(id.0))
        .order_by_asc(draft_update::Column::Id)
        .all(db)
        .await?;
    let snapshots = snapshots.into_iter().map(|row| row.bytes);
    let updates = updates.into_iter().map(|row| row.bytes);
    from_updates(snapshots.chain(updates).collect()).await
}

/// A document from its updates, in any order. Reading a large one takes a while, so it happens
/// beside the threads that answer requests.
pub(crate) async fn from_updates(updates: Vec<Vec<u8>>) -> Result<Draft> {
    let read = move || {
        let mut draft = Draft::for_server(READING_CLIENT);
        for update in updates {
            draft.apply(&update).map_err(Error::internal)?;
        }
        Ok(draft)
    };
    spawn_blocking(read).await.map_err(Error::internal)?
}

/// The texts of these fields.
pub(crate) fn fields_in(draft: &Draft, fields: Vec<FieldName>) -> Fields {
    let text = |field: FieldName| {
        let text = draft.projection(&field).clone();
        (field, text)
    };
    fields.into_iter().map(text).collect()
}

/// In how many places the texts differ.
pub(crate) fn changed_places(before: &Draft, after: &Fields) -> u32 {
    let places = |(field, text): &(FieldName, Projection)| {
        diff::changed_places(before.projection(field), text)
    };
    after.iter().map(places).sum()
}

/// The anchor as the draft has it now; none when its words are not there.
pub(crate) fn found(draft: &Draft, field: &FieldName, anchor: &Anchor) -> Option<Anchor> {
    let range = anchor::resolve(draft, field, anchor).range()?;
    anchor::make(draft, field, Selection::text(range.from, range.to))
}

/// An anchor on the first place where a block says these words.
pub(crate) fn anchor_on(draft: &Draft, field: &FieldName, words: &str) -> Option<Anchor> {
    let text = draft.projection(field);
    let (block, at) = text
        .textblocks()
        .find_map(|block| Some((block.id, block.text().find(words)?)))?;
    let before = text.text_of(block)[..at].to_owned();
    let from = Position::new(block, units(&before));
    let to = Position::new(block, units(&before) + units(words));
    anchor::make(draft, field, Selection::text(from, to))
}
