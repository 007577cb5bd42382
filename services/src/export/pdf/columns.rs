//! How wide the columns of a table are: each as wide as its longest word, and what is left goes to
//! those with much text.

use super::words::LINE_CHARS;

/// About as many letters as a line of a table has over the whole page.
const LINE: f64 = 84.0;
/// What the space around the words of a cell takes of it.
const PADDING: f64 = 2.2;
/// The narrowest column.
const LEAST: f64 = 2.0;
/// A word above this counts as this long.
const LONGEST_WORD: usize = LINE_CHARS / 2;
/// More text in a cell makes its column no wider.
const MOST_TEXT: usize = 400;

/// What one column has to hold.
#[derive(Clone, Copy, Default)]
pub(super) struct Need {
    word: usize,
    text: usize,
}

impl Need {
    /// Counts the text of one cell.
    pub fn add(&mut self, text: &str) {
        let words = text.split_whitespace().map(|word| word.chars().count());
        let longest = words.max().unwrap_or_default().min(LONGEST_WORD);
        self.word = self.word.max(longest);
        self.text = self.text.max(text.chars().count().min(MOST_TEXT));
    }
}

/// The widths in letters.
pub(super) fn widths(needs: &[Need]) -> Vec<f64> {
    let least = |need: &Need| (need.word as f64 + 1.0).max(LEAST) + PADDING;
    let taken: f64 = needs.iter().map(least).sum();
    let left = LINE - taken;
    if left <= 0.0 {
        return needs
            .iter()
            .map(|need| least(need) * LINE / taken)
            .collect();
    }
    // The root, so that a column of long texts leaves something to the others.
    let wants = |need: &Need| ((need.text.saturating_sub(need.word)) as f64).sqrt();
    let wanted: f64 = needs.iter().map(wants).sum();
    let share = |need: &Need| match wanted > 0.0 {
        true => left * wants(need) / wanted,
        false => left / needs.len() as f64,
    };
    needs.iter().map(|need| least(need) + share(need)).collect()
}

/// The longest word that a column of this width shows in one line.
pub(super) fn longest_word(width: f64) -> usize {
    (width - PADDING).max(1.0) as usize
}
