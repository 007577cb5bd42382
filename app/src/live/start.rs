//! Where the browser half begins.

use super::unpacked;
use crate::{
    editor::{browser::document, rescue},
    pages::proposal::{AROUND, ProposalContext, TEXT},
    parts::theme_switch::THEME,
};
use gloo_timers::future::TimeoutFuture;
use leptos::{mount::mount_to, prelude::*, wasm_split::wasm_split};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{Element, HtmlElement, NodeList};

/// Between two tries to load what stands around the text.
const AGAIN_MS: u32 = 3_000;
/// Between two looks at whether the text is live.
const LOOK_MS: u32 = 20;
/// Without a connection and with nothing kept here, the text does not become live.
const PATIENCE_MS: u32 = 1_000;

/// Makes the text live, and then what stands around it.
#[wasm_bindgen]
pub fn start() {
    rescue::install();
    let Some(place) = place(TEXT.0) else { return };
    let page = place.dataset().get("page");
    let Some((page, language)) = page.and_then(|page| unpacked(&page)) else {
        return;
    };
    put(&place, move || {
        let context = ProposalContext::provide(page, language);
        let root = Owner::current().unwrap_or_default();
        wasm_bindgen_futures::spawn_local(follow(context, root));
        TEXT.1()
    });
}

/// Once the text is live, loads what stands around it, as often as it takes. `root` owns the context,
/// and lives as long as the page.
async fn follow(context: ProposalContext, root: Owner) {
    let mut waited = 0;
    while !context.drafting.ready.get_untracked() && waited < PATIENCE_MS {
        TimeoutFuture::new(LOOK_MS).await;
        waited += LOOK_MS;
    }
    while around(root.clone()).await.is_err() {
        TimeoutFuture::new(AGAIN_MS).await;
    }
}

/// What is in this function's reach only is not in the file that the text needs.
#[wasm_split(around, wasm_split_path = leptos::wasm_split, fallible)]
fn around(root: Owner) -> Result<(), leptos::wasm_split::SplitLoaderError> {
    root.with(|| {
        for (name, view) in AROUND.into_iter().chain([THEME]) {
            if let Some(place) = place(name) {
                put(&place, view);
            }
        }
    });
    Ok(())
}

fn place(name: &str) -> Option<HtmlElement> {
    let place = document().query_selector(&format!("[data-part={name}]"));
    place.ok().flatten().and_then(|it| it.dyn_into().ok())
}

/// Puts the live part in the place of the written one, before anything is painted. The keyboard stays
/// where it was: both have the same things to stand on.
fn put(place: &HtmlElement, view: impl FnOnce() -> AnyView + 'static) {
    let held = document().active_element();
    let held = stops(place).iter().position(|it| Some(it) == held.as_ref());
    place.set_inner_html("");
    mount_to(place.clone(), view).forget();
    if let Some(stop) = held.and_then(|at| stops(place).into_iter().nth(at)) {
        let _ = stop.unchecked_into::<HtmlElement>().focus();
    }
}

/// What the Tab key stops at.
fn stops(place: &HtmlElement) -> Vec<Element> {
    let found = place.query_selector_all("a, button, input, select, summary, textarea");
    let count = found.as_ref().map_or(0, NodeList::length);
    let found = (0..count).filter_map(|at| found.as_ref().ok()?.item(at));
    found.map(JsCast::unchecked_into).collect()
}
