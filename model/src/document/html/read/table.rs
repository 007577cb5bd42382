//! Tables, and tables that only lay out a page.

use super::{HtmlElement, HtmlNode, Style, flow::Flow};
use crate::document::{
    projection::Node,
    schema::{BlockKind, Cell},
};

/// The widest span that HTML allows (HTML Living Standard, 4.9.11).
const SPAN_MAX: u32 = 1_000;

/// The blocks that a table element stands for: a table, or its content when it has but one cell.
pub(super) fn read(table: &HtmlElement, style: &Style) -> Vec<Node> {
    let mut rows = Vec::new();
    let mut before = Flow::new(style);
    collect(table, style, &mut rows, &mut before);
    let mut blocks = before.finish();
    let cell_count: usize = rows.iter().map(|row| cells(row).count()).sum();
    if cell_count <= 1 {
        let only = rows.iter().flat_map(|row| cells(row));
        blocks.extend(only.flat_map(|cell| content(cell, style)));
        return blocks;
    }
    let mut inside = style.clone();
    inside.in_table = true;
    let rows = rows.into_iter().map(|row| {
        let cells = cells(row).map(|cell| node(cell, &inside)).collect();
        Node::blocks(BlockKind::TableRow, cells)
    });
    blocks.push(Node::blocks(BlockKind::Table, rows.collect()));
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

fn node(element: &HtmlElement, style: &Style) -> Node {
    let span = |name| {
        let said = element
            .attribute(name)
            .and_then(|span| span.trim().parse().ok());
        said.unwrap_or(1).clamp(1, SPAN_MAX)
    };
    let align = element
        .classes()
        .find_map(|class| class.strip_prefix("align-"));
    let align = align.filter(|align| ["left", "center", "right"].contains(align));
    let cell = Cell {
        colspan: span("colspan"),
        rowspan: span("rowspan"),
        colwidth: None,
        align: align.map(Into::into),
    };
    let kind = match element.tag.as_str() {
        "th" => BlockKind::TableHeader(cell),
        _ => BlockKind::TableCell(cell),
    };
    Node::blocks(kind, content(element, style))
}
