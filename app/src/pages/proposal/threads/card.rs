//! One thread: its words, its comments, and what one may do about it.

use super::{
    answer::Answer, attach::Attach, comments::Comments, decide::Decide, decision::DecisionNote,
    severity::SeverityMark,
};
use crate::{
    pages::proposal::context::ProposalContext,
    parts::said::{language, say, say_of},
};
use leptos::prelude::*;
use model::{
    ids::ThreadId,
    role::Role,
    text::{self, key},
    thread::Thread,
};

/// The card of a thread; open when it is the active one.
#[component]
pub fn Card(id: ThreadId) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let thread = Memo::new(move |_| context.thread(id));
    let is_active = Memo::new(move |_| context.drafting.active_thread.get() == Some(id));
    let content = move || {
        thread
            .get()
            .map(|thread| view! { <Content thread is_active /> })
    };
    // Apart from the content: news of the thread must not take away what one is writing.
    let is_open = Memo::new(move |_| {
        let open = |thread: &Option<Thread>| thread.as_ref().is_some_and(Thread::is_open);
        thread.with(open)
    });
    view! {
        <article class="card-thread" data-thread=id.to_string() data-active=move || is_active.get().to_string()>
            {content}
            <div class="card-acts" hidden=move || !is_active.get()>
                {move || is_open.get().then(|| view! { <Acts id /> })}
            </div>
        </article>
    }
    .into_any()
}

#[component]
fn Content(thread: Thread, is_active: Memo<bool>) -> impl IntoView {
    let next_edition = thread.next_edition.then(|| say(key::THREAD_NEXT_EDITION));
    let detached = thread
        .detached
        .then(|| view! { <Attach thread=thread.clone() /> });
    let decision = thread.decision.clone();
    let id = thread.id;
    view! {
        <CardHead thread=thread.clone() is_active />
        {next_edition.map(|words| view! { <p class="faint">{words}</p> })}
        {detached}
        <Comments thread is_active />
        {decision.map(|decision| view! { <DecisionNote thread=id decision /> })}
    }
    .into_any()
}

/// Weight and words; the words lead to their place in the text.
#[component]
fn CardHead(thread: Thread, is_active: Memo<bool>) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let id = thread.id;
    let words = thread.anchor.quote.exact.clone();
    let name = say_of(key::THREAD_GO, "words", &words);
    let answers = thread.comments.len().saturating_sub(1);
    let said_in = language();
    let count = move || {
        let hidden = is_active.get() || answers == 0;
        (!hidden)
            .then(|| text::say_with(said_in, key::THREAD_ANSWERS, &[("answers", answers.into())]))
    };
    let go = move |_| {
        context.sheet_open.set(true);
        context.drafting.go_to_thread(id);
    };
    view! {
        <header class="card-head">
            <p class="card-facts">
                <SeverityMark severity=thread.severity />
                <span class="faint">{count}</span>
            </p>
            <button type="button" class="quote" aria-label=name aria-expanded=move || is_active.get().to_string() on:click=go>
                {words}
            </button>
        </header>
    }
    .into_any()
}

/// What one may do with an open thread: the server decides, this only hides what it would refuse.
#[component]
fn Acts(id: ThreadId) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let may_comment = Memo::new(move |_| context.may(Role::may_comment));
    let may_decide = Memo::new(move |_| context.may(Role::may_edit));
    view! {
        {move || may_comment.get().then(|| view! { <Answer id /> })}
        {move || may_decide.get().then(|| view! { <Decide id /> })}
    }
    .into_any()
}
