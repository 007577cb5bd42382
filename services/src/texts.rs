//! The text of a proposal or a version as everything that is shown is made from it.
//!
//! Pages read a [`TextView`], which stands in the database; a [`Text`] is decoded only for versions,
//! exports and comparisons, and where the view is not there yet. Either is made once however many ask
//! at the same time, and kept in memory until its proposal has other rows or the memory is needed for
//! others. Decoding has a place of its own ([`crate::workers`]); what fails again and again is set
//! aside ([`crate::set_aside`]).

mod compare;
mod kept;
mod many;
mod settle;
mod text;
mod view;

pub(crate) use compare::{Compared, compare, repair};
pub(crate) use kept::Texts;
pub(crate) use many::counted;
pub(crate) use settle::{Capture, Outcome, Rendered, settle};
pub(crate) use text::Text;
pub(crate) use view::TextView;

use crate::{
    Services,
    collab::records::{Known, Loaded},
    error::{Error, Result},
    set_aside::{self, Part},
    store::{
        drafts::load,
        entities::{draft_snapshot, draft_update, version},
    },
    workers::beside,
};
use bytes::Bytes;
use kept::{Key, Source};
use model::{
    document::draft::Draft,
    error::Refusal,
    ids::{ProposalId, VersionId},
    limits::{RISKY_TEXT_BYTES, WORK_SECONDS},
    proposal::FieldName,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;

/// The client id of copies that are read only: they never write, so it never appears.
const READING_CLIENT: u64 = 1;

/// From which rows of a proposal a text was made. Rows are added one by one and go only when a new
/// snapshot stands for them, so that no two texts have the same mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Mark {
    snapshot: i64,
    newest_row: i64,
    rows: i64,
}

impl Mark {
    fn of(known: &Known) -> Mark {
        Mark {
            snapshot: known.snapshot.unwrap_or_default(),
            newest_row: known.rows.last().copied().unwrap_or_default(),
            rows: known.rows.len() as i64,
        }
    }
}

/// The text as everybody sees it, for pages: from the read model where it is current, else from the
/// document, which writes the read model. The room shows nothing that is not on disk, so this is it.
pub(crate) async fn view(
    s: &Services,
    id: ProposalId,
    fields: Vec<FieldName>,
) -> Result<Arc<TextView>> {
    let mark = mark_of(&s.db, id).await?;
    let key = Key {
        source: Source::Live(id, mark),
        fields: fields.clone(),
    };
    let services = s.clone();
    let make = async move {
        if let Some(view) = current(&services, id, mark, &fields).await? {
            return Ok(Arc::new(view));
        }
        let text = live(&services, id, fields).await?;
        write_beside(services, id, text.clone());
        Ok(text.view.clone())
    };
    s.texts.views.shared(key, Box::pin(make)).await
}

/// The read model, if it is that of what is on disk. An open room of this instance is asked to write it
/// at once: while people type it is always a little behind.
async fn current(
    s: &Services,
    id: ProposalId,
    mark: Mark,
    fields: &[FieldName],
) -> Result<Option<TextView>> {
    if let Some(view) = view::read(&s.db, id, mark, fields).await? {
        return Ok(Some(view));
    }
    if !s.hub.settle(id).await {
        return Ok(None);
    }
    let mark = mark_of(&s.db, id).await?;
    view::read(&s.db, id, mark, fields).await
}

/// As [`view`], exactly of the text that is on disk as this transaction sees it; to be asked for
/// before the transaction writes text itself.
pub(crate) async fn view_within<C: ConnectionTrait>(
    s: &Services,
    txn: &C,
    id: ProposalId,
    fields: Vec<FieldName>,
) -> Result<Arc<TextView>> {
    let mark = mark_of(txn, id).await?;
    match view::read(txn, id, mark, &fields).await? {
        Some(view) => Ok(Arc::new(view)),
        None => Ok(Box::pin(within(s, txn, id, fields)).await?.view.clone()),
    }
}

/// The text of a version, for pages.
pub(crate) async fn version_view(
    s: &Services,
    id: VersionId,
    fields: Vec<FieldName>,
) -> Result<Arc<TextView>> {
    let key = version_key(id, &fields);
    let services = s.clone();
    let make = async move {
        match view::read_version(&services.db, id, &fields).await? {
            Some(view) => Ok(Arc::new(view)),
            None => Ok(version(&services, id, fields).await?.view.clone()),
        }
    };
    s.texts.views.shared(key, Box::pin(make)).await
}

