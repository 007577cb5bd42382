//! Looks at the bytes of an update, a state vector or an awareness update before yrs does.
//!
//! yrs 0.28 decodes nested values by recursion without a limit (60 KB of nested arrays end the
//! process, and no unwinding catches that) and reserves what a count claims. So this walk goes first:
//! it reserves nothing, recurses at most [`NESTING_DEPTH`](crate::limits::NESTING_DEPTH) deep,
//! measures every count against the bytes that are there, and refuses what Talka's documents never
//! hold. What it brings back is what a room must know to decide: whose clocks an update moves, and
//! what it deletes.
//!
//! The format is that of Yjs' `UpdateEncoderV1`, lib0's `writeAny` and y-protocols' `awareness.js`.
//!
//! What cannot be seen in the bytes of one update alone (how deep its items lie in the tree, which
//! list holds them, how many others were written at the same place) is the matter of [`outline`].

mod item;
mod order;
pub mod outline;
mod presence;
mod prune;
mod ranges;

pub(crate) use item::{Item, ItemContent, ItemId, Parent};
pub use presence::{PresenceEntry, awareness};
pub(crate) use prune::collected;
pub use ranges::Ranges;

/// The list beside the fields that says what was written anew from what.
pub const MOVES: &str = "moves";

use super::{ClientId, Malformed, lib0::Reader};
use item::client_blocks;
use std::collections::BTreeMap;

/// The next clock of every replica: what a state vector says.
pub type Clocks = BTreeMap<ClientId, u32>;

/// What an update brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The clocks of the items it holds.
    pub inserts: Ranges,
    /// The clocks of the items it deletes.
    pub deletes: Ranges,
    /// How many items, gaps and deleted ranges it is made of: its size in memory goes with them.
    pub blocks: usize,
}

impl Contents {
    /// Whether the update says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.inserts.is_empty() && self.deletes.is_empty()
    }
}

/// Walks an update and says what it brings.
pub fn update(bytes: &[u8]) -> Result<Contents, Malformed> {
    walk(bytes, &mut |_| {})
}

/// The items and collected ranges of an update, replica by replica in the order of their clocks.
pub(crate) fn items(bytes: &[u8]) -> Result<Vec<Item<'_>>, Malformed> {
    items_and_deletes(bytes).map(|(items, _)| items)
}

/// As [`items`], with the ranges that the update deletes.
fn items_and_deletes(bytes: &[u8]) -> Result<(Vec<Item<'_>>, Ranges), Malformed> {
    let mut items = Vec::new();
    let contents = walk(bytes, &mut |item| items.push(item))?;
    Ok((items, contents.deletes))
}

fn walk<'a>(bytes: &'a [u8], each: &mut dyn FnMut(Item<'a>)) -> Result<Contents, Malformed> {
    let mut reader = Reader::new(bytes);
    let mut blocks = 0;
    let mut inserts = Ranges::default();
    for _ in 0..reader.count(3)? {
        blocks += client_blocks(&mut reader, &mut inserts, each)?;
    }
    let deletes = delete_set(&mut reader)?;
    blocks += deletes.iter().map(|(_, own)| own.len()).sum::<usize>();
    if !reader.is_empty() {
        return Err(Malformed::Trailing);
    }
    Ok(Contents {
        inserts,
        deletes,
        blocks,
    })
}

/// Walks a state vector.
pub fn state_vector(bytes: &[u8]) -> Result<Clocks, Malformed> {
    let mut reader = Reader::new(bytes);
    let mut clocks = Clocks::new();
    for _ in 0..reader.count(2)? {
        let client = reader.number()?;
        clocks.insert(client, reader.small_number()?);
    }
    if reader.is_empty() {
        Ok(clocks)
    } else {
        Err(Malformed::Trailing)
    }
}

fn delete_set(reader: &mut Reader<'_>) -> Result<Ranges, Malformed> {
    let mut deletes = Ranges::default();
    for _ in 0..reader.count(2)? {
        let client = reader.number()?;
        let count = reader.count(2)?;
        let ranges = (0..count).map(|_| {
            let start = reader.small_number()?;
            let clocks = reader.small_number()?;
            let end = start.checked_add(clocks).ok_or(Malformed::Number)?;
            Ok(start..end)
        });
        let ranges = ranges.collect::<Result<Vec<_>, Malformed>>()?;
        if deletes.has_client(client) {
            return Err(Malformed::Tag);
        }
        deletes.add(client, ranges);
    }
    Ok(deletes)
}

#[cfg(test)]
mod tests;
