//! Two texts compared word by word.

use super::Leaf;
use crate::{document::projection::Span, limits::DIFF_BLOCK_BYTES};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// A stretch of words in one, the other or both.
#[derive(Clone, Debug, PartialEq)]
pub enum Run {
    Kept(Vec<Span>),
    Removed(Vec<Span>),
    Added(Vec<Span>),
    /// The same words with other marks.
    Restyled {
        before: Vec<Span>,
        after: Vec<Span>,
    },
}

/// A word, a stretch of space, a sign or a break.
struct Token {
    text: String,
    spans: Vec<Span>,
}

/// The words of both texts in order: those kept and removed are the first, those kept and added the
/// second. Very long texts are not compared.
pub fn runs(before: &[Span], after: &[Span]) -> Vec<Run> {
    let bytes = |spans: &[Span]| -> usize { spans.iter().map(bytes_of).sum() };
    if bytes(before) + bytes(after) > DIFF_BLOCK_BYTES {
        let mut runs = Vec::new();
        push(&mut runs, Run::Removed(before.to_vec()));
        push(&mut runs, Run::Added(after.to_vec()));
        return runs;
    }
    let (old, new) = (tokens(before), tokens(after));
    let texts = |tokens: &[Token]| {
        tokens
            .iter()
            .map(|token| token.text.clone())
            .collect::<Vec<_>>()
    };
    let mut runs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &texts(&old), &texts(&new)) {
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => {
                for (old, new) in old.iter().zip(new) {
                    push(&mut runs, same_words(&old.spans, &new.spans));
                }
            }
            _ => {
                push(&mut runs, Run::Removed(spans(old)));
                push(&mut runs, Run::Added(spans(new)));
            }
        }
    }
    runs
}

fn same_words(old: &[Span], new: &[Span]) -> Run {
    match old == new {
        true => Run::Kept(old.to_vec()),
        false => Run::Restyled {
            before: old.to_vec(),
            after: new.to_vec(),
        },
    }
}

fn spans(tokens: &[Token]) -> Vec<Span> {
    tokens.iter().fold(Vec::new(), |mut all, token| {
        append(&mut all, &token.spans);
        all
    })
}

/// Adds a run to the last one of its sort, and an empty one not at all.
fn push(runs: &mut Vec<Run>, run: Run) {
    match (runs.last_mut(), run) {
        (_, Run::Removed(spans) | Run::Added(spans)) if spans.is_empty() => {}
        (Some(Run::Kept(last)), Run::Kept(spans))
        | (Some(Run::Removed(last)), Run::Removed(spans))
        | (Some(Run::Added(last)), Run::Added(spans)) => append(last, &spans),
        (
            Some(Run::Restyled { before, after }),
            Run::Restyled {
                before: b,
                after: a,
            },
        ) => {
            append(before, &b);
            append(after, &a);
        }
        (_, run) => runs.push(run),
    }
}

fn bytes_of(span: &Span) -> usize {
    match span {
        Span::Text { text, .. } => text.len(),
        Span::Break => 1,
    }
}

fn append(spans: &mut Vec<Span>, more: &[Span]) {
    for span in more {
        match (spans.last_mut(), span) {
            (
                Some(Span::Text { text, marks }),
                Span::Text {
                    text: next,
                    marks: same,
                },
            ) if marks == same => {
                text.push_str(next);
            }
            _ => spans.push(span.clone()),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Word,
    Space,
    Sign,
}

fn sort(c: char) -> Sort {
    match c {
        c if c.is_whitespace() => Sort::Space,
        c if c.is_alphanumeric() || is_joiner(c) => Sort::Word,
        _ => Sort::Sign,
    }
}

/// Combining marks and joiners belong to the word around them.
fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{2019}' | '\''
    )
}

fn tokens(spans: &[Span]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut last = None;
    for span in spans {
        let Span::Text { text, marks } = span else {
            tokens.push(Token {
                text: "\n".to_owned(),
                spans: vec![Span::Break],
            });
            last = None;
            continue;
        };
        for c in text.chars() {
            let here = sort(c);
            let one = Span::Text {
                text: c.to_string(),
                marks: marks.clone(),
            };
            match tokens.last_mut() {
                Some(token) if last == Some(here) && here != Sort::Sign => {
                    token.text.push(c);
                    append(&mut token.spans, &[one]);
                }
                _ => tokens.push(Token {
                    text: c.to_string(),
                    spans: vec![one],
                }),
            }
            last = Some(here);
        }
    }
    tokens
}

/// How often which word stands in a text.
pub struct Bag {
    words: HashMap<String, usize>,
    count: usize,
}

impl Bag {
    /// The words of a leaf.
    pub fn of(leaf: &Leaf) -> Bag {
        let mut bag = Bag {
            words: HashMap::new(),
            count: 0,
        };
        for word in leaf
            .text()
            .split(|c| sort(c) != Sort::Word)
            .filter(|word| !word.is_empty())
        {
            *bag.words.entry(word.to_owned()).or_default() += 1;
            bag.count += 1;
        }
        bag
    }

    /// How many words it has, each counted once.
    pub fn different_words(&self) -> usize {
        self.words.len()
    }

    /// Share of common words in percent of the words of both.
    pub fn likeness_percent(&self, other: &Bag) -> usize {
        let common: usize = self
            .words
            .iter()
            .map(|(word, count)| *count.min(other.words.get(word).unwrap_or(&0)))
            .sum();
        200 * common / (self.count + other.count).max(1)
    }
}
