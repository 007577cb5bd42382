//! HTML from anywhere as blocks. What is not on the list is left away, its text is kept.
//!
//! The parser of the browser is inert: no script runs and nothing is loaded. Only text, the kind of
//! block and a few marks are taken over; no attribute but a link's address comes through.

use super::word;
use model::document::{
    html::address::safe_address,
    projection::{Node, Slice, Span},
    schema::{BlockKind, Cell, Link, Mark, Marks},
};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, HtmlElement, Node as DomNode, SupportedType};

/// Of a hostile or a huge page the rest is left away.
const NODES: u32 = 20_000;
const DEPTH: u32 = 64;

/// The blocks of pasted HTML; none when there is nothing in it.
pub fn slice(html: &str) -> Option<Slice> {
    let parser = DomParser::new().ok()?;
    let document = parser
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    let body: DomNode = document.body()?.into();
    let mut reader = Reader { left: NODES };
    let nodes = reader.blocks(&body, &Marks::none(), 0);
    if nodes.is_empty() {
        return None;
    }
    let ours = document
        .query_selector("[data-tk-slice], [data-pm-slice]")
        .ok()
        .flatten();
    let (open_start, open_end) = match ours {
        Some(ours) => ends(&ours),
        None => (open(nodes.first()), open(nodes.last())),
    };
    Some(Slice {
        nodes,
        open_start,
        open_end,
    })
}

/// A paragraph at the border flows into the text around; anything else stands by itself.
fn open(node: Option<&Node>) -> u32 {
    u32::from(node.is_some_and(|node| node.kind == BlockKind::Paragraph))
}

