//! Looking for words in the whole proposal, in the language that is on the page.

use super::{places, session::Desk, state::Found};
use leptos::prelude::*;
use model::{
    document::{
        find::find,
        position::{Range, Selection},
    },
    order::sort_short,
    proposal::FieldName,
};

/// What is looked for and where it stands.
#[derive(Default)]
pub struct Finding {
    words: String,
    /// In the order of the page.
    pub places: Vec<(FieldName, Range)>,
    /// The one that is shown.
    pub here: usize,
}

impl Desk {
    /// Looks for these words and shows their first place; none are looked for when they are empty.
    pub fn find(&mut self, words: String) {
        self.finding.words = words;
        self.finding.here = 0;
        self.find_again();
        self.show_found();
    }

    /// Shows the next place, or the one before; after the last comes the first.
    pub fn find_next(&mut self, forward: bool) {
        let count = self.finding.places.len();
        if count > 0 {
            let step = if forward { 1 } else { count - 1 };
            self.finding.here = (self.finding.here + step) % count;
            self.show_found();
        }
    }

    /// Ends the search; the words that were shown last are selected.
    pub fn find_end(&mut self) {
        let shown = self.finding.places.get(self.finding.here).cloned();
        self.finding = Finding::default();
        self.say_found();
        if let Some((field, range)) = shown {
            self.selection = Some((field, Selection::text(range.from, range.to)));
        }
        self.focus_text();
    }

    /// The text changed: the places are others now.
    pub fn find_again(&mut self) {
        let mut fields: Vec<(f64, &FieldName)> = self
            .views
            .iter()
            .map(|(field, view)| (places::of(&view.canvas.host).top, field))
            .collect();
        sort_short(&mut fields, |a, b| a.0 < b.0);
        let mut found = Vec::new();
        for (_, field) in fields {
            for range in find(self.draft.projection(field), &self.finding.words) {
                found.push((field.clone(), range));
            }
        }
        self.finding.here = self.finding.here.min(found.len().saturating_sub(1));
        self.finding.places = found;
        self.say_found();
    }

    /// Whether somebody looks for something.
    pub fn is_finding(&self) -> bool {
        !self.finding.words.is_empty()
    }

    fn show_found(&mut self) {
        self.say_found();
        if let Some((field, range)) = self.finding.places.get(self.finding.here) {
            self.reveal(field, Some(range.from));
        }
    }

    fn say_found(&mut self) {
        let count = self.finding.places.len();
        let found = Found {
            here: if count == 0 { 0 } else { self.finding.here + 1 },
            count,
        };
        if self.drafting.found.get_untracked() != found {
            self.drafting.found.set(found);
        }
        self.schedule_paint();
    }
}
