//! One instance: a room, and what the store and the bus owe it.

use crate::collab::{
    bus::Signal,
    room::{Batch, Room},
};
use model::sync::ClientId;
use std::collections::VecDeque;

/// One instance; without a room when nobody came since it started.
#[derive(Default)]
pub struct Instance {
    pub room: Option<Room>,
    /// The commit under way.
    pub writing: Option<Batch>,
    /// Whether a look at the store is under way.
    pub looking: bool,
    /// Signals under way to it.
    pub signals: VecDeque<Signal>,
    /// Whether a signal was lost that it does not know of yet.
    pub is_deaf: bool,
    pub seats: u64,
    /// How often it started.
    pub starts: u64,
}

impl Instance {
    /// The replica of its next room.
    pub fn replica(&mut self, number: usize) -> ClientId {
        self.starts += 1;
        1_000_000 * (number as u64 + 1) + self.starts
    }

    /// It is killed: everything that is not on disk is gone.
    pub fn kill(&mut self) {
        self.room = None;
        self.writing = None;
        self.looking = false;
        self.signals.clear();
        self.is_deaf = false;
    }
}
