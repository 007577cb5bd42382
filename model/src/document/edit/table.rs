//! Tables: insert, rows, columns, headers, merge and split, remove.

mod cells;
mod columns;
mod rows;

pub(super) use cells::empty_out;

use super::{EditRefused, rule};
use crate::{
    document::{
        draft::Editing,
        grid::{Grid, Rect},
        position::{BlockId, Selection},
        projection::{Node, Projection},
        schema::{BlockKind, Cell},
    },
    limits::{TABLE_COLUMNS, TABLE_ROWS},
};

/// What can be done with a table, at the caret or at the selected cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableOp {
    Insert {
        rows: u32,
        columns: u32,
        header: bool,
    },
    AddRow {
        after: bool,
    },
    AddColumn {
        after: bool,
    },
    RemoveRow,
    RemoveColumn,
    RemoveTable,
    /// Makes the first row a header row, or an ordinary one.
    ToggleHeaderRow,
    /// Makes the first column a header column, or an ordinary one.
    ToggleHeaderColumn,
    /// Makes one cell of the selected ones, with all their text.
    Merge,
    /// Makes single cells of one that covers several squares.
    Split,
}

pub(super) fn run(
    editing: &mut Editing,
    selection: Selection,
    op: TableOp,
) -> Result<Selection, EditRefused> {
    if let TableOp::Insert {
        rows,
        columns,
        header,
    } = op
    {
        return insert(editing, selection, rows, columns, header);
    }
    let (grid, rect) = place(editing.projection(), selection)?;
    match op {
        TableOp::AddRow { after } => {
            rows::add(editing, &grid, if after { rect.bottom } else { rect.top })?
        }
        TableOp::AddColumn { after } => {
            columns::add(editing, &grid, if after { rect.right } else { rect.left })?;
        }
        TableOp::RemoveRow if rect.top == 0 && rect.bottom == grid.rows.len() => {
            return remove(editing, grid.table);
        }
        TableOp::RemoveRow => return rows::remove(editing, &grid, rect),
        TableOp::RemoveColumn if rect.left == 0 && rect.right == grid.width => {
            return remove(editing, grid.table);
        }
        TableOp::RemoveColumn => return columns::remove(editing, &grid, rect),
        TableOp::RemoveTable => return remove(editing, grid.table),
        TableOp::ToggleHeaderRow => {
            cells::toggle_header(
                editing,
                &grid,
                Rect {
                    top: 0,
                    left: 0,
                    bottom: 1,
                    right: grid.width,
                },
            );
        }
        TableOp::ToggleHeaderColumn => {
            cells::toggle_header(
                editing,
                &grid,
                Rect {
                    top: 0,
                    left: 0,
                    bottom: grid.rows.len(),
                    right: 1,
                },
            );
        }
        TableOp::Merge => return cells::merge(editing, &grid, rect),
        TableOp::Split => return cells::split(editing, &grid, rect),
        TableOp::Insert { .. } => {}
    }
    Ok(match editing.follow(selection) {
        Selection::Cells { anchor, head } => {
            same_squares(editing.projection(), &grid, anchor, head)
        }
        other => other,
    })
}

/// The cells that were selected, or those made anew in their squares.
fn same_squares(
    projection: &Projection,
    before: &Grid,
    anchor: BlockId,
    head: BlockId,
) -> Selection {
    let after = Grid::of(projection, before.table);
    let now = |id: BlockId| {
        let square = before
            .rect(id)
            .and_then(|rect| after.as_ref()?.at(rect.top, rect.left));
        if projection.block(id).is_some() {
            id
        } else {
            square.unwrap_or(id)
        }
    };
    Selection::Cells {
        anchor: now(anchor),
        head: now(head),
    }
}

/// The table and the rectangle of cells that a selection means.
fn place(projection: &Projection, selection: Selection) -> Result<(Grid, Rect), EditRefused> {
    let (anchor, head) = match selection {
        Selection::Text { anchor, head } => (anchor.block, head.block),
        Selection::Cells { anchor, head } => (anchor, head),
        Selection::Node(table) => {
            let grid = Grid::of(projection, table).ok_or(EditRefused::NotHere)?;
            let rect = Rect {
                top: 0,
                left: 0,
                bottom: grid.rows.len(),
                right: grid.width,
            };
            return Ok((grid, rect));
        }
    };
    let (grid, first) = Grid::around(projection, anchor).ok_or(EditRefused::NotHere)?;
    let (other, last) = Grid::around(projection, head).ok_or(EditRefused::NotHere)?;
    if grid.table != other.table {
        return Err(EditRefused::NotHere);
    }
    let rect = grid.between(first, last).ok_or(EditRefused::NotHere)?;
    Ok((grid, rect))
}

