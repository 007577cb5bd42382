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
mod tests {
    use super::*;
    use crate::document::{projection::NodeContent, schema::Link};

    fn run(text: &str, marks: &[Mark]) -> Span {
        let marks = marks
            .iter()
            .fold(Marks::none(), |marks, mark| marks.with(*mark));
        Span::Text {
            text: text.to_owned(),
            marks,
        }
    }

    fn linked(text: &str, href: &str, marks: Marks) -> Span {
        Span::Text {
            text: text.to_owned(),
            marks: marks.linked(Link::to(href)),
        }
    }

    fn paragraph(spans: Vec<Span>) -> Node {
        Node::text(BlockKind::Paragraph, spans)
    }

    fn reading(nodes: Vec<Node>) -> String {
        of_nodes(&nodes, Shape::READING)
    }

    #[test]
    fn every_block_has_its_tag() {
        let item = |text| Node::blocks(BlockKind::ListItem, vec![Node::paragraph(text)]);
        let text = |kind, text: &str| Node::text(kind, vec![Span::plain(text)]);
        let third = BlockKind::OrderedList {
            start: 3,
            style: Some("a".into()),
        };
        let rows = [
            (Node::paragraph("a"), "<p>a</p>"),
            (text(BlockKind::Heading { level: 2 }, "a"), "<h2>a</h2>"),
            (
                text(BlockKind::CODE, "a\n b"),
                "<pre><code>a\n b</code></pre>",
            ),
            (Node::rule(), "<hr>"),
            (
                Node::blocks(BlockKind::Quote, vec![Node::paragraph("a")]),
                "<blockquote><p>a</p></blockquote>",
            ),
            (
                Node::blocks(BlockKind::BulletList, vec![item("a"), item("b")]),
                "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
            ),
            (
                Node::blocks(BlockKind::ORDERED, vec![item("a")]),
                "<ol><li><p>a</p></li></ol>",
            ),
            (
                Node::blocks(third, vec![item("a")]),
                "<ol start=\"3\" type=\"a\"><li><p>a</p></li></ol>",
            ),
        ];
        for (node, expected) in rows {
            assert_eq!(reading(vec![node]), expected);
        }
    }

    #[test]
    fn tables_keep_spans_and_say_what_their_headers_head() {
        let wide = Cell {
            colspan: 2,
            align: Some("center".into()),
            ..Cell::default()
        };
        let cell = |kind| Node::blocks(kind, vec![Node::paragraph("x")]);
        let row = |cells| Node::blocks(BlockKind::TableRow, cells);
        let table = Node::blocks(
            BlockKind::Table,
            vec![
                row(vec![cell(BlockKind::TableHeader(wide))]),
                row(vec![
                    cell(BlockKind::TableHeader(Cell::default())),
                    cell(BlockKind::TableCell(Cell::default())),
                ]),
            ],
        );
        assert_eq!(
            reading(vec![table]),
            "<table><tbody>\
             <tr><th colspan=\"2\" class=\"align-center\" scope=\"col\"><p>x</p></th></tr>\
             <tr><th scope=\"row\"><p>x</p></th><td><p>x</p></td></tr>\
             </tbody></table>"
        );
    }

    #[test]
    fn marks_nest_in_one_order_and_share_their_tags() {
        use Mark::{Bold, Code, Italic, Strike, Underline};
        let link = |text, marks| linked(text, "https://x", marks);
        let rows = [
            (
                vec![run("a", &[Underline, Bold, Strike, Italic])],
                "<strong><em><u><s>a</s></u></em></strong>",
            ),
            (
                vec![run("a", &[Bold]), run("b", &[Bold, Italic]), run("c", &[])],
                "<strong>a<em>b</em></strong>c",
            ),
            (vec![run("a", &[Code])], "<code>a</code>"),
            (
                vec![
                    link("a", Marks::none()),
                    link("b", Marks::none().with(Bold)),
                ],
                "<a href=\"https://x\" rel=\"noopener noreferrer nofollow\">a<strong>b</strong></a>",
            ),
            (
                vec![run("a", &[Bold]), Span::Break, run("b", &[Bold])],
                "<strong>a</strong><br><strong>b</strong>",
            ),
        ];
        for (spans, expected) in rows {
            assert_eq!(
                reading(vec![paragraph(spans)]),
                format!("<p>{expected}</p>")
            );
        }
    }

    #[test]
    fn nothing_that_a_hostile_client_writes_becomes_markup() {
        let hostile = paragraph(vec![
            run("<script>alert(1)</script> & \"x\"", &[]),
            linked("a", "javascript:alert(1)", Marks::none()),
            linked("b", "https://x/\"onclick=\"alert(1)", Marks::none()),
        ]);
        assert_eq!(
            reading(vec![hostile]),
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;a\
             <a href=\"https://x/&quot;onclick=&quot;alert(1)\" rel=\"noopener noreferrer nofollow\">b</a></p>"
        );
        let list = BlockKind::OrderedList {
            start: 1,
            style: Some("\"><script>".into()),
        };
        assert_eq!(reading(vec![Node::blocks(list, Vec::new())]), "<ol></ol>");
        let cell = BlockKind::TableCell(Cell {
            align: Some("x\" onclick=\"y".into()),
            ..Cell::default()
        });
        let row = Node::blocks(BlockKind::TableRow, vec![Node::blocks(cell, Vec::new())]);
        let table = reading(vec![Node::blocks(BlockKind::Table, vec![row])]);
        assert_eq!(table, "<table><tbody><tr><td></td></tr></tbody></table>");
    }

    #[test]
    fn headings_can_stand_deeper() {
        let heading = |level| Node::text(BlockKind::Heading { level }, vec![Span::plain("a")]);
        let shape = Shape {
            heading_shift: 2,
            ..Shape::READING
        };
        let html = of_nodes(&[heading(1), heading(3), heading(6)], shape);
        assert_eq!(html, "<h3>a</h3><h5>a</h5><h6>a</h6>");
    }

    #[test]
    fn the_editor_gets_handles_fillers_and_runs_of_their_own() {
        let item = Node::blocks(BlockKind::ListItem, vec![Node::paragraph("")]);
        let nodes = [
            paragraph(vec![
                run("a", &[Mark::Bold]),
                run("b", &[Mark::Bold, Mark::Italic]),
                Span::Break,
            ]),
            Node::blocks(BlockKind::BulletList, vec![item]),
            Node {
                content: NodeContent::Nothing,
                ..Node::rule()
            },
        ];
        assert_eq!(
            of_nodes(&nodes, Shape::EDITOR),
            "<p data-b=\"0\" dir=\"auto\"><strong>a</strong><strong><em>b</em></strong><br data-a><br></p>\
             <ul data-b=\"1\"><li data-b=\"2\"><p data-b=\"3\" dir=\"auto\"><br></p></li></ul>\
             <hr data-b=\"4\">"
        );
    }
}
