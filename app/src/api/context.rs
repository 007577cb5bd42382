//! What a call finds in its context, on the server only.

use super::{refused::Refused, visit::Visit};
use leptos::prelude::expect_context;
use model::{error::Refusal, ids::AccountId};
use services::Services;

pub fn services() -> Services {
    expect_context()
}

pub fn visit() -> Visit {
    expect_context()
}

/// Who asks, if somebody is signed in.
pub fn visitor() -> Option<AccountId> {
    visit().viewer.map(|viewer| viewer.account)
}

/// Who asks; a visitor is asked to sign in.
pub fn account() -> Result<AccountId, Refused> {
    visitor().ok_or(Refused(Refusal::NotSignedIn))
}

impl From<services::Error> for Refused {
    fn from(error: services::Error) -> Self {
        Refused(error.into_refusal())
    }
}
