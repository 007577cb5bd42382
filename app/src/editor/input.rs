//! What the browser is about to type and what it has typed.
//!
//! Inside one block it may: the text of the DOM afterwards is compared with the model and the
//! difference becomes an operation. Everything that changes structure is taken from it before it
//! happens and done by the model. The table is pure and stands in `decide`.

use super::{
    browser,
    decide::{Act, Decision, InputContext, decide},
    diff::{Splice, splice},
    dom_selection::{self, Point},
    keys, leaves,
    session::Desk,
    state::Note,
};
use model::{
    document::{
        edit::Op,
        position::{BlockId, Position, Range, Selection},
        projection::{Block, Projection, Span},
    },
    proposal::FieldName,
};
use web_sys::InputEvent;

/// Chrome sometimes sends no `input` after a `beforeinput`.
const WATCHDOG_MS: u32 = 30;

/// A block that the browser was let type in.
#[derive(Clone)]
pub struct Typing {
    pub field: FieldName,
    pub block: BlockId,
}

/// `beforeinput`: lets it happen, or does it in the model.
pub fn before(desk: &mut Desk, field: &FieldName, event: &InputEvent) {
    if !desk.is_editable(field) {
        return event.prevent_default();
    }
    // An act that waited changes the text under this input: the browser's idea of its place is old.
    let late = desk.end_asked();
    let composing = desk.composition.is_some();
    if !composing {
        desk.read_back();
        desk.read_selection();
    }
    let kind = event.input_type();
    let data = data_of(event);
    let target = if late {
        selected(desk, field)
    } else {
        target(desk, field, event)
    };
    let target = target.map(|range| within_line(&kind, desk.projection(field), range));
    desk.deletes_forward = kind.starts_with("delete") && kind.ends_with("Forward");
    if desk.suggests() && !composing && desk.projection(field).is_empty() {
        event.prevent_default();
        return desk.tell(Note::NothingToSuggestTo);
    }
    let replaces = |range: &Range| !range.is_empty() && range.from.block == range.to.block;
    if desk.suggests()
        && !composing
        && kind == "insertText"
        && target.as_ref().is_some_and(replaces)
    {
        // What is typed over words stands behind all of them, also where it begins like them.
        event.prevent_default();
        return desk.perform(field, Act::Type, target, data);
    }
    let facts = facts(desk, field, target, composing);
    let shift = keys::shift_is_held();
    match decide(&kind, data.as_deref(), &facts, shift) {
        Decision::Pass if late && kind == "insertText" => {
            event.prevent_default();
            desk.perform(field, Act::Type, target, data);
        }
        Decision::Pass => pass(desk, field, target),
        Decision::Refuse => event.prevent_default(),
        Decision::Do(act) => {
            event.prevent_default();
            desk.perform(field, act, target, data);
        }
    }
}

fn data_of(event: &InputEvent) -> Option<String> {
    event
        .data()
        .or_else(|| event.data_transfer()?.get_data("text/plain").ok())
}

/// What is deleted up to an end of the line ends with the block. Chrome names the end of the block before
/// it, or the start of the next one.
fn within_line(kind: &str, projection: &Projection, range: Range) -> Range {
    let Range { from, to } = range;
    let end = projection.block(from.block).map_or(0, Block::units);
    let over = from.block != to.block;
    if over && to.offset > 0 && kind.contains("LineBackward") {
        return Range::within(to.block, 0, to.offset);
    }
    if over && to.offset == 0 && from.offset < end && kind.contains("LineForward") {
        return Range::within(from.block, from.offset, end);
    }
    range
}

/// What the browser means to change, else what is selected. Over a rule or a table that is selected
/// whole, it means the texts in and around it.
fn target(desk: &Desk, field: &FieldName, event: &InputEvent) -> Option<Range> {
    if let Some((_, Selection::Node(_))) = desk.selection {
        return None;
    }
    let view = desk.views.get(field)?;
    let projection = desk.projection(field);
    let model =
        |node, offset| dom_selection::to_model(&view.canvas, projection, &Point::new(node, offset));
    let hinted = browser::target_range(event).and_then(|(start, from, end, to)| {
        let (start, end) = (model(start, from)?, model(end, to)?);
        projection.range(start, end)
    });
    hinted.or_else(|| selected(desk, field))
}

fn selected(desk: &Desk, field: &FieldName) -> Option<Range> {
    match desk.selection.as_ref().filter(|(name, _)| name == field)?.1 {
        Selection::Text { anchor, head } => desk.projection(field).range(anchor, head),
        _ => None,
    }
}

fn facts(desk: &Desk, field: &FieldName, target: Option<Range>, composing: bool) -> InputContext {
    let projection = desk.projection(field);
    let selection = selected(desk, field);
    let within = |range: &Range| range.from.block == range.to.block;
    let block = target.and_then(|range| projection.block(range.from.block));
    let units = block.map_or(0, |block| block.units());
    let inside = target.filter(within);
    let caret = selection.filter(Range::is_empty).map(|range| range.from);
    let ends = desk.shown_ends(field).unwrap_or_default();
    InputContext {
        composing,
        one_block: inside.is_some() && selection.is_none_or(|range| within(&range)),
        is_caret: selection.is_none_or(|range| range.is_empty()),
        at_start: caret.is_some_and(|caret| caret.offset == 0) && !ends.before,
        at_end: !ends.behind
            && caret.is_some_and(|caret| {
                projection
                    .block(caret.block)
                    .is_some_and(|block| caret.offset == block.units())
            }),
        takes_all: inside
            .is_some_and(|range| units > 0 && range.from.offset == 0 && range.to.offset == units),
        takes_break: block
            .zip(inside)
            .is_some_and(|(block, range)| has_break(block.spans(), range)),
        stored_marks: desk.stored_marks.is_some(),
        no_text: projection.is_empty(),
    }
}

