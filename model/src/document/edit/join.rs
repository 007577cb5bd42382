//! Two textblocks become one; the longer side keeps its identity, so that fewer characters move.

use super::{EditRefused, clear_selection, delete, insert, selected};
use crate::document::{
    draft::Editing,
    position::{BlockId, Selection},
    projection::{Block, Projection},
    schema::{BlockKind, Holds},
    surgery::fit,
};

pub(super) fn backward(
    editing: &mut Editing,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    if !selected(editing.projection(), selection)?.is_empty() {
        return clear_selection(editing, selection).map(Selection::at);
    }
    let caret = selection.head().ok_or(EditRefused::NotHere)?;
    let projection = editing.projection();
    let block = projection
        .block(caret.block)
        .ok_or(EditRefused::PlaceGone)?;
    if caret.offset > 0 {
        let from = insert::neighbour(block, caret.offset, false).ok_or(EditRefused::NothingToDo)?;
        return Ok(delete::within(editing, caret.block, from, caret.offset));
    }
    if let Some(before) = leaf_before(projection, caret.block) {
        return Ok(Selection::Node(before));
    }
    let previous = projection.previous_text(caret.block).map(|block| block.id);
    match previous.filter(|id| same_cell(projection, *id, caret.block)) {
        Some(previous) => blocks(editing, previous, caret.block),
        None => Err(EditRefused::NothingToDo),
    }
}

pub(super) fn forward(
    editing: &mut Editing,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    if !selected(editing.projection(), selection)?.is_empty() {
        return clear_selection(editing, selection).map(Selection::at);
    }
    let caret = selection.head().ok_or(EditRefused::NotHere)?;
    let projection = editing.projection();
    let block = projection
        .block(caret.block)
        .ok_or(EditRefused::PlaceGone)?;
    if caret.offset < block.units() {
        let to = insert::neighbour(block, caret.offset, true).ok_or(EditRefused::NothingToDo)?;
        return Ok(delete::within(editing, caret.block, caret.offset, to));
    }
    if let Some(after) = leaf_after(projection, caret.block) {
        return Ok(Selection::Node(after));
    }
    let next = projection.next_text(caret.block).map(|block| block.id);
    match next.filter(|id| same_cell(projection, *id, caret.block)) {
        Some(next) => blocks(editing, caret.block, next),
        None => Err(EditRefused::NothingToDo),
    }
}

fn same_cell(projection: &Projection, a: BlockId, b: BlockId) -> bool {
    delete::cell_of(projection, a) == delete::cell_of(projection, b)
}

/// The rule or table that a caret at the start of a block stands right behind.
fn leaf_before(projection: &Projection, id: BlockId) -> Option<BlockId> {
    let block = projection
        .ancestors(Some(id))
        .find(|block| projection.index(block.id) != Some(0))?;
    innermost(projection, projection.sibling(block.id, -1)?, false)
}

/// The rule or table that a caret at the end of a block stands right before.
fn leaf_after(projection: &Projection, id: BlockId) -> Option<BlockId> {
    let is_last = |block: &&Block| projection.sibling(block.id, 1).is_none();
    let block = projection
        .ancestors(Some(id))
        .find(|block| !is_last(block))?;
    innermost(projection, projection.sibling(block.id, 1)?, true)
}

fn innermost(projection: &Projection, id: BlockId, first: bool) -> Option<BlockId> {
    let block = projection.block(id)?;
    if matches!(block.kind, BlockKind::Rule | BlockKind::Table) {
        return Some(id);
    }
    let next = if first {
        block.children().first()
    } else {
        block.children().last()
    };
    innermost(projection, *next?, first)
}

/// Appends `second` to `first`, with nothing between them in document order.
pub(super) fn blocks(
    editing: &mut Editing,
    first: BlockId,
    second: BlockId,
) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let a = projection
        .block(first)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    let b = projection
        .block(second)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    let siblings = a.parent == b.parent;
    let keep_second = siblings && (a.units() == 0 || (a.kind == b.kind && b.units() > a.units()));
    let doomed = emptied(projection, second);
    editing.step(|surgery| {
        if keep_second {
            let spans = fit(a.spans(), b.kind.holds());
            surgery.write_spans(second, 0, &spans);
            surgery.moved(second, 0, b.units(), second, a.units());
            surgery.moved(first, 0, a.units(), second, 0);
            surgery.remove_block(first);
        } else {
            let spans = fit(b.spans(), a.kind.holds());
            surgery.write_spans(first, a.units(), &spans);
            surgery.moved(second, 0, b.units(), first, a.units());
            surgery.remove_block(doomed);
        }
    });
    let kept = if keep_second { second } else { first };
    Ok(Selection::caret(kept, a.units()))
}

/// The outermost block around a textblock that holds nothing else.
fn emptied(projection: &Projection, id: BlockId) -> BlockId {
    let mut doomed = id;
    for block in projection.ancestors(Some(id)).skip(1) {
        if block.children().len() > 1 || block.kind.is_cell() {
            break;
        }
        doomed = block.id;
    }
    doomed
}

/// Whether a block of this kind may hold marks and breaks.
pub(super) fn is_plain(kind: &BlockKind) -> bool {
    kind.holds() == Holds::PlainText
}
