//! What this person has written about the text while the server could not be reached: comments, answers and
//! decisions. They wait on this device, in order, and go as soon as the text is saved again. Their ids are
//! made here, so that what arrives twice is done once.

#[cfg(feature = "hydrate")]
mod sending;

use super::context::ProposalContext;
use crate::{
    api::{Refused, threads},
    parts::{
        alert::Alert,
        each::each,
        said::{language, say, say_of},
    },
};
use leptos::prelude::*;
use model::{
    ids::ThreadId,
    text::{self, key},
    thread::Severity,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something that waits, as the server will be asked for it.
#[derive(Clone, Serialize, Deserialize)]
pub enum Unsent {
    Open(threads::Open),
    Answer(threads::Answer),
    Decide(threads::Decide),
}

impl Unsent {
    /// The id that was made for it here.
    pub fn id(&self) -> Uuid {
        match self {
            Unsent::Open(open) => open.id.0,
            Unsent::Answer(answer) => answer.id.0,
            Unsent::Decide(decide) => decide.id.0,
        }
    }

    /// The thread that it opens or is about.
    pub fn thread(&self) -> ThreadId {
        match self {
            Unsent::Open(open) => open.id,
            Unsent::Answer(answer) => answer.thread,
            Unsent::Decide(decide) => decide.thread,
        }
    }

    /// What was written.
    pub fn words(&self) -> &str {
        match self {
            Unsent::Open(open) => &open.body,
            Unsent::Answer(answer) => &answer.body,
            Unsent::Decide(decide) => &decide.reason,
        }
    }

    /// What it is, in the viewer's language.
    fn kind(&self) -> String {
        match self {
            Unsent::Open(open) => {
                let severity: Severity = open.severity;
                say_of(key::SEVERITY, "severity", severity.code())
            }
            Unsent::Answer(_) => say(key::THREAD_ANSWER),
            Unsent::Decide(decide) => say_of(key::OUTCOME, "outcome", decide.outcome.code()),
        }
    }
}

impl From<threads::Open> for Unsent {
    fn from(open: threads::Open) -> Self {
        Unsent::Open(open)
    }
}

impl From<threads::Answer> for Unsent {
    fn from(answer: threads::Answer) -> Self {
        Unsent::Answer(answer)
    }
}

impl From<threads::Decide> for Unsent {
    fn from(decide: threads::Decide) -> Self {
        Unsent::Decide(decide)
    }
}

/// One that waits, and what the server said to it if it was asked already.
#[derive(Clone)]
pub struct Waits {
    pub act: Unsent,
    pub refused: RwSignal<Option<Refused>>,
}

/// The queue of a page.
#[derive(Clone, Copy, Default)]
pub struct Queue {
    pub waits: RwSignal<Vec<Waits>>,
    /// Whether the browser refused to keep it: it is only in this page then.
    pub only_here: RwSignal<bool>,
    /// Whether one is on its way to the server.
    #[cfg(feature = "hydrate")]
    pub sending: StoredValue<bool>,
}

impl Queue {
    /// What comes later has to wait as well, so that all arrives in order.
    pub fn is_waiting(self) -> bool {
        self.waits.with_untracked(|waits| {
            waits
                .iter()
                .any(|it| it.refused.with_untracked(Option::is_none))
        })
    }
}

/// All that waits on this page, under its bar; nothing while nothing does.
#[component]
pub fn Waiting() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    #[cfg(feature = "hydrate")]
    sending::begin(context);
    let waits = context.queue.waits;
    let said_in = language();
    let title = move || {
        let count = waits.with(Vec::len);
        text::say_with(said_in, key::WAITING_COUNT, &[("count", count.into())])
    };
    let rows = move || waits.with(|waits| waits.iter().map(|it| it.act.id().to_string()).collect());
    view! {
        <details class="waiting" hidden=move || waits.with(Vec::is_empty)>
            <summary>
                {title}
                <strong class="waiting-only-here" hidden=move || !context.queue.only_here.get()>
                    " " {say(key::SAVE_ONLY_HERE)}
                </strong>
            </summary>
            <ol class="plain">
                {each(rows, move |id| view! { <Row id /> }.into_any())}
            </ol>
        </details>
    }
    .into_any()
}

/// What waits for one thread, in its card.
#[component]
pub fn WaitingIn(id: ThreadId) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let rows = move || {
        context.queue.waits.with(|waits| {
            let here = waits.iter().filter(|it| it.act.thread() == id);
            here.map(|it| it.act.id().to_string()).collect()
        })
    };
    view! {
        <ol class="waiting-here plain">
            {each(rows, move |id| view! { <Row id /> }.into_any())}
        </ol>
    }
    .into_any()
}

#[component]
fn Row(id: String) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let found = context.queue.waits.with_untracked(|waits| {
        let mut waits = waits.iter();
        waits.find(|it| it.act.id().to_string() == id).cloned()
    });
    let Waits { act, refused } = found?;
    let (id, thread) = (act.id(), act.thread());
    let state = move || match refused.with(Option::is_some) {
        true => say(key::WAITING_REFUSED),
        false => say(key::WAITING_NOT_SENT),
    };
    let row = view! {
        <li class="waiting-row">
            <p class="waiting-facts">
                <strong>{act.kind()}</strong> " " <span class="waiting-state">{state}</span>
            </p>
            <p class="comment-body">{act.words().to_owned()}</p>
            <Alert refused />
            <div class="actions">
                <button
                    type="button"
                    class="quiet small-button waiting-go"
                    on:click=move |_| context.drafting.go_to_thread(thread)
                >
                    {say(key::WAITING_GO)}
                </button>
                <button
                    type="button"
                    class="quiet small-button"
                    hidden=move || refused.with(Option::is_none)
                    on:click=move |_| send_again(context, refused)
                >
                    {say(key::WAITING_AGAIN)}
                </button>
                <button type="button" class="quiet small-button" on:click=move |_| take_back(context, id)>
                    {say(key::WAITING_TAKE_BACK)}
                </button>
            </div>
        </li>
    };
    Some(row.into_any())
}

/// Has something wait; it goes by itself.
pub fn wait(context: ProposalContext, act: Unsent) {
    #[cfg(feature = "hydrate")]
    sending::wait(context, act);
    #[cfg(not(feature = "hydrate"))]
    let _ = (context, act);
}

fn take_back(context: ProposalContext, id: Uuid) {
    #[cfg(feature = "hydrate")]
    sending::take_back(context, id);
    #[cfg(not(feature = "hydrate"))]
    let _ = (context, id);
}

fn send_again(context: ProposalContext, refused: RwSignal<Option<Refused>>) {
    refused.set(None);
    #[cfg(feature = "hydrate")]
    sending::send(context);
    #[cfg(not(feature = "hydrate"))]
    let _ = context;
}
