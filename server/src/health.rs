//! Whether the process lives, and whether it can work: two questions of whoever runs it.

use axum::{extract::State, http::StatusCode};
use services::Services;

/// `GET /healthz`: the process answers.
pub async fn lives() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: something can be written to the database; 503 while it cannot.
pub async fn ready(State(services): State<Services>) -> (StatusCode, &'static str) {
    match services.is_ready().await {
        true => (StatusCode::OK, "ready\n"),
        false => (
            StatusCode::SERVICE_UNAVAILABLE,
            "nothing can be written to the database\n",
        ),
    }
}
