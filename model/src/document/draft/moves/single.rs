//! Of copies with one original, one stays.
//!
//! The server does this, with each update that brings copies: it alone sees all of them, and says so
//! with the same message. Letters that their author's page brought after text that had been moved stay
//! where they were brought: who copied them from where they were left had not heard of it. Among others
//! the copy that the server had first stays: its author may have gone on with it. The author's page
//! itself does not wait with what it brought.

use super::{ENTRIES, ENTRIES_TAKEN, MOVES, Move};
use crate::{
    document::{
        draft::{Changes, Draft, Editing, REPAIR, REUNITED, merge},
        position::{BlockId, Position},
        projection::Projection,
        schema::BlockKind,
    },
    proposal::FieldName,
};
use litemap::LiteMap;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use yrs::{Array, ID, ReadTxn, Transact};

/// At most so many units are compared after one update.
const UNITS: usize = 100_000;

/// What is to go from one field.
#[derive(Default)]
struct Surplus {
    units: BTreeMap<BlockId, BTreeSet<u32>>,
    /// Empty blocks that are copies of one.
    empty: HashSet<BlockId>,
}

impl Draft {
    /// Takes away what stands twice since the last call; the update, and what it changed.
    pub(in crate::document::draft) fn leave_single(&mut self) -> (Vec<u8>, Changes) {
        let mut changes = Changes::default();
        let mut updates = Vec::from_iter(self.forget_oldest());
        for (field, surplus) in self.surplus(|_, _| true) {
            let mut editing = Editing::new(self, field, REPAIR);
            surplus.remove(&mut editing);
            updates.extend(editing.updates);
            changes.absorb(editing.changes);
        }
        (merge(updates), changes)
    }

    /// On a person's page: takes away what an update copied from where this person's letters had been
    /// left, before its author heard that they were brought away.
    pub(in crate::document::draft) fn keep_brought(&mut self) -> Changes {
        let mut changes = Changes::default();
        let own = self.client_id();
        let brought = |it: &Move| it.brought > 0 && it.to.client.get() == own;
        if self.history.is_none() || !self.moves.list.iter().any(brought) {
            return changes;
        }
        let yields = |stays: &Move, other: &Move| brought(stays) && other.brought < stays.brought;
        for (field, surplus) in self.surplus(yields) {
            let mut editing = Editing::new(self, field, REUNITED);
            surplus.remove(&mut editing);
            let edited = editing.finish(None);
            self.near.updates.push(edited.update);
            changes.absorb(edited.changes);
        }
        changes
    }

    /// What stands twice, where the copy that stays may take the other one away.
    fn surplus(&mut self, yields: impl Fn(&Move, &Move) -> bool) -> LiteMap<FieldName, Surplus> {
        let fresh = std::mem::take(&mut self.moves.fresh);
        let fresh = &fresh[fresh.len().saturating_sub(ENTRIES as usize)..];
        let new: HashSet<Move> = fresh.iter().copied().collect();
        let mut surplus: LiteMap<FieldName, Surplus> = LiteMap::new();
        let mut seen: HashSet<ID> = HashSet::new();
        for entry in fresh.iter().copied() {
            let mut alike = self.alike(entry, &new);
            if alike.is_empty() {
                continue;
            }
            alike.push(entry);
            alike.sort_by_key(|it| std::cmp::Reverse(it.brought));
            for distance in 0..entry.units.max(1) {
                let root = ID::new(entry.from.client, entry.from.clock + distance);
                if seen.len() == UNITS {
                    return surplus;
                }
                if !seen.insert(root) {
                    continue;
                }
                let copies = alike.iter().filter_map(|it| Some((it, it.copy_of(root)?)));
                let mut copies: Vec<(&Move, ID)> = copies.collect();
                let mut known = HashSet::new();
                copies.retain(|(_, id)| known.insert(*id));
                match entry.units {
                    0 => self.surplus_blocks(&copies, &yields, &mut surplus),
                    _ => self.surplus_units(&copies, &yields, &mut surplus),
                }
            }
        }
        surplus
    }

    /// Other copies of the same, of which something is left: those that came before first.
    fn alike(&mut self, entry: Move, new: &HashSet<Move>) -> Vec<Move> {
        let alike = |other: &&Move| **other != entry && other.touches(&entry);
        let alike: Vec<Move> = self.moves.list.iter().filter(alike).copied().collect();
        let units = |it: Move| (0..it.units).map(move |at| ID::new(it.to.client, it.to.clock + at));
        let stands = |it: &Move| it.units == 0 || units(*it).any(|id| self.stands(id));
        let (mut alike, gone): (Vec<Move>, Vec<Move>) = alike.into_iter().partition(stands);
        self.moves.list.retain(|it| !gone.contains(it));
        self.moves.gone.extend(gone);
        alike.sort_by_key(|it| (new.contains(it), it.to.client.get(), it.to.clock));
        alike
    }

