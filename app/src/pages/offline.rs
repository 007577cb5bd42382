//! What stands for a page that this browser has not kept, while there is no network.

use crate::parts::said::say;
use leptos::prelude::*;
use leptos_meta::Title;
use model::text::key;

/// Says so; the script that keeps pages puts into the list those that open (`public/offline.js`).
#[component]
pub fn Offline() -> impl IntoView {
    view! {
        <Title text=say(key::OFFLINE_TITLE) />
        <section class="page narrow">
            <h1>{say(key::OFFLINE_TITLE)}</h1>
            <p>{say(key::OFFLINE_TEXT)}</p>
            <h2>{say(key::OFFLINE_PAGES)}</h2>
            <ul class="kept-pages"></ul>
        </section>
    }
    .into_any()
}
