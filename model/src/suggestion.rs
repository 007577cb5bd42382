//! A suggestion: a change of words that stands beside the text until somebody decides on it.
//!
//! It covers whole words of one block. What it was made on is kept with it: where other words stand
//! there now it is stale, and is shown as such instead of being put anywhere.

mod shown;
#[cfg(test)]
mod tests;
mod typing;

pub use shown::{Placed, ShownRun, runs, to_base, to_shown};
pub use typing::{Known, NotTyped, Splice, Typed, Typing, type_into};

use crate::{
    document::{
        edit::Op,
        position::{Position, Range},
        projection::{Projection, units},
    },
    ids::{AnchorId, ThreadId},
    limits::SUGGESTION_UNITS,
};
use serde::{Deserialize, Serialize};
use std::mem::discriminant;
use uuid::Uuid;

/// A part of a suggestion, in the order of the text. Lengths are UTF-16 units of what it was made on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    Keep(u32),
    Delete(u32),
    /// Takes the marks of the text before it. Never empty, and without line ends.
    Insert(String),
}

/// A part of a suggestion in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Kept(String),
    Deleted(String),
    Inserted(String),
}

/// What is to become of the words under an anchor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Grows with each change by its author.
    pub revision: u32,
    /// The words that it was made on; a line break is `\n`.
    pub was: String,
    pub pieces: Vec<Piece>,
    /// Taken back by its author.
    pub withdrawn: bool,
}

impl Suggestion {
    /// The words as they would be.
    pub fn wants(&self) -> String {
        self.read(|part| !matches!(part, Part::Deleted(_)))
    }

    /// The words that would go.
    pub fn takes(&self) -> String {
        self.read(|part| matches!(part, Part::Deleted(_)))
    }

    /// The words that would come.
    pub fn adds(&self) -> String {
        self.read(|part| matches!(part, Part::Inserted(_)))
    }

    /// All of it in words.
    pub fn parts(&self) -> Vec<Part> {
        let was: Vec<u16> = self.was.encode_utf16().collect();
        let mut at = 0_usize;
        let part = |piece: &Piece| {
            let end = at + piece.covers() as usize;
            let words = String::from_utf16_lossy(was.get(at..end).unwrap_or_default());
            at = end;
            match piece {
                Piece::Keep(_) => Part::Kept(words),
                Piece::Delete(_) => Part::Deleted(words),
                Piece::Insert(text) => Part::Inserted(text.clone()),
            }
        };
        self.pieces.iter().map(part).collect()
    }

    fn read(&self, counts: impl Fn(&Part) -> bool) -> String {
        let parts = self.parts().into_iter().filter(counts);
        let words = parts.map(|part| match part {
            Part::Kept(words) | Part::Deleted(words) | Part::Inserted(words) => words,
        });
        words.collect()
    }

    /// Whether its pieces are in order, cover the words exactly, change something and are no longer
    /// than allowed.
    pub fn is_sane(&self) -> bool {
        let covered = self
            .pieces
            .iter()
            .try_fold(0_u32, |sum, piece| sum.checked_add(piece.covers()));
        let added: usize = self.pieces.iter().map(Piece::added_units).sum();
        let is_whole = |piece: &Piece| match piece {
            Piece::Keep(units) | Piece::Delete(units) => *units > 0,
            Piece::Insert(text) => !text.is_empty() && !text.chars().any(char::is_control),
        };
        covered == Some(units(&self.was))
            && self.was.encode_utf16().count() <= SUGGESTION_UNITS
            && added <= SUGGESTION_UNITS
            && self.pieces.iter().all(is_whole)
            && self.pieces.iter().any(|it| !matches!(it, Piece::Keep(_)))
            && self
                .pieces
                .windows(2)
                .all(|it| discriminant(&it[0]) != discriminant(&it[1]))
            && self.cuts_no_character()
    }

    /// Whether every piece ends between two characters.
    fn cuts_no_character(&self) -> bool {
        let was: Vec<u16> = self.was.encode_utf16().collect();
        let mut at = 0_usize;
        self.pieces.iter().all(|piece| {
            at += piece.covers() as usize;
            let low = was.get(at).is_some_and(|it| (0xdc00..0xe000).contains(it));
            !low
        })
    }

    /// Where it begins in the text, if its words still stand there; none when it is stale.
    pub fn place(&self, projection: &Projection, range: Range) -> Option<Position> {
        if range.from.block != range.to.block {
            return None;
        }
        let now = words(projection, range);
        (now == self.was).then_some(range.from)
    }

    /// The operations that accept it, to be carried out one after the other; `at` is its place.
    pub fn ops(&self, at: Position) -> Vec<Op> {
        let (mut ops, mut offset) = (Vec::new(), at.offset);
        for piece in &self.pieces {
            let end = offset + piece.covers();
            let range = Range::within(at.block, offset, end);
            match piece {
                Piece::Keep(_) => {}
                Piece::Delete(_) => ops.push(Op::Delete(range)),
                Piece::Insert(text) => ops.push(Op::Replace {
                    range,
                    text: text.clone(),
                }),
            }
            offset = end;
        }
        // From the end, so that the places before stay where they are.
        ops.reverse();
        ops
    }
}

impl Piece {
    /// How many units of the words it stands for.
    pub fn covers(&self) -> u32 {
        match self {
            Piece::Keep(units) | Piece::Delete(units) => *units,
            Piece::Insert(_) => 0,
        }
    }

    fn added_units(&self) -> usize {
        match self {
            Piece::Insert(text) => text.encode_utf16().count(),
            Piece::Keep(_) | Piece::Delete(_) => 0,
        }
    }
}

/// The anchor of a suggestion at this revision: each has one of its own, so that what is told of an older
/// one is not taken for news of this one.
pub fn anchor_id(thread: ThreadId, revision: u32) -> AnchorId {
    AnchorId(Uuid::from_u128(
        thread.0.as_u128().wrapping_add(u128::from(revision)),
    ))
}

/// The words that stand in a range, block by block; line breaks and block ends are `\n`.
pub fn words(projection: &Projection, range: Range) -> String {
    let parts = crate::document::anchor::ranges(projection, range);
    let parts = parts.into_iter().map(|(block, part)| {
        let text: Vec<u16> = block.text().encode_utf16().collect();
        let part = part.start as usize..part.end as usize;
        String::from_utf16_lossy(text.get(part).unwrap_or_default())
    });
    parts.collect::<Vec<_>>().join("\n")
}
