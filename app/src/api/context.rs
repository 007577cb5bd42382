//! What pages and calls find in their context, on the server only.

use super::{refused::Refused, visit::Visit};
use axum::http::header::RETRY_AFTER;
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use model::{error::Refusal, ids::AccountId};
use services::Services;

/// What everything is asked of.
pub fn services() -> Services {
    expect_context()
}

/// What is known of the request.
pub fn visit() -> Visit {
    expect_context()
}

/// Who asks, if somebody is signed in.
pub fn visitor() -> Option<AccountId> {
    visit().viewer.map(|viewer| viewer.account)
}

/// Who asks; a visitor is asked to sign in.
pub fn account() -> Result<AccountId, Refused> {
    visitor().ok_or_else(|| refuse(Refusal::NotSignedIn))
}

impl From<services::Error> for Refused {
    fn from(error: services::Error) -> Self {
        refuse(error.into_refusal())
    }
}

/// The refusal, with its HTTP status for whoever asked: a page that refuses to show itself, or a
/// call that was not made by ours.
pub fn refuse(refusal: Refusal) -> Refused {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(super::status::of(&refusal));
        if let Some(seconds) = super::status::retry_after_seconds(&refusal) {
            response.insert_header(RETRY_AFTER, seconds.into());
        }
    }
    Refused(refusal)
}
