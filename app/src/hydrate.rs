//! Where the browser half begins.

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes ready for the islands of the server's page; the page's start script then wakes each of them.
#[wasm_bindgen]
pub fn hydrate() {
    crate::editor::rescue::install();
    leptos::mount::hydrate_islands();
}
