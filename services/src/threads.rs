//! Threads: discussions on exact words, and how they ended.

use crate::{Services, error::Result, store::Store};
use model::{
    document::anchor::Anchor,
    error::Refusal,
    event::MovedAnchor,
    ids::{AccountId, ProposalId, ThreadId},
    proposal::FieldName,
    thread::{Outcome, Severity, Thread},
};

/// A thread's anchor as the room follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnchor {
    pub thread: ThreadId,
    pub field: FieldName,
    pub anchor: Anchor,
    pub detached: bool,
}

/// Opens a thread on words of a field. The anchor must stand on its quote in the live draft.
pub async fn open(
    s: &Services,
    account: AccountId,
    proposal: ProposalId,
    field: FieldName,
    anchor: Anchor,
    severity: Severity,
    body: &str,
) -> Result<Thread> {
    let _ = (s, account, proposal, field, anchor, severity, body);
    Err(Refusal::Unavailable.into())
}

/// Answers in a thread.
pub async fn answer(
    s: &Services,
    account: AccountId,
    thread: ThreadId,
    body: &str,
) -> Result<Thread> {
    let _ = (s, account, thread, body);
    Err(Refusal::Unavailable.into())
}

/// Ends a thread with an outcome and one sentence of reason; an editor's act.
pub async fn decide(
    s: &Services,
    account: AccountId,
    thread: ThreadId,
    outcome: Outcome,
    reason: &str,
) -> Result<Thread> {
    let _ = (s, account, thread, outcome, reason);
    Err(Refusal::Unavailable.into())
}

/// Opens a decided thread again; the old decision stays in the ledger.
pub async fn reopen(s: &Services, account: AccountId, thread: ThreadId) -> Result<Thread> {
    let _ = (s, account, thread);
    Err(Refusal::Unavailable.into())
}

/// Attaches a detached thread to words again, by hand.
pub async fn attach(
    s: &Services,
    account: AccountId,
    thread: ThreadId,
    anchor: Anchor,
) -> Result<Thread> {
    let _ = (s, account, thread, anchor);
    Err(Refusal::Unavailable.into())
}

/// The threads of a proposal, in the order in which they were opened.
pub async fn list(s: &Services, account: AccountId, proposal: ProposalId) -> Result<Vec<Thread>> {
    let _ = (s, account, proposal);
    Err(Refusal::Unavailable.into())
}

/// The anchors of a proposal's threads, for the room that follows them.
pub async fn anchors_of(store: &Store, proposal: ProposalId) -> Result<Vec<StoredAnchor>> {
    let _ = (store, proposal);
    Err(Refusal::Unavailable.into())
}

/// Keeps where the room found the anchors after an edit; it publishes the change itself.
pub async fn save_anchors(
    store: &Store,
    proposal: ProposalId,
    moved: &[MovedAnchor],
) -> Result<()> {
    let _ = (store, proposal, moved);
    Err(Refusal::Unavailable.into())
}
