//! The log of a draft: rows of updates, a snapshot that stands for older ones, and who brought whom.
//!
//! Loading is the newest snapshot and every row that is there. Compaction merges a known set of rows
//! and deletes exactly these, so that a row whose id is lower but which commits later is never lost.
//! Applying a row twice is harmless, missing one is not.

use super::{
    Store, Writing,
    committer::Committer,
    deletions::{self, Noted},
    entities::{draft_client, draft_snapshot, draft_update, proposal},
};
use crate::{
    access,
    accounts::{self, SessionKey},
    anchors::{self, StoredAnchor},
    collab::{
        records::{CommitError, Compacted, Known, Loaded, Records, Row, RowId},
        room::{Access, Batch},
    },
    error::{Error, Result},
    proposals::rows::possible_fields,
    security_event::{About, SecurityEvent},
    set_aside::{self, Part},
    texts::{self, Capture, Outcome, Rendered},
};
use model::{
    document::diff::accounts::Deleters,
    error::Refusal,
    event::MovedAnchor,
    ids::{AccountId, ProposalId},
    sync::ClientId,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};
use std::collections::BTreeSet;

/// The store as collaboration sees it, for one instance.
#[derive(Clone)]
pub struct DraftRecords {
    store: Store,
    committer: Committer,
}

impl DraftRecords {
    /// The records of an instance, which the bus knows by this number; to be called within a runtime.
    pub fn new(store: Store, instance: u64) -> Self {
        let committer = Committer::start(store.clone(), instance);
        DraftRecords { store, committer }
    }
}

