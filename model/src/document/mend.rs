//! Makes any blocks legal: what is pasted, imported or planted passes here before it is written.

use super::{
    projection::{Node, NodeContent, Span},
    rectangle::rectangle,
    schema::{BlockKind, Holds, Marks},
    surgery::fit,
};
use crate::limits::NESTING_DEPTH;

/// Blocks that may stand at the root, in a quote or in a cell; legal ones stay as they are.
pub fn mend(nodes: Vec<Node>) -> Vec<Node> {
    flow(nodes, 1)
}

/// What may stand where paragraphs may.
fn flow(nodes: Vec<Node>, depth: usize) -> Vec<Node> {
    let mut list: Vec<Node> = Vec::new();
    for node in nodes {
        let home = match node.kind {
            BlockKind::ListItem => Some(BlockKind::BulletList),
            BlockKind::TableRow => Some(BlockKind::Table),
            BlockKind::TableCell(_) | BlockKind::TableHeader(_) => Some(BlockKind::TableRow),
            _ => None,
        };
        match home {
            Some(BlockKind::TableRow) => {
                let row = Node::blocks(BlockKind::TableRow, vec![node]);
                adopt(&mut list, BlockKind::Table, row);
            }
            Some(home) => adopt(&mut list, home, node),
            None => list.push(node),
        }
    }
    list.into_iter()
        .flat_map(|node| block(node, depth))
        .collect()
}

/// Strays of the same kind share one home.
fn adopt(list: &mut Vec<Node>, home: BlockKind, node: Node) {
    match list.last_mut().filter(|last| last.kind == home) {
        Some(last) => last.push_all(vec![node]),
        None => list.push(Node::blocks(home, vec![node])),
    }
}

fn block(node: Node, depth: usize) -> Vec<Node> {
    let Node {
        kind,
        content,
        origin,
    } = node;
    match (kind.holds(), content) {
        (Holds::Inline | Holds::PlainText, NodeContent::Text(spans)) => {
            let kind = if kind == BlockKind::Stray {
                BlockKind::Paragraph
            } else {
                kind
            };
            let spans = fit(&sane(&spans), kind.holds());
            vec![Node {
                origin,
                ..Node::text(kind, spans)
            }]
        }
        (Holds::Inline | Holds::PlainText, _) => vec![Node::text(kind, Vec::new())],
        (Holds::Nothing, _) if kind == BlockKind::Rule => vec![Node::rule()],
        (Holds::Blocks, NodeContent::Blocks(children)) if depth + 2 < NESTING_DEPTH => {
            container(kind, children, depth + 1)
        }
        (_, NodeContent::Blocks(children)) => texts(children),
        (_, NodeContent::Text(spans)) => block(Node::text(BlockKind::Paragraph, spans), depth),
        _ => Vec::new(),
    }
}

fn container(kind: BlockKind, children: Vec<Node>, depth: usize) -> Vec<Node> {
    let inside = match &kind {
        kind if kind.is_list() => items(children, depth),
        BlockKind::ListItem => item(children, depth),
        BlockKind::Table => {
            // Rows without cells of their own stay until the grid is laid: cells from above cover them.
            let empty = || Node::blocks(BlockKind::TableRow, Vec::new());
            let rows = children
                .into_iter()
                .map(|child| row(child, depth).pop().unwrap_or_else(empty));
            match rectangle(rows.collect()) {
                Ok(rows) => rows,
                Err(cells) => return cells.into_iter().flat_map(Node::into_children).collect(),
            }
        }
        BlockKind::TableRow => children
            .into_iter()
            .flat_map(|child| cell(child, depth))
            .collect(),
        _ => flow(children, depth),
    };
    match inside.is_empty() {
        true => Vec::new(),
        false => vec![Node::blocks(kind, inside)],
    }
}

