//! What one transaction wrote, in context: where moved words must be, since Yjs writes them anew.

use super::{
    search::{self, Hay, Words},
    text::Text,
};
use crate::document::{
    position::{self, BlockId, Position},
    projection::{Block, FieldChange, Projection},
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Textblocks in a row of which at least one changed, with enough of those around them.
pub(super) struct Stretch {
    pub text: Text,
    /// The same text, ready to be searched.
    pub hay: Hay,
    /// What was not there before, in units of the text; empty where something was deleted.
    written: Vec<Range<usize>>,
}

impl Stretch {
    /// Whether any unit of a place was written now, or something was deleted out of its middle.
    pub fn touches(&self, place: &Range<usize>) -> bool {
        let touches = |written: &Range<usize>| match written.is_empty() {
            true => place.start < written.start && written.end < place.end,
            false => written.start < place.end && place.start < written.end,
        };
        self.written.iter().any(touches)
    }

    /// Units of the longest text that was written in one piece.
    pub fn longest_written(&self) -> usize {
        self.written.iter().map(Range::len).max().unwrap_or(0)
    }

    /// How many units speak for a place: its own and the equal ones next to it.
    pub fn surety(&self, words: &Words, place: &Range<usize>) -> usize {
        self.hay.surety(words, place)
    }

    /// Whether every unit of a place was written now; block ends do not count.
    pub fn covers(&self, place: &Range<usize>) -> bool {
        let written = |at: usize| self.written.iter().any(|written| written.contains(&at));
        place
            .clone()
            .all(|at| self.text.units[at] == u16::from(b'\n') || written(at))
    }
}

/// Most unchanged blocks around a change that are looked at.
const REACH_BLOCKS: usize = 64;

/// What a change wrote, and what stayed around it in the blocks that it touched.
pub(super) struct Changed {
    pub stretches: Vec<Stretch>,
    splices: HashMap<BlockId, Splice>,
}

/// A block's text before, and the one stretch of it that differs now.
struct Splice {
    before: Vec<u16>,
    at: usize,
    removed: usize,
    inserted: usize,
}

impl Changed {
    /// What a change of a field did, with that many units around what changed.
    pub fn of(after: &Projection, change: &FieldChange, reach_units: usize) -> Changed {
        Changed {
            stretches: stretches(after, change, reach_units),
            splices: change
                .dirty
                .iter()
                .filter_map(|block| splice(block, after))
                .collect(),
        }
    }

    /// Where a place is if nothing but the differing stretches of its blocks changed; none when an
    /// end was inside of one.
    pub fn shift(&self, place: position::Range) -> Option<position::Range> {
        let from = self.shift_end(place.from, false)?;
        let to = self.shift_end(place.to, true)?;
        Some(position::Range { from, to })
    }

    fn shift_end(&self, end: Position, is_last: bool) -> Option<Position> {
        let Some(splice) = self.splices.get(&end.block) else {
            return Some(end);
        };
        let offset = end.offset as usize;
        let before = offset < splice.at || (offset == splice.at && is_last);
        let shifted = match before {
            true => offset,
            false if offset >= splice.at + splice.removed => {
                offset - splice.removed + splice.inserted
            }
            false => return None,
        };
        Some(Position::new(end.block, u32::try_from(shifted).ok()?))
    }

    /// How often these words stood in a block before; none when its text did not change.
    pub fn places_before(&self, block: BlockId, words: &Words) -> Option<usize> {
        let splice = self.splices.get(&block)?;
        Some(Hay::new(&splice.before).count(words))
    }
}

fn splice(before: &Block, after: &Projection) -> Option<(BlockId, Splice)> {
    let new = units(after.block(before.id)?);
    let old = units(before);
    let at = search::common_prefix(&old, &new);
    let tail = search::common_suffix(&old[at..], &new[at..]);
    let splice = Splice {
        at,
        removed: old.len() - tail - at,
        inserted: new.len() - tail - at,
        before: old,
    };
    Some((before.id, splice))
}

fn units(block: &Block) -> Vec<u16> {
    block.text().encode_utf16().collect()
}

fn stretches(after: &Projection, change: &FieldChange, reach_units: usize) -> Vec<Stretch> {
    let before: HashMap<BlockId, &Block> = change
        .dirty
        .iter()
        .map(|block| (block.id, block.as_ref()))
        .collect();
    let ids = change.created.iter().copied().chain(before.keys().copied());
    let changed: HashSet<BlockId> = ids
        .filter(|id| after.block(*id).is_some_and(Block::is_textblock))
        .collect();
    let mut seen = HashSet::new();
    let mut stretches = Vec::new();
    for id in &changed {
        if seen.contains(id) {
            continue;
        }
        let row = row(after, *id, &changed, reach_units);
        seen.extend(row.iter().map(|block| block.id));
        let text = Text::of(row.iter().copied());
        let written = row
            .iter()
            .filter(|block| changed.contains(&block.id))
            .filter_map(|block| {
                let place = text.block(block.id)?;
                written(before.get(&block.id).copied(), &text, place)
            });
        let written = written.collect();
        let hay = Hay::new(&text.units);
        stretches.push(Stretch { text, hay, written });
    }
    stretches
}

/// The changed blocks around one of them, and so many units next to these.
fn row<'a>(
    after: &'a Projection,
    start: BlockId,
    changed: &HashSet<BlockId>,
    reach_units: usize,
) -> Vec<&'a Block> {
    let walk = |next: &dyn Fn(BlockId) -> Option<&'a Block>| {
        let mut row = Vec::new();
        let (mut at, mut left, mut blocks) = (start, reach_units, 0);
        while let Some(block) = next(at).filter(|_| left > 0 && blocks < REACH_BLOCKS) {
            row.push(block);
            at = block.id;
            (left, blocks) = match changed.contains(&at) {
                true => (reach_units, 0),
                false => (left.saturating_sub(block.units() as usize), blocks + 1),
            };
        }
        row
    };
    let mut row = walk(&|at| after.previous_text(at));
    row.reverse();
    row.extend(after.block(start));
    row.extend(walk(&|at| after.next_text(at)));
    row
}

/// What of a block is new: all of it, or what is left between the ends that it always had. None
/// when its text is the same.
fn written(before: Option<&Block>, text: &Text, place: Range<usize>) -> Option<Range<usize>> {
    let Some(before) = before else {
        return Some(place);
    };
    let old = units(before);
    let new = &text.units[place.clone()];
    let head = search::common_prefix(&old, new);
    let tail = search::common_suffix(&old[head..], &new[head..]);
    (old != new).then_some(place.start + head..place.end - tail)
}
