//! What browser and server share: plain words, the collaborative document and the sync protocol.
//!
//! Pure by construction: no I/O, clock, randomness or DOM. Times and ids come in as values.

// The tests' own generator of updates names this crate as the other crates do.
#[cfg(test)]
extern crate self as model;

pub mod document;
pub mod error;
pub mod event;
pub mod feed;
pub mod ids;
pub mod invisible;
pub mod journal;
pub mod language;
pub mod ledger;
pub mod limits;
pub mod membership;
pub mod order;
pub mod partnership;
pub mod proposal;
pub mod role;
pub mod search;
pub mod step;
pub mod suggestion;
pub mod sync;
pub mod text;
pub mod thread;
pub mod waiting;
pub mod workflow;
