//! What may stand in a document, and the only place where a yrs key is spelled.
//!
//! Nodes, marks and attributes are exactly those that Tiptap 3 (StarterKit + Table) and
//! y-prosemirror 1.3 read and write; `docs/document-format.md` holds the tables.

use std::{collections::HashMap, sync::Arc};
use yrs::{Any, Number, Out, types::Attrs};

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

const LINK: &str = "link";
const LINK_TARGET: &str = "_blank";
const LINK_REL: &str = "noopener noreferrer nofollow";

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

/// A mark that is either there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    Bold,
    Italic,
    Underline,
    Strike,
    Code,
}

impl Mark {
    /// All simple marks, in the order in which they nest.
    pub const ALL: [Mark; 5] = [
        Mark::Bold,
        Mark::Italic,
        Mark::Underline,
        Mark::Strike,
        Mark::Code,
    ];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Mark::Bold => "bold",
            Mark::Italic => "italic",
            Mark::Underline => "underline",
            Mark::Strike => "strike",
            Mark::Code => "code",
        }
    }
}

/// A link with the five attributes that y-prosemirror compares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// As written by whoever wrote it: sanitise it when it is shown.
    pub href: Arc<str>,
    pub target: Option<Arc<str>>,
    pub rel: Option<Arc<str>>,
    pub class: Option<Arc<str>>,
    pub title: Option<Arc<str>>,
}

impl Link {
    /// A link as Tiptap writes it.
    pub fn to(href: impl Into<Arc<str>>) -> Link {
        Link {
            href: href.into(),
            target: Some(LINK_TARGET.into()),
            rel: Some(LINK_REL.into()),
            class: None,
            title: None,
        }
    }

    fn read(value: &Any) -> Link {
        let map = match value {
            Any::Map(map) => Some(map),
            _ => None,
        };
        let text = |key: &str| match map.and_then(|map| map.get(key)) {
            Some(Any::String(text)) => Some(text.clone()),
            _ => None,
        };
        Link {
            href: text(attribute::HREF).unwrap_or_default(),
            target: text(attribute::TARGET),
            rel: text(attribute::REL),
            class: text(attribute::CLASS),
            title: text(attribute::TITLE),
        }
    }

    fn value(&self) -> Any {
        let text = |text: &Option<Arc<str>>| match text {
            Some(text) => Any::String(text.clone()),
            None => Any::Null,
        };
        Any::Map(Arc::new(HashMap::from([
            (attribute::HREF.to_owned(), Any::String(self.href.clone())),
            (attribute::TARGET.to_owned(), text(&self.target)),
            (attribute::REL.to_owned(), text(&self.rel)),
            (attribute::CLASS.to_owned(), text(&self.class)),
            (attribute::TITLE.to_owned(), text(&self.title)),
        ])))
    }
}

/// A mark that this version does not write: kept as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignMark {
    pub(crate) key: Arc<str>,
    pub(crate) value: Any,
}

/// The marks of one run of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    pub strike: bool,
    pub code: bool,
    pub link: Option<Link>,
    /// Overlapping and unknown marks, sorted by key.
    pub(crate) foreign: Vec<ForeignMark>,
}

impl Marks {
    /// No marks.
    pub fn none() -> Marks {
        Marks::default()
    }

    /// Whether there is no mark at all.
    pub fn is_empty(&self) -> bool {
        *self == Marks::default()
    }

    /// Whether the mark is there.
    pub fn has(&self, mark: Mark) -> bool {
        match mark {
            Mark::Bold => self.bold,
            Mark::Italic => self.italic,
            Mark::Underline => self.underline,
            Mark::Strike => self.strike,
            Mark::Code => self.code,
        }
    }

    /// Adds or removes a mark; code excludes every other mark.
    pub fn set(&mut self, mark: Mark, on: bool) {
        if on && mark == Mark::Code {
            *self = Marks::default();
        } else if on {
            self.code = false;
        }
        match mark {
            Mark::Bold => self.bold = on,
            Mark::Italic => self.italic = on,
            Mark::Underline => self.underline = on,
            Mark::Strike => self.strike = on,
            Mark::Code => self.code = on,
        }
    }

    /// The same marks and this one.
    pub fn with(mut self, mark: Mark) -> Marks {
        self.set(mark, true);
        self
    }

    /// The same marks and this link.
    pub fn linked(mut self, link: Link) -> Marks {
        self.code = false;
        self.link = Some(link);
        self
    }

    pub(crate) fn read(attrs: Option<&Attrs>) -> Marks {
        let mut marks = Marks::default();
        for (key, value) in attrs.into_iter().flatten() {
            if matches!(value, Any::Null | Any::Undefined) {
                continue;
            }
            if key.as_ref() == LINK {
                marks.link = Some(Link::read(value));
                continue;
            }
            match Mark::ALL
                .into_iter()
                .find(|mark| mark.key() == key.as_ref())
            {
                Some(Mark::Bold) => marks.bold = true,
                Some(Mark::Italic) => marks.italic = true,
                Some(Mark::Underline) => marks.underline = true,
                Some(Mark::Strike) => marks.strike = true,
                Some(Mark::Code) => marks.code = true,
                None => marks.foreign.push(ForeignMark {
                    key: key.clone(),
                    value: value.clone(),
                }),
            }
        }
        marks.foreign.sort_by(|a, b| a.key.cmp(&b.key));
        marks
    }

    /// The formatting attributes of text with exactly these marks.
    pub(crate) fn attrs(&self) -> Attrs {
        let mut attrs = Attrs::new();
        for mark in Mark::ALL {
            if self.has(mark) {
                attrs.insert(mark.key().into(), mark_value());
            }
        }
        if let Some(link) = &self.link {
            attrs.insert(LINK.into(), link.value());
        }
        for mark in &self.foreign {
            attrs.insert(mark.key.clone(), mark.value.clone());
        }
        attrs
    }

    /// What `format` needs to turn these marks into `wanted`.
    pub(crate) fn change_to(&self, wanted: &Marks) -> Attrs {
        let before = self.attrs();
        let mut change = wanted.attrs();
        change.retain(|key, value| before.get(key) != Some(value));
        for key in before.into_keys() {
            if !change.contains_key(&key) && !wanted.writes(&key) {
                change.insert(key, Any::Null);
            }
        }
        change
    }

    /// The same marks without those that a foreign editor would destroy the text for.
    pub(crate) fn known(&self) -> Marks {
        let mut marks = self.clone();
        marks.foreign.retain(|mark| is_known_mark(&mark.key));
        marks
    }

    /// Whether every mark is one that StarterKit knows, overlapping ones included.
    pub(crate) fn are_known(&self) -> bool {
        self.foreign.iter().all(|mark| is_known_mark(&mark.key))
    }

    fn writes(&self, key: &str) -> bool {
        match Mark::ALL.into_iter().find(|mark| mark.key() == key) {
            Some(mark) => self.has(mark),
            None if key == LINK => self.link.is_some(),
            None => self.foreign.iter().any(|mark| mark.key.as_ref() == key),
        }
    }
}

/// Overlapping marks are keyed `name--` and eight characters of a hash.
fn is_known_mark(key: &str) -> bool {
    const HASH_CHARS: usize = 8;
    let name = match key.rsplit_once("--") {
        Some((name, hash)) if hash.len() == HASH_CHARS => name,
        _ => key,
    };
    name == LINK || Mark::ALL.iter().any(|mark| mark.key() == name)
}

fn mark_value() -> Any {
    Any::Map(Arc::new(HashMap::new()))
}
