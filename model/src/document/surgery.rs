//! The writer: small changes of live branches, of which every operation is made.
//!
//! It finds live branches by block id at every call, so that the order of calls does not matter,
//! and notes where every place went.

mod fit;
mod places;
mod rescue;

use super::{
    draft::moves::{self, Move, Moves, Original},
    map::{OpMap, Shift},
    position::BlockId,
    projection::{
        Block, Node, NodeContent, Projection, Span,
        read::{self, TextPiece, values},
        units,
    },
    schema::{self, Marks},
};
use crate::limits::NESTING_DEPTH;
pub(crate) use fit::fit;
use places::{branch_index, branch_offset, place};
use std::collections::{HashMap, HashSet};
use yrs::{
    ID, Text, TransactionMut, Xml, XmlElementPrelim, XmlElementRef, XmlFragment, XmlFragmentRef,
    XmlTextPrelim, XmlTextRef,
};

/// One transaction's worth of changes to one field.
pub(crate) struct Surgery<'a, 'doc> {
    pub(super) txn: &'a mut TransactionMut<'doc>,
    pub(super) root: XmlFragmentRef,
    /// The field as it was before the transaction.
    pub(crate) before: &'a Projection,
    pub(crate) map: OpMap,
    pub(super) moves: &'a Moves,
    /// What was written anew so far.
    pub(super) copied: Vec<Move>,
}

/// A place inside one of a block's texts, in units of its branch.
struct Spot {
    text: XmlTextRef,
    offset: u32,
}

impl Surgery<'_, '_> {
    /// Inserts text with exactly these marks.
    pub(crate) fn insert_text(&mut self, block: BlockId, offset: u32, words: &str, marks: &Marks) {
        if words.is_empty() {
            return;
        }
        let Some(spot) = self.spot(block, offset) else {
            return;
        };
        spot.text
            .insert_with_attributes(self.txn, spot.offset, words, marks.known().attrs());
        self.shifted(block, offset, 0, units(words));
    }

    /// Notes that a stretch of a block's text was written elsewhere.
    pub(crate) fn moved(
        &mut self,
        old_block: BlockId,
        from: u32,
        to: u32,
        new_block: BlockId,
        new_start: u32,
    ) {
        if old_block != new_block {
            let originals = self.originals(old_block, from, to);
            self.copied(new_block, new_start, &originals);
        }
        self.went(old_block, from, to, new_block, new_start);
    }

    /// Notes where the places in a stretch of a block's text are now.
    pub(crate) fn went(
        &mut self,
        old_block: BlockId,
        from: u32,
        to: u32,
        new_block: BlockId,
        new_start: u32,
    ) {
        let last = self
            .before
            .block(old_block)
            .is_none_or(|block| block.units() <= to);
        self.map.push(Shift::Moved {
            old_block,
            from,
            to,
            new_block,
            new_start,
            last,
        });
    }

    /// What the units of a stretch of text were written from, first of all.
    fn originals(&self, block: BlockId, from: u32, to: u32) -> Vec<Option<Original>> {
        let ids = moves::ids(block, from, to, self.txn);
        let original = |id: Option<ID>| id.map(|id| self.moves.original(id));
        ids.into_iter().map(original).collect()
    }

    /// Notes that the units from a place on are copies of these.
    pub(crate) fn copied(&mut self, block: BlockId, start: u32, originals: &[Option<Original>]) {
        if originals.iter().any(Option::is_some) {
            let copies = moves::ids(block, start, start + originals.len() as u32, self.txn);
            self.copied.extend(moves::entries(&copies, originals));
        }
    }

    /// Writes runs and breaks without a note where places went: the caller notes it.
    pub(crate) fn write_spans(&mut self, block: BlockId, offset: u32, spans: &[Span]) {
        let noted = std::mem::take(&mut self.map);
        self.insert_spans(block, offset, spans);
        self.map = noted;
    }

    /// Inserts runs and breaks.
    pub(crate) fn insert_spans(&mut self, block: BlockId, offset: u32, spans: &[Span]) {
        let mut at = offset;
        for span in spans {
            match span {
                Span::Text { text, marks } => self.insert_text(block, at, text, marks),
                Span::Break => self.insert_break(block, at),
            }
            at += span.units();
        }
    }