fn items(children: Vec<Node>, depth: usize) -> Vec<Node> {
    let mut list: Vec<Node> = Vec::new();
    for child in children {
        match (child.kind == BlockKind::ListItem, list.last_mut()) {
            (true, _) => list.push(child),
            (false, Some(last)) if child.kind.is_list() => last.push_all(vec![child]),
            (false, _) => list.push(Node::blocks(BlockKind::ListItem, vec![child])),
        }
    }
    let whole = |child: Node| match child.content {
        NodeContent::Blocks(children) => {
            Node::blocks(BlockKind::ListItem, item(children, depth + 1))
        }
        NodeContent::Text(spans) => {
            let text = Node {
                origin: child.origin,
                ..Node::text(BlockKind::Paragraph, spans)
            };
            Node::blocks(BlockKind::ListItem, item(vec![text], depth + 1))
        }
        NodeContent::Nothing => Node::blocks(BlockKind::ListItem, vec![Node::paragraph("")]),
    };
    list.into_iter().map(whole).collect()
}

/// An item begins with a paragraph.
fn item(children: Vec<Node>, depth: usize) -> Vec<Node> {
    let mut inside = flow(children, depth);
    match inside.first_mut() {
        Some(first) if first.kind == BlockKind::Paragraph => {}
        Some(first) if matches!(first.kind, BlockKind::Heading { .. }) => {
            first.kind = BlockKind::Paragraph
        }
        _ => inside.insert(0, Node::paragraph("")),
    }
    inside
}

fn row(child: Node, depth: usize) -> Vec<Node> {
    match (child.kind.clone(), child.content) {
        (BlockKind::TableRow, NodeContent::Blocks(cells)) => {
            container(BlockKind::TableRow, cells, depth + 1)
        }
        (kind, content) => {
            let cell = Node {
                kind,
                content,
                origin: child.origin,
            };
            container(BlockKind::TableRow, vec![cell], depth + 1)
        }
    }
}

fn cell(child: Node, depth: usize) -> Vec<Node> {
    let (kind, inside) = match (child.kind.is_cell(), child.content) {
        (true, NodeContent::Blocks(children)) => (child.kind, children),
        (true, NodeContent::Text(spans)) => {
            (child.kind, vec![Node::text(BlockKind::Paragraph, spans)])
        }
        (true, NodeContent::Nothing) => (child.kind, Vec::new()),
        (false, content) => {
            let inner = Node {
                kind: child.kind,
                content,
                origin: child.origin,
            };
            (BlockKind::TableCell(Default::default()), vec![inner])
        }
    };
    let mut inside = flow(inside, depth + 1);
    if inside.is_empty() {
        inside.push(Node::paragraph(""));
    }
    vec![Node::blocks(kind, inside)]
}

/// All text of blocks that stand too deep, as paragraphs.
fn texts(nodes: Vec<Node>) -> Vec<Node> {
    let mut list = Vec::new();
    let mut rest: Vec<Node> = nodes.into_iter().rev().collect();
    while let Some(node) = rest.pop() {
        match node.content {
            NodeContent::Text(spans) => {
                let spans = fit(&sane(&spans), Holds::Inline);
                list.push(Node {
                    origin: node.origin,
                    ..Node::text(BlockKind::Paragraph, spans)
                });
            }
            NodeContent::Blocks(children) => rest.extend(children.into_iter().rev()),
            NodeContent::Nothing => {}
        }
    }
    list
}

/// Code excludes every other mark, and no run is empty.
fn sane(spans: &[Span]) -> Vec<Span> {
    let mut list = Vec::new();
    for span in spans {
        let span = match span {
            Span::Text { text, marks } => Span::Text {
                text: text.clone(),
                marks: marks.sane(),
            },
            Span::Break => Span::Break,
        };
        super::projection::push_span(&mut list, span);
    }
    list
}

impl Marks {
    /// The same marks without those that code excludes.
    pub(crate) fn sane(&self) -> Marks {
        match self.code {
            true => Marks {
                code: true,
                ..Marks::default()
            },
            false => self.clone(),
        }
    }
}
