//! How what is typed, deleted and taken back becomes suggestions, and how they are shown.

use super::Step;
use crate::editor::{browser, diff::Splice, dom_selection, input, session::Desk, state::Note};
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

impl Desk {
    /// The blocks of a field that are shown with suggestions in them.
    pub fn shown_suggestions(&self, field: &FieldName) -> HashMap<BlockId, Vec<ShownRun>> {
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

    /// Takes in what was typed into a block, as a splice of what is shown.
    pub fn type_suggested(&mut self, field: &FieldName, block: BlockId, change: &Splice) {
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
    pub fn suggest(&mut self, field: &FieldName, op: &Op, selection: Selection) -> bool {
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
        self.type_suggested(field, block, &Splice { from, to, text });
        true
    }

    /// Takes back what was suggested last, or brings it again.
    pub fn take_back_suggestion(&mut self, undo: bool) {
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
}
