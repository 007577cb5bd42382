//! The way to the search from every page: a link, which a script (`public/search.js`) makes a field that
//! opens over the page and shows what is found as somebody types.

use super::{
    icon::{CLOSE, FIND, Icon},
    said::say,
};
use leptos::prelude::*;
use model::text::key;

/// The link in the header.
#[component]
pub fn SearchLink() -> impl IntoView {
    view! {
        <a
            class="button quiet square"
            href="/search"
            aria-label=say(key::SEARCH_TITLE)
            title=say(key::SEARCH_OPEN)
            data-search-open
        >
            <Icon glyph=FIND />
        </a>
    }
    .into_any()
}

/// The field, closed. It stands beside the header, which is not there in every view.
#[component]
pub fn SearchDialog() -> impl IntoView {
    let field = say(key::SEARCH_FIELD);
    view! {
        <dialog id="search-dialog" class="search-dialog" aria-label=say(key::SEARCH_TITLE)>
            <form method="get" action="/search" role="search">
                <input
                    type="search"
                    name="q"
                    role="combobox"
                    aria-expanded="false"
                    aria-controls="search-list"
                    aria-autocomplete="list"
                    aria-label=field.clone()
                    placeholder=field
                    autocomplete="off"
                    spellcheck="false"
                />
                <button type="button" class="quiet square" aria-label=say(key::CLOSE)>
                    <Icon glyph=CLOSE />
                </button>
                <p class="search-say" role="status"></p>
            </form>
            <div
                id="search-list"
                role="listbox"
                aria-label=say(key::SEARCH_FOUND)
                data-language=say(key::HEADER_LANGUAGE)
                hidden
            ></div>
            <div class="search-keys">
                <p>{say(key::SEARCH_KEYS)}</p>
                <label>
                    <input type="checkbox" autocomplete="off" checked />
                    {say(key::SEARCH_SLASH)}
                </label>
            </div>
        </dialog>
    }
    .into_any()
}
