//! Calls about threads. Open pages learn the result by an event as well.

use super::Refused;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{
    document::anchor::Anchor,
    ids::{CommentId, DecisionId, ProposalId, ThreadId},
    proposal::FieldName,
    suggestion::Piece,
    thread::{Outcome, Severity, Thread},
};

#[cfg(feature = "ssr")]
use super::context::{account, services};
#[cfg(feature = "ssr")]
use services::threads::{self, Opening, Suggesting};

/// Opens a thread on selected words; `detached` allows that they are gone by now.
#[server(endpoint = "threads/open", input = Postcard, output = Postcard)]
pub async fn open(
    proposal: ProposalId,
    field: FieldName,
    anchor: Anchor,
    severity: Severity,
    detached: bool,
    body: String,
    id: ThreadId,
) -> Result<Thread, Refused> {
    let opening = Opening {
        id,
        field,
        anchor,
        severity,
        detached,
        body,
    };
    Ok(threads::open(&services(), account()?, proposal, opening).await?)
}

/// Opens a suggestion, or grows one's own.
#[server(endpoint = "threads/suggest", input = Postcard, output = Postcard)]
pub async fn suggest(
    proposal: ProposalId,
    field: FieldName,
    anchor: Anchor,
    was: String,
    pieces: Vec<Piece>,
    revision: u32,
    id: ThreadId,
) -> Result<Thread, Refused> {
    let wanted = Suggesting {
        id,
        field,
        anchor,
        was,
        pieces,
        revision,
    };
    Ok(threads::suggest(&services(), account()?, proposal, wanted).await?)
}

/// Takes an own suggestion back.
#[server(endpoint = "threads/withdraw", input = Postcard, output = Postcard)]
pub async fn withdraw(thread: ThreadId) -> Result<Thread, Refused> {
    Ok(threads::withdraw(&services(), account()?, thread).await?)
}

/// Puts a suggestion into the text.
#[server(endpoint = "threads/accept", input = Postcard, output = Postcard)]
pub async fn accept(thread: ThreadId, reason: String, id: DecisionId) -> Result<Thread, Refused> {
    Ok(threads::accept(&services(), account()?, thread, &reason, id).await?)
}

/// Answers in a thread.
#[server(endpoint = "threads/answer", input = Postcard, output = Postcard)]
pub async fn answer(thread: ThreadId, body: String, id: CommentId) -> Result<Thread, Refused> {
    Ok(threads::answer(&services(), account()?, thread, &body, id).await?)
}

/// Ends a thread with an outcome and a reason.
#[server(endpoint = "threads/decide", input = Postcard, output = Postcard)]
pub async fn decide(
    thread: ThreadId,
    outcome: Outcome,
    reason: String,
    id: DecisionId,
) -> Result<Thread, Refused> {
    Ok(threads::decide(&services(), account()?, thread, outcome, &reason, id).await?)
}

/// Takes a decision back.
#[server(endpoint = "threads/reopen", input = Postcard, output = Postcard)]
pub async fn reopen(thread: ThreadId) -> Result<Thread, Refused> {
    Ok(threads::reopen(&services(), account()?, thread).await?)
}

/// Puts a detached thread on words again.
#[server(endpoint = "threads/attach", input = Postcard, output = Postcard)]
pub async fn attach(thread: ThreadId, anchor: Anchor) -> Result<Thread, Refused> {
    Ok(threads::attach(&services(), account()?, thread, anchor).await?)
}
