//! What an update wrote, and where in it text stands that it took away elsewhere.

use super::{RUNS, Trace};
use crate::document::{
    draft::{Changes, Draft},
    position::{BlockId, Position},
    projection::{Block, FieldChange, Projection},
};
use crate::proposal::FieldName;
use yrs::{ClientID, StateVector};

/// Text next to a place must be found again at least so far, or as far as it goes.
const ALIKE_UNITS: usize = 4;

/// What others wrote into one block with an update.
pub(super) struct ForeignRun {
    pub(super) block: BlockId,
    /// Whether the block is new.
    pub(super) created: bool,
    /// Whether the block stands behind the one that was looked at, or is that one.
    pub(super) beside: bool,
    pub(super) text: Vec<u16>,
    /// Where each unit of the text stands.
    pub(super) places: Vec<u32>,
}

/// Where an update put what it took away near a trace.
pub(super) struct Found {
    pub(super) removed: bool,
    pub(super) runs: Vec<ForeignRun>,
    /// The block that took the place of one that was empty.
    pub(super) instead: Option<Position>,
    /// The new block that stands where the old one stood among those written anew.
    twin: Option<BlockId>,
    /// The nearest place that still stands.
    pub(super) beside: Option<Position>,
}

/// A place in a run, and how many units around it read as they did before.
pub(super) struct Fit<'a> {
    pub(super) run: &'a ForeignRun,
    pub(super) at: usize,
    pub(super) left: usize,
    pub(super) right: usize,
}

impl Fit<'_> {
    pub(super) fn place(&self) -> Position {
        let offset = match self.at.checked_sub(1) {
            Some(last) => self.run.places[last] + 1,
            None => self.run.places[0],
        };
        Position::new(self.run.block, offset)
    }
}

impl Found {
    /// The place with the longest equal text on both sides.
    pub(super) fn best(&self, left: &[u16], right: &[u16]) -> Option<Fit<'_>> {
        let mut best: Option<Fit> = None;
        let mut most = 0;
        let is_enough = |units: usize, of: usize| of > 0 && units >= of.min(ALIKE_UNITS);
        for run in &self.runs {
            for at in 0..=run.text.len() {
                let (before, after) = run.text.split_at(at);
                let same = |(a, b): &(&u16, &u16)| a == b;
                let fit = Fit {
                    run,
                    at,
                    left: before
                        .iter()
                        .rev()
                        .zip(left.iter().rev())
                        .take_while(same)
                        .count(),
                    right: after.iter().zip(right).take_while(same).count(),
                };
                let enough = is_enough(fit.left, left.len()) || is_enough(fit.right, right.len());
                // Among equal places, as where there are only spaces, a whole block's copy is the one.
                let whole_left = fit.left == left.len() && fit.left == before.len();
                let whole_right = fit.right == right.len() && fit.right == after.len();
                let is_twin = self.twin == Some(run.block);
                let signs = [whole_left, whole_right, is_twin].map(usize::from);
                let score = fit.left + fit.right + signs.iter().sum::<usize>();
                if enough && score > most {
                    most = score;
                    best = Some(fit);
                }
            }
        }
        best
    }
}

/// When as many textblocks came as went, they are taken to be the same in the same order.
fn twin_of(id: BlockId, change: &FieldChange, projection: &Projection) -> Option<BlockId> {
    let is_text = |id: &&BlockId| projection.block(**id).is_some_and(Block::is_textblock);
    let created: Vec<&BlockId> = change.created.iter().filter(is_text).collect();
    let removed = change.removed.iter().filter(|block| block.is_textblock());
    let removed: Vec<BlockId> = removed.map(|block| block.id).collect();
    let at = removed.iter().position(|removed| *removed == id)?;
    (removed.len() == created.len()).then(|| *created[at])
}

impl Draft {
    /// What others wrote with an update, block by block.
    pub(super) fn runs(
        &self,
        field: &FieldName,
        changes: &Changes,
        state: &StateVector,
    ) -> Vec<ForeignRun> {
        let Some(change) = changes.field(field) else {
            return Vec::new();
        };
        let dirty = change.dirty.iter().map(|block| (block.id, false));
        let created = change.created.iter().map(|id| (*id, true));
        let touched = dirty.chain(created).take(RUNS);
        let run = |(id, created)| self.run(field, None, id, created, state);
        touched.filter_map(run).collect()
    }

    pub(super) fn found(&self, trace: &Trace, changes: &Changes, state: &StateVector) -> Found {
        let projection = self.projection(&trace.field);
        let first = |behind: Option<BlockId>| match behind {
            Some(id) => projection.next_text(id),
            None => projection.textblocks().next(),
        };
        let behind = self.standing_before(trace);
        let end = behind.and_then(|id| projection.block(id));
        let end = end.map(|block| Position::new(block.id, block.units()));
        let start = || Some(Position::new(projection.textblocks().next()?.id, 0));
        let mut runs = Vec::new();
        let mut instead = None;
        let mut twin = None;
        if let Some(change) = changes.field(&trace.field) {
            let dirty = change.dirty.iter().map(|block| (block.id, false));
            let created = change.created.iter().map(|id| (*id, true));
            let touched = dirty.chain(created).take(RUNS);
            runs.extend(touched.filter_map(|(id, created)| {
                self.run(&trace.field, Some(trace.id), id, created, state)
            }));
            twin = twin_of(trace.id, change, projection);
            let next = first(behind).filter(|block| change.created.contains(&block.id));
            instead = twin.or(next.map(|block| block.id));
        }
        Found {
            removed: projection.block(trace.id).is_none(),
            instead: instead.map(|id| Position::new(id, 0)),
            twin,
            beside: end.or_else(start),
            runs,
        }
    }

    /// What others wrote into a block since that state.
    fn run(
        &self,
        field: &FieldName,
        near: Option<BlockId>,
        id: BlockId,
        created: bool,
        state: &StateVector,
    ) -> Option<ForeignRun> {
        let projection = self.projection(field);
        let block = projection.block(id).filter(|block| block.is_textblock())?;
        let text: Vec<u16> = block.text().encode_utf16().collect();
        let mut news: Vec<Option<bool>> = vec![None; text.len()];
        for origin in self.origins(field, id) {
            let client = ClientID::new(origin.client);
            let known = state.get(&client);
            let others = origin.client != self.client_id();
            for (clock, unit) in (origin.clock..).zip(origin.units) {
                if let Some(place) = news.get_mut(unit as usize) {
                    *place = Some(others && clock >= known);
                }
            }
        }
        let next = near.and_then(|near| projection.next_text(near));
        let next = next.map(|block| block.id);
        let mut run = ForeignRun {
            block: id,
            created,
            beside: near == Some(id) || next == Some(id),
            text: Vec::new(),
            places: Vec::new(),
        };
        let mut last = created;
        for (unit, is_new) in news.iter().enumerate() {
            last = is_new.unwrap_or(last);
            if last {
                run.text.push(text[unit]);
                run.places.push(unit as u32);
            }
        }
        (!run.text.is_empty()).then_some(run)
    }
}
