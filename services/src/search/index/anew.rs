//! Everything that can be found, made anew: after an import, by `talka check --repair`, and at a start
//! that finds another form.

use super::{facts, field, owner, put, said::said_in, title, versions};
use crate::{
    access,
    error::{Error, Result},
    store::{
        Store, Writing,
        entities::{
            field_state, partnership, proposal, search_entry, search_state, text_state, thread,
        },
    },
};
use model::{
    ids::{PartnershipId, ProposalId},
    proposal::FieldName,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockType, OnConflict},
};
use uuid::Uuid;

/// The form in which entries are written; what was written in another one is made anew. To be raised
/// when `model::search::words` comes out differently than before, or other things can be found.
const FORM: i32 = 1;
/// The one row of `search_state`.
const STATE: i32 = 1;
/// Everything of a partnership but its texts; its proposals, all of which are held from here on.
pub(crate) async fn around(txn: &Writing, id: PartnershipId) -> Result<Vec<ProposalId>> {
    let proposals: Vec<Uuid> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::Partnership.eq(id.0))
        .order_by_asc(proposal::Column::Id)
        .into_tuple()
        .all(txn)
        .await?;
    let proposals: Vec<_> = proposals.into_iter().map(ProposalId).collect();
    for proposal in &proposals {
        access::lock_proposal(txn, *proposal).await?;
    }
    facts(txn, id).await?;
    for proposal in &proposals {
        title(txn, *proposal).await?;
        versions(txn, *proposal).await?;
        let rows = thread::Entity::find()
            .filter(thread::Column::Proposal.eq(proposal.0))
            .all(txn)
            .await?;
        for (thread, entries) in said_in(txn, rows).await? {
            let owner = owner(txn, *proposal, &format!("thread {thread}")).await?;
            put(txn, owner, entries).await?;
        }
    }
    Ok(proposals)
}

/// Writes everything of every partnership anew, each in a transaction of its own.
pub(crate) async fn rebuild(store: &Store) -> Result<()> {
    let ids: Vec<Uuid> = partnership::Entity::find()
        .select_only()
        .column(partnership::Column::Id)
        .into_tuple()
        .all(&store.db)
        .await?;
    for id in ids {
        let txn = store.begin().await?;
        whole(&txn, PartnershipId(id)).await?;
        txn.commit().await?;
    }
    let txn = store.begin().await?;
    note_form(&txn).await?;
    txn.commit().await?;
    Ok(())
}

/// Everything of a partnership. Whoever writes a text holds its `text_state`, so here it is held too.
async fn whole(txn: &Writing, id: PartnershipId) -> Result<()> {
    access::lock_partnership(txn, id).await?;
    search_entry::Entity::delete_many()
        .filter(search_entry::Column::Partnership.eq(id.0))
        .exec(txn)
        .await?;
    for proposal in around(txn, id).await? {
        text_state::Entity::find_by_id(proposal.0)
            .lock(LockType::NoKeyUpdate)
            .one(txn)
            .await?;
        let fields = field_state::Entity::find()
            .filter(field_state::Column::Proposal.eq(proposal.0))
            .all(txn)
            .await?;
        for row in fields {
            let name: FieldName = row.field.parse().map_err(Error::internal)?;
            field(txn, proposal, &name, &row.plain, row.changed_at).await?;
        }
    }
    Ok(())
}

async fn note_form(txn: &Writing) -> Result<()> {
    let row = search_state::ActiveModel {
        id: Set(STATE),
        form: Set(FORM),
    };
    let there = OnConflict::column(search_state::Column::Id)
        .update_column(search_state::Column::Form)
        .to_owned();
    search_state::Entity::insert(row)
        .on_conflict(there)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Sees to it that what can be found is there in this program's form: at once in an empty database, else
/// beside everything that goes on.
pub(crate) async fn begin(store: &Store) -> Result<()> {
    let state = search_state::Entity::find_by_id(STATE)
        .one(&store.db)
        .await?;
    if state.is_some_and(|it| it.form == FORM) {
        return Ok(());
    }
    let partnership = partnership::Entity::find().one(&store.db).await?;
    if partnership.is_none() {
        let txn = store.begin().await?;
        note_form(&txn).await?;
        txn.commit().await?;
        return Ok(());
    }
    let store = store.clone();
    tokio::spawn(async move {
        match rebuild(&store).await {
            Ok(()) => tracing::info!("what can be found was written anew"),
            Err(cause) => tracing::warn!(%cause, "what can be found was not written anew"),
        }
    });
    Ok(())
}
