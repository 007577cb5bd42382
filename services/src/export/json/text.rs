//! The structure of a text: blocks, spans and marks, by the names of docs/document-format.md.

use model::document::{
    html::address::safe_address,
    projection::{Node, NodeContent, Span},
    schema::{BlockKind, Cell, Mark, Marks},
};
use serde_json::{Map, Value, json};

/// The blocks of a field.
pub(super) fn blocks(nodes: &[Node]) -> Vec<Value> {
    nodes.iter().map(block).collect()
}

fn block(node: &Node) -> Value {
    let (kind, attributes) = kind(&node.kind);
    let mut value = Map::new();
    value.insert("type".to_owned(), kind.into());
    value.extend(attributes);
    match &node.content {
        NodeContent::Blocks(children) => {
            value.insert("blocks".to_owned(), blocks(children).into());
        }
        NodeContent::Text(spans) => {
            let spans: Vec<_> = spans.iter().map(span).collect();
            value.insert("spans".to_owned(), spans.into());
        }
        NodeContent::Nothing => {}
    }
    value.into()
}

fn kind(kind: &BlockKind) -> (&str, Map<String, Value>) {
    let none = Map::new;
    match kind {
        // Shown as one until the server wraps it.
        BlockKind::Paragraph | BlockKind::Stray => ("paragraph", none()),
        BlockKind::Heading { level } => ("heading", one("level", *level)),
        BlockKind::CodeBlock { language } => match language {
            Some(language) => ("codeBlock", one("language", language.as_ref())),
            None => ("codeBlock", none()),
        },
        BlockKind::Quote => ("blockquote", none()),
        BlockKind::BulletList => ("bulletList", none()),
        BlockKind::OrderedList { start, style } => {
            let mut attributes = one("start", *start);
            if let Some(style) = style {
                attributes.extend(one("style", style.as_ref()));
            }
            ("orderedList", attributes)
        }
        BlockKind::ListItem => ("listItem", none()),
        BlockKind::Rule => ("horizontalRule", none()),
        BlockKind::Table => ("table", none()),
        BlockKind::TableRow => ("tableRow", none()),
        BlockKind::TableCell(cell) => ("tableCell", spans_of(cell)),
        BlockKind::TableHeader(cell) => ("tableHeader", spans_of(cell)),
        BlockKind::Foreign { tag } => ("foreign", one("tag", tag.as_ref())),
    }
}

fn one(name: &str, value: impl Into<Value>) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value.into())])
}

fn spans_of(cell: &Cell) -> Map<String, Value> {
    let mut attributes = one("colspan", cell.colspan);
    attributes.extend(one("rowspan", cell.rowspan));
    attributes
}

fn span(span: &Span) -> Value {
    match span {
        Span::Break => json!({ "break": true }),
        Span::Text { text, marks } => {
            let mut value = one("text", text.as_str());
            let named = marked(marks);
            if !named.is_empty() {
                value.extend(one("marks", named));
            }
            let link = marks.link.as_ref();
            if let Some(address) = link.and_then(|it| safe_address(&it.href)) {
                value.extend(one("link", address));
            }
            value.into()
        }
    }
}

fn marked(marks: &Marks) -> Vec<&'static str> {
    let name = |mark: Mark| match mark {
        Mark::Bold => "bold",
        Mark::Italic => "italic",
        Mark::Underline => "underline",
        Mark::Strike => "strike",
        Mark::Code => "code",
    };
    let set = Mark::ALL.into_iter().filter(|mark| marks.has(*mark));
    set.map(name).collect()
}
