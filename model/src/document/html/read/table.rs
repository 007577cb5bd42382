//! Tables: laid out on a grid, so that every row has a cell in every column.

use super::{HtmlElement, HtmlNode, Style, flow::Flow};
use crate::{
    document::{
        projection::Node,
        schema::{BlockKind, Cell},
    },
    limits::PASTE_NODES,
};
use std::collections::{BTreeSet, HashMap};

/// A cell that was read, and where on the grid it begins.
struct Placed {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    node: Node,
}

/// The blocks that a table element stands for: a table, or its content when it only lays out a page.
pub(super) fn read(table: &HtmlElement, style: &Style) -> Vec<Node> {
    let mut rows = Vec::new();
    let mut before = Flow::new(style);
    collect(table, style, &mut rows, &mut before);
    let mut inside = style.clone();
    inside.in_table = true;
    let mut blocks = before.finish();
    let cell_count: usize = rows.iter().map(|row| cells(row).count()).sum();
    if cell_count <= 1 {
        let only = rows.iter().flat_map(|row| cells(row));
        blocks.extend(only.flat_map(|cell| content(cell, style)));
        return blocks;
    }
    let placed = place(&rows, &inside);
    blocks.extend(grid(placed));
    blocks
}

/// The rows of a table in order, and what is no row.
fn collect<'a>(
    table: &'a HtmlElement,
    style: &Style,
    rows: &mut Vec<&'a HtmlElement>,
    before: &mut Flow,
) {
    for child in &table.children {
        let HtmlNode::Element(element) = child else {
            continue;
        };
        match element.tag.as_str() {
            "tr" => rows.push(element),
            "thead" | "tbody" | "tfoot" => collect(element, style, rows, before),
            "caption" => before.nodes(std::slice::from_ref(child), style),
            _ => {}
        }
    }
}

fn cells(row: &HtmlElement) -> impl Iterator<Item = &HtmlElement> {
    row.children.iter().filter_map(|child| match child {
        HtmlNode::Element(cell) if matches!(cell.tag.as_str(), "td" | "th") => Some(cell),
        _ => None,
    })
}

fn content(cell: &HtmlElement, style: &Style) -> Vec<Node> {
    let mut flow = Flow::new(style);
    flow.nodes(&cell.children, &style.inside(cell));
    flow.finish()
}

/// Puts each cell where the first free column of its row is, as browsers do.
fn place(rows: &[&HtmlElement], style: &Style) -> Vec<Placed> {
    let mut placed = Vec::new();
    // Until which row a column is taken by a cell from above.
    let mut taken: HashMap<usize, usize> = HashMap::new();
    for (row, element) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in cells(element) {
            while taken.get(&column).is_some_and(|until| *until > row) {
                column += 1;
            }
            let span = |name, most: usize| {
                let said = cell
                    .attribute(name)
                    .and_then(|span| span.trim().parse::<usize>().ok());
                said.unwrap_or(1).clamp(1, most)
            };
            let (columns, height) = (span("colspan", SPAN_MAX), span("rowspan", rows.len() - row));
            for at in column..column + columns {
                taken.insert(at, row + height);
            }
            placed.push(Placed {
                row,
                column,
                rows: height,
                columns,
                node: node(cell, style),
            });
            column += columns;
        }
    }
    placed
}

/// The widest span that HTML allows (HTML Living Standard, 4.9.11).
const SPAN_MAX: usize = 1_000;

fn node(cell: &HtmlElement, style: &Style) -> Node {
    let mut blocks = content(cell, style);
    if blocks.is_empty() {
        blocks.push(Node::paragraph(""));
    }
    let align = cell
        .classes()
        .find_map(|class| class.strip_prefix("align-"));
    let align = align.filter(|align| ["left", "center", "right"].contains(align));
    let about = Cell {
        align: align.map(Into::into),
        ..Cell::default()
    };
    let kind = match cell.tag.as_str() {
        "th" => BlockKind::TableHeader(about),
        _ => BlockKind::TableCell(about),
    };
    Node::blocks(kind, blocks)
}

/// The table; rows and columns in which no cell begins are not there, and what no cell covers is an
/// empty cell. A grid with too many cells becomes its texts.
fn grid(placed: Vec<Placed>) -> Vec<Node> {
    let columns = Ranks::of(placed.iter().map(|cell| cell.column));
    let rows = Ranks::of(placed.iter().map(|cell| cell.row));
    if columns.count().saturating_mul(rows.count()) > PASTE_NODES {
        let blocks = placed
            .into_iter()
            .flat_map(|cell| cell.node.into_children());
        return blocks.collect();
    }
    let mut covered = vec![vec![false; columns.count()]; rows.count()];
    let mut cells: Vec<Vec<(usize, Node)>> = vec![Vec::new(); rows.count()];
    for mut cell in placed {
        let across = columns.range(cell.column, cell.columns);
        let down = rows.range(cell.row, cell.rows);
        if let BlockKind::TableCell(about) | BlockKind::TableHeader(about) = &mut cell.node.kind {
            about.colspan = u32::try_from(across.len()).unwrap_or(1);
            about.rowspan = u32::try_from(down.len()).unwrap_or(1);
        }
        cells[down.start].push((across.start, cell.node));
        for row in &mut covered[down] {
            row[across.clone()].fill(true);
        }
    }
    let rows = cells
        .into_iter()
        .zip(covered)
        .map(|(cells, covered)| row(cells, &covered));
    vec![Node::blocks(BlockKind::Table, rows.collect())]
}

fn row(mut cells: Vec<(usize, Node)>, covered: &[bool]) -> Node {
    let empty = covered.iter().enumerate().filter(|(_, covered)| !**covered);
    let blank = || {
        Node::blocks(
            BlockKind::TableCell(Cell::default()),
            vec![Node::paragraph("")],
        )
    };
    cells.extend(empty.map(|(column, _)| (column, blank())));
    cells.sort_by_key(|(column, _)| *column);
    let cells = cells.into_iter().map(|(_, node)| node).collect();
    Node::blocks(BlockKind::TableRow, cells)
}

/// The rows or columns in which cells begin, numbered without gaps.
struct Ranks(Vec<usize>);

impl Ranks {
    fn of(starts: impl Iterator<Item = usize>) -> Ranks {
        let starts: BTreeSet<usize> = starts.collect();
        Ranks(starts.into_iter().collect())
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    fn range(&self, start: usize, length: usize) -> std::ops::Range<usize> {
        let rank = |at: usize| self.0.partition_point(|start| *start < at);
        rank(start)..rank(start + length)
    }
}
