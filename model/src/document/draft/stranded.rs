//! Letters that somebody else's move left behind, or took away with a block.
//!
//! Yjs knows no move: whoever splits, joins or retypes a block writes text anew and deletes the old.
//! Letters typed there at the same moment stay where the old text was, in the wrong half, or go with
//! the block. Their author's own copy notices, since it has both, and brings them to the text that they
//! were typed in: nobody else does, so nobody does it twice. The caret goes the same way.

mod ends;
mod found;
mod left;
mod own_block;

use super::{
    Changes, Draft, Editing, REUNITED, history,
    moves::{self, Original},
};
use crate::{
    document::{
        position::{BlockId, Position},
        projection::{Span, cut},
        schema::Holds,
        surgery::fit,
    },
    proposal::FieldName,
    sync::guard::{self, Contents},
};
use ends::Ends;
use found::Found;
pub(super) use left::Left;
use left::Remains;
use own_block::{Before, Stood, own_block};
use std::{cmp::Ordering, ops::Range};
use yrs::{ClientID, ID, ReadTxn, StateVector, Transact};

/// At most so many blocks of one update are looked through for moved text.
const RUNS: usize = 512;
/// So many units on each side of a place are looked at for a copy of them.
const COMPARED: usize = 64;
/// So often letters are brought while their author does nothing.
const BROUGHT: u32 = 16;

/// What an update does to one unit of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Its author knew it and deletes it.
    Doomed,
    /// This person's, and left alone.
    Own { client: u64, clock: u32 },
    /// Somebody else's, and left alone.
    Other,
}

/// A block near this person as it was before an update.
struct Trace {
    field: FieldName,
    id: BlockId,
    spans: Vec<Span>,
    text: Vec<u16>,
    fates: Vec<Fate>,
    /// The id of each unit, and of what it is a copy of; a break has none.
    ids: Vec<Option<(ID, ID)>>,
    /// The textblocks before it, the nearest first.
    before: Vec<Before>,
    parent: Option<BlockId>,
    stood: Stood,
}

/// Everything near this person before an update.
pub(super) struct Survey {
    traces: Vec<Trace>,
    remains: Vec<Remains>,
    state: StateVector,
    selection: Option<history::Kept>,
}

/// Letters that are to be moved.
struct Stray {
    /// Where they stood before the update.
    units: Range<usize>,
    /// Where they belong; none when they need a paragraph of their own.
    target: Option<Position>,
    /// The step of the history that brought them.
    step: Option<usize>,
}

impl Draft {
    /// Looks at everything near this person that an update may displace.
    pub(super) fn survey(&self, update: &[u8]) -> Option<Survey> {
        self.history.as_ref()?;
        let selection = self.keep_selection();
        let blocks = self.near.blocks();
        if blocks.is_empty() {
            return None;
        }
        let contents = guard::update(update).ok()?;
        let mut traces: Vec<Trace> = Vec::new();
        if !contents.deletes.is_empty() {
            for (field, id) in blocks {
                traces.extend(self.trace(field, id, &contents));
            }
        }
        Some(Survey {
            traces: self.in_order(traces),
            remains: self.remains(&contents),
            state: self.doc.transact().state_vector(),
            selection,
        })
    }

    fn in_order(&self, traces: Vec<Trace>) -> Vec<Trace> {
        let mut list: Vec<Trace> = Vec::with_capacity(traces.len());
        for trace in traces {
            let start = |trace: &Trace| Position::new(trace.id, 0);
            let is_later = |other: &Trace| {
                let order = self
                    .projection(&trace.field)
                    .order(start(other), start(&trace));
                other.field == trace.field && order == Some(Ordering::Greater)
            };
            let at = list.iter().position(is_later).unwrap_or(list.len());
            list.insert(at, trace);
        }
        list
    }

