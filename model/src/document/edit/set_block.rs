//! Paragraph, heading or code block: another level is an attribute, another node is made anew.

use super::{EditRefused, selected};
use crate::document::{
    draft::Editing,
    position::{BlockId, Position, Selection},
    projection::Node,
    schema::BlockKind,
};

pub(super) fn set(
    editing: &mut Editing,
    selection: Selection,
    kind: &BlockKind,
) -> Result<Selection, EditRefused> {
    if !kind.is_textblock() || *kind == BlockKind::Stray {
        return Err(EditRefused::NotHere);
    }
    let range = selected(editing.projection(), selection)?;
    let ids = editing
        .projection()
        .textblocks_between(range.from.block, range.to.block);
    let mut selection = selection;
    for id in ids {
        let new = one(editing, id, kind)?;
        selection = renamed(selection, id, new);
    }
    Ok(selection)
}

fn one(editing: &mut Editing, id: BlockId, kind: &BlockKind) -> Result<BlockId, EditRefused> {
    let projection = editing.projection();
    let block = projection.block(id).ok_or(EditRefused::PlaceGone)?.clone();
    let index = projection.index(id).ok_or(EditRefused::PlaceGone)?;
    if block.kind.same_tag(kind) && block.kind != BlockKind::Stray {
        editing.step(|surgery| surgery.set_attributes(id, kind));
        return Ok(id);
    }
    let node = Node {
        origin: Some((id, 0)),
        ..Node::text(kind.clone(), block.spans().to_vec())
    };
    let new = editing.step(|surgery| {
        let new = surgery.insert_block(block.parent, index, &node);
        surgery.remove_block(id);
        new
    });
    new.flatten().ok_or(EditRefused::NotHere)
}

/// The same selection after a block was made anew with the same text.
pub(super) fn renamed(selection: Selection, old: BlockId, new: BlockId) -> Selection {
    let place = |at: Position| {
        if at.block == old {
            Position::new(new, at.offset)
        } else {
            at
        }
    };
    match selection {
        Selection::Text { anchor, head } => Selection::text(place(anchor), place(head)),
        other => other,
    }
}
