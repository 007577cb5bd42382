//! What may stand in a document, and the only place where a yrs key is spelled.
//!
//! Nodes, marks and attributes are exactly those that Tiptap 3 (StarterKit + Table) and
//! y-prosemirror 1.3 read and write; `docs/document-format.md` holds the tables.

mod marks;

pub use marks::{ForeignMark, Link, Mark, Marks};

use std::sync::Arc;
use yrs::{Any, Number, Out};

mod node {
    pub const PARAGRAPH: &str = "paragraph";
    pub const HEADING: &str = "heading";
    pub const BLOCKQUOTE: &str = "blockquote";
    pub const BULLET_LIST: &str = "bulletList";
    pub const ORDERED_LIST: &str = "orderedList";
    pub const LIST_ITEM: &str = "listItem";
    pub const CODE_BLOCK: &str = "codeBlock";
    pub const RULE: &str = "horizontalRule";
    pub const HARD_BREAK: &str = "hardBreak";
    pub const TABLE: &str = "table";
    pub const TABLE_ROW: &str = "tableRow";
    pub const TABLE_CELL: &str = "tableCell";
    pub const TABLE_HEADER: &str = "tableHeader";
}

mod attribute {
    pub const LEVEL: &str = "level";
    pub const START: &str = "start";
    pub const TYPE: &str = "type";
    pub const LANGUAGE: &str = "language";
    pub const COLSPAN: &str = "colspan";
    pub const ROWSPAN: &str = "rowspan";
    pub const COLWIDTH: &str = "colwidth";
    pub const ALIGN: &str = "align";
    pub const HREF: &str = "href";
    pub const TARGET: &str = "target";
    pub const REL: &str = "rel";
    pub const CLASS: &str = "class";
    pub const TITLE: &str = "title";
}

/// The tag of the inline leaf that breaks a line within a block.
pub(crate) const HARD_BREAK: &str = node::HARD_BREAK;

/// The widest span of a cell, and the highest heading that is believed from outside.
const SPAN_MAX: u32 = 1_000;

/// What a cell of a table says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    pub colspan: u32,
    pub rowspan: u32,
    /// Widths in pixels, one a column; only of tables that someone resized.
    pub colwidth: Option<Vec<u32>>,
    pub align: Option<Arc<str>>,
}

impl Default for Cell {
    fn default() -> Self {
        Cell {
            colspan: 1,
            rowspan: 1,
            colwidth: None,
            align: None,
        }
    }
}

/// What a block is, with everything that its attributes say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Paragraph,
    /// `level` is 1 to 6.
    Heading {
        level: u8,
    },
    CodeBlock {
        language: Option<Arc<str>>,
    },
    Quote,
    BulletList,
    OrderedList {
        start: i64,
        /// The numbering as HTML's `type` says it, for example `a`.
        style: Option<Arc<str>>,
    },
    ListItem,
    Rule,
    Table,
    TableRow,
    TableCell(Cell),
    TableHeader(Cell),
    /// A text that stands where a block should: shown as a paragraph until the server wraps it.
    Stray,
    /// Something that this version does not know: kept, shown as nothing, never written.
    Foreign {
        tag: Arc<str>,
    },
}

/// What may stand inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text and hard breaks.
    Inline,
    /// Text without marks and breaks.
    PlainText,
    /// Other blocks.
    Blocks,
    Nothing,
}

impl BlockKind {
    /// An ordered list that starts at 1.
    pub const ORDERED: BlockKind = BlockKind::OrderedList {
        start: 1,
        style: None,
    };

    /// A code block of no known language.
    pub const CODE: BlockKind = BlockKind::CodeBlock { language: None };

    /// What may stand inside.
    pub fn holds(&self) -> Holds {
        match self {
            BlockKind::Paragraph | BlockKind::Heading { .. } | BlockKind::Stray => Holds::Inline,
            BlockKind::CodeBlock { .. } => Holds::PlainText,
            BlockKind::Quote
            | BlockKind::BulletList
            | BlockKind::OrderedList { .. }
            | BlockKind::ListItem
            | BlockKind::Table
            | BlockKind::TableRow
            | BlockKind::TableCell(_)
            | BlockKind::TableHeader(_) => Holds::Blocks,
            BlockKind::Rule | BlockKind::Foreign { .. } => Holds::Nothing,
        }
    }

    /// Whether text stands directly inside.
    pub fn is_textblock(&self) -> bool {
        matches!(self.holds(), Holds::Inline | Holds::PlainText)
    }

    /// Whether it is a bullet list or an ordered one.
    pub fn is_list(&self) -> bool {
        matches!(self, BlockKind::BulletList | BlockKind::OrderedList { .. })
    }

    /// Whether it is a cell of a table, header or not.
    pub fn is_cell(&self) -> bool {
        matches!(self, BlockKind::TableCell(_) | BlockKind::TableHeader(_))
    }

    /// What a cell says about itself.
    pub fn cell(&self) -> Option<&Cell> {
        match self {
            BlockKind::TableCell(cell) | BlockKind::TableHeader(cell) => Some(cell),
            _ => None,
        }
    }

    /// Whether both are the same node, attributes aside.
    pub fn same_tag(&self, other: &BlockKind) -> bool {
        self.tag() == other.tag()
    }

    /// Whether a block of this kind may stand in `parent`; none is the root of a field.
    pub fn may_stand_in(&self, parent: Option<&BlockKind>) -> bool {
        match (self, parent) {
            (BlockKind::Foreign { .. } | BlockKind::Stray, _) => false,
            (BlockKind::ListItem, parent) => parent.is_some_and(BlockKind::is_list),
            (BlockKind::TableRow, parent) => parent == Some(&BlockKind::Table),
            (BlockKind::TableCell(_) | BlockKind::TableHeader(_), parent) => {
                parent == Some(&BlockKind::TableRow)
            }
            (_, None | Some(BlockKind::Quote | BlockKind::ListItem)) => true,
            (_, Some(parent)) => parent.is_cell(),
        }
    }

