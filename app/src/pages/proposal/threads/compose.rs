//! A new comment on the words that are selected.

use super::{severity::SeverityChoice, words};
use crate::{
    api::{Refused, threads},
    editor::{Anchored, px},
    pages::proposal::{context::ProposalContext, waiting::wait},
    parts::{
        alert::Alert,
        attempt::Attempt,
        call::{Call, call_or_wait},
        icon::{COMMENT, Icon},
        said::say,
        under_way::{keep, kept},
    },
};
use leptos::{
    ev::{KeyboardEvent, PointerEvent, SubmitEvent},
    html,
    prelude::*,
};
use model::{
    document::anchor::Anchor, error::Refusal, ids::ThreadId, limits, proposal::FieldName,
    role::Role, text::key, thread::Severity,
};
use serde::{Deserialize, Serialize};

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
    Effect::new(move |_| {
        if context.composing.with(Option::is_none) {
            words::release();
        }
    });
    // What was under way when the page was left goes on.
    Effect::new(move |_| {
        let is_free =
            context.may(Role::may_comment) && context.composing.with_untracked(Option::is_none);
        if let Some(begun) = Begun::kept(context).filter(|_| is_free) {
            let Begun { field, anchor, .. } = begun;
            context.sheet_open.set(true);
            context.composing.set(Some(Anchored { field, anchor }));
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
            on:click=move |_| {
                begin(context);
            }
        >
            <Icon glyph=COMMENT />
            {say(key::THREAD_COMMENT)}
        </button>
    }
    .into_any()
}

/// Opens the form for a comment on the selected words; whether there are any, and no form is open.
pub fn begin(context: ProposalContext) -> bool {
    if context.composing.with_untracked(Option::is_some) {
        return false;
    }
    let Some(words) = context.drafting.anchor_of_selection() else {
        return false;
    };
    let selection = context.drafting.selection;
    let Some(top) = selection.with_untracked(|it| it.as_ref().map(|it| it.place.top)) else {
        return false;
    };
    words::hold();
    context.composing_top.set(top);
    context.drafting.active_thread.set(None);
    context.sheet_open.set(true);
    context.composing.set(Some(words));
    true
}

/// A comment under way, as this device keeps it.
#[derive(Serialize, Deserialize)]
struct Begun {
    field: FieldName,
    anchor: Anchor,
    severity: Severity,
    body: String,
}

/// Under which name it is kept; there is one for each proposal.
const NEW: &str = "new";

impl Begun {
    fn kept(context: ProposalContext) -> Option<Begun> {
        serde_json::from_str(&kept(&context.writing_name(NEW))?).ok()
    }

    fn keep(&self, context: ProposalContext) {
        let text = match self.body.is_empty() {
            true => String::new(),
            false => serde_json::to_string(self).unwrap_or_default(),
        };
        keep(&context.writing_name(NEW), &text);
    }
}

/// What the form is filled in with.
#[derive(Clone, Copy)]
struct Form {
    words: RwSignal<Anchored>,
    severity: RwSignal<Severity>,
    body: RwSignal<String>,
}

impl Form {
    /// As it was left, or empty.
    fn begin(context: ProposalContext, words: Anchored) -> Form {
        let begun = Begun::kept(context).filter(|it| it.anchor == words.anchor);
        let (severity, body) = match begun {
            Some(begun) => (begun.severity, begun.body),
            None => (Severity::Question, String::new()),
        };
        let form = Form {
            words: RwSignal::new(words),
            severity: RwSignal::new(severity),
            body: RwSignal::new(body),
        };
        Effect::new(move || {
            let Anchored { field, anchor } = form.words.get();
            let (severity, body) = (form.severity.get(), form.body.get());
            let begun = Begun {
                field,
                anchor,
                severity,
                body,
            };
            begun.keep(context);
        });
        form
    }

    /// Ends it: what was written was sent, or is not wanted.
    fn end(self, context: ProposalContext) {
        keep(&context.writing_name(NEW), "");
        context.composing.set(None);
    }

    /// The call that opens the thread, or has it wait; its input says whether it may be detached.
    fn call(self, context: ProposalContext) -> Call<(String, bool)> {
        let attempt = Attempt::default();
        let proposal = context.proposal();
        let done = move |id: ThreadId| {
            self.end(context);
            context.drafting.active_thread.set(Some(id));
        };
        call_or_wait(
            move |(body, detached): (String, bool)| {
                let Anchored { field, anchor } = self.words.get_untracked();
                threads::Open {
                    proposal,
                    field,
                    anchor,
                    severity: self.severity.get_untracked(),
                    detached,
                    id: ThreadId(attempt.id(&body)),
                    body,
                }
            },
            move |thread| {
                let id = thread.id;
                context.put_thread(thread);
                done(id);
            },
            move || context.queue.is_waiting(),
            move |open: threads::Open| {
                let id = open.id;
                wait(context, open.into());
                done(id);
            },
        )
    }

    fn is_empty(self) -> bool {
        self.body.with_untracked(|body| body.trim().is_empty())
    }
}

/// The form: the words, how much it weighs, and the comment.
#[component]
pub fn Compose(words: Anchored) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let form = Form::begin(context, words);
    let field = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let open = form.call(context);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        open.dispatch((form.body.get_untracked(), false));
    };
    let cancel = move || {
        if form.is_empty() || is_given_up() {
            form.end(context);
            context.sheet_open.set(false);
            context.drafting.focus_text();
        }
    };
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            cancel();
        }
    };
    let send_detached = move |_| open.dispatch((form.body.get_untracked(), true));
    view! {
        <form class="card-thread composing form" aria-label=say(key::THREAD_NEW) on:submit=submit on:keydown=keydown>
            <blockquote class="quote">{move || form.words.with(|it| it.anchor.quote.exact.clone())}</blockquote>
            <OtherWords words=form.words />
            <label class="field">
                <span>{say(key::THREAD_BODY)}</span>
                <textarea node_ref=field required maxlength=limits::COMMENT_CHARS bind:value=form.body></textarea>
            </label>
            <SeverityChoice severity=form.severity legend=say(key::THREAD_SEVERITY) />
            <div class="actions">
                <button class="primary" disabled=open.pending()>
                    {say(key::THREAD_SEND)}
                </button>
                <button type="button" class="quiet" on:click=move |_| cancel()>
                    {say(key::CANCEL)}
                </button>
            </div>
            <Alert refused=open.refused() />
            <button
                type="button"
                class="small-button"
                hidden=move || !has_lost_words(open.refused())
                on:click=send_detached
            >
                {say(key::THREAD_SEND_DETACHED)}
            </button>
        </form>
    }
    .into_any()
}

