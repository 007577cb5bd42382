//! A person as two letters in the colour of a side.

use super::side::initials;
use leptos::prelude::*;

/// The letters are for the eye; the name stands beside it or is given as its label.
#[component]
pub fn Avatar(#[prop(into)] name: String, side: &'static str) -> impl IntoView {
    view! {
        <span class=format!("avatar {side}") aria-hidden="true">
            {initials(&name)}
        </span>
    }
}
