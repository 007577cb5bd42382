//! What is painted over the text without touching it: commented words, other people's selections and
//! carets; and where the threads' words stand, for the margin. All of it once before the next paint.

mod words;

use super::{
    browser::{self, DomRange},
    cursors, dom_selection,
    session::Desk,
};
use leptos::prelude::*;
use litemap::LiteMap;
use model::{
    document::{
        anchor::{Anchor, Tracker},
        draft::{Changes, Draft, Edited},
        position::{BlockId, Position, Range, Side},
    },
    ids::{AnchorId, ThreadId},
    proposal::FieldName,
    thread::Thread,
};
use std::collections::HashMap;
use words::PaintedWords;

const FOUND: &str = "tk-find";
const FOUND_HERE: &str = "tk-find-here";

/// Someone else's caret and selection.
#[derive(Clone, Debug)]
pub struct PeerMark {
    pub client: u64,
    pub field: FieldName,
    pub anchor: Position,
    pub head: Position,
    pub name: String,
    pub color: String,
    /// Which of the highlights for peers.
    pub number: usize,
}

/// What is known about the things to paint.
#[derive(Default)]
pub struct Paint {
    scheduled: bool,
    pub peers: Vec<PeerMark>,
    /// Follows the words of the threads through every change.
    tracker: Tracker,
    /// What the tracker was given, to see what is new, and the thread's place in the page's list.
    held: HashMap<AnchorId, (Anchor, bool, usize)>,
    words: PaintedWords,
    /// Whether the text changed since the peers' places were looked up.
    stale: bool,
    names: Vec<String>,
    /// Where the person who is followed was seen last.
    followed: Option<(FieldName, Position)>,
}

impl Paint {
    /// An operation of ours: everything that stands on text goes with it.
    pub fn follow_edit(&mut self, draft: &Draft, edited: &Edited) {
        self.tracker.follow_edit(draft, edited);
        self.changed(&edited.changes);
        let map = &edited.map;
        for mark in self
            .peers
            .iter_mut()
            .filter(|mark| mark.field == edited.field)
        {
            mark.anchor = map.map(mark.anchor, Side::After).unwrap_or(mark.anchor);
            mark.head = map.map(mark.head, Side::After).unwrap_or(mark.head);
        }
    }

    /// Somebody else's change.
    pub fn follow(&mut self, draft: &Draft, changes: &Changes) {
        self.tracker.follow(draft, changes, None);
        self.changed(changes);
    }

    fn changed(&mut self, changes: &Changes) {
        self.stale = true;
        self.words.changed(changes, self.tracker.take_touched());
    }

    /// A block is drawn anew: the words on it are to be looked for.
    pub fn redrawn(&mut self, block: BlockId) {
        self.words.touch(self.tracker.in_block(block));
    }

    /// The draft is another one: the threads' words are to be found anew.
    pub fn forget_threads(&mut self) {
        self.tracker = Tracker::new();
        self.held.clear();
        self.words.all_changed();
    }

    /// Who is followed next is gone to at once.
    pub fn forget_followed(&mut self) {
        self.followed = None;
    }

    /// Where the words of an anchor stand.
    pub fn range(&self, id: AnchorId) -> Option<Range> {
        self.tracker.range(id)
    }

    /// The thread of an anchor in the page's list.
    fn thread_of<'a>(&self, threads: &'a [Thread], anchor: AnchorId) -> Option<&'a Thread> {
        let (_, _, index) = self.held.get(&anchor)?;
        threads.get(*index).filter(|it| it.anchor_id == anchor)
    }

    /// Takes everything away that was painted.
    pub fn clear(&mut self) {
        for name in std::mem::take(&mut self.names) {
            browser::highlight(&name, 0, &[]);
        }
        self.words.clear();
    }
}

impl Desk {
    /// Paints before the next frame what became due, and what is painted every time: selections of
    /// others and what was found.
    pub fn schedule_paint(&mut self) {
        if !std::mem::replace(&mut self.paint.scheduled, true) {
            self.later().next_frame(|desk| {
                desk.paint.scheduled = false;
                desk.paint_now();
            });
        }
    }

    /// Everything is to be painted anew.
    pub fn paint_all(&mut self) {
        self.paint.words.all_changed();
        self.schedule_paint();
    }

    /// The text stands elsewhere on the screen.
    pub fn places_changed(&mut self) {
        self.paint.words.places_changed();
        self.schedule_paint();
    }

    /// Threads came, went, were moved by the server or decided.
    pub fn threads_changed(&mut self) {
        if !self.drafting.ready.get_untracked() {
            return;
        }
        let Desk {
            draft,
            drafting,
            paint,
            ..
        } = self;
        drafting.threads.with_untracked(|threads| {
            let mut before = std::mem::take(&mut paint.held);
            for (index, thread) in threads.iter().enumerate() {
                let (id, detached) = (thread.anchor_id, thread.detached);
                let known = before.remove(&id);
                let anchor = match known {
                    Some((anchor, gone, _)) if (&anchor, gone) == (&thread.anchor, detached) => {
                        anchor
                    }
                    _ => {
                        let (field, anchor) = (&thread.field, thread.anchor.clone());
                        paint
                            .tracker
                            .hold(draft, id, field, anchor.clone(), detached);
                        anchor
                    }
                };
                paint.held.insert(id, (anchor, detached, index));
            }
            for id in before.into_keys() {
                paint.tracker.release(id);
            }
        });
        self.paint.words.all_changed();
        self.refresh_suggestions();
    }

