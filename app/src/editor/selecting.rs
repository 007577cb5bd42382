//! What the person has selected, from the browser to the model and on to the page.

use super::{
    browser,
    dom_selection::{self, Point},
    places,
    session::Desk,
    state::{Anchored, Note, Place, Selected},
};
use leptos::prelude::*;
use model::order::sort_short;
use model::{
    document::{
        anchor,
        position::{BlockId, Position, Range, Selection},
        projection::Projection,
        schema::BlockKind,
    },
    proposal::FieldName,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent, Node};

/// So far up from the bottom a phone's page has things of its own, and the system its handles.
const LOW_PX: f64 = 200.0;

impl Desk {
    /// `selectionchange`.
    pub fn selection_moved(&mut self) {
        if self.composition.is_some() {
            return self.read_selection();
        }
        // Keys that the browser handles by itself come here before their input is read.
        if self.typing.is_none()
            && !self.notice_selection()
            && self.drafting.selection.with_untracked(Option::is_some)
        {
            self.tell_selection();
        }
    }

    /// Takes the browser's selection over and tells about it if it is another one; whether it is. The
    /// browser's own event comes a task later, and would find nothing new.
    pub fn notice_selection(&mut self) -> bool {
        let before = self.selection.clone();
        self.read_selection();
        let moved = self.composition.is_none() && before != self.selection;
        if moved {
            self.stored_marks = None;
            self.follow_nobody();
            self.selection_changed();
        }
        moved
    }

    /// Takes the browser's selection over, when it is in a field.
    pub fn read_selection(&mut self) {
        let Some((anchor, head)) = dom_selection::read() else {
            return;
        };
        let Some(field) = self.field_at(&anchor.node) else {
            return;
        };
        let Some(view) = self.views.get(&field) else {
            return;
        };
        let projection = self.draft.projection(&field);
        let model = |point: &Point| {
            let shown = dom_selection::to_shown(&view.canvas, projection, point)?;
            Some(view.canvas.to_text(self.composed_position(shown)))
        };
        let (Some(start), Some(end)) = (model(&anchor), model(&head)) else {
            return;
        };
        let selection = match node_selected(view, projection, &anchor, &head) {
            Some(node) => Selection::Node(node),
            None if self.triple_click => unhang(projection, start, end),
            None => Selection::text(start, end),
        };
        self.selection = Some((field, selection));
    }

    /// The field that a node stands in.
    pub fn field_at(&self, node: &Node) -> Option<FieldName> {
        let inside = |view: &super::view::View| view.canvas.host.contains(Some(node));
        let found = self.views.iter().find(|(_, view)| inside(view));
        found.map(|(field, _)| field.clone())
    }

    /// Tells page and peers about the selection.
    pub fn selection_changed(&mut self) {
        self.refresh_toolbar();
        self.tell_selection();
        self.tell_presence();
        self.tell_comment();
        let field = self.selection.as_ref().map(|(field, _)| field.clone());
        if self
            .drafting
            .active_field
            .with_untracked(|known| *known != field)
        {
            self.drafting.active_field.set(field);
        }
    }

    /// Screen readers are told when the caret comes into commented words.
    fn tell_comment(&mut self) {
        let caret = self.selection.as_ref().filter(|(_, it)| it.is_caret());
        let thread = caret.and_then(|(field, it)| self.thread_at(field, it.head()?));
        if thread != self.caret_thread {
            self.caret_thread = thread;
            let found = thread.and_then(|id| self.drafting.thread(id));
            match found.map(|thread| thread.suggestion.is_some()) {
                Some(true) => self.tell(Note::SuggestionHere),
                Some(false) => self.tell(Note::CommentHere),
                None => {}
            }
        }
    }

    fn tell_selection(&self) {
        let selected = self.selected();
        if self
            .drafting
            .selection
            .with_untracked(|known| *known != selected)
        {
            self.drafting.selection.set(selected);
        }
    }

    fn selected(&self) -> Option<Selected> {
        let (field, selection) = self.selection.as_ref()?;
        let Selection::Text { anchor, head } = *selection else {
            return None;
        };
        // The words are selected only as long as the browser shows them so.
        let (start, _) = dom_selection::read()?;
        let view = self.views.get(field)?;
        if !view.canvas.host.contains(Some(&start.node)) {
            return None;
        }
        let range = self.projection(field).range(anchor, head)?;
        let words = words(self.projection(field), range);
        if words.trim().is_empty() {
            return None;
        }
        let from = dom_selection::to_dom(&view.canvas, range.from)?;
        let to = dom_selection::to_dom(&view.canvas, range.to)?;
        let column = places::column(&view.canvas.host);
        let seen = around(&places::between(&from, &to))?;
        Some(Selected {
            field: field.clone(),
            words,
            place: seen.within(column),
            low: seen.top + seen.height > browser::seen_height() - LOW_PX,
        })
    }

