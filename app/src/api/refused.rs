//! How a call fails: with a refusal that the page can say in the viewer's language.

use leptos::server_fn::{
    codec::PostcardEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use model::error::Refusal;
use serde::{Deserialize, Serialize};

/// A call's error. Whatever goes wrong on the way reads as "the server could not do it now".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(transparent)]
#[error(transparent)]
pub struct Refused(pub Refusal);

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Refused(refusal)
    }
}

impl Refused {
    /// Nothing that a person did: the call or its answer did not come through.
    pub fn unavailable() -> Self {
        Refused(Refusal::Unavailable)
    }
}

impl FromServerFnError for Refused {
    type Encoder = PostcardEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Refused::unavailable()
    }
}
