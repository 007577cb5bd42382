//! Suggest mode: what is typed becomes suggestions instead of edits, and the suggestions of all stand in
//! the text as they are shown.
//!
//! The draft never learns of it. A page draws a block's text with the suggestions in it
//! (`model::suggestion::runs`); what the browser typed there is compared as everywhere and goes into the
//! suggestion that it touches (`model::suggestion::type_into`).

mod outbox;

pub use outbox::Outbox;

use super::{
    browser,
    diff::{Splice, splice},
    dom_selection, input,
    session::Desk,
    state::Note,
};
use leptos::prelude::*;
use model::{
    document::{
        anchor,
        edit::Op,
        position::{BlockId, Position, Range, Selection},
    },
    ids::{CommentId, ThreadId, Timestamp},
    proposal::FieldName,
    suggestion::{
        self, Known, NotTyped, Placed, ShownRun, Suggestion, Typed, anchor_id, runs, type_into,
    },
    thread::{Comment, Severity, Thread},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Letters typed so soon after each other are taken back together.
const STEP_MS: f64 = 1_000.0;
/// Steps that can be taken back.
const STEPS: usize = 200;

/// One suggestion before a step; none where it was not there.
struct Step {
    id: ThreadId,
    before: Option<Thread>,
}

/// What this person suggested on this page, to be taken back.
#[derive(Default)]
pub struct Steps {
    done: Vec<Step>,
    undone: Vec<Step>,
    last_ms: f64,
}

impl Steps {
    /// Whether something can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether something that was taken back can come again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    fn add(&mut self, id: ThreadId, before: Option<Thread>) {
        let now = browser::now_ms();
        let goes_on = self.done.last().is_some_and(|step| step.id == id);
        if !(goes_on && now - self.last_ms < STEP_MS) {
            self.done.push(Step { id, before });
        }
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
        self.last_ms = now;
        self.undone.clear();
    }
}

/// What stands beside the caret in its block, suggested letters included.
#[derive(Clone, Copy, Default)]
pub struct Ends {
    pub before: bool,
    pub behind: bool,
}

impl Desk {
    /// Whether what this person types is a suggestion now.
    pub fn suggests(&self) -> bool {
        untrack(|| self.drafting.is_suggesting())
    }

    /// What stands beside the caret, where suggestions are shown in its block.
    pub fn shown_ends(&self, field: &FieldName) -> Option<Ends> {
        let view = self.views.get(field)?;
        let (from, head) = dom_selection::read()?;
        let place = dom_selection::to_shown(&view.canvas, self.projection(field), &head)?;
        let units: u32 = view
            .canvas
            .shown(place.block)?
            .iter()
            .map(ShownRun::units)
            .sum();
        let selects = from != head;
        Some(Ends {
            before: selects || place.offset > 0,
            behind: selects || place.offset < units,
        })
    }

    /// The blocks of a field that are shown with suggestions in them.
    pub fn suggestions_in(&self, field: &FieldName) -> HashMap<BlockId, Vec<ShownRun>> {
        let mut placed: HashMap<BlockId, Vec<Placed<'_>>> = HashMap::new();
        let threads = self.drafting.threads.read_untracked();
        let is_shown = self.drafting.marked.get_untracked() || self.suggests();
        for thread in threads.iter().filter(|_| is_shown) {
            if let Some((suggestion, at)) = self.place_of(thread, field) {
                placed.entry(at.block).or_default().push(Placed {
                    id: thread.id,
                    from: at.offset,
                    pieces: &suggestion.pieces,
                });
            }
        }
        let projection = self.projection(field);
        let shown = placed.into_iter().filter_map(|(id, placed)| {
            let block = projection.block(id)?;
            Some((id, runs(block, &placed)))
        });
        shown.collect()
    }

