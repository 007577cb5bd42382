//! What happens to rights, sign-in and the front door, as one log line each with a stable name.
//!
//! Operators count and alert on these names, so a name never changes once it is in a release;
//! `docs/operating.md` lists them. A line holds ids only: no names, no mail addresses, no texts. It
//! is written whatever `RUST_LOG` says, because the target [`TARGET`] stays on.

use crate::measures::MEASURES;
use model::{
    ids::{AccountId, PartnershipId, ProposalId},
    journal::Act,
};

/// The log target of every security event.
pub const TARGET: &str = "talka::security";

macro_rules! events {
    ($($(#[$doc:meta])* $event:ident = $name:literal,)*) => {
        /// What can happen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SecurityEvent {
            $($(#[$doc])* $event,)*
        }

        impl SecurityEvent {
            /// All of them, for the list in the documentation.
            pub const ALL: &[SecurityEvent] = &[$(SecurityEvent::$event),*];

            /// The stable name, as it stands in the log.
            pub fn name(self) -> &'static str {
                match self {
                    $(SecurityEvent::$event => $name,)*
                }
            }
        }
    };
}

events! {
    /// A mail link began a session.
    SignIn = "sign_in",
    /// A session was ended by its person.
    SignOut = "sign_out",
    /// Sessions of an account were ended from another one.
    SessionsEnded = "sessions_ended",
    /// A mail link was asked for.
    LinkAsked = "link_asked",
    /// A mail link was opened that is spent, expired or made up.
    LinkRefused = "link_refused",
    /// An act needs a fresh sign-in.
    FreshSignInAsked = "fresh_sign_in_asked",
    /// A program token was made.
    TokenMade = "token_made",
    /// A program token was revoked.
    TokenRevoked = "token_revoked",
    /// A request came from a page of another site.
    OriginRefused = "origin_refused",
    /// A request named a host that is not this site's.
    HostRefused = "host_refused",
    /// More requests came than one connection, account or address may send.
    RateLimited = "rate_limited",
    /// A connection was refused, because there are too many.
    ConnectionRefused = "connection_refused",
    /// A frame of live collaboration was refused, and its sender closed.
    FrameRefused = "frame_refused",
    /// A document was set aside, because it failed again and again.
    DocumentSetAside = "document_set_aside",
    /// Somebody was invited into a partnership.
    Invited = "invited",
    /// An invitation was accepted.
    InvitationAccepted = "invitation_accepted",
    /// A member's role, side or right to sign was changed.
    RightsChanged = "rights_changed",
    /// A member was removed or left.
    MemberRemoved = "member_removed",
    /// A version was signed off, or a signature was withdrawn.
    SignatureChanged = "signature_changed",
    /// A proposal went to another state.
    StateMoved = "state_moved",
    /// A final version was published or taken back.
    PublishingChanged = "publishing_changed",
    /// An account was erased.
    AccountErased = "account_erased",
    /// Everything of an account or a partnership was taken out.
    DataExported = "data_exported",
}

/// Whom and what an event is about; what is not known is left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// Who did it.
    pub by: Option<AccountId>,
    /// To whom it was done, where that is somebody else.
    pub account: Option<AccountId>,
    pub partnership: Option<PartnershipId>,
    pub proposal: Option<ProposalId>,
    /// What is left to say in a word or two, never what a person typed.
    pub detail: Option<&'a str>,
}

impl About<'_> {
    /// An event of which no more is known than who did it.
    pub fn by(account: AccountId) -> Self {
        About {
            by: Some(account),
            ..About::default()
        }
    }
}

impl SecurityEvent {
    /// The event that an act in the journal is, if it changes who may do what or what stands.
    pub(crate) fn of_act(act: &Act) -> Option<SecurityEvent> {
        match act {
            Act::MemberInvited { .. } => Some(SecurityEvent::Invited),
            Act::MemberAccepted { .. } => Some(SecurityEvent::InvitationAccepted),
            Act::RoleChanged { .. } | Act::SideChanged { .. } | Act::SignerChanged { .. } => {
                Some(SecurityEvent::RightsChanged)
            }
            Act::MemberRemoved { .. } | Act::MemberLeft { .. } => {
                Some(SecurityEvent::MemberRemoved)
            }
            Act::SignedOff { .. } | Act::SignOffWithdrawn { .. } => {
                Some(SecurityEvent::SignatureChanged)
            }
            Act::Moved { .. } | Act::Unlocked { .. } => Some(SecurityEvent::StateMoved),
            Act::Published { .. } | Act::Unpublished { .. } => {
                Some(SecurityEvent::PublishingChanged)
            }
            _ => None,
        }
    }

    /// Writes the line, and counts it.
    pub fn log(self, about: About<'_>) {
        MEASURES.happened(self);
        tracing::info!(
            target: TARGET,
            event = self.name(),
            by = about.by.map(tracing::field::display),
            account = about.account.map(tracing::field::display),
            partnership = about.partnership.map(tracing::field::display),
            proposal = about.proposal.map(tracing::field::display),
            detail = about.detail,
            "security"
        );
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::{collections::BTreeSet, fs, path::Path};

    #[test]
    fn every_event_has_a_name_of_its_own_and_stands_in_the_documentation() {
        let book = include_str!("../../docs/operating.md");
        let names: BTreeSet<_> = SecurityEvent::ALL
            .iter()
            .map(|event| event.name())
            .collect();
        assert_eq!(names.len(), SecurityEvent::ALL.len());
        for name in names {
            assert!(book.contains(&format!("| `{name}` |")), "{name}");
        }
    }

    /// All sources of a crate, tests left out.
    fn sources(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "tests" {
                sources(&path, text);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                text.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn every_event_is_written_somewhere() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut text = String::new();
        for folder in ["src", "../server/src"] {
            sources(&here.join(folder), &mut text);
        }
        for event in SecurityEvent::ALL {
            assert!(
                text.contains(&format!("SecurityEvent::{event:?}")),
                "nothing writes {event:?}"
            );
        }
    }
}
