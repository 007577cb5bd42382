//! The plain tree that everything but the gate reads: blocks, spans, text.
//!
//! It is read from the changed branches only and equals a full rebuild at every step. Trees that a
//! merge or a foreign editor left invalid are shown leniently and never repaired here.

mod node;
pub(crate) mod read;
mod refresh;
mod walk;

pub use node::{Node, NodeContent, Slice};
pub(crate) use node::{cut, push_span};
pub use refresh::FieldChange;

use super::{
    position::BlockId,
    schema::{BlockKind, Marks},
};
use std::{collections::HashMap, sync::Arc};

/// A run of text with the same marks, or a line break.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Span {
    Text { text: String, marks: Marks },
    Break,
}

impl Span {
    /// A run without marks.
    pub fn plain(text: impl Into<String>) -> Span {
        Span::Text {
            text: text.into(),
            marks: Marks::none(),
        }
    }

    /// Length in UTF-16 units; a break counts 1.
    pub fn units(&self) -> u32 {
        match self {
            Span::Text { text, .. } => units(text),
            Span::Break => 1,
        }
    }
}

/// Length in UTF-16 units.
pub fn units(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

/// What stands in a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Neighbours never have the same marks; no run is empty.
    Text(Vec<Span>),
    Blocks(Vec<BlockId>),
    Nothing,
}

/// One block of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub id: BlockId,
    pub kind: BlockKind,
    /// The block around it; none when it stands at the root of the field.
    pub parent: Option<BlockId>,
    pub content: Content,
    /// Whether something stands in it that is shown as nothing.
    pub(crate) littered: bool,
}

impl Block {
    /// Its spans; none unless it is a textblock.
    pub fn spans(&self) -> &[Span] {
        match &self.content {
            Content::Text(spans) => spans,
            _ => &[],
        }
    }

    /// The blocks in it; none unless it is a container.
    pub fn children(&self) -> &[BlockId] {
        match &self.content {
            Content::Blocks(children) => children,
            _ => &[],
        }
    }

    /// Whether text stands directly in it.
    pub fn is_textblock(&self) -> bool {
        matches!(self.content, Content::Text(_))
    }

    /// Length in UTF-16 units; a break counts 1.
    pub fn units(&self) -> u32 {
        self.spans().iter().map(Span::units).sum()
    }

    /// Unicode scalar values of its text; breaks are not counted.
    pub fn chars(&self) -> usize {
        let run = |span: &Span| match span {
            Span::Text { text, .. } => text.chars().count(),
            Span::Break => 0,
        };
        self.spans().iter().map(run).sum()
    }

    /// The nearest offset at or before this one that is in the block and in no surrogate pair.
    pub fn snap(&self, offset: u32) -> u32 {
        let mut at = 0;
        for span in self.spans() {
            let end = at + span.units();
            if offset < end {
                let Span::Text { text, .. } = span else {
                    return at;
                };
                for c in text.chars() {
                    let next = at + c.len_utf16() as u32;
                    if next > offset {
                        return at;
                    }
                    at = next;
                }
            }
            at = end;
        }
        at
    }

    /// Its text; a break is `\n`.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for span in self.spans() {
            match span {
                Span::Text { text: run, .. } => text.push_str(run),
                Span::Break => text.push('\n'),
            }
        }
        text
    }

    /// Whether it is a textblock without any text.
    pub fn is_empty_text(&self) -> bool {
        matches!(&self.content, Content::Text(spans) if spans.is_empty())
    }
}

/// One field as a plain tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Projection {
    roots: Vec<BlockId>,
    blocks: HashMap<BlockId, Arc<Block>>,
    /// Whether something stands at the root that is shown as nothing.
    pub(crate) littered: bool,
}

impl Projection {
    /// The blocks at the root, in order.
    pub fn roots(&self) -> &[BlockId] {
        &self.roots
    }

    /// A block by its id.
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.get(&id).map(Arc::as_ref)
    }

    /// The blocks inside a block, or those at the root.
    pub fn children(&self, parent: Option<BlockId>) -> &[BlockId] {
        match parent {
            Some(parent) => self.block(parent).map_or(&[], Block::children),
            None => &self.roots,
        }
    }

    /// The text of a textblock; a break is `\n`. Empty for other blocks.
    pub fn text_of(&self, id: BlockId) -> String {
        self.block(id).map(Block::text).unwrap_or_default()
    }

    /// Number of blocks of all kinds.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether there is no block at all.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// Whether this is certainly the same text, seen without comparing words: copies share every block
    /// until it changes.
    pub fn is_same(&self, other: &Projection) -> bool {
        let is_shared = |(id, block): (&BlockId, &Arc<Block>)| {
            let known = other.blocks.get(id);
            known.is_some_and(|known| Arc::ptr_eq(block, known))
        };
        self.roots == other.roots
            && self.blocks.len() == other.blocks.len()
            && self.blocks.iter().all(is_shared)
    }

    /// Unicode scalar values of the text, markup and block ends not counted.
    pub fn chars(&self) -> usize {
        self.blocks.values().map(|block| block.chars()).sum()
    }
}
