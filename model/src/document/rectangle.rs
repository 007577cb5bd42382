//! Fits the rows of a table to a grid, so that every row has a cell in every column.
//!
//! Editors built on ProseMirror repair a ragged table as soon as they open it, each of them; so none
//! is ever written.

use super::{
    projection::Node,
    schema::{BlockKind, Cell},
};
use crate::limits::PASTE_NODES;
use crate::order::sort_short;
use std::collections::HashMap;

/// A cell, and where on the grid it begins.
struct Placed {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    node: Node,
}

/// More columns than these are only kept where a cell begins.
const COLUMNS: usize = 64;

/// The same rows without those in which no cell begins; what no cell covers is an empty cell. A grid
/// with too many cells is refused: its cells come back.
pub(super) fn rectangle(rows: Vec<Node>) -> Result<Vec<Node>, Vec<Node>> {
    let placed = place(rows);
    let width = placed
        .iter()
        .map(|cell| cell.column + cell.columns)
        .max()
        .unwrap_or(0);
    let columns = match width <= COLUMNS {
        true => Ranks::of(0..width),
        false => Ranks::of(placed.iter().map(|cell| cell.column)),
    };
    let rows = Ranks::of(placed.iter().map(|cell| cell.row));
    if columns.count().saturating_mul(rows.count()) > PASTE_NODES {
        return Err(placed.into_iter().map(|cell| cell.node).collect());
    }
    let mut covered = vec![vec![false; columns.count()]; rows.count()];
    let mut cells: Vec<Vec<(usize, Node)>> = vec![Vec::new(); rows.count()];
    for mut cell in placed {
        let across = columns.range(cell.column, cell.columns);
        let down = rows.range(cell.row, cell.rows);
        span(&mut cell.node, across.len(), down.len());
        cells[down.start].push((across.start, cell.node));
        for row in &mut covered[down] {
            row[across.clone()].fill(true);
        }
    }
    let rows = cells.into_iter().zip(covered);
    Ok(rows.map(|(cells, covered)| row(cells, &covered)).collect())
}

/// Puts each cell where the first free column of its row is, as browsers do.
fn place(rows: Vec<Node>) -> Vec<Placed> {
    let row_count = rows.len();
    let mut placed = Vec::new();
    // Until which row a column is taken by a cell from above.
    let mut taken: HashMap<usize, usize> = HashMap::new();
    for (row, node) in rows.into_iter().enumerate() {
        let mut column = 0;
        for node in node.into_children() {
            let is_taken = |column: usize| taken.get(&column).is_some_and(|until| *until > row);
            while is_taken(column) {
                column += 1;
            }
            let (columns, rows) = node.kind.cell().map_or((1, 1), spans);
            let rows = rows.min(row_count - row);
            let free = (column..column + columns)
                .take_while(|at| !is_taken(*at))
                .count();
            taken.extend((column..column + free).map(|at| (at, row + rows)));
            placed.push(Placed {
                row,
                column,
                rows,
                columns: free,
                node,
            });
            column += free;
        }
    }
    placed
}

fn spans(cell: &Cell) -> (usize, usize) {
    (cell.colspan.max(1) as usize, cell.rowspan.max(1) as usize)
}

fn span(node: &mut Node, columns: usize, rows: usize) {
    let (BlockKind::TableCell(cell) | BlockKind::TableHeader(cell)) = &mut node.kind else {
        return;
    };
    let columns = u32::try_from(columns).unwrap_or(1);
    if cell.colspan != columns {
        cell.colwidth = None;
    }
    cell.colspan = columns;
    cell.rowspan = u32::try_from(rows).unwrap_or(1);
}

fn row(mut cells: Vec<(usize, Node)>, covered: &[bool]) -> Node {
    let empty = covered.iter().enumerate().filter(|(_, covered)| !**covered);
    let blank = || {
        let kind = BlockKind::TableCell(Cell::default());
        Node::blocks(kind, vec![Node::paragraph("")])
    };
    cells.extend(empty.map(|(column, _)| (column, blank())));
    sort_short(&mut cells, |a, b| a.0 < b.0);
    let cells = cells.into_iter().map(|(_, node)| node).collect();
    Node::blocks(BlockKind::TableRow, cells)
}

/// The rows or columns in which cells begin, numbered without gaps.
struct Ranks(Vec<usize>);

impl Ranks {
    fn of(starts: impl Iterator<Item = usize>) -> Ranks {
        let mut starts: Vec<usize> = starts.collect();
        sort_short(&mut starts, |a, b| a < b);
        starts.dedup();
        Ranks(starts)
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    fn range(&self, start: usize, length: usize) -> std::ops::Range<usize> {
        let rank = |at: usize| self.0.partition_point(|start| *start < at);
        rank(start)..rank(start + length)
    }
}
