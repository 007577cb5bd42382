//! When the server does not take what this person wrote: the draft is put aside with every change that
//! waits, the page goes on with what stands on the server, and the words are in sight. When this
//! person may write again, the draft that was put aside takes in what others wrote and goes on, as
//! after a time without a connection.

use super::desk::{Desk, new_draft};
use crate::{
    editor::browser,
    sync::{store::Kept, wire::Wire},
};
use leptos::prelude::*;
use model::{
    document::{draft::Draft, projection::Block},
    proposal::FieldName,
    sync::guard::{self, Ranges},
};

/// What is known of a refusal.
#[derive(Default)]
pub struct RefusedWords {
    /// Whether the fields still show a draft that was put aside.
    pub renewing: bool,
    aside: Option<Aside>,
}

/// A draft with changes that were not taken. All of them stand in this one draft, so they keep their
/// order whatever happens to the text meanwhile.
struct Aside {
    draft: Draft,
    wire: Wire,
}

impl RefusedWords {
    /// Whether words wait until this person may write again.
    pub fn is_waiting(&self) -> bool {
        self.aside.is_some()
    }

    /// A change of a draft that was put aside arrived on this device, or never will.
    pub fn kept(&mut self, key: &str, arrived: bool) {
        if let Some(aside) = &mut self.aside {
            aside.wire.kept(key, arrived);
        }
    }
}

impl Desk {
    /// The text may not be changed now: what is shown must be what stands on the server.
    pub(super) fn put_aside(&mut self) {
        self.read_back();
        self.composition = None;
        self.asked = None;
        self.typing = None;
        if self.wire.unsaved() == 0 || self.refused.is_waiting() {
            return;
        }
        let client = browser::client_id();
        let draft = std::mem::replace(&mut self.draft, new_draft(client));
        let mut wire = Wire::new(client);
        wire.go_on_from(&mut self.wire);
        let wire = std::mem::replace(&mut self.wire, wire);
        self.refused.aside = Some(Aside { draft, wire });
        self.refused.renewing = true;
        self.peers_changed();
        self.paint.forget_threads();
        self.connect();
    }

    /// An earlier page kept words, and this person may not write now.
    pub(super) fn recall_refused(&mut self, kept: Kept) {
        let client = browser::client_id();
        let (mut draft, mut wire) = (new_draft(client), Wire::new(client));
        recall(&mut draft, &mut wire, kept);
        self.refused.aside = Some(Aside { draft, wire });
        self.refused.renewing = true;
    }

    /// This person may write again.
    pub(super) fn bring_back(&mut self) {
        let Some(Aside {
            mut draft,
            mut wire,
        }) = self.refused.aside.take()
        else {
            return;
        };
        self.drafting.refused.set(String::new());
        // What is missing here the server tells once more.
        let _ = draft.apply(&self.draft.whole());
        wire.go_on_from(&mut self.wire);
        (self.draft, self.wire) = (draft, wire);
        self.refused.renewing = false;
        self.peers_changed();
        self.paint.forget_threads();
        self.redraw();
        let reunited = self.draft.take_reunited();
        self.keep(reunited);
        self.connect();
    }

    /// The fields are drawn as the server has them, and what is not among them is shown beside.
    pub(super) fn show_anew(&mut self) {
        if !std::mem::take(&mut self.refused.renewing) {
            return;
        }
        self.redraw();
        let Some(mut aside) = self.refused.aside.take() else {
            return;
        };
        if aside.draft.is_early() {
            // This device has the changes and not the text that they were made in.
            let _ = aside.draft.apply(&self.draft.whole());
        }
        let standing = &mut self.draft;
        let words = words(&mut aside.draft, &self.fields, |_, field, block| {
            standing.open(field);
            let text = block.text();
            let mut stand = standing.projection(field).textblocks();
            !stand.any(|block| block.text() == text)
        });
        self.refused.aside = Some(aside);
        self.drafting.refused.set(words);
    }

    /// Shows the paragraphs that hold letters which the server does not have.
    pub(super) fn show_unsent_words(&mut self) {
        if self.refused.is_waiting() {
            return;
        }
        let mut unsent = Ranges::default();
        for change in self.wire.unsaved_changes() {
            if let Ok(contents) = guard::update(change) {
                unsent.extend(contents.inserts);
            }
        }
        let words = words(&mut self.draft, &self.fields, |draft, field, block| {
            let mut origins = draft.origins(field, block.id).into_iter();
            origins.any(|it| {
                let mut clocks = it.clock..it.clock + (it.units.end - it.units.start);
                clocks.any(|clock| unsent.has(it.client, clock))
            })
        });
        self.drafting.refused.set(words);
    }

    /// Whether the fields show a draft that is not the one on the desk.
    pub fn is_renewing(&self) -> bool {
        self.refused.renewing
    }

    pub(super) fn redraw(&mut self) {
        for (field, view) in self.views.iter_mut() {
            self.draft.open(field);
            let projection = self.draft.projection(field);
            view.canvas.redraw(projection);
            view.chars = projection.chars() as isize;
            view.forget_mutations();
        }
        for field in self.views.keys() {
            self.count(field);
        }
        self.threads_changed();
    }
}

/// Brings what an earlier page kept into a draft and its wire.
pub(super) fn recall(draft: &mut Draft, wire: &mut Wire, kept: Kept) {
    if let Some(document) = kept.document {
        let _ = draft.apply(&document);
    }
    for (key, change) in kept.changes {
        // What cannot be read cannot be shown either; it stays kept.
        if draft.recall(&change).is_ok() {
            wire.recall(key, change);
        }
    }
}

/// The paragraphs with some words for which something is so, one a line, in the order of the page.
fn words(
    draft: &mut Draft,
    fields: &[FieldName],
    mut is_meant: impl FnMut(&Draft, &FieldName, &Block) -> bool,
) -> String {
    let mut words = String::new();
    for field in fields {
        draft.open(field);
        for block in draft.projection(field).textblocks() {
            let text = block.text();
            if !text.trim().is_empty() && is_meant(draft, field, block) {
                words.push_str(&text);
                words.push('\n');
            }
        }
    }
    words
}
