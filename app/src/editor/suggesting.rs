//! Suggest mode: what is typed becomes suggestions instead of edits, and the suggestions of all stand in
//! the text as they are shown.
//!
//! The draft never learns of it. A page draws a block's text with the suggestions in it
//! (`model::suggestion::runs`); what the browser typed there is compared as everywhere and goes into the
//! suggestion that it touches (`model::suggestion::type_into`).

mod outbox;
mod typing;

pub use outbox::Outbox;

use super::{
    browser,
    diff::{First, Splice, splice},
    dom_selection,
    second_file::second_file,
    session::Desk,
    state::SaveState,
};
use leptos::prelude::*;
use model::{
    document::{
        edit::Op,
        position::{BlockId, Position, Selection},
    },
    ids::ThreadId,
    proposal::FieldName,
    suggestion::{self, ShownRun, Suggestion},
    thread::Thread,
};
use std::collections::HashMap;

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
        second_file().map_or_else(HashMap::new, |it| (it.suggestions_in)(self, field))
    }

    /// Takes in what was typed into a block, as a splice of what is shown.
    pub fn suggest_typed(&mut self, field: &FieldName, block: BlockId, change: &Splice) {
        if let Some(second_file) = second_file() {
            (second_file.suggest_typed)(self, field, block, change);
        }
    }

    /// An operation while suggesting: what deletes and inserts text within a block is a suggestion; anything
    /// else is said to be none.
    pub fn suggest_op(&mut self, field: &FieldName, op: &Op, selection: Selection) -> bool {
        second_file().is_some_and(|it| (it.suggest_op)(self, field, op, selection))
    }

    /// Takes back what was suggested last, or brings it again.
    pub fn take_back_suggested(&mut self, undo: bool) {
        if let Some(second_file) = second_file() {
            (second_file.take_back_suggested)(self, undo);
        }
    }

    /// What an earlier page could not send.
    pub fn recall_suggestions(&mut self) {
        if let Some(second_file) = second_file() {
            (second_file.recall_outbox)(self);
        }
    }

    /// Sends at once what waited for a connection.
    pub fn flush_when_reached(&mut self) {
        let reached = matches!(
            self.drafting.save_state.get_untracked(),
            SaveState::Saved | SaveState::Saving
        );
        if let Some(second_file) = second_file().filter(|_| reached && self.outbox.is_waiting()) {
            (second_file.flush_outbox)(self);
        }
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

    /// Remembers that a block which is composed in is shown otherwise now than before.
    pub fn follow_shown(&mut self, field: &FieldName, block: BlockId, before: &str) {
        let now = self.shown_text(field, block);
        if let Some(composition) = &mut self.composition
            && now != before
        {
            let change = splice(before, &now, None);
            composition.foreign.push((change, First::Ours));
        }
    }
}
