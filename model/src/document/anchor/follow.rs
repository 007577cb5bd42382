//! Where an anchor's words went in one change of the document.
//!
//! By position when both ends live; by the operation's map; by the quote in what the very
//! transaction wrote, exactly before nearly. Equal words that already stood elsewhere are never
//! taken: they are other words.

use super::{
    Anchor, Place, SURE_UNITS, by_position,
    changed::Stretch,
    quote,
    search::{self, Hay, Search, Words},
    stands, sticky,
    text::Text,
    words_at, words_in, words_of,
};
use crate::{
    document::{
        draft::Draft,
        map::OpMap,
        position::{Range, Side},
    },
    proposal::FieldName,
};

/// An anchor that is followed.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub field: FieldName,
    pub anchor: Anchor,
    /// Where its words stand; none while it is detached.
    pub range: Option<Range>,
    /// The words where it stands, or where it stood last.
    pub words: Words,
}

/// One change of one field, with everything that following needs.
pub(super) struct Step<'a> {
    pub draft: &'a Draft,
    pub stretches: &'a [Stretch],
    pub map: Option<&'a OpMap>,
}

/// How exactly words are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Exactly,
    Nearly,
}

/// Fewer units are not a part of the words that could be recognised when neither end lives.
const REST_UNITS: usize = 3;

impl Step<'_> {
    /// Where the words of an anchor stand after the change.
    pub fn place_of(&self, held: &Held) -> Option<Range> {
        let place = match held.range {
            Some(range) => self.of_attached(held, range)?,
            None => self.of_detached(held)?,
        };
        Some(self.widened(held, place).unwrap_or(place))
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
        let touched = |stretch: &Stretch, place: &_| stretch.touches(place);
        if let Some(range) = self.find(words, Precision::Exactly, touched) {
            return Some(range);
        }
        let rest = best_rest(words, [mapped, position]);
        match rest {
            Some((percent, range)) if percent >= search::LIKENESS_PERCENT => Some(range),
            rest => {
                let nearly = self.find(words, Precision::Nearly, touched);
                nearly.or(rest.map(|(_, range)| range))
            }
        }
    }

    /// Words that were gone are back when they were written at once, as paste and undo do, or when
    /// there are enough of them and of their surroundings to be sure.
    fn of_detached(&self, held: &Held) -> Option<Range> {
        let quoted = words_in(&held.anchor.quote);
        let admitted = |words: &Words, stretch: &Stretch, place: &std::ops::Range<usize>| {
            let sure = || Hay::new(&stretch.text.units).surety(words, place) >= SURE_UNITS;
            stretch.covers(place) || (stretch.touches(place) && sure())
        };
        [&held.words, &quoted].into_iter().find_map(|words| {
            let admitted = |stretch: &Stretch, place: &_| admitted(words, stretch, place);
            self.find(words, Precision::Exactly, admitted)
        })
    }

    /// The quoted words, when they stand around what is left of them: undo put the rest back.
    fn widened(&self, held: &Held, place: Range) -> Option<Range> {
        let quoted = words_in(&held.anchor.quote);
        let projection = self.draft.projection(&held.field);
        if same(&quoted, &Text::within(projection, place)) {
            return None;
        }
        let around = |stretch: &Stretch, found: &std::ops::Range<usize>| {
            let now = stretch.text.place(place);
            now.is_some_and(|now| found.start <= now.start && now.end <= found.end)
        };
        self.find(&quoted, Precision::Exactly, around)
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

    /// The one place in all stretches that most speaks for; none when two are equally good.
    fn find(
        &self,
        words: &Words,
        precision: Precision,
        admitted: impl Fn(&Stretch, &std::ops::Range<usize>) -> bool,
    ) -> Option<Range> {
        let mut best: Option<(usize, Option<Range>)> = None;
        for stretch in self.stretches {
            let hay = Hay::new(&stretch.text.units);
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
                Some((top, _)) if top == surety => Some((top, None)),
                Some((top, range)) if top > surety => Some((top, range)),
                _ => Some((surety, range)),
            };
        }
        best?.1
    }
}

/// The longest part of the words that positions or the map still lead to, with its share of them.
fn best_rest(words: &Words, places: [Option<Place>; 2]) -> Option<(usize, Range)> {
    let rests = places
        .into_iter()
        .flatten()
        .filter(|place| stands(words, &place.text, REST_UNITS));
    let shares = rests.map(|place| (search::kept_percent(&words.exact, &place.text), place.range));
    shares.max_by_key(|(percent, _)| *percent)
}

fn same(words: &Words, text: &[u16]) -> bool {
    search::fold(&words.exact) == search::fold(text)
}

/// What changed about an anchor that was followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct News {
    /// Its positions are others, or it was detached or attached: others must know at once.
    pub moved: bool,
    /// Its quote or its surroundings are others.
    pub requoted: bool,
}

impl Held {
    /// Takes over where the words stand now.
    pub fn settle_at(&mut self, draft: &Draft, place: Option<Range>) -> News {
        let attached_before = self.range.is_some();
        self.range = place;
        let Some(range) = place else {
            return News {
                moved: attached_before,
                requoted: false,
            };
        };
        let mut news = News {
            moved: !attached_before,
            requoted: false,
        };
        if let Some((start, end)) = sticky(draft, &self.field, range) {
            news.moved |= start != self.anchor.start || end != self.anchor.end;
            (self.anchor.start, self.anchor.end) = (start, end);
        }
        if let Some(words) = words_at(draft.projection(&self.field), range) {
            news.requoted = self.requote(&words);
            self.words = words;
        }
        news
    }

    /// The quote follows what is written in or over its words, not what is deleted of them: shown
    /// beside a thread whose words are going, and looked for when they come back, it must be whole.
    fn requote(&mut self, words: &Words) -> bool {
        let mut new = quote(words);
        let now: Vec<u16> = new.exact.encode_utf16().collect();
        let quoted: Vec<u16> = self.anchor.quote.exact.encode_utf16().collect();
        let only_less = now.len() < quoted.len() && search::kept_percent(&now, &quoted) == 100;
        if only_less {
            new.exact.clone_from(&self.anchor.quote.exact);
        }
        let changed = new != self.anchor.quote;
        self.anchor.quote = new;
        changed
    }
}
