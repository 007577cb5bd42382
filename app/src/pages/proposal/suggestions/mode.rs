//! Whether one suggests instead of writing, and whether suggestions are shown in the text.

use crate::{pages::proposal::context::ProposalContext, parts::said::say};
use leptos::prelude::*;
use model::{text::key, thread::Thread};

/// A switch for those who may write as well; who may only suggest reads that this is what happens.
#[component]
pub fn SuggestMode() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let drafting = context.drafting;
    let chooses = Memo::new(move |_| drafting.may_suggest() && drafting.may_edit());
    let must = Memo::new(move |_| drafting.may_suggest() && !drafting.may_edit());
    let is_there = Memo::new(move |_| {
        let is_open = |thread: &Thread| thread.suggestion.is_some() && thread.is_open();
        drafting.threads.with(|threads| threads.iter().any(is_open))
    });
    let keep_focus = |event: leptos::ev::MouseEvent| event.prevent_default();
    view! {
        <div class="suggest-mode">
            <button
                type="button"
                class="small-button suggest-switch"
                hidden=move || !chooses.get()
                aria-pressed=move || drafting.suggesting.get().to_string()
                title=say(key::SUGGEST_MODE_HELP)
                on:mousedown=keep_focus
                on:click=move |_| drafting.suggesting.update(|it| *it = !*it)
            >
                {say(key::SUGGEST_MODE)}
            </button>
            <p class="suggest-must" hidden=move || !must.get()>{say(key::SUGGEST_MUST)}</p>
            <button
                type="button"
                class="small-button suggest-switch"
                hidden=move || drafting.is_suggesting() || !is_there.get()
                aria-pressed=move || drafting.marked.get().to_string()
                on:mousedown=keep_focus
                on:click=move |_| drafting.marked.update(|it| *it = !*it)
            >
                {say(key::SUGGEST_MARKED)}
            </button>
        </div>
    }
    .into_any()
}
