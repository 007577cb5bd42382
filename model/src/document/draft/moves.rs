//! What was written anew from what.
//!
//! Yjs knows no move: whoever splits, joins, nests or retypes a block writes its text anew and removes
//! the old one. When two people do so with the same text before they have heard of each other, it
//! stands twice; when one removes the block into which the other has just moved text, that text is
//! gone. So each copy says what it is a copy of, in a list beside the fields that foreign editors do
//! not read: of copies with one original all but one can then be taken away, and who made a copy that
//! went with somebody else's block can see that nothing else is left of the original.

use super::{Draft, relative::exact};
use crate::{
    document::{
        position::{BlockId, Position},
        projection::read::{self, TextPiece},
    },
    proposal::FieldName,
    sync::guard::MOVES,
};
use std::collections::{BTreeMap, HashSet};
use yrs::{
    Array, Assoc, BranchID, ClientID, ID, IndexedSequence, ReadTxn, StickyIndex, Transact,
    TransactionMut, Xml, XmlOut,
    branch::{Branch, BranchPtr},
};

/// So many entries the list holds before the server takes the oldest away.
const ENTRIES: u32 = 2_000;
/// So many more it takes away then.
const ENTRIES_TAKEN: u32 = 500;

/// Units of text that were written anew, and what they are a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Move {
    /// The first unit as it was written first of all.
    from: ID,
    to: ID,
    /// None for the copy of an empty text: the ids are then those of the texts.
    units: u32,
    /// How often their author's page brought them after text that somebody else had moved.
    brought: u8,
}

/// What a unit was written from first of all, and how often it was brought since then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Original {
    pub(crate) root: ID,
    brought: u8,
}

impl Original {
    pub(super) fn brought_again(self) -> Original {
        let brought = self.brought.saturating_add(1);
        Original { brought, ..self }
    }
}

impl Move {
    fn read(entry: &str) -> Option<Move> {
        let mut numbers = entry.split(' ').map(str::parse::<u64>);
        let mut next = || numbers.next()?.ok();
        let (from, to, units) = ((next()?, next()?), (next()?, next()?), next()?);
        // Left out when it is none.
        let brought = u8::try_from(next().unwrap_or_default()).ok()?;
        let id = |(client, clock): (u64, u64)| {
            let is_client = client < 1 << 53;
            let clock = u32::try_from(clock).ok()?;
            is_client.then(|| ID::new(ClientID::new(client), clock))
        };
        let (from, to, units) = (id(from)?, id(to)?, u32::try_from(units).ok()?);
        let is_whole = |id: ID| id.clock.checked_add(units).is_some();
        (is_whole(from) && is_whole(to)).then_some(Move {
            from,
            to,
            units,
            brought,
        })
    }

    fn write(&self) -> String {
        let Move {
            from,
            to,
            units,
            brought,
        } = self;
        let (a, b) = (from.client.get(), to.client.get());
        let entry = format!("{a} {} {b} {} {units}", from.clock, to.clock);
        match brought {
            0 => entry,
            times => format!("{entry} {times}"),
        }
    }

    /// The copy of this original.
    fn copy_of(&self, id: ID) -> Option<ID> {
        after(self.from, self.to, self.units, id)
    }

    fn original_of(&self, id: ID) -> Option<ID> {
        after(self.to, self.from, self.units, id)
    }

    /// Whether both are copies of the same.
    fn touches(&self, other: &Move) -> bool {
        let within = |a: &Move, b: &Move| {
            let reach = a.units.max(1);
            b.from.clock >= a.from.clock && b.from.clock - a.from.clock < reach
        };
        let empty = |it: &Move| it.units == 0;
        self.from.client == other.from.client
            && empty(self) == empty(other)
            && (within(self, other) || within(other, self))
    }
}

fn after(start: ID, other: ID, units: u32, id: ID) -> Option<ID> {
    let distance = id.clock.checked_sub(start.clock)?;
    let inside = id.client == start.client && distance < units.max(1);
    inside.then(|| ID::new(other.client, other.clock + distance))
}

/// All that is known of what was written anew.
#[derive(Default)]
pub(crate) struct Moves {
    list: Vec<Move>,
    /// By client and first clock of the copy.
    by_copy: BTreeMap<(u64, u32), Move>,
    /// What came with the last update.
    fresh: Vec<Move>,
    /// Copies of which nothing is left.
    gone: HashSet<Move>,
    /// Letters that were taken away to be put down elsewhere.
    dragged: Vec<(u16, ID)>,
}

