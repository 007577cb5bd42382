//! An answer in a thread.

use crate::{
    api::threads,
    pages::proposal::context::ProposalContext,
    parts::{alert::Alert, attempt::Attempt, call::call, said::say},
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
    let body = RwSignal::new(String::new());
    let attempt = Attempt::default();
    let send = call(
        move |body: String| threads::Answer {
            thread: id,
            id: CommentId(attempt.id(&body)),
            body,
        },
        move |thread| {
            body.set(String::new());
            context.put_thread(thread);
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
