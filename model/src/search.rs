//! What somebody looks for, and where it stands in a text.
//!
//! Words are compared by their stems ([`words`]): small letters without marks and without the endings
//! of Latvian, Polish and English. Index and query go through the same function, so a database only
//! compares whole words, and a phrase is words one after the other.

#[cfg(any(test, feature = "testing"))]
pub mod examples;
mod stem;
#[cfg(test)]
mod tests;

pub use stem::{letters, stem};

use crate::limits::{
    SEARCH_CHARS, SEARCH_FRAGMENT_CHARS, SEARCH_LETTERS, SEARCH_SENTENCE_CHARS, SEARCH_WORDS,
};
use std::ops::Range;

/// Signs between which words are a phrase.
const QUOTES: [char; 7] = ['"', '“', '”', '„', '«', '»', '‟'];
/// Signs at which a sentence ends.
const ENDS: [char; 5] = ['.', '!', '?', '…', '\n'];

/// One thing that a text must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// The stem of a word.
    Word(String),
    /// The stems of words one after the other.
    Phrase(Vec<String>),
    /// The word under way, which somebody may still be typing: its stem, or letters that a stem begins with.
    Begun { stem: String, letters: String },
}

impl Term {
    fn is(&self, word: &str) -> bool {
        match self {
            Term::Word(wanted) => wanted == word,
            Term::Phrase(words) => words.iter().any(|wanted| wanted == word),
            Term::Begun { stem, letters } => stem == word || word.starts_with(letters.as_str()),
        }
    }
}

/// What a text must have, all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Never empty.
    pub terms: Vec<Term>,
}

/// What was typed into the field, whatever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Nothing,
    /// No word, or one letter: everything would be found.
    TooShort,
    /// Longer than [`SEARCH_CHARS`].
    TooLong,
    For(Query),
}

impl Asked {
    /// Reads what was typed. Words above the limit are not asked for.
    pub fn of(typed: &str) -> Asked {
        if typed.trim().is_empty() {
            return Asked::Nothing;
        }
        if typed.chars().count() > SEARCH_CHARS {
            return Asked::TooLong;
        }
        let letters = typed.chars().filter(|it| it.is_alphanumeric()).count();
        let terms = terms(typed);
        match letters < SEARCH_LETTERS || terms.is_empty() {
            true => Asked::TooShort,
            false => Asked::For(Query { terms }),
        }
    }
}

fn terms(typed: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut left = SEARCH_WORDS;
    let is_open = typed.ends_with(char::is_alphanumeric);
    let parts: Vec<&str> = typed.split(QUOTES).collect();
    let last = parts.len().saturating_sub(1);
    for (at, part) in parts.iter().enumerate() {
        let mut raw: Vec<&str> = spans(part).map(|span| &part[span]).collect();
        raw.truncate(left);
        left -= raw.len();
        let stems: Vec<String> = raw.iter().map(|word| stem(word)).collect();
        let is_quoted = at % 2 == 1;
        match is_quoted && stems.len() > 1 {
            true => terms.push(Term::Phrase(stems)),
            false => terms.extend(stems.into_iter().map(Term::Word)),
        }
        if let Some(word) = raw.last().filter(|_| is_open && !is_quoted && at == last)
            && let Some(Term::Word(stem)) = terms.pop()
        {
            let letters = letters(word);
            terms.push(Term::Begun { stem, letters });
        }
    }
    terms
}

