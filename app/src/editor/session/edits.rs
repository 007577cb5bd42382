//! Changes of the document, by this person and by others, and everything that follows from them.

use super::desk::Desk;
use crate::editor::{dom_selection, view::View};
use model::{
    document::{
        draft::{Changes, Edited},
        edit::Op,
        position::Selection,
    },
    proposal::FieldName,
};

impl Desk {
    /// Carries out an operation on the present selection; whether it did anything.
    pub fn edit(&mut self, op: &Op) -> bool {
        let Some((field, selection)) = self.selection.clone() else {
            return false;
        };
        if !self.is_editable(&field) {
            return false;
        }
        if self.suggests() {
            return self.suggest_op(&field, op, selection);
        }
        match self.draft.edit(&field, op, selection) {
            Ok(edited) => {
                self.stored_marks = None;
                self.done(edited);
                true
            }
            Err(_) => false,
        }
    }

    /// Shows and sends what an operation, undo or redo of this person did.
    pub fn done(&mut self, edited: Edited) {
        if let Some(selection) = edited.selection {
            self.selection = Some((edited.field.clone(), selection));
        }
        self.paint.follow_edit(&self.draft, &edited);
        self.show(&edited.changes);
        self.show_selection();
        self.after_change(edited.update);
    }

    /// Sends a local change and brings everything around the text up to date.
    pub fn after_change(&mut self, update: Vec<u8>) {
        self.keep(update);
        self.tell_save_state();
        self.selection_changed();
    }

    /// Draws what changed.
    pub fn show(&mut self, changes: &Changes) {
        for change in &changes.fields {
            let spared = self.composing_in(&change.field);
            let shown = self.suggestions_in(&change.field);
            if let Some(view) = self.views.get_mut(&change.field) {
                let projection = self.draft.projection(&change.field);
                view.chars += change.chars_gained(projection);
                let suggested = view.canvas.suggest(shown);
                view.canvas.patch(projection, change, spared);
                for block in suggested.iter().filter(|block| spared != Some(**block)) {
                    view.canvas.refresh(projection, *block);
                    self.paint.redrawn(*block);
                }
                view.forget_mutations();
            }
            self.count(&change.field);
        }
        self.schedule_paint();
    }

    /// Lets the draft follow the selection through what comes next from elsewhere.
    pub fn watch(&mut self) {
        // The browser tells later that it moved the caret than what comes in the meantime.
        let here = self.selection.as_ref().map(|(field, _)| field);
        let view = here.and_then(|field| self.views.get(field));
        let has_focus = view.is_some_and(View::has_focus);
        if has_focus && self.is_text_selected() && self.typing.is_none() {
            self.notice_selection();
        }
        let text =
            |(_, selection): &&(FieldName, Selection)| matches!(selection, Selection::Text { .. });
        let place = self.selection.as_ref().filter(text).cloned();
        self.draft.watch(place);
    }

    /// Takes in what others wrote.
    pub fn foreign(&mut self, changes: &Changes) {
        self.paint.follow(&self.draft, changes);
        let composed = self.composed_text(changes);
        self.show(changes);
        if let Some((field, block, before)) = composed {
            self.follow_shown(&field, block, &before);
        }
        let here = self.selection.as_ref().map(|(field, _)| field);
        if here.is_some_and(|field| changes.field(field).is_some()) {
            match self.draft.watched().cloned() {
                Some(place) => self.selection = Some(place),
                None if self.is_text_selected() => {
                    // What the caret stood in is gone: it is where the browser put it.
                    self.composition_aside(Desk::read_selection);
                }
                None => {}
            }
            self.move_composition();
            if self.composition.is_none() {
                self.show_selection();
            }
        }
        // What this person typed where somebody else moved the text has gone after it.
        let reunited = self.draft.take_reunited();
        if !reunited.is_empty() {
            self.after_change(reunited);
        }
    }

    fn is_text_selected(&self) -> bool {
        matches!(self.selection, Some((_, Selection::Text { .. })))
    }

    /// Selects in the browser what the model has selected, where the text has the focus.
    pub fn show_selection(&self) {
        let Some((field, selection)) = &self.selection else {
            return;
        };
        if let Some(view) = self.views.get(field)
            && view.has_focus()
        {
            dom_selection::write(&view.canvas, selection);
            view.reveal_caret();
        }
    }
}
