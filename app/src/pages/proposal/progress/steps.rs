//! The four states as a way.

use crate::parts::said::say_of;
use leptos::prelude::*;
use model::{text::key, workflow::State};

/// The states in their order; the present one is marked.
#[component]
pub fn Steps(state: Memo<State>) -> impl IntoView {
    let step = move |step: State| {
        view! {
            <li
                data-done=move || (step <= state.get()).to_string()
                aria-current=move || (step == state.get()).then_some("step")
            >
                {say_of(key::STATE, "state", step.code())}
            </li>
        }
    };
    view! { <ol class="steps plain">{State::ALL.into_iter().map(step).collect_view()}</ol> }
        .into_any()
}
