//! Enter: the block becomes two; the longer side keeps its identity.

use super::{
    EditRefused, clear_selection, list,
    replant::{Siblings, nodes},
    wrap,
};
use crate::document::{
    draft::Editing,
    position::{BlockId, Position, Selection},
    projection::{Block, Node, cut},
    schema::{BlockKind, Marks},
};

/// What Enter left at the end of a code block when it is pressed a third time.
const TWO_EMPTY_LINES: &str = "\n\n";

pub(super) fn split(editing: &mut Editing, selection: Selection) -> Result<Selection, EditRefused> {
    let at = clear_selection(editing, selection)?;
    let projection = editing.projection();
    let block = projection
        .block(at.block)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    let parent = block.parent.and_then(|id| projection.block(id)).cloned();
    match (&block.kind, parent) {
        (BlockKind::CodeBlock { .. }, _) => newline(editing, &block, at),
        (BlockKind::Stray, _) => Err(EditRefused::NotHere),
        (_, Some(item)) if item.kind == BlockKind::ListItem => in_item(editing, &block, &item, at),
        (_, Some(quote)) if quote.kind == BlockKind::Quote && block.is_empty_text() => {
            let index = projection.index(block.id).ok_or(EditRefused::PlaceGone)?;
            wrap::free(
                editing,
                &Siblings {
                    parent: block.parent,
                    first: index,
                    last: index,
                },
            )?;
            Ok(editing.follow(Selection::at(at)))
        }
        _ => apart(editing, &block, at.offset).map(|id| Selection::caret(id, 0)),
    }
}

/// A new line of code; out of the block at the third time.
fn newline(editing: &mut Editing, block: &Block, at: Position) -> Result<Selection, EditRefused> {
    if at.offset == block.units() && block.text().ends_with(TWO_EMPTY_LINES) {
        let index = editing
            .projection()
            .index(block.id)
            .ok_or(EditRefused::PlaceGone)?;
        let new = editing.step(|surgery| {
            surgery.delete(block.id, at.offset - 2, at.offset);
            surgery.insert_block(block.parent, index + 1, &Node::paragraph(""))
        });
        return new
            .flatten()
            .map(|id| Selection::caret(id, 0))
            .ok_or(EditRefused::NotHere);
    }
    editing.step(|surgery| surgery.insert_text(at.block, at.offset, "\n", &Marks::none()));
    Ok(Selection::caret(at.block, at.offset + 1))
}

/// Makes two blocks of one and answers the one behind the place.
pub(super) fn apart(
    editing: &mut Editing,
    block: &Block,
    offset: u32,
) -> Result<BlockId, EditRefused> {
    let index = editing
        .projection()
        .index(block.id)
        .ok_or(EditRefused::PlaceGone)?;
    let len = block.units();
    let behind = editing.step(|surgery| {
        if offset == len {
            surgery.insert_block(block.parent, index + 1, &Node::paragraph(""))
        } else if offset == 0 {
            surgery.insert_block(block.parent, index, &Node::paragraph(""));
            Some(block.id)
        } else if offset < len - offset {
            surgery.insert_block(block.parent, index, &head(block, offset));
            surgery.delete(block.id, 0, offset);
            Some(block.id)
        } else {
            let new = surgery.insert_block(block.parent, index + 1, &tail(block, offset));
            surgery.delete(block.id, offset, len);
            new
        }
    });
    behind.flatten().ok_or(EditRefused::NotHere)
}

fn head(block: &Block, offset: u32) -> Node {
    Node {
        origin: Some((block.id, 0)),
        ..Node::text(block.kind.clone(), cut(block.spans(), 0, offset))
    }
}

fn tail(block: &Block, offset: u32) -> Node {
    Node {
        origin: Some((block.id, offset)),
        ..Node::text(
            block.kind.clone(),
            cut(block.spans(), offset, block.units()),
        )
    }
}

/// In a list the item becomes two; an empty item leaves the list.
fn in_item(
    editing: &mut Editing,
    block: &Block,
    item: &Block,
    at: Position,
) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let place = projection.index(block.id).ok_or(EditRefused::PlaceGone)?;
    let index = projection.index(item.id).ok_or(EditRefused::PlaceGone)?;
    let only = item.children().len() == 1;
    if block.is_empty_text() && only {
        list::lift(
            editing,
            &Siblings {
                parent: item.parent,
                first: index,
                last: index,
            },
        )?;
        return Ok(editing.follow(Selection::at(at)));
    }
    let last = place + 1 == item.children().len();
    let fresh = || Node::blocks(BlockKind::ListItem, vec![Node::paragraph("")]);
    if at.offset == block.units() && last && !block.is_empty_text() {
        let new = editing.step(|surgery| surgery.insert_block(item.parent, index + 1, &fresh()));
        return into(editing, new.flatten());
    }
    if at.offset == 0 && place == 0 {
        editing.step(|surgery| surgery.insert_block(item.parent, index, &fresh()));
        return Ok(Selection::at(at));
    }
    item_apart(editing, block, item, at.offset)
}

fn into(editing: &Editing, item: Option<BlockId>) -> Result<Selection, EditRefused> {
    let text = item.and_then(|id| editing.projection().first_text(id));
    text.map(|block| Selection::caret(block.id, 0))
        .ok_or(EditRefused::NotHere)
}

/// Makes two blocks of one, and two items where it stands in one; answers the one behind.
pub(super) fn divide(
    editing: &mut Editing,
    block: &Block,
    offset: u32,
) -> Result<BlockId, EditRefused> {
    let parent = block
        .parent
        .and_then(|id| editing.projection().block(id))
        .cloned();
    match parent.filter(|parent| parent.kind == BlockKind::ListItem) {
        Some(item) if offset > 0 => {
            let caret = item_apart(editing, block, &item, offset)?;
            caret.head().map(|at| at.block).ok_or(EditRefused::NotHere)
        }
        _ => apart(editing, block, offset),
    }
}

/// The lighter part of an item moves into a new one.
fn item_apart(
    editing: &mut Editing,
    block: &Block,
    item: &Block,
    offset: u32,
) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let place = projection.index(block.id).ok_or(EditRefused::PlaceGone)?;
    let index = projection.index(item.id).ok_or(EditRefused::PlaceGone)?;
    let (before, after) = (&item.children()[..place], &item.children()[place + 1..]);
    let mut first = nodes(projection, before);
    if offset > 0 {
        first.push(head(block, offset));
    }
    let mut second = vec![Node {
        kind: BlockKind::Paragraph,
        ..tail(block, offset)
    }];
    second.extend(nodes(projection, after));
    let weight = |nodes: &[Node]| nodes.iter().map(Node::weight).sum::<u32>();
    let as_item = |nodes| Node::blocks(BlockKind::ListItem, nodes);
    let first_moves = block.kind == BlockKind::Paragraph && weight(&first) < weight(&second);
    let behind = editing.step(|surgery| {
        if first_moves {
            surgery.insert_block(item.parent, index, &as_item(first));
            before.iter().for_each(|id| surgery.remove_block(*id));
            surgery.delete(block.id, 0, offset);
            return Some(item.id);
        }
        let new = surgery.insert_block(item.parent, index + 1, &as_item(second));
        after.iter().for_each(|id| surgery.remove_block(*id));
        match offset {
            0 => surgery.remove_block(block.id),
            _ => surgery.delete(block.id, offset, block.units()),
        }
        new
    });
    into(editing, behind.flatten())
}
