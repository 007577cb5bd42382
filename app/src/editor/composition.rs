//! Input methods, dead keys, and phones, where everything is a composition.
//!
//! A block that is composed in is never written by us: the browser would lose the letters under way.
//! What is composed goes into the model at once, found by comparing with how the block read before;
//! what others do to the block meanwhile is shown when the composition is over.

use super::{
    browser,
    decide::Act,
    diff::{First, Splice, splice},
    dom_selection, input, leaves,
    session::Desk,
    state::Note,
};
use model::{
    document::{
        draft::Changes,
        edit::Op,
        position::{BlockId, Position, Range, Selection},
        projection::Block,
        schema::Marks,
    },
    proposal::FieldName,
};

/// A composition under way.
pub struct Composition {
    pub field: FieldName,
    block: BlockId,
    /// The block's text in the DOM when it was last compared.
    shadow: String,
    /// What changed in the block beside what was composed since the composition began, oldest first:
    /// by others, whose letters never part those composed here, or because of suggestions.
    pub(super) foreign: Vec<(Splice, First)>,
    /// Marks chosen before the composition, which its letters get.
    marks: Option<Marks>,
    /// Told to be over; the browser may still send its last input.
    ending: bool,
}

/// What was asked for during a composition and waits for its end.
pub struct Asked {
    pub field: FieldName,
    pub act: Act,
    pub data: Option<String>,
}

impl Desk {
    /// The block that must not be written now.
    pub fn composing_in(&self, field: &FieldName) -> Option<BlockId> {
        let composition = self.composition.as_ref()?;
        (composition.field == *field).then_some(composition.block)
    }

    /// `compositionstart`.
    pub fn composition_starts(&mut self, field: &FieldName) {
        self.end_composition();
        if !self.is_editable(field) {
            return;
        }
        self.read_back();
        self.read_selection();
        self.clear_the_way(field);
        let marks = self.stored_marks.take();
        self.compose_at_caret(field, marks);
    }

    fn compose_at_caret(&mut self, field: &FieldName, marks: Option<Marks>) {
        let Some((_, Selection::Text { head, .. })) = self.selection.clone() else {
            return;
        };
        let Some((_, shadow, _)) = self.texts(field, head.block) else {
            return;
        };
        self.composition = Some(Composition {
            field: field.clone(),
            block: head.block,
            shadow,
            foreign: Vec::new(),
            marks,
            ending: false,
        });
    }

    /// Does something as if nothing were composed.
    pub fn composition_aside(&mut self, act: impl FnOnce(&mut Desk)) {
        let composition = self.composition.take();
        act(self);
        self.composition = composition;
    }

    /// Somebody took away the block that is composed in, or moved the text in it: the composition goes
    /// on where the caret is now.
    pub fn move_composition(&mut self) {
        let caret = match &self.selection {
            Some((field, Selection::Text { head, .. })) => Some((field, head.block)),
            _ => None,
        };
        let left = self.composition.take_if(|composition| {
            let elsewhere = |(field, block): (&FieldName, BlockId)| {
                *field == composition.field && block != composition.block
            };
            let projection = self.draft.projection(&composition.field);
            projection.block(composition.block).is_none() || caret.is_some_and(elsewhere)
        });
        if let Some(Composition {
            field,
            block,
            marks,
            ..
        }) = left
        {
            let projection = self.draft.projection(&field);
            if let Some(view) = self.views.get_mut(&field) {
                view.canvas.refresh(projection, block);
                view.forget_mutations();
            }
            self.paint.redrawn(block);
            self.schedule_paint();
            self.show_selection();
            self.compose_at_caret(&field, marks);
        }
    }

    /// A composition over several blocks, or a whole one, would leave the browser's idea of joining them.
    fn clear_the_way(&mut self, field: &FieldName) {
        self.begin(field);
        let Some((_, Selection::Text { anchor, head })) = self.selection.clone() else {
            if self.suggests() {
                return;
            }
            let text = String::new();
            self.edit(&Op::InsertText { text, marks: None });
            return;
        };
        if anchor.block != head.block && self.suggests() {
            // What goes over blocks cannot be suggested: what is composed stands at the caret.
            self.selection = Some((field.clone(), Selection::at(head)));
            self.show_selection();
            self.tell(Note::NotSuggested);
        } else if anchor.block != head.block
            && let Some(range) = self.projection(field).range(anchor, head)
        {
            self.edit(&Op::Delete(range));
        }
    }

    /// Brings the model in step with what was composed so far.
    pub fn read_composition(&mut self) {
        let Some((field, block)) = self
            .composition
            .as_ref()
            .map(|it| (it.field.clone(), it.block))
        else {
            return;
        };
        let Some((_, new, caret)) = self.texts(&field, block) else {
            return;
        };
        let Some(composition) = &mut self.composition else {
            return;
        };
        let change = splice(&composition.shadow, &new, caret);
        composition.shadow = new;
        if change.is_empty() {
            return;
        }
        let change = behind_all(&mut composition.foreign, change);
        let marks = composition.marks.clone();
        let before = self.shown_text(&field, block);
        if self.suggests() {
            self.suggest_typed(&field, block, &change);
        } else if let Some(view) = self.views.get(&field) {
            let range = view.canvas.text_range(block, change.from, change.to);
            self.composed(&field, range, input::clean(&change.text), marks);
        }
        self.allow_for_suggestions(&field, block, &before, &change);
    }

