//! Plain text: for the clipboard, for search and for counting.

use super::{
    projection::{Node, Projection, Span},
    schema::BlockKind,
};

/// The field as plain text: blocks apart by an empty line, lists with their markers, cells by tabs.
pub fn of_field(field: &Projection) -> String {
    of_nodes(&field.nodes())
}

/// Blocks as plain text.
pub fn of_nodes(nodes: &[Node]) -> String {
    lines(nodes).join("\n")
}

/// The words of one textblock; a hard break is a line end.
pub fn of_spans(spans: &[Span]) -> String {
    let parts = spans.iter().map(|span| match span {
        Span::Text { text, .. } => text.as_ref(),
        Span::Break => "\n",
    });
    parts.collect()
}

fn lines(nodes: &[Node]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in nodes {
        let own = block_lines(block);
        if !lines.is_empty() && !own.is_empty() {
            lines.push(String::new());
        }
        lines.extend(own);
    }
    lines
}

fn block_lines(block: &Node) -> Vec<String> {
    match &block.kind {
        BlockKind::Foreign { .. } => Vec::new(),
        BlockKind::Rule => vec!["---".to_owned()],
        BlockKind::BulletList => items(block, |_| "• ".to_owned()),
        BlockKind::OrderedList { start, .. } => {
            let start = *start;
            items(block, move |index| {
                format!("{}. ", start.saturating_add(index))
            })
        }
        BlockKind::Table => block.children().iter().map(cells).collect(),
        kind if kind.is_textblock() => of_spans(block.spans())
            .split('\n')
            .map(str::to_owned)
            .collect(),
        _ => lines(block.children()),
    }
}

fn items(list: &Node, marker: impl Fn(i64) -> String) -> Vec<String> {
    let mut all = Vec::new();
    for (index, item) in list.children().iter().enumerate() {
        let marker = marker(i64::try_from(index).unwrap_or(i64::MAX));
        let indent = " ".repeat(marker.chars().count());
        let own = lines(item.children());
        let own = own.into_iter().filter(|line| !line.is_empty()).enumerate();
        all.extend(own.map(|(at, line)| match at {
            0 => format!("{marker}{line}"),
            _ => format!("{indent}{line}"),
        }));
    }
    all
}

fn cells(row: &Node) -> String {
    let cells = row.children().iter().map(|cell| {
        let words = lines(cell.children());
        words
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .replace('\t', " ")
    });
    cells.collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::schema::Cell;

    #[test]
    fn blocks_stand_apart_and_lists_keep_their_markers() {
        let item = |blocks| Node::blocks(BlockKind::ListItem, blocks);
        let inner = Node::blocks(BlockKind::ORDERED, vec![item(vec![Node::paragraph("c")])]);
        let list = Node::blocks(
            BlockKind::BulletList,
            vec![
                item(vec![Node::paragraph("a")]),
                item(vec![Node::paragraph("b"), inner]),
            ],
        );
        let broken = vec![Span::plain("x"), Span::Break, Span::plain("y")];
        let nodes = [
            Node::paragraph("one"),
            Node::text(BlockKind::Paragraph, broken),
            list,
            Node::rule(),
        ];
        assert_eq!(of_nodes(&nodes), "one\n\nx\ny\n\n• a\n• b\n  1. c\n\n---");
    }

    #[test]
    fn cells_stand_apart_by_tabs() {
        let cell = |text| {
            Node::blocks(
                BlockKind::TableCell(Cell::default()),
                vec![Node::paragraph(text)],
            )
        };
        let row = |a, b| Node::blocks(BlockKind::TableRow, vec![cell(a), cell(b)]);
        let table = Node::blocks(BlockKind::Table, vec![row("a", "b"), row("", "d\te")]);
        assert_eq!(of_nodes(&[table]), "a\tb\n\td e");
    }
}
