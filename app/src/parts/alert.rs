//! What was refused, in the viewer's words, said aloud by screen readers.

use crate::api::Refused;
use leptos::prelude::*;
use model::{
    error::Refusal,
    text::{key, refusal},
};

use super::said::{language, say};

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
    let way_in = move || {
        let wants = refused.with(|it| it.as_ref().is_some_and(|it| wants_sign_in(&it.0)));
        wants.then(|| view! { <WayIn /> })
    };
    view! {
        <p class="alert" role="alert">
            {sentence} {way_in}
        </p>
    }
    .into_any()
}

/// Whether signing in helps, so that the same can be sent again.
pub fn wants_sign_in(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::NotSignedIn | Refusal::SignInAgain)
}

/// Signing in beside the page, which keeps what was typed.
#[component]
pub fn WayIn() -> impl IntoView {
    view! {
        " "
        <a href="/sign-in" target="_blank">
            {say(key::SIGN_IN_BESIDE)}
        </a>
    }
}
