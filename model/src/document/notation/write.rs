//! Writes a document as a line of the notation.

use crate::document::{
    position::{BlockId, Position, Selection},
    projection::{Node, NodeContent, Projection, Span},
    schema::{BlockKind, Mark, Marks},
};

/// A field without a selection.
pub fn write(projection: &Projection) -> String {
    lines(projection, &[])
}

/// A field and what is selected in it; a selected rule, table or cell is written before it.
pub fn write_selected(projection: &Projection, selection: Selection) -> String {
    match selection {
        Selection::Text { anchor, head } if anchor == head => lines(projection, &[(head, "|")]),
        Selection::Text { anchor, head } => {
            let forward = projection.order(anchor, head) == Some(std::cmp::Ordering::Less);
            let signs = if forward { ["{", "}|"] } else { ["}", "|{"] };
            lines(projection, &[(anchor, signs[0]), (head, signs[1])])
        }
        Selection::Node(id) => format!("[{}]{}", name_of(projection, id), write(projection)),
        Selection::Cells { anchor, head } => {
            let place = |id| projection.path(id).unwrap_or_default();
            format!(
                "[{:?}-{:?}]{}",
                place(anchor),
                place(head),
                write(projection)
            )
        }
    }
}

fn name_of(projection: &Projection, id: BlockId) -> String {
    projection
        .block(id)
        .map_or("gone".to_owned(), |block| open_tag(&block.kind).0)
}

/// Nodes that stand nowhere yet.
pub fn write_nodes(nodes: &[Node]) -> String {
    nodes.iter().map(node).collect()
}

fn node(node: &Node) -> String {
    let inner = match &node.content {
        NodeContent::Text(spans) => spans_with(spans, &[]),
        NodeContent::Blocks(children) => write_nodes(children),
        NodeContent::Nothing => String::new(),
    };
    around(&node.kind, inner)
}

fn lines(projection: &Projection, signs: &[(Position, &str)]) -> String {
    projection
        .roots()
        .iter()
        .map(|id| block(projection, *id, signs))
        .collect()
}

fn block(projection: &Projection, id: BlockId, signs: &[(Position, &str)]) -> String {
    let Some(found) = projection.block(id) else {
        return "<missing>".to_owned();
    };
    let inner = if found.is_textblock() {
        let here: Vec<(u32, &str)> = signs
            .iter()
            .filter(|(at, _)| at.block == id)
            .map(|(at, sign)| (at.offset, *sign))
            .collect();
        spans_with(found.spans(), &here)
    } else {
        found
            .children()
            .iter()
            .map(|child| block(projection, *child, signs))
            .collect()
    };
    around(&found.kind, inner)
}

fn around(kind: &BlockKind, inner: String) -> String {
    let (name, attribute) = open_tag(kind);
    match kind {
        BlockKind::Rule => "<hr>".to_owned(),
        _ => format!("<{name}{attribute}>{inner}</{name}>"),
    }
}

fn open_tag(kind: &BlockKind) -> (String, String) {
    let plain = |name: &str| (name.to_owned(), String::new());
    match kind {
        BlockKind::Paragraph => plain("p"),
        BlockKind::Heading { level } => (format!("h{level}"), String::new()),
        BlockKind::CodeBlock { language } => {
            let language = language.as_ref().map(|name| format!(" {name}"));
            ("pre".to_owned(), language.unwrap_or_default())
        }
        BlockKind::Quote => plain("quote"),
        BlockKind::BulletList => plain("ul"),
        BlockKind::OrderedList { start: 1, .. } => plain("ol"),
        BlockKind::OrderedList { start, .. } => ("ol".to_owned(), format!(" {start}")),
        BlockKind::ListItem => plain("li"),
        BlockKind::Rule => plain("hr"),
        BlockKind::Table => plain("table"),
        BlockKind::TableRow => plain("tr"),
        BlockKind::TableCell(cell) | BlockKind::TableHeader(cell) => {
            let name = if matches!(kind, BlockKind::TableCell(_)) {
                "td"
            } else {
                "th"
            };
            let spans = match (cell.colspan, cell.rowspan) {
                (1, 1) => String::new(),
                (columns, rows) => format!(" {columns}x{rows}"),
            };
            (name.to_owned(), spans)
        }
        BlockKind::Stray => plain("stray"),
        BlockKind::Foreign { tag } => plain(&format!("?{tag}")),
    }
}

fn spans_with(spans: &[Span], signs: &[(u32, &str)]) -> String {
    let mut out = String::new();
    let mut open: Vec<String> = Vec::new();
    let mut at = 0;
    for span in spans {
        match span {
            Span::Break => {
                reopen(&mut out, &mut open, Vec::new());
                sign(&mut out, signs, at);
                out.push_str("<br>");
                at += 1;
            }
            Span::Text { text, marks } => {
                reopen(&mut out, &mut open, tags(marks));
                for c in text.chars() {
                    sign(&mut out, signs, at);
                    out.push(c);
                    at += c.len_utf16() as u32;
                }
            }
        }
    }
    reopen(&mut out, &mut open, Vec::new());
    sign(&mut out, signs, at);
    out
}

fn sign(out: &mut String, signs: &[(u32, &str)], at: u32) {
    for (_, sign) in signs.iter().filter(|(offset, _)| *offset == at) {
        out.push_str(sign);
    }
}

/// Closes what does not go on and opens what begins, so that equal neighbours share their tags.
fn reopen(out: &mut String, open: &mut Vec<String>, wanted: Vec<String>) {
    let common = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
    for tag in open.drain(common..).rev() {
        let name = tag.split(' ').next().unwrap_or_default();
        out.push_str(&format!("</{name}>"));
    }
    for tag in &wanted[common..] {
        out.push_str(&format!("<{tag}>"));
    }
    *open = wanted;
}

fn tags(marks: &Marks) -> Vec<String> {
    let name = |mark: Mark| match mark {
        Mark::Bold => "b",
        Mark::Italic => "i",
        Mark::Underline => "u",
        Mark::Strike => "s",
        Mark::Code => "code",
    };
    let link = marks.link.iter().map(|link| format!("a {}", link.href));
    let simple = Mark::ALL
        .into_iter()
        .filter(|mark| marks.has(*mark))
        .map(|mark| name(mark).to_owned());
    let foreign = marks.foreign.iter().map(|mark| format!("?{}", mark.key));
    link.chain(simple).chain(foreign).collect()
}
