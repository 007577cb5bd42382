//! All anchors of a proposal, followed through every change at a cost bound to what changed.
//!
//! The server holds one to tell everybody where threads went; a page holds one to paint at once.

use super::{
    Anchor, Resolved,
    changed::Changed,
    follow::{Held, News, Step},
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
    ids::ThreadId,
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
    entries: LiteMap<ThreadId, Entry>,
    in_block: HashMap<BlockId, BTreeSet<ThreadId>>,
    detached: LiteMap<FieldName, BTreeSet<ThreadId>>,
    unsaid: BTreeSet<ThreadId>,
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
        thread: ThreadId,
        field: &FieldName,
        anchor: Anchor,
        detached: bool,
    ) -> Option<MovedAnchor> {
        self.release(thread);
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
            None => News::default(),
        };
        let lost = !detached && place == Resolved::Detached;
        let moved = (&before.start, &before.end) != (&held.anchor.start, &held.anchor.end);
        self.keep(draft.projection(field), thread, held, news);
        (moved || lost).then(|| self.said(thread)).flatten()
    }

    /// Follows an anchor no more.
    pub fn release(&mut self, thread: ThreadId) {
        self.take(thread);
        self.unsaid.remove(&thread);
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
        unsaid
            .into_iter()
            .filter_map(|thread| self.said(thread))
            .collect()
    }

    /// Where the words of a thread stand; none while it is detached or unknown.
    pub fn range(&self, thread: ThreadId) -> Option<Range> {
        self.entries.get(&thread)?.held.range
    }

    /// An anchor as it is now.
    pub fn anchor(&self, thread: ThreadId) -> Option<&Anchor> {
        Some(&self.entries.get(&thread)?.held.anchor)
    }

    /// The field of an anchor.
    pub fn field(&self, thread: ThreadId) -> Option<&FieldName> {
        Some(&self.entries.get(&thread)?.held.field)
    }

    /// The threads that stand on words of a block.
    pub fn in_block(&self, block: BlockId) -> impl Iterator<Item = ThreadId> {
        self.in_block.get(&block).into_iter().flatten().copied()
    }

    /// All threads of a field that stand somewhere.
    pub fn in_field<'a>(
        &'a self,
        field: &'a FieldName,
    ) -> impl Iterator<Item = (ThreadId, Range)> + 'a {
        let entries = self
            .entries
            .iter()
            .filter(move |(_, entry)| entry.held.field == *field);
        entries.filter_map(|(thread, entry)| Some((*thread, entry.held.range?)))
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
        let step = Step::new(draft, &changed, map);
        let moved = affected
            .into_iter()
            .filter_map(|thread| self.follow_one(&step, thread))
            .collect();
        self.note_doubled(&step, &change.field);
        moved
    }

    fn note_doubled(&mut self, step: &Step, field: &FieldName) {
        for (_, entry) in self.entries.iter_mut() {
            let held = &mut entry.held;
            held.doubled |= !held.doubled && held.field == *field && step.doubles(held);
        }
    }

    /// How far around a change the words of these threads can stand.
    fn reach_units(&self, threads: &BTreeSet<ThreadId>) -> usize {
        let entries = threads.iter().filter_map(|thread| self.entries.get(thread));
        let longest = entries
            .map(|entry| entry.held.words.exact.len())
            .max()
            .unwrap_or(0);
        longest.min(REACH_UNITS) + QUOTE_CONTEXT_UNITS
    }

    fn follow_one(&mut self, step: &Step, thread: ThreadId) -> Option<MovedAnchor> {
        let mut held = self.take(thread)?;
        let news = step.follow(&mut held);
        let projection = step.draft.projection(&held.field);
        self.keep(projection, thread, held, news);
        news.moved.then(|| self.said(thread)).flatten()
    }

    /// Threads on words of changed blocks, and detached ones, whose words may have come back.
    fn affected(&self, change: &FieldChange) -> BTreeSet<ThreadId> {
        let changed = change.dirty.iter().chain(&change.removed);
        let mut affected = BTreeSet::new();
        affected.extend(changed.flat_map(|block| self.in_block(block.id)));
        affected.extend(self.detached.get(&change.field).into_iter().flatten());
        affected
    }

    /// Threads near a change on words of which some were deleted: the rest may stand beside them now.
    fn lessened(&self, changed: &Changed) -> Vec<ThreadId> {
        let blocks = changed
            .stretches
            .iter()
            .flat_map(|stretch| stretch.text.blocks());
        let threads = blocks.flat_map(|block| self.in_block(block));
        let entry = |thread: &ThreadId| self.entries.get(thread);
        threads
            .filter(|thread| entry(thread).is_some_and(|entry| entry.held.is_lessened()))
            .collect()
    }

    fn said(&mut self, thread: ThreadId) -> Option<MovedAnchor> {
        self.unsaid.remove(&thread);
        let held = &self.entries.get(&thread)?.held;
        Some(MovedAnchor {
            thread,
            anchor: held.anchor.clone(),
            detached: held.range.is_none(),
        })
    }

    fn keep(&mut self, projection: &Projection, thread: ThreadId, held: Held, news: News) {
        let blocks = held
            .range
            .map_or(Vec::new(), |range| blocks(projection, range));
        for block in &blocks {
            self.in_block.entry(*block).or_default().insert(thread);
        }
        if held.range.is_none() {
            self.detached
                .entry(held.field.clone())
                .or_default()
                .insert(thread);
        }
        if news.requoted {
            self.unsaid.insert(thread);
        }
        self.entries.insert(thread, Entry { held, blocks });
    }

    fn take(&mut self, thread: ThreadId) -> Option<Held> {
        let Entry { held, blocks } = self.entries.remove(&thread)?;
        for block in blocks {
            if let Some(threads) = self.in_block.get_mut(&block) {
                threads.remove(&thread);
                if threads.is_empty() {
                    self.in_block.remove(&block);
                }
            }
        }
        if let Some(threads) = self.detached.get_mut(&held.field) {
            threads.remove(&thread);
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