    /// What is shown now may be other than what the browser wrote: letters that are suggested to go stay,
    /// letters typed among suggested ones stand beside them. It is shown after the composition, like what
    /// others do.
    fn allow_for_suggestions(
        &mut self,
        field: &FieldName,
        block: BlockId,
        before: &str,
        change: &Splice,
    ) {
        let now = self.shown_text(field, block);
        let written = change.made_in(before);
        if let Some(composition) = &mut self.composition
            && written != now
        {
            let change = splice(&written, &now, None);
            composition.foreign.push((change, First::Theirs));
        }
    }

    /// The text of a block as it is shown.
    pub fn shown_text(&self, field: &FieldName, block: BlockId) -> String {
        let shown = self.views.get(field).and_then(|it| it.canvas.shown(block));
        let spans = || self.projection(field).block(block).map(Block::spans);
        shown.map_or_else(
            || leaves::model_text(spans().unwrap_or_default()),
            leaves::shown_text,
        )
    }

    fn composed(&mut self, field: &FieldName, range: Range, text: String, marks: Option<Marks>) {
        let selection = match &self.selection {
            Some((name, selection)) if name == field => *selection,
            _ => Selection::at(range.from),
        };
        let op = match (text.is_empty(), marks) {
            (true, _) => Op::Delete(range),
            (false, None) => Op::Replace { range, text },
            (false, marks) => {
                let typed = Selection::text(range.from, range.to);
                return self.composed_with(field, typed, Op::InsertText { text, marks });
            }
        };
        self.composed_with(field, selection, op);
    }

    fn composed_with(&mut self, field: &FieldName, selection: Selection, op: Op) {
        let Ok(edited) = self.draft.edit(field, &op, selection) else {
            return;
        };
        if let Some(after) = edited.selection {
            self.selection = Some((field.clone(), after));
        }
        self.paint.follow_edit(&self.draft, &edited);
        self.show(&edited.changes);
        self.after_change(edited.update);
    }

    /// How the block that is composed in was shown before others changed it, if they did.
    pub fn composed_text(&self, changes: &Changes) -> Option<(FieldName, BlockId, String)> {
        let Composition { field, block, .. } = self.composition.as_ref()?;
        let change = changes.field(field)?;
        let before = change.dirty.iter().find(|dirty| dirty.id == *block)?;
        let shown = self.views.get(field).and_then(|it| it.canvas.shown(*block));
        let text = match shown {
            Some(runs) => leaves::shown_text(runs),
            None => leaves::model_text(before.spans()),
        };
        Some((field.clone(), *block, text))
    }

    /// `compositionend`. The last input may come before it (Chrome) or after it (Firefox).
    pub fn composition_ends(&mut self) {
        if let Some(composition) = &mut self.composition {
            composition.ending = true;
            self.later().next_task(|desk| {
                if desk.composition.as_ref().is_some_and(|it| it.ending) {
                    desk.end_composition();
                }
            });
        }
    }

    /// Takes in the last letters, shows everything that waited, and does what was asked for meanwhile.
    pub fn end_composition(&mut self) {
        self.close_composition();
        if let Some(Asked { field, act, data }) = self.asked.take() {
            self.act(&field, act, None, data);
        }
    }

    /// An act during a composition: the composition's last letters may still come in this task, so the
    /// act follows in the next one, or before the next input if that is sooner.
    pub fn ask_after_composition(&mut self, asked: Asked) {
        self.asked = Some(asked);
        self.later().next_task(|desk| {
            desk.end_asked();
        });
    }

    /// Ends the composition if an act waits for its end; says whether one did.
    pub fn end_asked(&mut self) -> bool {
        let waits = self.asked.is_some();
        if waits {
            self.end_composition();
        }
        waits
    }

    fn close_composition(&mut self) {
        self.read_composition();
        let Some(Composition { field, block, .. }) = self.composition.take() else {
            return;
        };
        self.composed_ms = browser::now_ms();
        self.draft.undo_boundary();
        let place = self.selection.clone();
        let projection = self.draft.projection(&field);
        if let Some(view) = self.views.get_mut(&field) {
            view.canvas.refresh(projection, block);
            view.forget_mutations();
            if let Some((_, selection)) = place.filter(|(name, _)| *name == field)
                && view.has_focus()
            {
                dom_selection::write(&view.canvas, &selection);
            }
        }
        self.paint.redrawn(block);
        self.schedule_paint();
        // Where the block was taken away meanwhile, the browser went on in another one.
        self.read_selection();
        if let Some((name, Selection::Text { head, .. })) = self.selection.clone()
            && head.block != block
        {
            self.read_block(&name, head.block);
        }
        self.selection_changed();
    }

    /// Whether a composition ended just now.
    pub fn composed_within(&self, ms: f64) -> bool {
        browser::now_ms() - self.composed_ms < ms
    }

    /// Where the caret stands in the DOM of the composing block, as the model counts.
    pub fn composed_position(&self, place: Position) -> Position {
        match &self.composition {
            Some(composition) if composition.block == place.block => {
                let offset = composition
                    .foreign
                    .iter()
                    .fold(place.offset, |at, (it, tie)| it.map(at, *tie));
                Position::new(place.block, offset)
            }
            _ => place,
        }
    }
}

/// A change of the text that others have changed already; from here on theirs lie behind it.
fn behind_all(foreign: &mut Vec<(Splice, First)>, mut ours: Splice) -> Splice {
    for (theirs, tie) in std::mem::take(foreign) {
        let parts = theirs.around(&ours, tie).into_iter();
        foreign.extend(parts.map(|part| (part, tie)));
        ours = ours.behind(&theirs, tie);
    }
    ours
}
