//! Live collaboration: one room a proposal, pure; a hub that runs the rooms; a bus between instances.
//!
//! A connection is a pair of channels of frames, so that nothing here sees a socket: `server` pumps
//! them, tests talk to them.

mod hub;

pub use hub::{Connection, Hub, Joining, Outgoing};
