//! Every route in one table, and what stands in front of all of them.

use crate::{
    assets, choices, demo, downloads, forms, guard, headers, health, pages, session, sign_in,
    site::Site, sockets, telemetry,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use model::limits;
use std::any::Any;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate, predicate::NotForContentType},
    limit::RequestBodyLimitLayer,
};

/// The whole server over this state.
pub fn router(site: Site) -> Router {
    let seen = pages::add_to(people(&site), &site)
        .layer(RequestBodyLimitLayer::new(limits::CALL_BYTES))
        .merge(large_forms())
        .merge(collaboration())
        .layer(from_fn_with_state(site.clone(), session::visit));
    Router::new()
        .merge(machines())
        .merge(seen)
        .layer(CompressionLayer::new().compress_when(worth_compressing()))
        .layer(from_fn_with_state(site.clone(), guard::same_origin))
        .layer(from_fn_with_state(site.clone(), headers::secure))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(from_fn(telemetry::trace))
        .with_state(site)
}

/// For whoever runs the server, and files that are the same for everybody.
fn machines() -> Router<Site> {
    Router::new()
        .route("/healthz", get(health::lives))
        .route("/readyz", get(health::ready))
        .route("/pkg/{name}", get(assets::serve))
        .route("/offline.js", get(assets::offline))
}

/// What people ask for beside the pages and calls of `app`.
fn people(site: &Site) -> Router<Site> {
    let router = Router::new()
        .route("/", post(forms::new_partnership))
        .route("/partnerships/{id}", post(forms::act))
        .route("/sign-in", post(forms::ask_for_link))
        .route("/sign-in/{token}", post(sign_in::spend_link))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/language", post(choices::language))
        .route("/theme", post(choices::theme))
        .route("/proposals/{id}/export.html", get(downloads::html))
        .route("/proposals/{id}/export.md", get(downloads::markdown))
        .route("/proposals/{id}/export.docx", get(downloads::docx));
    if site.config.demo {
        router.merge(demonstration())
    } else {
        router
    }
}

/// Forms with more text than a call may have.
fn large_forms() -> Router<Site> {
    Router::new()
        .route("/partnerships/{id}/edit", post(forms::facts))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limits::FACTS_BYTES))
}

/// Live collaboration, whose bodies are as large as its frames.
fn collaboration() -> Router<Site> {
    Router::new()
        .route("/collab/{proposal}", get(sockets::socket))
        .route("/collab/{proposal}/sync", post(sockets::sync))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limits::FRAME_BYTES))
}

/// One-click sign-in and what the stories need; these routes are absent without demo mode.
fn demonstration() -> Router<Site> {
    Router::new()
        .route("/demo/info", get(demo::info))
        .route("/demo/proposal", post(demo::proposal))
        .route("/demo/{person}", get(demo::sign_in))
        .route("/demo/{person}/token", post(demo::token))
}

/// A DOCX file is compressed already.
fn worth_compressing() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new(downloads::DOCX))
}

/// A panic costs its own request and nobody else's. The hook has logged it.
fn after_panic(_: Box<dyn Any + Send + 'static>) -> Response {
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "The server could not do this.\n",
    )
        .into_response()
}
