//! What pages and calls find in their context, on the server only.

use super::{refused::Refused, visit::Visit};
use axum::http::{header::RETRY_AFTER, request::Parts};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use model::{error::Refusal, ids::AccountId};
use services::{
    Services,
    accounts::{self, SessionKey, SessionToken},
};

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

/// The session with which the request comes.
pub fn session() -> Option<SessionKey> {
    let parts = use_context::<Parts>()?;
    parts.extensions.get().map(SessionToken::key)
}

/// The path of the page that was asked for, to come back to.
pub fn here() -> String {
    let parts = use_context::<Parts>();
    let path = parts.and_then(|parts| Some(parts.uri.path_and_query()?.to_string()));
    let path = path.as_deref().and_then(accounts::local_path);
    path.unwrap_or("/").to_owned()
}

/// Who asks; a visitor is asked to sign in.
pub fn account() -> Result<AccountId, Refused> {
    visitor().ok_or_else(|| refuse(Refusal::NotSignedIn))
}

/// Refuses what matters most unless a link from the mail has just proved who asks.
pub async fn check_fresh() -> Result<(), Refused> {
    let session = session().ok_or_else(|| refuse(Refusal::NotSignedIn))?;
    Ok(accounts::check_fresh(&services(), &session).await?)
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
