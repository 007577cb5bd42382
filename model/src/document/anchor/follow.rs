//! Where an anchor's words went in one change of the document.
//!
//! By position when both ends live; by the operation's map; by the quote in what the very
//! transaction wrote, exactly before nearly. Equal words that already stood elsewhere are never
//! taken: they are other words.

use super::{
    Anchor, Place, SURE_UNITS, by_position,
    changed::{Changed, Stretch},
    quote,
    search::{self, Hay, Search, Words},
    stands, sticky,
    text::Text,
    words_at, words_in, words_of,
};
use crate::order::sort_short;
use crate::{
    document::{
        draft::Draft,
        map::OpMap,
        position::{Range, Side},
    },
    proposal::FieldName,
};
use std::cell::Cell;

/// An anchor that is followed.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub field: FieldName,
    pub anchor: Anchor,
    /// Where its words stand; none while it is detached.
    pub range: Option<Range>,
    /// The words where it stands, or where it stood last.
    pub words: Words,
    /// What these words were before they were changed, newest last.
    pub past: Vec<Words>,
    /// Whether its words were written a second time while it was followed: by someone who copied
    /// them, or by two people who changed one block at once. When one of them goes, it is the other.
    pub doubled: bool,
}

/// Most earlier words that are remembered for one anchor.
const PAST_WORDS: usize = 8;

/// One change of one field, with everything that following needs.
pub(super) struct FollowedChange<'a> {
    pub draft: &'a Draft,
    pub changed: &'a Changed,
    pub map: Option<&'a OpMap>,
    /// Whether the last search ended between equal places.
    tie: Cell<bool>,
}

/// How exactly words are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Exactly,
    Nearly,
}

/// Fewer units are not a part of the words that could be recognised when neither end lives.
const REST_UNITS: usize = 3;