    /// Inserts a line break; the text behind it moves into a text of its own.
    pub(crate) fn insert_break(&mut self, block: BlockId, offset: u32) {
        let Some(element) = self.element(block) else {
            return;
        };
        let (pieces, spans) = read::pieces(&element, self.txn);
        let (index, inner) = place(&pieces, offset);
        let prelim = || XmlElementPrelim::empty(schema::HARD_BREAK);
        let split = match pieces.get(index) {
            Some(TextPiece::Text { units, .. }) if inner > 0 && inner < *units => *units - inner,
            Some(TextPiece::Text { .. }) if inner > 0 => {
                element.insert(self.txn, index as u32 + 1, prelim());
                return self.shifted(block, offset, 0, 1);
            }
            _ => {
                element.insert(self.txn, index as u32, prelim());
                return self.shifted(block, offset, 0, 1);
            }
        };
        let originals = self.originals(block, offset, offset + split);
        let tail = crate::document::projection::cut(&spans, offset, offset + split);
        if let Some(TextPiece::Text { text, hidden, .. }) = pieces.get(index) {
            let start = branch_offset(inner, hidden);
            let len = text.len(self.txn) - start;
            text.remove_range(self.txn, start, len);
        }
        element.insert(self.txn, index as u32 + 1, prelim());
        let text = element.insert(self.txn, index as u32 + 2, XmlTextPrelim::new(""));
        write_runs(self.txn, &text, &tail);
        self.copied(block, offset + 1, &originals);
        self.shifted(block, offset, 0, 1);
    }

    /// Removes text and breaks between two offsets.
    pub(crate) fn delete(&mut self, block: BlockId, from: u32, to: u32) {
        if from >= to {
            return;
        }
        let stray = self.stray(block);
        if let Some(text) = stray {
            text.remove_range(self.txn, from, to - from);
            return self.shifted(block, from, to - from, 0);
        }
        let Some(element) = self.element(block) else {
            return;
        };
        let pieces = self.pieces(block, &element);
        let mut end = pieces.iter().map(TextPiece::units).sum::<u32>();
        for (index, piece) in pieces.iter().enumerate().rev() {
            let start = end - piece.units();
            let (cut_from, cut_to) = (from.max(start), to.min(end));
            if cut_from < cut_to {
                match piece {
                    TextPiece::Text { text, hidden, .. } => {
                        let low = branch_offset(cut_from - start, hidden);
                        let high = branch_offset(cut_to - start, hidden);
                        text.remove_range(self.txn, low, high - low);
                    }
                    TextPiece::Break => element.remove_range(self.txn, index as u32, 1),
                    TextPiece::Hidden => {}
                }
            }
            end = start;
        }
        self.shifted(block, from, to - from, 0);
    }

    /// Changes the marks of the text between two offsets.
    pub(crate) fn remark(
        &mut self,
        block: BlockId,
        from: u32,
        to: u32,
        change: impl Fn(&Marks) -> Marks,
    ) {
        let Some(element) = self.element(block) else {
            return;
        };
        let (pieces, spans) = read::pieces(&element, self.txn);
        let mut start = 0;
        for span in &spans {
            let end = start + span.units();
            let (low, high) = (from.max(start), to.min(end));
            if let Span::Text { marks, .. } = span
                && low < high
            {
                let attrs = marks.change_to(&change(marks));
                if !attrs.is_empty() {
                    self.format(&pieces, low, high, &attrs);
                }
            }
            start = end;
        }
    }

    /// Takes marks away wherever they are in a block: in one walk, however many runs it has.
    pub(crate) fn unmark(&mut self, block: &Block, keep: impl Fn(&Marks) -> Marks) {
        let Some(element) = self.element(block.id) else {
            return;
        };
        let mut attrs = yrs::types::Attrs::new();
        for span in block.spans() {
            if let Span::Text { marks, .. } = span {
                let change = marks.change_to(&keep(marks)).into_iter();
                attrs.extend(change.filter(|(_, value)| *value == yrs::Any::Null));
            }
        }
        if !attrs.is_empty() {
            let (pieces, _) = read::pieces(&element, self.txn);
            self.format(&pieces, 0, block.units(), &attrs);
        }
    }

    fn format(&mut self, pieces: &[TextPiece], from: u32, to: u32, attrs: &yrs::types::Attrs) {
        let mut start = 0;
        for piece in pieces {
            let end = start + piece.units();
            let (low, high) = (from.max(start), to.min(end));
            if let TextPiece::Text { text, hidden, .. } = piece
                && low < high
            {
                let (a, b) = (
                    branch_offset(low - start, hidden),
                    branch_offset(high - start, hidden),
                );
                text.format(self.txn, a, b - a, attrs.clone());
            }
            start = end;
        }
    }

