//! An answer in a thread.

use crate::{
    api::threads,
    pages::proposal::{context::ProposalContext, waiting::wait},
    parts::{
        alert::Alert,
        attempt::Attempt,
        call::call_or_wait,
        said::say,
        under_way::{keep, kept, under_way},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use model::{
    ids::{CommentId, ThreadId},
    limits,
    text::key,
};

/// The form under the comments.
#[component]
pub fn Answer(id: ThreadId) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let body = under_way(context.writing_name(&format!("{id}/answer")));
    let attempt = Attempt::default();
    let send = call_or_wait(
        move |body: String| threads::Answer {
            thread: id,
            id: CommentId(attempt.id(&body)),
            body,
        },
        move |thread| {
            body.set(String::new());
            context.put_thread(thread);
        },
        move || context.queue.is_waiting(),
        move |answer: threads::Answer| {
            body.set(String::new());
            wait(context, answer.into());
        },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send.dispatch(body.get_untracked());
    };
    view! {
        <form class="form answer" on:submit=submit>
            <label class="field">
                <span>{say(key::THREAD_ANSWER)}</span>
                <textarea required maxlength=limits::COMMENT_CHARS bind:value=body></textarea>
            </label>
            <button class="small-button" disabled=send.pending()>
                {say(key::THREAD_ANSWER_SEND)}
            </button>
            <Alert refused=send.refused() />
        </form>
    }
    .into_any()
}

/// An answer that was under way when somebody decided: it can be copied, and goes on if the thread is opened
/// again.
#[component]
pub fn UnsentAnswer(id: ThreadId) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let name = context.writing_name(&format!("{id}/answer"));
    let left = RwSignal::new(kept(&name).unwrap_or_default());
    let discard = move |_| {
        keep(&name, "");
        left.set(String::new());
    };
    view! {
        <div class="form answer" hidden=move || left.with(String::is_empty)>
            <label class="field">
                <span>{say(key::THREAD_ANSWER_UNSENT)}</span>
                <textarea readonly rows="3" prop:value=left></textarea>
            </label>
            <button type="button" class="quiet small-button" on:click=discard>
                {say(key::THREAD_ANSWER_DISCARD)}
            </button>
        </div>
    }
    .into_any()
}