impl<'a> FollowedChange<'a> {
    /// A change, and where it moved places, when that is known.
    pub fn new(
        draft: &'a Draft,
        changed: &'a Changed,
        map: Option<&'a OpMap>,
    ) -> FollowedChange<'a> {
        FollowedChange {
            draft,
            changed,
            map,
            tie: Cell::new(false),
        }
    }

    /// Lets an anchor follow its words through the change.
    pub fn follow(&self, held: &mut Held) -> AnchorChange {
        self.tie.set(false);
        let place = match held.range {
            Some(range) => self.of_attached(held, range),
            None => self.of_detached(held),
        };
        held.doubled |= self.tie.get();
        let place = place.or_else(|| self.other(held));
        let place = place.map(|place| self.widened(held, place).unwrap_or(place));
        held.settle_at(self.draft, place)
    }

    fn of_attached(&self, held: &Held, before: Range) -> Option<Range> {
        let words = &held.words;
        let position = by_position(self.draft, &held.field, &held.anchor);
        let alive = position
            .as_ref()
            .filter(|place| place.alive || same(words, &place.text));
        if let Some(place) = alive {
            return Some(place.range);
        }
        let mapped = self.by_map(&held.field, before);
        if let Some(place) = mapped.as_ref().filter(|place| same(words, &place.text)) {
            return Some(place.range);
        }
        if let Some(range) = self.unmoved(held, before) {
            return Some(range);
        }
        let touched = |stretch: &Stretch, place: &_| stretch.touches(place);
        let exactly = |words: &Words| self.find(words, Precision::Exactly, touched);
        if let Some(range) = exactly(words).or_else(|| held.known().iter().find_map(exactly)) {
            return Some(range);
        }
        let rest = self.best_rest(held, [mapped, position]);
        match rest {
            Some((percent, range)) if percent >= search::LIKENESS_PERCENT => Some(range),
            rest => {
                let nearly = self.find(words, Precision::Nearly, |stretch, place| {
                    stretch.touches(place) && stretch.surety(words, place) >= SURE_UNITS
                });
                nearly.or(rest.map(|(_, range)| range))
            }
        }
    }

    /// Words that were gone are back when they were written at once, as paste and undo do, or when
    /// there are enough of them and of their surroundings to be sure.
    fn of_detached(&self, held: &Held) -> Option<Range> {
        let admitted = |words: &Words, stretch: &Stretch, place: &std::ops::Range<usize>| {
            let sure = || stretch.surety(words, place) >= SURE_UNITS;
            stretch.covers(place) || (stretch.touches(place) && sure())
        };
        held.known().iter().find_map(|words| {
            let admitted = |stretch: &Stretch, place: &_| admitted(words, stretch, place);
            self.find(words, Precision::Exactly, admitted)
        })
    }

    /// Whether this change wrote the words of an anchor once more, somewhere else.
    pub fn doubles(&self, held: &Held) -> bool {
        let Some(range) = held.range else {
            return false;
        };
        let long = |stretch: &&Stretch| stretch.longest_written() >= held.words.exact.len();
        self.changed.stretches.iter().filter(long).any(|stretch| {
            let own = stretch.text.place(range).unwrap_or(0..0);
            let elsewhere = |place: &std::ops::Range<usize>| {
                (place.end <= own.start || own.end <= place.start)
                    && stretch.covers(place)
                    && stretch.surety(&held.words, place) >= SURE_UNITS
            };
            stretch.hay.exact(&held.words, elsewhere) != Search::Nowhere
        })
    }

    /// The words that were written twice, now that they stand only once.
    fn other(&self, held: &Held) -> Option<Range> {
        if !held.doubled {
            return None;
        }
        let text = Text::of_field(self.draft.projection(&held.field));
        let hay = Hay::new(&text.units);
        let once = hay.count(&held.words) == 1;
        let sure =
            |place: &std::ops::Range<usize>| once && hay.surety(&held.words, place) >= SURE_UNITS;
        match hay.exact(&held.words, sure) {
            Search::At(place) => text.range(place),
            Search::Tie | Search::Nowhere => None,
        }
    }

    /// The words as they were, when they stand around what is left of them: undo put the rest back.
    fn widened(&self, held: &Held, place: Range) -> Option<Range> {
        let now = search::fold(&Text::within(self.draft.projection(&held.field), place));
        let around = |stretch: &Stretch, found: &std::ops::Range<usize>| {
            let now = stretch.text.place(place);
            now.is_some_and(|now| found.start <= now.start && now.end <= found.end)
        };
        let known = held.known();
        let longer = known
            .iter()
            .filter(|words| search::fold(&words.exact).len() > now.len());
        longer
            .filter_map(|words| self.find(words, Precision::Exactly, around))
            .next()
    }

    fn by_map(&self, field: &FieldName, before: Range) -> Option<Place> {
        let map = self.map.filter(|map| !map.is_identity())?;
        let projection = self.draft.projection(field);
        let range = Range {
            from: projection.clamp(map.map(before.from, Side::After)?)?,
            to: projection.clamp(map.map(before.to, Side::Before)?)?,
        };
        let range = words_of(projection, range)?;
        let text = Text::within(projection, range);
        Some(Place {
            range,
            text,
            alive: false,
        })
    }

    /// Words that were made anew where they stood, as a foreign editor does with all text behind a
    /// change: they read as if nothing had happened to them, and there are as many of them as before.
    fn unmoved(&self, held: &Held, before: Range) -> Option<Range> {
        let projection = self.draft.projection(&held.field);
        let range = words_of(projection, self.changed.shift(before)?)?;
        let equal = same(&held.words, &Text::within(projection, range));
        let as_many = [range.from.block, range.to.block].into_iter().all(|block| {
            let after = Text::of(projection.block(block));
            let count = Hay::new(&after.units).count(&held.words);
            self.changed
                .places_before(block, &held.words)
                .is_none_or(|before| before == count)
        });
        (equal && as_many).then_some(range)
    }

    /// The longest part of the words that positions or the map still lead to, and its share of them
    /// in percent.
    fn best_rest(&self, held: &Held, places: [Option<Place>; 2]) -> Option<(usize, Range)> {
        let words = &held.words;
        let rests = places.into_iter().flatten();
        let rests = rests.filter(|place| stands(words, &place.text, REST_UNITS));
        let shares = rests.map(|place| {
            let percent = search::kept_percent(&words.exact, &place.text);
            (percent, self.tightened(held, &place))
        });
        shares.max_by_key(|(percent, _)| *percent)
    }

    /// A position whose item is gone leads to where it was, which may be beside the words by now.
    fn tightened(&self, held: &Held, place: &Place) -> Range {
        let text = Text::between(self.draft.projection(&held.field), place.range);
        let Some(inside) = text.place(place.range) else {
            return place.range;
        };
        let hay = Hay::new(&text.units);
        let within =
            |found: &std::ops::Range<usize>| inside.start <= found.start && found.end <= inside.end;
        let found = match hay.exact(&held.words, within) {
            Search::Nowhere => hay.fuzzy(&held.words, within),
            found => found,
        };
        match found {
            Search::At(found) => text.range(found).unwrap_or(place.range),
            Search::Tie | Search::Nowhere => place.range,
        }
    }

    /// The one place in all stretches that most speaks for; none when two are equally good.
    fn find(
        &self,
        words: &Words,
        precision: Precision,
        admitted: impl Fn(&Stretch, &std::ops::Range<usize>) -> bool,
    ) -> Option<Range> {
        let mut best: Option<(usize, Option<Range>)> = None;
        for stretch in &self.changed.stretches {
            let hay = &stretch.hay;
            let admitted = |place: &std::ops::Range<usize>| admitted(stretch, place);
            let found = match precision {
                Precision::Exactly => hay.exact(words, admitted),
                Precision::Nearly => hay.fuzzy(words, admitted),
            };
            let (surety, range) = match found {
                Search::Nowhere => continue,
                Search::Tie => (usize::MAX, None),
                Search::At(place) => (hay.surety(words, &place), stretch.text.range(place)),
            };
            best = match best {
                Some((_, known)) if known.is_some() && known == range => continue,
                Some((top, _)) if top == surety => Some((top, None)),
                Some((top, range)) if top > surety => Some((top, range)),
                _ => Some((surety, range)),
            };
        }
        let (_, range) = best?;
        if range.is_none() && precision == Precision::Exactly {
            self.tie.set(true);
        }
        range
    }
}

