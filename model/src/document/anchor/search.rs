//! Finding lost words again: exact first, told apart by what stood around them, then nearly equal.
//!
//! Everything is counted in UTF-16 units, and block ends (`\n`) are folded away on both sides, so
//! that a split or a join between the words does not hide them. Two equally good places are a
//! [`Search::Tie`]: a thread is never painted on a guess.

use std::ops::Range;

/// What a search came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// One best place, in units of the searched text.
    At(Range<usize>),
    /// Several places that nothing tells apart.
    Tie,
    /// No such words.
    Nowhere,
}

/// Words to find, with what stood around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub exact: Vec<u16>,
    pub prefix: Vec<u16>,
    pub suffix: Vec<u16>,
}

/// Of a nearly equal text at least this share of the words must be there, in percent.
pub const LIKENESS_PERCENT: usize = 75;
/// Most cells of the edit-distance table that one fuzzy search may fill.
pub const FUZZY_CELLS: usize = 8_000_000;
/// Shorter words are never looked for fuzzily: every text is nearly equal to a short word.
pub const FUZZY_FROM_UNITS: usize = 4;
/// A place must have this many more equal units around it than the next best one.
const CLEAR_UNITS: usize = 3;
/// One edit more outweighs any surroundings.
const EDIT_UNITS: usize = 1_000;
/// Most places of equal words that are told apart by their surroundings.
const PLACES: usize = 4_096;

const BLOCK_END: u16 = b'\n' as u16;

/// A text to search in: without its block ends, and where each of its units stood.
pub struct Hay {
    text: Vec<u16>,
    units: Vec<u16>,
    origin: Vec<usize>,
}

impl Hay {
    /// Makes a text ready to be searched.
    pub fn new(text: &[u16]) -> Hay {
        let kept = text
            .iter()
            .enumerate()
            .filter(|(_, unit)| **unit != BLOCK_END);
        let (origin, units) = kept.map(|(at, unit)| (at, *unit)).unzip();
        Hay {
            text: text.to_vec(),
            units,
            origin,
        }
    }

    /// Folded units back to a range of the text, without block ends at its edges.
    fn unfold(&self, range: Range<usize>) -> Range<usize> {
        match range.is_empty() {
            true => 0..0,
            false => self.origin[range.start]..self.origin[range.end - 1] + 1,
        }
    }

    /// Looks for exactly these words among the places that `allowed` admits.
    ///
    /// Time is linear in the text; several places are told apart by the surroundings.
    pub fn exact(&self, words: &Words, allowed: impl Fn(&Range<usize>) -> bool) -> Search {
        let needle = fold(&words.exact);
        let around = Around::new(words);
        let places = occurrences(&needle, &self.units)
            .map(|start| start..start + needle.len())
            .map(|place| (self.unfold(place.clone()), place))
            .filter(|(found, _)| allowed(found))
            .take(PLACES)
            .map(|(found, place)| {
                let same_blocks = self.text[found.clone()] == *trim(&words.exact);
                let around = around.score(&self.units, &place);
                (found, around + if same_blocks { CLEAR_UNITS } else { 0 })
            });
        best(places)
    }

    /// Looks for nearly these words: at least [`LIKENESS_PERCENT`] of them, at the least distance.
    ///
    /// Answers [`Search::Nowhere`] without looking when the words are too short to be told from
    /// chance or the work would pass [`FUZZY_CELLS`].
    pub fn fuzzy(&self, words: &Words, allowed: impl Fn(&Range<usize>) -> bool) -> Search {
        let needle = fold(&words.exact);
        let work = needle.len().saturating_mul(self.units.len());
        if needle.len() < FUZZY_FROM_UNITS || work > FUZZY_CELLS {
            return Search::Nowhere;
        }
        let most = needle.len() * (100 - LIKENESS_PERCENT) / 100;
        let around = Around::new(words);
        let places = near_matches(&needle, &self.units, most)
            .into_iter()
            .map(|(place, distance)| (self.unfold(place.clone()), place, distance))
            .filter(|(found, _, _)| allowed(found))
            .map(|(found, place, distance)| {
                let around = around.score(&self.units, &place);
                (found, (most - distance) * EDIT_UNITS + around)
            });
        best(places)
    }

