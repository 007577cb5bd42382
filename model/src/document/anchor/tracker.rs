//! All anchors of a proposal, followed through every change at a cost bound to what changed.
//!
//! The server holds one to tell everybody where anchors went; a page holds one to paint at once.

use super::{
    Anchor, Resolved,
    changed::Changed,
    follow::{AnchorChange, FollowedChange, Held},
    resolve, words_in,
};
use crate::{
    document::{
        draft::{Changes, Draft, Edited},
        map::OpMap,
        position::{BlockId, Range},
        projection::{FieldChange, Projection},
    },
    event::MovedAnchor,
    ids::AnchorId,
    limits::QUOTE_CONTEXT_UNITS,
    proposal::FieldName,
};
use litemap::LiteMap;
use std::collections::{BTreeSet, HashMap};

/// Blocks of one anchor by which it is found when one of them changes; more are looked at from
/// their ends only.
const INDEXED_BLOCKS: usize = 256;

struct Entry {
    held: Held,
    /// Under which blocks it is indexed.
    blocks: Vec<BlockId>,
}

/// Longer words are looked for no farther than this around a change.
const REACH_UNITS: usize = 8_192;

/// Anchors that are followed.
#[derive(Default)]
pub struct Tracker {
    entries: LiteMap<AnchorId, Entry>,
    in_block: HashMap<BlockId, BTreeSet<AnchorId>>,
    detached: LiteMap<FieldName, BTreeSet<AnchorId>>,
    unsaid: BTreeSet<AnchorId>,
    /// Those whose words stand, or stood, on what changed.
    touched: BTreeSet<AnchorId>,
}

impl Tracker {
    /// Follows no anchor yet.
    pub fn new() -> Tracker {
        Tracker::default()
    }

    /// Follows an anchor from now on, or follows it from a new place.
    ///
    /// Answers what is news about it: that its words cannot be found, or where they were found.
    pub fn hold(
        &mut self,
        draft: &Draft,
        id: AnchorId,
        field: &FieldName,
        anchor: Anchor,
        detached: bool,
    ) -> Option<MovedAnchor> {
        self.release(id);
        let place = match detached {
            true => Resolved::Detached,
            false => resolve(draft, field, &anchor),
        };
        let mut held = Held {
            field: field.clone(),
            words: words_in(&anchor.quote),
            anchor,
            range: None,
            past: Vec::new(),
            doubled: false,
        };
        let before = held.anchor.clone();
        let news = match place.range() {
            Some(range) => held.settle_at(draft, Some(range)),
            None => AnchorChange::default(),
        };
        let lost = !detached && place == Resolved::Detached;
        let moved = (&before.start, &before.end) != (&held.anchor.start, &held.anchor.end);
        self.keep(draft.projection(field), id, held, news);
        (moved || lost).then(|| self.said(id)).flatten()
    }

    /// Follows an anchor no more.
    pub fn release(&mut self, id: AnchorId) {
        self.take(id);
        self.unsaid.remove(&id);
        self.touched.remove(&id);
    }

    /// The anchors whose words stand, or stood, on what changed since this was asked before.
    pub fn take_touched(&mut self) -> BTreeSet<AnchorId> {
        std::mem::take(&mut self.touched)
    }

    /// Follows all anchors through an operation of this copy.
    pub fn follow_edit(&mut self, draft: &Draft, edited: &Edited) -> Vec<MovedAnchor> {
        self.follow(draft, &edited.changes, Some((&edited.field, &edited.map)))
    }

    /// Follows all anchors through a change, and answers those whose place others must know.
    ///
    /// `map` says where places of one field went, when that is known.
    pub fn follow(
        &mut self,
        draft: &Draft,
        changes: &Changes,
        map: Option<(&FieldName, &OpMap)>,
    ) -> Vec<MovedAnchor> {
        let mut moved = Vec::new();
        for change in &changes.fields {
            let map = map
                .filter(|(field, _)| **field == change.field)
                .map(|(_, map)| map);
            moved.extend(self.follow_field(draft, change, map));
        }
        moved
    }

    /// The anchors whose quotes changed since they were told; call it when people pause.
    pub fn settle(&mut self) -> Vec<MovedAnchor> {
        let unsaid = std::mem::take(&mut self.unsaid);
        unsaid.into_iter().filter_map(|id| self.said(id)).collect()
    }

    /// Where the words of an anchor stand; none while it is detached or unknown.
    pub fn range(&self, id: AnchorId) -> Option<Range> {
        self.entries.get(&id)?.held.range
    }

    /// An anchor as it is now.
    pub fn anchor(&self, id: AnchorId) -> Option<&Anchor> {
        Some(&self.entries.get(&id)?.held.anchor)
    }

    /// The field of an anchor.
    pub fn field(&self, id: AnchorId) -> Option<&FieldName> {
        Some(&self.entries.get(&id)?.held.field)
    }

    /// The anchors that stand on words of a block.
    pub fn in_block(&self, block: BlockId) -> impl Iterator<Item = AnchorId> {
        self.in_block.get(&block).into_iter().flatten().copied()
    }

