//! Where the browser half begins.

use crate::root::App;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the server's page live.
#[wasm_bindgen]
pub fn hydrate() {
    crate::editor::rescue::install();
    leptos::mount::hydrate_body(App);
}
