//! Lists that stay as they are on the server while somebody looks at them: a proposal's new state, a new
//! comment, who is there now.
//!
//! The page is asked for again now and then, and what it says in its live places, `[data-live]`, is put in the
//! place of what stands there.

use super::{
    answer::{Ahead, Answer},
    application::with,
};
use crate::editor::browser::document;
use gloo_timers::callback::Interval;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

/// Between two looks.
const EVERY_MS: u32 = 5_000;

/// From now on the live places of whatever page is shown are kept up.
pub fn begin() {
    Interval::new(EVERY_MS, look).forget();
}

fn look() {
    let looked_at = with(|it| {
        let has_lists = it.page.draft.is_none() && !places(&it.page.main).is_empty();
        has_lists.then(|| (it.address.clone(), it.turns()))
    });
    let Some((address, turns)) = looked_at.flatten().filter(|_| !document().hidden()) else {
        return;
    };
    let asked = Ahead::ask(&address);
    spawn_local(async move {
        let Some(answer) = asked.into_answer().await else {
            return;
        };
        with(|it| {
            if it.turns() == turns && answer.kept_at().is_none() && it.may_show(&answer) {
                take_over(&it.page.main, &answer);
            }
        });
    });
}

fn take_over(main: &HtmlElement, answer: &Answer) {
    let Some(fresh) = answer.main() else { return };
    let at_work = document().active_element();
    for place in places(main) {
        let name = place.get_attribute("data-live").unwrap_or_default();
        let now = fresh.query_selector(&format!("[data-live={name}]"));
        let Ok(Some(now)) = now else { continue };
        let is_used = at_work.as_ref().is_some_and(|it| place.contains(Some(it)));
        if !is_used && place.inner_html() != now.inner_html() {
            place.set_inner_html(&now.inner_html());
        }
    }
}

fn places(main: &HtmlElement) -> Vec<Element> {
    let Ok(found) = main.query_selector_all("[data-live]") else {
        return Vec::new();
    };
    let found = (0..found.length()).filter_map(|index| found.item(index));
    found.filter_map(|it| it.dyn_into().ok()).collect()
}
