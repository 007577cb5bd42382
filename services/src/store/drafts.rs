//! The log of a draft: rows of updates, a snapshot that stands for older ones, and who brought whom.
//!
//! Loading is the newest snapshot and every row that is there. Compaction merges a known set of rows
//! and deletes exactly these, so that a row whose id is lower but which commits later is never lost.
//! Applying a row twice is harmless, missing one is not.

use super::{
    Store,
    entities::{draft_client, draft_snapshot, draft_update, proposal},
};
use crate::{
    access,
    accounts::{self, SessionKey},
    collab::{
        bus::Signal,
        records::{CommitError, Compacted, Known, Loaded, Records, Row, RowId},
        room::{Access, Batch, Change},
    },
    error::{Error, Result},
    proposals::rows::{fields_of, proposal_of},
    security_event::{About, SecurityEvent},
    set_aside::{self, Part},
    threads::{self, StoredAnchor},
};
use model::{
    error::Refusal,
    event::MovedAnchor,
    ids::{AccountId, ProposalId},
    sync::ClientId,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Statement,
    sea_query::OnConflict,
};
use std::collections::BTreeSet;

/// The store as collaboration sees it, for one instance.
#[derive(Clone)]
pub struct DraftRecords {
    store: Store,
    /// Whose commits the bus says these are.
    instance: u64,
}

impl DraftRecords {
    /// The records of an instance.
    pub fn new(store: Store, instance: u64) -> Self {
        DraftRecords { store, instance }
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
        let txn = self.store.begin().await?;
        check_rights(&txn, proposal, batch).await?;
        let at = self.store.now().0;
        let mut rows = Vec::new();
        for change in &batch.changes {
            claim(&txn, proposal, change, at).await?;
            rows.push(append(&txn, proposal, change, at).await?);
        }
        if self.store.is_postgres() {
            let rows = rows.clone();
            let signal = Signal::Rows { proposal, rows };
            notify(&txn, &signal.payload(self.instance)).await?;
        }
        txn.commit().await?;
        Ok(rows)
    }

    async fn compact(&self, proposal: ProposalId) -> Result<Option<Compacted>> {
        let Some(loaded) = load(&self.store.db, proposal, &Known::default()).await? else {
            return Ok(None);
        };
        if loaded.rows.is_empty() {
            return Ok(None);
        }
        let parts = loaded.snapshot.iter().chain(&loaded.rows);
        let parts: Vec<_> = parts.map(|row| row.bytes.clone()).collect();
        let merged = tokio::task::spawn_blocking(move || crate::collab::merge_rows(&parts));
        let bytes = merged.await.map_err(Error::internal)??;
        self.replace(proposal, &loaded, bytes).await
    }

    async fn anchors(&self, proposal: ProposalId) -> Result<Vec<StoredAnchor>> {
        threads::anchors_of(&self.store, proposal).await
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

    async fn save_anchors(&self, proposal: ProposalId, moved: &[MovedAnchor]) -> Result<()> {
        threads::save_anchors(&self.store, proposal, moved).await
    }
}

impl DraftRecords {
    /// Puts a snapshot in the place of these rows; `None` if another instance was faster.
    async fn replace(
        &self,
        proposal: ProposalId,
        old: &Loaded,
        bytes: Vec<u8>,
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
    let fields = match proposal_of(db, proposal).await {
        Ok(found) => fields_of(&found).into_iter().collect(),
        Err(Error::Refused(Refusal::NotFound)) => return Ok(None),
        Err(error) => return Err(error),
    };
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

/// Refuses what the authors may not write now, in the very transaction that writes: another instance
/// may have locked the proposal or changed a role a moment ago.
async fn check_rights(
    txn: &DatabaseTransaction,
    proposal: ProposalId,
    batch: &Batch,
) -> std::result::Result<(), CommitError> {
    if txn.get_database_backend() == DbBackend::Postgres {
        let row = proposal::Entity::find_by_id(proposal.0).lock_shared();
        row.one(txn).await.map_err(Error::from)?;
    }
    let authors: BTreeSet<_> = batch.changes.iter().map(|change| change.account).collect();
    for author in authors {
        let rights = access::rights_within(txn, Some(author), proposal).await;
        match rights {
            Ok(rights) if rights.may_write => {}
            Ok(_) | Err(Error::Refused(_)) => return Err(CommitError::Refused),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Remembers which account brought a replica; refuses one that another account has brought.
async fn claim(
    txn: &DatabaseTransaction,
    proposal: ProposalId,
    change: &Change,
    at: i64,
) -> std::result::Result<(), CommitError> {
    for client in &change.replicas {
        let key = (proposal.0, *client as i64);
        let row = draft_client::ActiveModel {
            proposal: Set(key.0),
            client: Set(key.1),
            account: Set(change.account.0),
            at: Set(at),
        };
        draft_client::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([draft_client::Column::Proposal, draft_client::Column::Client])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(txn)
            .await
            .map_err(Error::from)?;
        let found = draft_client::Entity::find_by_id(key).one(txn).await;
        let owner = found.map_err(Error::from)?.map(|row| row.account);
        if owner != Some(change.account.0) {
            return Err(CommitError::Refused);
        }
    }
    Ok(())
}

pub(crate) async fn append(
    txn: &DatabaseTransaction,
    proposal: ProposalId,
    change: &Change,
    at: i64,
) -> Result<RowId> {
    let row = draft_update::ActiveModel {
        id: NotSet,
        proposal: Set(proposal.0),
        bytes: Set(change.bytes.to_vec()),
        account: Set(Some(change.account.0)),
        at: Set(at),
    };
    let inserted = draft_update::Entity::insert(row).exec(txn).await?;
    Ok(inserted.last_insert_id)
}

async fn delete_rows(
    txn: &DatabaseTransaction,
    proposal: ProposalId,
    rows: &BTreeSet<RowId>,
) -> Result<u64> {
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
