//! What tags and styles say about the text in them.

use super::HtmlElement;
use crate::document::{
    html::address::safe_address,
    schema::{Link, Mark, Marks},
};

/// What holds for text at some place of the tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    bold: bool,
    italic: bool,
    underline: bool,
    strike: bool,
    code: bool,
    href: Option<String>,
    /// Whether spaces and line ends count, as in `pre`.
    pub preserves_space: bool,
    /// Whether an editor copied it that writes every space and break as it is.
    pub exact: bool,
    /// Whether it stands in a cell, where another table only lays out text.
    pub in_table: bool,
}

/// From this weight on a font is bold.
const BOLD_FROM: u32 = 600;

impl Style {
    /// What holds inside of an element.
    pub fn inside(&self, element: &HtmlElement) -> Style {
        let mut style = self.clone();
        style.take_tag(element);
        style.take_styles(element);
        style
    }

    fn take_tag(&mut self, element: &HtmlElement) {
        match element.tag.as_str() {
            "b" | "strong" => self.bold = true,
            "i" | "em" | "cite" | "dfn" | "var" => self.italic = true,
            "u" | "ins" => self.underline = true,
            "s" | "strike" | "del" => self.strike = true,
            "code" | "kbd" | "samp" | "tt" => self.code = true,
            "a" => {
                let href = element.attribute("href").and_then(safe_address);
                self.href = href.map(str::to_owned);
            }
            _ => {}
        }
    }

    fn take_styles(&mut self, element: &HtmlElement) {
        if let Some(weight) = element.style("font-weight") {
            self.bold = match weight.as_str() {
                "bold" | "bolder" => true,
                "normal" | "lighter" => false,
                number => number
                    .parse()
                    .map_or(self.bold, |weight: u32| weight >= BOLD_FROM),
            };
        }
        if let Some(slant) = element.style("font-style") {
            self.italic = slant.starts_with("italic") || slant.starts_with("oblique");
        }
        for property in ["text-decoration", "text-decoration-line"] {
            if let Some(lines) = element.style(property) {
                self.underline |= lines.contains("underline");
                self.strike |= lines.contains("line-through");
            }
        }
        if let Some(family) = element.style("font-family") {
            let family = family.as_str();
            let names = ["mono", "courier", "consolas", "menlo", "lucida console"];
            self.code |= names.iter().any(|name| family.contains(name));
        }
        if let Some(space) = element.style("white-space") {
            self.preserves_space = space.starts_with("pre") || space == "break-spaces";
        }
    }

    /// The marks of text at this place. A link is underlined anyway.
    pub fn marks(&self) -> Marks {
        let mut marks = Marks::none();
        if self.code {
            return marks.with(Mark::Code);
        }
        marks.bold = self.bold;
        marks.italic = self.italic;
        marks.underline = self.underline && self.href.is_none();
        marks.strike = self.strike;
        match &self.href {
            Some(href) => marks.linked(Link::to(href.as_str())),
            None => marks,
        }
    }
}
