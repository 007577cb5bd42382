//! Lists that stay as they are on the server while somebody looks at them: a proposal's new state, a new
//! comment, who is there now.
//!
//! The page is asked for again now and then, and what it says in its live places, `[data-live]`, is put in the
//! place of what stands there. What waits for the reader, `[data-waits]`, is said by the badge of the
//! installed program as well.

use super::{
    answer::{Ahead, Answer, main_of},
    application::with,
};
use crate::editor::browser::{document, window};
use gloo_timers::callback::Interval;
use js_sys::{Function, Promise, Reflect};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement};

/// Between two looks.
const EVERY_MS: u32 = 5_000;

thread_local! {
    /// The number that the badge shows.
    static SHOWN: Cell<Option<f64>> = const { Cell::new(None) };
}

/// From now on the live places of whatever page is shown are kept up.
pub fn begin() {
    Interval::new(EVERY_MS, look).forget();
}

fn look() {
    badge();
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
    document().set_title(&answer.title());
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

/// Shows the number of what waits where the browser has a badge for it, and none to a visitor.
fn badge() {
    let has_account = document().document_element();
    let has_account = has_account.is_some_and(|root| root.has_attribute("data-account"));
    let count = match (has_account, waits()) {
        (false, _) => 0.0,
        (true, Some(count)) => count,
        (true, None) => return,
    };
    if SHOWN.replace(Some(count)) != Some(count) {
        let _ = set_badge(count);
    }
}

/// 0 takes it away. A browser may know of no badges, or refuse one: then there is none.
fn set_badge(count: f64) -> Result<(), JsValue> {
    let navigator = JsValue::from(window().navigator());
    let set = Reflect::get(&navigator, &"setAppBadge".into())?;
    let shown = set.dyn_into::<Function>()?.call1(&navigator, &count.into());
    let shown: Promise = shown?.dyn_into()?;
    spawn_local(async move { drop(JsFuture::from(shown).await) });
    Ok(())
}

/// What the page says of it; none where it says nothing.
fn waits() -> Option<f64> {
    let said = main_of(&document())?
        .query_selector("[data-waits]")
        .ok()??;
    said.get_attribute("data-waits")?.parse().ok()
}

fn places(main: &HtmlElement) -> Vec<Element> {
    let Ok(found) = main.query_selector_all("[data-live]") else {
        return Vec::new();
    };
    let found = (0..found.length()).filter_map(|index| found.item(index));
    found.filter_map(|it| it.dyn_into().ok()).collect()
}