/// Whether a text is another one from which something was deleted.
fn is_less(text: &[u16], other: &[u16]) -> bool {
    let (text, other) = (search::fold(text), search::fold(other));
    text.len() < other.len() && search::kept_percent(&text, &other) == 100
}

fn same(words: &Words, text: &[u16]) -> bool {
    search::fold(&words.exact) == search::fold(text)
}

/// What changed about an anchor that was followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AnchorChange {
    /// Its positions are others, or it was detached or attached: others must know at once.
    pub moved: bool,
    /// Its quote or its surroundings are others.
    pub requoted: bool,
}

impl Held {
    /// Takes over where the words stand now.
    pub fn settle_at(&mut self, draft: &Draft, place: Option<Range>) -> AnchorChange {
        let attached_before = self.range.is_some();
        self.range = place;
        let Some(range) = place else {
            return AnchorChange {
                moved: attached_before,
                requoted: false,
            };
        };
        let mut news = AnchorChange {
            moved: !attached_before,
            requoted: false,
        };
        if let Some((start, end)) = sticky(draft, &self.field, range) {
            news.moved |= start != self.anchor.start || end != self.anchor.end;
            (self.anchor.start, self.anchor.end) = (start, end);
        }
        if let Some(words) = words_at(draft.projection(&self.field), range) {
            news.requoted = self.requote(&words);
            self.remember(&words);
            self.words = words;
        }
        news
    }

    /// All words that are known of it, the longest first.
    fn known(&self) -> Vec<Words> {
        let mut known = self.past.clone();
        known.extend([self.words.clone(), words_in(&self.anchor.quote)]);
        sort_short(&mut known, |a, b| a.exact.len() > b.exact.len());
        known
    }

    /// Whether longer words are known of it than those that it stands on.
    pub fn is_lessened(&self) -> bool {
        let longest = self.known().first().map_or(0, |words| words.exact.len());
        self.range.is_some() && longest > self.words.exact.len()
    }

    /// Remembers the words as they stand now when the next ones are others. Of many, those in the
    /// middle go: undo leads back to the latest ones, and in the end to the first.
    fn remember(&mut self, next: &Words) {
        let known = |words: &Words| same(words, &self.words.exact);
        if !same(next, &self.words.exact) && !self.past.iter().any(known) {
            self.past.push(self.words.clone());
        }
        if self.past.len() > PAST_WORDS {
            self.past.remove(PAST_WORDS / 2);
        }
    }

    /// The quote follows what is written in or over its words, not what is deleted of them: shown
    /// beside a thread whose words are going, and looked for when they come back, it must be whole.
    fn requote(&mut self, words: &Words) -> bool {
        let mut new = quote(words);
        let now: Vec<u16> = new.exact.encode_utf16().collect();
        let quoted: Vec<u16> = self.anchor.quote.exact.encode_utf16().collect();
        if is_less(&now, &quoted) {
            new.exact.clone_from(&self.anchor.quote.exact);
        }
        let changed = new != self.anchor.quote;
        self.anchor.quote = new;
        changed
    }
}
