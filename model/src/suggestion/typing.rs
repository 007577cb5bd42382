//! Typing and deleting in a block as suggestions: letters grow the suggestion that they touch, or begin
//! one.

use super::{
    Piece,
    shown::{Placed, ShownRun, part, runs, to_base, to_shown},
};
use crate::{
    document::projection::{Block, units},
    ids::ThreadId,
    limits::SUGGESTION_UNITS,
};
use std::collections::BTreeMap;

/// A suggestion in a block, as it is before something is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub id: ThreadId,
    /// Whether it is of who types.
    pub mine: bool,
    pub from: u32,
    pub pieces: Vec<Piece>,
}

/// What was typed: a run of what is shown replaced by text, in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub from: u32,
    pub to: u32,
    pub text: String,
    /// Whether the letters behind the caret were deleted.
    pub forward: bool,
}

/// A suggestion as it is now: what becomes of the words from one place of the block to another.
/// Without pieces it wants nothing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub id: ThreadId,
    pub from: u32,
    pub to: u32,
    pub pieces: Vec<Piece>,
}

/// What came of typing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    pub changed: Vec<Typed>,
    /// Where the caret is, in what is shown now.
    pub caret: u32,
}

/// Why nothing came of typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTyped {
    /// There are no words in the block on which a suggestion could stand.
    NoWords,
    /// It would be longer than a suggestion may be.
    TooLong,
}

/// Takes in what was typed into a block with these suggestions. `fresh` is the id of a new one. What
/// others have suggested to insert stays.
pub fn type_into(
    block: &Block,
    known: &[Known],
    splice: &Splice,
    fresh: ThreadId,
) -> Result<Typing, NotTyped> {
    let shown = show(block, known);
    let hit = Hit::of(&shown, known, splice);
    let mine = known.iter().filter(|it| it.mine);
    let mut inks: Vec<Ink> = mine.map(|it| Ink::of(it, block.units())).collect();
    let before = inks.clone();
    let wanted = hit.wanted(&inks);
    let target = hit.target(&inks, &shown, splice);
    for (id, at, from, to) in &hit.cuts {
        if let Some(ink) = inks.iter_mut().find(|it| it.id == *id) {
            ink.cut(*at, *from, *to);
        }
    }
    let is_needed = !splice.text.is_empty() || !wanted.is_empty();
    let target = match (target, is_needed) {
        (Some(target), _) => Some(target),
        (None, true) => {
            inks.push(Ink::new(fresh, block.units()));
            Some(inks.len() - 1)
        }
        (None, false) => None,
    };
    let mut end = None;
    if let Some(ink) = target.and_then(|target| inks.get_mut(target)) {
        for unit in wanted {
            ink.deleted[unit as usize] = true;
        }
        if !splice.text.is_empty() {
            let (at, local) = hit.place(&shown, splice);
            ink.insert(at, local, &splice.text);
            end = Some((ink.id, at, local + units(&splice.text)));
        }
    }
    let words: Vec<u16> = block.text().encode_utf16().collect();
    let mut typing = Typing::default();
    let changed = inks.iter().filter(|ink| !before.contains(ink));
    for ink in changed {
        typing.changed.push(ink.typed(&words)?);
    }
    let after: Vec<Known> = now(known, &typing.changed);
    typing.caret = hit.caret(&show(block, &after), splice, end);
    Ok(typing)
}

fn show(block: &Block, known: &[Known]) -> Vec<ShownRun> {
    let placed = known.iter().map(|it| Placed {
        id: it.id,
        from: it.from,
        pieces: &it.pieces,
    });
    runs(block, &placed.collect::<Vec<_>>())
}

fn now(known: &[Known], changed: &[Typed]) -> Vec<Known> {
    let mut now = known.to_vec();
    for typed in changed {
        let (from, pieces) = (typed.from, typed.pieces.clone());
        match now.iter_mut().find(|it| it.id == typed.id) {
            Some(known) => (known.from, known.pieces) = (from, pieces),
            None => now.push(Known {
                id: typed.id,
                mine: true,
                from,
                pieces,
            }),
        }
    }
    now
}

/// What a splice touches.
struct Hit {
    /// Units of the block's own text that go.
    doomed: Vec<u32>,
    /// Letters of own insertions that go: whose, at which place of the text, from where to where.
    cuts: Vec<(ThreadId, u32, u32, u32)>,
    /// The own insertion in which the splice begins or ends: whose, at which place, at which letter.
    inside: Option<(ThreadId, u32, u32)>,
}

