//! Where a thread sits: sticky positions at both ends, and the quoted words.
//!
//! Nothing of it is in the shared document: foreign editors delete marks that they do not know, and
//! who may comment need not be allowed to write. The price is that words which an editor makes anew
//! (Yjs has no move) leave the positions behind; then [`follow`] finds them by what they say.

mod changed;
pub mod follow;
pub mod search;
mod text;
pub mod tracker;

use crate::{
    document::{
        draft::{Draft, relative},
        position::{Position, Range, Selection, Side},
        projection::{Block, Projection},
    },
    limits::{QUOTE_CONTEXT_UNITS, QUOTE_UNITS},
    proposal::FieldName,
};
use search::{Hay, Search, Words};
use serde::{Deserialize, Serialize};
use text::Text;
pub use tracker::Tracker;

#[cfg(test)]
mod histories;
#[cfg(test)]
mod tests;

/// The words an anchor stood on when it was last resolved, and what stood around them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// At most [`crate::limits::QUOTE_UNITS`] UTF-16 units; block ends are `\n`.
    pub exact: String,
    /// At most [`crate::limits::QUOTE_CONTEXT_UNITS`] UTF-16 units.
    pub prefix: String,
    pub suffix: String,
}

/// Where a thread or a suggestion sits in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Yjs relative position JSON, sticking to the first word (`assoc` ≥ 0).
    pub start: String,
    /// Yjs relative position JSON, sticking to the last word (`assoc` < 0).
    pub end: String,
    pub quote: Quote,
    /// Index of the textblock within its field, a hint where to look first.
    pub block_hint: u32,
}

/// Where an anchor's words stand now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    At(Range),
    /// The words are gone, or cannot be told from others.
    Detached,
}

impl Resolved {
    /// The place, if there is one.
    pub fn range(self) -> Option<Range> {
        match self {
            Resolved::At(range) => Some(range),
            Resolved::Detached => None,
        }
    }
}

/// An anchor on what is selected; none for a caret, and where there are no words to comment on.
pub fn make(draft: &Draft, field: &FieldName, selection: Selection) -> Option<Anchor> {
    let projection = draft.projection(field);
    let range = words_of(projection, selected(projection, selection)?)?;
    let words = words_at(projection, range)?;
    let blank = String::from_utf16_lossy(&words.exact).trim().is_empty();
    let before = projection
        .textblocks()
        .take_while(|block| block.id != range.from.block);
    let block_hint = u32::try_from(before.count()).unwrap_or(u32::MAX);
    let (start, end) = sticky(draft, field, range)?;
    (!blank).then(|| Anchor {
        start,
        end,
        quote: quote(&words),
        block_hint,
    })
}

/// Where the words of an anchor stand, when nothing is known about what happened meanwhile.
///
/// Both positions are believed when they lead to most of the words; otherwise the words are looked
/// for in the whole field, first exactly and then nearly, and two places that are equally good are
/// none.
pub fn resolve(draft: &Draft, field: &FieldName, anchor: &Anchor) -> Resolved {
    let projection = draft.projection(field);
    let words = words_in(&anchor.quote);
    if let Some(place) = by_position(draft, field, anchor)
        && (place.alive || stands(&words, &place.text, 3))
    {
        return Resolved::At(place.range);
    }
    let text = Text::of_field(projection);
    let hay = Hay::new(&text.units);
    let sure = |found: &std::ops::Range<usize>| hay.surety(&words, found) >= SURE_UNITS;
    let found = match hay.exact(&words, sure) {
        Search::Nowhere => hay.fuzzy(&words, sure),
        found => found,
    };
    match found {
        Search::At(found) => text.range(found).map_or(Resolved::Detached, Resolved::At),
        Search::Tie | Search::Nowhere => Resolved::Detached,
    }
}

/// The place of an anchor block by block: what to paint.
pub fn ranges(projection: &Projection, range: Range) -> Vec<(&Block, std::ops::Range<u32>)> {
    let blocks = projection.textblocks_between(range.from.block, range.to.block);
    let parts = blocks.into_iter().filter_map(|id| {
        let block = projection.block(id)?;
        let from = if id == range.from.block {
            range.from.offset
        } else {
            0
        };
        let to = if id == range.to.block {
            range.to.offset
        } else {
            block.units()
        };
        (from < to).then_some((block, from..to))
    });
    parts.collect()
}

/// Words and surroundings that must agree before equal words elsewhere are taken for the same.
pub(crate) const SURE_UNITS: usize = 12;

/// Where both positions of an anchor lead.
pub(crate) struct Place {
    pub range: Range,
    pub text: Vec<u16>,
    /// Whether the very first and the very last unit are still there.
    pub alive: bool,
}

