//! Everything inside the document's body: the header, and which path shows which page.

use crate::{
    api::visit::Visit,
    pages,
    parts::{header::Header, said::say},
};
use leptos::{html, prelude::*};
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    hooks::use_location,
    path,
};
use model::text::key;

/// The application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let visit = SharedValue::new(|| use_context::<Visit>().unwrap_or_default()).into_inner();
    provide_context(visit.language);
    provide_context(visit);
    view! {
        <Title formatter=page_title />
        <Router>
            <a class="skip" href="#main">
                {say(key::SKIP_TO_CONTENT)}
            </a>
            <Header />
            <Main />
        </Router>
    }
    .into_any()
}

fn page_title(title: String) -> String {
    if title.is_empty() {
        "Talka".into()
    } else {
        format!("{title} · Talka")
    }
}

/// A page that the browser turned to without loading it begins at its content, as a loaded one does.
#[component]
fn Main() -> impl IntoView {
    let main = NodeRef::<html::Main>::new();
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        let turned = before.is_some_and(|before| before != now);
        if let (true, Some(main)) = (turned, main.get_untracked()) {
            let _ = main.focus();
        }
        now
    });
    view! {
        <main id="main" tabindex="-1" node_ref=main>
            <Pages />
        </main>
    }
    .into_any()
}

/// Pages wait for their data on the server, so that reading needs neither script nor WASM.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| pages::not_found::NotFound()>
            <Route path=path!("/") view=pages::home::Home ssr=SsrMode::Async />
            <Route path=path!("/sign-in") view=pages::sign_in::SignIn ssr=SsrMode::Async />
            <Route path=path!("/sign-in/:token") view=pages::sign_in::link::SpendLink ssr=SsrMode::Async />
            <Route path=path!("/partnerships/:id") view=pages::partnership::Partnership ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id") view=pages::proposal::Proposal ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/read") view=pages::reading::Reading ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/decisions") view=pages::ledger::Ledger ssr=SsrMode::Async />
            <Route path=path!("/demo/mail") view=pages::demo_mail::DemoMail ssr=SsrMode::Async />
        </Routes>
    }
    .into_any()
}
