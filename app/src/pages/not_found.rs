//! An address that leads nowhere.

use crate::parts::said::say;
use leptos::prelude::*;
use leptos_meta::Title;
use model::text::key;

/// Says so, and offers the first page.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Title text=say(key::NOT_FOUND_TITLE) />
        <section class="page narrow">
            <h1>{say(key::NOT_FOUND_TITLE)}</h1>
            <p>{say(key::NOT_FOUND_TEXT)}</p>
            <p>
                <a class="button" href="/">
                    {say(key::TO_FIRST_PAGE)}
                </a>
            </p>
        </section>
    }
    .into_any()
}