fn ends(ours: &Element) -> (u32, u32) {
    let said = ours
        .get_attribute("data-tk-slice")
        .or_else(|| ours.get_attribute("data-pm-slice"));
    let said = said.unwrap_or_default();
    let mut numbers = said
        .split(' ')
        .map(|number| number.parse().unwrap_or(0).min(DEPTH));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

struct Reader {
    left: u32,
}

/// Blocks under construction, and the text that waits for its paragraph.
#[derive(Default)]
struct Page {
    blocks: Vec<Node>,
    spans: Vec<Span>,
}

impl Page {
    fn flush(&mut self) {
        let spans = trimmed(std::mem::take(&mut self.spans));
        if !spans.is_empty() {
            self.blocks.push(Node::text(BlockKind::Paragraph, spans));
        }
    }

    fn push(&mut self, node: Node) {
        self.flush();
        self.blocks.push(node);
    }

    fn text(&mut self, text: &str, marks: &Marks) {
        if !text.is_empty() {
            self.spans.push(Span::Text {
                text: text.to_owned(),
                marks: marks.clone(),
            });
        }
    }
}

impl Reader {
    fn blocks(&mut self, parent: &DomNode, marks: &Marks, depth: u32) -> Vec<Node> {
        let mut page = Page::default();
        self.children(parent, marks, depth, &mut page);
        page.flush();
        word::lists(page.blocks)
    }

    fn children(&mut self, parent: &DomNode, marks: &Marks, depth: u32, page: &mut Page) {
        let mut child = parent.first_child();
        while let Some(node) = child {
            if self.left == 0 || depth > DEPTH {
                return;
            }
            self.left -= 1;
            match node.dyn_ref::<Element>() {
                Some(element) => self.element(element, marks, depth + 1, page),
                None if node.node_type() == DomNode::TEXT_NODE => {
                    page.text(&collapsed(&node.text_content().unwrap_or_default()), marks);
                }
                None => {}
            }
            child = node.next_sibling();
        }
    }

    fn element(&mut self, element: &Element, marks: &Marks, depth: u32, page: &mut Page) {
        let tag = element.tag_name().to_ascii_lowercase();
        match tag.as_str() {
            "script" | "style" | "meta" | "link" | "title" | "head" | "template" | "noscript"
            | "iframe" | "object" | "svg" | "math" | "img" | "picture" | "video" | "audio"
            | "input" | "select" | "textarea" | "o:p" => {}
            "br" if element.class_name() == "Apple-interchange-newline" => {}
            "br" => page.spans.push(Span::Break),
            "hr" => page.push(Node::rule()),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = tag.as_bytes()[1] - b'0';
                self.textblock(element, BlockKind::Heading { level }, depth, page);
            }
            "pre" => {
                let text = element.text_content().unwrap_or_default();
                let text = text.strip_suffix('\n').unwrap_or(&text);
                page.push(Node::text(BlockKind::CODE, vec![Span::plain(text)]));
            }
            "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "figure"
            | "figcaption" | "address" | "dl" | "dt" | "dd" | "center" | "aside" | "nav"
            | "form" | "fieldset" => {
                self.paragraph(element, marks, depth, page);
            }
            "blockquote" => self.container(element, BlockKind::Quote, depth, page),
            "ul" => self.list(element, BlockKind::BulletList, depth, page),
            "ol" => self.list(element, BlockKind::ORDERED, depth, page),
            "li" => self.paragraph(element, marks, depth, page),
            "table" => self.table(element, depth, page),
            _ => self.children(element, &with(marks, &tag, element), depth, page),
        }
    }

    fn paragraph(&mut self, element: &Element, marks: &Marks, depth: u32, page: &mut Page) {
        page.flush();
        if let Some(kind) = word::heading(element) {
            return self.textblock(element, kind, depth, page);
        }
        let item = word::item(element);
        let from = page.blocks.len();
        self.children(element, marks, depth, page);
        page.flush();
        if let Some(item) = item {
            for node in &mut page.blocks[from..] {
                word::mark(node, &item);
            }
        }
    }

    fn textblock(&mut self, element: &Element, kind: BlockKind, depth: u32, page: &mut Page) {
        page.flush();
        let mut inner = Page::default();
        self.children(element, &Marks::none(), depth, &mut inner);
        let spans = trimmed(inner.spans);
        if !spans.is_empty() {
            page.blocks.push(Node::text(kind, spans));
        }
        page.blocks.extend(inner.blocks);
    }

    fn container(&mut self, element: &Element, kind: BlockKind, depth: u32, page: &mut Page) {
        let inner = self.blocks(element, &Marks::none(), depth);
        if !inner.is_empty() {
            page.push(Node::blocks(kind, inner));
        }
    }

    /// Google Docs puts a nested list beside its item instead of into it.
    fn list(&mut self, element: &Element, kind: BlockKind, depth: u32, page: &mut Page) {
        let mut items: Vec<Vec<Node>> = Vec::new();
        let children = element.children();
        for index in 0..children.length() {
            let Some(child) = children.item(index).filter(|_| depth < DEPTH) else {
                continue;
            };
            let nested = matches!(child.tag_name().as_str(), "UL" | "OL");
            let inner = match nested {
                true => {
                    let mut page = Page::default();
                    self.element(&child, &Marks::none(), depth + 1, &mut page);
                    page.blocks
                }
                false => self.blocks(&child, &Marks::none(), depth + 1),
            };
            match items.last_mut().filter(|_| nested) {
                Some(last) => last.extend(inner),
                None => items.push(inner),
            }
        }
        let items: Vec<Node> = items.into_iter().map(list_item).collect();
        if !items.is_empty() {
            page.push(Node::blocks(kind, items));
        }
    }

    fn table(&mut self, element: &Element, depth: u32, page: &mut Page) {
        let mut rows = Vec::new();
        let Ok(found) = element.query_selector_all("tr") else {
            return;
        };
        for index in 0..found.length() {
            let Some(row) = found
                .item(index)
                .and_then(|row| row.dyn_into::<Element>().ok())
            else {
                continue;
            };
            let own = row
                .closest("table")
                .ok()
                .flatten()
                .is_some_and(|table| &table == element);
            let cells = row.children();
            let cells = (0..cells.length())
                .filter_map(|index| cells.item(index))
                .filter(|_| own);
            let cells: Vec<Node> = cells.map(|cell| self.cell(&cell, depth + 1)).collect();
            if !cells.is_empty() {
                rows.push(Node::blocks(BlockKind::TableRow, cells));
            }
        }
        if !rows.is_empty() {
            page.push(Node::blocks(BlockKind::Table, rows));
        }
    }

    fn cell(&mut self, element: &Element, depth: u32) -> Node {
        let span = |name: &str| {
            let said = element
                .get_attribute(name)
                .and_then(|said| said.parse().ok());
            said.unwrap_or(1).clamp(1, 100)
        };
        let cell = Cell {
            colspan: span("colspan"),
            rowspan: span("rowspan"),
            ..Cell::default()
        };
        let kind = match element.tag_name().as_str() {
            "TH" => BlockKind::TableHeader(cell),
            _ => BlockKind::TableCell(cell),
        };
        let mut inner = self.blocks(element, &Marks::none(), depth);
        if inner.is_empty() {
            inner.push(Node::paragraph(""));
        }
        Node::blocks(kind, inner)
    }
}