    fn trace(&self, field: FieldName, id: BlockId, contents: &Contents) -> Option<Trace> {
        let projection = self.projection(&field);
        let block = projection.block(id).filter(|block| block.is_textblock())?;
        let doomed = |id: BlockId| contents.deletes.has(id.id().client.get(), id.id().clock);
        let removed = projection.ancestors(Some(id)).any(|block| doomed(block.id));
        if !removed && contents.inserts.is_empty() {
            return None;
        }
        let ids = self.ids(id, block.units());
        let fates = self.fates(&ids, removed, contents);
        if !removed && !fates.contains(&Fate::Doomed) {
            return None;
        }
        Some(Trace {
            id,
            spans: block.spans().to_vec(),
            text: block.text().encode_utf16().collect(),
            fates,
            ids,
            before: self.before(projection, id),
            parent: block.parent,
            stood: Stood::of(projection, block),
            field,
        })
    }

    /// The id of each unit of a block, and of what it was written from first of all.
    fn ids(&self, block: BlockId, units: u32) -> Vec<Option<(ID, ID)>> {
        let ids = moves::ids(block, 0, units, &self.doc.transact());
        let root = |id: Option<ID>| id.map(|id| (id, self.moves.root(id)));
        ids.into_iter().map(root).collect()
    }

    fn fates(&self, ids: &[Option<(ID, ID)>], removed: bool, contents: &Contents) -> Vec<Fate> {
        let fate = |(ID { client, clock }, _)| {
            let client: u64 = client.get();
            let own = client == self.client_id() || self.near.former.contains(&client);
            match contents.deletes.has(client, clock) {
                true => Fate::Doomed,
                false if own => Fate::Own { client, clock },
                false => Fate::Other,
            }
        };
        let fates: Vec<Option<Fate>> = ids.iter().map(|id| id.map(fate)).collect();
        settled(&fates, removed)
    }

    /// Own copies of what also stands elsewhere now are not lost.
    fn judge(&self, trace: &mut Trace, removed: bool) {
        let own = |fate: &Fate| matches!(fate, Fate::Own { .. });
        let units: Vec<usize> = (0..trace.fates.len())
            .filter(|at| own(&trace.fates[*at]))
            .collect();
        let ids: Vec<(ID, ID)> = units.iter().filter_map(|at| trace.ids[*at]).collect();
        for (at, elsewhere) in units.into_iter().zip(self.stand_elsewhere(&ids)) {
            if elsewhere {
                trace.fates[at] = if removed { Fate::Doomed } else { Fate::Other };
            }
        }
    }

    /// Where the text around a place went: beside a copy of a unit next to it, else by what it says.
    fn follow(&self, trace: &Trace, at: usize, found: &Found) -> Option<Position> {
        let place = |at: usize| {
            let (id, root) = trace.ids[at].filter(|_| trace.fates[at] == Fate::Doomed)?;
            let (field, place) = self.other_copy(id, root)?;
            (field == trace.field).then_some(place)
        };
        let left = (0..at).rev().take(COMPARED).find_map(place);
        let left = left.map(|it| Position::new(it.block, it.offset + 1));
        let right = || (at..trace.ids.len()).take(COMPARED).find_map(place);
        left.or_else(right).or_else(|| trace.follow(at, found))
    }

    /// After an update: brings this person's letters, and the selection, to the text they belong to.
    pub(super) fn reunite(&mut self, survey: Survey, changes: &Changes) -> Changes {
        let before = self.near.selection.take();
        let kept = before.as_ref().zip(survey.selection.as_ref());
        let restored = kept
            .and_then(|((field, _), kept)| history::restore(&self.doc, &self.fields, field, kept));
        let mut ends = Ends::of(before, restored);
        let mut done = self.clear_remains(survey.remains, changes, &survey.state);
        for mut trace in survey.traces {
            let found = self.found(&trace, changes, &survey.state);
            self.judge(&mut trace, found.removed);
            let trace = &trace;
            ends.follow(trace, &found, |at| self.follow(trace, at, &found));
            let strays = self.strays(trace, &found);
            // Two people whose letters stand side by side could go after each other for ever.
            if !strays.is_empty() && self.near.brought < BROUGHT {
                done.absorb(self.bring(trace, &strays, &mut ends));
            }
        }
        self.near.selection = ends.selection();
        done
    }

