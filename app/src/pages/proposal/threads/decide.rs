//! How a thread ends: an outcome and a reason.

use crate::{
    api::threads,
    pages::proposal::context::ProposalContext,
    parts::{
        alert::Alert,
        attempt::Attempt,
        call::call,
        said::{say, say_of},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use model::{
    ids::{DecisionId, ThreadId},
    limits,
    text::key,
    thread::Outcome,
};

/// A folded form for those who may decide.
#[component]
pub fn Decide(
    id: ThreadId,
    /// Whether it is a suggestion: accepting that is another act, which changes the text.
    suggestion: bool,
) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let outcomes = Outcome::ALL.into_iter();
    let outcomes = outcomes.filter(move |it| !suggestion || *it != Outcome::Taken);
    let first = match suggestion {
        true => Outcome::NotTaken,
        false => Outcome::Taken,
    };
    let outcome = RwSignal::new(first);
    let begin = match suggestion {
        true => key::SUGGESTION_REJECT,
        false => key::THREAD_DECIDE,
    };
    let reason = RwSignal::new(String::new());
    let attempt = Attempt::default();
    let decide = call(
        move |reason: String| threads::Decide {
            thread: id,
            outcome: outcome.get_untracked(),
            id: DecisionId(attempt.id(&reason)),
            reason,
        },
        move |thread| context.put_thread(thread),
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        decide.dispatch(reason.get_untracked());
    };
    let option = move |choice: Outcome| {
        view! {
            <label class="tick">
                <input
                    type="radio"
                    name=format!("outcome-{id}")
                    value=choice.code()
                    checked=choice == first
                    on:change=move |_| outcome.set(choice)
                />
                {say_of(key::OUTCOME, "outcome", choice.code())}
            </label>
        }
    };
    view! {
        <details class="fold decide">
            <summary>{say(begin)}</summary>
            <form class="form" on:submit=submit>
                <fieldset class="field">
                    <legend>{say(key::THREAD_OUTCOME)}</legend>
                    <div class="ticks">{outcomes.map(option).collect_view()}</div>
                </fieldset>
                <label class="field">
                    <span>{say(key::THREAD_REASON)}</span>
                    <textarea required maxlength=limits::REASON_CHARS bind:value=reason></textarea>
                </label>
                <button class="primary small-button" disabled=decide.pending()>
                    {say(key::THREAD_DECIDE_SEND)}
                </button>
                <Alert refused=decide.refused() />
            </form>
        </details>
    }
    .into_any()
}
