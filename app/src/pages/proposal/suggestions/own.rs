//! The two acts that only suggestions have: being accepted into the text, and being taken back.

use crate::{
    api::threads,
    pages::proposal::context::ProposalContext,
    parts::{alert::Alert, attempt::Attempt, call::call, said::say},
};
use leptos::prelude::*;
use model::{
    ids::{DecisionId, ThreadId},
    text::key,
};

/// Puts the suggestion into the text.
#[component]
pub fn Accept(id: ThreadId) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let attempt = Attempt::default();
    let accept = call(
        move |()| threads::Accept {
            thread: id,
            reason: String::new(),
            id: DecisionId(attempt.id("")),
        },
        move |thread| context.put_thread(thread),
    );
    view! {
        <div class="actions">
            <button
                type="button"
                class="primary small-button"
                disabled=accept.pending()
                on:click=move |_| accept.dispatch(())
            >
                {say(key::SUGGESTION_ACCEPT)}
            </button>
        </div>
        <Alert refused=accept.refused() />
    }
    .into_any()
}

/// Takes an own suggestion back.
#[component]
pub fn Withdraw(id: ThreadId) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    view! {
        <div class="actions">
            <button
                type="button"
                class="quiet small-button"
                on:click=move |_| {
                    context.drafting.withdraw(id);
                    context.drafting.focus_text();
                }
            >
                {say(key::SUGGESTION_WITHDRAW)}
            </button>
        </div>
    }
    .into_any()
}