    fn strays(&self, trace: &Trace, found: &Found) -> Vec<Stray> {
        let mut strays = Vec::new();
        let mut start = 0;
        for stretch in trace.fates.chunk_by(|a, b| a.stays() == b.stays()) {
            let units = start..start + stretch.len();
            start = units.end;
            let owns = |fate: &Fate| matches!(fate, Fate::Own { .. });
            if !stretch.iter().any(owns) {
                continue;
            }
            let target = match found.removed {
                true => {
                    let typed = units.clone().all(|at| trace.is_first(at));
                    let instead = found.instead.filter(|_| typed);
                    self.follow(trace, units.start, found).or(instead)
                }
                false => match trace.torn_off(&units, found) {
                    Some(place) => Some(place),
                    None => continue,
                },
            };
            let mut from = units.start;
            for piece in stretch.chunk_by(|a, b| self.step_of(*a) == self.step_of(*b)) {
                let piece_units = from..from + piece.len();
                from = piece_units.end;
                if owns(&piece[0]) {
                    strays.push(Stray {
                        step: self.step_of(piece[0]).flatten(),
                        units: piece_units,
                        target,
                    });
                }
            }
        }
        strays
    }

    /// Whether it is this person's, and with which step of the history it came.
    fn step_of(&self, fate: Fate) -> Option<Option<usize>> {
        match fate {
            Fate::Own { client, clock } => {
                let id = ID::new(ClientID::new(client), clock);
                let history = self.history.as_ref();
                Some(history.and_then(|history| history.step_of(&id)))
            }
            _ => None,
        }
    }

    /// Where this person's letters of a block stand now, by their old places.
    fn places(&self, trace: &Trace) -> Vec<Option<u32>> {
        let mut places = vec![None; trace.fates.len()];
        for origin in self.origins(&trace.field, trace.id) {
            for (clock, unit) in (origin.clock..).zip(origin.units) {
                let own = Fate::Own {
                    client: origin.client,
                    clock,
                };
                if let Some(at) = trace.fates.iter().position(|fate| *fate == own) {
                    places[at] = Some(unit);
                }
            }
        }
        places
    }

    fn bring(&mut self, trace: &Trace, strays: &[Stray], ends: &mut Ends) -> Changes {
        let places = self.places(trace);
        let (mut taken, mut stretches) = (Vec::new(), Vec::new());
        let mut editing = Editing::new(self, trace.field.clone(), REUNITED);
        let mut paragraph = None;
        // From the last to the first, so that the places of those before stay what they are.
        for stray in strays.iter().rev() {
            let target = match stray.target {
                Some(place) => editing.moved_since(0, place),
                None => paragraph.or_else(|| own_block(&mut editing, trace)),
            };
            let Some(target) = target else { continue };
            stretches.push(trace.letters(&stray.units));
            paragraph = paragraph.or(stray.target.is_none().then_some(target));
            let first = editing.clock();
            stray.put(&mut editing, trace, &places, target);
            ends.went(trace, &stray.units, target, editing.shifts());
            if let Some(step) = stray.step {
                taken.push((step, first..editing.clock()));
            }
        }
        let edited = editing.finish(None);
        ends.map(&trace.field, &edited.map);
        let stretches = stretches.into_iter().rev();
        stretches.for_each(|letters| self.leave(&trace.field, letters));
        self.near.wrote(&edited.changes);
        self.near.brought += 1;
        self.near.updates.push(edited.update);
        self.adopt(&taken);
        edited.changes
    }
}

