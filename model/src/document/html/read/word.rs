//! What Word and Outlook write instead of lists, titles and headings.
//!
//! A list item is a paragraph whose style says `mso-list:l0 level2 lfo1`, and its bullet is text in
//! a span with `mso-list:Ignore`. Word on the web writes one `ul` an item, with the level on its
//! `li`.

use super::{HtmlElement, HtmlNode, Style, flow::Flow};
use crate::document::{
    projection::{Node, NodeContent},
    schema::BlockKind,
};

/// Deeper lists than this are a mistake of the writer.
const LEVELS: u32 = 9;

/// One paragraph that Word means as an item of a list.
pub(super) struct WordItem<'a> {
    level: u32,
    kind: BlockKind,
    element: &'a HtmlElement,
}

/// The items that the nodes begin with, and how many nodes they are.
pub(super) fn list_at(nodes: &[HtmlNode]) -> (Vec<WordItem<'_>>, usize) {
    let mut items = Vec::new();
    let mut taken = 0;
    for (index, node) in nodes.iter().enumerate() {
        match node {
            HtmlNode::Text(text) if text.trim().is_empty() && !items.is_empty() => {}
            HtmlNode::Element(element) => match item(element) {
                Some(item) => {
                    items.push(item);
                    taken = index + 1;
                }
                None => break,
            },
            HtmlNode::Text(_) => break,
        }
    }
    (items, taken)
}

fn item(element: &HtmlElement) -> Option<WordItem<'_>> {
    if element.tag != "p" {
        return None;
    }
    let said = element.style("mso-list")?;
    let level = said
        .split_ascii_whitespace()
        .find_map(|word| word.strip_prefix("level"))?;
    Some(WordItem {
        level: level.parse::<u32>().ok()?.clamp(1, LEVELS),
        kind: kind_of_marker(&marker(&element.children)),
        element,
    })
}

/// The text of the bullet or number.
fn marker(nodes: &[HtmlNode]) -> String {
    let mut text = String::new();
    for node in nodes {
        let HtmlNode::Element(element) = node else {
            continue;
        };
        text.push_str(&match is_marker(element) {
            true => words(&element.children),
            false => marker(&element.children),
        });
    }
    text
}

fn words(nodes: &[HtmlNode]) -> String {
    let words = nodes.iter().map(|node| match node {
        HtmlNode::Text(text) => text.clone(),
        HtmlNode::Element(element) => words(&element.children),
    });
    words.collect()
}

/// `1.` and `b)` number an ordered list; a dot, a dash or Courier's `o` is a bullet.
fn kind_of_marker(marker: &str) -> BlockKind {
    let marker = marker.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}' || c == '(');
    let name = marker.trim_end_matches(['.', ')']);
    let last = name.rsplit('.').next().unwrap_or("");
    let numbered = name.len() < marker.len() && !last.is_empty();
    match (
        numbered && last.chars().all(char::is_alphanumeric),
        last.parse::<i64>(),
    ) {
        (false, _) => BlockKind::BulletList,
        (true, Ok(start)) => BlockKind::OrderedList {
            start: start.clamp(0, 1_000_000),
            style: None,
        },
        (true, Err(_)) => {
            let style = lettered(last);
            BlockKind::OrderedList {
                start: 1,
                style: Some(style.into()),
            }
        }
    }
}

fn lettered(name: &str) -> &'static str {
    let roman = name
        .chars()
        .all(|c| "ivxlcdm".contains(c.to_ascii_lowercase()));
    let capital = name.chars().all(char::is_uppercase);
    match (
        roman && name.starts_with(['i', 'I', 'v', 'V', 'x', 'X']),
        capital,
    ) {
        (true, false) => "i",
        (true, true) => "I",
        (false, false) => "a",
        (false, true) => "A",
    }
}

/// The items as lists in lists.
pub(super) fn lists(items: Vec<WordItem>, style: &Style) -> Vec<Node> {
    let mut done: Vec<Node> = Vec::new();
    for item in items {
        let mut flow = Flow::new(style);
        flow.nodes(&item.element.children, &style.inside(item.element));
        let mut blocks = flow.finish();
        if blocks.is_empty() {
            blocks.push(Node::paragraph(""));
        }
        let list = Node::blocks(item.kind, vec![Node::blocks(BlockKind::ListItem, blocks)]);
        nest(&mut done, list, item.level);
    }
    done
}

/// Puts a list so deep into the last list of the blocks, joining it with one of its sort.
pub(super) fn nest(done: &mut Vec<Node>, list: Node, level: u32) {
    let last = done.last_mut().filter(|last| last.kind.is_list());
    match last {
        Some(last) if level > 1 => match last.last_child().map(|item| &mut item.content) {
            Some(NodeContent::Blocks(blocks)) => nest(blocks, list, level - 1),
            _ => done.push(list),
        },
        Some(last) if last.kind.same_tag(&list.kind) => last.push_all(list.into_children()),
        _ => done.push(list),
    }
}

/// The level that Word on the web gives the only item of a list.
pub(super) fn online_level(list: &HtmlElement) -> Option<u32> {
    let items: Vec<&HtmlElement> = list
        .children
        .iter()
        .filter_map(|child| match child {
            HtmlNode::Element(item) => Some(item),
            HtmlNode::Text(_) => None,
        })
        .collect();
    let [item] = items.as_slice() else {
        return None;
    };
    let level = item.attribute("data-aria-level")?;
    Some(level.parse::<u32>().ok()?.clamp(1, LEVELS))
}

/// What Word means with a paragraph.
pub(super) fn kind(paragraph: &HtmlElement) -> BlockKind {
    let outline = paragraph
        .style("mso-outline-level")
        .and_then(|level| level.parse::<u8>().ok());
    match outline.filter(|level| (1..=6).contains(level)) {
        Some(level) => BlockKind::Heading { level },
        None if paragraph.has_class("MsoTitle") => BlockKind::Heading { level: 1 },
        None => BlockKind::Paragraph,
    }
}

fn is_marker(element: &HtmlElement) -> bool {
    element
        .style("mso-list")
        .is_some_and(|said| said == "ignore")
}

/// Markers, the reviewer's balloons and hidden text.
pub(super) fn is_dropped(element: &HtmlElement) -> bool {
    let element_kind = element.style("mso-element").unwrap_or_default();
    is_marker(element)
        || element.has_class("msocomanchor")
        || element.style("mso-hide").is_some_and(|said| said == "all")
        || element
            .style("mso-special-character")
            .is_some_and(|said| said == "comment")
        || matches!(
            element_kind.as_str(),
            "comment-list" | "comment" | "header" | "footer"
        )
}
