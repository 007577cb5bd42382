//! Which HTTP status a refusal has.

use axum::http::StatusCode;
use model::error::Refusal;

/// The HTTP status of a refusal.
pub fn of(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotSignedIn => StatusCode::UNAUTHORIZED,
        Refusal::NotAllowed | Refusal::NoSide => StatusCode::FORBIDDEN,
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::LinkSpent => StatusCode::GONE,
        Refusal::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Unavailable | Refusal::CannotSave => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Locked
        | Refusal::StepSkipped
        | Refusal::SectionsEmpty { .. }
        | Refusal::BlockingThreads { .. }
        | Refusal::SignOffMissing
        | Refusal::WordsGone
        | Refusal::Outdated => StatusCode::CONFLICT,
        Refusal::ReasonMissing
        | Refusal::Empty
        | Refusal::Unfit
        | Refusal::TooLong { .. }
        | Refusal::NotAMailAddress => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
