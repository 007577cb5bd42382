//! Where threads sit while the text changes under them.

use super::{Output, Room};
use crate::threads::StoredAnchor;
use model::{
    document::draft::{Changes, Draft},
    event::MovedAnchor,
    thread::Thread,
};

/// The anchors of a proposal's threads.
#[derive(Default)]
pub(super) struct Anchors {}

impl Anchors {
    /// Follows these from now on.
    pub fn hold(&mut self, _draft: &Draft, _anchors: Vec<StoredAnchor>) {}

    /// Where anchors went in a change.
    pub fn follow(&mut self, _draft: &Draft, _changes: &Changes) -> Vec<MovedAnchor> {
        Vec::new()
    }
}

impl Room {
    /// A thread was opened or attached again: its anchor is followed from there.
    pub(super) fn hold_anchor(&mut self, _thread: &Thread) {}

    /// Keeps quotes fresh when people pause.
    pub(super) fn settle_anchors(&mut self, _out: &mut Vec<Output>) {}
}