fn insert(
    editing: &mut Editing,
    selection: Selection,
    rows: u32,
    columns: u32,
    header: bool,
) -> Result<Selection, EditRefused> {
    let fits = |count: u32, most: usize| count > 0 && count as usize <= most;
    let inside = selection
        .head()
        .and_then(|at| Grid::around(editing.projection(), at.block));
    if inside.is_some() || !fits(rows, TABLE_ROWS) || !fits(columns, TABLE_COLUMNS) {
        return Err(EditRefused::NotHere);
    }
    let row = |header| {
        Node::blocks(
            BlockKind::TableRow,
            (0..columns).map(|_| empty(header)).collect(),
        )
    };
    let table = Node::blocks(
        BlockKind::Table,
        (0..rows).map(|index| row(header && index == 0)).collect(),
    );
    let id = rule::place(editing, selection, &table)?.0;
    let first = editing
        .projection()
        .first_text(id)
        .ok_or(EditRefused::NotHere)?;
    Ok(Selection::caret(first.id, 0))
}

fn empty(header: bool) -> Node {
    let kind = match header {
        true => BlockKind::TableHeader(Cell::default()),
        false => BlockKind::TableCell(Cell::default()),
    };
    Node::blocks(kind, vec![Node::paragraph("")])
}

/// Removes a rule or a table; the caret goes into the text behind it, else before it.
pub(super) fn remove(editing: &mut Editing, id: BlockId) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let block = projection.block(id).ok_or(EditRefused::PlaceGone)?;
    let parent = block.parent;
    let only = projection.children(parent).len() == 1;
    let index = projection.index(id).ok_or(EditRefused::PlaceGone)?;
    let next = projection
        .next_text(id)
        .map(|block| Selection::caret(block.id, 0));
    let before = projection
        .previous_text(id)
        .map(|block| Selection::caret(block.id, block.units()));
    let fresh = editing.step(|surgery| {
        let fresh = only
            .then(|| surgery.insert_block(parent, index, &Node::paragraph("")))
            .flatten();
        surgery.remove_block(id);
        fresh
    });
    let fresh = fresh.flatten().map(|id| Selection::caret(id, 0));
    fresh.or(next).or(before).ok_or(EditRefused::NotHere)
}

/// Puts an empty paragraph where a rule or a table was.
pub(super) fn swap(editing: &mut Editing, id: BlockId) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let parent = projection.block(id).ok_or(EditRefused::PlaceGone)?.parent;
    let index = projection.index(id).ok_or(EditRefused::PlaceGone)?;
    let new = editing.step(|surgery| {
        let new = surgery.insert_block(parent, index, &Node::paragraph(""));
        surgery.remove_block(id);
        new
    });
    new.flatten()
        .map(|id| Selection::caret(id, 0))
        .ok_or(EditRefused::NotHere)
}

fn cell_of(projection: &Projection, id: BlockId) -> Cell {
    projection
        .block(id)
        .and_then(|block| block.kind.cell())
        .cloned()
        .unwrap_or_default()
}

fn is_header(projection: &Projection, id: BlockId) -> bool {
    projection
        .block(id)
        .is_some_and(|block| matches!(block.kind, BlockKind::TableHeader(_)))
}

/// The same kind of cell with other spans.
fn spanning(projection: &Projection, id: BlockId, change: impl FnOnce(&mut Cell)) -> BlockKind {
    let mut cell = cell_of(projection, id);
    change(&mut cell);
    match is_header(projection, id) {
        true => BlockKind::TableHeader(cell),
        false => BlockKind::TableCell(cell),
    }
}

/// Where a cell that covers `column` goes among the cells that begin in a row.
fn index_in_row(projection: &Projection, grid: &Grid, row: usize, column: usize) -> usize {
    let Some(id) = grid.rows.get(row) else {
        return 0;
    };
    let before = |id: &&BlockId| grid.rect(**id).is_some_and(|rect| rect.left < column);
    projection.children(Some(*id)).iter().filter(before).count()
}

/// A caret in the cell of a square, as far as there is one.
fn caret_at(
    projection: &Projection,
    table: BlockId,
    row: usize,
    column: usize,
) -> Result<Selection, EditRefused> {
    let grid = Grid::of(projection, table).ok_or(EditRefused::PlaceGone)?;
    let row = row.min(grid.rows.len().saturating_sub(1));
    let column = column.min(grid.width.saturating_sub(1));
    let cell = grid
        .at(row, column)
        .or(grid.cells().first().copied())
        .ok_or(EditRefused::NotHere)?;
    let text = projection.first_text(cell).or(projection.next_text(cell));
    let text = text
        .or(projection.previous_text(cell))
        .ok_or(EditRefused::NotHere)?;
    Ok(Selection::caret(text.id, 0))
}
