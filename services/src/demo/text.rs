//! The beginning of the demo proposal's text, kept as plain files: `== section`, `# heading`,
//! `- item`, `1. item`, `| cell | cell |` with a header row, `**bold**`, `*italic*`.

use model::{
    document::{
        projection::{Node, Span},
        schema::{BlockKind, Cell, Mark, Marks},
    },
    language::Language,
    proposal::{FieldName, SectionKey},
};

/// The level of a heading inside a section: the page has the title and the section's own above it.
const HEADING_LEVEL: u8 = 3;

/// The blocks of every field that has text.
pub(super) fn fields() -> Vec<(FieldName, Vec<Node>)> {
    let files = [
        (Language::Lv, include_str!("text/lv.txt")),
        (Language::Pl, include_str!("text/pl.txt")),
        (Language::En, include_str!("text/en.txt")),
    ];
    let fields = files.into_iter().flat_map(|(language, file)| {
        let sections = file.split("== ").skip(1);
        sections.map(move |section| field(language, section))
    });
    fields.collect()
}

fn field(language: Language, section: &str) -> (FieldName, Vec<Node>) {
    let (key, text) = section.split_once('\n').unwrap_or((section, ""));
    let name = FieldName {
        section: SectionKey(key.trim().to_owned()),
        language,
    };
    let mut nodes = Vec::new();
    let mut lines = text.lines().filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        let kind = Line::of(line);
        let mut alike = vec![line];
        while kind.goes_on() && lines.peek().is_some_and(|next| Line::of(next) == kind) {
            alike.extend(lines.next());
        }
        nodes.push(kind.node(&alike));
    }
    (name, nodes)
}

/// What a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Paragraph,
    Heading,
    Bullet,
    Number,
    Row,
}

impl Line {
    fn of(line: &str) -> Line {
        match line.as_bytes() {
            [b'#', ..] => Line::Heading,
            [b'-', ..] => Line::Bullet,
            [b'|', ..] => Line::Row,
            [digit, b'.', ..] if digit.is_ascii_digit() => Line::Number,
            _ => Line::Paragraph,
        }
    }

    /// Whether lines of this kind belong to one block.
    fn goes_on(self) -> bool {
        matches!(self, Line::Bullet | Line::Number | Line::Row)
    }

    fn node(self, lines: &[&str]) -> Node {
        match self {
            Line::Paragraph => paragraph(lines[0]),
            Line::Heading => {
                let kind = BlockKind::Heading {
                    level: HEADING_LEVEL,
                };
                Node::text(kind, spans(lines[0].trim_start_matches("# ")))
            }
            Line::Bullet => list(BlockKind::BulletList, lines),
            Line::Number => list(BlockKind::ORDERED, lines),
            Line::Row => table(lines),
        }
    }
}

fn paragraph(text: &str) -> Node {
    Node::text(BlockKind::Paragraph, spans(text))
}

fn list(kind: BlockKind, lines: &[&str]) -> Node {
    let item = |line: &&str| {
        let text = line.split_once(' ').map_or("", |(_, text)| text);
        Node::blocks(BlockKind::ListItem, vec![paragraph(text)])
    };
    Node::blocks(kind, lines.iter().map(item).collect())
}

fn table(lines: &[&str]) -> Node {
    let row = |(number, line): (usize, &&str)| {
        let cells = line.trim_matches('|').split('|').map(|text| {
            let kind = match number {
                0 => BlockKind::TableHeader(Cell::default()),
                _ => BlockKind::TableCell(Cell::default()),
            };
            Node::blocks(kind, vec![paragraph(text.trim())])
        });
        Node::blocks(BlockKind::TableRow, cells.collect())
    };
    Node::blocks(
        BlockKind::Table,
        lines.iter().enumerate().map(row).collect(),
    )
}

/// Runs of text: every other piece between `**` is bold, between `*` italic.
fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for (number, piece) in text.split("**").enumerate() {
        let bold = number % 2 == 1;
        for (number, piece) in piece.split('*').enumerate() {
            let mut marks = Marks::none();
            marks.set(Mark::Bold, bold);
            marks.set(Mark::Italic, number % 2 == 1);
            if !piece.is_empty() {
                spans.push(Span::Text {
                    text: piece.to_owned(),
                    marks,
                });
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template;

    #[test]
    fn every_field_of_the_demo_belongs_to_a_section_and_keeps_its_limit() {
        let sections = template::sections(&[]);
        let fields = fields();
        assert_eq!(fields.len(), 16);
        for (name, nodes) in fields {
            let section = sections.iter().find(|section| section.key == name.section);
            let limit = section.map(|section| section.limit_chars as usize);
            let chars = model::document::plain::of_nodes(&nodes).chars().count();
            assert!(
                chars > 40 && Some(chars) < limit,
                "{name}: {chars} characters"
            );
        }
    }
}
