//! Tells open pages when a signed text changes: its sign-offs no longer count.

use super::sign_off::is_signed;
use crate::{Services, proposals::publish_progress};
use model::ids::ProposalId;
use std::{collections::HashSet, time::Duration};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::sleep,
};

/// People type on; they are told at most this often.
const PAUSE: Duration = Duration::from_millis(700);

/// Watches what this instance writes, for as long as the process lives. Who opens a page anew sees
/// the truth anyway, so a message that gets lost costs nothing but time.
pub(crate) fn watch(s: Services) {
    let mut written = s.hub.written();
    tokio::spawn(async move {
        while let Some(proposals) = next(&mut written).await {
            for proposal in proposals {
                if let Err(cause) = tell(&s, proposal).await {
                    cause.into_refusal();
                }
            }
        }
    });
}

/// The texts that were written since the last time; none when there will be no more.
async fn next(written: &mut Receiver<ProposalId>) -> Option<HashSet<ProposalId>> {
    let mut proposals = HashSet::new();
    match written.recv().await {
        Ok(proposal) => drop(proposals.insert(proposal)),
        Err(RecvError::Lagged(_)) => {}
        Err(RecvError::Closed) => return None,
    }
    sleep(PAUSE).await;
    while let Ok(proposal) = written.try_recv() {
        proposals.insert(proposal);
    }
    Some(proposals)
}

async fn tell(s: &Services, proposal: ProposalId) -> crate::Result<()> {
    if is_signed(&s.db, proposal).await? {
        publish_progress(s, proposal, Vec::new()).await?;
    }
    Ok(())
}
