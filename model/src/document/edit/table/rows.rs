//! Rows of a table.

use super::{caret_at, empty, index_in_row, is_header, spanning};
use crate::{
    document::{
        draft::Editing,
        edit::EditRefused,
        grid::{Grid, Rect},
        position::{BlockId, Selection},
        projection::{Node, Projection},
        schema::BlockKind,
    },
    limits::TABLE_ROWS,
};

/// A new row before the one at `at`; cells that reach over the place grow.
pub(super) fn add(editing: &mut Editing, grid: &Grid, at: usize) -> Result<(), EditRefused> {
    if grid.rows.len() >= TABLE_ROWS {
        return Err(EditRefused::NotHere);
    }
    let projection = editing.projection();
    let mut grown = Vec::new();
    let mut cells = Vec::new();
    let mut column = 0;
    while column < grid.width {
        let above = at.checked_sub(1).and_then(|row| grid.at(row, column));
        let below = grid.at(at, column);
        match above.filter(|above| below == Some(*above)) {
            Some(cell) => {
                grown.push((cell, spanning(projection, cell, |cell| cell.rowspan += 1)));
                column = grid.rect(cell).map_or(column + 1, |rect| rect.right);
            }
            None => {
                let header =
                    is_header_column(projection, grid, column) && above.or(below).is_some();
                cells.push(empty(header));
                column += 1;
            }
        }
    }
    let row = Node::blocks(BlockKind::TableRow, cells);
    let index = match grid.rows.get(at) {
        Some(row) => projection.index(*row).ok_or(EditRefused::PlaceGone)?,
        None => projection.children(Some(grid.table)).len(),
    };
    editing.step(|surgery| {
        for (cell, kind) in &grown {
            surgery.set_attributes(*cell, kind);
        }
        surgery.insert_block(Some(grid.table), index, &row);
    });
    Ok(())
}

/// Whether every cell below the first row of this column is a header.
fn is_header_column(projection: &Projection, grid: &Grid, column: usize) -> bool {
    grid.rows.len() > 1
        && (1..grid.rows.len()).all(|row| {
            grid.at(row, column)
                .is_some_and(|cell| is_header(projection, cell))
        })
}

/// Removes rows; what begins in them and reaches further moves down, what reaches into them shrinks.
pub(super) fn remove(
    editing: &mut Editing,
    grid: &Grid,
    rect: Rect,
) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let mut shrunk = Vec::new();
    let mut moved: Vec<(usize, Node)> = Vec::new();
    for cell in grid.cells() {
        let Some(own) = grid.rect(*cell) else {
            continue;
        };
        let lost = own
            .bottom
            .min(rect.bottom)
            .saturating_sub(own.top.max(rect.top)) as u32;
        if lost == 0 {
            continue;
        }
        let kind = spanning(projection, *cell, |cell| {
            cell.rowspan = cell
                .rowspan
                .min((own.bottom - own.top) as u32)
                .saturating_sub(lost)
                .max(1);
        });
        if own.top < rect.top {
            shrunk.push((*cell, kind));
        } else if own.bottom > rect.bottom
            && let Some(node) = projection.node(*cell)
        {
            moved.push((own.left, Node { kind, ..node }));
        }
    }
    let target = grid.rows.get(rect.bottom).copied();
    let places: Vec<usize> = moved
        .iter()
        .enumerate()
        .map(|(number, (left, _))| index_in_row(projection, grid, rect.bottom, *left) + number)
        .collect();
    let gone: Vec<BlockId> = grid.rows[rect.top..rect.bottom].to_vec();
    editing.step(|surgery| {
        for (cell, kind) in &shrunk {
            surgery.set_attributes(*cell, kind);
        }
        for ((_, node), place) in moved.iter().zip(places) {
            surgery.insert_block(target, place, node);
        }
        gone.into_iter().for_each(|row| surgery.remove_block(row));
    });
    caret_at(editing.projection(), grid.table, rect.top, rect.left)
}
