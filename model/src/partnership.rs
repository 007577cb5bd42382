//! A partnership as its page shows it: facts, sides, members, proposals.

use crate::{
    ids::{AccountId, ActivityId, OrganisationId, PartnershipId, ProposalId, Timestamp},
    language::{Language, Texts},
    role::Role,
    workflow::State,
};
use serde::{Deserialize, Serialize};

/// Who looks at a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub account: AccountId,
    pub name: String,
    pub mail: String,
    pub language: Language,
}

/// A legal body; within a partnership it is a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: Texts,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: String,
    pub address: String,
    /// Whether it applied for the funding; the others are partners.
    pub applicant: bool,
}

/// An account in a partnership: role, side and languages are three separate facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub account: AccountId,
    pub name: String,
    pub mail: String,
    pub role: Role,
    /// The side it stands for; none for outside reviewers.
    pub side: Option<OrganisationId>,
    pub languages: Vec<Language>,
    /// Whether the side names this person as one who signs for it.
    pub may_sign: bool,
    /// Whether the invitation still waits for an answer: until then there are no rights.
    pub pending: bool,
    /// Whether the mail server refused the mail with the invitation for good; said to admins only.
    pub mail_refused: bool,
}

/// What kind of activity of the funded project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    Study,
    Exchange,
    Training,
    Drafting,
}

impl ActivityKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [ActivityKind; 4] = [
        ActivityKind::Study,
        ActivityKind::Exchange,
        ActivityKind::Training,
        ActivityKind::Drafting,
    ];

    /// The stable name, as stored.
    pub fn code(self) -> &'static str {
        match self {
            ActivityKind::Study => "study",
            ActivityKind::Exchange => "exchange",
            ActivityKind::Training => "training",
            ActivityKind::Drafting => "drafting",
        }
    }

    /// The kind of a stable name.
    pub fn from_code(code: &str) -> Option<ActivityKind> {
        ActivityKind::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// A part of the funded project's work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    pub id: ActivityId,
    pub kind: ActivityKind,
    pub title: Texts,
}

/// One share of the budget and how it is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetShare {
    pub title: Texts,
    pub percent: u8,
    /// Euro cents.
    pub amount_cents: i64,
    /// When it is paid, and returned where it is.
    pub when: Texts,
}

/// The facts of a partnership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partnership {
    pub id: PartnershipId,
    pub title: Texts,
    pub programme: Texts,
    /// First and last day, ISO 8601 (`2022-01-01`).
    pub first_day: String,
    pub last_day: String,
    /// Euro cents.
    pub budget_cents: i64,
    pub budget_shares: Vec<BudgetShare>,
    pub objective: Texts,
    pub target_groups: Vec<Texts>,
    /// Paragraphs.
    pub justification: Vec<Texts>,
    pub activities: Vec<Activity>,
    /// The applicant first.
    pub organisations: Vec<Organisation>,
}

/// A proposal as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalRow {
    pub id: ProposalId,
    pub title: Texts,
    pub state: State,
    pub languages: Vec<Language>,
    pub open_threads: u32,
    pub changed_at: Timestamp,
    /// Who has it open now.
    pub here: Vec<AccountId>,
}

/// A membership that waits for the invited person's word, as that person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub partnership: PartnershipId,
    pub title: Texts,
    /// Who invites; empty when that account is gone.
    pub inviter: String,
    pub role: Role,
    /// The side to stand for; none for outside reviewers.
    pub side: Option<Texts>,
    /// What the inviter calls a person who has never signed in; others have a name of their own.
    pub name: Option<String>,
}

/// Everything the partnership's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnershipPage {
    pub partnership: Partnership,
    pub members: Vec<Member>,
    pub proposals: Vec<ProposalRow>,
    /// The viewer's own membership.
    pub me: Member,
}

/// A partnership as the viewer's list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnershipRow {
    pub id: PartnershipId,
    pub title: Texts,
    pub role: Role,
    pub proposals: u32,
    /// Comments and suggestions that wait for a decision, in all of them.
    pub open_threads: u32,
    /// The names of those who have one of them open now.
    pub here: Vec<String>,
}