/// An item begins with a paragraph, whatever was pasted.
fn list_item(mut inner: Vec<Node>) -> Node {
    if inner
        .first()
        .is_none_or(|first| first.kind != BlockKind::Paragraph)
    {
        inner.insert(0, Node::paragraph(""));
    }
    Node::blocks(BlockKind::ListItem, inner)
}

/// The marks inside an inline element.
fn with(marks: &Marks, tag: &str, element: &Element) -> Marks {
    let mut marks = marks.clone();
    let mark = match tag {
        // Google Docs wraps everything in a `<b>` that is not bold; its style says so below.
        "b" | "strong" => Some(Mark::Bold),
        "i" | "em" | "cite" | "dfn" => Some(Mark::Italic),
        "u" | "ins" => Some(Mark::Underline),
        "s" | "del" | "strike" => Some(Mark::Strike),
        "code" | "tt" | "kbd" | "samp" => Some(Mark::Code),
        _ => None,
    };
    if let Some(mark) = mark {
        marks.set(mark, true);
    }
    if tag == "a" {
        let href = element.get_attribute("href").unwrap_or_default();
        marks.link = safe_address(&href).map(Link::to);
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        styled(&mut marks, element);
    }
    marks
}

fn styled(marks: &mut Marks, element: &HtmlElement) {
    let style = element.style();
    let said = |name: &str| style.get_property_value(name).unwrap_or_default();
    match said("font-weight").as_str() {
        "" => {}
        "bold" | "bolder" | "600" | "700" | "800" | "900" => marks.set(Mark::Bold, true),
        _ => marks.set(Mark::Bold, false),
    }
    match said("font-style").as_str() {
        "" => {}
        style => marks.set(Mark::Italic, style == "italic" || style == "oblique"),
    }
    let line = said("text-decoration-line") + &said("text-decoration");
    if marks.link.is_none() && line.contains("underline") {
        marks.set(Mark::Underline, true);
    }
    if line.contains("line-through") {
        marks.set(Mark::Strike, true);
    }
}

/// White space as HTML shows it; hard spaces that Word puts in rows become one plain space.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let text = text
        .replace("\u{a0} ", " ")
        .replace(" \u{a0}", " ")
        .replace("\u{a0}\u{a0}", " ");
    for c in text.chars() {
        let is_gap = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        if !(is_gap && gap) {
            out.push(if is_gap { ' ' } else { c });
        }
        gap = is_gap;
    }
    out
}

/// Without the spaces that stand at the ends of a block and after one another.
fn trimmed(spans: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut gap = true;
    for span in spans {
        match span {
            Span::Text { text, marks } => {
                let text = if gap {
                    text.trim_start_matches(' ')
                } else {
                    &text
                };
                if text.is_empty() {
                    continue;
                }
                gap = text.ends_with(' ');
                match out.last_mut() {
                    Some(Span::Text {
                        text: known,
                        marks: same,
                    }) if *same == marks => known.push_str(text),
                    _ => out.push(Span::Text {
                        text: text.to_owned(),
                        marks,
                    }),
                }
            }
            Span::Break => {
                gap = true;
                out.push(Span::Break);
            }
        }
    }
    while let Some(last) = out.pop() {
        match last {
            Span::Break => {}
            Span::Text { text, marks } => {
                let text = text.trim_end_matches(' ').to_owned();
                if !text.is_empty() {
                    out.push(Span::Text { text, marks });
                    break;
                }
            }
        }
    }
    out
}
