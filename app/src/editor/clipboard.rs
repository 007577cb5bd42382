//! Copy, cut, paste and drop.

use super::session::Desk;
use model::{document::position::Selection, proposal::FieldName};
use web_sys::{ClipboardEvent, DragEvent};

impl Desk {
    /// `copy`.
    pub fn copy(&mut self, field: &FieldName, event: &ClipboardEvent) {
        self.read_back();
        self.read_selection();
        let Some(text) = self.selected_text(field) else {
            return;
        };
        if let Some(data) = event.clipboard_data() {
            let _ = data.set_data("text/plain", &text);
            event.prevent_default();
        }
    }

    /// `cut`.
    pub fn cut(&mut self, field: &FieldName, event: &ClipboardEvent) {
        self.copy(field, event);
        if self.is_editable(field) {
            self.delete_selection();
        }
    }

    /// `paste`.
    pub fn paste(&mut self, field: &FieldName, event: &ClipboardEvent) {
        event.prevent_default();
        if !self.is_editable(field) {
            return;
        }
        self.end_composition();
        self.read_back();
        self.read_selection();
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/plain").ok());
        if let Some(text) = text {
            self.type_lines(None, &text);
        }
    }

    /// `drop`.
    pub fn dropped(&mut self, _: &FieldName, event: &DragEvent) {
        event.prevent_default();
    }

    fn selected_text(&self, field: &FieldName) -> Option<String> {
        let (name, selection) = self.selection.as_ref()?;
        let Selection::Text { anchor, head } = *selection else {
            return None;
        };
        let range = self
            .projection(name)
            .range(anchor, head)
            .filter(|range| !range.is_empty() && name == field)?;
        Some(super::selecting::words(self.projection(name), range))
    }
}
