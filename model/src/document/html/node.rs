//! HTML as a plain tree, whoever parsed it: the browser's `DOMParser` or, in tests, a parser in Rust.
//!
//! The tree is built through [`Gather`], which stops at the limits of a paste while it is built, so
//! that hostile HTML costs neither memory nor stack.

use crate::limits::{NESTING_DEPTH, PASTE_BYTES, PASTE_NODES};

/// One node of an HTML tree. Comments, instructions and doctypes are not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlNode {
    Element(HtmlElement),
    Text(String),
}

/// An element; names are in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlElement {
    pub tag: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<HtmlNode>,
}

/// The HTML is larger than a paste may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than can be pasted at once")]
pub struct TooMuch;

/// Builds a tree from what a walk through some other tree meets, within the limits of a paste.
#[derive(Debug, Default)]
pub struct Gather {
    roots: Vec<HtmlNode>,
    open: Vec<HtmlElement>,
    /// Open elements beyond the depth limit: what is in them goes into the last one within it.
    beyond: usize,
    nodes: usize,
    size_bytes: usize,
}

impl Gather {
    /// Nothing yet.
    pub fn new() -> Gather {
        Gather::default()
    }

    /// The attributes that are looked at at all; a walk need not fetch any other.
    pub const ATTRIBUTES: [&'static str; 11] = [
        "class",
        "colspan",
        "data-aria-level",
        "data-pm-slice",
        "data-tk-slice",
        "hidden",
        "href",
        "rowspan",
        "start",
        "style",
        "type",
    ];

    /// An element begins.
    pub fn open<N: AsRef<str>, V: AsRef<str>>(
        &mut self,
        tag: &str,
        attributes: impl IntoIterator<Item = (N, V)>,
    ) -> Result<(), TooMuch> {
        self.count(tag.len())?;
        if self.open.len() >= NESTING_DEPTH {
            self.beyond += 1;
            return Ok(());
        }
        let mut element = HtmlElement {
            tag: tag.to_ascii_lowercase(),
            ..HtmlElement::default()
        };
        for (name, value) in attributes {
            let name = name.as_ref().to_ascii_lowercase();
            if Gather::ATTRIBUTES.contains(&name.as_str()) {
                self.weigh(value.as_ref().len())?;
                element.attributes.push((name, value.as_ref().to_owned()));
            }
        }
        self.open.push(element);
        Ok(())
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> Result<(), TooMuch> {
        self.count(text.len())?;
        self.place(HtmlNode::Text(text.to_owned()));
        Ok(())
    }

    /// The innermost element ends.
    pub fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(element) = self.open.pop() {
            self.place(HtmlNode::Element(element));
        }
    }

    /// The tree; what is still open ends here.
    pub fn finish(mut self) -> Vec<HtmlNode> {
        self.beyond = 0;
        while !self.open.is_empty() {
            self.close();
        }
        self.roots
    }

    fn place(&mut self, node: HtmlNode) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.roots.push(node),
        }
    }

    fn count(&mut self, size_bytes: usize) -> Result<(), TooMuch> {
        self.nodes += 1;
        if self.nodes > PASTE_NODES {
            return Err(TooMuch);
        }
        self.weigh(size_bytes)
    }

    fn weigh(&mut self, size_bytes: usize) -> Result<(), TooMuch> {
        self.size_bytes += size_bytes;
        match self.size_bytes > PASTE_BYTES {
            true => Err(TooMuch),
            false => Ok(()),
        }
    }
}

impl HtmlElement {
    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether it has a class, whatever its case.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes()
            .any(|known| known.eq_ignore_ascii_case(class))
    }

    /// Its classes.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class")
            .unwrap_or("")
            .split_ascii_whitespace()
    }

    /// The value of a property of its style, in lower case.
    pub fn style(&self, property: &str) -> Option<String> {
        let declarations = self.attribute("style")?.split(';');
        let mut values = declarations.filter_map(|declaration| {
            let (name, value) = declaration.split_once(':')?;
            let same = name.trim().eq_ignore_ascii_case(property);
            same.then(|| value.trim().to_ascii_lowercase())
        });
        values.next()
    }
}