    /// Writes a block and everything in it, before what stands at `index` of its parent now.
    pub(crate) fn insert_block(
        &mut self,
        parent: Option<BlockId>,
        index: usize,
        node: &Node,
    ) -> Option<BlockId> {
        let ids = self.insert_blocks(parent, index, std::slice::from_ref(node));
        ids.first().copied()
    }

    /// Writes blocks one after the other and answers their ids.
    pub(crate) fn insert_blocks(
        &mut self,
        parent: Option<BlockId>,
        index: usize,
        nodes: &[Node],
    ) -> Vec<BlockId> {
        let home = match parent.map(|id| self.element(id)) {
            None => None,
            Some(Some(element)) => Some(element),
            Some(None) => return Vec::new(),
        };
        let at = match &home {
            None => branch_index(&values(&self.root, self.txn), index),
            Some(element) => branch_index(&values(element, self.txn), index),
        };
        let mut ids = Vec::with_capacity(nodes.len());
        for (number, node) in nodes.iter().enumerate() {
            let prelim = XmlElementPrelim::empty(node.kind.tag());
            let at = at + number as u32;
            let element = match &home {
                None => self.root.insert(self.txn, at, prelim),
                Some(home) => home.insert(self.txn, at, prelim),
            };
            ids.extend(self.fill(&element, node));
        }
        ids
    }

    fn fill(&mut self, element: &XmlElementRef, node: &Node) -> Option<BlockId> {
        let id = read::id_of(element)?;
        for (key, value) in node.kind.attributes() {
            element.insert_attribute(self.txn, key, value);
        }
        match &node.content {
            NodeContent::Text(spans) => self.fill_text(element, id, node, spans),
            NodeContent::Blocks(children) => {
                for child in children {
                    let inner =
                        element.push_back(self.txn, XmlElementPrelim::empty(child.kind.tag()));
                    self.fill(&inner, child);
                }
            }
            NodeContent::Nothing => {}
        }
        Some(id)
    }

    /// An empty block gets one empty text, which two people who start to type in it then share.
    fn fill_text(&mut self, element: &XmlElementRef, id: BlockId, node: &Node, spans: &[Span]) {
        let fitted = fit(spans, node.kind.holds());
        let mut text = element.push_back(self.txn, XmlTextPrelim::new(""));
        let mut run = Vec::new();
        for span in &fitted {
            match span {
                Span::Text { .. } => run.push(span.clone()),
                Span::Break => {
                    write_runs(self.txn, &text, &run);
                    run.clear();
                    element.push_back(self.txn, XmlElementPrelim::empty(schema::HARD_BREAK));
                    text = element.push_back(self.txn, XmlTextPrelim::new(""));
                }
            }
        }
        write_runs(self.txn, &text, &run);
        if let Some((old_block, from)) = node.origin {
            let to = from + spans.iter().map(Span::units).sum::<u32>();
            let empty = |id| moves::empty_text(id, self.txn);
            if let (true, Some(copy), Some(original)) = (from == to, empty(id), empty(old_block)) {
                let original = self.moves.root(original);
                self.copied.push(moves::empty_entry(copy, original));
            }
            self.moved(old_block, from, to, id, 0);
        }
    }

    /// Removes a block and everything in it.
    pub(crate) fn remove_block(&mut self, id: BlockId) {
        self.remove_blocks(&[id]);
    }

    /// Removes blocks and everything in them; each parent is looked through once.
    pub(crate) fn remove_blocks(&mut self, ids: &[BlockId]) {
        let mut by_parent: HashMap<Option<BlockId>, HashSet<BlockId>> = HashMap::new();
        for id in ids {
            let parent = match read::branch(*id, self.txn) {
                Some(yrs::XmlOut::Element(element)) => Xml::parent(&element),
                Some(yrs::XmlOut::Text(text)) => Xml::parent(&text),
                _ => continue,
            };
            let Some(parent) = parent else { continue };
            by_parent
                .entry(read::id_of(&parent))
                .or_default()
                .insert(*id);
        }
        for (parent, ids) in by_parent {
            match parent.map(|id| self.element(id)) {
                None => {
                    let root = self.root.clone();
                    remove_children(self.txn, &root, &ids);
                }
                Some(Some(parent)) => remove_children(self.txn, &parent, &ids),
                Some(None) => continue,
            }
        }
        ids.iter().for_each(|id| self.gone(*id));
    }

