//! HTML in: what people paste becomes blocks of the document, and nothing else.
//!
//! An allow-list of tags says what is a block, a mark or nothing; of styles only those that say what
//! a tag would say are read; ids, classes and scripts never get in. Word, Google Docs, LibreOffice,
//! Outlook and spreadsheets each say the same things in their own way, and are understood.

mod flow;
mod marks;
mod table;
mod word;

use super::node::{HtmlElement, HtmlNode};
use crate::document::{
    mend,
    projection::{Node, Slice},
};
use flow::Flow;
use marks::Style;

/// Blocks with open ends from HTML; empty when there is nothing in it that could be pasted.
pub fn slice_from(nodes: &[HtmlNode]) -> Slice {
    let openness = openness(nodes);
    let mut style = Style::default();
    (style.exact, style.preserves_space) = (openness.is_some(), openness.is_some());
    let nodes = mend(gathered(nodes, &style));
    let text_at =
        |node: Option<&Node>| u32::from(node.is_some_and(|node| node.kind.is_textblock()));
    let (open_start, open_end) = openness.unwrap_or_default();
    Slice {
        open_start: open_start.max(text_at(nodes.first())),
        open_end: open_end.max(text_at(nodes.last())),
        nodes,
    }
}

/// Whole blocks from HTML, for an import.
pub fn blocks(nodes: &[HtmlNode]) -> Vec<Node> {
    mend(gathered(nodes, &Style::default()))
}

fn gathered(nodes: &[HtmlNode], style: &Style) -> Vec<Node> {
    let mut flow = Flow::new(style);
    flow.nodes(nodes, style);
    flow.finish()
}

/// How open the ends are, when an editor that knows slices copied it.
fn openness(nodes: &[HtmlNode]) -> Option<(u32, u32)> {
    let said = |element: &HtmlElement| {
        let said = element
            .attribute("data-tk-slice")
            .or_else(|| element.attribute("data-pm-slice"))?;
        let mut numbers = said
            .split_ascii_whitespace()
            .map(|number| number.parse::<u32>().ok());
        Some((numbers.next()??, numbers.next()??))
    };
    nodes.iter().find_map(|node| {
        let HtmlNode::Element(element) = node else {
            return None;
        };
        said(element).or_else(|| match element.tag.as_str() {
            "html" | "body" | "div" | "meta" => openness(&element.children),
            _ => None,
        })
    })
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
