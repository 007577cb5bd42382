//! What was refused, in the viewer's words, said aloud by screen readers.

use crate::api::Refused;
use leptos::prelude::*;
use model::text::refusal;

use super::said::language;

/// An alert that is empty until something is refused.
#[component]
pub fn Alert(refused: RwSignal<Option<Refused>>) -> impl IntoView {
    let language = language();
    let sentence = move || {
        refused.with(|refused| {
            refused
                .as_ref()
                .map(|refused| refusal::sentence(language, &refused.0))
        })
    };
    view! {
        <p class="alert" role="alert">
            {sentence}
        </p>
    }
    .into_any()
}
