//! When the server does not take what this person wrote: the page goes on with what stands there, the
//! words stay on this device and in sight, and go out when this person may write again.

use super::{
    Later,
    desk::{Desk, new_draft},
};
use crate::{
    editor::browser,
    sync::{store::Kept, wire::Wire},
};
use leptos::prelude::*;
use model::{document::draft::Draft, proposal::FieldName};
use wasm_bindgen_futures::spawn_local;

/// What is known of a refusal.
#[derive(Default)]
pub struct Refused {
    /// Whether the fields still show a draft that was given up.
    pub renewing: bool,
    /// The text with the words that were not taken.
    draft: Option<Draft>,
}

impl Desk {
    /// The server does not take our text: what is shown must be what stands there.
    pub(super) fn start_over(&mut self) {
        self.read_back();
        self.composition = None;
        self.typing = None;
        let client = browser::client_id();
        let old = std::mem::replace(&mut self.draft, new_draft(client));
        // Refused once more before the server told its text: the first one has the words.
        self.refused.draft.get_or_insert(old);
        self.refused.renewing = true;
        self.wire = Wire::refused(client);
        self.peers_changed();
        self.paint.forget_threads();
        self.connect();
    }

    /// An earlier page kept words, and this person may not write now.
    pub(super) fn recall_refused(&mut self, kept: &Kept) {
        let mut old = new_draft(browser::client_id());
        let changes = kept.changes.iter().map(|(_, change)| change);
        for update in kept.document.iter().chain(changes) {
            // What cannot be read cannot be shown either; it stays kept.
            let _ = old.apply(update);
        }
        self.refused.draft = Some(old);
        self.refused.renewing = true;
        self.wire = Wire::refused(self.draft.client_id());
    }

    /// After starting over the fields are drawn as the server has them, and what is not among them
    /// is shown beside.
    pub(super) fn show_anew(&mut self) {
        if !std::mem::take(&mut self.refused.renewing) {
            return;
        }
        let fields: Vec<FieldName> = self.views.keys().cloned().collect();
        for field in fields {
            self.draft.open(&field);
            let projection = self.draft.projection(&field);
            if let Some(view) = self.views.get_mut(&field) {
                view.canvas.redraw(projection);
                view.chars = projection.chars() as isize;
                view.forget_mutations();
            }
            self.count(&field);
        }
        self.threads_changed();
        let words = self.refused_words();
        self.drafting.refused.set(words);
    }

    /// The paragraphs that the server does not have, as they were last seen here.
    fn refused_words(&mut self) -> String {
        let Some(old) = &mut self.refused.draft else {
            return String::new();
        };
        let fields = self
            .drafting
            .counts
            .with_untracked(|it| it.keys().cloned().collect::<Vec<_>>());
        let mut words = String::new();
        for field in fields {
            old.open(&field);
            self.draft.open(&field);
            let stands = self.draft.projection(&field);
            for block in old.projection(&field).textblocks() {
                let text = block.text();
                let is_there = stands.textblocks().any(|block| block.text() == text);
                if !is_there && !text.trim().is_empty() {
                    words.push_str(&text);
                    words.push('\n');
                }
            }
        }
        words
    }

    /// The role or the proposal's state changed: what was refused may be welcome now.
    pub(super) fn rights_may_be_back(&mut self) {
        if !self.wire.is_refused() || !self.drafting.may_edit() {
            return;
        }
        let (this, store) = (self.later(), self.timers.store.clone());
        spawn_local(async move {
            if let Some(store) = store {
                let kept = store.load().await.unwrap_or_default();
                take_back(&this, kept);
            }
        });
    }
}

fn take_back(this: &Later, kept: Kept) {
    this.with(|desk| {
        if !desk.wire.is_refused() || !desk.drafting.may_edit() {
            return;
        }
        let client = desk.draft.client_id();
        desk.wire = Wire::new(client);
        for (key, change) in kept.changes {
            desk.watch();
            if let Ok(changes) = desk.draft.apply(&change) {
                desk.foreign(&changes);
                desk.wire.recall(key, change);
            }
        }
        desk.refused.draft = None;
        desk.drafting.refused.set(String::new());
        desk.connect();
        desk.tell_save_state();
    });
}
