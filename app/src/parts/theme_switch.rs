//! Light, dark, or as the device has it; kept in the browser.

use super::{
    icon::{AUTO, Glyph, Icon, MOON, SUN},
    said::say,
};
use leptos::prelude::*;
use model::text::{Key, key};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Theme {
    Auto,
    Light,
    Dark,
}

impl Theme {
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

/// A button that goes round the three themes.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let theme = RwSignal::new(Theme::Auto);
    Effect::new(move |_| theme.set(browser::kept()));
    let label = say(key::THEME_SWITCH);
    let words = [Theme::Auto, Theme::Light, Theme::Dark].map(|theme| say(theme.look().1));
    let name = move || format!("{label}: {}", words[theme.get() as usize]);
    let turn = move |_| {
        theme.update(|theme| *theme = theme.next());
        browser::keep(theme.get_untracked());
    };
    view! {
        <button type="button" class="quiet square" title=name.clone() aria-label=name on:click=turn>
            {move || view! { <Icon glyph=theme.get().look().0 /> }}
        </button>
    }
    .into_any()
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::Theme;
    use gloo_storage::{LocalStorage, Storage};

    const KEY: &str = "talka.theme";

    pub fn kept() -> Theme {
        match LocalStorage::raw().get_item(KEY).ok().flatten().as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        }
    }

    /// A browser that keeps nothing still shows the theme until the next page.
    pub fn keep(theme: Theme) {
        let name = match theme {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        let root = leptos::prelude::document().document_element();
        let _ = match (name, root) {
            (Some(name), Some(root)) => root.set_attribute("data-theme", name),
            (None, Some(root)) => root.remove_attribute("data-theme"),
            (_, None) => Ok(()),
        };
        let _ = match name {
            Some(name) => LocalStorage::raw().set_item(KEY, name),
            None => LocalStorage::raw().remove_item(KEY),
        };
    }
}

#[cfg(not(feature = "hydrate"))]
mod browser {
    use super::Theme;

    pub fn kept() -> Theme {
        Theme::Auto
    }

    pub fn keep(_: Theme) {}
}
