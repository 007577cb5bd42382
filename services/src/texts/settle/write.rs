//! The transaction that writes a read model.

use super::{KeptField, Made, Outcome, Shown, kept_fields};
use crate::{
    collab::records::{Known, RowId},
    error::Result,
    search,
    store::{
        Store, Writing,
        entities::{draft_snapshot, draft_update, field_state, text_state},
    },
    texts::view::FORM,
};
use model::{
    ids::{AccountId, ProposalId},
    proposal::FieldName,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{LockType, OnConflict},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// What is on disk of a draft.
struct OnDisk {
    snapshot: Option<RowId>,
    rows: BTreeSet<RowId>,
}

/// Who wrote what is covered now and was not before, and when.
struct Fresh {
    account: Option<Uuid>,
    at: Option<i64>,
}

/// Writes what was made, unless a newer text is there or what it was made for is there no more.
pub(super) async fn write(
    store: &Store,
    id: ProposalId,
    made: &Made,
    known: &Known,
    writers: &BTreeMap<FieldName, AccountId>,
) -> Result<Outcome> {
    let txn = store.begin().await?;
    // Held until the commit: who comes next sees what was written here, and every row before it.
    let before = hold(&txn, id).await?;
    let disk = on_disk(&txn, id).await?;
    let covered: BTreeSet<RowId> = disk.rows.intersection(&known.rows).copied().collect();
    let kept = kept_fields(&txn, id).await?;
    let is_newer = before.snapshot == known.snapshot.unwrap_or_default()
        && before.form == FORM
        && before.rows > covered.len() as i64;
    let outcome = match disk.snapshot == known.snapshot {
        false => Outcome::Compacted,
        true if is_newer => Outcome::Newer,
        true if !is_prepared(made, &kept) => Outcome::Crossed,
        true => Outcome::Written,
    };
    if outcome != Outcome::Written {
        txn.rollback().await?;
        return Ok(outcome);
    }
    let fresh = fresh(&txn, id, &before, known).await?;
    for shown in &made.fields {
        write_field(&txn, id, shown, made, &kept, writers, &fresh).await?;
    }
    let row = text_state::ActiveModel {
        proposal: Set(id.0),
        snapshot: Set(known.snapshot.unwrap_or_default()),
        newest_row: Set(covered.last().copied().unwrap_or_default()),
        rows: Set(covered.len() as i64),
        form: Set(FORM),
        fields: Set(made.names.clone()),
        hash: Set(made.hash.clone()),
    };
    text_state::Entity::update(row).exec(&txn).await?;
    txn.commit().await?;
    Ok(outcome)
}

/// The row that says what is covered, made if it is not there, for nobody else until the transaction
/// ends. On SQLite a transaction that writes is alone.
async fn hold(txn: &Writing, id: ProposalId) -> Result<text_state::Model> {
    let none = text_state::Model {
        proposal: id.0,
        snapshot: 0,
        newest_row: 0,
        rows: 0,
        form: 0,
        fields: String::new(),
        hash: String::new(),
    };
    let there = OnConflict::column(text_state::Column::Proposal)
        .do_nothing()
        .to_owned();
    text_state::Entity::insert(text_state::ActiveModel::from(none.clone()))
        .on_conflict(there)
        .exec_without_returning(txn)
        .await?;
    let row = text_state::Entity::find_by_id(id.0)
        .lock(LockType::NoKeyUpdate)
        .one(txn)
        .await?;
    Ok(row.unwrap_or(none))
}

/// Rows first: a compaction in between moves rows into a snapshot, never the other way round.
async fn on_disk(txn: &Writing, id: ProposalId) -> Result<OnDisk> {
    let rows: Vec<RowId> = draft_update::Entity::find()
        .select_only()
        .column(draft_update::Column::Id)
        .filter(draft_update::Column::Proposal.eq(id.0))
        .into_tuple()
        .all(txn)
        .await?;
    let snapshot: Option<Option<RowId>> = draft_snapshot::Entity::find()
        .select_only()
        .column_as(draft_snapshot::Column::Id.max(), "newest")
        .filter(draft_snapshot::Column::Proposal.eq(id.0))
        .into_tuple()
        .one(txn)
        .await?;
    Ok(OnDisk {
        snapshot: snapshot.flatten(),
        rows: rows.into_iter().collect(),
    })
}

/// Whether everything that differs from what is kept now was made: another instance may have written
/// since.
fn is_prepared(made: &Made, kept: &HashMap<String, KeptField>) -> bool {
    made.fields.iter().all(|shown| {
        let name = &shown.view.field;
        let same = |(_, hash): &KeptField| *hash == shown.hash;
        kept.get(&name.to_string()).is_some_and(same) || made.plain.contains_key(name)
    })
}

/// One account, or nobody knows which: several wrote in several fields.
async fn fresh(
    txn: &Writing,
    id: ProposalId,
    before: &text_state::Model,
    known: &Known,
) -> Result<Fresh> {
    let since = match before.snapshot == known.snapshot.unwrap_or_default() {
        true => before.newest_row,
        false => 0,
    };
    let rows: Vec<(Option<Uuid>, i64)> = draft_update::Entity::find()
        .select_only()
        .column(draft_update::Column::Account)
        .column(draft_update::Column::At)
        .filter(draft_update::Column::Proposal.eq(id.0))
        .filter(draft_update::Column::Id.gt(since))
        .into_tuple()
        .all(txn)
        .await?;
    let accounts: BTreeSet<Option<Uuid>> = rows.iter().map(|row| row.0).collect();
    // What a snapshot holds was written by whoever it was.
    let is_all = before.form == FORM || known.snapshot.is_none();
    let alone = accounts.first().copied().flatten();
    let newest = rows.iter().map(|row| row.1).max();
    Ok(Fresh {
        account: alone.filter(|_| accounts.len() == 1 && is_all),
        at: match newest {
            Some(at) => Some(at),
            None => snapshot_at(txn, known).await?,
        },
    })
}

async fn snapshot_at(txn: &Writing, known: &Known) -> Result<Option<i64>> {
    let Some(snapshot) = known.snapshot else {
        return Ok(None);
    };
    Ok(draft_snapshot::Entity::find_by_id(snapshot)
        .select_only()
        .column(draft_snapshot::Column::At)
        .into_tuple()
        .one(txn)
        .await?)
}

async fn write_field(
    txn: &Writing,
    id: ProposalId,
    shown: &Shown,
    made: &Made,
    kept: &HashMap<String, KeptField>,
    writers: &BTreeMap<FieldName, AccountId>,
    fresh: &Fresh,
) -> Result<()> {
    let name = shown.view.field.to_string();
    let before = kept.get(&name);
    let plain = made.plain.get(&shown.view.field);
    let Some(plain) = plain.filter(|_| before.is_none_or(|(_, hash)| *hash != shown.hash)) else {
        return Ok(());
    };
    let is_untouched = before.is_none() && shown.view.html.is_empty();
    let writer = writers.get(&shown.view.field).map(|account| account.0);
    let at = fresh.at.filter(|_| !is_untouched);
    let row = field_state::ActiveModel {
        proposal: Set(id.0),
        field: Set(name),
        revision: Set(match before {
            Some((revision, _)) => revision + 1,
            None => i64::from(!is_untouched),
        }),
        hash: Set(shown.hash.clone()),
        characters: Set(i32::try_from(shown.view.chars).unwrap_or(i32::MAX)),
        changed_at: Set(at),
        account: Set(writer.or(fresh.account).filter(|_| !is_untouched)),
        html: Set(shown.view.html.clone()),
        plain: Set(plain.clone()),
    };
    let key = [field_state::Column::Proposal, field_state::Column::Field];
    let newer = OnConflict::columns(key)
        .update_columns([
            field_state::Column::Revision,
            field_state::Column::Hash,
            field_state::Column::Characters,
            field_state::Column::ChangedAt,
            field_state::Column::Account,
            field_state::Column::Html,
            field_state::Column::Plain,
        ])
        .to_owned();
    field_state::Entity::insert(row)
        .on_conflict(newer)
        .exec_without_returning(txn)
        .await?;
    match is_untouched {
        true => Ok(()),
        false => search::field(txn, id, &shown.view.field, plain, at).await,
    }
}