    /// Where an open suggestion of this field begins; none when it is stale.
    fn place_of<'a>(
        &self,
        thread: &'a Thread,
        field: &FieldName,
    ) -> Option<(&'a Suggestion, Position)> {
        if thread.field != *field || !thread.is_open() {
            return None;
        }
        let suggestion = thread.suggestion.as_ref()?;
        let range = self.paint.range(thread.anchor_id)?;
        let at = suggestion.place(self.projection(field), range)?;
        Some((suggestion, at))
    }

    /// The words that stand where a suggestion was made, if they are others by now.
    pub fn other_words(&self, thread: &Thread) -> Option<String> {
        let suggestion = thread.suggestion.as_ref().filter(|_| thread.is_open())?;
        let range = self.paint.range(thread.anchor_id);
        let projection = self.projection(&thread.field);
        match range {
            Some(range) if suggestion.place(projection, range).is_some() => None,
            Some(range) => Some(suggestion::words(projection, range)),
            None => Some(String::new()),
        }
    }

    /// Shows the suggestions of all fields as they are now.
    pub fn refresh_suggestions(&mut self) {
        let fields: Vec<FieldName> = self.views.keys().cloned().collect();
        for field in fields {
            let shown = self.suggestions_in(&field);
            let composed = self.composing_in(&field);
            let before = composed.map(|block| (block, self.shown_text(&field, block)));
            let projection = self.draft.projection(&field);
            let Some(view) = self.views.get_mut(&field) else {
                continue;
            };
            let changed = view.canvas.suggest(shown);
            for block in changed.iter().filter(|block| composed != Some(**block)) {
                view.canvas.refresh(projection, *block);
            }
            if !changed.is_empty() {
                view.forget_mutations();
            }
            if let Some((block, before)) = before {
                self.follow_shown(&field, block, &before);
            }
        }
        self.schedule_paint();
    }

    /// Takes in what was typed into a block, as a splice of what is shown.
    pub fn suggest_typed(&mut self, field: &FieldName, block: BlockId, change: &Splice) {
        let text = input::clean(&change.text);
        if text.contains('\n') {
            return self.tell(Note::NotSuggested);
        }
        let Some(found) = self.projection(field).block(block).cloned() else {
            return;
        };
        let splice = suggestion::Splice {
            from: change.from,
            to: change.to,
            text,
            forward: std::mem::take(&mut self.deletes_forward),
        };
        let known = self.known_in(field, block);
        let fresh = ThreadId(Uuid::from_bytes(browser::random_bytes()));
        let typing = match type_into(&found, &known, &splice, fresh) {
            Ok(typing) => typing,
            Err(NotTyped::NoWords) => return self.tell(Note::NothingToSuggestTo),
            Err(NotTyped::TooLong) => return self.tell(Note::SuggestionTooLong),
        };
        for typed in typing.changed {
            self.put_typed(field, block, typed);
        }
        self.threads_changed();
        let shown = Position::new(block, typing.caret);
        let projection = self.draft.projection(field);
        if let Some(view) = self.views.get_mut(field) {
            let caret = view.canvas.to_text(shown);
            if self.composition.is_none() {
                view.canvas.refresh(projection, block);
                view.forget_mutations();
                dom_selection::put_caret(&view.canvas, shown);
                view.reveal_caret();
            }
            self.selection = Some((field.clone(), Selection::at(caret)));
        }
        self.selection_changed();
    }

    fn known_in(&self, field: &FieldName, block: BlockId) -> Vec<Known> {
        let me = self.me.as_ref().map(|me| me.account);
        let threads = self.drafting.threads.read_untracked();
        let known = threads.iter().filter_map(|thread| {
            let (suggestion, at) = self.place_of(thread, field)?;
            (at.block == block).then(|| Known {
                id: thread.id,
                mine: me.is_some() && thread.author() == me,
                from: at.offset,
                pieces: suggestion.pieces.clone(),
            })
        });
        known.collect()
    }

    fn put_typed(&mut self, field: &FieldName, block: BlockId, typed: Typed) {
        let before = self.drafting.thread(typed.id);
        self.steps.add(typed.id, before.clone());
        if typed.pieces.is_empty() {
            return self.withdraw_here(typed.id);
        }
        let range = Range::within(block, typed.from, typed.to);
        let words = suggestion::words(self.projection(field), range);
        let selection = Selection::text(range.from, range.to);
        let Some(anchor) = anchor::make(&self.draft, field, selection) else {
            return;
        };
        let Some(mut thread) = before.or_else(|| self.new_suggestion(typed.id, field)) else {
            return;
        };
        let revision = thread.suggestion.map_or(0, |it| it.revision) + 1;
        thread.suggestion = Some(Suggestion {
            revision,
            was: words,
            pieces: typed.pieces,
            withdrawn: false,
        });
        (thread.anchor, thread.detached) = (anchor, false);
        thread.anchor_id = anchor_id(thread.id, revision);
        self.keep_suggestion(thread);
    }

    fn new_suggestion(&self, id: ThreadId, field: &FieldName) -> Option<Thread> {
        let me = self.me.as_ref()?;
        let comment = Comment {
            id: CommentId(id.0),
            account: me.account,
            name: me.name.clone(),
            side: me.side,
            body: String::new(),
            at: Timestamp(js_sys::Date::now() as i64),
        };
        Some(Thread {
            id,
            seq: 0,
            anchor_id: anchor_id(id, 0),
            field: field.clone(),
            anchor: anchor::Anchor {
                start: String::new(),
                end: String::new(),
                quote: anchor::Quote::default(),
                block_hint: 0,
            },
            detached: false,
            severity: Severity::Remark,
            next_edition: false,
            comments: vec![comment],
            decision: None,
            suggestion: None,
        })
    }

    /// Takes an own suggestion back.
    pub fn withdraw_here(&mut self, id: ThreadId) {
        let Some(mut thread) = self.drafting.thread(id) else {
            return;
        };
        if let Some(suggestion) = &mut thread.suggestion {
            suggestion.withdrawn = true;
            suggestion.revision += 1;
        }
        self.keep_suggestion(thread);
    }

    /// Shows a suggestion as it is now, keeps it on this device and sends it.
    fn keep_suggestion(&mut self, thread: Thread) {
        self.drafting.threads.update(|threads| {
            match threads.iter_mut().find(|it| it.id == thread.id) {
                Some(known) => *known = thread.clone(),
                None => threads.push(thread.clone()),
            }
        });
        self.send_suggestion(thread);
    }

    /// An operation while suggesting: what deletes and inserts text within a block is a suggestion; anything
    /// else is said to be none.
    pub fn suggest_op(&mut self, field: &FieldName, op: &Op, selection: Selection) -> bool {
        let selected = match selection {
            Selection::Text { anchor, head } => self.projection(field).range(anchor, head),
            Selection::Node(_) | Selection::Cells { .. } => None,
        };
        let (range, text) = match (op, selected) {
            (Op::InsertText { text, .. }, Some(range)) => (range, text.as_str()),
            (Op::Delete(range), _) => (*range, ""),
            (Op::Replace { range, text }, _) => (*range, text.as_str()),
            _ => {
                self.tell(Note::NotSuggested);
                return false;
            }
        };
        let Some(view) = self.views.get(field) else {
            return false;
        };
        if range.from.block != range.to.block || text.contains('\n') {
            self.tell(Note::NotSuggested);
            return false;
        }
        let block = range.from.block;
        let [mut from, mut to] = [range.from, range.to].map(|at| view.canvas.to_shown(at).offset);
        let caret = dom_selection::read().and_then(|(_, head)| {
            let place = dom_selection::to_shown(&view.canvas, self.projection(field), &head)?;
            (range.is_empty() && place.block == block).then_some(place.offset)
        });
        if let Some(caret) = caret {
            (from, to) = (caret, caret);
        }
        let text = text.to_owned();
        self.suggest_typed(field, block, &Splice { from, to, text });
        true
    }

    /// Takes back what was suggested last, or brings it again.
    pub fn take_back_suggested(&mut self, undo: bool) {
        let steps = &mut self.steps;
        let from = if undo {
            &mut steps.done
        } else {
            &mut steps.undone
        };
        let Some(Step { id, before }) = from.pop() else {
            return;
        };
        let now = self.drafting.thread(id);
        let is_open = now.as_ref().is_some_and(|it| it.decision.is_none());
        if !is_open {
            return self.tell(Note::UndoRefused);
        }
        let mut back = id;
        match before.filter(|thread| !thread.is_withdrawn()) {
            None => self.withdraw_here(id),
            Some(mut thread) => {
                let known = now.as_ref().and_then(|it| it.suggestion.as_ref());
                let revision = known.map_or(0, |it| it.revision) + 1;
                if known.is_some_and(|it| it.withdrawn) {
                    // What was withdrawn stays so: the same words are suggested anew.
                    thread.id = ThreadId(Uuid::from_bytes(browser::random_bytes()));
                    thread.seq = 0;
                    back = thread.id;
                }
                if let Some(suggestion) = &mut thread.suggestion {
                    suggestion.revision = revision;
                }
                thread.anchor_id = anchor_id(thread.id, revision);
                self.keep_suggestion(thread);
            }
        }
        let step = Step {
            id: back,
            before: now,
        };
        match undo {
            true => self.steps.undone.push(step),
            false => self.steps.done.push(step),
        }
        self.steps.last_ms = f64::MIN;
        self.threads_changed();
        self.show_selection();
        self.selection_changed();
    }

    /// Remembers that a block which is composed in is shown otherwise now than before.
    pub fn follow_shown(&mut self, field: &FieldName, block: BlockId, before: &str) {
        let now = self.shown_text(field, block);
        if let Some(composition) = &mut self.composition
            && now != before
        {
            composition.foreign.push(splice(before, &now, None));
        }
    }
}
