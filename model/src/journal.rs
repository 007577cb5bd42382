//! The journal: the append-only list of acts in a partnership and its proposals.
//!
//! The names of people and sides are kept as they were when it happened: a later change of a name
//! changes nothing here.

use crate::{
    ids::{AccountId, OrganisationId, ProposalId, ThreadId, Timestamp},
    language::{Language, Texts},
    proposal::{FieldName, SectionKey},
    role::Role,
    thread::{Outcome, Severity},
    workflow::State,
};
use serde::{Deserialize, Serialize};

/// Somebody as they were called when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub account: AccountId,
    /// Empty when the account was erased later.
    pub name: String,
}

/// A side as it was called when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedSide {
    pub organisation: OrganisationId,
    pub name: Texts,
}

/// Why a signature no longer stands although the text is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withdrawal {
    /// The signer took it back.
    ByHand,
    /// The signer left the partnership or was removed.
    Gone,
    /// The signer no longer signs for the side.
    NoRight,
    /// The proposal went back, or was unlocked.
    SentBack,
}

/// Something that somebody did. The names of the variants are stored: they never change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum Act {
    PartnershipCreated {
        title: Texts,
    },
    MemberInvited {
        member: Person,
        role: Role,
        side: Option<NamedSide>,
        languages: Vec<Language>,
    },
    MemberAccepted {
        member: Person,
    },
    MemberDeclined {
        member: Person,
    },
    InvitationWithdrawn {
        member: Person,
    },
    RoleChanged {
        member: Person,
        from: Role,
        to: Role,
    },
    SideChanged {
        member: Person,
        from: Option<NamedSide>,
        to: Option<NamedSide>,
    },
    LanguagesChanged {
        member: Person,
        from: Vec<Language>,
        to: Vec<Language>,
    },
    SignerChanged {
        member: Person,
        may_sign: bool,
    },
    MemberRemoved {
        member: Person,
    },
    MemberLeft {
        member: Person,
    },
    FactsChanged {
        /// The names of the fields that changed: `title`, `organisations`, …
        fields: Vec<String>,
    },
    ProposalCreated {
        title: Texts,
    },
    Moved {
        from: State,
        to: State,
        /// Empty where none was needed.
        reason: String,
        version_number: u32,
    },
    Unlocked {
        to: State,
        reason: String,
        /// The final version, which stays final.
        version_number: u32,
    },
    SignedOff {
        side: NamedSide,
        version_number: u32,
        hash: String,
    },
    SignOffWithdrawn {
        signer: Person,
        side: NamedSide,
        version_number: u32,
        cause: Withdrawal,
    },
    Published {
        version_number: u32,
        hash: String,
    },
    Unpublished {
        version_number: u32,
    },
    ExportedWhole {
        language: Language,
        /// `html`, `md`, `docx`, …
        format: String,
    },
    /// In all its languages, or the whole partnership.
    ExportedAll {
        /// `json`, `zip`
        format: String,
    },
    /// Everything before it came here by an archive.
    Imported {
        /// The address at which the archive was made, as it says.
        from: String,
        made_at: Timestamp,
    },
    /// The text, or one section of it, was made to say again what a version says.
    Restored {
        version_number: u32,
        /// None for the whole text.
        section: Option<SectionKey>,
    },
    /// A version was kept under a name, or got another one.
    VersionNamed {
        version_number: u32,
        /// Empty where a name was taken away.
        name: String,
    },
    /// What an admin decides about a proposal besides its text.
    SettingsChanged {
        /// None where it stayed.
        title: Option<Texts>,
        /// None where they stayed.
        languages: Option<Vec<Language>>,
        /// Those that were put on or off, or got another limit or side.
        sections: Vec<SectionKey>,
    },
    /// What a final needs: a decision on every comment, or on every objection only.
    FinalRuleChanged {
        every_comment: bool,
    },
    /// A review asks others, or until another day.
    ReviewChanged {
        number: u32,
        /// ISO 8601.
        last_day: Option<String>,
        /// None of them is all of the proposal's.
        languages: Vec<Language>,
        /// None of them is every member.
        members: Vec<AccountId>,
    },
    /// By somebody, or by its last day.
    ReviewClosed {
        number: u32,
        /// Empty where nobody has said yet what it came to.
        summary: String,
    },
    /// Somebody said what a review came to.
    ReviewSummedUp {
        number: u32,
        summary: String,
    },
    ThreadOpened {
        thread: ThreadId,
        field: FieldName,
        severity: Severity,
        /// The words on which it was opened.
        quote: String,
    },
    SuggestionOpened {
        thread: ThreadId,
        field: FieldName,
        quote: String,
    },
    SuggestionWithdrawn {
        thread: ThreadId,
        quote: String,
    },
    ThreadAnswered {
        thread: ThreadId,
        quote: String,
    },
    ThreadDecided {
        thread: ThreadId,
        outcome: Outcome,
        quote: String,
    },
    ThreadReopened {
        thread: ThreadId,
        quote: String,
    },
    /// Put on other words by hand.
    ThreadAttached {
        thread: ThreadId,
        quote: String,
    },
}