    /// All anchors of a field that stand somewhere.
    pub fn in_field<'a>(
        &'a self,
        field: &'a FieldName,
    ) -> impl Iterator<Item = (AnchorId, Range)> + 'a {
        let entries = self
            .entries
            .iter()
            .filter(move |(_, entry)| entry.held.field == *field);
        entries.filter_map(|(id, entry)| Some((*id, entry.held.range?)))
    }

    fn follow_field(
        &mut self,
        draft: &Draft,
        change: &FieldChange,
        map: Option<&OpMap>,
    ) -> Vec<MovedAnchor> {
        let mut affected = self.affected(change);
        let projection = draft.projection(&change.field);
        let changed = Changed::of(projection, change, self.reach_units(&affected));
        affected.extend(self.lessened(&changed));
        let step = FollowedChange::new(draft, &changed, map);
        let moved = affected
            .into_iter()
            .filter_map(|id| self.follow_one(&step, id))
            .collect();
        self.note_doubled(&step, &change.field);
        moved
    }

    fn note_doubled(&mut self, step: &FollowedChange, field: &FieldName) {
        for (_, entry) in self.entries.iter_mut() {
            let held = &mut entry.held;
            held.doubled |= !held.doubled && held.field == *field && step.doubles(held);
        }
    }

    /// How far around a change the words of these anchors can stand.
    fn reach_units(&self, anchors: &BTreeSet<AnchorId>) -> usize {
        let entries = anchors.iter().filter_map(|id| self.entries.get(id));
        let longest = entries
            .map(|entry| entry.held.words.exact.len())
            .max()
            .unwrap_or(0);
        longest.min(REACH_UNITS) + QUOTE_CONTEXT_UNITS
    }

    fn follow_one(&mut self, step: &FollowedChange, id: AnchorId) -> Option<MovedAnchor> {
        let mut held = self.take(id)?;
        let stood = held.range.is_some();
        let news = step.follow(&mut held);
        if stood || held.range.is_some() {
            self.touched.insert(id);
        }
        let projection = step.draft.projection(&held.field);
        self.keep(projection, id, held, news);
        news.moved.then(|| self.said(id)).flatten()
    }

    /// Anchors on words of changed blocks, and detached ones, whose words may have come back.
    fn affected(&self, change: &FieldChange) -> BTreeSet<AnchorId> {
        let changed = change.dirty.iter().chain(&change.removed);
        let mut affected = BTreeSet::new();
        affected.extend(changed.flat_map(|block| self.in_block(block.id)));
        affected.extend(self.detached.get(&change.field).into_iter().flatten());
        affected
    }

    /// Anchors near a change on words of which some were deleted: the rest may stand beside them now.
    fn lessened(&self, changed: &Changed) -> Vec<AnchorId> {
        let blocks = changed
            .stretches
            .iter()
            .flat_map(|stretch| stretch.text.blocks());
        let anchors = blocks.flat_map(|block| self.in_block(block));
        let entry = |id: &AnchorId| self.entries.get(id);
        anchors
            .filter(|id| entry(id).is_some_and(|entry| entry.held.is_lessened()))
            .collect()
    }

    fn said(&mut self, id: AnchorId) -> Option<MovedAnchor> {
        self.unsaid.remove(&id);
        let held = &self.entries.get(&id)?.held;
        Some(MovedAnchor {
            id,
            anchor: held.anchor.clone(),
            detached: held.range.is_none(),
        })
    }

    fn keep(&mut self, projection: &Projection, id: AnchorId, held: Held, news: AnchorChange) {
        let blocks = held
            .range
            .map_or(Vec::new(), |range| blocks(projection, range));
        for block in &blocks {
            self.in_block.entry(*block).or_default().insert(id);
        }
        if held.range.is_none() {
            self.detached
                .entry(held.field.clone())
                .or_default()
                .insert(id);
        }
        if news.requoted {
            self.unsaid.insert(id);
        }
        self.entries.insert(id, Entry { held, blocks });
    }

    fn take(&mut self, id: AnchorId) -> Option<Held> {
        let Entry { held, blocks } = self.entries.remove(&id)?;
        for block in blocks {
            if let Some(anchors) = self.in_block.get_mut(&block) {
                anchors.remove(&id);
                if anchors.is_empty() {
                    self.in_block.remove(&block);
                }
            }
        }
        if let Some(anchors) = self.detached.get_mut(&held.field) {
            anchors.remove(&id);
        }
        Some(held)
    }
}

/// The textblocks of a place: the first ones, and the last.
fn blocks(projection: &Projection, range: Range) -> Vec<BlockId> {
    let next = |id: &BlockId| match *id == range.to.block {
        true => None,
        false => projection.next_text(*id).map(|block| block.id),
    };
    let mut blocks: Vec<BlockId> = std::iter::successors(Some(range.from.block), next)
        .take(INDEXED_BLOCKS)
        .collect();
    if blocks.last() != Some(&range.to.block) {
        blocks.push(range.to.block);
    }
    blocks
}
