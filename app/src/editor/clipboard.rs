//! Copy, cut, paste and drop.
//!
//! Out goes semantic HTML with a word on how its ends fit, for ourselves and for editors built on
//! ProseMirror, and plain text. In comes what is ours, else HTML through an inert parser and a list of
//! what is allowed, else plain text.

pub(super) mod read;

use super::{
    browser, dom_selection, dom_selection::Point, link, second_file::second_file, session::Desk,
    state::Note,
};
use model::{
    document::{
        edit::Op,
        html, plain,
        position::{Position, Range, Selection, Side},
        projection::Slice,
        schema::{BlockKind, Link},
    },
    limits::PASTE_BYTES,
    proposal::FieldName,
};
use std::cell::Cell;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent};

/// Longer text is not taken.
const TEXT_BYTES: usize = 4 * 1024 * 1024;

thread_local! {
    /// Whether the next paste is asked to be without formatting.
    static PLAIN: Cell<bool> = const { Cell::new(false) };
}

/// The next paste comes without formatting.
pub fn next_is_plain(plain: bool) {
    PLAIN.set(plain);
}

impl Desk {
    /// `copy`.
    pub fn copy(&mut self, field: &FieldName, event: &ClipboardEvent) {
        self.read_back();
        self.notice_selection();
        if let Some((slice, data)) = self.selected_slice(field).zip(event.clipboard_data()) {
            put(&data, &slice);
            event.prevent_default();
        }
    }

    /// The selected words, or the rule or table that is selected whole.
    fn selected_slice(&self, field: &FieldName) -> Option<Slice> {
        if let Some((name, Selection::Node(id))) = &self.selection
            && name == field
        {
            let nodes = vec![self.projection(field).node(*id)?];
            return Some(Slice {
                nodes,
                open_start: 0,
                open_end: 0,
            });
        }
        let range = self.selected_range(field)?;
        Some(self.projection(field).slice(range))
    }

    /// `cut`.
    pub fn cut(&mut self, field: &FieldName, event: &ClipboardEvent) {
        self.end_composition();
        self.copy(field, event);
        if self.is_editable(field) {
            self.delete_selection();
        }
        event.prevent_default();
    }

    fn selected_range(&self, field: &FieldName) -> Option<Range> {
        let (name, selection) = self.selection.as_ref()?;
        let Selection::Text { anchor, head } = *selection else {
            return None;
        };
        let range = self.projection(name).range(anchor, head)?;
        (!range.is_empty() && name == field).then_some(range)
    }

    /// `paste`.
    pub fn paste(&mut self, field: &FieldName, event: &ClipboardEvent) {
        let plain = PLAIN.replace(false);
        event.prevent_default();
        if !self.is_editable(field) {
            return;
        }
        self.end_composition();
        self.read_back();
        self.read_selection();
        if let Some(data) = event.clipboard_data() {
            self.take_in(field, &data, plain);
        }
    }

    fn take_in(&mut self, field: &FieldName, data: &DataTransfer, plain: bool) {
        let text = data.get_data("text/plain").unwrap_or_default();
        if text.len() > TEXT_BYTES {
            return;
        }
        let html = data.get_data("text/html").unwrap_or_default();
        let formatted = !plain && !html.is_empty() && html.len() <= PASTE_BYTES;
        self.insert(field, text, formatted.then_some(html));
    }

    /// What was pasted or dropped: as HTML where there is some and its blocks can stand there, else as text.
    fn insert(&mut self, field: &FieldName, text: String, html: Option<String>) {
        let html = html.filter(|_| !self.suggests() && !self.in_code(field));
        let slice = match (html, second_file()) {
            (Some(html), Some(second_file)) => (second_file.pasted)(&html),
            (Some(html), None) => {
                let field = field.clone();
                let later = Box::new(move |desk: &mut Desk| desk.insert(&field, text, Some(html)));
                return self.until_second_file.push(later);
            }
            (None, _) => None,
        };
        self.draft.undo_boundary();
        self.begin(field);
        let lines = text.trim_end_matches(['\r', '\n']);
        if self.suggests() {
            return self.type_lines(None, lines);
        }
        if let Some(slice) = slice {
            self.edit(&Op::InsertSlice(slice));
        } else if !self.link_selected_words(field, &text) {
            self.type_lines(None, lines);
        }
        self.draft.undo_boundary();
    }

