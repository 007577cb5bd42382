//! Reads yrs branches into blocks; the only reader of live branches besides the writer.

use super::{Block, Content, Projection, Span, node::push_span, units};
use crate::{
    document::{
        position::BlockId,
        schema::{self, BlockKind, Marks},
    },
    limits::NESTING_DEPTH,
};
use std::sync::Arc;
use yrs::{
    Assoc, BranchID, Out, ReadTxn, StickyIndex, Text, Xml, XmlElementRef, XmlFragment,
    XmlFragmentRef, XmlOut, XmlTextRef, types::text::YChange,
};

/// What stands at one index of a textblock's branch.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TextPiece {
    Text {
        text: XmlTextRef,
        /// Visible UTF-16 units.
        units: u32,
        /// Visible offsets at which something invisible takes one unit of the branch.
        hidden: Vec<u32>,
    },
    Break,
    /// Shown as nothing.
    Hidden,
}

impl TextPiece {
    pub(super) fn is_littered(&self) -> bool {
        match self {
            TextPiece::Text { hidden, .. } => !hidden.is_empty(),
            TextPiece::Break => false,
            TextPiece::Hidden => true,
        }
    }

    pub(crate) fn units(&self) -> u32 {
        match self {
            TextPiece::Text { units, .. } => *units,
            TextPiece::Break => 1,
            TextPiece::Hidden => 0,
        }
    }
}

/// Things of other kinds before the first child, behind which nothing is looked for.
pub(crate) const HIDDEN_LEADERS: u32 = 1_000;
/// Children among which other things are still located; beyond, they are left alone.
pub(crate) const LITTERED_CHILDREN: usize = 20_000;

/// The children of a fragment or an element, one an index of the branch; whatever is neither
/// element nor text is `Undefined`.
///
/// yrs's own iterators end at the first child of another kind, or never end at a string with a
/// surrogate pair, so the way goes from sibling to sibling.
pub(crate) fn values<P, T>(parent: &P, txn: &T) -> Vec<Out>
where
    P: XmlFragment,
    T: ReadTxn,
{
    let len = parent.len(txn);
    let children = children(parent, len, txn);
    if children.len() == len as usize || children.len() > LITTERED_CHILDREN {
        return children;
    }
    let mut values = vec![Out::Any(yrs::Any::Undefined); len as usize];
    for child in children {
        let index = place_of(&child, txn);
        if let Some(value) = index.and_then(|index| values.get_mut(index)) {
            *value = child;
        }
    }
    values
}

fn children<P: XmlFragment, T: ReadTxn>(parent: &P, len: u32, txn: &T) -> Vec<Out> {
    let first = (0..len.min(HIDDEN_LEADERS)).find_map(|index| {
        parent
            .get(txn, index)
            .filter(|child| !matches!(child, XmlOut::Fragment(_)))
    });
    let Some(first) = first else {
        return Vec::new();
    };
    let mut siblings = match &first {
        XmlOut::Element(element) => element.siblings(txn),
        XmlOut::Text(text) => text.siblings(txn),
        XmlOut::Fragment(_) => return Vec::new(),
    };
    let mut list = vec![Out::from(first)];
    // A sibling of another kind answers none, like the end.
    let mut hidden = 0;
    while list.len() + hidden < len as usize {
        match siblings.next() {
            Some(child) => list.push(Out::from(child)),
            None => hidden += 1,
        }
    }
    list
}

fn place_of<T: ReadTxn>(child: &Out, txn: &T) -> Option<usize> {
    let id = match child {
        Out::YXmlElement(element) => id_of(element),
        Out::YXmlText(text) => id_of(text),
        Out::YXmlFragment(fragment) => id_of(fragment),
        _ => None,
    }?;
    let place = StickyIndex::from_id(id.id(), Assoc::After).get_offset(txn)?;
    Some(place.index as usize)
}

/// The branch of a block, if it lives.
pub(crate) fn branch<T: ReadTxn>(id: BlockId, txn: &T) -> Option<XmlOut> {
    let branch = BranchID::get_nested(txn, &id.id())?;
    if branch.is_deleted() {
        return None;
    }
    XmlOut::try_from(branch).ok()
}

/// The element of a block, if it lives and is one.
pub(crate) fn element<T: ReadTxn>(id: BlockId, txn: &T) -> Option<XmlElementRef> {
    branch(id, txn)?.into_xml_element()
}

/// The id of the first text of a textblock.
pub(crate) fn first_text<T: ReadTxn>(id: BlockId, txn: &T) -> Option<yrs::ID> {
    let texts = values(&element(id, txn)?, txn).into_iter();
    let mut texts = texts.filter_map(|child| match child {
        Out::YXmlText(text) => id_of(&text),
        _ => None,
    });
    texts.next().map(|id| id.id())
}

/// The block id of a child, if it can be a block.
pub(crate) fn block_id(value: &Out) -> Option<BlockId> {
    match value {
        Out::YXmlElement(element) => id_of(element),
        Out::YXmlText(text) => id_of(text),
        _ => None,
    }
}

pub(crate) fn id_of(branch: &impl AsRef<yrs::branch::Branch>) -> Option<BlockId> {
    BlockId::of_branch(&branch.as_ref().id())
}

/// What a block's tag and attributes say.
pub(crate) fn kind<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> BlockKind {
    let tag = element.try_tag().cloned().unwrap_or_default();
    BlockKind::read(&tag, |key| element.get_attribute(txn, key))
}

