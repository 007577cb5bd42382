//! Where a proposal stands, as a word with a shape.

use super::said::say_of;
use leptos::prelude::*;
use model::{text::key, workflow::State};

/// The state's name with a mark that fills step by step.
#[component]
pub fn StateMark(state: State) -> impl IntoView {
    view! {
        <span class="state" data-state=state.code()>
            {say_of(key::STATE, "state", state.code())}
        </span>
    }
}
