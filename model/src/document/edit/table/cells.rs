//! Cells of a table: headers, merging, splitting, emptying.

use super::{caret_at, cell_of, empty, index_in_row, is_header, spanning};
use crate::document::{
    draft::Editing,
    edit::EditRefused,
    grid::{Grid, Rect},
    position::{BlockId, Selection},
    projection::{Node, NodeContent},
    schema::BlockKind,
};
use crate::order::sort_short;

/// All of them headers, or none of them when all are. A cell that changes is made anew.
pub(super) fn toggle_header(editing: &mut Editing, grid: &Grid, rect: Rect) {
    let projection = editing.projection();
    let cells = grid.inside(rect);
    let on = !cells.iter().all(|cell| is_header(projection, *cell));
    let mut changed = Vec::new();
    for id in cells
        .into_iter()
        .filter(|cell| is_header(projection, *cell) != on)
    {
        let Some(block) = projection.block(id) else {
            continue;
        };
        let (Some(index), Some(node)) = (projection.index(id), projection.node(id)) else {
            continue;
        };
        let cell = cell_of(projection, id);
        let kind = if on {
            BlockKind::TableHeader(cell)
        } else {
            BlockKind::TableCell(cell)
        };
        changed.push((id, block.parent, index, Node { kind, ..node }));
    }
    editing.step(|surgery| {
        for (id, parent, index, node) in changed {
            surgery.insert_block(parent, index, &node);
            surgery.remove_block(id);
        }
    });
}

/// The first cell takes the text and the squares of the others.
pub(super) fn merge(
    editing: &mut Editing,
    grid: &Grid,
    rect: Rect,
) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let cells = grid.inside(rect);
    let [first, others @ ..] = cells.as_slice() else {
        return Err(EditRefused::NotHere);
    };
    if others.is_empty() {
        return Err(EditRefused::NothingToDo);
    }
    let kind = spanning(projection, *first, |cell| {
        cell.colspan = (rect.right - rect.left) as u32;
        cell.rowspan = (rect.bottom - rect.top) as u32;
        cell.colwidth = None;
    });
    let mut taken: Vec<Node> = Vec::new();
    for cell in others {
        let inside = projection.children(Some(*cell)).iter();
        taken.extend(
            inside
                .filter_map(|id| projection.node(*id))
                .filter(|node| !is_blank(node)),
        );
    }
    let blank = projection.children(Some(*first)).to_vec();
    let blank: Vec<BlockId> = match blank.as_slice() {
        [only]
            if !taken.is_empty() && projection.node(*only).is_some_and(|node| is_blank(&node)) =>
        {
            blank
        }
        _ => Vec::new(),
    };
    let end = projection.children(Some(*first)).len();
    editing.step(|surgery| {
        surgery.insert_blocks(Some(*first), end, &taken);
        others
            .iter()
            .chain(&blank)
            .for_each(|id| surgery.remove_block(*id));
        surgery.set_attributes(*first, &kind);
    });
    caret_at(editing.projection(), grid.table, rect.top, rect.left)
}

fn is_blank(node: &Node) -> bool {
    matches!(&node.content, NodeContent::Text(spans) if spans.is_empty())
}

/// Every cell of the rectangle that covers several squares gives all but the first away.
pub(super) fn split(
    editing: &mut Editing,
    grid: &Grid,
    rect: Rect,
) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let mut single = Vec::new();
    let mut new: Vec<(usize, usize, Node)> = Vec::new();
    for cell in grid.inside(rect) {
        let Some(own) = grid.rect(cell) else { continue };
        if own.bottom - own.top == 1 && own.right - own.left == 1 {
            continue;
        }
        let kind = spanning(projection, cell, |cell| {
            (cell.colspan, cell.rowspan, cell.colwidth) = (1, 1, None);
        });
        single.push((cell, kind));
        for row in own.top..own.bottom {
            for column in own.left..own.right {
                if (row, column) != (own.top, own.left) {
                    new.push((row, column, empty(is_header(projection, cell))));
                }
            }
        }
    }
    if single.is_empty() {
        return Err(EditRefused::NothingToDo);
    }
    sort_short(&mut new, |a, b| (a.0, a.1) < (b.0, b.1));
    let mut placed: Vec<(BlockId, usize, &Node)> = Vec::new();
    for (row, column, node) in &new {
        let earlier = placed
            .iter()
            .filter(|(id, ..)| *id == grid.rows[*row])
            .count();
        placed.push((
            grid.rows[*row],
            index_in_row(projection, grid, *row, *column) + earlier,
            node,
        ));
    }
    editing.step(|surgery| {
        for (cell, kind) in &single {
            surgery.set_attributes(*cell, kind);
        }
        for (row, index, node) in placed {
            surgery.insert_block(Some(row), index, node);
        }
    });
    caret_at(editing.projection(), grid.table, rect.top, rect.left)
}

/// Leaves one empty paragraph in each cell.
pub(in crate::document::edit) fn empty_out(
    editing: &mut Editing,
    cells: &[BlockId],
) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let full: Vec<(BlockId, Vec<BlockId>)> = cells
        .iter()
        .map(|cell| (*cell, projection.children(Some(*cell)).to_vec()))
        .collect();
    let first = editing.step(|surgery| {
        let mut first = None;
        for (cell, children) in full {
            let new = surgery.insert_block(Some(cell), 0, &Node::paragraph(""));
            children.into_iter().for_each(|id| surgery.remove_block(id));
            first = first.or(new);
        }
        first
    });
    first
        .flatten()
        .map(|id| Selection::caret(id, 0))
        .ok_or(EditRefused::NotHere)
}
