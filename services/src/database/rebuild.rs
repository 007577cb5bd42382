//! Makes the document of a proposal anew from what it shows, when it is full or set aside.
//!
//! No server may run meanwhile: an open room would go on in the old document. What the document was
//! is kept until a check finds everything well, and can be put back until then.

use super::{BackupFault as Fault, DatabaseAddress, claim};
use crate::{
    access,
    anchors::{self, StoredAnchor},
    clock::SystemClock,
    collab::records::{Known, Loaded},
    drafts,
    error::{Error, Result},
    proposals::rows::possible_fields,
    set_aside::{self, Part},
    store::{
        Store, Writing,
        drafts::load,
        entities::{draft_snapshot, draft_update, replaced_draft},
    },
    workers::beside,
};
use bytes::Bytes;
use model::{
    document::{
        anchor::{self, Anchor},
        draft::Draft,
        position::{Position, Selection},
        rebuild::from_shown,
    },
    event::MovedAnchor,
    ids::ProposalId,
    proposal::FieldName,
    sync::guard,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    Statement,
};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// What became of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Bytes of the document before and after.
    pub before: usize,
    pub after: usize,
    /// Rows that could not be read, and whose text is not in it.
    pub unreadable: usize,
    /// Threads, and how many of them stand on no words afterwards.
    pub threads: usize,
    pub detached: usize,
}

/// A document that is to stand in the place of another one.
struct Made {
    bytes: Vec<u8>,
    anchors: Vec<MovedAnchor>,
    report: Rebuilt,
}

/// Makes the document of a proposal anew from what it shows; the text stays as it is.
///
/// # Errors
/// Refused while a server runs, and while what was replaced before is still kept.
pub async fn rebuild(address: &DatabaseAddress, id: ProposalId) -> Result<Rebuilt, Fault> {
    alone(address, async |store| {
        let txn = begin(store, id).await?;
        if kept(id).count(&txn).await.map_err(Error::from)? > 0 {
            return Err(Fault::KeptAlready(id));
        }
        let (loaded, fields) = (stored(&txn, id).await?, fields(&txn, id).await?);
        let anchors = anchors::of_proposal(&txn, id).await?;
        keep(&txn, id).await?;
        let made = beside(move || anew(&loaded, &fields, anchors)).await??;
        finish(store, txn, id, made).await
    })
    .await
}

/// Puts back what the document was before [`rebuild`]; what was written since goes.
///
/// # Errors
/// Refused while a server runs, and where nothing is kept.
pub async fn undo_rebuild(address: &DatabaseAddress, id: ProposalId) -> Result<Rebuilt, Fault> {
    alone(address, async |store| {
        let txn = begin(store, id).await?;
        let rows = kept(id).order_by_asc(replaced_draft::Column::Id);
        let rows = rows.all(&txn).await.map_err(Error::from)?;
        if rows.is_empty() {
            return Err(Fault::NothingKept(id));
        }
        let before = size_bytes(&stored(&txn, id).await?);
        let anchors = anchors::of_proposal(&txn, id).await?;
        let rows = rows.into_iter().map(|row| Bytes::from(row.bytes)).collect();
        let made = beside(move || as_before(rows, before, anchors)).await??;
        let_go(&txn, id).await?;
        finish(store, txn, id, made).await
    })
    .await
}

/// Lets go of everything that is kept of replaced documents; of how many documents.
pub(super) async fn let_all_go(store: &Store) -> Result<u64> {
    let rows = replaced_draft::Entity::find().count(&store.db).await?;
    if rows > 0 {
        let txn = store.begin().await?;
        replaced_draft::Entity::delete_many().exec(&txn).await?;
        txn.commit().await?;
    }
    Ok(rows)
}

/// Does the work while no server has the database.
async fn alone<T>(
    address: &DatabaseAddress,
    work: impl AsyncFnOnce(&Store) -> Result<T, Fault>,
) -> Result<T, Fault> {
    claim::claim_existing(address)?;
    let _lock = address.file().map(|path| claim::lock(path)).transpose()?;
    let store = Store::open_existing(address.url(), Arc::new(SystemClock)).await?;
    let done = match check_alone(&store, address).await {
        Ok(()) => work(&store).await,
        Err(fault) => Err(fault),
    };
    store.close().await;
    done
}

