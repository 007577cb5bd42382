//! What the process says of itself: one line a request, without who asked or what for.
//!
//! A line names the route's pattern, never its path, since a path can hold a mail link's token.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use std::{io::IsTerminal, time::Instant};
use tracing::Level;
use tracing_subscriber::EnvFilter;

/// Starts logging to standard error; `RUST_LOG` sets what is said.
pub fn start() {
    let said = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    // A second start, as tests do, is not an error.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(said)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .try_init();
}

/// Middleware: says which route answered what, and how long it took.
pub async fn trace(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let began = Instant::now();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("no route", MatchedPath::as_str);
    let status = response.status().as_u16();
    let ms = began.elapsed().as_millis();
    // Assets and health checks would drown the rest.
    let quiet = ["/pkg", "/healthz", "/readyz"]
        .iter()
        .any(|start| route.starts_with(start));
    match (quiet, response.status().is_server_error()) {
        (_, true) => tracing::event!(Level::ERROR, %method, route, status, ms, "answered"),
        (true, false) => tracing::event!(Level::DEBUG, %method, route, status, ms, "answered"),
        (false, false) => tracing::event!(Level::INFO, %method, route, status, ms, "answered"),
    }
    response
}
