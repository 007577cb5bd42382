//! Deciding on several suggestions: all of a person, all in a section, one after the other.

use crate::{
    api::threads,
    pages::proposal::context::ProposalContext,
    parts::{
        attempt::Attempt,
        call::{Call, call},
        said::{best, language, person, say},
    },
};
use leptos::prelude::*;
use model::{
    ids::{AccountId, DecisionId, ThreadId},
    limits,
    role::Role,
    text::{self, key},
    thread::{Outcome, Thread},
};

/// Fewer are decided on by their cards.
const SEVERAL: usize = 2;

/// Which suggestions, and how far it is.
#[derive(Clone, Copy)]
struct Batch {
    context: ProposalContext,
    /// The account of their author, or nothing for everybody.
    author: RwSignal<String>,
    /// The key of their section, or nothing for all.
    section: RwSignal<String>,
    /// Whether it was begun: it stays on the page from then on, to say what came of it.
    begun: RwSignal<bool>,
    waiting: RwSignal<Vec<ThreadId>>,
    done: RwSignal<u32>,
    refused: RwSignal<u32>,
}

impl Batch {
    /// The suggestions that this viewer may decide on, without the choice.
    fn open(self) -> Vec<Thread> {
        let me = self.context.me().map(|me| me.account);
        let state = self.context.drafting.progress.with(|it| it.state);
        let language = self.context.language.get();
        let is_meant = |it: &&Thread| {
            let mine_too = me.is_some_and(|me| it.may_be_decided_by(me, state));
            it.suggestion.is_some() && it.is_open() && mine_too && it.field.language == language
        };
        let threads = self.context.drafting.threads;
        threads.with(|threads| threads.iter().filter(is_meant).cloned().collect())
    }

    fn chosen(self) -> Vec<ThreadId> {
        let (author, section) = (self.author.get(), self.section.get());
        let of_author = |it: &Thread| {
            let account = it.author().map(|account| account.to_string());
            author.is_empty() || account.as_ref() == Some(&author)
        };
        let in_section = |it: &Thread| section.is_empty() || it.field.section.0 == section;
        let chosen = self.open().into_iter();
        let chosen = chosen.filter(|it| of_author(it) && in_section(it));
        chosen.map(|it| it.id).collect()
    }

    fn start(self, act: Call<ThreadId>) {
        let mut waiting = untrack(|| self.chosen());
        let first = waiting.pop();
        self.begun.set(true);
        self.waiting.set(waiting);
        self.done.set(0);
        self.refused.set(0);
        if let Some(first) = first {
            act.dispatch(first);
        }
    }

    /// Goes on with the next one when one is answered.
    fn goes_on(self, act: Call<ThreadId>) {
        Effect::new(move |was_pending: Option<bool>| {
            let is_pending = act.pending().get();
            if was_pending == Some(true) && !is_pending {
                match act.refused().get_untracked() {
                    Some(_) => self.refused.update(|count| *count += 1),
                    None => self.done.update(|count| *count += 1),
                }
                let next = self.waiting.try_update(Vec::pop).flatten();
                if let Some(next) = next {
                    act.dispatch(next);
                }
            }
            act.pending().get_untracked()
        });
    }
}

/// For those who may decide, where there are several.
#[component]
pub fn Several() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let batch = Batch {
        context,
        author: RwSignal::default(),
        section: RwSignal::default(),
        begun: RwSignal::default(),
        waiting: RwSignal::default(),
        done: RwSignal::default(),
        refused: RwSignal::default(),
    };
    let is_there = Memo::new(move |_| {
        let may = context.may(Role::may_edit);
        may && (batch.begun.get() || batch.open().len() >= SEVERAL)
    });
    move || is_there.get().then(|| view! { <Form batch /> })
}

