//! The browser's history: which page stands where in it, how far it was scrolled and what was
//! unfolded there. While pages turn here, the browser itself can restore neither.

use crate::editor::browser::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    HtmlDetailsElement, HtmlElement, NodeList, ScrollBehavior, ScrollRestoration, ScrollToOptions,
};

/// Of more pages than these nobody remembers how they were left.
const REMEMBERED: usize = 100;

/// An entry of the history, by what stands in its state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry(f64);

/// How a page was left.
#[derive(Clone, Debug)]
pub struct Left {
    pub top: f64,
    folds: Vec<bool>,
}

/// Where one is in the history, and how the other pages were left.
pub struct Past {
    pub now: Entry,
    left: Vec<(Entry, Left)>,
}

impl Entry {
    fn fresh() -> Entry {
        Entry(js_sys::Math::random())
    }

    /// What stands in a state, if it is ours.
    pub fn of(state: &JsValue) -> Option<Entry> {
        state.as_f64().map(Entry)
    }
}

impl Past {
    /// Begins with the page that the browser has loaded.
    pub fn begin() -> Past {
        let history = window().history();
        let known = history.as_ref().ok().and_then(|it| it.state().ok());
        let now = known.and_then(|state| Entry::of(&state));
        let mut past = Past {
            now: now.unwrap_or_else(Entry::fresh),
            left: Vec::new(),
        };
        if now.is_none() {
            past.mark();
        }
        past.take_over(true);
        past
    }

    /// Whether scrolling is ours to restore; when the page goes, it is the browser's again.
    pub fn take_over(&self, ours: bool) {
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(match ours {
                true => ScrollRestoration::Manual,
                false => ScrollRestoration::Auto,
            });
        }
    }

    /// Remembers how the page is left.
    pub fn remember(&mut self, main: &HtmlElement) {
        let now = self.now;
        self.left.retain(|(entry, _)| *entry != now);
        if self.left.len() == REMEMBERED {
            self.left.remove(0);
        }
        self.left.push((now, Left::of(main)));
    }

    /// How the page of an entry was left.
    pub fn left(&self, entry: Entry) -> Option<Left> {
        let found = self.left.iter().find(|(known, _)| *known == entry);
        found.map(|(_, left)| left.clone())
    }

    /// Puts a new entry after the present one.
    pub fn forth(&mut self, address: &str) {
        self.now = Entry::fresh();
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&self.now.0.into(), "", Some(address));
        }
    }

    /// Puts another page in the place of the present one.
    pub fn instead(&mut self, address: &str) {
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&self.now.0.into(), "", Some(address));
        }
    }

    /// The browser has made an entry by itself, within the page.
    pub fn within(&mut self) {
        self.now = Entry::fresh();
        self.mark();
    }

    fn mark(&mut self) {
        if let Ok(history) = window().history() {
            let _ = history.replace_state(&self.now.0.into(), "");
        }
    }
}

impl Left {
    fn of(main: &HtmlElement) -> Left {
        Left {
            top: window().scroll_y().unwrap_or_default(),
            folds: folds(main).map(|fold| fold.open()).collect(),
        }
    }

    /// Unfolds what was unfolded, where the page still has the same folds, and scrolls to where it was.
    pub fn restore(&self, main: &HtmlElement) {
        let there: Vec<_> = folds(main).collect();
        if there.len() == self.folds.len() {
            for (fold, open) in there.iter().zip(&self.folds) {
                fold.set_open(*open);
            }
        }
        scroll_to(self.top);
    }
}

/// Scrolls without being seen to.
pub fn scroll_to(top: f64) {
    let options = ScrollToOptions::new();
    options.set_top(top);
    options.set_behavior(ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

fn folds(main: &HtmlElement) -> impl Iterator<Item = HtmlDetailsElement> {
    let found = main.query_selector_all("details").ok();
    let count = found.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |index| found.as_ref()?.item(index)?.dyn_into().ok())
}

/// Where one is: path and query.
pub fn here() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// The element that an address names.
pub fn named(fragment: &str) -> Option<web_sys::Element> {
    let id = fragment.strip_prefix('#').filter(|id| !id.is_empty())?;
    document().get_element_by_id(id)
}