fn has_break(spans: &[Span], range: Range) -> bool {
    let mut at = 0;
    spans.iter().any(|span| {
        let start = at;
        at += span.units();
        *span == Span::Break && start < range.to.offset && at > range.from.offset
    })
}

fn pass(desk: &mut Desk, field: &FieldName, target: Option<Range>) {
    let selected = selected(desk, field);
    let Some(range) = target.or(selected) else {
        return;
    };
    desk.typing = Some(Typing {
        field: field.clone(),
        block: range.from.block,
    });
    desk.later().after(WATCHDOG_MS, |desk| {
        if desk.composition.is_none() {
            desk.read_back();
        }
    });
}

/// `input`: reads what the browser has made of it.
pub fn after(desk: &mut Desk, event: &InputEvent) {
    if desk.composition.is_some() || event.is_composing() {
        desk.read_composition();
        if !event.is_composing() {
            // Chrome ends a composition silently when its text was taken away.
            desk.composition_ends();
        }
    } else {
        desk.read_back();
    }
}

impl Desk {
    /// Brings the model in step with what was typed into the DOM.
    pub fn read_back(&mut self) {
        if self.composition.is_some() {
            return self.read_composition();
        }
        if let Some(typing) = self.typing.take() {
            self.read_block(&typing.field, typing.block);
        }
    }

    /// Compares a block in the DOM with the model; the difference becomes an operation.
    pub fn read_block(&mut self, field: &FieldName, block: BlockId) {
        let Some((old, new, caret)) = self.texts(field, block) else {
            return;
        };
        let change = splice(&old, &new, caret);
        if !change.is_empty() {
            self.take_in_typed(field, block, &change, caret);
        }
        self.redraw_block(field, block);
    }

    fn take_in_typed(
        &mut self,
        field: &FieldName,
        block: BlockId,
        change: &Splice,
        caret: Option<u32>,
    ) {
        if self.suggests() {
            return self.suggest_typed(field, block, change);
        }
        let Some(view) = self.views.get(field) else {
            return;
        };
        let range = view.canvas.text_range(block, change.from, change.to);
        let text = clean(&change.text);
        if range.is_empty() && text.is_empty() {
            // What somebody suggests to insert is not taken away by a key.
            return self.tell(Note::NotInText);
        }
        // Among suggestions the operation knows better where the caret is.
        let caret = caret.filter(|_| view.canvas.shown(block).is_none());
        let caret = caret.map(|caret| Position::new(block, caret));
        self.typed(field, range, text, caret);
    }

    /// The block's text as it is shown and as it stands in the DOM, and the caret in the latter.
    pub fn texts(
        &self,
        field: &FieldName,
        block: BlockId,
    ) -> Option<(String, String, Option<u32>)> {
        let view = self.views.get(field)?;
        let projection = self.projection(field);
        let old = match view.canvas.shown(block) {
            Some(runs) => leaves::shown_text(runs),
            None => leaves::model_text(projection.block(block)?.spans()),
        };
        let new = leaves::text(&leaves::read(&view.canvas.content(block)?));
        let caret = dom_selection::read().and_then(|(_, head)| {
            let place = dom_selection::to_shown(&view.canvas, projection, &head)?;
            (place.block == block).then_some(place.offset)
        });
        Some((old, new, caret))
    }

    fn typed(&mut self, field: &FieldName, range: Range, text: String, caret: Option<Position>) {
        let before = self.selection.clone().filter(|(name, _)| name == field);
        let selection = before.map_or(Selection::at(range.from), |(_, selection)| selection);
        let op = match text.is_empty() {
            true => Op::Delete(range),
            false => Op::Replace { range, text },
        };
        let Ok(edited) = self.draft.edit(field, &op, selection) else {
            return;
        };
        let after = caret.map(Selection::at).or(edited.selection);
        if let Some(after) = after {
            self.selection = Some((field.clone(), after));
        }
        self.paint.follow_edit(&self.draft, &edited);
        self.show(&edited.changes);
        self.after_change(edited.update);
    }

    /// Puts right what the browser left otherwise than we draw it.
    fn redraw_block(&mut self, field: &FieldName, block: BlockId) {
        let projection = self.draft.projection(field);
        if let Some(view) = self.views.get_mut(field) {
            view.canvas.refresh(projection, block);
            view.forget_mutations();
        }
        self.paint.redrawn(block);
        self.schedule_paint();
        if let Some((name, selection)) = &self.selection
            && name == field
            && let Some(view) = self.views.get(field)
            && view.has_focus()
            && self.composition.is_none()
        {
            dom_selection::write(&view.canvas, selection);
        }
    }
}

/// What a browser puts into text that nobody typed.
pub fn clean(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|c| *c != leaves::BREAK && *c != '\u{feff}' && *c != '\r');
    kept.collect()
}
