//! Which language's text is shown, and which one beside it.

use super::context::ProposalContext;
use crate::parts::said::say;
use leptos::prelude::*;
use model::{language::Language, text::key};

/// One button a language; on wide screens, the choice of a second one.
#[component]
pub fn Languages() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let show = move |language: Language| {
        context.language.set(language);
        keep_in_address(language);
        context
            .beside
            .update(|beside| *beside = beside.filter(|it| *it != language));
    };
    let button = move |language: Language| {
        view! {
            <button
                type="button"
                class="tab"
                lang=language.code()
                aria-pressed=move || (context.language.get() == language).to_string()
                on:click=move |_| show(language)
            >
                {language.own_name()}
            </button>
        }
    };
    view! {
        <div class="workbar-languages">
            <div class="tabs" role="group" aria-label=say(key::PROPOSAL_LANGUAGES)>
                {context.languages().into_iter().map(button).collect_view()}
            </div>
            <Beside />
        </div>
    }
    .into_any()
}

/// The address keeps the choice over a reload, and a copied link shows the same text.
#[cfg(feature = "hydrate")]
fn keep_in_address(language: Language) {
    let address = "?lang=".to_owned() + language.code();
    // A browser that refuses still shows the language until the page is loaded again.
    let _ = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&history.state()?, "", Some(&address)));
}

#[cfg(not(feature = "hydrate"))]
fn keep_in_address(_: Language) {}

#[component]
fn Beside() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let value = move || context.beside.get().map(Language::code).unwrap_or_default();
    let others = move || {
        let shown = context.language.get();
        let languages = context
            .languages()
            .into_iter()
            .filter(|language| *language != shown);
        let option = |language: Language| {
            let chosen = context.beside.get_untracked() == Some(language);
            view! { <option value=language.code() selected=chosen>{language.own_name()}</option> }
        };
        languages.map(option).collect_view()
    };
    view! {
        <label class="beside">
            <span>{say(key::PROPOSAL_BESIDE)}</span>
            <select
                prop:value=value
                on:change:target=move |event| context.beside.set(Language::from_code(&event.target().value()))
            >
                <option value="">{say(key::PROPOSAL_BESIDE_NONE)}</option>
                {others}
            </select>
        </label>
    }
    .into_any()
}
