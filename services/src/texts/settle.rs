//! Writes the read model: what pages show of a text, under the mark of the rows that it covers.
//!
//! A room does it within a second after its commits, a reader where no room did. Everything is made
//! before the transaction begins, so that no commit waits for it; within, the rows that are on disk
//! say what is covered, and an older text never takes the place of a newer one.

mod write;

use super::{
    Mark,
    text::shown,
    view::{FORM, joined},
};
use crate::{
    collab::records::Known,
    error::Result,
    input,
    proposals::rows,
    store::{
        Store,
        entities::{field_state, text_state},
    },
    versions::hash,
    workers::beside,
};
use model::{
    document::{plain, projection::Projection},
    ids::{AccountId, ProposalId},
    proposal::{FieldName, FieldView},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A text at a moment at which all of it is on disk.
#[derive(Clone, Debug, Default)]
pub struct Capture {
    /// The rows that it holds.
    pub known: Known,
    /// Its fields in any order; what is missing is empty.
    pub fields: Vec<(FieldName, Projection)>,
    /// Who changed which field last, where that is known.
    pub writers: BTreeMap<FieldName, AccountId>,
}

/// What was written last, so that only fields that changed since are made again.
#[derive(Clone, Debug, Default)]
pub struct Rendered(HashMap<FieldName, (Projection, Arc<Shown>)>);

/// What came of writing a read model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is there.
    Written,
    /// One of a newer text is there.
    Newer,
    /// Somebody else wrote it meanwhile; to be tried again.
    Crossed,
    /// The rows went into a snapshot that the captured text does not know.
    Compacted,
}

/// A field as it is shown, with its own fingerprint.
#[derive(Debug)]
struct Shown {
    view: FieldView,
    hash: String,
}

/// Everything that is to be written, made beforehand.
struct Made {
    rendered: Rendered,
    /// In the proposal's order.
    fields: Vec<Arc<Shown>>,
    /// The plain text of the fields that differ from what is kept.
    plain: HashMap<FieldName, String>,
    names: String,
    hash: String,
}

/// What is kept of a field: how often it was written, and its fingerprint.
type KeptField = (i64, String);

/// Writes the read model of a captured text, unless it is there; answers what was made, for the next
/// time.
pub(crate) async fn settle(
    store: &Store,
    id: ProposalId,
    capture: Capture,
    last: &Rendered,
) -> Result<(Rendered, Outcome)> {
    let proposal = rows::proposal_of(&store.db, id).await?;
    let names = rows::fields_of(&proposal);
    let before = text_state::Entity::find_by_id(id.0).one(&store.db).await?;
    if before.is_some_and(|it| is_of(&it, Mark::of(&capture.known), &names)) {
        return Ok((last.clone(), Outcome::Written));
    }
    let kept = kept_fields(&store.db, id).await?;
    let (known, writers) = (capture.known, capture.writers);
    let (fields, last) = (capture.fields, last.clone());
    let made = beside(move || make(fields, &last, &names, &kept)).await?;
    let outcome = write::write(store, id, &made, &known, &writers).await?;
    Ok((made.rendered, outcome))
}

/// Writes the read model anew, whatever it says now. The text of the fields that are wrong counts as
/// changed.
pub(super) async fn settle_anew(
    store: &Store,
    id: ProposalId,
    capture: Capture,
    wrong: &[FieldName],
) -> Result<Outcome> {
    let txn = store.begin().await?;
    let forget = text_state::Entity::delete_by_id(id.0);
    forget.exec(&txn).await?;
    field_state::Entity::update_many()
        .col_expr(field_state::Column::Hash, "".into())
        .filter(field_state::Column::Proposal.eq(id.0))
        .filter(field_state::Column::Field.is_in(wrong.iter().map(FieldName::to_string)))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    let nothing = Rendered::default();
    let (_, outcome) = settle(store, id, capture, &nothing).await?;
    Ok(outcome)
}

/// The fingerprint of a text that has only this field.
pub(super) fn field_hash(view: &FieldView) -> String {
    hash::of_views([view])
}

fn is_of(row: &text_state::Model, mark: Mark, names: &[FieldName]) -> bool {
    let covers = Mark {
        snapshot: row.snapshot,
        newest_row: row.newest_row,
        rows: row.rows,
    };
    covers == mark && row.form == FORM && row.fields == joined(names)
}

async fn kept_fields<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
) -> Result<HashMap<String, KeptField>> {
    let rows: Vec<(String, i64, String)> = field_state::Entity::find()
        .select_only()
        .column(field_state::Column::Field)
        .column(field_state::Column::Revision)
        .column(field_state::Column::Hash)
        .filter(field_state::Column::Proposal.eq(id.0))
        .into_tuple()
        .all(db)
        .await?;
    let kept = rows.into_iter();
    Ok(kept
        .map(|(field, revision, hash)| (field, (revision, hash)))
        .collect())
}

fn make(
    fields: Vec<(FieldName, Projection)>,
    last: &Rendered,
    names: &[FieldName],
    kept: &HashMap<String, KeptField>,
) -> Made {
    let mut captured: HashMap<_, _> = fields.into_iter().collect();
    let mut rendered = Rendered::default();
    let mut plain = HashMap::new();
    let mut fields = Vec::new();
    for name in names {
        let text = captured.remove(name).unwrap_or_default();
        let shown = match last.0.get(name) {
            Some((before, shown)) if before.is_same(&text) => shown.clone(),
            _ => Arc::new(Shown::of(name, &text)),
        };
        let is_kept = kept.get(&name.to_string());
        if is_kept.is_none_or(|(_, hash)| *hash != shown.hash) {
            plain.insert(name.clone(), input::storable(&plain::of_field(&text)));
        }
        fields.push(shown.clone());
        rendered.0.insert(name.clone(), (text, shown));
    }
    Made {
        rendered,
        plain,
        names: joined(names),
        hash: hash::of_views(fields.iter().map(|shown| &shown.view)),
        fields,
    }
}

impl Shown {
    fn of(name: &FieldName, text: &Projection) -> Shown {
        let view = shown(name, text);
        Shown {
            hash: field_hash(&view),
            view,
        }
    }
}
