//! Removing a range: within a block a splice; over several blocks what is left becomes one block.

use super::{EditRefused, join};
use crate::document::{
    draft::Editing,
    position::{BlockId, Position, Range, Selection},
    projection::{Node, Projection},
    schema::BlockKind,
};
use std::collections::{BTreeSet, HashSet};

pub(super) fn range(editing: &mut Editing, range: Range) -> Result<Selection, EditRefused> {
    let range = editing
        .projection()
        .range(range.from, range.to)
        .ok_or(EditRefused::PlaceGone)?;
    let Range { from, to } = range;
    if from.block == to.block {
        editing.step(|surgery| surgery.delete(from.block, from.offset, to.offset));
        return Ok(Selection::at(from));
    }
    let covered = between(editing.projection(), from.block, to.block);
    let headless = headless(editing.projection(), &covered);
    let joins =
        cell_of(editing.projection(), from.block) == cell_of(editing.projection(), to.block);
    let end = editing
        .projection()
        .block(from.block)
        .map_or(0, |block| block.units());
    editing.step(|surgery| {
        surgery.remove_blocks(&covered);
        for id in &headless {
            surgery.insert_block(Some(*id), 0, &Node::paragraph(""));
        }
        surgery.delete(from.block, from.offset, end);
        surgery.delete(to.block, 0, to.offset);
    });
    match joins {
        true => join::blocks(editing, from.block, to.block, false),
        false => Ok(Selection::at(from)),
    }
}

/// The outermost blocks that lie wholly between two textblocks. Cells of a table that one of them
/// stands in are never removed; what stands in them is.
fn between(projection: &Projection, from: BlockId, to: BlockId) -> Vec<BlockId> {
    let mut covered = Vec::new();
    let (Some(from), Some(to)) = (projection.path(from), projection.path(to)) else {
        return covered;
    };
    collect(
        projection,
        None,
        &mut Vec::new(),
        (&from, &to),
        &mut covered,
    );
    covered
}

fn collect(
    projection: &Projection,
    parent: Option<BlockId>,
    path: &mut Vec<usize>,
    ends: (&[usize], &[usize]),
    covered: &mut Vec<BlockId>,
) {
    for (index, child) in projection.children(parent).iter().enumerate() {
        path.push(index);
        let holds_end = ends.0.starts_with(path) || ends.1.starts_with(path);
        let between = path.as_slice() > ends.0 && path.as_slice() < ends.1;
        let kept = projection
            .block(*child)
            .is_some_and(|block| matches!(block.kind, BlockKind::TableRow) || block.kind.is_cell());
        if holds_end || (between && kept) {
            collect(projection, Some(*child), path, ends, covered);
        } else if between {
            covered.push(*child);
        }
        path.pop();
    }
}

/// Cells that would be empty without these blocks, and items that would not begin with a paragraph:
/// foreign editors delete both.
fn headless(projection: &Projection, covered: &[BlockId]) -> Vec<BlockId> {
    let gone: HashSet<BlockId> = covered.iter().copied().collect();
    let mut parents = BTreeSet::new();
    parents.extend(
        covered
            .iter()
            .filter_map(|id| projection.block(*id)?.parent),
    );
    let needs_paragraph = |parent: &BlockId| {
        let Some(block) = projection.block(*parent) else {
            return false;
        };
        let first = block.children().iter().find(|id| !gone.contains(id));
        let kind = first
            .and_then(|id| projection.block(*id))
            .map(|first| &first.kind);
        match &block.kind {
            BlockKind::ListItem => kind != Some(&BlockKind::Paragraph),
            kind_of_parent => kind_of_parent.is_cell() && kind.is_none(),
        }
    };
    parents.into_iter().filter(needs_paragraph).collect()
}

/// The innermost cell around a block: text never flows from one cell into another.
pub(super) fn cell_of(projection: &Projection, id: BlockId) -> Option<BlockId> {
    projection
        .ancestors(Some(id))
        .find(|block| block.kind.is_cell())
        .map(|block| block.id)
}

/// Removes a range of one block and answers where the caret is then.
pub(super) fn within(editing: &mut Editing, block: BlockId, from: u32, to: u32) -> Selection {
    editing.step(|surgery| surgery.delete(block, from, to));
    Selection::at(Position::new(block, from))
}
