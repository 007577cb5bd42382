//! Everything the proposal's page shows.

use super::{
    progress::{progress_for, progress_of},
    shown::{Shown, numbered, shown},
};
use crate::{
    Services,
    access::{self, Rights},
    error::Result,
    partnerships::members_seen_by,
    threads,
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    proposal::{Progress, ProposalPage},
    thread::Thread,
};

/// Everything the proposal's page shows. A visitor sees the published version only, without members,
/// threads and the history of the state; a former member what was there on the last day.
pub async fn page(
    s: &Services,
    account: Option<AccountId>,
    id: ProposalId,
) -> Result<ProposalPage> {
    let rights = access::proposal_rights(s, account, id).await?;
    let shown = shown(s, &rights, id).await?;
    let members = match &rights.member {
        Some(me) => members_seen_by(&s.db, rights.partnership, me).await?,
        None => Vec::new(),
    };
    Ok(ProposalPage {
        // First: the threads show every act that it knows of.
        progress: progress_shown(s, &rights, &shown).await?,
        threads: threads_for(s, &rights, id).await?,
        partnership_title: shown.partnership,
        organisations: shown.organisations,
        members: members.into_iter().filter(|it| !it.pending).collect(),
        me: rights.member,
        fields: shown.view.fields.clone(),
        proposal: shown.proposal,
    })
}

/// A version as it is read: with the names, titles and headings of its day, without threads. Members
/// read every version, visitors the published one, former members those of their last day.
pub async fn version_page(
    s: &Services,
    account: Option<AccountId>,
    id: ProposalId,
    number: u32,
) -> Result<ProposalPage> {
    let rights = access::proposal_rights(s, account, id).await?;
    let shown = numbered(s, &rights, id, number).await?;
    let version = shown.version.as_ref().ok_or(Refusal::NotFound)?;
    Ok(ProposalPage {
        threads: Vec::new(),
        progress: progress_for(s, version).await?,
        partnership_title: shown.partnership,
        organisations: shown.organisations,
        members: Vec::new(),
        me: rights.member,
        fields: shown.view.fields.clone(),
        proposal: shown.proposal,
    })
}

/// The progress of what is shown.
pub(crate) async fn progress_shown(
    s: &Services,
    rights: &Rights,
    shown: &Shown,
) -> Result<Progress> {
    match (&rights.member, &shown.version) {
        (None, Some(version)) => progress_for(s, version).await,
        _ => progress_of(s, shown.proposal.id, &shown.view).await,
    }
}

async fn threads_for(s: &Services, rights: &Rights, id: ProposalId) -> Result<Vec<Thread>> {
    match (&rights.member, rights.former) {
        (Some(_), _) => threads::all(&s.db, id).await,
        (None, Some(until)) => Ok(threads::until(threads::all(&s.db, id).await?, until)),
        (None, None) => Ok(Vec::new()),
    }
}