/// Follows both positions of an anchor; none when they lead nowhere or to nothing.
pub(crate) fn by_position(draft: &Draft, field: &FieldName, anchor: &Anchor) -> Option<Place> {
    let (start_field, from) = draft.absolute(&anchor.start)?;
    let (end_field, to) = draft.absolute(&anchor.end)?;
    if start_field != *field || end_field != *field {
        return None;
    }
    let alive = is_there(draft, field, &anchor.start, from, Side::After)
        && is_there(draft, field, &anchor.end, to, Side::Before);
    let range = words_of(draft.projection(field), Range { from, to })?;
    let text = Text::within(draft.projection(field), range);
    Some(Place { range, text, alive })
}

/// A position whose item lives leads to a place from which the same position is made.
fn is_there(draft: &Draft, field: &FieldName, json: &str, at: Position, side: Side) -> bool {
    let again = draft.relative(field, at, side);
    let item = relative::item(json);
    item.is_some() && item == again.as_deref().and_then(relative::item)
}

/// Whether a text that positions lead to is still (a part of) these words.
pub(crate) fn stands(words: &Words, text: &[u16], least_units: usize) -> bool {
    let (words, text) = (search::fold(&words.exact), search::fold(text));
    if words.is_empty() || text.is_empty() {
        return false;
    }
    if words == text {
        return true;
    }
    let common = search::kept_percent(&words, &text) * words.len() / 100;
    let shorter = words.len().min(text.len());
    shorter >= least_units && common * 100 >= shorter * search::LIKENESS_PERCENT
}

/// Both ends as sticky positions.
pub(crate) fn sticky(draft: &Draft, field: &FieldName, range: Range) -> Option<(String, String)> {
    let start = draft.relative(field, range.from, Side::After)?;
    let end = draft.relative(field, range.to, Side::Before)?;
    Some((start, end))
}

/// The words at a place, with what stands around them.
pub(crate) fn words_at(projection: &Projection, range: Range) -> Option<Words> {
    let (text, place) = Text::around(projection, range, QUOTE_CONTEXT_UNITS)?;
    let prefix = place.start.saturating_sub(QUOTE_CONTEXT_UNITS);
    let suffix = (place.end + QUOTE_CONTEXT_UNITS).min(text.units.len());
    Some(Words {
        exact: text.units[place.clone()].to_vec(),
        prefix: text.units[prefix..place.start].to_vec(),
        suffix: text.units[place.end..suffix].to_vec(),
    })
}

/// The words of a quote.
pub(crate) fn words_in(quote: &Quote) -> Words {
    let units = |text: &str| text.encode_utf16().collect();
    Words {
        exact: units(&quote.exact),
        prefix: units(&quote.prefix),
        suffix: units(&quote.suffix),
    }
}

/// Words as a quote, within its limits.
pub(crate) fn quote(words: &Words) -> Quote {
    let whole = |units: &[u16]| String::from_utf16_lossy(text::whole_characters(units));
    let exact = &words.exact[..words.exact.len().min(QUOTE_UNITS)];
    Quote {
        exact: whole(exact),
        prefix: whole(&words.prefix),
        suffix: whole(&words.suffix),
    }
}

fn selected(projection: &Projection, selection: Selection) -> Option<Range> {
    let inside = |first, last| {
        let from = projection.first_text(first)?;
        let to = projection.last_text(last)?;
        let end = Position::new(to.id, to.units());
        projection.range(Position::new(from.id, 0), end)
    };
    match selection {
        Selection::Text { anchor, head } => projection.range(anchor, head),
        Selection::Node(block) => inside(block, block),
        Selection::Cells { anchor, head } => {
            let ordered = projection.path(anchor)? <= projection.path(head)?;
            let (first, last) = if ordered {
                (anchor, head)
            } else {
                (head, anchor)
            };
            inside(first, last)
        }
    }
}

/// The same place without the ends that hang over a block's border; none when nothing is left.
pub(crate) fn words_of(projection: &Projection, range: Range) -> Option<Range> {
    let Range { mut from, mut to } = range;
    if projection.order(from, to)? != std::cmp::Ordering::Less {
        return None;
    }
    while from.block != to.block && from.offset >= projection.block(from.block)?.units() {
        from = Position::new(projection.next_text(from.block)?.id, 0);
    }
    while from.block != to.block && to.offset == 0 {
        let block = projection.previous_text(to.block)?;
        to = Position::new(block.id, block.units());
    }
    let empty = from.block == to.block && from.offset >= to.offset;
    (!empty).then_some(Range { from, to })
}