/// A server that was just stopped has this long to leave a PostgreSQL database.
const LEAVES_MS: u64 = 100;
const LEAVES_TIMES: u32 = 30;

/// Any other connection to a PostgreSQL database may be a server's. A file has its lock.
async fn check_alone(store: &Store, address: &DatabaseAddress) -> Result<(), Fault> {
    if !store.is_postgres() {
        return Ok(());
    }
    for _ in 0..LEAVES_TIMES {
        if others(store).await? == 0 {
            return Ok(());
        }
        sleep(Duration::from_millis(LEAVES_MS)).await;
    }
    Err(Fault::NotAlone(address.to_string()))
}

async fn others(store: &Store) -> Result<i64> {
    let sql = "SELECT count(*) AS others FROM pg_stat_activity \
               WHERE datname = current_database() AND backend_type = 'client backend' \
               AND pid <> pg_backend_pid()";
    let asked = Statement::from_string(DbBackend::Postgres, sql);
    let row = store.raw.query_one_raw(asked).await?;
    let row = row.ok_or_else(|| Error::internal("no answer"))?;
    Ok(row.try_get("", "others")?)
}

async fn begin(store: &Store, id: ProposalId) -> Result<Writing, Fault> {
    let txn = store.begin().await?;
    match access::lock_proposal(&txn, id).await {
        Ok(()) => Ok(txn),
        Err(Error::Refused(_)) => Err(Fault::NoProposal(id)),
        Err(cause) => Err(cause.into()),
    }
}

async fn fields(txn: &Writing, id: ProposalId) -> Result<Vec<FieldName>> {
    possible_fields(txn, id).await
}

/// The rows of which the document is made: the snapshot first.
async fn stored(txn: &Writing, id: ProposalId) -> Result<Vec<Bytes>> {
    let loaded = load(txn, id, &Known::default()).await?;
    let Loaded { snapshot, rows, .. } = loaded.unwrap_or_default();
    let rows = snapshot.into_iter().chain(rows);
    Ok(rows.map(|row| row.bytes).collect())
}

fn size_bytes(rows: &[Bytes]) -> usize {
    rows.iter().map(Bytes::len).sum()
}

/// Reads rows, without those that are no updates; how many these were.
fn read(rows: &[Bytes]) -> Result<(Draft, usize)> {
    let readable = rows.iter().filter(|row| guard::update(row).is_ok());
    let readable: Vec<&[u8]> = readable.map(AsRef::as_ref).collect();
    let unreadable = rows.len() - readable.len();
    let draft = Draft::load(rand::random(), readable).map_err(Error::internal)?;
    Ok((draft, unreadable))
}

fn anew(rows: &[Bytes], fields: &[FieldName], anchors: Vec<StoredAnchor>) -> Result<Made> {
    let (old, unreadable) = read(rows)?;
    let new = from_shown(&old, fields, rand::random()).map_err(Error::internal)?;
    let anchors = moved(anchors, |it| same_place(&old, &new, it));
    let report = Rebuilt {
        before: size_bytes(rows),
        unreadable,
        ..Rebuilt::default()
    };
    Ok(made(&new, anchors, report))
}

fn as_before(rows: Vec<Bytes>, before: usize, anchors: Vec<StoredAnchor>) -> Result<Made> {
    let (old, unreadable) = read(&rows)?;
    let anchors = moved(anchors, |it| drafts::found(&old, &it.field, &it.anchor));
    let report = Rebuilt {
        before,
        unreadable,
        ..Rebuilt::default()
    };
    Ok(made(&old, anchors, report))
}

fn made(draft: &Draft, anchors: Vec<MovedAnchor>, report: Rebuilt) -> Made {
    let bytes = draft.whole();
    let report = Rebuilt {
        after: bytes.len(),
        threads: anchors.len(),
        detached: anchors.iter().filter(|it| it.detached).count(),
        ..report
    };
    Made {
        bytes,
        anchors,
        report,
    }
}

