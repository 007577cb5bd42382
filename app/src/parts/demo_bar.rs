//! The demo's bar: who one may be, and where its mails go.

use super::said::say;
use leptos::prelude::*;
use model::text::{Key, key};

/// The people of the demo by their names in `/demo/{name}`.
pub const PEOPLE: [(&str, Key); 7] = [
    ("admin", key::DEMO_ADMIN),
    ("partner-admin", key::DEMO_PARTNER_ADMIN),
    ("editor", key::DEMO_EDITOR),
    ("partner-editor", key::DEMO_PARTNER_EDITOR),
    ("suggester", key::DEMO_SUGGESTER),
    ("commenter", key::DEMO_COMMENTER),
    ("reader", key::DEMO_READER),
];

/// A quiet bar above the header.
#[component]
pub fn DemoBar() -> impl IntoView {
    view! {
        <aside class="demo-bar" aria-label=say(key::DEMO_SIGN_IN_AS)>
            <p>{say(key::DEMO_BAR)}</p>
            <button type="button" class="menu-button demo-menu" popovertarget="demo-menu">
                {say(key::DEMO_SIGN_IN_AS)}
            </button>
            <div id="demo-menu" class="menu demo-menu-list" popover="auto">
                <p class="faint">{say(key::DEMO_BAR)}</p>
                <DemoPeople />
            </div>
            <a href="/demo/mail">{say(key::DEMO_MAILBOX)}</a>
        </aside>
    }
    .into_any()
}

/// One link for each person of the demo; it signs in at once.
#[component]
pub fn DemoPeople() -> impl IntoView {
    let link = |(name, words): (&str, Key)| {
        view! {
            <li>
                <a href=format!("/demo/{name}") rel="external nofollow">
                    {say(words)}
                </a>
            </li>
        }
    };
    view! { <ul class="demo-people">{PEOPLE.into_iter().map(link).collect_view()}</ul> }.into_any()
}
