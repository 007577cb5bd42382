//! Anchors as the draft of a proposal has them.

use model::{
    document::{
        anchor::{self, Anchor},
        draft::Draft,
        position::{Position, Selection},
        projection::units,
    },
    proposal::FieldName,
};

#[cfg(test)]
pub(crate) use crate::texts::stored;

/// The anchor as the draft has it now; none when its words are not there.
pub(crate) fn found(draft: &Draft, field: &FieldName, anchor: &Anchor) -> Option<Anchor> {
    let range = anchor::resolve(draft, field, anchor).range()?;
    anchor::make(draft, field, Selection::text(range.from, range.to))
}

/// An anchor on the first place where a block says these words.
pub(crate) fn anchor_on(draft: &Draft, field: &FieldName, words: &str) -> Option<Anchor> {
    let text = draft.projection(field);
    let (block, at) = text
        .textblocks()
        .find_map(|block| Some((block.id, block.text().find(words)?)))?;
    let before = text.text_of(block)[..at].to_owned();
    let from = Position::new(block, units(&before));
    let to = Position::new(block, units(&before) + units(words));
    anchor::make(draft, field, Selection::text(from, to))
}
