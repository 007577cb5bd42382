//! What one transaction wrote, in context: where moved words must be, since Yjs writes them anew.

use super::text::Text;
use crate::document::{
    position::BlockId,
    projection::{Block, FieldChange, Projection},
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Textblocks in a row of which at least one changed, with a neighbour on each side.
pub(super) struct Stretch {
    pub text: Text,
    /// What was not there before, in units of the text, in order.
    written: Vec<Range<usize>>,
}

impl Stretch {
    /// Whether any unit of a place was written now.
    pub fn touches(&self, place: &Range<usize>) -> bool {
        self.written
            .iter()
            .any(|written| written.start < place.end && place.start < written.end)
    }

    /// Whether every unit of a place was written now; block ends do not count.
    pub fn covers(&self, place: &Range<usize>) -> bool {
        let written = |at: usize| self.written.iter().any(|written| written.contains(&at));
        place
            .clone()
            .all(|at| self.text.units[at] == u16::from(b'\n') || written(at))
    }
}

/// The stretches that a change wrote in.
pub(super) fn stretches(after: &Projection, change: &FieldChange) -> Vec<Stretch> {
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
        let row = row(after, *id, &changed);
        seen.extend(row.iter().map(|block| block.id));
        let text = Text::of(row.iter().copied());
        let written = row
            .iter()
            .filter(|block| changed.contains(&block.id))
            .filter_map(|block| {
                let place = text.block(block.id)?;
                Some(written(before.get(&block.id).copied(), &text, place))
            });
        let written = written.filter(|written| !written.is_empty()).collect();
        stretches.push(Stretch { text, written });
    }
    stretches
}

/// The changed blocks around one of them, and the blocks next to these.
fn row<'a>(after: &'a Projection, start: BlockId, changed: &HashSet<BlockId>) -> Vec<&'a Block> {
    let mut row: Vec<&Block> = Vec::new();
    let mut at = start;
    while let Some(block) = after.previous_text(at) {
        row.push(block);
        at = block.id;
        if !changed.contains(&at) {
            break;
        }
    }
    row.reverse();
    row.extend(after.block(start));
    at = start;
    while let Some(block) = after.next_text(at) {
        row.push(block);
        at = block.id;
        if !changed.contains(&at) {
            break;
        }
    }
    row
}

/// What of a block is new: all of it, or what is left between the ends that it always had.
fn written(before: Option<&Block>, text: &Text, place: Range<usize>) -> Range<usize> {
    let Some(before) = before else { return place };
    let old: Vec<u16> = before.text().encode_utf16().collect();
    let new = &text.units[place.clone()];
    let head = super::search::common_prefix(&old, new);
    let tail = super::search::common_suffix(&old[head..], &new[head..]);
    place.start + head..place.end - tail
}