/// Writes the read model that a reader found missing. Nobody waits for it: where nothing can be
/// written, it is made again.
fn write_beside(s: Services, id: ProposalId, text: Arc<Text>) {
    tokio::spawn(async move {
        let capture = Capture {
            known: text.known.clone(),
            fields: text.fields.clone(),
            ..Capture::default()
        };
        if let Err(cause) = settle(&s, id, capture, &Rendered::default()).await {
            tracing::warn!(%cause, proposal = %id, "a read model was not written");
        }
    });
}

/// The text as everybody sees it, decoded.
pub(crate) async fn live(
    s: &Services,
    id: ProposalId,
    fields: Vec<FieldName>,
) -> Result<Arc<Text>> {
    let source = Source::Live(id, mark_of(&s.db, id).await?);
    let key = Key {
        source,
        fields: fields.clone(),
    };
    let services = s.clone();
    let read = move |rows| text_in(rows, fields);
    let make = async move { Ok(Arc::new(guarded(&services, Part::Text(id), read).await?)) };
    s.texts.texts.shared(key, Box::pin(make)).await
}

/// Exactly the text that is on disk, as this transaction sees it; to be asked for before the
/// transaction writes text itself. Call [`live`] before the transaction begins, so that it is there.
pub(crate) async fn within<C: ConnectionTrait>(
    s: &Services,
    txn: &C,
    id: ProposalId,
    fields: Vec<FieldName>,
) -> Result<Arc<Text>> {
    let mark = mark_of(txn, id).await?;
    let source = Source::Live(id, mark);
    let key = Key {
        source,
        fields: fields.clone(),
    };
    let kept = s.texts.texts.kept(&key).await;
    if let Some(text) = kept.filter(|text| text.view.mark == mark) {
        return Ok(text);
    }
    let rows = rows_of(txn, id).await?;
    s.texts.count();
    let text = beside(move || text_in(rows, fields)).await??;
    Ok(s.texts.texts.keep(key, text).await)
}

/// The text of a version.
pub(crate) async fn version(
    s: &Services,
    id: VersionId,
    fields: Vec<FieldName>,
) -> Result<Arc<Text>> {
    let key = version_key(id, &fields);
    let services = s.clone();
    let read = move |rows| text_in(rows, fields);
    let make = async move { Ok(Arc::new(guarded(&services, Part::Version(id), read).await?)) };
    s.texts.texts.shared(key, Box::pin(make)).await
}

fn version_key(id: VersionId, fields: &[FieldName]) -> Key {
    Key {
        source: Source::Version(id),
        fields: fields.to_vec(),
    }
}

/// What there is in the present document, for what the text does not say, as where an anchor sits.
pub(crate) async fn look<T: Send + 'static>(
    s: &Services,
    id: ProposalId,
    look: impl FnOnce(&Draft) -> T + Send + 'static,
) -> Result<T> {
    let look = |rows: Rows| Ok(look(&draft_in(&rows)?));
    guarded(s, Part::Text(id), look).await
}

/// The document of a version, or the present one, for what a projection does not say, as who wrote it.
pub(crate) async fn draft(
    s: &Services,
    id: ProposalId,
    version: Option<VersionId>,
) -> Result<Draft> {
    let part = version.map_or(Part::Text(id), Part::Version);
    guarded(s, part, |rows| draft_in(&rows)).await
}

/// The document that is on disk, read here: for tests, which hold up nobody.
#[cfg(test)]
pub(crate) async fn stored<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Draft> {
    draft_in(&rows_of(db, id).await?)
}

/// The document of a version, read here.
pub(crate) async fn stored_version<C: ConnectionTrait>(db: &C, id: VersionId) -> Result<Draft> {
    draft_in(&version_rows(db, id).await?)
}

/// The text that is on disk, with its structure, for commands: beside their thread, because it needs a
/// large stack, and without a place.
pub(crate) async fn read<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
    fields: Vec<FieldName>,
) -> Result<Text> {
    let rows = rows_of(db, id).await?;
    beside(move || text_in(rows, fields)).await?
}

