//! Which comments the margin shows.

use crate::{
    pages::proposal::context::ProposalContext,
    parts::said::{best, say, say_of},
};
use leptos::prelude::*;
use model::{
    ids::{AccountId, OrganisationId},
    text::key,
    thread::{Severity, Thread},
};

/// What a shown thread has in common with the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThreadFilter {
    #[default]
    All,
    /// The viewer wrote in it.
    Mine(AccountId),
    /// Somebody of this side opened it.
    Side(OrganisationId),
    Severity(Severity),
    Suggestions,
}

impl ThreadFilter {
    /// Whether a thread is shown.
    pub fn takes(self, thread: &Thread) -> bool {
        let first = thread.comments.first();
        match self {
            ThreadFilter::All => true,
            ThreadFilter::Mine(me) => thread.comments.iter().any(|it| it.account == me),
            ThreadFilter::Side(side) => first.is_some_and(|it| it.side == Some(side)),
            ThreadFilter::Severity(severity) => {
                thread.suggestion.is_none() && thread.severity == severity
            }
            ThreadFilter::Suggestions => thread.suggestion.is_some(),
        }
    }
}

/// The choice; hidden where there is nothing to choose from.
#[component]
pub fn FilterChoice(#[prop(into)] is_idle: Signal<bool>) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let chosen = context.thread_filter;
    let choices = StoredValue::new(choices(context));
    let option = |(index, words): (usize, String)| {
        view! { <option value=index.to_string()>{words}</option> }
    };
    let options = choices.with_value(|all| {
        let words = all.iter().map(|(_, words)| words.clone());
        words.enumerate().map(option).collect_view()
    });
    let choose = move |event| {
        let index = event_target_value(&event).parse::<usize>().unwrap_or(0);
        let found = choices.with_value(|all| all.get(index).map(|(filter, _)| *filter));
        chosen.set(found.unwrap_or_default());
    };
    let value = move || {
        let chosen = chosen.get();
        let index = choices.with_value(|all| all.iter().position(|(it, _)| *it == chosen));
        index.unwrap_or(0).to_string()
    };
    view! {
        <select
            class="margin-filter"
            aria-label=say(key::THREADS_FILTER)
            hidden=is_idle
            prop:value=value
            on:change=choose
        >
            {options}
        </select>
    }
    .into_any()
}

fn choices(context: ProposalContext) -> Vec<(ThreadFilter, String)> {
    let mut choices = vec![(ThreadFilter::All, say(key::THREADS_FILTER_ALL))];
    if let Some(me) = context.me() {
        choices.push((
            ThreadFilter::Mine(me.account),
            say(key::THREADS_FILTER_MINE),
        ));
    }
    let side = |side: model::partnership::Organisation| {
        let name = best(&side.name);
        (
            ThreadFilter::Side(side.id),
            say_of(key::THREADS_FILTER_SIDE, "side", &name),
        )
    };
    choices.extend(context.organisations().into_iter().map(side));
    let severity = |severity: Severity| {
        let words = say_of(key::SEVERITY, "severity", severity.code());
        (ThreadFilter::Severity(severity), words)
    };
    choices.extend(Severity::ALL.map(severity));
    choices.push((
        ThreadFilter::Suggestions,
        say(key::THREADS_FILTER_SUGGESTIONS),
    ));
    choices
}
