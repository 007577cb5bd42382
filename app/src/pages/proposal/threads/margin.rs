//! The margin: cards beside their words; where there is no room for it, a sheet at the bottom.

use super::{
    arrivals::Arrivals,
    card::Card,
    compose::{Compose, ComposeButton},
    elsewhere::Elsewhere,
    filter::{FilterChoice, ThreadFilter},
    measure::{CardName, Measured, measured},
    stack::{self, stack},
};
use crate::{
    editor::px,
    pages::proposal::{context::ProposalContext, suggestions::Several},
    parts::{
        each::each,
        icon::{CLOSE, COMMENT, Icon},
        said::{language, say},
    },
};
use leptos::{html, prelude::*};
use model::{
    ids::ThreadId,
    order::sort_short,
    role::Role,
    text::{self, key},
    thread::Thread,
};

/// Space between two cards, in CSS pixels.
const GAP: f64 = 12.0;
/// The name of the card in which a new comment is written.
pub const COMPOSING: &str = "new";

/// The threads of the language that is shown.
#[component]
pub fn Margin() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let list = NodeRef::<html::Ul>::new();
    let measured = measured(list);
    #[cfg(feature = "hydrate")]
    {
        super::touch::watch(context, list);
        super::keyboard::watch(context, list);
    }
    let shown = Memo::new(move |_| shown(context));
    let tops = Memo::new(move |_| tops(context, &shown.get(), &measured.get()));
    let is_placed = move || tops.with(|tops| !tops.is_empty());
    let is_held = move || {
        context.composing.with(Option::is_some) || context.drafting.active_thread.get().is_some()
    };
    let close = move || {
        context.sheet_open.set(false);
        // Who writes taps into the words next: that is no wish to see their thread again.
        if !context.drafting.may_edit() {
            context.drafting.active_thread.set(None);
        }
    };
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            context.drafting.active_thread.set(None);
            context.drafting.focus_text();
        }
    };
    let place = move |name: &str| {
        let name = name.to_owned();
        move || tops.with(|tops| of(tops, &name).map(px))
    };
    view! {
        <aside
            class="margin"
            aria-label=say(key::THREADS_TITLE)
            data-open=move || context.sheet_open.get().to_string()
            on:keydown=keydown
        >
            <Arrivals />
            <MarginHead shown on_close=Callback::new(move |()| close()) />
            <Several />
            <ComposeButton />
            <ul class="cards-beside plain" class:placed=is_placed data-held=move || is_held().to_string() node_ref=list>
                {move || context.composing.get().map(|words| view! {
                    <li data-card=COMPOSING style:top=place(COMPOSING)>
                        <Compose words />
                    </li>
                })}
                {each(
                    move || shown.get().iter().map(ThreadId::to_string).collect(),
                    move |name| {
                        let id = name.parse().ok().map(|id| view! { <Card id /> });
                        view! { <li data-card=name.clone() style:top=place(&name)>{id}</li> }.into_any()
                    },
                )}
            </ul>
        </aside>
    }
    .into_any()
}

#[component]
fn MarginHead(shown: Memo<Vec<ThreadId>>, on_close: Callback<()>) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let said_in = language();
    let open = Memo::new(move |_| count(context, Thread::is_open));
    let decided = Memo::new(move |_| count(context, |thread| !thread.is_open()));
    let counted = move |key, count: u32| text::say_with(said_in, key, &[("threads", count.into())]);
    let (none, none_reader, hide) = (
        say(key::THREADS_NONE),
        say(key::THREADS_NONE_READER),
        say(key::THREADS_HIDE_DECIDED),
    );
    let empty = move || match context.may(Role::may_comment) {
        true => none.clone(),
        false => none_reader.clone(),
    };
    let decided_words = move || match context.decided_shown.get() {
        true => hide.clone(),
        false => counted(key::THREADS_SHOW_DECIDED, decided.get()),
    };
    let has_none = move || decided.get() + open.get() == 0;
    let is_filtered = move || context.thread_filter.get() != ThreadFilter::All;
    let none_fits = say(key::THREADS_NONE_FIT);
    let empty = move || match is_filtered() && !has_none() {
        true => none_fits.clone(),
        false => empty(),
    };
    let is_idle = move || {
        let mut languages = context.languages().into_iter();
        decided.get() == 0 && languages.all(|language| context.open_in(language) == 0)
    };
    let is_empty = move || shown.with(Vec::is_empty) && context.composing.with(Option::is_none);
    view! {
        <div class="margin-head">
            <button
                type="button"
                class="sheet-button"
                hidden=move || is_idle() && !context.sheet_open.get()
                aria-expanded=move || context.sheet_open.get().to_string()
                on:click=move |_| context.sheet_open.update(|open| *open = !*open)
            >
                <Icon glyph=COMMENT />
                {move || counted(key::THREADS_OPEN_COUNT, open.get())}
            </button>
            <h2 class="margin-title">{move || counted(key::THREADS_OPEN_COUNT, open.get())}</h2>
            <button
                type="button"
                class="quiet small-button"
                hidden=move || decided.get() == 0
                aria-pressed=move || context.decided_shown.get().to_string()
                on:click=move |_| context.decided_shown.update(|shown| *shown = !*shown)
            >
                {decided_words}
            </button>
            <FilterChoice is_idle=Signal::derive(has_none) />
            <button type="button" class="quiet square sheet-close" aria-label=say(key::CLOSE) on:click=move |_| on_close.run(())>
                <Icon glyph=CLOSE />
            </button>
        </div>
        <p class="margin-empty" hidden=move || !is_empty()>
            {empty}
        </p>
        <Elsewhere />
    }
    .into_any()
}

