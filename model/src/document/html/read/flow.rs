//! The walk: blocks are gathered one after the other, and the line of text that is being written.

use super::{HtmlElement, HtmlNode, Style, table, word};
use crate::document::{
    html::render::is_language,
    projection::{Node, Span, push_span},
    schema::{BlockKind, Marks},
};

/// Blocks of one container, and the text that no block was opened for yet.
#[derive(Default)]
pub(super) struct Flow {
    done: Vec<Node>,
    line: Vec<Span>,
    /// The space that waits to be written before the next word.
    space: Option<(char, Marks)>,
    /// Whether every break counts, as in what an editor copied.
    exact: bool,
}

const NO_BREAK_SPACE: char = '\u{a0}';

/// What an element is to the document.
enum Role {
    Dropped,
    Inline,
    /// Its text stands in blocks of its own.
    Division,
    Text(BlockKind),
    Code,
    Quote,
    List(BlockKind),
    Item,
    Rule,
    Break,
    Table,
}

impl Flow {
    /// Nothing yet, for nodes that stand where this style holds.
    pub fn new(style: &Style) -> Flow {
        Flow {
            exact: style.exact,
            ..Flow::default()
        }
    }

    /// Everything that was gathered.
    pub fn finish(mut self) -> Vec<Node> {
        self.end_line();
        self.done
    }

    /// Walks nodes that stand in one container.
    pub fn nodes(&mut self, nodes: &[HtmlNode], style: &Style) {
        let mut index = 0;
        while let Some(node) = nodes.get(index) {
            let (items, taken) = word::list_at(&nodes[index..]);
            if taken > 0 {
                self.end_line();
                self.done.extend(word::lists(items, style));
                index += taken;
                continue;
            }
            match node {
                HtmlNode::Text(text) => self.text(text, style),
                HtmlNode::Element(element) => self.element(element, style),
            }
            index += 1;
        }
    }

    fn element(&mut self, element: &HtmlElement, outer: &Style) {
        let style = outer.inside(element);
        match role(element, outer) {
            Role::Dropped => {}
            Role::Inline => self.nodes(&element.children, &style),
            Role::Break => self.line_break(element),
            Role::Rule => self.block(Node::rule()),
            Role::Division => {
                self.end_line();
                self.nodes(&element.children, &style);
                self.end_line();
            }
            Role::Text(kind) => self.textblock(element, kind, &style),
            Role::Code => self.block(code(element, self.exact)),
            Role::Quote => self.container(BlockKind::Quote, element, &style),
            Role::Item => self.container(BlockKind::ListItem, element, &style),
            Role::List(kind) => self.list(kind, element, &style),
            Role::Table => {
                self.end_line();
                self.done.extend(table::read(element, &style));
            }
        }
    }

    fn block(&mut self, node: Node) {
        self.end_line();
        self.done.push(node);
    }

    /// A paragraph or heading. Blocks inside of it (which only broken HTML has) follow it.
    fn textblock(&mut self, element: &HtmlElement, kind: BlockKind, style: &Style) {
        self.end_line();
        let mut inside = Flow::new(style);
        inside.nodes(&element.children, style);
        let mut nodes = inside.finish();
        match nodes
            .first_mut()
            .filter(|first| first.kind == BlockKind::Paragraph)
        {
            Some(first) => first.kind = kind,
            None => nodes.insert(0, Node::text(kind, Vec::new())),
        }
        let headless = nodes.len() > 1 && nodes[0].spans().is_empty();
        self.done
            .extend(nodes.into_iter().skip(usize::from(headless)));
    }

    fn container(&mut self, kind: BlockKind, element: &HtmlElement, style: &Style) {
        let mut inside = Flow::new(style);
        inside.nodes(&element.children, style);
        let mut nodes = inside.finish();
        if nodes.is_empty() {
            nodes.push(Node::paragraph(""));
        }
        self.block(Node::blocks(kind, nodes));
    }

    /// A list in a list belongs to the item before it, wherever it was written.
    fn list(&mut self, kind: BlockKind, element: &HtmlElement, style: &Style) {
        let mut inside = Flow::new(style);
        inside.nodes(&element.children, style);
        let nodes = inside.finish();
        if nodes.is_empty() {
            return;
        }
        let list = Node::blocks(kind, nodes);
        self.end_line();
        match word::online_level(element) {
            Some(level) => word::nest(&mut self.done, list, level),
            None => self.done.push(list),
        }
    }

    fn line_break(&mut self, element: &HtmlElement) {
        if !element.has_class("apple-interchange-newline") {
            self.space = None;
            self.line.push(Span::Break);
        }
    }

    fn text(&mut self, text: &str, style: &Style) {
        let marks = style.marks();
        if style.preserves_space {
            return self.lines(text, &marks);
        }
        let mut word = String::new();
        for c in text.chars() {
            if is_space(c) {
                self.word(std::mem::take(&mut word), &marks);
                // A run of spaces of any sort is one; a lone no-break space was meant.
                self.space = Some(match self.space.take() {
                    None if c == NO_BREAK_SPACE => (c, marks.clone()),
                    None => (' ', marks.clone()),
                    Some((_, marks)) => (' ', marks),
                });
            } else {
                word.push(c);
            }
        }
        self.word(word, &marks);
    }

