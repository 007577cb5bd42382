//! Everything inside the document's body: the header, and which path shows which page.

use crate::{
    api::visit::Visit,
    pages,
    parts::{header::Header, said::say, search_field::SearchDialog},
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};
use model::{document::html::render::escape, text::key};

/// The pages, rendered on the server; one of them becomes live in the browser (`crate::live`).
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let visit = use_context::<Visit>().unwrap_or_default();
    let is_known = visit.viewer.is_some();
    provide_context(visit.language);
    view! {
        <Title formatter=page_title />
        <Router>
            <a class="skip" href="#main">
                {say(key::SKIP_TO_CONTENT)}
            </a>
            <Header />
            {is_known.then(|| view! { <SearchDialog /> })}
            <p class="kept-note" role="status">
                {say(key::KEPT_NOTE)} " " <time class="kept-at"></time>
            </p>
            <main id="main" tabindex="-1">
                <Pages />
            </main>
        </Router>
    }
    .into_any()
}

/// What stands between the tags of `title`; leptos_meta 0.8 writes it there as it is.
fn page_title(title: String) -> String {
    match title.is_empty() {
        true => "Talka".into(),
        false => format!("{} · Talka", escape(&title)),
    }
}

/// Pages wait for their data on the server, so that reading needs neither script nor WASM.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| pages::not_found::NotFound()>
            <Route path=path!("/") view=pages::home::Home ssr=SsrMode::Async />
            <Route path=path!("/sign-in") view=pages::sign_in::SignIn ssr=SsrMode::Async />
            <Route path=path!("/sign-in/:token") view=pages::sign_in::link::SpendLink ssr=SsrMode::Async />
            <Route path=path!("/search") view=pages::search::Search ssr=SsrMode::Async />
            <Route path=path!("/offline") view=pages::offline::Offline ssr=SsrMode::Async />
            <Route path=path!("/account") view=pages::account::Account ssr=SsrMode::Async />
            <Route path=path!("/partnerships/:id") view=pages::partnership::Partnership ssr=SsrMode::Async />
            <Route path=path!("/partnerships/:id/edit") view=pages::partnership::edit::Edit ssr=SsrMode::Async />
            <Route path=path!("/partnerships/:id/log") view=pages::partnership::log::Log ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id") view=pages::proposal::Proposal ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/read") view=pages::reading::Reading ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/step/:step") view=pages::step::StepPage ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/compare/:older/:newer") view=pages::compare::Compare ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/versions") view=pages::versions::Versions ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/versions/:number/restore") view=pages::versions::restore::Restore ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/decisions") view=pages::ledger::Ledger ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/reviews") view=pages::reviews::Reviews ssr=SsrMode::Async />
            <Route path=path!("/proposals/:id/settings") view=pages::settings::SettingsPage ssr=SsrMode::Async />
            <Route path=path!("/verify") view=pages::verify::Verify ssr=SsrMode::Async />
            <Route path=path!("/verify/:hash") view=pages::verify::Verify ssr=SsrMode::Async />
            <Route path=path!("/demo/mail") view=pages::demo_mail::DemoMail ssr=SsrMode::Async />
        </Routes>
    }
    .into_any()
}