#[component]
fn Form(batch: Batch) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let attempt = Attempt::default();
    let accept = call(
        move |thread: ThreadId| threads::Accept {
            thread,
            reason: String::new(),
            id: DecisionId(attempt.id(&thread.to_string())),
        },
        move |thread| batch.context.put_thread(thread),
    );
    let reject = call(
        move |thread: ThreadId| threads::Decide {
            thread,
            outcome: Outcome::NotTaken,
            reason: reason.get_untracked(),
            id: DecisionId(attempt.id(&format!("{thread} {}", reason.get_untracked()))),
        },
        move |thread| batch.context.put_thread(thread),
    );
    batch.goes_on(accept);
    batch.goes_on(reject);
    let is_busy = move || accept.pending().get() || reject.pending().get();
    let said_in = language();
    let counted = move |key| {
        let count = batch.chosen().len() as u32;
        text::say_with(said_in, key, &[("suggestions", count.into())])
    };
    let none = move || batch.chosen().is_empty();
    view! {
        <details class="fold several">
            <summary>{say(key::SUGGESTIONS_SEVERAL)}</summary>
            <div class="form">
                <Choices batch />
                <button
                    type="button"
                    class="primary small-button"
                    disabled=move || is_busy() || none()
                    on:click=move |_| batch.start(accept)
                >
                    {move || counted(key::SUGGESTIONS_ACCEPT_ALL)}
                </button>
                <label class="field">
                    <span>{say(key::SUGGESTIONS_REJECT_REASON)}</span>
                    <textarea maxlength=limits::REASON_CHARS bind:value=reason></textarea>
                </label>
                <button
                    type="button"
                    class="small-button"
                    disabled=move || is_busy() || none() || reason.with(|it| it.trim().is_empty())
                    on:click=move |_| batch.start(reject)
                >
                    {move || counted(key::SUGGESTIONS_REJECT_ALL)}
                </button>
            </div>
            <Came batch />
        </details>
    }
    .into_any()
}

/// Whose, and where.
#[component]
fn Choices(batch: Batch) -> impl IntoView {
    let authors = move || {
        let mut known: Vec<(AccountId, String)> = Vec::new();
        for thread in batch.open() {
            if let Some(first) = thread.comments.first()
                && known.iter().all(|(account, _)| *account != first.account)
            {
                known.push((first.account, person(&first.name)));
            }
        }
        let option = |(account, name): (AccountId, String)| {
            view! { <option value=account.to_string()>{name}</option> }
        };
        known.into_iter().map(option).collect_view()
    };
    let sections = move || {
        let open = batch.open();
        let has = |key: &str| open.iter().any(|it| it.field.section.0 == key);
        let sections = batch.context.sections().into_iter();
        let option = |section: model::proposal::Section| {
            view! { <option value=section.key.0.clone()>{best(&section.heading)}</option> }
        };
        sections
            .filter(|it| has(&it.key.0))
            .map(option)
            .collect_view()
    };
    view! {
        <label class="field">
            <span>{say(key::SUGGESTIONS_OF)}</span>
            <select bind:value=batch.author>
                <option value="">{say(key::SUGGESTIONS_OF_ALL)}</option>
                {authors}
            </select>
        </label>
        <label class="field">
            <span>{say(key::SUGGESTIONS_IN)}</span>
            <select bind:value=batch.section>
                <option value="">{say(key::SUGGESTIONS_IN_ALL)}</option>
                {sections}
            </select>
        </label>
    }
    .into_any()
}

/// How many were decided on, and how many could not be.
#[component]
fn Came(batch: Batch) -> impl IntoView {
    let said_in = language();
    let done = move || {
        let count = batch.done.get();
        let words = || {
            text::say_with(
                said_in,
                key::SUGGESTIONS_DONE,
                &[("suggestions", count.into())],
            )
        };
        (count > 0).then(words)
    };
    let refused = move || {
        let count = batch.refused.get();
        let words = || {
            text::say_with(
                said_in,
                key::SUGGESTIONS_REFUSED,
                &[("suggestions", count.into())],
            )
        };
        (count > 0).then(words)
    };
    view! { <p class="several-came" role="status">{done} " " {refused}</p> }.into_any()
}