fn has_lost_words(refused: RwSignal<Option<Refused>>) -> bool {
    refused.with(|it| it.as_ref().is_some_and(|it| it.0 == Refusal::WordsGone))
}

/// While one writes, other words can be selected and taken instead.
#[component]
fn OtherWords(words: RwSignal<Anchored>) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let is_selected = move || {
        let quote = words.with(|it| it.anchor.quote.exact.clone());
        let others = |selected: &str| !selected.trim().is_empty() && !selected.starts_with(&quote);
        let selection = context.drafting.selection;
        selection.with(|it| it.as_ref().is_some_and(|it| others(&it.words)))
    };
    let take = move |_| {
        if let Some(other) = context.drafting.anchor_of_selection() {
            words::hold();
            words.set(other);
        }
    };
    let keep_selection = |event: PointerEvent| event.prevent_default();
    view! {
        <button
            type="button"
            class="quiet small-button"
            hidden=move || !is_selected()
            on:pointerdown=keep_selection
            on:click=take
        >
            {say(key::THREAD_OTHER_WORDS)}
        </button>
    }
    .into_any()
}

/// Asks whether what was written is to go.
#[cfg(feature = "hydrate")]
fn is_given_up() -> bool {
    let asked = window().confirm_with_message(&say(key::THREAD_GIVE_UP));
    asked.unwrap_or(true)
}

/// Nothing is written on the server.
#[cfg(not(feature = "hydrate"))]
fn is_given_up() -> bool {
    true
}
