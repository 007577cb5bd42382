//! HTML from anywhere as blocks: the browser parses it, `model::document::html` understands it.
//!
//! The parser is inert: no script runs and nothing is loaded.

use model::document::{
    html::{Gather, TooMuch, slice_from},
    projection::Slice,
};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, Node as DomNode, SupportedType};

/// The blocks of pasted HTML; none when there is nothing in it, or more than can be pasted at once.
pub fn slice(html: &str) -> Option<Slice> {
    let parser = DomParser::new().ok()?;
    let document = parser
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    let mut gather = Gather::new();
    walk(&document.body()?.into(), &mut gather).ok()?;
    let slice = slice_from(&gather.finish());
    (!slice.nodes.is_empty()).then_some(slice)
}

/// Meets every node below `root` in order; without recursion, for hostile HTML is deep.
fn walk(root: &DomNode, gather: &mut Gather) -> Result<(), TooMuch> {
    let mut next = root.first_child();
    while let Some(node) = next {
        let inside = match node.dyn_ref::<Element>() {
            Some(element) => {
                open(element, gather)?;
                node.first_child()
            }
            None => {
                if node.node_type() == DomNode::TEXT_NODE {
                    gather.text(&node.node_value().unwrap_or_default())?;
                }
                None
            }
        };
        next = inside.or_else(|| after(node, root, gather));
    }
    Ok(())
}

fn open(element: &Element, gather: &mut Gather) -> Result<(), TooMuch> {
    let names = Gather::ATTRIBUTES.into_iter();
    let attributes = names.filter_map(|name| Some((name, element.get_attribute(name)?)));
    gather.open(&element.local_name(), attributes)
}

/// The node behind this one and everything in it; elements that end on the way are closed.
fn after(node: DomNode, root: &DomNode, gather: &mut Gather) -> Option<DomNode> {
    let mut node = node;
    loop {
        if node.node_type() == DomNode::ELEMENT_NODE {
            gather.close();
        }
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node().filter(|parent| parent != root)?;
    }
}
