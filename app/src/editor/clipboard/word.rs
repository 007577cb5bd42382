//! Word writes lists as paragraphs whose style says `mso-list`, with the bullet as text before them.

use model::document::{
    projection::{Node, NodeContent, Span},
    schema::BlockKind,
};
use web_sys::Element;

/// Deeper lists are taken as this deep.
const LEVELS: usize = 9;

/// A paragraph that is an item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    level: usize,
    ordered: bool,
}

/// What Word's style says, when the paragraph is an item; its bullet goes.
pub fn item(element: &Element) -> Option<Item> {
    let style = element.get_attribute("style")?;
    let said = style.split("mso-list:").nth(1)?.split(';').next()?.trim();
    if said.starts_with("none") {
        return None;
    }
    let level = said.split("level").nth(1)?;
    let level: String = level.chars().take_while(char::is_ascii_digit).collect();
    let level = level.parse::<usize>().ok()?.clamp(1, LEVELS);
    let mut bullet = String::new();
    if let Ok(ignored) =
        element.query_selector_all("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']")
    {
        for index in 0..ignored.length() {
            if let Some(node) = ignored.item(index) {
                bullet.push_str(&node.text_content().unwrap_or_default());
                if let Some(parent) = node.parent_node() {
                    let _ = parent.remove_child(&node);
                }
            }
        }
    }
    let first = bullet.trim_start().chars().next();
    let ordered = first.is_some_and(|c| c.is_ascii_digit()) || bullet.trim().ends_with(['.', ')']);
    Some(Item { level, ordered })
}

/// Word's own names for headings.
pub fn heading(element: &Element) -> Option<BlockKind> {
    let class = element.class_name();
    if class.contains("MsoTitle") {
        return Some(BlockKind::Heading { level: 1 });
    }
    let digit = class.split("MsoHeading").nth(1)?.chars().next()?;
    let level = u8::try_from(digit.to_digit(10)?).ok()?;
    (1..=6)
        .contains(&level)
        .then_some(BlockKind::Heading { level })
}

/// Remembers on a paragraph that it is an item, until all its neighbours are known.
pub fn mark(node: &mut Node, item: &Item) {
    if node.kind == BlockKind::Paragraph {
        let inner = std::mem::replace(node, Node::paragraph(""));
        *node = Node::blocks(
            BlockKind::OrderedList {
                start: i64::try_from(item.level).unwrap_or(1),
                style: Some(
                    if item.ordered {
                        "word-ordered"
                    } else {
                        "word-bullet"
                    }
                    .into(),
                ),
            },
            vec![inner],
        );
    }
}

fn marked(node: &Node) -> Option<(Item, &[Node])> {
    let (
        BlockKind::OrderedList {
            start,
            style: Some(style),
        },
        NodeContent::Blocks(inner),
    ) = (&node.kind, &node.content)
    else {
        return None;
    };
    let ordered = match &**style {
        "word-ordered" => true,
        "word-bullet" => false,
        _ => return None,
    };
    let level = usize::try_from(*start).unwrap_or(1);
    Some((Item { level, ordered }, inner))
}

/// Makes real lists of the marked paragraphs.
pub fn lists(nodes: Vec<Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::new();
    for node in nodes {
        match marked(&node) {
            Some((item, inner)) => put(&mut out, &item, item.level, inner.to_vec()),
            None => out.push(node),
        }
    }
    out
}

/// Appends an item `level` lists deep.
fn put(nodes: &mut Vec<Node>, item: &Item, level: usize, inner: Vec<Node>) {
    let kind = if item.ordered {
        BlockKind::ORDERED
    } else {
        BlockKind::BulletList
    };
    let fits = |node: &Node| node.kind.is_list() && (level > 1 || node.kind == kind);
    if !nodes.last().is_some_and(fits) {
        nodes.push(Node::blocks(kind, Vec::new()));
    }
    let Some(Node {
        content: NodeContent::Blocks(items),
        ..
    }) = nodes.last_mut()
    else {
        return;
    };
    if level == 1 {
        items.push(Node::blocks(BlockKind::ListItem, inner));
        return;
    }
    if items.is_empty() {
        let empty = Node::text(BlockKind::Paragraph, Vec::<Span>::new());
        items.push(Node::blocks(BlockKind::ListItem, vec![empty]));
    }
    if let Some(Node {
        content: NodeContent::Blocks(inside),
        ..
    }) = items.last_mut()
    {
        put(inside, item, level - 1, inner);
    }
}