#[async_trait::async_trait]
impl Records for DraftRecords {
    async fn access(&self, proposal: ProposalId, account: AccountId) -> Result<Option<Access>> {
        let rights = access::proposal_rights(&self.store, Some(account), proposal).await;
        match rights {
            Ok(rights) => Ok(rights.member.map(|member| Access {
                role: member.role,
                state: rights.state,
                side: member.side,
            })),
            Err(Error::Refused(Refusal::NotFound)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn is_signed_in(&self, session: &SessionKey) -> Result<bool> {
        accounts::is_signed_in(&self.store, session).await
    }

    async fn load(&self, proposal: ProposalId, known: &Known) -> Result<Option<Loaded>> {
        load(&self.store.db, proposal, known).await
    }

    async fn commit(
        &self,
        proposal: ProposalId,
        batch: &Batch,
    ) -> std::result::Result<Vec<RowId>, CommitError> {
        self.committer.commit(proposal, batch.clone()).await
    }

    async fn compact(&self, proposal: ProposalId) -> Result<Option<Compacted>> {
        let Some(loaded) = load(&self.store.db, proposal, &Known::default()).await? else {
            return Ok(None);
        };
        if loaded.rows.is_empty() {
            return Ok(None);
        }
        let snapshot = loaded.snapshot.as_ref().map(|row| row.bytes.clone());
        let mut rows = Vec::with_capacity(loaded.rows.len());
        for row in &loaded.rows {
            rows.push((row.id, row.bytes.clone()));
        }
        let noted = Noted::of_rows(&self.store.db, proposal, snapshot, rows).await?;
        let parts = loaded.snapshot.iter().chain(&loaded.rows);
        let parts: Vec<_> = parts.map(|row| row.bytes.clone()).collect();
        let merge = move || Ok((crate::collab::merge_rows(&parts)?, noted.deleters()?));
        let merged = tokio::task::spawn_blocking(merge).await;
        let merged: Result<_> = merged.map_err(Error::internal)?;
        self.replace(proposal, &loaded, merged?).await
    }

    async fn anchors(&self, proposal: ProposalId) -> Result<Vec<StoredAnchor>> {
        anchors::of_proposal(&self.store.db, proposal).await
    }

    async fn check_failures(&self, proposal: ProposalId) -> Result<()> {
        let checked = set_aside::check(&self.store, Part::Room(proposal)).await;
        if matches!(checked, Err(Error::Refused(Refusal::SetAside))) {
            SecurityEvent::DocumentSetAside.log(About {
                proposal: Some(proposal),
                ..About::default()
            });
        }
        checked.map(drop)
    }

    async fn failed(&self, proposal: ProposalId) {
        set_aside::note_failure(&self.store, Part::Room(proposal)).await;
    }

    async fn opened(&self, proposal: ProposalId) {
        set_aside::note_success(&self.store, Part::Room(proposal)).await;
    }

    async fn settle(
        &self,
        proposal: ProposalId,
        capture: Capture,
        last: &Rendered,
    ) -> Result<(Rendered, Outcome)> {
        texts::settle(&self.store, proposal, capture, last).await
    }

    async fn save_anchors(&self, proposal: ProposalId, moved: &[MovedAnchor]) -> Result<()> {
        anchors::save(&self.store, proposal, moved).await
    }
}

impl DraftRecords {
    /// Puts a snapshot in the place of these rows; `None` if another instance was faster.
    async fn replace(
        &self,
        proposal: ProposalId,
        old: &Loaded,
        (bytes, deleters): (Vec<u8>, Deleters<AccountId>),
    ) -> Result<Option<Compacted>> {
        let txn = self.store.begin().await?;
        let rows: BTreeSet<RowId> = old.rows.iter().map(|row| row.id).collect();
        let covers = rows.last().copied().unwrap_or_default();
        let deleted = delete_rows(&txn, proposal, &rows).await?;
        if deleted != rows.len() as u64 {
            txn.rollback().await?;
            return Ok(None);
        }
        if let Some(snapshot) = &old.snapshot {
            let gone = draft_snapshot::Entity::delete_by_id(snapshot.id)
                .exec(&txn)
                .await?;
            if gone.rows_affected != 1 {
                txn.rollback().await?;
                return Ok(None);
            }
        }
        let row = draft_snapshot::ActiveModel {
            id: NotSet,
            proposal: Set(proposal.0),
            covers: Set(covers),
            bytes: Set(bytes),
            at: Set(self.store.now().0),
        };
        let inserted = draft_snapshot::Entity::insert(row).exec(&txn).await?;
        deletions::keep(&txn, proposal, &deleters).await?;
        txn.commit().await?;
        let snapshot = inserted.last_insert_id;
        let replaced = old.snapshot.as_ref().map(|snapshot| snapshot.id);
        Ok(Some(Compacted {
            snapshot,
            replaced,
            rows,
        }))
    }
}

/// Everything that a room with these rows is missing, also within a transaction that is to be sure
/// of the text it decides on.
pub(crate) async fn load<C: ConnectionTrait>(
    db: &C,
    proposal: ProposalId,
    known: &Known,
) -> Result<Option<Loaded>> {
    if proposal::Entity::find_by_id(proposal.0)
        .one(db)
        .await?
        .is_none()
    {
        return Ok(None);
    }
    let fields = possible_fields(db, proposal).await?.into_iter().collect();
    // Rows first: a compaction in between moves rows into a snapshot, never the other way round.
    let rows = missing_rows(db, proposal, known).await?;
    let snapshot = draft_snapshot::Entity::find()
        .filter(draft_snapshot::Column::Proposal.eq(proposal.0))
        .order_by_desc(draft_snapshot::Column::Id)
        .one(db)
        .await?
        .filter(|snapshot| Some(snapshot.id) > known.snapshot)
        .map(|snapshot| Row {
            id: snapshot.id,
            bytes: snapshot.bytes.into(),
        });
    let owners = draft_client::Entity::find()
        .filter(draft_client::Column::Proposal.eq(proposal.0))
        .all(db)
        .await?;
    let owners = owners.into_iter();
    let owners = owners.map(|owner| (owner.client as ClientId, AccountId(owner.account)));
    Ok(Some(Loaded {
        snapshot,
        rows,
        owners: owners.collect(),
        fields,
    }))
}

async fn missing_rows<C: ConnectionTrait>(
    db: &C,
    proposal: ProposalId,
    known: &Known,
) -> Result<Vec<Row>> {
    let all = draft_update::Entity::find()
        .filter(draft_update::Column::Proposal.eq(proposal.0))
        .order_by_asc(draft_update::Column::Id);
    let rows = if known.rows.is_empty() {
        all.all(db).await?
    } else {
        let ids: Vec<i64> = all
            .clone()
            .select_only()
            .column(draft_update::Column::Id)
            .into_tuple()
            .all(db)
            .await?;
        let missing = ids.into_iter().filter(|id| !known.rows.contains(id));
        let missing: Vec<_> = missing.collect();
        if missing.is_empty() {
            return Ok(Vec::new());
        }
        all.filter(draft_update::Column::Id.is_in(missing))
            .all(db)
            .await?
    };
    let row = |row: draft_update::Model| Row {
        id: row.id,
        bytes: row.bytes.into(),
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn delete_rows(txn: &Writing, proposal: ProposalId, rows: &BTreeSet<RowId>) -> Result<u64> {
    let mut deleted = 0;
    let rows: Vec<_> = rows.iter().copied().collect();
    for some in rows.chunks(ROWS_A_STATEMENT) {
        let gone = draft_update::Entity::delete_many()
            .filter(draft_update::Column::Proposal.eq(proposal.0))
            .filter(draft_update::Column::Id.is_in(some.to_vec()))
            .exec(txn)
            .await?;
        deleted += gone.rows_affected;
    }
    Ok(deleted)
}

/// SQLite takes 32 766 parameters in a statement, old versions 999.
const ROWS_A_STATEMENT: usize = 500;

/// Tells the other instances when, and only when, the transaction commits.
pub(crate) async fn notify<C: ConnectionTrait>(db: &C, payloads: &[String]) -> Result<()> {
    for payload in payloads {
        let values = [crate::collab::bus::CHANNEL.into(), payload.into()];
        let sql = "SELECT pg_notify($1, $2)";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        db.execute_raw(statement).await?;
    }
    Ok(())
}
