//! Threads: discussions on exact words, and how they ended.
//!
//! They stand outside the shared document, so that who only comments needs no right to write, and
//! every act is checked here. The room follows their anchors through edits ([`crate::anchors`]).

mod acts;
mod ledger;
mod open;
mod rows;
mod suggest;
mod tables;

pub use acts::{answer, attach, decide, reopen};
pub use ledger::{ledger, ledger_at};
pub(crate) use ledger::{ledger_of, ledger_until};
pub(crate) use open::{NewThread, insert, insert_comment};
pub use open::{Opening, open};
pub(crate) use rows::{all, newer, open_blocking, open_counts, open_now, open_talks};
pub use suggest::{Suggesting, accept, suggest, withdraw};
pub(crate) use suggest::{are_open, note_accepted};
pub use tables::{annotations, comments_table, ledger_table};

use crate::{
    Services, access, error::Result, proposals::publish_progress, store::entities::proposal,
};
use model::{
    error::Refusal,
    event::Event,
    ids::{AccountId, ProposalId, ThreadId, Timestamp},
    thread::{Severity, Thread},
};
use sea_orm::EntityTrait;

/// The threads of a proposal, in the order in which they were opened.
pub async fn list(s: &Services, account: AccountId, proposal: ProposalId) -> Result<Vec<Thread>> {
    let until_then = readable_until(s, account, proposal).await?;
    let threads = all(&s.db, proposal).await?;
    Ok(match until_then {
        Some(day) => until(threads, day),
        None => threads,
    })
}

/// Threads are for members; a visitor of a published final does not see them, a former member those
/// of the last day: until then, if it is one.
async fn readable_until(
    s: &Services,
    account: AccountId,
    proposal: ProposalId,
) -> Result<Option<Timestamp>> {
    let rights = access::proposal_rights(s, Some(account), proposal).await?;
    match (rights.member, rights.former) {
        (Some(_), _) => Ok(None),
        (None, Some(until)) => Ok(Some(until)),
        (None, None) => Err(Refusal::NotFound.into()),
    }
}

/// The threads as they were then.
pub(crate) fn until(threads: Vec<Thread>, until: Timestamp) -> Vec<Thread> {
    let then = |mut thread: Thread| {
        thread.comments.retain(|comment| comment.at <= until);
        thread.decision = thread.decision.filter(|decision| decision.at <= until);
        (!thread.comments.is_empty()).then_some(thread)
    };
    threads.into_iter().filter_map(then).collect()
}

/// Whether the final of this proposal needs a decision on every comment.
async fn every_comment(s: &Services, proposal: ProposalId) -> Result<bool> {
    let row = proposal::Entity::find_by_id(proposal.0).one(&s.db).await?;
    Ok(row.is_some_and(|row| row.every_comment))
}

/// The thread as it is now, told to the open pages.
async fn tell(s: &Services, proposal: ProposalId, id: ThreadId) -> Result<Thread> {
    let thread = rows::one(&s.db, id).await?;
    let event = Event::Thread {
        thread: Box::new(thread.clone()),
    };
    s.hub.publish(proposal, event).await;
    // What holds the final has changed; who opens the page anew sees it anyway.
    let holds = thread.severity == Severity::Blocking || every_comment(s, proposal).await?;
    if holds && let Err(cause) = publish_progress(s, proposal, Vec::new()).await {
        cause.into_refusal();
    }
    Ok(thread)
}