    fn surplus_units(
        &self,
        copies: &[(&Move, ID)],
        yields: impl Fn(&Move, &Move) -> bool,
        surplus: &mut LiteMap<FieldName, Surplus>,
    ) {
        let place = |(entry, copy): &(&Move, ID)| Some((**entry, self.place_of(*copy)?));
        let mut standing = copies.iter().filter_map(place);
        let Some((stays, _)) = standing.next() else {
            return;
        };
        let standing = standing.filter(|(other, _)| yields(&stays, other));
        for (_, (field, Position { block, offset })) in standing {
            let units = &mut surplus.entry(field).or_default().units;
            units.entry(block).or_default().insert(offset);
        }
    }

    fn surplus_blocks(
        &self,
        copies: &[(&Move, ID)],
        yields: impl Fn(&Move, &Move) -> bool,
        surplus: &mut LiteMap<FieldName, Surplus>,
    ) {
        let place = |(entry, copy): &(&Move, ID)| Some((**entry, self.empty_block(*copy)?));
        let mut standing = copies.iter().filter_map(place);
        let Some((stays, _)) = standing.next() else {
            return;
        };
        let standing = standing.filter(|(other, _)| yields(&stays, other));
        for (_, (field, block)) in standing {
            surplus.entry(field).or_default().empty.insert(block);
        }
    }

    /// Takes the oldest entries out of a list that has grown long.
    fn forget_oldest(&mut self) -> Option<Vec<u8>> {
        let mut txn = self.doc.transact_mut_with(REPAIR);
        let array = txn.get_array(MOVES)?;
        if array.len(&txn) <= ENTRIES {
            return None;
        }
        let surplus = array.len(&txn) - ENTRIES;
        array.remove_range(&mut txn, 0, surplus + ENTRIES_TAKEN);
        self.moves.refresh(&txn);
        txn.commit();
        Some(txn.encode_update_v1())
    }
}

/// Takes units out of a block, and the block when it then holds nothing.
pub(in crate::document::draft) fn take_away(
    editing: &mut Editing,
    block: BlockId,
    units: BTreeSet<u32>,
) {
    let surplus = Surplus {
        units: BTreeMap::from([(block, units)]),
        ..Surplus::default()
    };
    surplus.remove(editing);
}

impl Surplus {
    fn remove(self, editing: &mut Editing) {
        let mut emptied = self.empty;
        for (block, units) in self.units {
            let ranges = ranges(&units);
            editing.step(|surgery| {
                for (from, to) in ranges.into_iter().rev() {
                    surgery.delete(block, from, to);
                }
            });
            let now = editing.projection().block(block);
            if now.is_some_and(|block| block.is_empty_text()) {
                emptied.insert(block);
            }
        }
        let doomed = vanishing(editing.projection(), &emptied);
        if !doomed.is_empty() {
            editing.step(|surgery| surgery.remove_blocks(&doomed));
        }
    }
}

/// Stretches of offsets that follow each other.
pub(in crate::document::draft) fn ranges(units: &BTreeSet<u32>) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for unit in units {
        match ranges.last_mut() {
            Some((_, end)) if end == unit => *end += 1,
            _ => ranges.push((*unit, unit + 1)),
        }
    }
    ranges
}

/// The outermost blocks that hold nothing but these.
fn vanishing(projection: &Projection, emptied: &HashSet<BlockId>) -> Vec<BlockId> {
    let mut gone = emptied.clone();
    let mut rest: Vec<BlockId> = emptied.iter().copied().collect();
    while let Some(id) = rest.pop() {
        let parent = projection.block(id).and_then(|block| block.parent);
        let Some(parent) = parent.and_then(|id| projection.block(id)) else {
            continue;
        };
        if parent.children().iter().all(|id| gone.contains(id)) && gone.insert(parent.id) {
            rest.push(parent.id);
        }
    }
    let is_kept = |id: &BlockId| !may_go(projection, *id, &gone);
    let kept: HashSet<BlockId> = gone.iter().copied().filter(is_kept).collect();
    gone.retain(|id| !kept.contains(id));
    let outer = |id: &BlockId| {
        let parent = projection.block(*id).and_then(|block| block.parent);
        parent.is_none_or(|parent| !gone.contains(&parent))
    };
    gone.iter().copied().filter(outer).collect()
}

/// A cell stays in its row, and what an item or a cell needs stays in it.
fn may_go(projection: &Projection, id: BlockId, gone: &HashSet<BlockId>) -> bool {
    let Some(block) = projection.block(id) else {
        return false;
    };
    let around = projection.ancestors(Some(id)).skip(1);
    let mut tables = around.filter(|it| it.kind == BlockKind::Table);
    let with_table = tables.any(|table| gone.contains(&table.id));
    if block.kind.is_cell() || block.kind == BlockKind::TableRow {
        return with_table;
    }
    let Some(parent) = block.parent.and_then(|id| projection.block(id)) else {
        return true;
    };
    if gone.contains(&parent.id) {
        return with_table || !parent.kind.is_cell();
    }
    let stays = parent.children().iter().find(|id| !gone.contains(id));
    let stays = stays.and_then(|id| projection.block(*id));
    let leads = projection.index(id) == Some(0) && parent.kind == BlockKind::ListItem;
    !leads || stays.is_some_and(|next| next.kind == BlockKind::Paragraph)
}