impl Moves {
    /// What was written first of all, of which this is a copy of a copy.
    pub(crate) fn root(&self, id: ID) -> ID {
        self.original(id).root
    }

    /// The same, and how often this copy was brought.
    pub(crate) fn original(&self, id: ID) -> Original {
        let (mut root, mut brought) = (id, 0);
        for _ in 0..self.list.len().min(16) {
            let before = self.by_copy.range(..=(root.client.get(), root.clock));
            let found = before.into_iter().next_back();
            let Some((_, entry)) = found else { break };
            match entry.original_of(root) {
                Some(original) if original != root => {
                    root = original;
                    brought = brought.max(entry.brought);
                }
                _ => break,
            }
        }
        Original { root, brought }
    }

    fn add(&mut self, entry: Move) {
        if !self.gone.contains(&entry) {
            self.list.push(entry);
        }
        let Move { to, .. } = entry;
        self.by_copy.insert((to.client.get(), to.clock), entry);
    }

    /// Before an update is taken in.
    pub(super) fn expect(&mut self) {
        self.fresh.clear();
    }

    /// Reads the list again after it was changed from elsewhere.
    pub(super) fn refresh<T: ReadTxn>(&mut self, txn: &T) {
        self.list.clear();
        let known: HashSet<Move> = std::mem::take(&mut self.by_copy).into_values().collect();
        let Some(array) = txn.get_array(MOVES) else {
            return;
        };
        for value in array.iter(txn) {
            let yrs::Out::Any(yrs::Any::String(entry)) = value else {
                continue;
            };
            if let Some(entry) = Move::read(&entry) {
                self.add(entry);
                if !known.contains(&entry) {
                    self.fresh.push(entry);
                }
            }
        }
    }

    /// Notes what this copy wrote anew, in the transaction in which it did so.
    pub(super) fn note(&mut self, entries: Vec<Move>, txn: &mut TransactionMut) {
        let Some(array) = txn.get_array(MOVES).filter(|_| !entries.is_empty()) else {
            return;
        };
        let end = array.len(txn);
        let values = entries.iter().map(|entry| yrs::Any::from(entry.write()));
        array.insert_range(txn, end, values.collect::<Vec<_>>());
        entries.into_iter().for_each(|entry| self.add(entry));
    }

    /// Every copy of an original.
    pub(super) fn copies(&self, root: ID) -> impl Iterator<Item = ID> {
        self.list
            .iter()
            .filter_map(move |entry| entry.copy_of(root))
    }
}

/// The entries that say of what these units are copies.
pub(crate) fn entries(copies: &[Option<ID>], originals: &[Option<Original>]) -> Vec<Move> {
    let mut list: Vec<Move> = Vec::new();
    for (to, original) in copies.iter().zip(originals) {
        let (Some(to), Some(Original { root, brought })) = (*to, *original) else {
            continue;
        };
        let goes_on = |start: ID, units: u32, id: ID| {
            start.client == id.client && start.clock + units == id.clock
        };
        match list.last_mut() {
            Some(last)
                if goes_on(last.from, last.units, root)
                    && goes_on(last.to, last.units, to)
                    && last.brought == brought =>
            {
                last.units += 1;
            }
            _ => list.push(Move {
                from: root,
                to,
                units: 1,
                brought,
            }),
        }
    }
    list
}

/// The entry for the copy of an empty text.
pub(crate) fn empty_entry(copy: ID, original: ID) -> Move {
    Move {
        from: original,
        to: copy,
        units: 0,
        brought: 0,
    }
}

/// The ids of a stretch of a block's units; a break has none.
pub(crate) fn ids<T: ReadTxn>(block: BlockId, from: u32, to: u32, txn: &T) -> Vec<Option<ID>> {
    let mut ids = vec![None; to.saturating_sub(from) as usize];
    let pieces = match read::branch(block, txn) {
        Some(XmlOut::Element(element)) => read::pieces(&element, txn).0,
        _ => Vec::new(),
    };
    let mut start = 0;
    for piece in &pieces {
        let end = start + piece.units();
        if let TextPiece::Text { text, hidden, .. } = piece {
            for at in from.max(start)..to.min(end) {
                let inner = at - start;
                let inner = inner + hidden.iter().filter(|it| **it < inner).count() as u32;
                let place = text.sticky_index(txn, inner, Assoc::After);
                ids[(at - from) as usize] = place.and_then(|place| place.id().copied());
            }
        }
        start = end;
    }
    ids
}

