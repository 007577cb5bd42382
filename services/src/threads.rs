//! Threads: discussions on exact words, and how they ended.
//!
//! They stand outside the shared document, so that who only comments needs no right to write, and
//! every act is checked here. The room follows their anchors through edits ([`anchors_of`],
//! [`save_anchors`]).

mod acts;
mod anchors;
mod ledger;
mod open;
mod rows;

pub use acts::{answer, attach, decide, reopen};
pub use anchors::{StoredAnchor, anchors_of, save_anchors};
pub use ledger::ledger;
pub(crate) use ledger::ledger_of;
pub use open::open;
pub(crate) use open::{NewThread, insert, insert_comment};
pub(crate) use rows::{all, open_blocking, open_count};

use crate::{Services, access, error::Result};
use model::{
    error::Refusal,
    event::Event,
    ids::{AccountId, ProposalId, ThreadId},
    thread::Thread,
};

/// The threads of a proposal, in the order in which they were opened.
pub async fn list(s: &Services, account: AccountId, proposal: ProposalId) -> Result<Vec<Thread>> {
    check_member(s, account, proposal).await?;
    all(&s.db, proposal).await
}

/// Threads are for members; a visitor of a published final does not see them.
async fn check_member(s: &Services, account: AccountId, proposal: ProposalId) -> Result<()> {
    let rights = access::proposal_rights(s, Some(account), proposal).await?;
    match rights.member {
        Some(_) => Ok(()),
        None => Err(Refusal::NotFound.into()),
    }
}

/// The thread as it is now, told to the open pages.
async fn tell(s: &Services, proposal: ProposalId, id: ThreadId) -> Result<Thread> {
    let thread = rows::one(&s.db, id).await?;
    let event = Event::Thread {
        thread: Box::new(thread.clone()),
    };
    s.hub.publish(proposal, event).await;
    Ok(thread)
}