    /// `focus`.
    pub fn focus_changed(&mut self) {
        self.later().next_task(|desk| {
            desk.read_selection();
            desk.selection_changed();
        });
    }

    /// `blur`.
    pub fn blurred(&mut self) {
        self.end_composition();
        self.read_back();
        self.draft.undo_boundary();
        self.later().next_task(|desk| {
            desk.refresh_toolbar();
            desk.tell_presence();
        });
    }

    /// `click`: on commented words it makes their thread the active one.
    pub fn clicked(&mut self, field: &FieldName, event: &MouseEvent) {
        if self.triple_click {
            // What is typed next would take the start of the next block as well.
            self.notice_selection();
            self.show_selection();
        }
        if self.drafting.selection.with_untracked(Option::is_some) {
            return;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let position = browser::caret_from_point(x, y).and_then(|(node, offset)| {
            let view = self.views.get(field)?;
            dom_selection::to_model(
                &view.canvas,
                self.projection(field),
                &Point::new(node, offset),
            )
        });
        let thread = position.and_then(|position| self.thread_at(field, position));
        if self.drafting.active_thread.get_untracked() != thread {
            self.drafting.active_thread.set(thread);
        }
    }

    /// Keys that move between fields; within one the browser moves the caret by itself.
    pub fn move_by_key(&mut self, field: &FieldName, event: &KeyboardEvent) {
        let held = event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key();
        match event.key().as_str() {
            "Tab" => self.tab(field, event),
            "ArrowDown" | "ArrowRight" if !held => self.leave_field(field, event, 1),
            "ArrowUp" | "ArrowLeft" if !held => self.leave_field(field, event, -1),
            "F10" if event.alt_key() => to_the_tools(event),
            _ => {}
        }
    }

    fn leave_field(&mut self, field: &FieldName, event: &KeyboardEvent, step: isize) {
        self.read_back();
        self.notice_selection();
        let Some((_, Selection::Text { anchor, head })) = self.selection.clone() else {
            return;
        };
        let sideways = event.key() == "ArrowRight" || event.key() == "ArrowLeft";
        let step = match sideways && self.reads_leftwards(field, head.block) {
            true => -step,
            false => step,
        };
        if anchor != head || !self.at_edge(field, head, step, sideways) {
            return;
        }
        let Some(next) = self.neighbour(field, step) else {
            return;
        };
        event.prevent_default();
        self.caret_into(&next, step < 0);
    }

    /// Whether the text of a block goes from right to left: then so do the arrows.
    fn reads_leftwards(&self, field: &FieldName, block: BlockId) -> bool {
        let view = self.views.get(field);
        let element = view.and_then(|view| view.canvas.element(block));
        element.is_some_and(|element| element.matches(":dir(rtl)").unwrap_or_default())
    }

    /// Whether a step from here leads out of the field.
    fn at_edge(&self, field: &FieldName, at: Position, step: isize, sideways: bool) -> bool {
        let projection = self.projection(field);
        let beyond = match step {
            1 => projection.next_text(at.block),
            _ => projection.previous_text(at.block),
        };
        if beyond.is_some() {
            return false;
        }
        let units = projection.block(at.block).map_or(0, |block| block.units());
        let end = if step == 1 { units } else { 0 };
        if sideways || at.offset == end {
            return at.offset == end;
        }
        self.on_edge_line(field, at, Position::new(at.block, end))
    }

    /// Whether two places of a block stand on one line.
    fn on_edge_line(&self, field: &FieldName, at: Position, edge: Position) -> bool {
        let place = |position| {
            let point = dom_selection::to_dom(&self.views.get(field)?.canvas, position)?;
            places::caret(&point.node, point.offset)
        };
        match (place(at), place(edge)) {
            (Some(here), Some(there)) => (here.top - there.top).abs() < here.height / 2.0,
            _ => false,
        }
    }

    /// The field that stands next to this one on the page, if it may be edited.
    fn neighbour(&self, field: &FieldName, step: isize) -> Option<FieldName> {
        let mut fields: Vec<(f64, &FieldName)> = self
            .views
            .iter()
            .filter(|(_, view)| view.editable)
            .map(|(field, view)| (places::of(&view.canvas.host).top, field))
            .collect();
        sort_short(&mut fields, |a, b| a.0 < b.0);
        let index = fields.iter().position(|(_, name)| *name == field)?;
        let next = fields.get(index.checked_add_signed(step)?)?;
        Some(next.1.clone())
    }

    /// The selected words and where they stand, for a new thread.
    pub fn anchor_of_selection(&mut self) -> Option<Anchored> {
        self.end_composition();
        self.read_back();
        // The browser tells of a selection a task later: a key may come before.
        self.notice_selection();
        let (field, selection) = self.selection.clone()?;
        let anchor = anchor::make(&self.draft, &field, selection)?;
        Some(Anchored { field, anchor })
    }

    /// Shows a field and, where it may be edited, puts the caret into it.
    pub fn go_to_field(&mut self, field: &FieldName) {
        self.reveal(field, None);
        if self.is_editable(field) {
            self.caret_into(field, false);
        }
    }

    /// Gives the focus back to the text.
    pub fn focus_text(&mut self) {
        let field = self.selection.as_ref().map(|(field, _)| field.clone());
        if let Some(view) = field.and_then(|field| self.views.get(&field)) {
            view.focus();
        }
        self.show_selection();
        self.selection_changed();
    }

    /// Keeps in view where somebody else writes; asked again, no longer.
    pub fn follow(&mut self, client: u64) {
        let known = self.drafting.following.get_untracked();
        self.follow_nobody();
        if known != Some(client) {
            self.drafting.following.set(Some(client));
            self.schedule_paint();
        }
    }

    /// One goes one's own way again.
    pub fn follow_nobody(&mut self) {
        self.paint.forget_followed();
        if self.drafting.following.get_untracked().is_some() {
            self.drafting.following.set(None);
        }
    }

    /// Puts the caret at the start or at the end of a field.
    pub fn caret_into(&mut self, field: &FieldName, at_end: bool) {
        let projection = self.projection(field);
        let roots = projection.roots();
        let text = match at_end {
            true => roots.last().and_then(|last| projection.last_text(*last)),
            false => roots
                .first()
                .and_then(|first| projection.first_text(*first)),
        };
        let position =
            text.map(|block| Position::new(block.id, if at_end { block.units() } else { 0 }));
        if let Some(view) = self.views.get(field) {
            view.focus();
        }
        if let Some(position) = position {
            self.selection = Some((field.clone(), Selection::at(position)));
            self.show_selection();
        }
        self.selection_changed();
    }
}

/// The tool that the Tab key would stop at.
fn to_the_tools(event: &KeyboardEvent) {
    let tool = browser::document().query_selector("[role=toolbar] [tabindex='0']");
    let tool = tool.ok().flatten();
    if let Some(tool) = tool.and_then(|tool| tool.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = tool.focus();
    }
}

/// A rule that is all that is selected.
fn node_selected(
    view: &super::view::View,
    projection: &Projection,
    anchor: &Point,
    head: &Point,
) -> Option<BlockId> {
    if anchor.node != head.node || anchor.offset.abs_diff(head.offset) != 1 {
        return None;
    }
    let child = anchor
        .node
        .child_nodes()
        .item(anchor.offset.min(head.offset))?;
    let id = view.canvas.block_at(&child)?;
    let block = projection.block(id)?;
    matches!(block.kind, BlockKind::Rule | BlockKind::Table).then_some(id)
}

/// A triple click reaches into the next block: nothing of that is meant.
fn unhang(projection: &Projection, anchor: Position, head: Position) -> Selection {
    let hangs = anchor.block != head.block
        && head.offset == 0
        && projection.order(anchor, head) == Some(std::cmp::Ordering::Less);
    let previous = hangs
        .then(|| projection.previous_text(head.block))
        .flatten();
    let head = previous.map_or(head, |block| Position::new(block.id, block.units()));
    Selection::text(anchor, head)
}

/// The text of a range, one line a block.
pub fn words(projection: &Projection, range: Range) -> String {
    let blocks = projection.textblocks_between(range.from.block, range.to.block);
    let mut out = String::new();
    for id in blocks {
        let text: Vec<u16> = projection.text_of(id).encode_utf16().collect();
        let from = if id == range.from.block {
            range.from.offset as usize
        } else {
            0
        };
        let to = if id == range.to.block {
            range.to.offset as usize
        } else {
            text.len()
        };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&String::from_utf16_lossy(
            text.get(from..to.min(text.len())).unwrap_or_default(),
        ));
    }
    out
}

/// The smallest rectangle around all of them.
fn around(places: &[Place]) -> Option<Place> {
    let first = places.first()?;
    let bounds = places.iter().fold(*first, |bounds, place| {
        let left = bounds.left.min(place.left);
        let top = bounds.top.min(place.top);
        let right = (bounds.left + bounds.width).max(place.left + place.width);
        let bottom = (bounds.top + bounds.height).max(place.top + place.height);
        Place {
            left,
            top,
            width: right - left,
            height: bottom - top,
        }
    });
    Some(bounds)
}