    fn paint_now(&mut self) {
        if !self.is_shown {
            return;
        }
        if std::mem::take(&mut self.paint.stale) {
            self.locate_peers();
            if self.is_finding() {
                self.find_again();
            }
        }
        let mut wanted: LiteMap<String, (i32, Vec<DomRange>)> = LiteMap::new();
        self.gather_peers(&mut wanted);
        self.gather_found(&mut wanted);
        for name in &self.paint.names {
            if !wanted.contains_key(name) {
                browser::highlight(name, 0, &[]);
            }
        }
        for (name, (priority, ranges)) in &wanted {
            browser::highlight(name, *priority, ranges);
        }
        self.paint.names.clear();
        self.paint
            .names
            .extend(wanted.into_iter().map(|(name, _)| name));
        for (field, view) in &self.views {
            cursors::paint(
                view,
                self.paint.peers.iter().filter(|mark| mark.field == *field),
            );
        }
        self.paint_words();
        self.keep_followed_in_view();
    }

    fn gather_found(&self, wanted: &mut LiteMap<String, (i32, Vec<DomRange>)>) {
        for (index, (field, range)) in self.finding.places.iter().enumerate() {
            let Some(range) = self.dom_range(field, *range) else {
                continue;
            };
            let (name, priority) = if index == self.finding.here {
                (FOUND_HERE, 4)
            } else {
                (FOUND, 3)
            };
            wanted
                .entry(name.to_owned())
                .or_insert((priority, Vec::new()))
                .1
                .push(range);
        }
    }

    /// Goes where the person who is followed went.
    fn keep_followed_in_view(&mut self) {
        let Some(client) = self.drafting.following.get_untracked() else {
            return;
        };
        let mark = self.paint.peers.iter().find(|mark| mark.client == client);
        let place = mark.map(|mark| (mark.field.clone(), mark.head));
        if place != self.paint.followed {
            if let Some((field, head)) = &place {
                self.reveal(field, Some(*head));
            }
            self.paint.followed = place;
        }
    }

    fn dom_range(&self, field: &FieldName, range: Range) -> Option<DomRange> {
        let canvas = &self.views.get(field)?.canvas;
        let from = dom_selection::to_dom(canvas, range.from)?;
        let to = dom_selection::to_dom(canvas, range.to)?;
        Some((from.node, from.offset, to.node, to.offset))
    }

    fn gather_peers(&self, wanted: &mut LiteMap<String, (i32, Vec<DomRange>)>) {
        for mark in &self.paint.peers {
            let range = self.projection(&mark.field).range(mark.anchor, mark.head);
            let range = range.filter(|range| !range.is_empty());
            if let Some(range) = range.and_then(|range| self.dom_range(&mark.field, range)) {
                let name = format!("tk-peer-{}", mark.number);
                wanted.entry(name).or_insert((0, Vec::new())).1.push(range);
            }
        }
    }

    /// The thread whose words stand here; among several the one with the fewest.
    pub fn thread_at(&self, field: &FieldName, position: Position) -> Option<ThreadId> {
        let projection = self.projection(field);
        let holds = |range: &Range| {
            let after = projection.order(range.from, position);
            let before = projection.order(position, range.to);
            after.is_some_and(|it| it.is_le()) && before.is_some_and(|it| it.is_le())
        };
        self.drafting.threads.with_untracked(|threads| {
            let here = self.paint.tracker.in_block(position.block);
            let found = here.filter_map(|anchor| {
                let thread = self.paint.thread_of(threads, anchor)?;
                let is_here = thread.field == *field && thread.is_open();
                let range = self.paint.tracker.range(anchor).filter(|_| is_here)?;
                holds(&range).then_some((thread.id, range))
            });
            let size = |range: &Range| match range.from.block == range.to.block {
                true => range.to.offset - range.from.offset,
                false => u32::MAX,
            };
            found.min_by_key(|(_, range)| size(range)).map(|(id, _)| id)
        })
    }

    /// Brings a thread's words into view.
    pub fn reveal_thread(&self, thread: ThreadId) {
        let found = self.drafting.threads.with_untracked(|threads| {
            let found = threads.iter().find(|it| it.id == thread);
            found.map(|it| (it.field.clone(), it.anchor_id))
        });
        let Some((field, anchor)) = found else { return };
        let range = self.paint.tracker.range(anchor);
        self.reveal(&field, range.map(|range| range.from));
    }

    /// Brings a place, or the start of a field, into view.
    pub fn reveal(&self, field: &FieldName, position: Option<Position>) {
        let Some(view) = self.views.get(field) else {
            return;
        };
        let element = position.and_then(|position| view.canvas.element(position.block).cloned());
        let element = element.unwrap_or_else(|| view.canvas.host.clone().into());
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        if !browser::reduced_motion() {
            options.set_behavior(web_sys::ScrollBehavior::Smooth);
        }
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
