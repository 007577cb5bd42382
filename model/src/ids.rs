//! Every id is its own type, so that a proposal is never looked up by a thread's id.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )*};
}

id! {
    /// One person who can sign in.
    AccountId
    /// A browser or program with which somebody is signed in; nobody can sign in with it.
    SessionId
    /// A legal body.
    OrganisationId
    /// One funded project.
    PartnershipId
    /// A study, an exchange, a training or a drafting meeting.
    ActivityId
    /// A document under way.
    ProposalId
    /// Words of a text on which something stands, followed through every change.
    AnchorId
    /// An inline discussion.
    ThreadId
    /// One message in a thread.
    CommentId
    /// How a thread ended, once.
    DecisionId
    /// A review period.
    RoundId
    /// An immutable snapshot of a draft.
    VersionId
}

/// Milliseconds since the Unix epoch, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);