    /// Writes a word, and the space that waited for it.
    fn word(&mut self, text: String, marks: &Marks) {
        if text.is_empty() {
            return;
        }
        if let Some((space, marks)) = self.space.take().filter(|_| !self.at_line_start()) {
            let text = space.to_string();
            push_span(&mut self.line, Span::Text { text, marks });
        }
        let marks = marks.clone();
        push_span(&mut self.line, Span::Text { text, marks });
    }

    fn lines(&mut self, text: &str, marks: &Marks) {
        self.space = None;
        for (index, line) in text.replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
            if index > 0 {
                self.line.push(Span::Break);
            }
            let text = line.to_owned();
            let marks = marks.clone();
            push_span(&mut self.line, Span::Text { text, marks });
        }
    }

    fn at_line_start(&self) -> bool {
        matches!(self.line.last(), None | Some(Span::Break))
    }

    /// Makes a paragraph of the text that was written. A break at its end only made it visible.
    fn end_line(&mut self) {
        self.space = None;
        let mut spans = std::mem::take(&mut self.line);
        if spans.is_empty() {
            return;
        }
        if !self.exact && spans.last() == Some(&Span::Break) {
            spans.pop();
        }
        self.done.push(Node::text(BlockKind::Paragraph, spans));
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | NO_BREAK_SPACE)
}

/// The text of an element as it stands, without marks. Its last line end only ends the line.
fn code(element: &HtmlElement, exact: bool) -> Node {
    let mut text = String::new();
    raw_text(&element.children, &mut text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let last_line_end = if exact { None } else { text.strip_suffix('\n') };
    let text = last_line_end.unwrap_or(&text).to_owned();
    let language = element.children.iter().find_map(|child| match child {
        HtmlNode::Element(code) if code.tag == "code" => code
            .classes()
            .find_map(|class| class.strip_prefix("language-")),
        _ => None,
    });
    let language = language.filter(|name| is_language(name)).map(Into::into);
    let spans = if text.is_empty() {
        Vec::new()
    } else {
        vec![Span::plain(text)]
    };
    Node::text(BlockKind::CodeBlock { language }, spans)
}

fn raw_text(nodes: &[HtmlNode], text: &mut String) {
    for node in nodes {
        match node {
            HtmlNode::Text(words) => text.push_str(words),
            HtmlNode::Element(element) if element.tag == "br" => text.push('\n'),
            HtmlNode::Element(element) if is_dropped(element) => {}
            HtmlNode::Element(element) => raw_text(&element.children, text),
        }
    }
}

fn role(element: &HtmlElement, outer: &Style) -> Role {
    if is_dropped(element) {
        return Role::Dropped;
    }
    if outer.in_table && matches!(element.tag.as_str(), "table" | "tr" | "caption") {
        return Role::Division;
    }
    match element.tag.as_str() {
        "p" => Role::Text(word::kind(element)),
        "h1" => Role::Text(BlockKind::Heading { level: 1 }),
        "h2" => Role::Text(BlockKind::Heading { level: 2 }),
        "h3" => Role::Text(BlockKind::Heading { level: 3 }),
        "h4" => Role::Text(BlockKind::Heading { level: 4 }),
        "h5" => Role::Text(BlockKind::Heading { level: 5 }),
        "h6" => Role::Text(BlockKind::Heading { level: 6 }),
        "pre" => Role::Code,
        "blockquote" => Role::Quote,
        "ul" | "menu" | "dir" => Role::List(BlockKind::BulletList),
        "ol" => Role::List(ordered(element)),
        "li" => Role::Item,
        "hr" => Role::Rule,
        "br" => Role::Break,
        "table" => Role::Table,
        "html" | "body" | "div" | "section" | "article" | "header" | "footer" | "main"
        | "aside" | "nav" | "address" | "figure" | "figcaption" | "center" | "fieldset"
        | "legend" | "form" | "details" | "summary" | "dl" | "dt" | "dd" | "hgroup" | "thead"
        | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption" => Role::Division,
        _ => Role::Inline,
    }
}

fn ordered(element: &HtmlElement) -> BlockKind {
    let style = element
        .attribute("type")
        .filter(|style| ["a", "A", "i", "I"].contains(style));
    BlockKind::OrderedList {
        start: element
            .attribute("start")
            .and_then(|start| start.trim().parse().ok())
            .map_or(1, near),
        style: style.map(Into::into),
    }
}

/// A list's first number, within what every program counts with.
fn near(start: i64) -> i64 {
    start.clamp(0, 1_000_000)
}

/// Elements that hold nothing a reader would see, or nothing that is text.
fn is_dropped(element: &HtmlElement) -> bool {
    let tag = matches!(
        element.tag.as_str(),
        "script"
            | "style"
            | "meta"
            | "link"
            | "title"
            | "head"
            | "base"
            | "template"
            | "noscript"
            | "iframe"
            | "frame"
            | "frameset"
            | "object"
            | "embed"
            | "applet"
            | "svg"
            | "math"
            | "canvas"
            | "audio"
            | "video"
            | "source"
            | "track"
            | "map"
            | "area"
            | "img"
            | "picture"
            | "select"
            | "textarea"
            | "input"
            | "button"
            | "datalist"
            | "progress"
            | "meter"
            | "colgroup"
            | "col"
            | "dialog"
            | "o:p"
            | "xml"
    );
    let is =
        |property: &str, value: &str| element.style(property).is_some_and(|said| said == value);
    tag || element.attribute("hidden").is_some()
        || is("display", "none")
        || is("visibility", "hidden")
        || word::is_dropped(element)
}
