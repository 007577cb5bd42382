//! How a refusal leaves the server where no page is at hand: a status and one translated sentence.

use app::api::{status, visit::Visit};
use axum::{
    http::header::RETRY_AFTER,
    response::{IntoResponse, Response},
};
use model::text::refusal::sentence;

/// The answer to a request that a service refused; an internal cause is logged, never shown.
pub fn refused(cause: services::Error, visit: &Visit) -> Response {
    let refusal = cause.into_refusal();
    let sentence = sentence(visit.language, &refusal);
    let mut response = (status::of(&refusal), format!("{sentence}\n")).into_response();
    if let Some(seconds) = status::retry_after_seconds(&refusal) {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}