    /// How often exactly these words stand here.
    pub fn count(&self, words: &Words) -> usize {
        occurrences(&fold(&words.exact), &self.units)
            .take(PLACES)
            .count()
    }

    /// How many units speak for a found place: its own and the equal ones next to it.
    pub fn surety(&self, words: &Words, found: &Range<usize>) -> usize {
        let fold = |at: usize| self.origin.partition_point(|origin| *origin < at);
        let place = fold(found.start)..fold(found.end);
        place.len() + Around::new(words).score(&self.units, &place)
    }
}

/// A text without its block ends.
pub fn fold(text: &[u16]) -> Vec<u16> {
    text.iter()
        .copied()
        .filter(|unit| *unit != BLOCK_END)
        .collect()
}

/// How much of `old` still stands in `new` in its order, in percent; what came between costs nothing.
///
/// Both are cut to a bounded length from both ends, since they are compared cell by cell.
pub fn kept_percent(old: &[u16], new: &[u16]) -> usize {
    let (old, new) = (fold(old), fold(new));
    if old.is_empty() {
        return 0;
    }
    let head = common_prefix(&old, &new);
    let tail = common_suffix(&old[head..], &new[head..]);
    let (a, b) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let middle = if a.len().saturating_mul(b.len()) > FUZZY_CELLS / 4 {
        0
    } else {
        common_subsequence(a, b)
    };
    (head + tail + middle) * 100 / old.len()
}

/// Units that both texts begin with.
pub fn common_prefix(a: &[u16], b: &[u16]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Units that both texts end with.
pub fn common_suffix(a: &[u16], b: &[u16]) -> usize {
    let pairs = a.iter().rev().zip(b.iter().rev());
    pairs.take_while(|(a, b)| a == b).count()
}

/// The surroundings, folded once.
struct Around {
    prefix: Vec<u16>,
    suffix: Vec<u16>,
}

impl Around {
    fn new(words: &Words) -> Around {
        Around {
            prefix: fold(&words.prefix),
            suffix: fold(&words.suffix),
        }
    }

    /// How many units next to the place are as they were.
    fn score(&self, hay: &[u16], place: &Range<usize>) -> usize {
        common_suffix(&self.prefix, &hay[..place.start])
            + common_prefix(&self.suffix, &hay[place.end..])
    }
}

/// The place that most speaks for, unless another is nearly as good.
fn best(places: impl Iterator<Item = (Range<usize>, usize)>) -> Search {
    let mut top: Option<(Range<usize>, usize)> = None;
    let mut next = None;
    for (place, score) in places {
        if top.as_ref().is_none_or(|(_, top)| score > *top) {
            let lower = top.replace((place, score));
            next = lower.map(|(_, score)| score);
        } else {
            next = next.max(Some(score));
        }
    }
    match (top, next) {
        (None, _) => Search::Nowhere,
        (Some((_, top)), Some(next)) if top - next < CLEAR_UNITS => Search::Tie,
        (Some((place, _)), _) => Search::At(place),
    }
}

fn trim(text: &[u16]) -> &[u16] {
    let start = text.iter().take_while(|unit| **unit == BLOCK_END).count();
    let end = text
        .iter()
        .rev()
        .take_while(|unit| **unit == BLOCK_END)
        .count();
    text.get(start..text.len().saturating_sub(end))
        .unwrap_or(&[])
}

/// Starts of the needle in the hay, overlapping ones too (Knuth, Morris, Pratt).
fn occurrences<'a>(needle: &'a [u16], hay: &'a [u16]) -> impl Iterator<Item = usize> + 'a {
    let borders = borders(needle);
    let mut matched = 0;
    hay.iter().enumerate().filter_map(move |(at, unit)| {
        if needle.is_empty() {
            return None;
        }
        while matched > 0 && (matched == needle.len() || needle[matched] != *unit) {
            matched = borders[matched - 1];
        }
        if needle[matched] == *unit {
            matched += 1;
        }
        (matched == needle.len()).then(|| at + 1 - needle.len())
    })
}

fn borders(needle: &[u16]) -> Vec<usize> {
    let mut borders = vec![0; needle.len()];
    let mut length = 0;
    for at in 1..needle.len() {
        while length > 0 && needle[at] != needle[length] {
            length = borders[length - 1];
        }
        if needle[at] == needle[length] {
            length += 1;
        }
        borders[at] = length;
    }
    borders
}

/// Places within `most` edits of the needle, one for each stretch of the hay, with their distance.
///
/// Sellers' table with Ukkonen's cut-off; each cell carries where its alignment began.
fn near_matches(needle: &[u16], hay: &[u16], most: usize) -> Vec<(Range<usize>, usize)> {
    let rows = needle.len();
    let far = most + 1;
    let mut column: Vec<(usize, usize)> = (0..=rows).map(|row| (row.min(far), 0)).collect();
    let mut active = most.min(rows);
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, unit) in hay.iter().enumerate() {
        let mut diagonal = column[0];
        column[0] = (0, at + 1);
        let last = (active + 1).min(rows);
        for row in 1..=last {
            let left = column[row];
            let cost = usize::from(needle[row - 1] != *unit);
            let candidates = [
                (diagonal.0 + cost, diagonal.1),
                (left.0 + 1, left.1),
                (column[row - 1].0 + 1, column[row - 1].1),
            ];
            column[row] = candidates.into_iter().fold((far, at + 1), closer);
            diagonal = left;
        }
        for cell in &mut column[last + 1..] {
            if cell.0 == far {
                break;
            }
            *cell = (far, at + 1);
        }
        active = last;
        while active > 0 && column[active].0 > most {
            active -= 1;
        }
        if column[rows].0 <= most && active == rows {
            note(&mut found, column[rows].1..at + 1, column[rows].0, rows);
        }
    }
    found
}

