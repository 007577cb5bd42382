//! A horizontal rule, or anything else that stands by itself, at the caret.

use super::{EditRefused, clear_selection, split};
use crate::document::{
    draft::Editing,
    position::{BlockId, Selection},
    projection::Node,
    schema::BlockKind,
};

pub(super) fn insert(
    editing: &mut Editing,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    Ok(place(editing, selection, &Node::rule())?.1)
}

/// Puts a block at the caret and answers its id, and the caret in the text behind it.
pub(super) fn place(
    editing: &mut Editing,
    selection: Selection,
    node: &Node,
) -> Result<(BlockId, Selection), EditRefused> {
    let at = clear_selection(editing, selection)?;
    let projection = editing.projection();
    let block = projection
        .block(at.block)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    let index = projection.index(at.block).ok_or(EditRefused::PlaceGone)?;
    let parent = block.parent.and_then(|id| projection.block(id));
    let leads_item = index == 0 && parent.is_some_and(|parent| parent.kind == BlockKind::ListItem);
    if at.offset == block.units() && (at.offset > 0 || leads_item) {
        return after(editing, block.parent, index + 1, node);
    }
    let behind = match at.offset == 0 && !leads_item {
        true => at.block,
        false => split::apart(editing, &block, at.offset)?,
    };
    let index = editing
        .projection()
        .index(behind)
        .ok_or(EditRefused::PlaceGone)?;
    let new = editing.step(|surgery| surgery.insert_block(block.parent, index, node));
    let new = new.flatten().ok_or(EditRefused::NotHere)?;
    Ok((new, Selection::caret(behind, 0)))
}

/// Behind a block; the caret goes into the text that follows, made when there is none.
fn after(
    editing: &mut Editing,
    parent: Option<BlockId>,
    index: usize,
    node: &Node,
) -> Result<(BlockId, Selection), EditRefused> {
    let next = editing.projection().children(parent).get(index).copied();
    let next = next
        .and_then(|id| editing.projection().first_text(id))
        .map(|block| block.id);
    let new = editing.step(|surgery| {
        let new = surgery.insert_block(parent, index, node)?;
        let text = match next {
            Some(next) => Some(next),
            None => surgery.insert_block(parent, index + 1, &Node::paragraph("")),
        };
        Some((new, Selection::caret(text?, 0)))
    });
    new.flatten().ok_or(EditRefused::NotHere)
}
