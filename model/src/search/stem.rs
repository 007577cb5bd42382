//! A word without its ending and marks, whichever of the three languages it is of: a comment does not
//! say in which one it is written, and neither does who looks for something.
//!
//! Light stemming: no dictionary, and nothing that a reader would call a root. Two words have the same
//! stem where endings, and consonants that change before endings, are all in which they differ. There
//! is no kept library for Latvian and Polish together.

use crate::{language::plain_letter, limits::SEARCH_WORD_CHARS};

/// Endings without marks; of those that fit, the longest goes.
const ENDINGS: [&str; 68] = [
    // Latvian
    "ajiem", "ajam", "ajos", "ajas", "ajai", "ajie", "ais", "aja", "iem", "jiem", "am", "im", "um",
    "em", "as", "es", "is", "os", "us", "ai", "ei", "ie", "ies", "ju", "ja", "jam", "jas", "ji",
    "js", "jos", "s", "u", "i", "a", "e", "o", "ij", "ija", // Polish
    "owie", "ami", "iami", "ach", "iach", "om", "iom", "ow", "owi", "ego", "iego", "emu", "iemu",
    "ej", "iej", "ym", "ymi", "imi", "ych", "ich", "ia", "ii", "iu", "io", "y", "m",
    // English
    "ing", "ed", "ly", "ys",
];
/// What is left of a word keeps so many letters.
const LEAST: usize = 3;
/// Consonants that change before endings: projekt, projekcie; rada, radzie; jaunietis, jaunieši.
const CHANGES: [(&str, &str); 4] = [("dz", "d"), ("cz", "k"), ("c", "k"), ("t", "k")];

/// Small letters without their marks; no more of them than the limit.
pub fn letters(word: &str) -> String {
    let small = word.chars().flat_map(char::to_lowercase);
    // What lowering adds beside a letter is no letter.
    let letters = small.map(plain_letter).filter(|it| it.is_alphanumeric());
    letters.take(SEARCH_WORD_CHARS).collect()
}

/// A word as it is compared; of letters and digits only, and empty for no word.
pub fn stem(word: &str) -> String {
    let plain = letters(word);
    if plain.contains(|it: char| it.is_numeric()) {
        return plain;
    }
    let mut left = without_ending(&plain).to_owned();
    // What an ending has brought: organizacje; planned.
    if left.len() > LEAST && left.ends_with('j') {
        left.pop();
    }
    let mut last = left.chars().rev();
    if left.len() > LEAST && last.next() == last.next() {
        left.pop();
    }
    // Miasto, w mieście.
    left = left.replace("ia", "ie");
    let changed = CHANGES
        .into_iter()
        .find(|(from, _)| left.len() >= LEAST && left.ends_with(from));
    if let Some((from, to)) = changed {
        left.truncate(left.len() - from.len());
        left.push_str(to);
    }
    if left.ends_with("iek") {
        left.pop();
        left.push('s');
    }
    left
}

fn without_ending(plain: &str) -> &str {
    let rest = |ending: &&str| {
        let rest = plain.strip_suffix(*ending)?;
        (rest.chars().count() >= LEAST).then_some(rest)
    };
    let left = ENDINGS.iter().filter_map(rest).min_by_key(|it| it.len());
    left.unwrap_or(plain)
}