/// Of two cells the one with fewer edits; of equal ones the one that began later, the shorter.
fn closer(best: (usize, usize), cell: (usize, usize)) -> (usize, usize) {
    match cell.0 < best.0 || (cell.0 == best.0 && cell.1 > best.1) {
        true => cell,
        false => best,
    }
}

/// Keeps the nearest of the matches that overlap one another, of equal ones that of nearest length.
fn note(found: &mut Vec<(Range<usize>, usize)>, place: Range<usize>, distance: usize, rows: usize) {
    match found.last_mut() {
        Some((last, nearest)) if place.start < last.end => {
            let rank = |place: &Range<usize>, distance| (distance, place.len().abs_diff(rows));
            if rank(&place, distance) < rank(last, *nearest) {
                (*last, *nearest) = (place, distance);
            }
        }
        _ => found.push((place, distance)),
    }
}

/// Length of the longest common subsequence.
fn common_subsequence(a: &[u16], b: &[u16]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for unit in a {
        let mut diagonal = 0;
        for (at, other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = match unit == other {
                true => diagonal + 1,
                false => above.max(row[at]),
            };
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn units(text: &str) -> Vec<u16> {
        text.encode_utf16().collect()
    }

    /// `prefix[exact]suffix` as words.
    fn words(text: &str) -> Words {
        let (prefix, rest) = text.split_once('[').unwrap();
        let (exact, suffix) = rest.split_once(']').unwrap();
        Words {
            exact: units(exact),
            prefix: units(prefix),
            suffix: units(suffix),
        }
    }

    /// The text with the found place in brackets, or the failure's name.
    fn show(text: &str, search: Search) -> String {
        match search {
            Search::Tie => "tie".to_owned(),
            Search::Nowhere => "nowhere".to_owned(),
            Search::At(place) => {
                let text = units(text);
                let part = |range: Range<usize>| String::from_utf16(&text[range]).unwrap();
                format!(
                    "{}[{}]{}",
                    part(0..place.start),
                    part(place.clone()),
                    part(place.end..text.len())
                )
            }
        }
    }

    #[test]
    fn exact_words_are_found_and_told_apart_by_their_surroundings() {
        let rows = [
            ("the [cat] sat", "a cat here", "a [cat] here"),
            ("the [cat] sat", "no dogs", "nowhere"),
            (
                "the [cat] sat",
                "a cat, the cat sat",
                "a cat, the [cat] sat",
            ),
            ("[cat]", "cat cat", "tie"),
            ("the [cat]", "cat\nthe cat", "cat\nthe [cat]"),
            ("[two words]", "two \nwords", "[two \nwords]"),
            ("[two \nwords]", "two words", "[two words]"),
            ("[a\nb]", "ab a\nb", "ab [a\nb]"),
            ("[aa]", "aaa", "tie"),
            ("[ļoti 🐝 labi]", "x ļoti 🐝 labi y", "x [ļoti 🐝 labi] y"),
            ("[]", "anything", "nowhere"),
            ("[abcabd]", "abcabcabd", "abc[abcabd]"),
        ];
        for (wanted, text, expected) in rows {
            let found = Hay::new(&units(text)).exact(&words(wanted), |_| true);
            assert_eq!(show(text, found), expected, "{wanted} in {text}");
        }
    }

    #[test]
    fn nearly_equal_words_are_found_at_the_least_distance() {
        let rows = [
            (
                "[voluntary work]",
                "our voluntary wrk in",
                "our [voluntary wrk] in",
            ),
            (
                "[voluntary work]",
                "our volontary works in",
                "our [volontary work]s in",
            ),
            ("[voluntary work]", "involuntary men", "nowhere"),
            ("[voluntary work]", "voluntari work, voluntary wort", "tie"),
            (
                "in a [voluntary work]",
                "voluntari work, in a voluntary wort",
                "voluntari work, in a [voluntary wort]",
            ),
            (
                "[voluntary work]",
                "voluntari werk and voluntary wor",
                "voluntari werk and [voluntary wor]",
            ),
            ("[for]", "or", "nowhere"),
        ];
        for (wanted, text, expected) in rows {
            let found = Hay::new(&units(text)).fuzzy(&words(wanted), |_| true);
            assert_eq!(show(text, found), expected, "{wanted} in {text}");
        }
    }

    #[test]
    fn only_admitted_places_count() {
        let text = units("cat cat");
        let second = Hay::new(&text).exact(&words("[cat]"), |place| place.start > 0);
        assert_eq!(second, Search::At(4..7));
    }

    #[test]
    fn what_is_kept_is_measured_without_what_came_between() {
        let rows = [
            ("abcd", "abcd", 100),
            ("abcd", "ab--cd", 100),
            ("abcd", "a", 25),
            ("abcd", "", 0),
            ("", "a", 0),
        ];
        for (old, new, percent) in rows {
            assert_eq!(
                kept_percent(&units(old), &units(new)),
                percent,
                "{old} {new}"
            );
        }
    }

    #[test]
    fn the_cut_off_agrees_with_the_whole_table() {
        let mut seed = 7_u64;
        let mut next = move || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed
        };
        for _ in 0..400 {
            let mut text =
                |length| -> Vec<u16> { (0..length).map(|_| 97 + (next() % 3) as u16).collect() };
            let (needle, hay) = (text(12), text(60));
            let nearest = near_matches(&needle, &hay, 3)
                .iter()
                .map(|found| found.1)
                .min();
            assert_eq!(
                nearest,
                whole_table(&needle, &hay).filter(|least| *least <= 3)
            );
        }
    }

    fn whole_table(needle: &[u16], hay: &[u16]) -> Option<usize> {
        let mut column: Vec<usize> = (0..=needle.len()).collect();
        let mut least = None;
        for unit in hay {
            let mut diagonal = column[0];
            column[0] = 0;
            for row in 1..=needle.len() {
                let left = column[row];
                let cost = usize::from(needle[row - 1] != *unit);
                column[row] = (diagonal + cost).min(left + 1).min(column[row - 1] + 1);
                diagonal = left;
            }
            let end = column[needle.len()];
            least = Some(least.map_or(end, |best: usize| best.min(end)));
        }
        least
    }
}
