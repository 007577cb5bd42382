//! Words as a reader looks for them: capitals make no difference, nor do the marks of Latvian and
//! Polish letters, since not everybody has a keyboard for both.

use super::{
    position::{Position, Range},
    projection::{Block, Projection},
};
use crate::{language::plain_letter, limits::FOUND_PLACES};

/// Every place of the words in a field, in the order of the text and without overlaps, at most
/// [`FOUND_PLACES`]. Words do not go over the end of a block; none are found for an empty text.
pub fn find(projection: &Projection, words: &str) -> Vec<Range> {
    let wanted: Vec<char> = words.trim().chars().map(plain).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let blocks = projection.textblocks();
    let places = blocks.flat_map(|block| places(block, &wanted));
    places.take(FOUND_PLACES).collect()
}

fn places(block: &Block, wanted: &[char]) -> Vec<Range> {
    let text = block.text();
    let letters: Vec<char> = text.chars().map(plain).collect();
    let mut places = Vec::new();
    let mut start = 0;
    while let Some(window) = letters.get(start..start + wanted.len()) {
        if window == wanted {
            let before = units(text.chars().take(start));
            let length = units(text.chars().skip(start).take(wanted.len()));
            places.push(Range {
                from: Position::new(block.id, before),
                to: Position::new(block.id, before + length),
            });
            start += wanted.len();
        } else {
            start += 1;
        }
    }
    places
}

fn units(letters: impl Iterator<Item = char>) -> u32 {
    letters.map(|letter| letter.len_utf16() as u32).sum()
}

/// The small letter without its mark; every space is one.
fn plain(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        '\u{a0}' => ' ',
        small => plain_letter(small),
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::notation::Sheet;

    /// Each place as its block's text with the place between bars.
    fn found(line: &str, words: &str) -> Vec<String> {
        let sheet = Sheet::of(1, line);
        let mark = |range: crate::document::position::Range| {
            let mut units: Vec<u16> = sheet
                .projection()
                .text_of(range.from.block)
                .encode_utf16()
                .collect();
            units.insert(range.to.offset as usize, u16::from(b'|'));
            units.insert(range.from.offset as usize, u16::from(b'|'));
            String::from_utf16_lossy(&units)
        };
        find(sheet.projection(), words)
            .into_iter()
            .map(mark)
            .collect()
    }

    #[test]
    fn marks_and_capitals_make_no_difference() {
        assert_eq!(found("<p>Jaunieši</p>", "JAUNIESI"), ["|Jaunieši|"]);
        assert_eq!(found("<p>mlodziez</p>", "Młodzież"), ["|mlodziez|"]);
        assert_eq!(found("<p>nic tu</p>", "žeme"), [""; 0]);
    }

    #[test]
    fn every_place_is_found_once_and_places_do_not_overlap() {
        assert_eq!(found("<p>aaaa</p>", "aa"), ["|aa|aa", "aa|aa|"]);
        assert_eq!(
            found("<p>one two</p><p>two</p>", " two "),
            ["one |two|", "|two|"]
        );
        assert_eq!(found("<p>one</p>", "   "), [""; 0]);
        assert_eq!(found("<p>one</p>", "one more"), [""; 0]);
    }

    #[test]
    fn offsets_count_what_browsers_count() {
        assert_eq!(found("<p>𝄞𝄞 gads</p>", "gads"), ["𝄞𝄞 |gads|"]);
    }
}
