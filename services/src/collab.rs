//! Live collaboration: one room a proposal, pure; a hub that runs the rooms; a bus between instances.
//!
//! A connection is a pair of channels of frames, so that nothing here sees a socket: `server` pumps
//! them, tests talk to them.

pub mod bus;
mod hub;
pub mod records;
pub mod room;

pub use hub::{Connection, DeletesMark, Exchange, Hub, Inbox, Joining, Outgoing, Sending};

use crate::error::{Error, Result};
use bytes::Bytes;
use model::document::draft::Draft;

/// Many rows as one update, with what is deleted thrown away.
///
/// A part whose predecessors are not there yet is kept: it waits for them in the snapshot too.
pub(crate) fn merge_rows(rows: &[Bytes]) -> Result<Vec<u8>> {
    let rows = rows.iter().map(|row| &row[..]);
    let draft = Draft::load(0, rows).map_err(Error::internal)?;
    Ok(draft.whole())
}

#[cfg(test)]
pub(crate) mod tests;
