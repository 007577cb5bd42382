//! A field as HTML: one shape for reading and export, one for the editor to take over.

use super::address::safe_address;
use crate::document::{
    projection::{Node, Projection, Slice, Span},
    schema::{BlockKind, Cell, Mark, Marks},
};

/// How the HTML is to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The editor's own DOM: `data-b` holds the block's running number in document order from 0,
    /// `data-a` marks a hard break, and an empty textblock holds a filler `<br>`.
    /// Blocks of unknown kinds are not there and are not counted.
    pub editor: bool,
    /// How many levels deeper headings stand, for a text within a page that has its own headings.
    pub heading_shift: u8,
}

impl Shape {
    /// For reading, without handles, headings as they are.
    pub const READING: Shape = Shape {
        editor: false,
        heading_shift: 0,
    };
    /// What the editor draws and adopts.
    pub const EDITOR: Shape = Shape {
        editor: true,
        heading_shift: 0,
    };
}

/// The field as HTML for reading.
pub fn of_field(field: &Projection) -> String {
    of_field_as(field, Shape::READING)
}

/// The field as HTML of a shape.
pub fn of_field_as(field: &Projection, shape: Shape) -> String {
    of_nodes(&field.nodes(), shape)
}

/// Blocks as HTML of a shape.
pub fn of_nodes(nodes: &[Node], shape: Shape) -> String {
    let mut page = Page {
        html: String::new(),
        shape,
        handle: 0,
    };
    page.blocks(nodes);
    page.html
}

/// The words of one textblock as HTML for reading.
pub fn of_spans(spans: &[Span]) -> String {
    let mut page = Page {
        html: String::new(),
        shape: Shape::READING,
        handle: 0,
    };
    page.inline(spans);
    page.html
}

/// A slice as HTML for the clipboard: how open its ends are stands at its first block, for this
/// editor and for those built on ProseMirror.
pub fn of_slice(slice: &Slice) -> String {
    let html = of_nodes(&slice.nodes, Shape::READING);
    let ends = format!("{} {}", slice.open_start, slice.open_end);
    match html.find(['>', ' ']) {
        Some(at) => {
            let (tag, rest) = html.split_at(at);
            format!("{tag} data-tk-slice=\"{ends}\" data-pm-slice=\"{ends} []\"{rest}")
        }
        None => html,
    }
}

/// Text as it stands between tags.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_into(&mut html, text);
    html
}

fn escape_into(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\r' => html.push_str("&#13;"),
            '\0' => html.push('\u{fffd}'),
            c => html.push(c),
        }
    }
}

struct Page {
    html: String,
    shape: Shape,
    handle: u32,
}

impl Page {
    fn blocks(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.block(node);
        }
    }

    fn block(&mut self, block: &Node) {
        match &block.kind {
            BlockKind::Foreign { .. } => {}
            BlockKind::Rule => self.open("hr", ""),
            BlockKind::CodeBlock { .. } => self.code(block),
            BlockKind::Table => self.table(block),
            kind if kind.is_textblock() => self.text(tag(kind, self.shape), block),
            kind => {
                let tag = tag(kind, self.shape);
                self.open(tag, &list_attributes(kind));
                self.blocks(block.children());
                self.close(tag);
            }
        }
    }

    fn text(&mut self, tag: &str, block: &Node) {
        self.open(
            tag,
            if self.shape.editor {
                " dir=\"auto\""
            } else {
                ""
            },
        );
        self.inline(block.spans());
        self.close(tag);
    }

    fn code(&mut self, block: &Node) {
        self.open(
            "pre",
            if self.shape.editor {
                " dir=\"auto\""
            } else {
                ""
            },
        );
        let language = match &block.kind {
            BlockKind::CodeBlock { language } if !self.shape.editor => language.as_deref(),
            _ => None,
        };
        match language.filter(|name| is_language(name)) {
            Some(name) => self
                .html
                .push_str(&format!("<code class=\"language-{name}\">")),
            None => self.html.push_str("<code>"),
        }
        self.inline(block.spans());
        self.html.push_str("</code>");
        self.close("pre");
    }

    fn table(&mut self, table: &Node) {
        self.open("table", "");
        self.html.push_str("<tbody>");
        for (index, row) in table.children().iter().enumerate() {
            self.open("tr", "");
            for cell in row.children() {
                self.cell(cell, index == 0);
            }
            self.close("tr");
        }
        self.html.push_str("</tbody>");
        self.close("table");
    }

    fn cell(&mut self, block: &Node, first_row: bool) {
        let Some(cell) = block.kind.cell() else {
            return;
        };
        let header = matches!(block.kind, BlockKind::TableHeader(_));
        let tag = if header { "th" } else { "td" };
        let mut attributes = cell_attributes(cell);
        if header && !self.shape.editor {
            attributes.push_str(if first_row {
                " scope=\"col\""
            } else {
                " scope=\"row\""
            });
        }
        self.open(tag, &attributes);
        self.blocks(block.children());
        self.close(tag);
    }

    fn inline(&mut self, spans: &[Span]) {
        let mut open: Vec<Wrap> = Vec::new();
        for (index, span) in spans.iter().enumerate() {
            match span {
                Span::Text { text, marks } => {
                    self.turn(&mut open, wraps(marks));
                    escape_into(&mut self.html, text);
                }
                Span::Break => {
                    self.turn(&mut open, Vec::new());
                    self.html.push_str(if self.shape.editor {
                        "<br data-a>"
                    } else {
                        "<br>"
                    });
                    if self.shape.editor && index + 1 == spans.len() {
                        self.html.push_str("<br>");
                    }
                }
            }
        }
        self.turn(&mut open, Vec::new());
        if self.shape.editor && spans.iter().all(is_nothing) {
            self.html.push_str("<br>");
        }
    }

    /// Closes what ends and opens what begins. The editor's runs stand each in tags of their own.
    fn turn(&mut self, open: &mut Vec<Wrap>, wanted: Vec<Wrap>) {
        let shared = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        let kept = if self.shape.editor { 0 } else { shared };
        for wrap in open.drain(kept..).rev() {
            self.html.push_str("</");
            self.html.push_str(wrap.tag());
            self.html.push('>');
        }
        for wrap in &wanted[kept..] {
            wrap.open(&mut self.html);
        }
        *open = wanted;
    }

    fn open(&mut self, tag: &str, attributes: &str) {
        self.html.push('<');
        self.html.push_str(tag);
        if self.shape.editor {
            self.html.push_str(&format!(" data-b=\"{}\"", self.handle));
            self.handle += 1;
        }
        self.html.push_str(attributes);
        self.html.push('>');
    }

    fn close(&mut self, tag: &str) {
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }
}

