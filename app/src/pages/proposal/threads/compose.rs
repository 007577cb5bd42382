//! A new comment on the words that are selected.

use super::{severity::SeverityChoice, words};
use crate::{
    api::threads,
    editor::{Anchored, px},
    pages::proposal::context::ProposalContext,
    parts::{
        alert::Alert,
        attempt::Attempt,
        call::call,
        icon::{COMMENT, Icon},
        said::say,
    },
};
use leptos::{
    ev::{KeyboardEvent, PointerEvent, SubmitEvent},
    html,
    prelude::*,
};
use model::{ids::ThreadId, limits, role::Role, text::key, thread::Severity};

/// A button beside the selected words, for those who may comment.
#[component]
pub fn ComposeButton() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let top = move || {
        let selected = context.drafting.selection.get()?;
        let free = context.composing.with(Option::is_none) && context.may(Role::may_comment);
        let words = !selected.words.trim().is_empty();
        (free && words).then_some(selected.place.top)
    };
    let is_low = move || {
        let selection = context.drafting.selection;
        selection.with(|it| it.as_ref().is_some_and(|it| it.low))
    };
    // The selection would be gone when the button took the focus before the click.
    let keep_selection = |event: PointerEvent| event.prevent_default();
    let begin = move |_| {
        let top = context
            .drafting
            .selection
            .with_untracked(|it| it.as_ref().map(|it| it.place.top));
        if let Some(words) = context.drafting.anchor_of_selection() {
            words::hold();
            context.composing_top.set(top.unwrap_or_default());
            context.drafting.active_thread.set(None);
            context.sheet_open.set(true);
            context.composing.set(Some(words));
        }
    };
    Effect::new(move |_| {
        if context.composing.with(Option::is_none) {
            words::release();
        }
    });
    view! {
        <button
            type="button"
            class="compose-button"
            hidden=move || top().is_none()
            style:top=move || top().map(px)
            data-low=move || is_low().then_some("true")
            aria-label=say(key::THREAD_COMMENT_SELECTION)
            on:pointerdown=keep_selection
            on:click=begin
        >
            <Icon glyph=COMMENT />
            {say(key::THREAD_COMMENT)}
        </button>
    }
    .into_any()
}

/// The form: the words, how much it weighs, and the comment.
#[component]
pub fn Compose(words: Anchored) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let body = RwSignal::new(String::new());
    let attempt = Attempt::default();
    let severity = RwSignal::new(Severity::Question);
    let field = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let quote = words.anchor.quote.exact.clone();
    let proposal = context.proposal();
    let open = call(
        move |body: String| {
            let Anchored { field, anchor } = words.clone();
            threads::Open {
                proposal,
                field,
                anchor,
                severity: severity.get_untracked(),
                id: ThreadId(attempt.id(&body)),
                body,
            }
        },
        move |thread| {
            let id = thread.id;
            context.put_thread(thread);
            context.composing.set(None);
            context.drafting.active_thread.set(Some(id));
        },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        open.dispatch(body.get_untracked());
    };
    let cancel = move || {
        context.composing.set(None);
        context.sheet_open.set(false);
        context.drafting.focus_text();
    };
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            cancel();
        }
    };
    view! {
        <form class="card-thread composing form" aria-label=say(key::THREAD_NEW) on:submit=submit on:keydown=keydown>
            <blockquote class="quote">{quote}</blockquote>
            <label class="field">
                <span>{say(key::THREAD_BODY)}</span>
                <textarea node_ref=field required maxlength=limits::COMMENT_CHARS bind:value=body></textarea>
            </label>
            <SeverityChoice severity legend=say(key::THREAD_SEVERITY) />
            <div class="actions">
                <button class="primary" disabled=open.pending()>
                    {say(key::THREAD_SEND)}
                </button>
                <button type="button" class="quiet" on:click=move |_| cancel()>
                    {say(key::CANCEL)}
                </button>
            </div>
            <Alert refused=open.refused() />
        </form>
    }
    .into_any()
}