/// The pieces of a textblock's element, one an index of the branch, and its spans.
pub(crate) fn pieces<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> (Vec<TextPiece>, Vec<Span>) {
    let mut spans = Vec::new();
    let pieces = values(element, txn)
        .into_iter()
        .map(|value| match value {
            Out::YXmlText(text) => text_piece(text, txn, &mut spans),
            Out::YXmlElement(leaf) if is_break(&leaf) => {
                spans.push(Span::Break);
                TextPiece::Break
            }
            _ => TextPiece::Hidden,
        })
        .collect();
    (pieces, spans)
}

/// The pieces of a textblock without a look at its runs: right unless something hidden stands in it.
pub(crate) fn lengths<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> Vec<TextPiece> {
    let children = values(element, txn).into_iter();
    children
        .map(|value| match value {
            Out::YXmlText(text) => {
                let units = text.len(txn);
                TextPiece::Text {
                    text,
                    units,
                    hidden: Vec::new(),
                }
            }
            Out::YXmlElement(leaf) if is_break(&leaf) => TextPiece::Break,
            _ => TextPiece::Hidden,
        })
        .collect()
}

fn is_break(leaf: &XmlElementRef) -> bool {
    leaf.try_tag()
        .is_some_and(|tag| **tag == *schema::HARD_BREAK)
}

fn text_piece<T: ReadTxn>(text: XmlTextRef, txn: &T, spans: &mut Vec<Span>) -> TextPiece {
    let (found, hidden) = walk(&text, txn);
    let visible: u32 = found.iter().map(Span::units).sum();
    if visible + hidden.len() as u32 != text.len(txn) {
        return TextPiece::Hidden;
    }
    found.into_iter().for_each(|span| push_span(spans, span));
    TextPiece::Text {
        text,
        units: visible,
        hidden,
    }
}

/// The runs of a text and the offsets at which something else stands. yrs does not tell a string
/// that was embedded from text; then the lengths do not add up.
fn walk<T: ReadTxn>(text: &XmlTextRef, txn: &T) -> (Vec<Span>, Vec<u32>) {
    let (mut spans, mut hidden) = (Vec::new(), Vec::new());
    let mut at = 0;
    for run in text.diff(txn, YChange::identity) {
        match run.insert {
            Out::Any(yrs::Any::String(words)) => {
                at += units(&words);
                let marks = Marks::read(run.attributes.as_deref());
                push_span(
                    &mut spans,
                    Span::Text {
                        text: words.to_string(),
                        marks,
                    },
                );
            }
            _ => hidden.push(at),
        }
    }
    (spans, hidden)
}

impl Projection {
    /// Reads a whole field.
    pub(crate) fn read<T: ReadTxn>(root: &XmlFragmentRef, txn: &T) -> Projection {
        let mut projection = Projection::default();
        let children = values(root, txn);
        projection.littered = children.iter().any(|child| block_id(child).is_none());
        projection.roots = projection.read_children(children, None, 1, txn, &mut Vec::new());
        projection
    }

    /// Reads blocks that are new, adds them and everything in them, and answers all their ids.
    pub(super) fn read_children<T: ReadTxn>(
        &mut self,
        children: Vec<Out>,
        parent: Option<BlockId>,
        depth: usize,
        txn: &T,
        created: &mut Vec<BlockId>,
    ) -> Vec<BlockId> {
        let mut ids = Vec::with_capacity(children.len());
        for child in children {
            let Some(id) = block_id(&child) else { continue };
            if !self.blocks.contains_key(&id) {
                created.push(id);
                self.read_block(id, &child, parent, depth, txn, created);
            }
            ids.push(id);
        }
        ids
    }

    fn read_block<T: ReadTxn>(
        &mut self,
        id: BlockId,
        child: &Out,
        parent: Option<BlockId>,
        depth: usize,
        txn: &T,
        created: &mut Vec<BlockId>,
    ) {
        let mut littered = false;
        let (kind, content) = match child {
            Out::YXmlElement(element) => {
                let kind = kind(element, txn);
                let content = if kind.is_textblock() {
                    let (pieces, spans) = pieces(element, txn);
                    littered = pieces.iter().any(TextPiece::is_littered);
                    Content::Text(spans)
                } else if kind.holds() == schema::Holds::Blocks && depth < NESTING_DEPTH {
                    let children = values(element, txn);
                    littered = children.iter().any(|child| block_id(child).is_none());
                    Content::Blocks(self.read_children(children, Some(id), depth + 1, txn, created))
                } else {
                    Content::Nothing
                };
                (kind, content)
            }
            Out::YXmlText(text) => (BlockKind::Stray, stray(text, txn)),
            _ => return,
        };
        let block = Block {
            id,
            kind,
            parent,
            content,
            littered,
        };
        self.blocks.insert(id, Arc::new(block));
    }
}

/// The runs of a text, none when it is empty.
pub(crate) fn runs<T: ReadTxn>(text: &XmlTextRef, txn: &T) -> Option<Vec<Span>> {
    let spans = walk(text, txn).0;
    (!spans.is_empty()).then_some(spans)
}

/// The content of a text that stands where a block should.
pub(super) fn stray<T: ReadTxn>(text: &XmlTextRef, txn: &T) -> Content {
    let mut spans = Vec::new();
    text_piece(text.clone(), txn, &mut spans);
    Content::Text(spans)
}