    fn in_code(&self, field: &FieldName) -> bool {
        let head = self
            .selection
            .as_ref()
            .and_then(|(_, selection)| selection.head());
        let block = head.and_then(|head| self.projection(field).block(head.block));
        block.is_some_and(|block| matches!(block.kind, BlockKind::CodeBlock { .. }))
    }

    /// An address that is pasted over words makes a link of them.
    fn link_selected_words(&mut self, field: &FieldName, text: &str) -> bool {
        let address = text.trim();
        let is_address = address.starts_with("http://") || address.starts_with("https://");
        if !is_address
            || address.contains(char::is_whitespace)
            || self.selected_range(field).is_none()
        {
            return false;
        }
        let link = link::meant(address).map(Link::to);
        link.is_some_and(|link| self.edit(&Op::SetLink(Some(link))))
    }

    /// `drop`: words of the text move there, anything else comes in as if pasted.
    pub fn dropped(&mut self, field: &FieldName, event: &DragEvent) {
        event.prevent_default();
        let Some(data) = event.data_transfer().filter(|_| self.is_editable(field)) else {
            return;
        };
        self.end_composition();
        self.read_back();
        let copies = match browser::platform().mac {
            true => event.alt_key(),
            false => event.ctrl_key(),
        };
        // They are still selected, wherever others brought them in the meantime.
        let taken = self.dragged.take().filter(|_| !copies);
        let taken = taken.and_then(|source| Some((self.selected_range(&source)?, source)));
        self.begin(field);
        let Some(place) = self.place_under(field, event) else {
            return;
        };
        match taken {
            Some(_) if self.suggests() => self.tell(Note::NotSuggested),
            Some((range, source)) => self.move_words(&source, range, field, place),
            None => {
                self.selection = Some((field.clone(), Selection::at(place)));
                self.take_in(field, &data, false);
            }
        }
        if let Some(view) = self.views.get(field) {
            view.focus();
        }
        self.show_selection();
    }

    fn place_under(&self, field: &FieldName, event: &DragEvent) -> Option<Position> {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let (node, offset) = browser::caret_from_point(x, y)?;
        let view = self.views.get(field)?;
        let point = Point::new(node, offset);
        dom_selection::to_model(&view.canvas, self.projection(field), &point)
    }

    /// Within a field or into another, in one step of the history.
    fn move_words(&mut self, source: &FieldName, range: Range, field: &FieldName, place: Position) {
        if source == field && inside(self, field, range, place) {
            return;
        }
        let slice = self.projection(source).slice(range);
        let held = self.draft.relative(field, place, Side::Before);
        self.draft.undo_as_one(true);
        self.selection = Some((source.clone(), Selection::text(range.from, range.to)));
        self.edit(&Op::Delete(range));
        let place = held
            .and_then(|held| self.draft.absolute(&held))
            .map_or(place, |(_, place)| place);
        self.selection = Some((field.clone(), Selection::at(place)));
        self.edit(&Op::InsertSlice(slice));
        self.draft.undo_as_one(false);
    }

    /// `dragstart`: remembers which words are taken along.
    pub fn drag_starts(&mut self, field: &FieldName, event: &DragEvent) {
        self.read_back();
        self.notice_selection();
        let range = self.selected_range(field);
        if let Some((range, data)) = range.zip(event.data_transfer()) {
            put(&data, &self.projection(field).slice(range));
            self.dragged = self.is_editable(field).then(|| field.clone());
        }
    }
}

fn inside(desk: &Desk, field: &FieldName, range: Range, place: Position) -> bool {
    let projection = desk.projection(field);
    let after = projection
        .order(range.from, place)
        .is_some_and(|order| order.is_le());
    after
        && projection
            .order(place, range.to)
            .is_some_and(|order| order.is_le())
}

fn put(data: &DataTransfer, slice: &Slice) {
    let _ = data.set_data("text/html", &html::of_slice(slice));
    let _ = data.set_data("text/plain", &plain::of_nodes(&slice.nodes));
}
