//! A text with its structure, as it is decoded: for versions, exports and comparisons.

use super::{Mark, TextView};
use crate::{collab::records::Known, input, versions::hash};
use model::{
    document::{draft::Draft, html, projection::Projection},
    proposal::{FieldName, FieldView},
};
use std::sync::Arc;

/// A text that was decoded.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// What is shown of it.
    pub view: Arc<TextView>,
    /// The rows that it was made from; none of a version.
    pub known: Known,
    /// Every field in the proposal's order.
    pub fields: Vec<(FieldName, Projection)>,
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
        self.view.names()
    }

    pub(super) fn of(draft: &Draft, known: Known, names: Vec<FieldName>) -> Text {
        let text = |field: FieldName| {
            let text = draft.projection(&field).clone();
            (field, text)
        };
        let fields: Vec<_> = names.into_iter().map(text).collect();
        let views: Vec<_> = fields
            .iter()
            .map(|(name, text)| shown(name, text))
            .collect();
        let view = TextView {
            mark: Mark::of(&known),
            hash: hash::of_views(&views),
            fields: views,
        };
        Text {
            view: Arc::new(view),
            known,
            fields,
            whole: draft.whole(),
        }
    }
}

/// A field as it is shown and kept.
pub(super) fn shown(name: &FieldName, text: &Projection) -> FieldView {
    FieldView {
        field: name.clone(),
        html: input::storable(&html::of_field(text)),
        chars: text.chars() as u32,
    }
}
