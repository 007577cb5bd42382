//! How a refusal leaves the server where no page is at hand: a status and one translated sentence.

use app::api::{status, visit::Visit};
use axum::{
    http::{StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use model::{
    error::Refusal,
    sync::{CLOSE_HEADER, CloseCode},
    text::refusal::sentence,
};

/// The answer to a request that a service refused; an internal cause is logged, never shown.
pub fn refused(cause: services::Error, visit: &Visit) -> Response {
    let refusal = cause.into_refusal();
    said(status::of(&refusal), &refusal, visit)
}

/// A refusal as one sentence. Where the asker is to know for sure that it was Talka who refused, a
/// header names the close code.
pub fn said(status: StatusCode, refusal: &Refusal, visit: &Visit) -> Response {
    let sentence = sentence(visit.language, refusal);
    let mut response = (status, format!("{sentence}\n")).into_response();
    let headers = response.headers_mut();
    if let Some(seconds) = status::retry_after_seconds(refusal) {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    if let Some(code) = CloseCode::of(refusal) {
        headers.insert(CLOSE_HEADER, code.number().into());
    }
    response
}
