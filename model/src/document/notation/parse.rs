//! Reads a line of the notation.

use crate::document::{
    position::{Position, Selection},
    projection::{Node, NodeContent, Projection, Span, push_span, units},
    schema::{BlockKind, Cell, Link, Mark, Marks},
};

/// What a line says.
pub struct Parsed {
    pub nodes: Vec<Node>,
    /// Number of the textblock and offset.
    anchor: Option<(usize, u32)>,
    head: Option<(usize, u32)>,
}

impl Parsed {
    /// The selection, in a field that holds just these nodes.
    pub fn selection(&self, projection: &Projection) -> Option<Selection> {
        let blocks: Vec<_> = projection.textblocks().map(|block| block.id).collect();
        let place =
            |(number, offset): (usize, u32)| Some(Position::new(*blocks.get(number)?, offset));
        let head = place(self.head?)?;
        let anchor = self.anchor.and_then(place).unwrap_or(head);
        Some(Selection::text(anchor, head))
    }
}

/// Reads a line; panics with the place of the mistake, for it is read in tests only.
pub fn parse(line: &str) -> Parsed {
    let mut parser = Parser {
        rest: line,
        textblocks: 0,
        braces: [None, None],
        head: None,
    };
    let nodes = parser.nodes();
    assert!(
        parser.rest.is_empty(),
        "not understood: {:?} in {line:?}",
        parser.rest
    );
    let anchor = match (parser.braces, parser.head) {
        ([Some(open), Some(close)], Some(head)) => Some(if head == open { close } else { open }),
        _ => None,
    };
    Parsed {
        nodes,
        anchor,
        head: parser.head,
    }
}

struct Parser<'a> {
    rest: &'a str,
    textblocks: usize,
    braces: [Option<(usize, u32)>; 2],
    head: Option<(usize, u32)>,
}

impl<'a> Parser<'a> {
    fn nodes(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        while self.rest.starts_with('<') && !self.rest.starts_with("</") {
            let tag = self.tag();
            nodes.push(self.node(tag));
        }
        nodes
    }

    /// `<name attributes>`, without the brackets.
    fn tag(&mut self) -> &'a str {
        let end = self
            .rest
            .find('>')
            .unwrap_or_else(|| panic!("an open tag in {:?}", self.rest));
        let tag = &self.rest[1..end];
        self.rest = &self.rest[end + 1..];
        tag
    }

    fn close(&mut self, name: &str) {
        let tag = format!("</{name}>");
        self.rest = self
            .rest
            .strip_prefix(tag.as_str())
            .unwrap_or_else(|| panic!("{tag} expected before {:?}", self.rest));
    }

    fn node(&mut self, tag: &str) -> Node {
        let (name, attribute) = tag.split_once(' ').unwrap_or((tag, ""));
        let kind = kind(name, attribute);
        if kind == BlockKind::Rule {
            return Node::rule();
        }
        let node = if kind.is_textblock() {
            let spans = self.spans();
            self.textblocks += 1;
            Node::text(kind, spans)
        } else {
            let children = self.nodes();
            Node::blocks(kind, children)
        };
        self.close(name);
        if let NodeContent::Blocks(children) = &node.content {
            assert!(!children.is_empty(), "<{name}> needs something inside");
        }
        node
    }

    fn spans(&mut self) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut open: Vec<(&str, Marks)> = Vec::new();
        let mut offset = 0;
        loop {
            let marks = open
                .last()
                .map(|(_, marks)| marks.clone())
                .unwrap_or_default();
            if self.rest.starts_with("</") {
                match open.pop() {
                    Some((name, _)) => self.close(name),
                    None => return spans,
                }
            } else if self.rest.starts_with('<') {
                let tag = self.tag();
                let name = tag.split(' ').next().unwrap_or(tag);
                if name == "br" {
                    spans.push(Span::Break);
                    offset += 1;
                } else {
                    open.push((name, mark(tag, marks)));
                }
            } else {
                let Some(c) = self.rest.chars().next() else {
                    return spans;
                };
                self.rest = &self.rest[c.len_utf8()..];
                if !self.sign(c, offset) {
                    offset += units(c.encode_utf8(&mut [0; 4]));
                    push_span(
                        &mut spans,
                        Span::Text {
                            text: c.to_string(),
                            marks,
                        },
                    );
                }
            }
        }
    }

    fn sign(&mut self, c: char, offset: u32) -> bool {
        let place = Some((self.textblocks, offset));
        match c {
            '|' => self.head = place,
            '{' => self.braces[0] = place,
            '}' => self.braces[1] = place,
            _ => return false,
        }
        true
    }
}

fn kind(name: &str, attribute: &str) -> BlockKind {
    match name {
        "p" => BlockKind::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading {
            level: name.as_bytes()[1] - b'0',
        },
        "pre" => BlockKind::CodeBlock {
            language: (!attribute.is_empty()).then(|| attribute.into()),
        },
        "quote" => BlockKind::Quote,
        "ul" => BlockKind::BulletList,
        "ol" => BlockKind::OrderedList {
            start: attribute.parse().unwrap_or(1),
            style: None,
        },
        "li" => BlockKind::ListItem,
        "hr" => BlockKind::Rule,
        "table" => BlockKind::Table,
        "tr" => BlockKind::TableRow,
        "td" => BlockKind::TableCell(cell(attribute)),
        "th" => BlockKind::TableHeader(cell(attribute)),
        other => panic!("<{other}> is no block of the notation"),
    }
}

fn cell(attribute: &str) -> Cell {
    let (colspan, rowspan) = attribute.split_once('x').unwrap_or(("1", "1"));
    Cell {
        colspan: colspan.parse().unwrap_or(1),
        rowspan: rowspan.parse().unwrap_or(1),
        ..Cell::default()
    }
}

fn mark(tag: &str, marks: Marks) -> Marks {
    match tag {
        "b" => marks.with(Mark::Bold),
        "i" => marks.with(Mark::Italic),
        "u" => marks.with(Mark::Underline),
        "s" => marks.with(Mark::Strike),
        "code" => marks.with(Mark::Code),
        link => match link.strip_prefix("a ") {
            Some(href) => marks.linked(Link::to(href)),
            None => panic!("<{link}> is no mark of the notation"),
        },
    }
}
