//! One thread: its words, its comments, and what one may do about it.

use super::{
    answer::{Answer, UnsentAnswer},
    attach::Attach,
    comments::Comments,
    decide::Decide,
    decision::DecisionNote,
    severity::SeverityMark,
};
use crate::{
    pages::proposal::{
        context::ProposalContext,
        suggestions::{Accept, ChangeView, Withdraw},
        waiting::WaitingIn,
    },
    parts::said::{language, say, say_of},
};
use leptos::{either::Either, ev::MouseEvent, prelude::*, web_sys::Element};
use model::{
    ids::ThreadId,
    role::Role,
    text::{self, Key, key},
    thread::Thread,
};

/// What a click on it is for, and not to open the card.
const ACTING: &str = "a, button, input, textarea, select, label, summary, form";

/// The card of a thread; open when it is the active one. A click anywhere on it opens it.
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
    let open = move |event: MouseEvent| {
        let at: Element = event_target(&event);
        let is_own = matches!(at.closest(ACTING), Ok(Some(_)));
        if !is_own && !is_active.get_untracked() {
            show(context, id);
        }
    };
    // A suggestion has ways of its own, in the open card.
    let has_offers = Memo::new(move |_| {
        let plain = |it: &Thread| it.is_open() && it.suggestion.is_none();
        !is_active.get() && thread.with(|thread| thread.as_ref().is_some_and(plain))
    });
    view! {
        <article
            class="card-thread"
            data-thread=id.to_string()
            data-active=move || is_active.get().to_string()
            on:click=open
        >
            {content}
            {move || has_offers.get().then(|| view! { <Offers id /> })}
            <WaitingIn id />
            <div class="card-acts" hidden=move || !is_active.get()>
                {move || match is_open.get() {
                    true => Either::Left(view! { <Acts id /> }),
                    false => Either::Right(view! { <UnsentAnswer id /> }),
                }}
            </div>
        </article>
    }
    .into_any()
}

/// Makes the thread the active one and shows its words.
fn show(context: ProposalContext, id: ThreadId) {
    context.sheet_open.set(true);
    context.drafting.go_to_thread(id);
}

/// What a closed card offers: seen under the pointer, with the keyboard, and always by touch.
#[component]
fn Offers(id: ThreadId) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let offer = move |rule: fn(Role) -> bool, words: Key, field: &'static str| {
        let start = move |_| {
            show(context, id);
            begin(id, field);
        };
        let button = move || {
            view! { <button type="button" class="quiet small-button" on:click=start>{say(words)}</button> }
        };
        move || context.may(rule).then(button)
    };
    view! {
        <div class="card-offers">
            {offer(Role::may_comment, key::THREAD_ANSWER, ".answer textarea")}
            {offer(Role::may_edit, key::THREAD_DECIDE, ".decide summary")}
        </div>
    }
    .into_any()
}

/// Puts the keyboard where one begins, once the card is open; what is folded unfolds.
#[cfg(feature = "hydrate")]
fn begin(id: ThreadId, field: &'static str) {
    use wasm_bindgen::JsCast;
    request_animation_frame(move || {
        let place = format!("[data-thread='{id}'] {field}");
        if let Ok(Some(place)) = document().query_selector(&place) {
            if let Ok(Some(fold)) = place.closest("details") {
                let _ = fold.set_attribute("open", "");
            }
            let _ = place.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

/// Nothing is begun on the server.
#[cfg(not(feature = "hydrate"))]
fn begin(_: ThreadId, _: &'static str) {}

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
    let go = move |_| show(context, id);
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
