//! A thread: a discussion on exact words, and how it ended.

use crate::{
    document::anchor::Anchor,
    ids::{AccountId, AnchorId, CommentId, OrganisationId, ThreadId, Timestamp},
    proposal::FieldName,
};
use serde::{Deserialize, Serialize};

/// How much a thread weighs. An open blocking thread holds the final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Blocking,
    Question,
    Remark,
}

impl Severity {
    /// All severities, heaviest first.
    pub const ALL: [Severity; 3] = [Severity::Blocking, Severity::Question, Severity::Remark];

    /// The stable name, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Severity::Blocking => "blocking",
            Severity::Question => "question",
            Severity::Remark => "remark",
        }
    }

    /// The severity of a stable name.
    pub fn from_code(code: &str) -> Option<Severity> {
        Severity::ALL
            .into_iter()
            .find(|severity| severity.code() == code)
    }
}

/// How a thread ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Taken,
    TakenDifferently,
    NotTaken,
    Later,
}

impl Outcome {
    /// All outcomes in the order in which they are offered.
    pub const ALL: [Outcome; 4] = [
        Outcome::Taken,
        Outcome::TakenDifferently,
        Outcome::NotTaken,
        Outcome::Later,
    ];

    /// The stable name, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Taken => "taken",
            Outcome::TakenDifferently => "taken_differently",
            Outcome::NotTaken => "not_taken",
            Outcome::Later => "later",
        }
    }

    /// The outcome of a stable name.
    pub fn from_code(code: &str) -> Option<Outcome> {
        Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.code() == code)
    }
}

/// How a thread ended, why, by whom and in which version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub outcome: Outcome,
    /// One sentence.
    pub reason: String,
    pub account: AccountId,
    pub name: String,
    pub at: Timestamp,
    /// The newest version when it was decided; 0 before the first.
    pub version_number: u32,
}

/// One message in a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub id: CommentId,
    pub account: AccountId,
    pub name: String,
    pub side: Option<OrganisationId>,
    pub body: String,
    pub at: Timestamp,
}

/// A discussion on an anchor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    pub id: ThreadId,
    /// The number in the proposal's journal of the newest act that this shows; 0 before any.
    pub seq: u64,
    /// Which anchor it has: what moves is told of anchors, whatever stands on them.
    pub anchor_id: AnchorId,
    pub field: FieldName,
    pub anchor: Anchor,
    /// Whether the words are gone: the thread stands with its quote and can be attached again.
    pub detached: bool,
    pub severity: Severity,
    /// Whether it was opened on a final, for the next edition.
    pub next_edition: bool,
    /// Oldest first, never empty.
    pub comments: Vec<Comment>,
    pub decision: Option<Decision>,
}

impl Thread {
    /// Whether nobody has decided on it yet.
    pub fn is_open(&self) -> bool {
        self.decision.is_none()
    }
}

/// A thread as the ledger of decisions shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    pub thread: ThreadId,
    pub field: FieldName,
    /// The words on which it stood last.
    pub quote: String,
    pub severity: Severity,
    pub next_edition: bool,
    /// Who opened it, and with which words.
    pub name: String,
    pub body: String,
    pub is_open: bool,
    /// Oldest first; more than one when it was opened again, none while it was never decided.
    pub decisions: Vec<Decision>,
}
