//! Copies of letters from where they had been left, by clients that say of no copy what it is one of.
//!
//! When letters were brought after text that somebody had moved, others may still see them where they
//! were left, and write that text anew before they hear of it. Such an update takes away letters that
//! are gone here already. What it wrote for them is found by the text around them, and taken away.

use super::moves;
use crate::{
    document::{
        draft::{Changes, Draft, Editing, REUNITED, relative::absolute},
        position::{BlockId, Position},
    },
    proposal::FieldName,
    sync::guard::Contents,
};
use std::collections::{BTreeMap, BTreeSet};
use yrs::{Assoc, ID, StateVector, StickyIndex, Transact};

/// So many stretches of letters are remembered.
pub(in crate::document::draft) const STRETCHES: usize = 64;
/// So many units on each side of a stretch have to be the same in its copy.
const AROUND: usize = 16;

/// Letters that were brought away, by their ids where they had been left.
pub(in crate::document::draft) struct Left {
    field: FieldName,
    units: Vec<(u16, ID)>,
}

/// What an update writes anew around such letters, if its author still saw them.
pub(super) struct Remains {
    field: FieldName,
    text: Vec<u16>,
    /// Which of it are the letters.
    from: usize,
    to: usize,
}

/// A place in a block, and what of the letters left there an update takes away.
type Gone = (Position, Vec<u16>);

impl Draft {
    pub(super) fn leave(&mut self, field: &FieldName, units: Vec<(u16, ID)>) {
        if self.near.left.len() == STRETCHES {
            self.near.left.pop_front();
        }
        let field = field.clone();
        self.near.left.push_back(Left { field, units });
    }

    /// What of the letters that were brought away an update takes away once more.
    pub(super) fn remains(&self, contents: &Contents) -> Vec<Remains> {
        let mut by_block: BTreeMap<(&FieldName, BlockId), Vec<Gone>> = BTreeMap::new();
        let mut alone = Vec::new();
        let is_gone = |id: ID| contents.deletes.has(id.client.get(), id.clock);
        for left in &self.near.left {
            let gone = left.units.iter();
            let gone = gone.filter(|(_, id)| is_gone(*id) && !self.stands(*id));
            let (letters, ids): (Vec<u16>, Vec<ID>) = gone.copied().unzip();
            let Some(first) = ids.first() else { continue };
            match self.left_at(&left.field, *first) {
                Some(place) => {
                    let list = by_block.entry((&left.field, place.block)).or_default();
                    list.push((place, letters));
                }
                // Their block held nothing else, and went.
                None => alone.push(Remains {
                    field: left.field.clone(),
                    from: 0,
                    to: letters.len(),
                    text: letters,
                }),
            }
        }
        let around = by_block.into_iter();
        let around =
            around.flat_map(|((field, block), gone)| self.around(field, block, &gone, contents));
        around.chain(alone).collect()
    }

    /// Where a unit stood that was taken away, if its block stands.
    fn left_at(&self, field: &FieldName, id: ID) -> Option<Position> {
        let index = StickyIndex::from_id(id, Assoc::After);
        let projection = self.projection(field);
        absolute(&index, projection, &self.doc.transact()).map(|(_, place)| place)
    }

    fn around(
        &self,
        field: &FieldName,
        id: BlockId,
        gone: &[Gone],
        contents: &Contents,
    ) -> Vec<Remains> {
        let projection = self.projection(field);
        let Some(block) = projection.block(id) else {
            return Vec::new();
        };
        let is_gone = |id: ID| contents.deletes.has(id.client.get(), id.clock);
        let removed = projection.ancestors(Some(id)).any(|it| is_gone(it.id.id()));
        let ids = moves::ids(id, 0, block.units(), &self.doc.transact());
        let units: Vec<u16> = block.text().encode_utf16().collect();
        let (mut text, mut stretches) = (Vec::new(), Vec::new());
        for at in 0..=units.len() {
            let start = text.len();
            let here = gone.iter().filter(|(place, _)| place.offset as usize == at);
            here.for_each(|(_, letters)| text.extend(letters));
            if text.len() > start {
                stretches.push(start..text.len());
            }
            let goes = |at: &usize| removed || ids[*at].is_none_or(is_gone);
            text.extend(units.get(at).filter(|_| goes(&at)));
        }
        let remains = stretches.into_iter().map(|stretch| {
            let first = stretch.start.saturating_sub(AROUND);
            let last = text.len().min(stretch.end + AROUND);
            Remains {
                field: field.clone(),
                text: text[first..last].to_vec(),
                from: stretch.start - first,
                to: stretch.end - first,
            }
        });
        remains.collect()
    }

    /// Takes away what an update wrote for letters that had been brought away before.
    pub(super) fn clear_remains(
        &mut self,
        remains: Vec<Remains>,
        changes: &Changes,
        state: &StateVector,
    ) -> Changes {
        let mut done = Changes::default();
        for Remains {
            field,
            text,
            from,
            to,
        } in remains
        {
            let runs = self.runs(&field, changes, state);
            let places = runs.iter().flat_map(|run| {
                let found = run.text.windows(text.len()).enumerate();
                let found = found.filter(|(_, window)| *window == text);
                found.map(|(at, _)| (run.block, run.places[at + from..at + to].to_vec()))
            });
            let places: Vec<(BlockId, Vec<u32>)> = places.collect();
            let [(block, offsets)] = places.as_slice() else {
                continue;
            };
            let letters = text[from..to].iter().zip(offsets);
            let txn = self.doc.transact();
            let id = |at: u32| moves::ids(*block, at, at + 1, &txn).pop().flatten();
            let units = letters.filter_map(|(letter, at)| Some((*letter, id(*at)?)));
            let units: Vec<(u16, ID)> = units.collect();
            drop(txn);
            self.leave(&field, units);
            let offsets: BTreeSet<u32> = offsets.iter().copied().collect();
            let mut editing = Editing::new(self, field, REUNITED);
            moves::take_away(&mut editing, *block, offsets);
            let edited = editing.finish(None);
            self.near.updates.push(edited.update);
            done.absorb(edited.changes);
        }
        done
    }
}
