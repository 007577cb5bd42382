//! One thread: its words, its comments, and what one may do about it.

use super::{
    answer::Answer, attach::Attach, comments::Comments, decide::Decide, decision::DecisionNote,
    severity::SeverityMark,
};
use crate::{
    pages::proposal::{
        context::ProposalContext,
        suggestions::{Accept, ChangeView, Withdraw},
    },
    parts::said::{language, say, say_of},
};
use leptos::{either::Either, prelude::*};
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
    let is_suggestion = thread.suggestion.is_some();
    let detached =
        (thread.detached && !is_suggestion).then(|| view! { <Attach thread=thread.clone() /> });
    let decision = thread.decision.clone();
    let id = thread.id;
    let change = thread.suggestion.clone();
    let change = change.map(|suggestion| view! { <ChangeView thread=thread.clone() suggestion /> });
    view! {
        <CardHead thread=thread.clone() is_active />
        {next_edition.map(|words| view! { <p class="faint">{words}</p> })}
        {detached}
        {change}
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
    let mark = match thread.suggestion {
        Some(_) => {
            Either::Left(view! { <span class="suggestion-mark">{say(key::SUGGESTION)}</span> })
        }
        None => Either::Right(view! { <SeverityMark severity=thread.severity /> }),
    };
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
                {mark}
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
    let me = context.me().map(|me| me.account);
    let known = Memo::new(move |_| {
        let thread = context.thread(id)?;
        let state = context.drafting.progress.with(|it| it.state);
        let is_own = me.is_some() && thread.author() == me;
        let may = me.is_some_and(|me| thread.may_be_decided_by(me, state));
        Some((thread.suggestion.is_some(), is_own, may))
    });
    let is_suggestion = move || known.get().is_some_and(|(it, ..)| it);
    let may_decide =
        Memo::new(move |_| context.may(Role::may_edit) && known.get().is_some_and(|(.., may)| may));
    let is_stale = Memo::new(move |_| {
        let placed = context.drafting.placed;
        placed.with(|placed| placed.get(&id).is_some_and(|it| it.stale.is_some()))
    });
    let may_accept = move || is_suggestion() && may_decide.get() && !is_stale.get();
    let may_withdraw = move || {
        let is_own = known
            .get()
            .is_some_and(|(suggestion, own, _)| suggestion && own);
        is_own && context.drafting.may_suggest()
    };
    view! {
        {move || may_accept().then(|| view! { <Accept id /> })}
        {move || may_decide.get().then(|| view! { <Decide id suggestion=is_suggestion() /> })}
        {move || may_comment.get().then(|| view! { <Answer id /> })}
        {move || may_withdraw().then(|| view! { <Withdraw id /> })}
    }
    .into_any()
}
