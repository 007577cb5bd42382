//! Document, selection and caret in one readable line, for tests.
//!
//! `<p>ab|c</p>` is a caret; `<p>a{b</p><p>c}|d</p>` a selection whose head is at its end, `|{` … `}`
//! one whose head is at its start. Blocks: `p h1…h6 pre quote ul ol li hr table tr td th`; inside
//! text: `br b i u s code` and `<a href>`. Attributes: `<ol 3>`, `<td 2x1>`, `<pre rust>`.

mod parse;
mod write;

pub use parse::{Parsed, parse};
pub use write::{write, write_nodes, write_selected};

use super::{
    draft::Draft,
    edit::{EditRefused, Op},
    position::Selection,
    projection::Projection,
};
use crate::proposal::FieldName;
use std::sync::Arc;

/// The field that tests write in.
pub fn field() -> FieldName {
    FieldName {
        section: crate::proposal::SectionKey("summary".to_owned()),
        language: crate::language::Language::En,
    }
}

/// A document with one field, and what is selected in it.
pub struct Sheet {
    pub draft: Draft,
    pub selection: Option<Selection>,
}

impl Sheet {
    /// A document of a client as a line says.
    pub fn of(client_id: u64, line: &str) -> Sheet {
        let parsed = parse(line);
        let mut draft = Draft::for_browser(client_id, Arc::new(|| 0));
        draft.plant(&field(), &parsed.nodes);
        draft.undo_boundary();
        let selection = parsed.selection(draft.projection(&field()));
        Sheet { draft, selection }
    }

    /// Another client's empty copy.
    pub fn copy(&self, client_id: u64) -> Sheet {
        let mut draft = Draft::for_browser(client_id, Arc::new(|| 0));
        let taken = draft.apply(&self.draft.whole());
        assert!(
            taken.is_ok(),
            "a copy takes what the original wrote: {taken:?}"
        );
        Sheet {
            draft,
            selection: None,
        }
    }

    /// The field as it is.
    pub fn projection(&self) -> &Projection {
        self.draft.projection(&field())
    }

    /// Carries out an operation on what is selected and checks what always holds.
    pub fn act(&mut self, op: &Op) -> Result<(), EditRefused> {
        let Some(selection) = self.selection else {
            return Err(EditRefused::NotHere);
        };
        let edited = self.draft.edit(&field(), op, selection)?;
        if let Some(selection) = edited.selection {
            self.selection = Some(selection);
        }
        self.check();
        Ok(())
    }

    /// Takes back the last step.
    pub fn undo(&mut self) -> Result<(), EditRefused> {
        let edited = self.draft.undo()?;
        self.selection = edited.selection.or(self.selection);
        self.check();
        Ok(())
    }

    /// Does it again.
    pub fn redo(&mut self) -> Result<(), EditRefused> {
        let edited = self.draft.redo()?;
        self.selection = edited.selection.or(self.selection);
        self.check();
        Ok(())
    }

    /// The projection equals a full rebuild.
    pub fn check(&self) {
        let rebuilt = self.draft.rebuilt(&field());
        assert!(
            *self.projection() == rebuilt,
            "the projection is not what the shared document says:\n{}\n{}",
            write(self.projection()),
            write(&rebuilt)
        );
    }

    /// The document without the selection.
    pub fn text(&self) -> String {
        write(self.projection())
    }

    /// The document and what is selected in it.
    pub fn line(&self) -> String {
        match self.selection {
            Some(selection) => write_selected(self.projection(), selection),
            None => self.text(),
        }
    }
}
