//! Enter: the block becomes two; the longer side keeps its identity.

use super::{EditRefused, clear_selection};
use crate::document::{
    draft::Editing,
    position::{Position, Selection},
    projection::{Block, Node, cut},
    schema::{BlockKind, Marks},
};

pub(super) fn split(editing: &mut Editing, selection: Selection) -> Result<Selection, EditRefused> {
    let at = clear_selection(editing, selection)?;
    let projection = editing.projection();
    let block = projection
        .block(at.block)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    match block.kind {
        BlockKind::CodeBlock { .. } => Ok(newline(editing, at)),
        BlockKind::Stray => Err(EditRefused::NotHere),
        _ => textblock(editing, &block, at.offset),
    }
}

fn newline(editing: &mut Editing, at: Position) -> Selection {
    editing.step(|surgery| surgery.insert_text(at.block, at.offset, "\n", &Marks::none()));
    Selection::caret(at.block, at.offset + 1)
}

fn textblock(editing: &mut Editing, block: &Block, offset: u32) -> Result<Selection, EditRefused> {
    let index = editing
        .projection()
        .index(block.id)
        .ok_or(EditRefused::PlaceGone)?;
    let len = block.units();
    let head = || Node {
        origin: Some((block.id, 0)),
        ..Node::text(block.kind.clone(), cut(block.spans(), 0, offset))
    };
    let tail = || Node {
        origin: Some((block.id, offset)),
        ..Node::text(block.kind.clone(), cut(block.spans(), offset, len))
    };
    let caret = editing.step(|surgery| {
        if offset == len {
            surgery.insert_block(block.parent, index + 1, &Node::paragraph(""))
        } else if offset == 0 {
            surgery.insert_block(block.parent, index, &Node::paragraph(""));
            Some(block.id)
        } else if offset < len - offset {
            surgery.insert_block(block.parent, index, &head());
            surgery.delete(block.id, 0, offset);
            Some(block.id)
        } else {
            let new = surgery.insert_block(block.parent, index + 1, &tail());
            surgery.delete(block.id, offset, len);
            new
        }
    });
    caret
        .flatten()
        .map(|id| Selection::caret(id, 0))
        .ok_or(EditRefused::NotHere)
}