impl Query {
    /// The ranges of bytes in which the text has words of the query; words apart by a space only are one.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let mut marks: Vec<Range<usize>> = Vec::new();
        for span in spans(text) {
            let word = stem(&text[span.clone()]);
            if !self.terms.iter().any(|term| term.is(&word)) {
                continue;
            }
            match marks.last_mut() {
                Some(last) if &text[last.end..span.start] == " " => last.end = span.end,
                _ => marks.push(span),
            }
        }
        marks
    }

    /// The sentence around the first words that are found, in pieces.
    pub fn sentence(&self, text: &str) -> Sentence {
        let marks = self.marks(text);
        let (from, to) = sentence_around(text, marks.first().cloned().unwrap_or(0..0));
        let mut pieces = Vec::new();
        let mut at = from;
        for mark in marks.iter().filter(|it| it.start >= from && it.end <= to) {
            let before = &text[at..mark.start];
            pieces.extend((!before.is_empty()).then(|| (false, before.to_owned())));
            pieces.push((true, text[mark.clone()].to_owned()));
            at = mark.end;
        }
        let rest = &text[at..to];
        pieces.extend((!rest.is_empty()).then(|| (false, rest.to_owned())));
        Sentence {
            is_cut_before: !text[..from].trim().is_empty() && !begins_sentence(text, from),
            is_cut_after: !text[to..].trim().is_empty() && !text[..to].ends_with(ENDS),
            pieces,
        }
    }

    /// The words of the text with which a browser or the editor finds the place again: the first ones that
    /// are found, with some that follow.
    pub fn fragment(&self, text: &str) -> String {
        let Some(first) = self.marks(text).into_iter().next() else {
            return String::new();
        };
        let line_end = text[first.start..].find(['\n', '\t']);
        let line_end = line_end.map_or(text.len(), |at| first.start + at);
        let mut end = first.start;
        for span in spans(&text[first.start..line_end]) {
            let to = first.start + span.end;
            let chars = text[first.start..to].chars().count();
            if end > first.start && chars > SEARCH_FRAGMENT_CHARS {
                break;
            }
            end = to;
        }
        text[first.start..end].to_owned()
    }
}

/// A sentence with what is found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Whether the piece is found, and the piece.
    pub pieces: Vec<(bool, String)>,
    /// Whether its beginning was left out, because it is long.
    pub is_cut_before: bool,
    pub is_cut_after: bool,
}

/// The words of a text as they are compared, in order.
pub fn words(text: &str) -> Vec<String> {
    spans(text).map(|span| stem(&text[span])).collect()
}

/// Where the words of a text stand, in bytes.
fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let base = text.as_ptr() as usize;
    let words = text.split(|it: char| !(it.is_alphanumeric() || is_mark(it)));
    let words = words.filter(|it| it.contains(char::is_alphanumeric));
    words.map(move |word| {
        let start = word.as_ptr() as usize - base;
        start..start + word.len()
    })
}

/// A mark that stands behind its letter, as some systems write letters.
fn is_mark(it: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&it)
}

/// The sentence around these words, or what a line or two hold of it.
fn sentence_around(text: &str, words: Range<usize>) -> (usize, usize) {
    let begin = text[..words.start].rfind(ENDS);
    let begin = begin.map_or(0, |at| at + char_len(text, at));
    let spaces = text[begin..].len() - text[begin..].trim_start().len();
    let begin = (begin + spaces).min(words.start);
    let end = text[words.end..].find(ENDS);
    let end = end.map_or(text.len(), |at| {
        let at = words.end + at;
        at + char_len(text, at)
    });
    let end = words.end + text[words.end..end].trim_end().len();
    let side = SEARCH_SENTENCE_CHARS / 2;
    (
        after_space(text, begin, words.start, side),
        before_space(text, words.end, end, side),
    )
}

/// A place so many characters before `to` at most, at the beginning of a word.
fn after_space(text: &str, from: usize, to: usize, chars: usize) -> usize {
    let before = &text[from..to];
    let over = before.chars().count().saturating_sub(chars);
    let cut = before.char_indices().nth(over).map_or(0, |it| it.0);
    match over {
        0 => from,
        _ => before[cut..].find(' ').map_or(to, |at| from + cut + at + 1),
    }
}

/// A place so many characters after `from` at most, at the end of a word.
fn before_space(text: &str, from: usize, to: usize, chars: usize) -> usize {
    let after = &text[from..to];
    match after.char_indices().nth(chars) {
        None => to,
        Some((cut, _)) => after[..cut].rfind(' ').map_or(from, |at| from + at),
    }
}

fn begins_sentence(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches([' ', '\t']).ends_with(ENDS)
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}
