//! Moves that are no single operation: words that are dragged, and what undo and redo bring back.

use super::{Move, entries};
use crate::{
    document::{
        draft::{Changes, Draft, REUNITED},
        edit::Op,
        position::{BlockId, Range},
    },
    proposal::FieldName,
};
use std::collections::HashSet;
use yrs::{Assoc, ID, IdSet, IndexedSequence, ReadTxn, StickyIndex, Transact, XmlOut};

/// Letters in order, each with its id.
type Units = Vec<(u16, ID)>;

impl Draft {
    /// Before an operation that is one step with others: remembers the letters that it takes away.
    pub(in crate::document::draft) fn take_along(&mut self, field: &FieldName, op: &Op) {
        if let Op::Delete(range) = op {
            self.moves.dragged = self.letters_between(field, *range);
        }
    }

    fn letters_between(&self, field: &FieldName, range: Range) -> Units {
        let projection = self.projection(field);
        let blocks = projection.textblocks_between(range.from.block, range.to.block);
        let mut letters = Vec::new();
        for id in blocks {
            let from = if id == range.from.block {
                range.from.offset
            } else {
                0
            };
            let end = projection.block(id).map_or(0, |block| block.units());
            let to = if id == range.to.block {
                range.to.offset
            } else {
                end
            };
            letters.extend(self.letters(field, id, from, to));
        }
        letters
    }

    fn letters(&self, field: &FieldName, id: BlockId, from: u32, to: u32) -> Units {
        let text = self.projection(field).text_of(id);
        let text = text.encode_utf16().skip(from as usize);
        let ids = super::ids(id, from, to, &self.doc.transact());
        let letters = text.zip(ids).filter_map(|(unit, id)| Some((unit, id?)));
        letters
            .filter(|(unit, _)| *unit != u16::from(b'\n'))
            .collect()
    }

    /// After such an operation: if it wrote the letters that were taken away, they were moved.
    pub(in crate::document::draft) fn put_down(
        &mut self,
        field: &FieldName,
        changes: &Changes,
        first: u32,
    ) -> Vec<u8> {
        let taken = std::mem::take(&mut self.moves.dragged);
        let Some(change) = changes.field(field).filter(|_| !taken.is_empty()) else {
            return Vec::new();
        };
        let dirty = change.dirty.iter().map(|block| block.id);
        let touched: HashSet<_> = dirty.chain(change.created.iter().copied()).collect();
        let projection = self.projection(field);
        let blocks = projection
            .textblocks()
            .filter(|block| touched.contains(&block.id));
        let written: Units = blocks
            .flat_map(|block| self.letters(field, block.id, 0, block.units()))
            .filter(|(_, id)| self.is_new(*id, first) && self.moves.root(*id) == *id)
            .collect();
        let same = |((a, _), (b, _)): (&(u16, ID), &(u16, ID))| a == b;
        if written.len() != taken.len() || !written.iter().zip(&taken).all(same) {
            return Vec::new();
        }
        let copies: Vec<_> = written.iter().map(|(_, id)| Some(*id)).collect();
        let originals: Vec<_> = taken
            .iter()
            .map(|(_, id)| Some(self.moves.original(*id)))
            .collect();
        self.tell(entries(&copies, &originals))
    }

    fn is_new(&self, id: ID, first: u32) -> bool {
        id.client == self.doc.client_id() && id.clock >= first
    }

    /// After undo or redo: what of `taken` it wrote anew, beginning with the number `first`.
    pub(in crate::document::draft) fn restored(
        &mut self,
        taken: &IdSet,
        brought: &IdSet,
        first: u32,
    ) -> Vec<u8> {
        let (mut copies, mut originals) = (Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        let txn = self.doc.transact();
        for (client, ranges) in taken.iter() {
            for clock in ranges.iter().flat_map(|range| range.clone()) {
                let id = ID::new(*client, clock);
                if brought.contains(&id) {
                    continue;
                }
                let copy = now(id, &txn).filter(|copy| self.is_new(*copy, first));
                if let Some(copy) = copy.filter(|copy| seen.insert(*copy)) {
                    copies.push(Some(copy));
                    originals.push(Some(self.moves.original(id)));
                }
            }
        }
        drop(txn);
        self.tell(entries(&copies, &originals))
    }

    /// Whether undo or redo brought a unit back where it stood.
    pub(in crate::document::draft) fn came_back(&self, id: ID) -> bool {
        let copy = now(id, &self.doc.transact());
        copy.is_some_and(|copy| copy != id && self.moves.root(copy) == self.moves.root(id))
    }

    fn tell(&mut self, entries: Vec<Move>) -> Vec<u8> {
        if entries.is_empty() {
            return Vec::new();
        }
        let mut txn = self.doc.transact_mut_with(REUNITED);
        self.moves.note(entries, &mut txn);
        txn.commit();
        txn.encode_update_v1()
    }
}

/// The unit that stands in the place of one that was removed and came back.
fn now<T: ReadTxn>(id: ID, txn: &T) -> Option<ID> {
    let place = StickyIndex::from_id(id, Assoc::After).get_offset(txn)?;
    if place.branch.is_deleted() {
        return None;
    }
    let XmlOut::Text(text) = XmlOut::try_from(place.branch).ok()? else {
        return None;
    };
    let there = text.sticky_index(txn, place.index, Assoc::After)?;
    there.id().copied()
}