    pub(crate) fn tag(&self) -> &str {
        match self {
            BlockKind::Paragraph | BlockKind::Stray => node::PARAGRAPH,
            BlockKind::Heading { .. } => node::HEADING,
            BlockKind::CodeBlock { .. } => node::CODE_BLOCK,
            BlockKind::Quote => node::BLOCKQUOTE,
            BlockKind::BulletList => node::BULLET_LIST,
            BlockKind::OrderedList { .. } => node::ORDERED_LIST,
            BlockKind::ListItem => node::LIST_ITEM,
            BlockKind::Rule => node::RULE,
            BlockKind::Table => node::TABLE,
            BlockKind::TableRow => node::TABLE_ROW,
            BlockKind::TableCell(_) => node::TABLE_CELL,
            BlockKind::TableHeader(_) => node::TABLE_HEADER,
            BlockKind::Foreign { tag } => tag,
        }
    }

    /// Reads a tag and its attributes; `attribute` looks one up.
    pub(crate) fn read(tag: &str, attribute: impl Fn(&str) -> Option<Out>) -> BlockKind {
        let text = |key| attribute(key).and_then(as_text).map(Arc::from);
        match tag {
            node::PARAGRAPH => BlockKind::Paragraph,
            node::HEADING => BlockKind::Heading {
                level: heading_level(attribute(attribute::LEVEL)),
            },
            node::CODE_BLOCK => BlockKind::CodeBlock {
                language: text(attribute::LANGUAGE),
            },
            node::BLOCKQUOTE => BlockKind::Quote,
            node::BULLET_LIST => BlockKind::BulletList,
            node::ORDERED_LIST => BlockKind::OrderedList {
                start: attribute(attribute::START)
                    .and_then(as_integer)
                    .unwrap_or(1),
                style: text(attribute::TYPE),
            },
            node::LIST_ITEM => BlockKind::ListItem,
            node::RULE => BlockKind::Rule,
            node::TABLE => BlockKind::Table,
            node::TABLE_ROW => BlockKind::TableRow,
            node::TABLE_CELL => BlockKind::TableCell(read_cell(attribute)),
            node::TABLE_HEADER => BlockKind::TableHeader(read_cell(attribute)),
            other => BlockKind::Foreign { tag: other.into() },
        }
    }

    /// The attributes that we write with a block of this kind.
    pub(crate) fn attributes(&self) -> Vec<(&'static str, Any)> {
        match self {
            BlockKind::Heading { level } => vec![(attribute::LEVEL, integer(*level))],
            BlockKind::CodeBlock { language } => language
                .iter()
                .map(|language| (attribute::LANGUAGE, Any::String(language.clone())))
                .collect(),
            BlockKind::OrderedList { start, style } => {
                let style = style
                    .iter()
                    .map(|style| (attribute::TYPE, Any::String(style.clone())));
                std::iter::once((attribute::START, integer(*start)))
                    .chain(style)
                    .collect()
            }
            BlockKind::TableCell(cell) | BlockKind::TableHeader(cell) => cell_attributes(cell),
            _ => Vec::new(),
        }
    }
}

fn cell_attributes(cell: &Cell) -> Vec<(&'static str, Any)> {
    let mut list = vec![
        (attribute::COLSPAN, integer(cell.colspan)),
        (attribute::ROWSPAN, integer(cell.rowspan)),
    ];
    if let Some(widths) = &cell.colwidth {
        let widths: Vec<Any> = widths.iter().map(|width| integer(*width)).collect();
        list.push((attribute::COLWIDTH, Any::Array(widths.into())));
    }
    if let Some(align) = &cell.align {
        list.push((attribute::ALIGN, Any::String(align.clone())));
    }
    list
}

fn read_cell(attribute: impl Fn(&str) -> Option<Out>) -> Cell {
    let span = |key| {
        let span = attribute(key).and_then(as_integer).unwrap_or(1);
        u32::try_from(span).unwrap_or(1).clamp(1, SPAN_MAX)
    };
    let colwidth = match attribute(attribute::COLWIDTH) {
        Some(Out::Any(Any::Array(widths))) => widths
            .iter()
            .take(SPAN_MAX as usize)
            .map(|width| u32::try_from(as_integer(Out::Any(width.clone()))?).ok())
            .collect(),
        _ => None,
    };
    Cell {
        colspan: span(attribute::COLSPAN),
        rowspan: span(attribute::ROWSPAN),
        colwidth,
        align: attribute(attribute::ALIGN).and_then(as_text).map(Arc::from),
    }
}

/// A string level is shown as a first heading, as Tiptap does (measured).
fn heading_level(value: Option<Out>) -> u8 {
    let level = match value {
        Some(Out::Any(Any::Number(number))) => as_integer(Out::Any(Any::Number(number))),
        _ => None,
    };
    level
        .and_then(|level| u8::try_from(level).ok())
        .filter(|level| (1..=6).contains(level))
        .unwrap_or(1)
}

fn integer(value: impl Into<i64>) -> Any {
    Any::Number(Number::Int(value.into()))
}

fn as_integer(value: Out) -> Option<i64> {
    match value {
        Out::Any(Any::Number(Number::Int(value))) => Some(value),
        Out::Any(Any::Number(Number::Float(value))) if value.is_finite() => Some(value as i64),
        _ => None,
    }
}

fn as_text(value: Out) -> Option<String> {
    match value {
        Out::Any(Any::String(text)) => Some(text.to_string()),
        _ => None,
    }
}
