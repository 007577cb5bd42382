//! Looking for words in the proposal: a button, and the bar that it opens.

use super::context::ProposalContext;
use crate::parts::{
    icon::{ARROW_DOWN, ARROW_UP, CLOSE, FIND, Glyph, Icon},
    said::{language, say},
};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use model::{
    limits,
    text::{self, Key, key},
};

/// The button; `Ctrl+F` in the proposal does the same.
#[component]
pub fn FindButton() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    view! {
        <button
            type="button"
            class="quiet square"
            title=say(key::FIND)
            aria-label=say(key::FIND)
            aria-expanded=move || context.finding.get().to_string()
            on:click=move |_| match context.finding.get_untracked() {
                true => close(context),
                false => context.finding.set(true),
            }
        >
            <Icon glyph=FIND />
        </button>
    }
    .into_any()
}

/// The bar; nothing while nobody looks for anything.
#[component]
pub fn FindBar() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    (move || context.finding.get().then(|| view! { <Bar /> })).into_any()
}

#[component]
fn Bar() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let drafting = context.drafting;
    let said_in = language();
    let field = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let keydown = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            drafting.find_next(!event.shift_key());
        }
        "Escape" => {
            event.prevent_default();
            close(context);
        }
        _ => {}
    };
    let words = RwSignal::new(String::new());
    let count = move || {
        let found = drafting.found.get();
        if words.with(String::is_empty) {
            return String::new();
        }
        if found.count == 0 {
            return text::say(said_in, key::FIND_NONE);
        }
        let values = [("here", found.here.into()), ("count", found.count.into())];
        text::say_with(said_in, key::FIND_COUNT, &values)
    };
    let look = move |wanted: String| {
        words.set(wanted.clone());
        drafting.find(wanted);
    };
    view! {
        <div class="find" role="search" on:keydown=keydown>
            <input
                node_ref=field
                type="search"
                aria-label=say(key::FIND)
                placeholder=say(key::FIND)
                maxlength=limits::NAME_CHARS
                on:input:target=move |event| look(event.target().value())
            />
            <p class="find-count" role="status">
                {count}
            </p>
            {tool(key::FIND_BACK, ARROW_UP, move || drafting.find_next(false))}
            {tool(key::FIND_NEXT, ARROW_DOWN, move || drafting.find_next(true))}
            {tool(key::CLOSE, CLOSE, move || close(context))}
        </div>
    }
    .into_any()
}

fn tool(name: Key, glyph: Glyph, act: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="quiet square" aria-label=say(name) on:click=move |_| act()>
            <Icon glyph />
        </button>
    }
    .into_any()
}

fn close(context: ProposalContext) {
    context.finding.set(false);
    context.drafting.find_end();
}

/// The keys of the whole page: `Ctrl+F` looks for words, `Ctrl+.` leaves the text alone on the screen,
/// `Ctrl+/` shows the keys.
#[cfg(feature = "hydrate")]
pub fn page_keys(context: ProposalContext) -> impl Fn(&KeyboardEvent) + 'static {
    move |event| {
        let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
        match event.key().as_str() {
            // Asked again, the browser's own search comes.
            "f" if held && !context.finding.get_untracked() => context.finding.set(true),
            "." if held => context.calm.update(|calm| *calm = !*calm),
            "/" if held => super::help::toggle(),
            _ => return,
        }
        event.prevent_default();
    }
}
