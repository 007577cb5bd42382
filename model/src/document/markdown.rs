//! Markdown out (CommonMark with GFM's tables and strike), for the archive and other programs.
//!
//! Nobody types Markdown in Talka; it is an export, so what it cannot say is left out (spans of
//! cells) or said in HTML, which every reader of it understands (underline).

mod inline;

use super::{
    projection::{Node, Projection},
    schema::BlockKind,
};
use inline::Line;

/// The field as Markdown, without a line end at its end.
pub fn of_field(field: &Projection) -> String {
    of_field_shifted(field, 0)
}

/// The field as Markdown, headings this many levels deeper.
pub fn of_field_shifted(field: &Projection, heading_shift: u8) -> String {
    let writer = Writer { heading_shift };
    writer.blocks(&field.nodes()).join("\n")
}

/// Blocks as Markdown, without a line end at the end.
pub fn of_nodes(nodes: &[Node]) -> String {
    Writer { heading_shift: 0 }.blocks(nodes).join("\n")
}

struct Writer {
    heading_shift: u8,
}

impl Writer {
    fn blocks(&self, blocks: &[Node]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut before: Option<&Node> = None;
        for block in blocks {
            let own = self.block(block);
            if own.is_empty() {
                continue;
            }
            if let Some(before) = before {
                lines.push(String::new());
                // Two lists of one kind in a row would be read as one.
                if before.kind.is_list() && before.kind.same_tag(&block.kind) {
                    lines.extend(["<!-- -->".to_owned(), String::new()]);
                }
            }
            lines.extend(own);
            before = Some(block);
        }
        lines
    }

    fn block(&self, block: &Node) -> Vec<String> {
        match &block.kind {
            BlockKind::Foreign { .. } => Vec::new(),
            BlockKind::Rule => vec!["---".to_owned()],
            BlockKind::CodeBlock { language } => code(block, language.as_deref()),
            BlockKind::Heading { level } => self.heading(block, *level),
            BlockKind::Quote => {
                let lines = self.blocks(block.children());
                lines
                    .into_iter()
                    .map(|line| format!("> {line}").trim_end().to_owned())
                    .collect()
            }
            BlockKind::BulletList => self.list(block, |_| "- ".to_owned()),
            BlockKind::OrderedList { start, .. } => {
                // CommonMark numbers have at most nine digits.
                let start = (*start).clamp(0, 999_000_000);
                self.list(block, move |index| format!("{}. ", start + index))
            }
            BlockKind::Table => self.table(block),
            kind if kind.is_textblock() => paragraph(block),
            _ => self.blocks(block.children()),
        }
    }

    fn heading(&self, block: &Node, level: u8) -> Vec<String> {
        let level = level.saturating_add(self.heading_shift).clamp(1, 6);
        let words = inline::write(block.spans(), Line::Single);
        vec![
            format!("{} {words}", "#".repeat(level.into()))
                .trim_end()
                .to_owned(),
        ]
    }

    fn list(&self, list: &Node, marker: impl Fn(i64) -> String) -> Vec<String> {
        let tight = list.children().iter().all(is_tight);
        let mut lines: Vec<String> = Vec::new();
        for (index, item) in (0..).zip(list.children()) {
            if !tight && index > 0 {
                lines.push(String::new());
            }
            let marker = marker(index);
            let own = self.blocks(item.children());
            let own = own.into_iter().filter(|line| !(tight && line.is_empty()));
            lines.extend(indented(&marker, own));
        }
        lines
    }

    /// The first row is the header: Markdown knows no table without one.
    fn table(&self, table: &Node) -> Vec<String> {
        let rows: Vec<Vec<String>> = table.children().iter().map(row).collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return Vec::new();
        }
        let line = |cells: &[String]| {
            let cells = (0..width).map(|at| cells.get(at).map_or("", String::as_str));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let mut lines: Vec<String> = rows.iter().map(|cells| line(cells)).collect();
        lines.insert(1, format!("|{}", " --- |".repeat(width)));
        lines
    }
}

fn is_tight(item: &Node) -> bool {
    let blocks = item.children();
    let words = blocks.iter().filter(|block| !block.kind.is_list()).count();
    let plain = blocks
        .first()
        .is_none_or(|block| block.kind == BlockKind::Paragraph);
    words <= 1 && plain
}

fn indented(marker: &str, lines: impl Iterator<Item = String>) -> Vec<String> {
    let indent = " ".repeat(marker.len());
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return vec![marker.trim_end().to_owned()];
    }
    let prefixed = lines.enumerate().map(|(at, line)| match at {
        0 => format!("{marker}{line}"),
        _ if line.is_empty() => line,
        _ => format!("{indent}{line}"),
    });
    prefixed.collect()
}

fn paragraph(block: &Node) -> Vec<String> {
    let words = inline::write(block.spans(), Line::Many);
    match words.is_empty() {
        true => Vec::new(),
        false => words.split('\n').map(str::to_owned).collect(),
    }
}

