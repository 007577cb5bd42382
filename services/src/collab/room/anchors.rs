//! Where anchors sit while the text changes under them.
//!
//! The instance that commits a change tells where anchors went, and keeps it; the others follow along
//! in silence, so that nobody hears the same twice.

use super::{Output, Room};
use crate::anchors::StoredAnchor;
use model::{
    document::{
        anchor::Tracker,
        draft::{Changes, Draft},
    },
    event::MovedAnchor,
    ids::{AnchorId, ThreadId},
    thread::Thread,
};
use std::collections::HashMap;

/// The anchors of a proposal.
#[derive(Default)]
pub(super) struct Anchors {
    tracker: Tracker,
    /// What was found when the room opened and nobody was told yet.
    news: Vec<MovedAnchor>,
    /// Which anchor a suggestion has: it gets another one when it grows.
    of_suggestions: HashMap<ThreadId, AnchorId>,
    /// Whether text changed since the last tick.
    is_busy: bool,
}

impl Anchors {
    /// Follows these from now on.
    pub fn hold(&mut self, draft: &Draft, anchors: Vec<StoredAnchor>) {
        for stored in anchors {
            let StoredAnchor {
                id,
                field,
                anchor,
                detached,
            } = stored;
            let news = self.tracker.hold(draft, id, &field, anchor, detached);
            self.news.extend(news);
        }
    }

    /// Where anchors went in a change.
    pub fn follow(&mut self, draft: &Draft, changes: &Changes) -> Vec<MovedAnchor> {
        self.is_busy = true;
        self.tracker.follow(draft, changes, None)
    }
}

impl Room {
    /// A thread was opened, or put on other words by hand: its anchor is followed from there. One that
    /// is followed is known better here than by whoever read its row.
    pub(super) fn hold_anchor(&mut self, thread: &Thread) {
        if thread.detached || self.anchors.tracker.range(thread.anchor_id).is_some() {
            return;
        }
        if thread.suggestion.is_some() {
            let known = &mut self.anchors.of_suggestions;
            if let Some(before) = known.insert(thread.id, thread.anchor_id) {
                self.anchors.tracker.release(before);
            }
        }
        let (anchor, detached) = (thread.anchor.clone(), thread.detached);
        let (id, tracker) = (thread.anchor_id, &mut self.anchors.tracker);
        let news = tracker.hold(&self.draft, id, &thread.field, anchor, detached);
        self.anchors.news.extend(news);
    }

    /// Another instance moved these.
    pub(super) fn hold_moved(&mut self, moved: &[MovedAnchor]) {
        for moved in moved {
            let (id, detached) = (moved.id, moved.detached);
            if let Some(field) = self.anchors.tracker.field(id).cloned() {
                let anchor = moved.anchor.clone();
                let tracker = &mut self.anchors.tracker;
                let _ = tracker.hold(&self.draft, id, &field, anchor, detached);
            }
        }
    }

    /// Tells of fresh quotes when people pause and everything is on disk.
    pub(super) fn settle_anchors(&mut self, out: &mut Vec<Output>) {
        let was_busy = std::mem::take(&mut self.anchors.is_busy);
        if was_busy || !self.batches.is_settled() {
            return;
        }
        let mut news = std::mem::take(&mut self.anchors.news);
        news.extend(self.anchors.tracker.settle());
        if !news.is_empty() {
            self.tell_moved(news, out);
        }
    }
}
