//! A thread: a discussion on exact words, and how it ended.

use crate::{
    document::anchor::Anchor,
    ids::{AccountId, AnchorId, CommentId, OrganisationId, ThreadId, Timestamp},
    proposal::FieldName,
    suggestion::Suggestion,
    workflow::State,
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
    /// Oldest first, never empty. A suggestion's first one may say nothing.
    pub comments: Vec<Comment>,
    pub decision: Option<Decision>,
    /// What is to become of the words, where the thread is a suggestion.
    pub suggestion: Option<Suggestion>,
}

impl Thread {
    /// Whether nobody has decided on it yet.
    pub fn is_open(&self) -> bool {
        self.decision.is_none() && !self.is_withdrawn()
    }

    /// Whether it is a suggestion that its author has taken back.
    pub fn is_withdrawn(&self) -> bool {
        let withdrawn = |it: &Suggestion| it.withdrawn;
        self.suggestion.as_ref().is_some_and(withdrawn)
    }

    /// Who opened it.
    pub fn author(&self) -> Option<AccountId> {
        self.comments.first().map(|comment| comment.account)
    }

    /// Whether this account may decide on it, its role left aside: nobody decides on an own suggestion
    /// while a review is open. Otherwise who may write could have typed it as well.
    pub fn may_be_decided_by(&self, account: AccountId, state: State) -> bool {
        let is_own = self.suggestion.is_some() && self.author() == Some(account);
        !(is_own && state == State::InReview)
    }
}
