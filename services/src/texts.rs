//! The text of a proposal or a version as everything that is shown is made from it.
//!
//! A text is made once however many ask at the same time, and kept in memory until its proposal has
//! other rows or the memory is needed for others. It is made in a place of its own
//! ([`crate::workers`]); what fails again and again is set aside ([`crate::set_aside`]).

mod kept;

pub(crate) use kept::Texts;

use crate::{
    Services,
    collab::records::{Known, Loaded},
    error::{Error, Result},
    set_aside::{self, Part},
    store::{
        drafts::load,
        entities::{draft_snapshot, draft_update, version},
    },
    versions::hash,
    workers::beside,
};
use bytes::Bytes;
use kept::{Key, Source};
use model::{
    document::{draft::Draft, html, projection::Projection},
    error::Refusal,
    ids::{ProposalId, VersionId},
    limits::{RISKY_TEXT_BYTES, WORK_SECONDS},
    proposal::{FieldName, FieldView},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::{fmt, sync::Arc, time::Duration};
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

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.snapshot, self.newest_row, self.rows)
    }
}

/// A text that was read.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// Of the present text; that of a version never changes.
    pub mark: Mark,
    /// Every field in the proposal's order.
    pub fields: Vec<(FieldName, Projection)>,
    /// Its fingerprint (docs/document-format.md).
    pub hash: String,
    /// The fields as safe HTML.
    pub views: Vec<FieldView>,
    /// The whole document as one update.
    pub whole: Vec<u8>,
}

impl Text {
    /// A field's text; none if nobody has written in it.
    pub fn field(&self, name: &FieldName) -> Option<&Projection> {
        let mut fields = self.fields.iter();
        fields
            .find(|(field, _)| field == name)
            .map(|(_, text)| text)
    }

    /// The names of its fields.
    pub fn names(&self) -> Vec<FieldName> {
        self.fields.iter().map(|(field, _)| field.clone()).collect()
    }

    fn of(draft: &Draft, mark: Mark, fields: Vec<FieldName>) -> Text {
        let text = |field: FieldName| {
            let text = draft.projection(&field).clone();
            (field, text)
        };
        let fields: Vec<_> = fields.into_iter().map(text).collect();
        let view = |(field, text): &(FieldName, Projection)| FieldView {
            field: field.clone(),
            html: html::of_field(text),
            chars: text.chars() as u32,
        };
        Text {
            mark,
            hash: hash::of(&fields),
            views: fields.iter().map(view).collect(),
            fields,
            whole: draft.whole(),
        }
    }
}

/// The text as everybody sees it. The room shows nothing that is not on disk, so this is it.
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
    let make = async move { guarded(&services, Part::Text(id), read).await };
    s.texts.shared(key, make).await
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
    let kept = s.texts.kept(&key).await;
    if let Some(text) = kept.filter(|text| text.mark == mark) {
        return Ok(text);
    }
    let rows = rows_of(txn, id).await?;
    let text = beside(move || text_in(rows, fields)).await??;
    Ok(s.texts.keep(key, text).await)
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
    let make = async move { guarded(&services, Part::Version(id), read).await };
    s.texts.shared(key, make).await
}

/// As [`version`], within a transaction.
pub(crate) async fn version_within<C: ConnectionTrait>(
    s: &Services,
    txn: &C,
    id: VersionId,
    fields: Vec<FieldName>,
) -> Result<Arc<Text>> {
    let key = version_key(id, &fields);
    if let Some(text) = s.texts.kept(&key).await {
        return Ok(text);
    }
    let rows = version_rows(txn, id).await?;
    let text = beside(move || text_in(rows, fields)).await??;
    Ok(s.texts.keep(key, text).await)
}

fn version_key(id: VersionId, fields: &[FieldName]) -> Key {
    Key {
        source: Source::Version(id),
        fields: fields.to_vec(),
    }
}

/// What there is in the present document, for what the text does not say, as where an anchor sits.
/// The document is read anew, after [`live`] has shown that it can be.
pub(crate) async fn look<T: Send + 'static>(
    s: &Services,
    id: ProposalId,
    fields: Vec<FieldName>,
    look: impl FnOnce(&Draft) -> T + Send + 'static,
) -> Result<T> {
    live(s, id, fields).await?;
    let rows = rows_of(&s.db, id).await?;
    s.workers.run(move || Ok(look(&draft_in(&rows)?))).await?
}

/// The document that is on disk, read here: for commands and tests, which hold up nobody.
pub(crate) async fn stored<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Draft> {
    draft_in(&rows_of(db, id).await?)
}

/// The document of a version, read here.
pub(crate) async fn stored_version<C: ConnectionTrait>(db: &C, id: VersionId) -> Result<Draft> {
    draft_in(&version_rows(db, id).await?)
}

/// What a text is made from.
struct Rows {
    mark: Mark,
    updates: Vec<Bytes>,
}

/// Reads in a place of its own, unless it failed too often. A large text may end the process, so it
/// counts as failed until it went well.
async fn guarded(
    s: &Services,
    part: Part,
    read: impl FnOnce(Rows) -> Result<Text> + Send + 'static,
) -> Result<Text> {
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
    Ok(Text::of(&draft_in(&rows)?, rows.mark, fields))
}

fn draft_in(rows: &Rows) -> Result<Draft> {
    let updates = rows.updates.iter().map(AsRef::as_ref);
    Draft::load(READING_CLIENT, updates).map_err(Error::internal)
}

async fn rows_of<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Rows> {
    let loaded = load(db, id, &Known::default()).await?;
    let Loaded { snapshot, rows, .. } = loaded.ok_or(Refusal::NotFound)?;
    Ok(Rows {
        mark: Mark {
            snapshot: snapshot.as_ref().map_or(0, |row| row.id),
            newest_row: rows.last().map_or(0, |row| row.id),
            rows: rows.len() as i64,
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
        mark: Mark::default(),
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
mod tests;