/// A break has no letter's id: it goes where both its neighbours go.
fn settled(fates: &[Option<Fate>], removed: bool) -> Vec<Fate> {
    let goes =
        |fate: Option<&Option<Fate>>| fate.is_none_or(|fate| matches!(fate, Some(Fate::Doomed)));
    let others = |fate: &&Option<Fate>| !matches!(fate, Some(Fate::Own { .. }));
    let fate = |(at, fate): (usize, &Option<Fate>)| match fate {
        Some(fate) => *fate,
        None if removed => Fate::Doomed,
        None => {
            let before = fates[..at].iter().rev().find(others);
            let after = fates[at + 1..].iter().find(others);
            let alone = before.is_none() && after.is_none();
            match goes(before) && goes(after) && !alone {
                true => Fate::Doomed,
                false => Fate::Other,
            }
        }
    };
    fates.iter().enumerate().map(fate).collect()
}

impl Fate {
    fn stays(self) -> bool {
        self != Fate::Doomed
    }
}

impl Trace {
    /// Units with their ids.
    fn letters(&self, units: &Range<usize>) -> Vec<(u16, ID)> {
        let letter = |at: usize| Some((self.text[at], self.ids[at]?.0));
        units.clone().filter_map(letter).collect()
    }

    /// Whether a unit is no copy of another one.
    fn is_first(&self, at: usize) -> bool {
        self.ids[at].is_none_or(|(id, root)| id == root)
    }

    /// What went away before a place and behind it.
    fn doomed_around(&self, at: usize) -> (Vec<u16>, Vec<u16>) {
        let doomed = |range: Range<usize>| {
            let units = self.text[range.clone()].iter().zip(&self.fates[range]);
            let gone = units.filter(|(_, fate)| **fate == Fate::Doomed);
            gone.map(|(unit, _)| *unit).collect()
        };
        (doomed(0..at), doomed(at..self.text.len()))
    }

    /// Where the text around a place went.
    fn follow(&self, at: usize, found: &Found) -> Option<Position> {
        let (left, right) = self.doomed_around(at);
        let fit = found.best(&left, &right)?;
        Some(fit.place())
    }

    /// Where letters belong whose block stands while the text before them went: between the copies of
    /// their neighbours, or behind the copy of the whole rest of the block.
    fn torn_off(&self, units: &Range<usize>, found: &Found) -> Option<Position> {
        let (left, right) = self.doomed_around(units.start);
        let fit = found.best(&left, &right).filter(|fit| fit.left > 0)?;
        let run = fit.run;
        let belongs = match right.is_empty() {
            true => fit.at == run.text.len() && run.beside && (run.created || run.block == self.id),
            false => fit.right > 0,
        };
        belongs.then(|| fit.place())
    }
}

impl Stray {
    /// Writes the letters at a place, and takes them away where they were left.
    fn put(&self, editing: &mut Editing, trace: &Trace, places: &[Option<u32>], target: Position) {
        let (from, to) = (self.units.start as u32, self.units.end as u32);
        let holds = editing.projection().block(target.block);
        let holds = holds.map_or(Holds::Inline, |block| block.kind.holds());
        let spans = fit(&cut(&trace.spans, from, to), holds);
        let now = self.units.clone().map(|unit| places[unit]);
        let now: Option<Vec<u32>> = now.collect();
        let now = now.and_then(|units| {
            let (first, last) = (*units.first()?, *units.last()?);
            let whole = last + 1 - first == to - from;
            let start = editing.moved_since(0, Position::new(trace.id, first))?;
            whole.then_some(start.offset)
        });
        let len = to - from;
        editing.step(|surgery| {
            let original = |id: ID| surgery.moves.original(id).brought_again();
            let originals = self
                .units
                .clone()
                .map(|at| trace.ids[at].map(|(id, _)| original(id)));
            let originals: Vec<Option<Original>> = originals.collect();
            surgery.insert_spans(target.block, target.offset, &spans);
            surgery.copied(target.block, target.offset, &originals);
            let Some(start) = now else { return };
            let pushed = target.block == trace.id && target.offset <= start;
            let start = if pushed { start + len } else { start };
            surgery.went(trace.id, start, start + len, target.block, target.offset);
            surgery.delete(trace.id, start, start + len);
        });
    }
}

#[cfg(test)]
mod order;
#[cfg(test)]
mod tests;
