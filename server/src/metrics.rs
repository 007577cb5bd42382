//! `GET /metrics`: what Prometheus reads, for who has the operator's token. Without `TALKA_METRICS_TOKEN` it is
//! absent, but in a demo, where anybody reads it.

use crate::{bearer, site::Site};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, StatusCode, header},
};
use services::measures::{self, MEASURES};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// The text format that Prometheus asks for.
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// How often the runtime is asked whether tasks come to their turn.
const ASKED: Duration = Duration::from_millis(100);

type Text = ([(HeaderName, &'static str); 1], String);

/// Says everything that is counted; 401 without the token.
pub async fn show(
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<Text, (StatusCode, &'static str)> {
    let token = site.config.metrics_token.as_ref();
    if token.is_some() {
        bearer::check(token, &headers)?;
    }
    match measures::text(&site.services).await {
        Ok(text) => Ok(([(header::CONTENT_TYPE, FORMAT)], text)),
        Err(cause) => {
            cause.into_refusal();
            Err((StatusCode::SERVICE_UNAVAILABLE, "this could not be read\n"))
        }
    }
}

/// Whether it is there at all.
pub fn is_there(site: &Site) -> bool {
    site.config.metrics_token.is_some() || site.config.demo
}

/// Measures how much later than due a task comes to its turn, for as long as the process lives.
pub async fn watch_runtime() {
    loop {
        let due = Instant::now() + ASKED;
        sleep(ASKED).await;
        MEASURES.stalled(due.elapsed());
    }
}
