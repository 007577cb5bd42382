//! Light, dark, or as the device has it.
//!
//! A plain form, kept in a cookie; a live page changes at once and its text stays as it is.

use super::{
    icon::{AUTO, Glyph, Icon, MOON, SUN},
    said::say,
};
use crate::live::Part;
use leptos::{ev::SubmitEvent, prelude::*};
use model::text::{Key, key};
use serde::{Deserialize, Serialize};

/// What a browser was told to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// How forms, cookies and styles spell it.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a code.
    pub fn from_code(code: &str) -> Option<Theme> {
        [Theme::Auto, Theme::Light, Theme::Dark]
            .into_iter()
            .find(|theme| theme.code() == code)
    }

    fn next(self) -> Theme {
        match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        }
    }

    fn look(self) -> (Glyph, Key) {
        match self {
            Theme::Auto => (AUTO, key::THEME_AUTO),
            Theme::Light => (SUN, key::THEME_LIGHT),
            Theme::Dark => (MOON, key::THEME_DARK),
        }
    }
}

/// The button, and the name of its place in a page.
pub const THEME: Part = ("theme", || view! { <ThemeSwitch /> }.into_any());

/// Goes round the three themes.
#[component]
fn ThemeSwitch() -> impl IntoView {
    let theme = RwSignal::new(shown());
    let name = move || {
        let now = say(theme.get().look().1);
        say(key::THEME_SWITCH) + ": " + &now
    };
    let turn = move |event: SubmitEvent| {
        event.prevent_default();
        theme.update(|theme| *theme = theme.next());
        keep(theme.get_untracked());
    };
    view! {
        <form method="post" action="/theme" on:submit=turn>
            <button
                class="quiet square"
                name="theme"
                value=move || theme.get().next().code()
                title=name
                aria-label=name
            >
                {move || view! { <Icon glyph=theme.get().look().0 /> }}
            </button>
        </form>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
fn shown() -> Theme {
    let visit = use_context::<crate::api::visit::Visit>();
    visit.unwrap_or_default().theme
}

#[cfg(not(feature = "ssr"))]
fn shown() -> Theme {
    let root = document().document_element();
    let code = root.and_then(|root| root.get_attribute("data-theme"));
    code.and_then(|code| Theme::from_code(&code))
        .unwrap_or_default()
}

#[cfg(feature = "hydrate")]
fn keep(theme: Theme) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", theme.code());
    }
    // Without a network the choice holds for this page only.
    crate::sync::plain::tell("/theme", &("theme=".to_owned() + theme.code()));
}

#[cfg(not(feature = "hydrate"))]
fn keep(_: Theme) {}
