//! Which language's text is shown, and which one beside it.

use super::desk::Desk;
use crate::parts::said::say;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{language::Language, text::key};

/// One button a language; on wide screens, the choice of a second one.
#[component]
pub fn Languages() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let navigate = use_navigate();
    let show = move |language: Language| {
        desk.language.set(language);
        // The address keeps the choice over a reload, and a copied link shows the same text.
        let here = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        let path = format!("/proposals/{}?lang={}", desk.proposal(), language.code());
        navigate(&path, here);
        desk.beside
            .update(|beside| *beside = beside.filter(|it| *it != language));
    };
    let button = move |language: Language| {
        let show = show.clone();
        view! {
            <button
                type="button"
                class="tab"
                lang=language.code()
                aria-pressed=move || (desk.language.get() == language).to_string()
                on:click=move |_| show(language)
            >
                {language.own_name()}
            </button>
        }
    };
    view! {
        <div class="workbar-languages">
            <div class="tabs" role="group" aria-label=say(key::PROPOSAL_LANGUAGES)>
                {desk.languages().into_iter().map(button).collect_view()}
            </div>
            <Beside />
        </div>
    }
    .into_any()
}

#[component]
fn Beside() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let value = move || desk.beside.get().map(Language::code).unwrap_or_default();
    let others = move || {
        let shown = desk.language.get();
        let languages = desk
            .languages()
            .into_iter()
            .filter(|language| *language != shown);
        let option = |language: Language| {
            let chosen = desk.beside.get_untracked() == Some(language);
            view! { <option value=language.code() selected=chosen>{language.own_name()}</option> }
        };
        languages.map(option).collect_view()
    };
    view! {
        <label class="beside">
            <span>{say(key::PROPOSAL_BESIDE)}</span>
            <select
                prop:value=value
                on:change:target=move |event| desk.beside.set(Language::from_code(&event.target().value()))
            >
                <option value="">{say(key::PROPOSAL_BESIDE_NONE)}</option>
                {others}
            </select>
        </label>
    }
    .into_any()
}
