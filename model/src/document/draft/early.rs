//! Updates that came before their predecessors, kept outside of yrs until those are here.
//!
//! yrs 0.28.1 puts a placeholder into the hole that such an update leaves, and loses count when the
//! hole is filled by bigger pieces: an overflow, or text that stays away for good.

use super::DocumentError;
use crate::{
    limits::{EARLY_BYTES, EARLY_UPDATES},
    sync::guard::Contents,
};
use yrs::{ClientID, StateVector};

/// Updates that wait.
#[derive(Default)]
pub(super) struct Early {
    waiting: Vec<(Contents, Vec<u8>)>,
    size_bytes: usize,
}

impl Early {
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// All that waits.
    pub(super) fn all(&self) -> impl Iterator<Item = Vec<u8>> {
        self.waiting.iter().map(|(_, update)| update.clone())
    }

    /// Keeps an update; whoever sends too many has to start over.
    pub(super) fn keep(&mut self, contents: Contents, update: &[u8]) -> Result<(), DocumentError> {
        let full =
            self.waiting.len() >= EARLY_UPDATES || self.size_bytes + update.len() > EARLY_BYTES;
        if full {
            return Err(DocumentError::TooEarly);
        }
        self.size_bytes += update.len();
        self.waiting.push((contents, update.to_vec()));
        Ok(())
    }

    /// Takes out an update that leaves no hole any more.
    pub(super) fn next(&mut self, state: &StateVector) -> Option<Vec<u8>> {
        let ready = |(contents, _): &(Contents, Vec<u8>)| !leaves_holes(contents, state);
        let index = self.waiting.iter().position(ready)?;
        let (_, update) = self.waiting.remove(index);
        self.size_bytes -= update.len();
        Some(update)
    }
}

/// Whether an update holds what a copy with this state cannot put behind what it has.
pub(super) fn leaves_holes(contents: &Contents, state: &StateVector) -> bool {
    contents.inserts.iter().any(|(client, ranges)| {
        let mut reach = state.get(&ClientID::new(client));
        ranges.iter().any(|range| {
            let hole = range.start > reach;
            reach = reach.max(range.end);
            hole
        })
    })
}
