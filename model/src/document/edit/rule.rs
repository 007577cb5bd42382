//! A horizontal rule at the caret.

use super::{EditRefused, clear_selection, split};
use crate::document::{draft::Editing, position::Selection, projection::Node, schema::BlockKind};

pub(super) fn insert(
    editing: &mut Editing,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    let at = clear_selection(editing, selection)?;
    let block = editing
        .projection()
        .block(at.block)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    let first_of_item = editing.projection().index(at.block) == Some(0)
        && block
            .parent
            .and_then(|id| editing.projection().block(id))
            .is_some_and(|parent| parent.kind == BlockKind::ListItem);
    let mut behind = at.block;
    let inside = at.offset > 0 && at.offset < block.units();
    if inside || (at.offset == 0 && first_of_item) {
        behind = split::apart(editing, &block, at.offset)?;
    } else if at.offset == block.units() && at.offset > 0 {
        let index = editing
            .projection()
            .index(at.block)
            .ok_or(EditRefused::PlaceGone)?
            + 1;
        return after(editing, block.parent, index);
    }
    let index = editing
        .projection()
        .index(behind)
        .ok_or(EditRefused::PlaceGone)?;
    editing.step(|surgery| surgery.insert_block(block.parent, index, &Node::rule()));
    Ok(Selection::caret(behind, 0))
}

/// A rule behind a block; the caret goes into the text behind it, made when there is none.
fn after(
    editing: &mut Editing,
    parent: Option<crate::document::position::BlockId>,
    index: usize,
) -> Result<Selection, EditRefused> {
    let next = editing.projection().children(parent).get(index).copied();
    let next = next
        .and_then(|id| editing.projection().first_text(id))
        .map(|block| block.id);
    let new = editing.step(|surgery| {
        surgery.insert_block(parent, index, &Node::rule());
        match next {
            Some(next) => Some(next),
            None => surgery.insert_block(parent, index + 1, &Node::paragraph("")),
        }
    });
    new.flatten()
        .map(|id| Selection::caret(id, 0))
        .ok_or(EditRefused::NotHere)
}
