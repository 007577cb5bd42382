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

/// How often the store is read before words of which another instance told count as gone: a read that is
/// under way may have begun before they were written.
const READS: u8 = 2;

/// An anchor of which another told, whose words are not here yet.
struct Unfound {
    stored: StoredAnchor,
    /// How many reads of the store may still bring them.
    reads: u8,
    /// Whether this room is to tell that they are gone.
    tells: bool,
}

/// The anchors of a proposal.
#[derive(Default)]
pub(super) struct Anchors {
    tracker: Tracker,
    /// What was found when the room opened and nobody was told yet.
    news: Vec<MovedAnchor>,
    /// Which anchor a suggestion has: it gets another one when it grows.
    of_suggestions: HashMap<ThreadId, AnchorId>,
    /// What is looked for again when the store was read.
    unfound: Vec<Unfound>,
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
    pub(super) fn hold_anchor(&mut self, thread: &Thread, out: &mut Vec<Output>) {
        if thread.detached || self.anchors.tracker.range(thread.anchor_id).is_some() {
            return;
        }
        if thread.suggestion.is_some() {
            let known = &mut self.anchors.of_suggestions;
            if let Some(before) = known.insert(thread.id, thread.anchor_id) {
                self.anchors.tracker.release(before);
            }
        }
        let stored = StoredAnchor {
            id: thread.anchor_id,
            field: thread.field.clone(),
            anchor: thread.anchor.clone(),
            detached: thread.detached,
        };
        self.look_for(stored, READS, true, out);
    }

    /// Another instance moved these.
    pub(super) fn hold_moved(&mut self, moved: &[MovedAnchor], out: &mut Vec<Output>) {
        for moved in moved {
            if let Some(field) = self.anchors.tracker.field(moved.id).cloned() {
                let stored = StoredAnchor {
                    id: moved.id,
                    field,
                    anchor: moved.anchor.clone(),
                    detached: moved.detached,
                };
                self.look_for(stored, READS, false, out);
            }
        }
    }

    /// Follows an anchor. Words that are not here may stand in rows that have not come yet: the store is
    /// read before anything is told of their loss.
    fn look_for(&mut self, stored: StoredAnchor, reads: u8, tells: bool, out: &mut Vec<Output>) {
        let (anchor, detached) = (stored.anchor.clone(), stored.detached);
        let tracker = &mut self.anchors.tracker;
        let news = tracker.hold(&self.draft, stored.id, &stored.field, anchor, detached);
        let is_lost = news.as_ref().is_some_and(|it| it.detached);
        if is_lost && reads > 0 {
            let unfound = Unfound {
                stored,
                reads,
                tells,
            };
            self.anchors.unfound.push(unfound);
            out.push(Output::Reread);
        } else if tells {
            self.anchors.news.extend(news);
        }
    }

    /// The store was read: looks again for what was not found before.
    pub(super) fn look_for_unfound(&mut self, out: &mut Vec<Output>) {
        for unfound in std::mem::take(&mut self.anchors.unfound) {
            let id = unfound.stored.id;
            let tracker = &self.anchors.tracker;
            // It may be followed no more, or found by what came.
            if tracker.field(id).is_some() && tracker.range(id).is_none() {
                self.look_for(unfound.stored, unfound.reads - 1, unfound.tells, out);
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
