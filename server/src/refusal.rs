//! How a refusal leaves the server where no page is at hand: a status and one translated sentence.

use app::api::visit::Visit;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use model::{error::Refusal, text::refusal::sentence};

/// The answer to a request that a service refused; an internal cause is logged, never shown.
pub fn refused(cause: services::Error, visit: &Visit) -> Response {
    let refusal = cause.into_refusal();
    let sentence = sentence(visit.language, &refusal);
    (status(&refusal), format!("{sentence}\n")).into_response()
}

/// The HTTP status of a refusal.
pub fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotSignedIn => StatusCode::UNAUTHORIZED,
        Refusal::NotAllowed | Refusal::NoSide => StatusCode::FORBIDDEN,
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::LinkSpent => StatusCode::GONE,
        Refusal::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Locked
        | Refusal::StepSkipped
        | Refusal::SectionsEmpty { .. }
        | Refusal::BlockingThreads { .. }
        | Refusal::SignOffMissing
        | Refusal::WordsGone
        | Refusal::Outdated => StatusCode::CONFLICT,
        Refusal::ReasonMissing
        | Refusal::Empty
        | Refusal::TooLong { .. }
        | Refusal::NotAMailAddress => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