impl Hit {
    fn of(shown: &[ShownRun], known: &[Known], splice: &Splice) -> Hit {
        let is_mine = |id: ThreadId| known.iter().any(|it| it.mine && it.id == id);
        let (mut at, mut base) = (0, 0);
        let mut hit = Hit {
            doomed: Vec::new(),
            cuts: Vec::new(),
            inside: None,
        };
        for run in shown {
            let (start, end) = (at, at + run.units());
            let (from, to) = (splice.from.max(start), splice.to.min(end));
            match run.inserted {
                None if from < to => hit.doomed.extend(base + from - start..base + to - start),
                Some(id) if is_mine(id) => {
                    if from < to {
                        hit.cuts.push((id, base, from - start, to - start));
                    }
                    let touches = |place: u32| (start..=end).contains(&place);
                    if hit.inside.is_none() && (touches(splice.from) || touches(splice.to)) {
                        let local = splice.from.saturating_sub(start).min(run.units());
                        hit.inside = Some((id, base, local));
                    }
                }
                _ => {}
            }
            at = end;
            base += run.base_units();
        }
        hit
    }

    /// The units that no own suggestion deletes yet.
    fn wanted(&self, inks: &[Ink]) -> Vec<u32> {
        let is_new = |unit: &u32| !inks.iter().any(|ink| ink.deleted[*unit as usize]);
        self.doomed.iter().copied().filter(is_new).collect()
    }

    /// Which of the own suggestions grows.
    fn target(&self, inks: &[Ink], shown: &[ShownRun], splice: &Splice) -> Option<usize> {
        if let Some((id, ..)) = self.inside {
            return inks.iter().position(|ink| ink.id == id);
        }
        let (from, to) = (to_base(shown, splice.from), to_base(shown, splice.to));
        inks.iter().position(|ink| ink.touches(from, to))
    }

    /// Where text is inserted: at which place of the text, at which letter of what is inserted there.
    fn place(&self, shown: &[ShownRun], splice: &Splice) -> (u32, u32) {
        match (self.inside, self.doomed.last()) {
            (Some((_, at, local)), _) => (at, local),
            (None, Some(last)) => (last + 1, 0),
            (None, None) => (to_base(shown, splice.from), 0),
        }
    }

    fn caret(&self, shown: &[ShownRun], splice: &Splice, end: Option<(ThreadId, u32, u32)>) -> u32 {
        if let Some(caret) = end.and_then(|end| in_insertion(shown, end)) {
            return caret;
        }
        let (first, last) = (self.doomed.first(), self.doomed.last());
        match (first, last) {
            (Some(_), Some(last)) if splice.forward => unit_shown(shown, *last) + 1,
            (Some(first), _) => unit_shown(shown, *first),
            _ => match self.cuts.first() {
                Some((id, at, from, _)) => {
                    in_insertion(shown, (*id, *at, *from)).unwrap_or_else(|| to_shown(shown, *at))
                }
                None => splice.from,
            },
        }
    }
}

/// Where a letter of an insertion is shown.
fn in_insertion(shown: &[ShownRun], (id, at, local): (ThreadId, u32, u32)) -> Option<u32> {
    let (mut place, mut base) = (0, 0);
    for run in shown {
        if run.inserted == Some(id) && base == at {
            return Some(place + local.min(run.units()));
        }
        place += run.units();
        base += run.base_units();
    }
    None
}

/// Where a unit of the block's own text is shown.
fn unit_shown(shown: &[ShownRun], unit: u32) -> u32 {
    let (mut place, mut base) = (0, 0);
    for run in shown {
        if run.inserted.is_none() && unit < base + run.units() {
            return place + unit - base;
        }
        place += run.units();
        base += run.base_units();
    }
    place
}

/// A suggestion while it is changed, in units of its block.
#[derive(Clone, Debug, PartialEq)]
struct Ink {
    id: ThreadId,
    deleted: Vec<bool>,
    inserted: BTreeMap<u32, String>,
}

impl Ink {
    fn new(id: ThreadId, units: u32) -> Ink {
        Ink {
            id,
            deleted: vec![false; units as usize],
            inserted: BTreeMap::new(),
        }
    }