    fn gone(&mut self, id: BlockId) {
        for child in self.before.children(Some(id)) {
            self.gone(*child);
        }
        if self
            .before
            .block(id)
            .is_some_and(|block| block.is_textblock())
        {
            self.map.push(Shift::Gone { block: id });
        }
    }

    /// How many blocks stand in a block, or at the root, now.
    pub(crate) fn count(&self, parent: Option<BlockId>) -> usize {
        let list = match parent.map(|id| self.element(id)) {
            None => values(&self.root, self.txn),
            Some(Some(element)) => values(&element, self.txn),
            Some(None) => Vec::new(),
        };
        list.iter().filter_map(read::block_id).count()
    }

    /// Where a block stands among its siblings now.
    pub(crate) fn index(&self, parent: Option<BlockId>, id: BlockId) -> Option<usize> {
        let list = match parent {
            None => values(&self.root, self.txn),
            Some(parent) => values(&self.element(parent)?, self.txn),
        };
        list.iter()
            .filter_map(read::block_id)
            .position(|child| child == id)
    }

    /// Rewrites the attributes of a block whose tag stays.
    pub(crate) fn set_attributes(&mut self, id: BlockId, kind: &schema::BlockKind) {
        let Some(element) = self.element(id) else {
            return;
        };
        let now = read::kind(&element, self.txn);
        let before = now.attributes();
        let after = kind.attributes();
        for (key, _) in before
            .iter()
            .filter(|(key, _)| !after.iter().any(|(other, _)| other == key))
        {
            element.remove_attribute(self.txn, key);
        }
        for entry in after {
            if !before.contains(&entry) {
                element.insert_attribute(self.txn, entry.0, entry.1);
            }
        }
    }

    fn element(&self, id: BlockId) -> Option<XmlElementRef> {
        read::element(id, self.txn)
    }

    fn stray(&self, id: BlockId) -> Option<XmlTextRef> {
        read::branch(id, self.txn)?.into_xml_text()
    }

    /// The pieces of a block; its runs are read only when something hidden stands in it.
    fn pieces(&self, block: BlockId, element: &XmlElementRef) -> Vec<TextPiece> {
        match self.before.block(block) {
            Some(block) if block.littered => read::pieces(element, self.txn).0,
            _ => read::lengths(element, self.txn),
        }
    }

    /// The text in which something inserted at this offset goes; made when there is none.
    fn spot(&mut self, block: BlockId, offset: u32) -> Option<Spot> {
        if let Some(text) = self.stray(block) {
            return Some(Spot { text, offset });
        }
        let element = self.element(block)?;
        let pieces = self.pieces(block, &element);
        let (index, inner) = place(&pieces, offset);
        if let Some(TextPiece::Text { text, hidden, .. }) = pieces.get(index) {
            let offset = branch_offset(inner, hidden);
            return Some(Spot {
                text: text.clone(),
                offset,
            });
        }
        let text = element.insert(self.txn, index as u32, XmlTextPrelim::new(""));
        Some(Spot { text, offset: 0 })
    }

    pub(crate) fn shifted(&mut self, block: BlockId, at: u32, removed: u32, inserted: u32) {
        self.map.push(Shift::Splice {
            block,
            at,
            removed,
            inserted,
        });
    }
}

fn remove_children<P>(txn: &mut TransactionMut, parent: &P, ids: &HashSet<BlockId>)
where
    P: XmlFragment,
{
    let doomed = |value: &yrs::Out| read::block_id(value).is_some_and(|id| ids.contains(&id));
    let values = values(parent, txn);
    let mut end = values.len();
    while end > 0 {
        let start = values[..end]
            .iter()
            .rposition(|value| !doomed(value))
            .map_or(0, |index| index + 1);
        if start < end {
            parent.remove_range(txn, start as u32, (end - start) as u32);
        }
        end = start.saturating_sub(1);
    }
}

fn write_runs(txn: &mut TransactionMut, text: &XmlTextRef, runs: &[Span]) {
    for run in runs {
        if let Span::Text { text: words, marks } = run {
            let end = text.len(txn);
            text.insert_with_attributes(txn, end, words, marks.known().attrs());
        }
    }
}
