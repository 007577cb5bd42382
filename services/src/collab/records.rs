//! What collaboration wants from the store, as a trait, so that tests can make it fail.

use super::room::{Access, Batch};
use crate::{
    accounts::SessionKey,
    anchors::StoredAnchor,
    error::Error,
    texts::{Capture, Outcome, Rendered},
};
use bytes::Bytes;
use model::{
    event::MovedAnchor,
    ids::{AccountId, ProposalId},
    proposal::FieldName,
    sync::ClientId,
};
use std::collections::BTreeSet;

/// The id of a row in the log of updates.
pub type RowId = i64;

/// One row: an update as it was committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: RowId,
    pub bytes: Bytes,
}

/// What the store holds of a draft: all of it, or what a room does not know yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The newest snapshot, unless it is known.
    pub snapshot: Option<Row>,
    /// The rows that no snapshot holds and that are not known, oldest first.
    pub rows: Vec<Row>,
    /// Which account brought which replica.
    pub owners: Vec<(ClientId, AccountId)>,
    /// The fields in which may be written: all that the proposal can have.
    pub fields: BTreeSet<FieldName>,
}

impl Loaded {
    /// How much there is to decode.
    pub fn size_bytes(&self) -> usize {
        let rows = self.snapshot.iter().chain(&self.rows);
        rows.map(|row| row.bytes.len()).sum()
    }
}

/// Which rows a room holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub snapshot: Option<RowId>,
    pub rows: BTreeSet<RowId>,
}

/// What a compaction did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compacted {
    pub snapshot: RowId,
    /// The older snapshot in it, which is gone.
    pub replaced: Option<RowId>,
    /// The rows in it, which are gone.
    pub rows: BTreeSet<RowId>,
}

/// Why a batch is not on disk.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// While the batch waited, the proposal became final, an author lost the right to write, or a
    /// replica turned out to be somebody else's.
    #[error("the store does not take this batch")]
    Refused,
    /// The store could not do it; another attempt may succeed.
    #[error(transparent)]
    Store(#[from] Error),
}

/// The store as collaboration sees it.
#[async_trait::async_trait]
pub trait Records: Send + Sync + 'static {
    /// What the account may do with the proposal; `None` if it may not see it or there is none.
    async fn access(
        &self,
        proposal: ProposalId,
        account: AccountId,
    ) -> Result<Option<Access>, Error>;

    /// Whether somebody is still signed in with this session.
    async fn is_signed_in(&self, session: &SessionKey) -> Result<bool, Error>;

    /// Everything that a room with these rows is missing; `None` if there is no such proposal.
    async fn load(&self, proposal: ProposalId, known: &Known) -> Result<Option<Loaded>, Error>;

    /// Writes a batch in one transaction and answers the rows' ids, in order.
    async fn commit(&self, proposal: ProposalId, batch: &Batch) -> Result<Vec<RowId>, CommitError>;

    /// Replaces the rows that are there now by one snapshot; `None` if there was nothing to do or
    /// another instance was faster.
    async fn compact(&self, proposal: ProposalId) -> Result<Option<Compacted>, Error>;

    /// The anchors that are to follow the text.
    async fn anchors(&self, proposal: ProposalId) -> Result<Vec<StoredAnchor>, Error>;

    /// Refuses a room that failed too often and not long ago.
    async fn check_failures(&self, _: ProposalId) -> Result<(), Error> {
        Ok(())
    }

    /// Counts that a room failed, or in advance that it may.
    async fn failed(&self, _: ProposalId) {}

    /// Forgets that a room failed: it is open.
    async fn opened(&self, _: ProposalId) {}

    /// Writes the read model of a text that is on disk; answers what was made, for the next time.
    async fn settle(
        &self,
        _: ProposalId,
        _: Capture,
        _: &Rendered,
    ) -> Result<(Rendered, Outcome), Error> {
        Ok((Rendered::default(), Outcome::Written))
    }

    /// Keeps where anchors went.
    async fn save_anchors(&self, proposal: ProposalId, moved: &[MovedAnchor]) -> Result<(), Error>;
}
