//! The words of the threads: painted, and placed for the margin.
//!
//! A key costs what the threads on its own block cost, however many there are elsewhere: the tracker says
//! whose words were touched. Where others stand on the screen is asked again when the height of a field
//! changes, or several blocks did.

use crate::editor::{
    browser::{self, DomRange, Mark},
    dom_selection::Point,
    places,
    session::Desk,
    state::{Place, Placed},
};
use leptos::prelude::*;
use litemap::LiteMap;
use model::{
    document::{draft::Changes, position::BlockId},
    ids::{AnchorId, ThreadId},
    proposal::FieldName,
    thread::Thread,
};
use std::collections::BTreeSet;

const COMMENT: (&str, i32) = ("tk-comment", 1);
const COMMENT_ACTIVE: (&str, i32) = ("tk-comment-active", 2);

/// A highlight's name and priority.
type Style = (&'static str, i32);

/// The words of one thread as they are painted.
#[derive(Default)]
struct Painted {
    style: Option<Style>,
    range: Option<DomRange>,
    mark: Option<Mark>,
}

/// What is known of the words of the threads, and what is to be looked at before the next paint.
#[derive(Default)]
pub struct PaintedWords {
    painted: LiteMap<ThreadId, Painted>,
    /// How high the fields were.
    heights: Vec<i32>,
    /// Whether all are to be looked for.
    all: bool,
    /// Whether all may stand elsewhere on the screen.
    moved: bool,
    /// Those on blocks that changed.
    touched: BTreeSet<AnchorId>,
    /// The block that changed since the last paint.
    block: Option<BlockId>,
}

impl PaintedWords {
    /// The text changed, and with it these words.
    pub(super) fn changed(&mut self, changes: &Changes, touched: BTreeSet<AnchorId>) {
        self.touched.extend(touched);
        for change in &changes.fields {
            self.moved |= !(change.removed.is_empty() && change.reshaped.is_empty());
            for block in &change.dirty {
                let before = self.block.replace(block.id);
                self.moved |= before.is_some_and(|it| it != block.id);
            }
        }
    }

    pub(super) fn touch(&mut self, anchors: impl Iterator<Item = AnchorId>) {
        self.touched.extend(anchors);
    }

    pub(super) fn all_changed(&mut self) {
        self.all = true;
    }

    pub(super) fn places_changed(&mut self) {
        self.moved = true;
    }

    /// Nothing is painted any more.
    pub(super) fn clear(&mut self) {
        self.painted.clear();
        self.all = true;
        for (name, _) in [COMMENT, COMMENT_ACTIVE] {
            browser::highlight(name, 0, &[]);
        }
    }

    fn put(&mut self, id: ThreadId, style: Option<Style>, range: Option<DomRange>) {
        let style = style.filter(|_| range.is_some());
        let known = self.painted.get(&id);
        if known.is_some_and(|it| it.style == style && it.range == range) {
            return;
        }
        if let Some(mark) = self.painted.remove(&id) {
            take_away(mark);
        }
        let mark = style.zip(range.as_ref());
        let mark = mark.and_then(|((name, priority), range)| browser::mark(name, priority, range));
        self.painted.insert(id, Painted { style, range, mark });
    }

    /// Without highlights all rectangles are painted anew.
    fn paint_rectangles(&self) {
        for style in [COMMENT, COMMENT_ACTIVE] {
            let of_style = self.painted.values().filter(|it| it.style == Some(style));
            let ranges: Vec<DomRange> = of_style.filter_map(|it| it.range.clone()).collect();
            browser::highlight(style.0, style.1, &ranges);
        }
    }
}

fn take_away(painted: Painted) {
    if let (Some((name, _)), Some(mark)) = (painted.style, painted.mark) {
        browser::unmark(name, mark);
    }
}

impl Desk {
    /// Paints the words that became due, and tells the margin where they stand.
    pub(super) fn paint_words(&mut self) {
        let heights: Vec<i32> = self
            .views
            .values()
            .map(|view| view.canvas.host.offset_height())
            .collect();
        let words = &mut self.paint.words;
        words.block = None;
        let mut moved = std::mem::take(&mut words.moved);
        moved |= std::mem::replace(&mut words.heights, heights) != words.heights;
        let touched = std::mem::take(&mut words.touched);
        let has_highlights = browser::has_highlights();
        // Rectangles lie where the words stood.
        let all =
            std::mem::take(&mut words.all) || (!has_highlights && (moved || !touched.is_empty()));
        let list = self.drafting.threads;
        list.with_untracked(|threads| {
            let due: Vec<&Thread> = match all {
                true => threads.iter().collect(),
                false => touched
                    .iter()
                    .filter_map(|it| self.paint.thread_of(threads, *it))
                    .collect(),
            };
            self.look_for(&due);
            if all {
                self.forget_words_but(threads);
            }
            match all || moved {
                true => self.place(threads.iter(), all),
                false => self.place(due.into_iter(), false),
            }
        });
        if all && !has_highlights {
            self.paint.words.paint_rectangles();
        }
    }

    fn look_for(&mut self, threads: &[&Thread]) {
        for thread in threads {
            let range = self.paint.tracker.range(thread.anchor_id);
            let range = range.and_then(|range| self.dom_range(&thread.field, range));
            let style = self.style_of(thread);
            self.paint.words.put(thread.id, style, range);
        }
    }

    fn style_of(&self, thread: &Thread) -> Option<Style> {
        if self.drafting.active_thread.get_untracked() == Some(thread.id) {
            return Some(COMMENT_ACTIVE);
        }
        let is_shown = thread.suggestion.is_some() && self.other_words(thread).is_none();
        (thread.is_open() && !is_shown).then_some(COMMENT)
    }

    fn forget_words_but(&mut self, threads: &[Thread]) {
        let words = &mut self.paint.words;
        if words.painted.len() == threads.len() {
            return;
        }
        let known: BTreeSet<ThreadId> = threads.iter().map(|thread| thread.id).collect();
        for (id, painted) in std::mem::take(&mut words.painted) {
            match known.contains(&id) {
                true => drop(words.painted.insert(id, painted)),
                false => take_away(painted),
            }
        }
    }

    /// Tells the margin where the words of these threads stand; of `all` there are, or besides others.
    fn place<'a>(&self, threads: impl Iterator<Item = &'a Thread>, all: bool) {
        let mut columns: LiteMap<&FieldName, (Place, Place)> = LiteMap::new();
        let mut fresh = LiteMap::new();
        for thread in threads {
            let Some((field, view)) = self.views.iter().find(|(field, _)| **field == thread.field)
            else {
                continue;
            };
            let host = &view.canvas.host;
            if !columns.contains_key(field) {
                columns.insert(field, (places::column(host), places::of(host)));
            }
            let Some((column, host)) = columns.get(field) else {
                continue;
            };
            let painted = self.paint.words.painted.get(&thread.id);
            let range = painted.and_then(|it| it.range.as_ref());
            let place = range.and_then(first_place).unwrap_or(*host);
            let placed = Placed {
                field: field.clone(),
                top: place.within(*column).top.round(),
                detached: range.is_none(),
                stale: self.other_words(thread),
            };
            fresh.insert(thread.id, placed);
        }
        let shown = self.drafting.placed;
        let changes = shown.with_untracked(|known| match all {
            true => *known != fresh,
            false => fresh
                .iter()
                .any(|(id, placed)| known.get(id) != Some(placed)),
        });
        match (changes, all) {
            (false, _) => {}
            (true, true) => shown.set(fresh),
            (true, false) => shown.update(|known| {
                for (id, placed) in fresh {
                    known.insert(id, placed);
                }
            }),
        }
    }
}

fn first_place((start, from, end, to): &DomRange) -> Option<Place> {
    let from = Point::new(start.clone(), *from);
    let to = Point::new(end.clone(), *to);
    places::between(&from, &to).first().copied()
}
