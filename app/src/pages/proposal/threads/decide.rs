//! How a thread ends: an outcome and a reason.

use crate::{
    api::threads,
    pages::proposal::{context::ProposalContext, waiting::wait},
    parts::{
        alert::Alert,
        attempt::Attempt,
        call::call_or_wait,
        said::{say, say_of},
        under_way::under_way,
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
    // Who opens the form of a suggestion means to reject it; of a comment, nothing is meant yet.
    let first = suggestion.then_some(Outcome::NotTaken);
    let outcome = RwSignal::new(first);
    let begin = match suggestion {
        true => key::SUGGESTION_REJECT,
        false => key::THREAD_DECIDE,
    };
    let reason = under_way(context.writing_name(&format!("{id}/reason")));
    let attempt = Attempt::default();
    let decide = call_or_wait(
        move |(outcome, reason): (Outcome, String)| threads::Decide {
            thread: id,
            outcome,
            id: DecisionId(attempt.id(&reason)),
            reason,
        },
        move |thread| {
            reason.set(String::new());
            context.put_thread(thread);
        },
        move || context.queue.is_waiting(),
        move |decide: threads::Decide| {
            reason.set(String::new());
            wait(context, decide.into());
        },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(outcome) = outcome.get_untracked() {
            decide.dispatch((outcome, reason.get_untracked()));
        }
    };
    // Nothing is chosen beforehand: who is in a hurry accepts nothing by mistake.
    let is_whole = move || outcome.get().is_some() && !reason.with(|it| it.trim().is_empty());
    let needs = StoredValue::new(format!("decide-needs-{id}"));
    let option = move |choice| view! { <Choice thread=id choice first outcome /> };
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
                <button
                    class="primary small-button"
                    disabled=move || decide.pending().get() || !is_whole()
                    aria-describedby=needs.get_value()
                >
                    {say(key::THREAD_DECIDE_SEND)}
                </button>
                <p class="faint" id=needs.get_value() hidden=is_whole>{say(key::ROOM_DECIDE_NEEDS)}</p>
                <Alert refused=decide.refused() />
            </form>
        </details>
    }
    .into_any()
}

/// One of the outcomes to choose from.
#[component]
fn Choice(
    thread: ThreadId,
    choice: Outcome,
    /// The one that is chosen beforehand.
    first: Option<Outcome>,
    outcome: RwSignal<Option<Outcome>>,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input
                type="radio"
                name=format!("outcome-{thread}")
                value=choice.code()
                required
                checked=Some(choice) == first
                on:change=move |_| outcome.set(Some(choice))
            />
            {say_of(key::OUTCOME, "outcome", choice.code())}
        </label>
    }
    .into_any()
}
