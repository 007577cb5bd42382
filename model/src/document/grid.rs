//! A table as a grid: which cell covers which squares, spans included.
//!
//! Spans that overlap or reach over the edge are cut, so that any tree from outside has a grid.

use super::{
    position::{BlockId, Position, Selection},
    projection::Projection,
    schema::BlockKind,
};
use crate::limits::{TABLE_COLUMNS, TABLE_ROWS};
use std::collections::HashMap;

/// The squares of a cell; `bottom` and `right` are the first ones behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    pub top: usize,
    pub left: usize,
    pub bottom: usize,
    pub right: usize,
}

impl Rect {
    fn and(self, other: Rect) -> Rect {
        Rect {
            top: self.top.min(other.top),
            left: self.left.min(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.max(other.right),
        }
    }

    fn touches(self, other: Rect) -> bool {
        self.top < other.bottom
            && other.top < self.bottom
            && self.left < other.right
            && other.left < self.right
    }
}

/// A table as a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    pub table: BlockId,
    /// The row blocks, in order.
    pub rows: Vec<BlockId>,
    pub width: usize,
    squares: Vec<Vec<Option<BlockId>>>,
    rects: HashMap<BlockId, Rect>,
    order: Vec<BlockId>,
}

impl Grid {
    /// The grid of a table; none when the block is no table.
    pub fn of(projection: &Projection, table: BlockId) -> Option<Grid> {
        let block = projection.block(table)?;
        if block.kind != BlockKind::Table {
            return None;
        }
        let is_row = |id: &&BlockId| {
            projection
                .block(**id)
                .is_some_and(|row| row.kind == BlockKind::TableRow)
        };
        let rows: Vec<BlockId> = block
            .children()
            .iter()
            .filter(is_row)
            .take(TABLE_ROWS)
            .copied()
            .collect();
        let mut grid = Grid {
            table,
            squares: vec![Vec::new(); rows.len()],
            rows,
            width: 0,
            rects: HashMap::new(),
            order: Vec::new(),
        };
        for top in 0..grid.rows.len() {
            for id in projection.children(Some(grid.rows[top])) {
                if let Some(cell) = projection.block(*id).and_then(|cell| cell.kind.cell()) {
                    grid.put(*id, top, cell.colspan as usize, cell.rowspan as usize);
                }
            }
        }
        for row in &mut grid.squares {
            row.resize(grid.width, None);
        }
        Some(grid)
    }

    fn put(&mut self, id: BlockId, top: usize, colspan: usize, rowspan: usize) {
        let row = &self.squares[top];
        let left = row.iter().position(Option::is_none).unwrap_or(row.len());
        let free = row[left.min(row.len())..]
            .iter()
            .take_while(|square| square.is_none())
            .count();
        let room = if left + free >= row.len() {
            TABLE_COLUMNS.saturating_sub(left)
        } else {
            free
        };
        let right = left + colspan.min(room);
        if right == left {
            return;
        }
        let bottom = (top + rowspan).min(self.rows.len());
        for row in &mut self.squares[top..bottom] {
            if row.len() < right {
                row.resize(right, None);
            }
            for square in &mut row[left..right] {
                square.get_or_insert(id);
            }
        }
        self.width = self.width.max(right);
        self.order.push(id);
        self.rects.insert(
            id,
            Rect {
                top,
                left,
                bottom,
                right,
            },
        );
    }

    /// The table around a block, as a grid, and the cell of it that the block stands in.
    pub fn around(projection: &Projection, id: BlockId) -> Option<(Grid, BlockId)> {
        let cell = projection
            .ancestors(Some(id))
            .find(|block| block.kind.is_cell())?
            .id;
        let row = projection.block(cell)?.parent?;
        let table = projection.block(row)?.parent?;
        Some((Grid::of(projection, table)?, cell))
    }

    /// Whether a row has holes, or a cell says other spans than it covers.
    pub(crate) fn is_ragged(&self, projection: &Projection) -> bool {
        let holes = self.squares.iter().flatten().any(Option::is_none);
        let differs = |id: &BlockId| {
            let cell = projection.block(*id).and_then(|block| block.kind.cell());
            let rect = self.rect(*id);
            cell.zip(rect).is_none_or(|(cell, rect)| {
                cell.colspan as usize != rect.right - rect.left
                    || cell.rowspan as usize != rect.bottom - rect.top
            })
        };
        holes || self.order.iter().any(differs)
    }

    /// The squares of a cell.
    pub fn rect(&self, cell: BlockId) -> Option<Rect> {
        self.rects.get(&cell).copied()
    }

    /// The cell that covers a square.
    pub fn at(&self, row: usize, column: usize) -> Option<BlockId> {
        self.squares.get(row)?.get(column).copied().flatten()
    }

    /// All cells in document order.
    pub fn cells(&self) -> &[BlockId] {
        &self.order
    }

    /// The smallest rectangle of whole cells around two of them.
    pub fn between(&self, a: BlockId, b: BlockId) -> Option<Rect> {
        let mut rect = self.rect(a)?.and(self.rect(b)?);
        loop {
            let grown = self
                .inside(rect)
                .into_iter()
                .filter_map(|id| self.rect(id))
                .fold(rect, Rect::and);
            if grown == rect {
                return Some(rect);
            }
            rect = grown;
        }
    }

    /// The cells that touch a rectangle, in document order.
    pub fn inside(&self, rect: Rect) -> Vec<BlockId> {
        let hit = |id: &&BlockId| self.rect(**id).is_some_and(|cell| cell.touches(rect));
        self.order.iter().filter(hit).copied().collect()
    }
}

/// The cells that a selection of cells covers, in document order.
pub fn selected_cells(projection: &Projection, anchor: BlockId, head: BlockId) -> Vec<BlockId> {
    let covered = Grid::around(projection, anchor).and_then(|(grid, _)| {
        let rect = grid.between(anchor, head)?;
        Some(grid.inside(rect))
    });
    covered.unwrap_or_default()
}

/// The start of the next cell, or of the one before; none at the table's end.
pub fn next_cell(projection: &Projection, at: Position, forward: bool) -> Option<Selection> {
    let (grid, cell) = Grid::around(projection, at.block)?;
    let index = grid.cells().iter().position(|id| *id == cell)?;
    let next = if forward {
        index.checked_add(1)
    } else {
        index.checked_sub(1)
    };
    let text = projection.first_text(*grid.cells().get(next?)?)?;
    let end = Position::new(text.id, text.units());
    Some(Selection::text(Position::new(text.id, 0), end))
}
