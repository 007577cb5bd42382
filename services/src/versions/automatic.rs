//! Versions that the server keeps by itself, so that what was written can be compared and put back also
//! where nobody moved the proposal: after some minutes of writing, and before what changes much at once.

use super::snapshot;
use crate::{
    Services, access,
    error::Result,
    proposals::rows,
    store::{
        Writing,
        entities::{draft_client, draft_update, seen, text_change, version, version_field},
    },
    texts::{self, TextView},
};
use model::{
    ids::{AccountId, ProposalId},
    limits::{AUTOMATIC_VERSION_SECONDS, AUTOMATIC_VERSIONS_A_PROPOSAL},
    proposal::Proposal,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Query, SelectStatement},
};
use std::{collections::HashMap, time::Duration};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, sleep_until},
};
use uuid::Uuid;

/// Watches what this instance writes, for as long as the process lives. What was written before a
/// restart is kept with what is written after it.
pub(crate) fn watch(s: Services) {
    let mut written = s.hub.written();
    tokio::spawn(async move {
        let mut waiting = HashMap::new();
        while take(&mut written, &mut waiting).await {
            let now = Instant::now();
            let due = waiting.extract_if(|_, due| *due <= now);
            let due: Vec<ProposalId> = due.map(|(proposal, _)| proposal).collect();
            for proposal in due {
                if let Err(cause) = keep(&s, proposal, None).await {
                    cause.into_refusal();
                }
            }
        }
    });
}

/// Waits until something is written or due; false when there will be no more.
async fn take(
    written: &mut Receiver<ProposalId>,
    waiting: &mut HashMap<ProposalId, Instant>,
) -> bool {
    let pause = Duration::from_secs(AUTOMATIC_VERSION_SECONDS);
    let first = waiting.values().min().copied();
    tokio::select! {
        proposal = written.recv() => match proposal {
            Ok(proposal) => {
                waiting.entry(proposal).or_insert_with(|| Instant::now() + pause);
                true
            }
            Err(RecvError::Lagged(_)) => true,
            Err(RecvError::Closed) => false,
        },
        () = until(first) => true,
    }
}

async fn until(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => std::future::pending().await,
    }
}

/// Keeps the present text as an automatic version, unless a version says it already; by who wrote last, or
/// by the reader where nobody is known to have written.
async fn keep(s: &Services, id: ProposalId, reader: Option<AccountId>) -> Result<()> {
    let fields = rows::fields_of(&rows::proposal_of(&s.db, id).await?);
    let hash = texts::view(s, id, fields.clone()).await?.hash.clone();
    if has(&s.db, id, &hash).await? {
        return Ok(());
    }
    // Decoded before the transaction, which needs it.
    texts::live(s, id, fields.clone()).await?;
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let Some(account) = last_writer(&txn, id).await?.or(reader) else {
        return Ok(());
    };
    let proposal = rows::proposal_of(&txn, id).await?;
    let text = texts::view_within(s, &txn, id, fields).await?;
    keep_within(s, &txn, account, &proposal, &text).await?;
    txn.commit().await?;
    Ok(())
}

/// As [`keep`], for who comes to read: unless the newest version is only some minutes old.
pub(crate) async fn keep_rarely(s: &Services, id: ProposalId, reader: AccountId) -> Result<()> {
    let newest: Option<Option<i64>> = version::Entity::find()
        .select_only()
        .column_as(version::Column::At.max(), "newest")
        .filter(version::Column::Proposal.eq(id.0))
        .into_tuple()
        .one(&s.db)
        .await?;
    let newest = newest.flatten();
    let pause_ms = AUTOMATIC_VERSION_SECONDS as i64 * 1_000;
    match newest.is_none_or(|at| at + pause_ms <= s.now().0) {
        true => keep(s, id, Some(reader)).await,
        false => Ok(()),
    }
}

/// Keeps this text, which is the present one, within the transaction of what it is kept before.
pub(super) async fn keep_within(
    s: &Services,
    txn: &Writing,
    account: AccountId,
    proposal: &Proposal,
    text: &TextView,
) -> Result<()> {
    if !has(txn, proposal.id, &text.hash).await? {
        snapshot::insert_automatic(s, txn, account, proposal, text).await?;
        forget_old(txn, proposal.id).await?;
    }
    Ok(())
}

/// Whether a version says this.
async fn has<C: ConnectionTrait>(db: &C, id: ProposalId, hash: &str) -> Result<bool> {
    let found = version::Entity::find()
        .filter(version::Column::Proposal.eq(id.0))
        .filter(version::Column::Hash.eq(hash))
        .count(db)
        .await?;
    Ok(found > 0)
}

/// Who sent the newest row, or brought the newest replica where the rows became a snapshot.
async fn last_writer<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Option<AccountId>> {
    let row: Option<Option<Uuid>> = draft_update::Entity::find()
        .select_only()
        .column(draft_update::Column::Account)
        .filter(draft_update::Column::Proposal.eq(id.0))
        .order_by_desc(draft_update::Column::Id)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    if let Some(account) = row.flatten() {
        return Ok(Some(AccountId(account)));
    }
    let client: Option<Uuid> = draft_client::Entity::find()
        .select_only()
        .column(draft_client::Column::Account)
        .filter(draft_client::Column::Proposal.eq(id.0))
        .order_by_desc(draft_client::Column::At)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(client.map(AccountId))
}

/// Those that a member saw last: what changed since is told from there.
fn seen_ones(id: ProposalId) -> SelectStatement {
    Query::select()
        .column(seen::Column::Version)
        .from(seen::Entity)
        .and_where(seen::Column::Proposal.eq(id.0))
        .and_where(seen::Column::Version.is_not_null())
        .take()
}

/// The oldest automatic versions go; whatever somebody signed, named or moved on with is none.
async fn forget_old(txn: &Writing, id: ProposalId) -> Result<()> {
    let old: Vec<Uuid> = version::Entity::find()
        .select_only()
        .column(version::Column::Id)
        .filter(version::Column::Proposal.eq(id.0))
        .filter(version::Column::Automatic.eq(true))
        .filter(version::Column::Id.not_in_subquery(seen_ones(id)))
        .order_by_desc(version::Column::Number)
        .offset(AUTOMATIC_VERSIONS_A_PROPOSAL)
        .limit(AUTOMATIC_VERSIONS_A_PROPOSAL)
        .into_tuple()
        .all(txn)
        .await?;
    if old.is_empty() {
        return Ok(());
    }
    text_change::Entity::delete_many()
        .filter(text_change::Column::Version.is_in(old.clone()))
        .exec(txn)
        .await?;
    version_field::Entity::delete_many()
        .filter(version_field::Column::Version.is_in(old.clone()))
        .exec(txn)
        .await?;
    version::Entity::delete_many()
        .filter(version::Column::Id.is_in(old))
        .exec(txn)
        .await?;
    Ok(())
}