/// The anchors as they stand in another document; detached where there is no place for them.
fn moved(
    anchors: Vec<StoredAnchor>,
    place: impl Fn(&StoredAnchor) -> Option<Anchor>,
) -> Vec<MovedAnchor> {
    let to_moved = |stored: StoredAnchor| {
        let found = place(&stored);
        MovedAnchor {
            id: stored.id,
            detached: found.is_none(),
            anchor: found.unwrap_or(stored.anchor),
        }
    };
    anchors.into_iter().map(to_moved).collect()
}

/// The anchor at the place in `new` where it stood in `old`, which shows the same; where a block was
/// put right, wherever its words are.
fn same_place(old: &Draft, new: &Draft, stored: &StoredAnchor) -> Option<Anchor> {
    match at_same_place(old, new, stored) {
        Some(anchor) if anchor.quote.exact == stored.anchor.quote.exact => Some(anchor),
        _ => drafts::found(new, &stored.field, &stored.anchor),
    }
}

fn at_same_place(old: &Draft, new: &Draft, stored: &StoredAnchor) -> Option<Anchor> {
    let field = &stored.field;
    let range = anchor::resolve(old, field, &stored.anchor).range()?;
    let place = |at: Position| {
        let mut blocks = old.projection(field).textblocks();
        let number = blocks.position(|block| block.id == at.block)?;
        let block = new.projection(field).textblocks().nth(number)?;
        Some(Position::new(block.id, at.offset))
    };
    let selected = Selection::text(place(range.from)?, place(range.to)?);
    anchor::make(new, field, selected)
}

fn kept(id: ProposalId) -> sea_orm::Select<replaced_draft::Entity> {
    replaced_draft::Entity::find().filter(replaced_draft::Column::Proposal.eq(id.0))
}

async fn let_go(txn: &Writing, id: ProposalId) -> Result<()> {
    replaced_draft::Entity::delete_many()
        .filter(replaced_draft::Column::Proposal.eq(id.0))
        .exec(txn)
        .await?;
    Ok(())
}

/// Keeps the rows of the document as they are, the snapshot first.
async fn keep(txn: &Writing, id: ProposalId) -> Result<()> {
    let snapshots = draft_snapshot::Entity::find()
        .filter(draft_snapshot::Column::Proposal.eq(id.0))
        .all(txn)
        .await?;
    let updates = draft_update::Entity::find()
        .filter(draft_update::Column::Proposal.eq(id.0))
        .order_by_asc(draft_update::Column::Id)
        .all(txn)
        .await?;
    let snapshots = snapshots.into_iter().map(|row| (row.bytes, None, row.at));
    let updates = updates
        .into_iter()
        .map(|row| (row.bytes, row.account, row.at));
    for (bytes, account, at) in snapshots.chain(updates) {
        let row = replaced_draft::ActiveModel {
            id: NotSet,
            proposal: Set(id.0),
            bytes: Set(bytes),
            account: Set(account),
            at: Set(at),
        };
        replaced_draft::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// Puts the document in its place, and lets it be tried again at once.
async fn finish(store: &Store, txn: Writing, id: ProposalId, made: Made) -> Result<Rebuilt, Fault> {
    replace(&txn, id, made.bytes, store.now().0).await?;
    anchors::save_within(&txn, id, &made.anchors).await?;
    txn.commit().await?;
    set_aside::forget(store, Part::Text(id)).await?;
    set_aside::forget(store, Part::Room(id)).await?;
    Ok(made.report)
}

async fn replace(txn: &Writing, id: ProposalId, bytes: Vec<u8>, at: i64) -> Result<()> {
    draft_update::Entity::delete_many()
        .filter(draft_update::Column::Proposal.eq(id.0))
        .exec(txn)
        .await?;
    draft_snapshot::Entity::delete_many()
        .filter(draft_snapshot::Column::Proposal.eq(id.0))
        .exec(txn)
        .await?;
    let row = draft_snapshot::ActiveModel {
        id: NotSet,
        proposal: Set(id.0),
        covers: Set(0),
        bytes: Set(bytes),
        at: Set(at),
    };
    draft_snapshot::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
