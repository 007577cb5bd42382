//! Who deleted what of a draft. Each update says what it deletes, and its row who sent it; a snapshot
//! knows no senders, so what the rows say is kept beside it.

use super::{
    Writing,
    entities::{draft_deletion, draft_snapshot, draft_update},
};
use crate::error::{Error, Result};
use bytes::Bytes;
use model::{
    document::diff::accounts::Deleters,
    ids::{AccountId, ProposalId},
    sync::guard::{self, Ranges},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What is known of a draft's deletions, before they are put together: that is work for a place of its
/// own.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    snapshot: Option<Bytes>,
    kept: Vec<(AccountId, Vec<u8>)>,
    rows: Vec<(Option<AccountId>, Bytes)>,
}

impl Noted {
    /// Reads everything that is there.
    pub async fn read<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Noted> {
        // Rows first: a compaction in between moves what they say, and says nothing twice.
        let rows = draft_update::Entity::find()
            .filter(draft_update::Column::Proposal.eq(id.0))
            .order_by_asc(draft_update::Column::Id)
            .all(db)
            .await?;
        let row = |row: draft_update::Model| (row.account.map(AccountId), row.bytes.into());
        let snapshot = draft_snapshot::Entity::find()
            .filter(draft_snapshot::Column::Proposal.eq(id.0))
            .order_by_desc(draft_snapshot::Column::Id)
            .one(db)
            .await?;
        Ok(Noted {
            snapshot: snapshot.map(|snapshot| snapshot.bytes.into()),
            kept: kept(db, id).await?,
            rows: rows.into_iter().map(row).collect(),
        })
    }

    /// What these rows, which are about to be merged into the snapshot, add to what is kept.
    pub async fn of_rows<C: ConnectionTrait>(
        db: &C,
        id: ProposalId,
        snapshot: Option<Bytes>,
        rows: Vec<(i64, Bytes)>,
    ) -> Result<Noted> {
        let senders: Vec<(i64, Option<Uuid>)> = draft_update::Entity::find()
            .select_only()
            .column(draft_update::Column::Id)
            .column(draft_update::Column::Account)
            .filter(draft_update::Column::Proposal.eq(id.0))
            .into_tuple()
            .all(db)
            .await?;
        let senders: HashMap<i64, Option<Uuid>> = senders.into_iter().collect();
        let rows = rows.into_iter().map(|(row, bytes)| {
            let sender = senders.get(&row).copied().flatten();
            (sender.map(AccountId), bytes)
        });
        Ok(Noted {
            snapshot,
            kept: kept(db, id).await?,
            rows: rows.collect(),
        })
    }

    /// Who deleted what.
    pub fn deleters(&self) -> Result<Deleters<AccountId>> {
        let deleted = |bytes: &[u8]| guard::update(bytes).map(|it| it.deletes);
        let before = self.snapshot.as_deref().map(deleted).transpose();
        let before = before.map_err(Error::internal)?.unwrap_or_default();
        let kept = self.kept.iter();
        let kept = kept.map(|(account, bytes)| Ok((*account, deleted(bytes)?)));
        let kept: std::result::Result<Vec<(AccountId, Ranges)>, model::sync::Malformed> =
            kept.collect();
        let mut deleters = Deleters::new(before, kept.map_err(Error::internal)?);
        for (account, bytes) in &self.rows {
            deleters.note(*account, bytes).map_err(Error::internal)?;
        }
        Ok(deleters)
    }
}

async fn kept<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Vec<(AccountId, Vec<u8>)>> {
    let rows = draft_deletion::Entity::find()
        .filter(draft_deletion::Column::Proposal.eq(id.0))
        .order_by_asc(draft_deletion::Column::Account)
        .all(db)
        .await?;
    let kept = |row: draft_deletion::Model| (AccountId(row.account), row.bytes);
    Ok(rows.into_iter().map(kept).collect())
}

/// Keeps what each of them deleted.
pub(super) async fn keep(
    txn: &Writing,
    proposal: ProposalId,
    deleters: &Deleters<AccountId>,
) -> Result<()> {
    for (account, deleted) in deleters.named() {
        let row = draft_deletion::ActiveModel {
            proposal: Set(proposal.0),
            account: Set(account.0),
            bytes: Set(deleted.as_deletion()),
        };
        let key = [
            draft_deletion::Column::Proposal,
            draft_deletion::Column::Account,
        ];
        let newer = OnConflict::columns(key)
            .update_column(draft_deletion::Column::Bytes)
            .to_owned();
        draft_deletion::Entity::insert(row)
            .on_conflict(newer)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}
