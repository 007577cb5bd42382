//! A block's text with the suggestions in it: what is deleted stays, what is inserted stands beside it.

use super::Piece;
use crate::{
    document::{
        edit::typing_marks,
        projection::{Block, Span, units},
    },
    ids::ThreadId,
};

/// A suggestion whose words stand in a block.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    pub id: ThreadId,
    /// Where its words begin, in units of the block.
    pub from: u32,
    pub pieces: &'a [Piece],
}

/// A run of a block as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRun {
    pub span: Span,
    /// The suggestion that inserts it; such a run does not stand in the text.
    pub inserted: Option<ThreadId>,
    /// The suggestions that delete it.
    pub deleted: Vec<ThreadId>,
}

impl ShownRun {
    /// Units that are shown.
    pub fn units(&self) -> u32 {
        self.span.units()
    }

    /// Units of the block's own text.
    pub fn base_units(&self) -> u32 {
        match self.inserted {
            Some(_) => 0,
            None => self.units(),
        }
    }
}

/// The block's text with these suggestions in it; those on the same words stand side by side.
pub fn runs(block: &Block, placed: &[Placed<'_>]) -> Vec<ShownRun> {
    let changes: Vec<Change<'_>> = placed.iter().flat_map(changes).collect();
    let mut borders: Vec<u32> = changes.iter().flat_map(|it| [it.from, it.to]).collect();
    let mut at = 0;
    for span in block.spans() {
        borders.push(at);
        at += span.units();
    }
    borders.push(at);
    borders.retain(|border| *border <= at);
    borders.sort_unstable();
    borders.dedup();
    let mut out = Vec::new();
    for (index, from) in borders.iter().copied().enumerate() {
        out.extend(inserted_at(block, &changes, from));
        if let Some(to) = borders.get(index + 1).copied() {
            let deleted = changes.iter().filter(|it| it.from <= from && to <= it.to);
            let deleted: Vec<ThreadId> = deleted
                .filter(|it| it.from < it.to)
                .map(|it| it.id)
                .collect();
            let cut = cut(block.spans(), from, to);
            out.extend(cut.into_iter().map(|span| ShownRun {
                span,
                inserted: None,
                deleted: deleted.clone(),
            }));
        }
    }
    out
}

/// Units of the block's own text before a place in what is shown.
pub fn to_base(runs: &[ShownRun], shown: u32) -> u32 {
    let (mut at, mut base) = (0, 0);
    for run in runs {
        let inside = shown.saturating_sub(at).min(run.units());
        base += inside.min(run.base_units());
        at += run.units();
    }
    base
}

/// Where a place of the block's own text is shown: before what is inserted there.
pub fn to_shown(runs: &[ShownRun], base: u32) -> u32 {
    let (mut at, mut left) = (0, base);
    for run in runs {
        if left == 0 {
            break;
        }
        if run.inserted.is_none() {
            let here = left.min(run.units());
            left -= here;
            at += here;
        } else {
            at += run.units();
        }
    }
    at
}

/// A deletion, or an insertion at one place.
struct Change<'a> {
    id: ThreadId,
    from: u32,
    to: u32,
    text: &'a str,
}

fn changes<'a>(placed: &Placed<'a>) -> Vec<Change<'a>> {
    let (id, mut at) = (placed.id, placed.from);
    let mut out = Vec::new();
    for piece in placed.pieces {
        let (from, to) = (at, at + piece.covers());
        at = to;
        match piece {
            Piece::Keep(_) => {}
            Piece::Delete(_) => out.push(Change {
                id,
                from,
                to,
                text: "",
            }),
            Piece::Insert(text) => out.push(Change { id, from, to, text }),
        }
    }
    out
}

fn inserted_at(block: &Block, changes: &[Change<'_>], at: u32) -> Vec<ShownRun> {
    let here = changes.iter().filter(|it| it.from == at && it.to == at);
    let run = |change: &Change<'_>| ShownRun {
        span: Span::Text {
            text: change.text.to_owned(),
            marks: typing_marks(block, at),
        },
        inserted: Some(change.id),
        deleted: Vec::new(),
    };
    here.map(run).collect()
}

/// The spans between two places of a block.
fn cut(spans: &[Span], from: u32, to: u32) -> Vec<Span> {
    let (mut at, mut out) = (0, Vec::new());
    for span in spans {
        let (start, end) = (at, at + span.units());
        at = end;
        let (first, last) = (from.max(start), to.min(end));
        if first >= last {
            continue;
        }
        out.push(match span {
            Span::Break => Span::Break,
            Span::Text { text, marks } => Span::Text {
                text: part(text, first - start, last - start),
                marks: marks.clone(),
            },
        });
    }
    out
}

/// A part of a text by units; ends in the midst of a character are moved before it.
pub(super) fn part(text: &str, from: u32, to: u32) -> String {
    let mut at = 0;
    let inside = |c: &char| {
        let start = at;
        at += c.len_utf16() as u32;
        from <= start && start < to
    };
    debug_assert!(to <= units(text));
    text.chars().filter(inside).collect()
}
