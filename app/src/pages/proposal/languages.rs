//! Which language's text is shown, and which one beside it.

use super::context::ProposalContext;
use crate::parts::said::{language as said_in, say};
use leptos::{ev::MouseEvent, prelude::*};
use model::{
    language::Language,
    text::{self, key},
};

/// One link a language, with the number of its open threads. Without script it loads the page in that
/// language.
#[component]
pub fn Languages() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let tab = |language: Language| view! { <Tab language /> };
    view! {
        <div class="tabs bar-languages" role="group" aria-label=say(key::PROPOSAL_LANGUAGES)>
            {context.languages().into_iter().map(tab).collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn Tab(language: Language) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let said_in = said_in();
    let open = Memo::new(move |_| context.open_in(language));
    let words = move || {
        let count = [("threads", open.get().into())];
        (open.get() > 0).then(|| text::say_with(said_in, key::THREADS_OPEN_COUNT, &count))
    };
    let show = move |event: MouseEvent| {
        event.prevent_default();
        context.show(language);
    };
    view! {
        <a
            class="tab"
            href=format!("?lang={}", language.code())
            title=words
            aria-current=move || (context.language.get() == language).then_some("true")
            on:click=show
        >
            <span class="tab-name" lang=language.code()>{language.own_name()}</span>
            <span class="tab-code" aria-hidden="true">{language.code().to_uppercase()}</span>
            <span class="tab-count" hidden=move || open.get() == 0>
                <span aria-hidden="true">{open}</span>
                <span class="unseen">", " {words}</span>
            </span>
        </a>
    }
    .into_any()
}

/// The address keeps the choice over a reload, and a copied link shows the same text; the browser keeps
/// it for the next visit.
#[cfg(feature = "hydrate")]
pub fn keep(language: Language) {
    let address = "?lang=".to_owned() + language.code();
    // A browser that refuses still shows the language until the page is loaded again.
    let _ = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&history.state()?, "", Some(&address)));
    crate::sync::plain::tell(
        "/text-language",
        &("language=".to_owned() + language.code()),
    );
}

#[cfg(not(feature = "hydrate"))]
pub fn keep(_: Language) {}

/// The choice of a second language beside the first, on wide screens.
#[component]
pub fn Beside() -> impl IntoView {
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
