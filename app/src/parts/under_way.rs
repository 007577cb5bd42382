//! What somebody is writing in a form: kept on this device until it is sent or given up, so that it outlives a
//! reload, a closed tab, and a form that goes because somebody else did something.

use leptos::prelude::*;

/// The text of a field, as it was left under this name; an empty one is kept nowhere.
pub fn under_way(name: String) -> RwSignal<String> {
    let text = RwSignal::new(kept(&name).unwrap_or_default());
    Effect::new(move || text.with(|text| keep(&name, text)));
    text
}

/// What is kept under a name.
#[cfg(feature = "hydrate")]
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(&place(name)).ok()?
}

/// Keeps a text under a name; an empty one takes it away. Where the browser keeps nothing, neither do we.
#[cfg(feature = "hydrate")]
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = match text.is_empty() {
            true => storage.remove_item(&place(name)),
            false => storage.set_item(&place(name), text),
        };
    }
}

#[cfg(feature = "hydrate")]
fn place(name: &str) -> String {
    format!("talka-writing/{name}")
}

/// What browsers keep for this site; none where that is switched off.
#[cfg(feature = "hydrate")]
pub fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Nobody writes while a page is made.
#[cfg(not(feature = "hydrate"))]
pub fn kept(_: &str) -> Option<String> {
    None
}

/// Nobody writes while a page is made.
#[cfg(not(feature = "hydrate"))]
pub fn keep(_: &str, _: &str) {}