impl Act {
    /// The thread that it was done to, if any.
    pub fn thread(&self) -> Option<ThreadId> {
        match self {
            Act::ThreadOpened { thread, .. }
            | Act::SuggestionOpened { thread, .. }
            | Act::SuggestionWithdrawn { thread, .. }
            | Act::ThreadAnswered { thread, .. }
            | Act::ThreadDecided { thread, .. }
            | Act::ThreadReopened { thread, .. }
            | Act::ThreadAttached { thread, .. } => Some(*thread),
            _ => None,
        }
    }

    /// The account that it was done to, when it was done to a member.
    pub fn member(&self) -> Option<&Person> {
        match self {
            Act::MemberInvited { member, .. }
            | Act::MemberAccepted { member }
            | Act::MemberDeclined { member }
            | Act::InvitationWithdrawn { member }
            | Act::RoleChanged { member, .. }
            | Act::SideChanged { member, .. }
            | Act::LanguagesChanged { member, .. }
            | Act::SignerChanged { member, .. }
            | Act::MemberRemoved { member }
            | Act::MemberLeft { member } => Some(member),
            Act::SignOffWithdrawn { signer, .. } => Some(signer),
            Act::PartnershipCreated { .. }
            | Act::FactsChanged { .. }
            | Act::ProposalCreated { .. }
            | Act::Moved { .. }
            | Act::Unlocked { .. }
            | Act::SignedOff { .. }
            | Act::Published { .. }
            | Act::Unpublished { .. }
            | Act::ExportedWhole { .. }
            | Act::ExportedAll { .. }
            | Act::Imported { .. }
            | Act::Restored { .. }
            | Act::VersionNamed { .. }
            | Act::SettingsChanged { .. }
            | Act::FinalRuleChanged { .. }
            | Act::ReviewChanged { .. }
            | Act::ReviewClosed { .. }
            | Act::ReviewSummedUp { .. }
            | Act::ThreadOpened { .. }
            | Act::SuggestionOpened { .. }
            | Act::SuggestionWithdrawn { .. }
            | Act::ThreadAnswered { .. }
            | Act::ThreadDecided { .. }
            | Act::ThreadReopened { .. }
            | Act::ThreadAttached { .. } => None,
        }
    }
}

/// What lines are about, so that one can read some of them alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Topic {
    /// Who is a member, with which rights.
    People,
    /// The way of a proposal: states, sign-offs, publishing.
    Steps,
    Comments,
    /// What was begun, changed or taken out besides.
    Other,
}

impl Topic {
    /// All topics, in the order in which they are offered.
    pub const ALL: [Topic; 4] = [Topic::People, Topic::Steps, Topic::Comments, Topic::Other];

    /// The stable name, as in `?topic=`.
    pub fn code(self) -> &'static str {
        match self {
            Topic::People => "people",
            Topic::Steps => "steps",
            Topic::Comments => "comments",
            Topic::Other => "other",
        }
    }

    /// The topic of a stable name.
    pub fn from_code(code: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|topic| topic.code() == code)
    }

    /// The stored names of the acts that it holds.
    pub fn kinds(self) -> &'static [&'static str] {
        match self {
            Topic::People => &[
                "member_invited",
                "member_accepted",
                "member_declined",
                "invitation_withdrawn",
                "role_changed",
                "side_changed",
                "languages_changed",
                "signer_changed",
                "member_removed",
                "member_left",
            ],
            Topic::Steps => &[
                "moved",
                "unlocked",
                "signed_off",
                "sign_off_withdrawn",
                "published",
                "unpublished",
                "final_rule_changed",
                "review_changed",
                "review_closed",
                "review_summed_up",
            ],
            Topic::Comments => &[
                "thread_opened",
                "suggestion_opened",
                "suggestion_withdrawn",
                "thread_answered",
                "thread_decided",
                "thread_reopened",
                "thread_attached",
            ],
            Topic::Other => &[
                "partnership_created",
                "proposal_created",
                "settings_changed",
                "facts_changed",
                "exported_whole",
                "exported_all",
                "imported",
                "restored",
                "version_named",
            ],
        }
    }
}

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// 1, 2, 3 … without holes within the proposal, or within the partnership's own acts.
    pub seq: u64,
    /// None for what concerns the partnership as a whole.
    pub proposal: Option<ProposalId>,
    pub at: Timestamp,
    /// None for what the server did by itself.
    pub by: Option<Person>,
    pub act: Act,
}

/// A page of the journal, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalPage {
    pub entries: Vec<Entry>,
    /// The titles of the proposals that the entries name, as they are called now.
    pub proposals: Vec<(ProposalId, Texts)>,
    /// From 0.
    pub page: u32,
    pub pages: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of all acts, as serde tells them when it is given none of them.
    fn all_kinds() -> Vec<String> {
        let none = serde_json::json!({ "kind": "none of them", "data": null });
        let said = serde_json::from_value::<Act>(none).err();
        let said = said.map(|error| error.to_string()).unwrap_or_default();
        let (_, names) = said.split_once("expected one of ").unwrap_or_default();
        let names = names
            .split(", ")
            .map(|name| name.trim_matches('`').to_owned());
        names.collect()
    }

    #[test]
    fn every_act_has_one_topic() {
        let mut named: Vec<_> = Topic::ALL.into_iter().flat_map(Topic::kinds).collect();
        let mut all = all_kinds();
        assert!(all.len() > 20, "{all:?}");
        named.sort_unstable();
        all.sort_unstable();
        assert_eq!(named, all.iter().collect::<Vec<_>>());
    }
}
