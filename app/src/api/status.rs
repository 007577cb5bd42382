//! Which HTTP status a refusal has, and when to come again.

use axum::http::StatusCode;
use model::{error::Refusal, limits};

/// The HTTP status of a refusal.
pub fn of(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotSignedIn | Refusal::SignInAgain => StatusCode::UNAUTHORIZED,
        Refusal::NotAllowed
        | Refusal::NoSide
        | Refusal::OtherSide
        | Refusal::OwnSide
        | Refusal::OwnSuggestion
        | Refusal::NotASigner => StatusCode::FORBIDDEN,
        Refusal::NotFound | Refusal::NoSuchVersion | Refusal::NoSuchLanguage => {
            StatusCode::NOT_FOUND
        }
        Refusal::LinkSpent => StatusCode::GONE,
        Refusal::TooMany { .. } | Refusal::TooFast { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Unavailable | Refusal::CannotSave | Refusal::Busy | Refusal::SetAside => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Refusal::Locked
        | Refusal::ForSignOff
        | Refusal::InUse
        | Refusal::StepSkipped
        | Refusal::NotForSignOff
        | Refusal::TextChanged
        | Refusal::SectionsEmpty { .. }
        | Refusal::BlockingThreads { .. }
        | Refusal::OpenThreads { .. }
        | Refusal::SignOffMissing
        | Refusal::AlreadyInvited
        | Refusal::AlreadyMember
        | Refusal::LastAdmin
        | Refusal::NotFinal
        | Refusal::WordsGone
        | Refusal::SuggestionStale
        | Refusal::NothingToRestore
        | Refusal::AlreadyKept
        | Refusal::DocumentFull
        | Refusal::TooLargeForPdf
        | Refusal::Outdated => StatusCode::CONFLICT,
        Refusal::NewVersion => StatusCode::UPGRADE_REQUIRED,
        Refusal::ReasonMissing
        | Refusal::Empty
        | Refusal::Unfit
        | Refusal::DayOver
        | Refusal::EndsBeforeStart
        | Refusal::SharesOver
        | Refusal::FirstIsAdmin
        | Refusal::TooLong { .. }
        | Refusal::NotAMailAddress => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// After how many seconds it is worth asking again, for the header `Retry-After`.
pub fn retry_after_seconds(refusal: &Refusal) -> Option<u32> {
    match refusal {
        Refusal::TooFast { seconds } => Some(*seconds),
        Refusal::Busy => Some(limits::BUSY_RETRY_SECONDS),
        Refusal::SetAside => Some(limits::SET_ASIDE_MINUTES * 60),
        _ => None,
    }
}
