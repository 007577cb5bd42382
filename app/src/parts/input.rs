//! A labelled line of a form.

use super::said::say;
use leptos::prelude::*;
use model::{limits, text::Key};

/// A required line whose label stands above it.
#[component]
pub fn Input(
    label: Key,
    value: RwSignal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = limits::NAME_CHARS)] longest: usize,
    #[prop(default = "off")] autocomplete: &'static str,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{say(label)}</span>
            <input type=kind required maxlength=longest autocomplete=autocomplete bind:value=value />
        </label>
    }
    .into_any()
}