    fn of(known: &Known, units: u32) -> Ink {
        let mut ink = Ink::new(known.id, units);
        let mut at = known.from;
        for piece in &known.pieces {
            let end = (at + piece.covers()).min(units);
            match piece {
                Piece::Keep(_) => {}
                Piece::Delete(_) => ink.deleted[at as usize..end as usize].fill(true),
                Piece::Insert(text) => {
                    ink.inserted.insert(at, text.clone());
                }
            }
            at = end;
        }
        ink
    }

    fn cut(&mut self, at: u32, from: u32, to: u32) {
        let Some(text) = self.inserted.get_mut(&at) else {
            return;
        };
        *text = part(text, 0, from) + &part(text, to, units(text));
        if text.is_empty() {
            self.inserted.remove(&at);
        }
    }

    fn insert(&mut self, at: u32, local: u32, new: &str) {
        let text = self.inserted.entry(at).or_default();
        let local = local.min(units(text));
        *text = part(text, 0, local) + new + &part(text, local, units(text));
    }

    /// Whether it changes something at or directly beside these units.
    fn touches(&self, from: u32, to: u32) -> bool {
        let beside = from.saturating_sub(1) as usize..(to as usize + 1).min(self.deleted.len());
        let deletes = self.deleted.get(beside).unwrap_or_default();
        deletes.contains(&true) || self.inserted.range(from..=to).next().is_some()
    }

    /// The units between which it changes anything.
    fn hull(&self) -> Option<(u32, u32)> {
        let deleted = |it: Option<usize>| it.map(|at| at as u32);
        let first = deleted(self.deleted.iter().position(|it| *it));
        let last = deleted(self.deleted.iter().rposition(|it| *it)).map(|last| last + 1);
        let from = self.inserted.keys().next().copied();
        let to = self.inserted.keys().next_back().copied();
        let from = first.into_iter().chain(from).min()?;
        let to = last.into_iter().chain(to).max()?;
        Some((from, to))
    }

    fn typed(&self, words: &[u16]) -> Result<Typed, NotTyped> {
        let id = self.id;
        let Some((from, to)) = self.hull() else {
            return Ok(Typed {
                id,
                from: 0,
                to: 0,
                pieces: Vec::new(),
            });
        };
        let (from, to) = whole_words(words, from, to).ok_or(NotTyped::NoWords)?;
        let added: u32 = self.inserted.values().map(|text| units(text)).sum();
        if added as usize > SUGGESTION_UNITS || (to - from) as usize > SUGGESTION_UNITS {
            return Err(NotTyped::TooLong);
        }
        let pieces = self.pieces(from, to);
        Ok(Typed {
            id,
            from,
            to,
            pieces,
        })
    }

    fn pieces(&self, from: u32, to: u32) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for at in from..=to {
            if let Some(text) = self.inserted.get(&at) {
                pieces.push(Piece::Insert(text.clone()));
            }
            if at == to {
                break;
            }
            match (pieces.last_mut(), self.deleted[at as usize]) {
                (Some(Piece::Delete(units)), true) | (Some(Piece::Keep(units)), false) => {
                    *units += 1;
                }
                (_, true) => pieces.push(Piece::Delete(1)),
                (_, false) => pieces.push(Piece::Keep(1)),
            }
        }
        pieces
    }
}

/// The whole words around a stretch; where it holds none, the word that it touches, else the word before
/// it, else the one behind.
fn whole_words(words: &[u16], from: u32, to: u32) -> Option<(u32, u32)> {
    let (mut from, mut to) = (from as usize, to as usize);
    let is_blank = |unit: &u16| char::from_u32(u32::from(*unit)).is_some_and(char::is_whitespace);
    let is_word = |at: usize| words.get(at).is_some_and(|unit| !is_blank(unit));
    let starts_inside = |from: usize| from > 0 && is_word(from - 1) && is_word(from);
    let ends_inside = |to: usize| to > 0 && is_word(to - 1) && is_word(to);
    let has_words = |from: usize, to: usize| (from..to).any(is_word);
    let touches_next = is_word(to) && !(from > 0 && is_word(from - 1));
    if !has_words(from, to) && touches_next {
        to += 1;
    } else if !has_words(from, to) {
        match words[..from].iter().rposition(|unit| !is_blank(unit)) {
            Some(last) => from = last,
            None => to += words[to..].iter().position(|unit| !is_blank(unit))? + 1,
        }
    }
    while starts_inside(from) {
        from -= 1;
    }
    while ends_inside(to) {
        to += 1;
    }
    Some((from as u32, to as u32))
}
