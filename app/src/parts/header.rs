//! The header of every page: the way home, the language, light or dark, who is signed in.

use super::{
    avatar::Avatar,
    demo_bar::DemoBar,
    said::{person, say},
    search_field::SearchLink,
    theme_switch::THEME,
};
use crate::{api::visit::Visit, live::written};
use leptos::{either::Either, prelude::*};
use model::{language::Language, partnership::Viewer, text::key};

/// The header.
#[component]
pub fn Header() -> impl IntoView {
    let visit = use_context::<Visit>().unwrap_or_default();
    let who = match visit.viewer {
        Some(viewer) => Either::Left(view! { <SignedIn viewer /> }),
        None => Either::Right(
            view! { <a class="header-sign-in" href="/sign-in">{say(key::HEADER_SIGN_IN)}</a> },
        ),
    };
    view! {
        {visit.demo.then(|| view! { <DemoBar /> })}
        <header class="header">
            <a class="wordmark" href="/" aria-label=say(key::HEADER_HOME)>
                <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
                    <path class="mark-a" d="M3 8h11a4 4 0 0 1 0 8H8"></path>
                    <path class="mark-b" d="M21 16H10a4 4 0 0 1 0-8h6"></path>
                </svg>
                "Talka"
            </a>
            <div class="header-tools">
                <Languages chosen=visit.language />
                {written(THEME)}
                {who}
            </div>
        </header>
    }
    .into_any()
}

/// Who is signed in, and the way out.
#[component]
fn SignedIn(viewer: Viewer) -> impl IntoView {
    let name = person(&viewer.name);
    view! {
        <SearchLink />
        <a class="header-account" href="/account" title=say(key::ACCOUNT_TITLE)>
            <Avatar name=name.clone() side="no-side" />
            <span class="header-name">{name}</span>
        </a>
        // Loads the next page anew: nothing of this account stays in the program.
        <form method="post" action="/sign-out" data-rel="external">
            <button class="quiet">{say(key::HEADER_SIGN_OUT)}</button>
        </form>
    }
    .into_any()
}

/// The language of the pages: a plain form that comes back to the same page.
#[component]
fn Languages(chosen: Language) -> impl IntoView {
    let button = move |language: Language| {
        view! {
            <button
                class="language"
                name="language"
                value=language.code()
                lang=language.code()
                aria-current=(language == chosen).then_some("true")
            >
                {language.code().to_uppercase()}
                <span class="unseen">" "{language.own_name()}</span>
            </button>
        }
    };
    view! {
        <form class="languages" method="post" action="/language" aria-label=say(key::HEADER_LANGUAGE)>
            {Language::ALL.into_iter().map(button).collect_view()}
        </form>
    }
    .into_any()
}