/// As [`read`], the text of a version.
pub(crate) async fn read_version<C: ConnectionTrait>(
    db: &C,
    id: VersionId,
    fields: Vec<FieldName>,
) -> Result<Text> {
    let rows = version_rows(db, id).await?;
    beside(move || text_in(rows, fields)).await?
}

/// What a text is made from.
struct Rows {
    known: Known,
    updates: Vec<Bytes>,
}

/// Reads in a place of its own, unless it failed too often. A large text may end the process, so it
/// counts as failed until it went well.
async fn guarded<T: Send + 'static>(
    s: &Services,
    part: Part,
    read: impl FnOnce(Rows) -> Result<T> + Send + 'static,
) -> Result<T> {
    let failures = set_aside::check(s, part).await?;
    let place = s.workers.place().await?;
    let rows = match part {
        Part::Text(id) => rows_of(&s.db, id).await?,
        Part::Version(id) => version_rows(&s.db, id).await?,
        Part::Room(_) => return Err(Error::internal("a room is no text")),
    };
    let size_bytes: usize = rows.updates.iter().map(Bytes::len).sum();
    let risky = size_bytes >= RISKY_TEXT_BYTES;
    if risky {
        set_aside::note_failure(s, part).await;
    }
    s.texts.count();
    let began = Instant::now();
    let text = place.run(move || read(rows)).await.and_then(|text| text);
    let in_time = began.elapsed() <= Duration::from_secs(WORK_SECONDS);
    match text.is_ok() && in_time {
        true if risky || failures > 0 => set_aside::note_success(s, part).await,
        false if !risky => set_aside::note_failure(s, part).await,
        _ => {}
    }
    if !in_time {
        tracing::warn!(?part, size_bytes, "a text took too long to read");
    }
    text
}

fn text_in(rows: Rows, fields: Vec<FieldName>) -> Result<Text> {
    Ok(Text::of(&draft_in(&rows)?, rows.known, fields))
}

fn draft_in(rows: &Rows) -> Result<Draft> {
    let updates = rows.updates.iter().map(AsRef::as_ref);
    Draft::load(READING_CLIENT, updates).map_err(Error::internal)
}

async fn rows_of<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Rows> {
    let loaded = load(db, id, &Known::default()).await?;
    let Loaded { snapshot, rows, .. } = loaded.ok_or(Refusal::NotFound)?;
    Ok(Rows {
        known: Known {
            snapshot: snapshot.as_ref().map(|row| row.id),
            rows: rows.iter().map(|row| row.id).collect(),
        },
        updates: snapshot
            .into_iter()
            .chain(rows)
            .map(|row| row.bytes)
            .collect(),
    })
}

async fn version_rows<C: ConnectionTrait>(db: &C, id: VersionId) -> Result<Rows> {
    let bytes: Option<Vec<u8>> = version::Entity::find_by_id(id.0)
        .select_only()
        .column(version::Column::Bytes)
        .into_tuple()
        .one(db)
        .await?;
    Ok(Rows {
        known: Known::default(),
        updates: vec![bytes.ok_or(Refusal::NotFound)?.into()],
    })
}

/// The mark of what is on disk now. Rows first, as they are read: see [`load`].
async fn mark_of<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Mark> {
    let rows: Option<(Option<i64>, i64)> = draft_update::Entity::find()
        .select_only()
        .column_as(draft_update::Column::Id.max(), "newest")
        .column_as(draft_update::Column::Id.count(), "rows")
        .filter(draft_update::Column::Proposal.eq(id.0))
        .into_tuple()
        .one(db)
        .await?;
    let snapshot: Option<Option<i64>> = draft_snapshot::Entity::find()
        .select_only()
        .column_as(draft_snapshot::Column::Id.max(), "newest")
        .filter(draft_snapshot::Column::Proposal.eq(id.0))
        .into_tuple()
        .one(db)
        .await?;
    let (newest_row, rows) = rows.unwrap_or_default();
    Ok(Mark {
        snapshot: snapshot.flatten().unwrap_or_default(),
        newest_row: newest_row.unwrap_or_default(),
        rows,
    })
}

#[cfg(test)]
pub(crate) mod tests;
