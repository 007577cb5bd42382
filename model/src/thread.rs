//! A thread: a discussion on exact words, and how it ended.

use crate::{
    document::anchor::Anchor,
    ids::{AccountId, AnchorId, CommentId, OrganisationId, ThreadId, Timestamp},
    language::Language,
    proposal::FieldName,
    suggestion::Suggestion,
    text::{self, key},
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

impl LedgerRow {
    /// What was said: the first comment, or what was suggested.
    pub fn said(&self, language: Language) -> String {
        let Some(suggestion) = &self.suggestion else {
            return self.body.clone();
        };
        let (was, wants) = (suggestion.was.as_str(), suggestion.wants());
        let values = [("was", was.into()), ("wants", (&wants).into())];
        let words = text::say_with(language, key::LEDGER_SUGGESTION, &values);
        match self.body.is_empty() {
            true => words,
            false => format!("{words} {}", self.body),
        }
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
    /// What was to become of the words, where it is a suggestion.
    pub suggestion: Option<Suggestion>,
    pub is_open: bool,
    /// Oldest first; more than one when it was opened again, none while it was never decided.
    pub decisions: Vec<Decision>,
}
