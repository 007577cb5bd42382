//! Offsets of a block in the pieces that its branch is made of.

use crate::document::projection::read::{self, TextPiece};

/// The piece that takes what is inserted at an offset, and the offset in it: a text that ends
/// there before one that begins there; else the index at which a new one goes.
pub(super) fn place(pieces: &[TextPiece], offset: u32) -> (usize, u32) {
    let mut start = 0;
    let mut begins = None;
    for (index, piece) in pieces.iter().enumerate() {
        let end = start + piece.units();
        if let TextPiece::Text { .. } = piece {
            if offset > start && offset <= end {
                return (index, offset - start);
            }
            if offset == start && begins.is_none() {
                begins = Some((index, 0));
            }
        }
        start = end;
    }
    begins.unwrap_or_else(|| (gap(pieces, offset), 0))
}

/// The index at which a new piece goes so that `offset` units stand before it.
fn gap(pieces: &[TextPiece], offset: u32) -> usize {
    let mut start = 0;
    for (index, piece) in pieces.iter().enumerate() {
        if start >= offset {
            return index;
        }
        start += piece.units();
    }
    pieces.len()
}

/// A visible offset in the units of the branch, in which hidden things count too.
pub(super) fn branch_offset(visible: u32, hidden: &[u32]) -> u32 {
    visible + hidden.iter().filter(|at| **at < visible).count() as u32
}

/// The index in the branch of the block at an index among blocks.
pub(super) fn branch_index(values: &[yrs::Out], index: usize) -> u32 {
    let mut blocks = 0;
    for (at, value) in values.iter().enumerate() {
        if read::block_id(value).is_some() {
            if blocks == index {
                return at as u32;
            }
            blocks += 1;
        }
    }
    values.len() as u32
}
