//! Where the cells of a table stand: what people, or their programs, write need not fit together, and
//! PDF and ODT take only what does.

use model::document::{projection::Node, schema::BlockKind};

/// More columns cannot be read on a page.
const MOST_COLUMNS: usize = 24;

/// The cells of a table in their places. What claims the place of another, or room beyond the last
/// column or row, is cut; a cell without any room of its own stands in the one before it.
pub(super) struct Grid<'a> {
    pub columns: usize,
    /// How many rows at the top name the columns.
    pub head: usize,
    pub rows: usize,
    pub cells: Vec<Placed<'a>>,
}

/// A cell in its place, with what it spans.
pub(super) struct Placed<'a> {
    pub node: &'a Node,
    pub x: usize,
    pub y: usize,
    pub w: usize,
    pub h: usize,
    /// Cells that found no place.
    pub more: Vec<&'a Node>,
}

impl<'a> Grid<'a> {
    pub fn of(table: &'a Node) -> Grid<'a> {
        let rows: Vec<&Node> = table
            .children()
            .iter()
            .filter(|row| !row.children().is_empty())
            .collect();
        let is_head = |row: &&&Node| {
            let mut cells = row.children().iter();
            cells.all(|cell| matches!(cell.kind, BlockKind::TableHeader(_)))
        };
        let head = match rows.iter().take_while(is_head).count() {
            // Nothing but heads repeats nothing.
            all if all == rows.len() => 0,
            some => some,
        };
        let columns = width_of(&rows);
        // Until which row each column is taken.
        let mut taken = vec![0; columns];
        let mut cells: Vec<Placed> = Vec::new();
        for (y, row) in rows.iter().enumerate() {
            let end = if y < head { head } else { rows.len() };
            let mut x = 0;
            for node in row.children() {
                while x < columns && taken[x] > y {
                    x += 1;
                }
                let (wants, tall) = span_of(node);
                let free = taken[x..].iter().take_while(|until| **until <= y).count();
                let (w, h) = (wants.min(free), tall.min(end - y));
                if w == 0 {
                    cells
                        .last_mut()
                        .into_iter()
                        .for_each(|it| it.more.push(node));
                    continue;
                }
                taken[x..x + w].fill(y + h);
                cells.push(Placed {
                    node,
                    x,
                    y,
                    w,
                    h,
                    more: Vec::new(),
                });
                x += w;
            }
        }
        Grid {
            columns,
            head,
            rows: rows.len(),
            cells,
        }
    }
}

impl Grid<'_> {
    /// The cell that takes a place.
    pub fn at(&self, x: usize, y: usize) -> Option<&Placed<'_>> {
        // Cells stand in order: none below this row can take it.
        let end = self.cells.partition_point(|cell| cell.y <= y);
        self.cells[..end].iter().rev().find(|cell| {
            (cell.x..cell.x + cell.w).contains(&x) && (cell.y..cell.y + cell.h).contains(&y)
        })
    }
}

impl<'a> Placed<'a> {
    /// What stands in it.
    pub fn nodes(&self) -> impl Iterator<Item = &'a Node> {
        let cells = std::iter::once(self.node).chain(self.more.iter().copied());
        cells.flat_map(Node::children)
    }
}

/// The widest row, with what reaches down into it.
fn width_of(rows: &[&Node]) -> usize {
    let mut reaching: Vec<(usize, usize)> = Vec::new();
    let mut widest = 1;
    for (y, row) in rows.iter().enumerate() {
        reaching.retain(|(until, _)| *until > y);
        let above: usize = reaching.iter().map(|(_, columns)| columns).sum();
        let spans = row.children().iter().map(span_of);
        let own: usize = spans.clone().map(|(columns, _)| columns).sum();
        widest = widest.max(above + own);
        let tall = spans.filter(|(_, rows)| *rows > 1);
        reaching.extend(tall.map(|(columns, rows)| (y + rows, columns)));
    }
    widest.min(MOST_COLUMNS)
}

fn span_of(cell: &Node) -> (usize, usize) {
    let spans = cell
        .kind
        .cell()
        .map(|cell| (cell.colspan as usize, cell.rowspan as usize));
    let (columns, rows) = spans.unwrap_or((1, 1));
    (columns.clamp(1, MOST_COLUMNS), rows.max(1))
}