/// Whether a name of a programming language can stand in a class.
pub(super) fn is_language(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "+#-_.".contains(c);
    !name.is_empty() && name.len() <= 32 && name.chars().all(allowed)
}

fn is_nothing(span: &Span) -> bool {
    matches!(span, Span::Text { text, .. } if text.is_empty())
}

fn tag(kind: &BlockKind, shape: Shape) -> &'static str {
    match kind {
        BlockKind::Heading { level } => match level.saturating_add(shape.heading_shift) {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        },
        BlockKind::Quote => "blockquote",
        BlockKind::BulletList => "ul",
        BlockKind::OrderedList { .. } => "ol",
        BlockKind::ListItem => "li",
        BlockKind::Paragraph | BlockKind::Stray => "p",
        // Rows and cells outside of a table: only a merge or a foreign client leaves them.
        _ => "div",
    }
}

fn list_attributes(kind: &BlockKind) -> String {
    let BlockKind::OrderedList { start, style } = kind else {
        return String::new();
    };
    let start = match start {
        1 => String::new(),
        start => format!(" start=\"{start}\""),
    };
    let style = style
        .as_deref()
        .filter(|style| ["1", "a", "A", "i", "I"].contains(style));
    start + &style.map_or(String::new(), |style| format!(" type=\"{style}\""))
}

fn cell_attributes(cell: &Cell) -> String {
    let span = |name: &str, span| match span {
        1 => String::new(),
        span => format!(" {name}=\"{span}\""),
    };
    let align = cell
        .align
        .as_deref()
        .filter(|align| ["left", "center", "right"].contains(align));
    let align = align.map_or(String::new(), |align| format!(" class=\"align-{align}\""));
    span("colspan", cell.colspan) + &span("rowspan", cell.rowspan) + &align
}

/// A tag around a run.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wrap {
    Link(String),
    Mark(Mark),
}

/// The tags around a run, outermost first.
fn wraps(marks: &Marks) -> Vec<Wrap> {
    let href = marks
        .link
        .as_ref()
        .and_then(|link| safe_address(&link.href));
    let link = href.map(|href| Wrap::Link(href.to_owned()));
    let simple = Mark::ALL
        .into_iter()
        .filter(|mark| marks.has(*mark))
        .map(Wrap::Mark);
    link.into_iter().chain(simple).collect()
}

impl Wrap {
    fn tag(&self) -> &'static str {
        match self {
            Wrap::Link(_) => "a",
            Wrap::Mark(Mark::Bold) => "strong",
            Wrap::Mark(Mark::Italic) => "em",
            Wrap::Mark(Mark::Underline) => "u",
            Wrap::Mark(Mark::Strike) => "s",
            Wrap::Mark(Mark::Code) => "code",
        }
    }

    fn open(&self, html: &mut String) {
        html.push('<');
        html.push_str(self.tag());
        if let Wrap::Link(href) = self {
            html.push_str(" href=\"");
            escape_into(html, href);
            html.push_str("\" rel=\"noopener noreferrer nofollow\"");
        }
        html.push('>');
    }
}

#[cfg(test)]
mod tests;
