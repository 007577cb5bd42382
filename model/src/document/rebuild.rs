//! A document made anew from what it shows: what nobody sees any more takes no room in it.

use super::{
    draft::{DocumentError, Draft},
    projection::{Node, Projection},
};
use crate::{
    proposal::FieldName,
    sync::{
        Malformed,
        guard::{self, collected},
    },
};

/// A document under a fresh `client_id` that shows in these fields what `old` shows, with its marks
/// and structures, and holds nothing else. Blocks that are not legal are made so.
///
/// Every clock that `old` has counts as collected in it. So a copy that somebody kept of `old` does
/// not come back as something new: it takes the new text in the place of its own. What such a copy
/// wrote and never sent has no place any more.
///
/// # Errors
/// When `old` cannot be read, or words of a field would be lost.
pub fn from_shown(
    old: &Draft,
    fields: &[FieldName],
    client_id: u64,
) -> Result<Draft, DocumentError> {
    let malformed = |cause: Malformed| DocumentError::Malformed(cause.to_string());
    let held = guard::update(&old.whole()).map_err(malformed)?.inserts;
    let mut new = Draft::for_server(client_id);
    new.apply(&collected(&held))?;
    for field in fields {
        let text = old.projection(field);
        let nodes: Vec<Node> = text
            .roots()
            .iter()
            .filter_map(|id| text.node(*id))
            .collect();
        if !nodes.is_empty() {
            new.plant(field, &nodes);
        }
        if words(new.projection(field)) != words(text) {
            return Err(DocumentError::Malformed(format!("{field} would change")));
        }
    }
    Ok(new)
}

/// Everything that is written in a field.
fn words(text: &Projection) -> String {
    text.textblocks().map(|block| block.text()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{
        document::{
            edit::Op,
            notation::{Sheet, field, write},
            position::{Position, Range, Selection},
        },
        sync::guard::outline::Outline,
    };

    const LINE: &str = "<h2>Head</h2><p>Some <b>bold</b> words</p>\
        <ul><li><p>one</p></li><li><p>two</p></li></ul>\
        <table><tr><th><p>a</p></th></tr><tr><td><p>b</p></td></tr></table><p>end</p>";

    /// A document in which letters were typed and deleted again, each in the middle of others.
    fn worn() -> Sheet {
        let mut sheet = Sheet::of(1, LINE);
        let first = sheet.projection().textblocks().next().unwrap().id;
        for number in 0..40 {
            let caret = Selection::caret(first, number % 4);
            let text = Op::InsertText {
                text: "xy".to_owned(),
                marks: None,
            };
            sheet.draft.edit(&field(), &text, caret).unwrap();
            let at = |offset| Position::new(first, offset);
            let typed = Range {
                from: at(number % 4),
                to: at(number % 4 + 2),
            };
            sheet
                .draft
                .edit(&field(), &Op::Delete(typed), caret)
                .unwrap();
        }
        sheet
    }

    fn anew(sheet: &Sheet) -> Draft {
        let old = Draft::load(2, [&sheet.draft.whole()[..]]).unwrap();
        from_shown(&old, &[field()], 3).unwrap()
    }

    #[test]
    fn it_shows_the_same_and_is_made_of_less() {
        let sheet = worn();
        let new = anew(&sheet);
        assert_eq!(write(new.projection(&field())), sheet.text());
        let (before, after) = (sheet.draft.whole(), new.whole());
        assert!(Outline::of(&after).blocks() < Outline::of(&before).blocks());
        let opened = Draft::load(4, [&after[..]]).unwrap();
        assert_eq!(write(opened.projection(&field())), sheet.text());
    }

    #[test]
    fn a_copy_of_the_old_document_takes_the_new_text_and_brings_nothing_back() {
        let mut sheet = worn();
        let mut new = anew(&sheet);
        sheet.draft.apply(&new.whole()).unwrap();
        assert_eq!(sheet.text(), write(new.projection(&field())));
        assert!(new.apply(&sheet.draft.whole()).unwrap().is_empty());
        assert_eq!(sheet.text(), write(new.projection(&field())));
    }

    #[test]
    fn nothing_stays_nothing() {
        let old = Draft::for_server(2);
        let new = from_shown(&old, &[field()], 3).unwrap();
        assert!(new.projection(&field()).is_empty());
    }
}