fn code(block: &Node, language: Option<&str>) -> Vec<String> {
    let text = super::plain::of_spans(block.spans());
    let fence = "`".repeat(inline::longest_run(&text, '`').max(2) + 1);
    let language = language
        .unwrap_or("")
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let body = text.split('\n').map(str::to_owned);
    std::iter::once(format!("{fence}{language}"))
        .chain(body)
        .chain([fence.clone()])
        .collect()
}

fn row(row: &Node) -> Vec<String> {
    row.children()
        .iter()
        .map(|cell| cell_words(cell.children()).join("<br>"))
        .collect()
}

/// The words of all textblocks in a cell, line by line: a cell of Markdown holds one line.
fn cell_words(blocks: &[Node]) -> Vec<String> {
    let words = blocks
        .iter()
        .flat_map(|block| match block.kind.is_textblock() {
            true => vec![inline::write(block.spans(), Line::Cell)],
            false => cell_words(block.children()),
        });
    words.filter(|words| !words.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{
        projection::Span,
        schema::{Cell, Link, Mark, Marks},
    };

    fn written(nodes: &[Node]) -> String {
        Writer { heading_shift: 0 }.blocks(nodes).join("\n")
    }

    fn run(text: &str, marks: &[Mark]) -> Span {
        let marks = marks
            .iter()
            .fold(Marks::none(), |marks, mark| marks.with(*mark));
        Span::Text {
            text: text.to_owned(),
            marks,
        }
    }

    fn paragraph(spans: Vec<Span>) -> String {
        written(&[Node::text(BlockKind::Paragraph, spans)])
    }

    #[test]
    fn marks_and_links_are_written() {
        use Mark::{Bold, Code, Italic, Strike, Underline};
        let link = |href: &str| Span::Text {
            text: "a".to_owned(),
            marks: Marks::none().linked(Link::to(href)),
        };
        let rows = [
            (vec![run("a", &[Bold])], "**a**"),
            (
                vec![run(" a ", &[Italic]), run("b", &[])],
                " *a* b".trim_start(),
            ),
            (
                vec![run("a", &[Strike]), run("b", &[Underline])],
                "~~a~~<u>b</u>",
            ),
            (vec![run("a`b", &[Code])], "``a`b``"),
            (vec![link("https://x")], "[a](<https://x>)"),
            (vec![link("javascript:x")], "a"),
            (vec![run("a", &[]), Span::Break, run("b", &[])], "a\\\nb"),
        ];
        for (spans, expected) in rows {
            assert_eq!(paragraph(spans), expected);
        }
    }

    #[test]
    fn text_never_becomes_markup() {
        let rows = [
            ("# no", "\\# no"),
            ("1. no", "1\\. no"),
            ("12) no", "12\\) no"),
            ("- no", "\\- no"),
            ("> no", "&gt; no"),
            ("a * b_c_ [d](e)", "a \\* b\\_c\\_ \\[d\\](e)"),
            ("<b> &amp; & x", "&lt;b&gt; &amp;amp; & x"),
            ("a\nb", "a b"),
            ("30 000 €", "30 000 €"),
        ];
        for (text, expected) in rows {
            assert_eq!(paragraph(vec![run(text, &[])]), expected);
        }
    }

    #[test]
    fn blocks_nest_by_their_prefixes() {
        let item = |blocks| Node::blocks(BlockKind::ListItem, blocks);
        let text = |kind, text: &str| Node::text(kind, vec![Span::plain(text)]);
        let inner = Node::blocks(BlockKind::ORDERED, vec![item(vec![Node::paragraph("c")])]);
        let list = Node::blocks(
            BlockKind::BulletList,
            vec![
                item(vec![Node::paragraph("a")]),
                item(vec![Node::paragraph("b"), inner]),
            ],
        );
        let other = Node::blocks(
            BlockKind::BulletList,
            vec![item(vec![Node::paragraph("d"), Node::paragraph("e")])],
        );
        let nodes = [
            text(BlockKind::Heading { level: 2 }, "T"),
            list,
            other,
            Node::blocks(
                BlockKind::Quote,
                vec![Node::paragraph("q"), Node::paragraph("r")],
            ),
            text(
                BlockKind::CodeBlock {
                    language: Some("rust".into()),
                },
                "a\n```",
            ),
            Node::rule(),
        ];
        assert_eq!(
            written(&nodes),
            "## T\n\n- a\n- b\n  1. c\n\n<!-- -->\n\n- d\n\n  e\n\n> q\n>\n> r\n\n````rust\na\n```\n````\n\n---"
        );
    }

    #[test]
    fn tables_have_a_header_and_no_bars_in_cells() {
        let cell = |text| {
            Node::blocks(
                BlockKind::TableCell(Cell::default()),
                vec![Node::paragraph(text)],
            )
        };
        let row = |a, b| Node::blocks(BlockKind::TableRow, vec![cell(a), cell(b)]);
        let table = Node::blocks(BlockKind::Table, vec![row("a", "b|c"), row("", "d")]);
        assert_eq!(written(&[table]), "| a | b\\|c |\n| --- | --- |\n|  | d |");
    }
}