/// The id of the text in an empty block.
pub(crate) fn empty_text<T: ReadTxn>(block: BlockId, txn: &T) -> Option<ID> {
    let element = read::element(block, txn)?;
    let texts = read::values(&element, txn);
    let [yrs::Out::YXmlText(text)] = texts.as_slice() else {
        return None;
    };
    Some(read::id_of(text)?.id()).filter(|_| yrs::Text::len(text, txn) == 0)
}

/// Whether this is the list of what was written anew.
pub(super) fn is_list(branch: &BranchPtr) -> bool {
    matches!(branch.id(), BranchID::Root(name) if *name == *MOVES)
}

impl Draft {
    /// Whether a unit stands anywhere.
    pub(super) fn stands(&self, id: ID) -> bool {
        let txn = self.doc.transact();
        let place = StickyIndex::from_id(id, Assoc::After).get_offset(&txn);
        let Some(place) = place.filter(|place| !place.branch.is_deleted()) else {
            return false;
        };
        let Ok(XmlOut::Text(text)) = XmlOut::try_from(place.branch) else {
            return false;
        };
        let there = text.sticky_index(&txn, place.index, Assoc::After);
        there.is_some_and(|there| there.id() == Some(&id))
    }

    /// Where a unit stands, if it does.
    pub(super) fn place_of(&self, id: ID) -> Option<(FieldName, Position)> {
        if !self.stands(id) {
            return None;
        }
        let index = StickyIndex::from_id(id, Assoc::After);
        let txn = self.doc.transact();
        let field = self.field_of(&index, &txn)?;
        let position = exact(&index, &self.fields.get(&field)?.projection, &txn)?;
        Some((field, position))
    }

    /// The block that an empty text stands in, if it does and is still empty.
    fn empty_block(&self, text: ID) -> Option<(FieldName, BlockId)> {
        let txn = self.doc.transact();
        let branch = BranchID::get_nested(&txn, &text)?;
        if branch.is_deleted() {
            return None;
        }
        let XmlOut::Text(text) = XmlOut::try_from(branch).ok()? else {
            return None;
        };
        let index = StickyIndex::from_type(&txn, &text, Assoc::After);
        let field = self.field_of(&index, &txn)?;
        let parent = Xml::parent(&text)?;
        let block = BlockId::of_branch(&AsRef::<Branch>::as_ref(&parent).id())?;
        let found = self.projection(&field).block(block)?;
        found.is_empty_text().then_some((field, block))
    }

    /// Where the copy of an empty text stands, if it is still empty.
    pub(super) fn empty_copy(&self, text: ID) -> Option<(FieldName, BlockId)> {
        let root = self.moves.root(text);
        let copies = self.moves.list.iter();
        let mut copies = copies.filter(|it| it.units == 0 && it.from == root);
        copies.find_map(|it| self.empty_block(it.to))
    }

    /// Whether other copies of what these units (their own ids, and those of the originals) were
    /// written from stand somewhere.
    pub(super) fn stand_elsewhere(&self, units: &[(ID, ID)]) -> Vec<bool> {
        let mut list = Vec::with_capacity(units.len());
        let goes_on = |a: &(ID, ID), b: &(ID, ID)| {
            a.1.client == b.1.client && a.1.clock.checked_add(1) == Some(b.1.clock)
        };
        for run in units.chunk_by(goes_on) {
            let (from, units) = (run[0].1, run.len() as u32);
            let whole = Move {
                from,
                to: from,
                units,
                brought: 0,
            };
            let copies: Vec<&Move> = self
                .moves
                .list
                .iter()
                .filter(|it| it.touches(&whole))
                .collect();
            for (id, root) in run {
                let copies = copies.iter().filter_map(|entry| entry.copy_of(*root));
                let mut others = copies.chain(std::iter::once(*root)).filter(|it| it != id);
                list.push(others.any(|copy| self.stands(copy)));
            }
        }
        list
    }

    /// Where a copy of what this was written from stands, other than itself.
    pub(super) fn other_copy(&self, id: ID, root: ID) -> Option<(FieldName, Position)> {
        let copies = self.moves.copies(root).chain(std::iter::once(root));
        let mut others = copies.filter(|copy| *copy != id);
        others.find_map(|copy| self.place_of(copy))
    }
}

pub(super) use single::{ranges, take_away};

mod retold;
mod single;
#[cfg(test)]
mod tests;
