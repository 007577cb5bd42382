//! Columns of a table.

use super::{caret_at, empty, index_in_row, is_header, spanning};
use crate::{
    document::{
        draft::Editing,
        edit::EditRefused,
        grid::{Grid, Rect},
        position::Selection,
        projection::Projection,
        schema::Cell,
    },
    limits::TABLE_COLUMNS,
};

/// A new column before the one at `at`; cells that reach over the place grow.
pub(super) fn add(editing: &mut Editing, grid: &Grid, at: usize) -> Result<(), EditRefused> {
    if grid.width >= TABLE_COLUMNS {
        return Err(EditRefused::NotHere);
    }
    let projection = editing.projection();
    let mut grown = Vec::new();
    let mut new = Vec::new();
    let mut row = 0;
    while row < grid.rows.len() {
        let left = at.checked_sub(1).and_then(|column| grid.at(row, column));
        let right = grid.at(row, at);
        match left.filter(|left| right == Some(*left)) {
            Some(cell) => {
                let place = grid.rect(cell).map_or(0, |rect| at - rect.left);
                grown.push((cell, spanning(projection, cell, |cell| widen(cell, place))));
                row = grid.rect(cell).map_or(row + 1, |rect| rect.bottom);
            }
            None => {
                let header = is_header_row(projection, grid, row);
                new.push((
                    grid.rows[row],
                    index_in_row(projection, grid, row, at),
                    empty(header),
                ));
                row += 1;
            }
        }
    }
    editing.step(|surgery| {
        for (cell, kind) in &grown {
            surgery.set_attributes(*cell, kind);
        }
        for (row, index, cell) in &new {
            surgery.insert_block(Some(*row), *index, cell);
        }
    });
    Ok(())
}

fn widen(cell: &mut Cell, place: usize) {
    cell.colspan += 1;
    if let Some(widths) = &mut cell.colwidth {
        widths.insert(place.min(widths.len()), 0);
    }
}

/// Whether every cell behind the first column of this row is a header.
fn is_header_row(projection: &Projection, grid: &Grid, row: usize) -> bool {
    grid.width > 1
        && (1..grid.width).all(|column| {
            grid.at(row, column)
                .is_some_and(|cell| is_header(projection, cell))
        })
}

/// Removes columns; cells that reach further shrink.
pub(super) fn remove(
    editing: &mut Editing,
    grid: &Grid,
    rect: Rect,
) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let mut shrunk = Vec::new();
    let mut gone = Vec::new();
    for cell in grid.cells() {
        let Some(own) = grid.rect(*cell) else {
            continue;
        };
        let (from, to) = (own.left.max(rect.left), own.right.min(rect.right));
        if from >= to {
            continue;
        }
        if from == own.left && to == own.right {
            gone.push(*cell);
        } else {
            let width = own.right - own.left;
            shrunk.push((
                *cell,
                spanning(projection, *cell, |cell| {
                    narrow(cell, width, from - own.left, to - from);
                }),
            ));
        }
    }
    editing.step(|surgery| {
        for (cell, kind) in &shrunk {
            surgery.set_attributes(*cell, kind);
        }
        gone.into_iter().for_each(|cell| surgery.remove_block(cell));
    });
    caret_at(editing.projection(), grid.table, rect.top, rect.left)
}

fn narrow(cell: &mut Cell, width: usize, place: usize, lost: usize) {
    cell.colspan = (width - lost).max(1) as u32;
    if let Some(widths) = &mut cell.colwidth {
        let end = (place + lost).min(widths.len());
        widths.drain(place.min(end)..end);
    }
}
