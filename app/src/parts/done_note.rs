//! What a form has just done, said on the page that comes after it.

use crate::api::done;
use leptos::prelude::*;

/// The browser comes here by the address, so a screen reader begins with it.
#[component]
pub fn DoneNote(words: String) -> impl IntoView {
    view! {
        <p class="done" role="status" id=done::PLACE tabindex="-1">
            {words}
        </p>
    }
    .into_any()
}
