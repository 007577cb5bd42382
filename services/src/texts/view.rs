//! What is shown and counted of a text, without its structure: what pages read.
//!
//! It stands in the database beside the document ([`super::settle`] writes it), under the mark of the
//! rows that it was made from, and is read only where exactly these rows are on disk now.

use super::Mark;
use crate::{
    error::Result,
    store::entities::{field_state, text_state, version_field},
    versions::hash,
};
use model::{
    ids::{ProposalId, VersionId},
    proposal::{FieldName, FieldView},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef,
    Select,
};
use std::collections::HashMap;

/// The form in which the read model is written; what was written in another one is made anew. To be
/// raised when HTML, plain text or their fingerprints come out differently than before.
pub(super) const FORM: i32 = 1;

/// A text as it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextView {
    /// Of the present text; that of a version never changes.
    pub mark: Mark,
    /// Its fingerprint (docs/document-format.md).
    pub hash: String,
    /// Every field in the proposal's order, as safe HTML.
    pub fields: Vec<FieldView>,
}

impl TextView {
    /// The names of its fields.
    pub fn names(&self) -> Vec<FieldName> {
        self.fields.iter().map(|view| view.field.clone()).collect()
    }

    /// Unicode scalar values in a field; 0 where nobody has written, and where there is none.
    pub fn chars(&self, name: &FieldName) -> u32 {
        let mut fields = self.fields.iter();
        fields
            .find(|view| view.field == *name)
            .map_or(0, |view| view.chars)
    }
}

/// The names as they are kept with a text.
pub(super) fn joined(names: &[FieldName]) -> String {
    let names: Vec<String> = names.iter().map(FieldName::to_string).collect();
    names.join(" ")
}

/// The read model of the text with this mark; none where it was not written yet.
///
/// One statement, because the next one may see what another text is written over it with.
pub(super) async fn read<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
    mark: Mark,
    names: &[FieldName],
) -> Result<Option<TextView>> {
    type Row = (String, Option<String>, Option<String>, Option<i32>);
    let rows: Vec<Row> = with_fields(id, mark, names)
        .column(text_state::Column::Hash)
        .column(field_state::Column::Field)
        .column(field_state::Column::Html)
        .column(field_state::Column::Characters)
        .into_tuple()
        .all(db)
        .await?;
    let Some(hash) = rows.first().map(|row| row.0.clone()) else {
        return Ok(None);
    };
    let kept = rows
        .into_iter()
        .filter_map(|(_, field, html, chars)| Some((field?, (html?, chars? as u32))))
        .collect();
    let fields = in_order(names, kept, false);
    Ok(fields.map(|fields| TextView { mark, hash, fields }))
}

/// The read model with its fields, if it is of the text with this mark.
pub(super) fn with_fields(
    id: ProposalId,
    mark: Mark,
    names: &[FieldName],
) -> Select<text_state::Entity> {
    let fields: RelationDef = text_state::Entity::belongs_to(field_state::Entity)
        .from(text_state::Column::Proposal)
        .to(field_state::Column::Proposal)
        .into();
    text_state::Entity::find()
        .select_only()
        .join(JoinType::LeftJoin, fields)
        .filter(text_state::Column::Proposal.eq(id.0))
        .filter(text_state::Column::Form.eq(FORM))
        .filter(text_state::Column::Snapshot.eq(mark.snapshot))
        .filter(text_state::Column::NewestRow.eq(mark.newest_row))
        .filter(text_state::Column::Rows.eq(mark.rows))
        .filter(text_state::Column::Fields.eq(joined(names)))
}

/// The text of a version as it was kept with it; none where nothing was kept.
pub(super) async fn read_version<C: ConnectionTrait>(
    db: &C,
    id: VersionId,
    names: &[FieldName],
) -> Result<Option<TextView>> {
    let rows: Vec<(String, String, i32)> = version_field::Entity::find()
        .select_only()
        .column(version_field::Column::Field)
        .column(version_field::Column::Html)
        .column(version_field::Column::Chars)
        .filter(version_field::Column::Version.eq(id.0))
        .into_tuple()
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let kept = rows.into_iter();
    let kept = kept.map(|(field, html, chars)| (field, (html, chars as u32)));
    // A section that was added later is in no older version.
    let fields = in_order(names, kept.collect(), true);
    let view = fields.map(|fields| TextView {
        mark: Mark::default(),
        hash: hash::of_views(&fields),
        fields,
    });
    Ok(view)
}

fn in_order(
    names: &[FieldName],
    mut kept: HashMap<String, (String, u32)>,
    may_lack: bool,
) -> Option<Vec<FieldView>> {
    let view = |name: &FieldName| {
        let found = kept.remove(&name.to_string());
        let (html, chars) = found.or_else(|| may_lack.then(Default::default))?;
        Some(FieldView {
            field: name.clone(),
            html,
            chars,
        })
    };
    names.iter().map(view).collect()
}
