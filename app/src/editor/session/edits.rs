//! Changes of the document, by this person and by others, and everything that follows from them.

use super::desk::Desk;
use crate::editor::{dom_selection, state::SaveState};
use leptos::prelude::*;
use model::{
    document::{
        draft::{Changes, Edited},
        edit::Op,
        position::{Selection, Side},
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
        self.wire.change(update);
        self.send_fresh();
        self.tell_save_state();
        self.selection_changed();
    }

    /// Draws what changed.
    pub fn show(&mut self, changes: &Changes) {
        for change in &changes.fields {
            let spared = self.composing_in(&change.field);
            if let Some(view) = self.views.get_mut(&change.field) {
                view.canvas
                    .patch(self.draft.projection(&change.field), change, spared);
                view.forget_mutations();
            }
            self.count(&change.field);
        }
        self.schedule_paint();
    }

    /// Takes in what others wrote.
    pub fn foreign(&mut self, before: Option<Sticky>, changes: &Changes) {
        self.paint.follow(&self.draft, changes);
        self.follow_composition(changes);
        self.show(changes);
        let Some(before) = before.filter(|before| changes.field(&before.field).is_some()) else {
            return;
        };
        match self.unstick(&before) {
            Some(selection) => self.selection = Some((before.field, selection)),
            // What the caret stood in is gone: it is where the browser put it.
            None => self.composition_aside(Desk::read_selection),
        }
        self.move_composition();
        if self.composition.is_none() {
            self.show_selection();
        }
    }

    /// The selection in a form that survives what others do.
    pub fn sticky(&self) -> Option<Sticky> {
        let (field, selection) = self.selection.as_ref()?;
        let Selection::Text { anchor, head } = *selection else {
            return None;
        };
        let at = |position| self.draft.relative(field, position, Side::Before);
        Some(Sticky {
            field: field.clone(),
            anchor: at(anchor)?,
            head: at(head)?,
        })
    }

    fn unstick(&self, sticky: &Sticky) -> Option<Selection> {
        let (_, anchor) = self.draft.absolute(&sticky.anchor)?;
        let (_, head) = self.draft.absolute(&sticky.head)?;
        Some(Selection::text(anchor, head))
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

    /// Tells the page how safe the text is.
    pub fn tell_save_state(&self) {
        let state: SaveState = self.wire.save_state();
        if self.drafting.save_state.get_untracked() != state {
            self.drafting.save_state.set(state);
        }
    }
}

/// A selection as relative positions.
pub struct Sticky {
    pub field: FieldName,
    pub anchor: String,
    pub head: String,
}