fn count(context: ProposalContext, rule: fn(&Thread) -> bool) -> u32 {
    let language = context.language.get();
    context.drafting.threads.with(|threads| {
        let counts = |thread: &&Thread| {
            thread.field.language == language && rule(thread) && !thread.is_withdrawn()
        };
        threads.iter().filter(counts).count() as u32
    })
}

/// The threads to show, in the order of their sections and words. An active one is always shown.
pub fn shown(context: ProposalContext) -> Vec<ThreadId> {
    let language = context.language.get();
    let decided_shown = context.decided_shown.get();
    let active = context.drafting.active_thread.get();
    let sections = context.sections();
    let filter = context.thread_filter.get();
    let visible = |thread: &&Thread| {
        let fits = (thread.is_open() || decided_shown) && filter.takes(thread);
        let wanted = fits || Some(thread.id) == active;
        thread.field.language == language && wanted && !thread.is_withdrawn()
    };
    let rank = |thread: &Thread| {
        sections
            .iter()
            .position(|it| it.key == thread.field.section)
    };
    let mut found: Vec<(Option<usize>, u32, ThreadId)> = context.drafting.threads.with(|threads| {
        let visible = threads.iter().filter(visible);
        visible
            .map(|it| (rank(it), it.anchor.block_hint, it.id))
            .collect()
    });
    sort_short(&mut found, |a, b| (a.0, a.1) < (b.0, b.1));
    let placed = context.drafting.placed.get();
    let top = |id: &ThreadId| placed.get(id).map_or(f64::MAX, |placed| placed.top);
    sort_short(&mut found, |a, b| top(&a.2) < top(&b.2));
    found.into_iter().map(|(_, _, id)| id).collect()
}

fn of(lengths: &[(CardName, f64)], name: &str) -> Option<f64> {
    let found = lengths.iter().find(|(card, _)| card == name);
    found.map(|(_, length)| *length)
}

/// Where each card stands; nothing until the draft knows where the words are.
fn tops(context: ProposalContext, shown: &[ThreadId], measured: &Measured) -> Vec<(CardName, f64)> {
    let heights = &measured.heights;
    let placed = context.drafting.placed.get();
    let top_of = |id: &ThreadId| placed.get(id).map(|placed| placed.top);
    if heights.is_empty() || shown.iter().any(|id| top_of(id).is_none()) {
        return Vec::new();
    }
    let mut wanted: Vec<(String, f64)> = shown
        .iter()
        .map(|id| (id.to_string(), top_of(id).unwrap_or_default()))
        .collect();
    if context.composing.with(Option::is_some) {
        wanted.push((COMPOSING.to_owned(), context.composing_top.get()));
    }
    sort_short(&mut wanted, |a, b| a.1 < b.1);
    let active = context
        .drafting
        .active_thread
        .get()
        .map(|id| id.to_string());
    let held = match context.composing.with(Option::is_some) {
        true => wanted.iter().position(|(name, _)| name == COMPOSING),
        false => wanted
            .iter()
            .position(|(name, _)| Some(name) == active.as_ref()),
    };
    let cards: Vec<stack::Card> = wanted
        .iter()
        .map(|(name, wanted)| stack::Card {
            wanted: *wanted,
            height: of(heights, name).unwrap_or_default(),
        })
        .collect();
    let tops = stack(&cards, held, GAP, measured.limit);
    wanted.into_iter().map(|(name, _)| name).zip(tops).collect()
}
