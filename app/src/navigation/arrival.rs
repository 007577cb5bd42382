//! What happens when a page is there: its title, who hears of it, and where the reader begins.

use super::past::{self, Left};
use crate::{
    editor::{browser::document, view::classed},
    workspace::Page,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Where the reader begins.
pub enum Start<'a> {
    /// At the top, at what the page itself names, or at this fragment of its address.
    Top(&'a str),
    /// Where it was left, somewhere in the history.
    Past(Option<Left>),
    /// Where somebody was at work, scrolled so far, or at this fragment of its address.
    AtWork(f64, &'a str),
}

/// The one place that screen readers hear of a new page from.
pub fn announcer() -> HtmlElement {
    let announcer = classed("p", "unseen");
    let _ = announcer.set_attribute("aria-live", "polite");
    if let Some(body) = document().body() {
        let _ = body.append_child(&announcer);
    }
    announcer
}

/// Names the page, says so, and puts the reader where reading or work begins.
pub fn arrive(page: &Page, announcer: &HtmlElement, start: Start<'_>) {
    document().set_title(&page.title);
    announcer.set_text_content(Some(&page.title));
    let heading = || first(&page.main, "h1").unwrap_or_else(|| page.main.clone());
    match start {
        Start::Past(left) => {
            begin_at(&heading(), false);
            match left {
                Some(left) => left.restore(&page.main),
                None => past::scroll_to(0.0),
            }
        }
        Start::AtWork(top, fragment) => {
            if at_fragment(fragment) {
                return;
            }
            if !go_on(page) {
                begin_at(&heading(), false);
            }
            past::scroll_to(top);
        }
        Start::Top(fragment) => {
            past::scroll_to(0.0);
            if let Some(place) = first(&page.main, "[autofocus], #done") {
                begin_at(&place, true);
            } else if !at_fragment(fragment) {
                begin_at(&heading(), false);
            }
        }
    }
}

fn first(main: &HtmlElement, selector: &str) -> Option<HtmlElement> {
    main.query_selector(selector).ok()??.dyn_into().ok()
}

/// Gives it the focus, also where none is to be had with keys.
fn begin_at(place: &HtmlElement, scrolls: bool) {
    if place.tab_index() < 0 && !place.has_attribute("tabindex") {
        let _ = place.set_attribute("tabindex", "-1");
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(!scrolls);
    let _ = place.focus_with_options(&options);
}

fn at_fragment(fragment: &str) -> bool {
    let named: Option<Element> = past::named(fragment);
    if let Some(place) = &named {
        place.scroll_into_view();
        if let Some(place) = place.dyn_ref::<HtmlElement>() {
            begin_at(place, false);
        }
    }
    named.is_some()
}

/// Goes on where somebody typed last; whether there is such a place.
fn go_on(page: &Page) -> bool {
    let Some(place) = page.typed_in.as_ref().filter(|place| place.is_connected()) else {
        return false;
    };
    begin_at(place, false);
    if let Some(draft) = page
        .draft
        .as_ref()
        .filter(|_| place.has_attribute("data-field"))
    {
        draft.context.drafting.focus_text();
    }
    true
}
