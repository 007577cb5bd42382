//! Everything the proposal's page shows.

use super::{progress::progress_of, rows};
use crate::{
    Services, access, drafts,
    error::Result,
    partnerships::{facts_of, members_seen_by},
    threads,
};
use model::{
    document::html,
    ids::{AccountId, ProposalId},
    proposal::{FieldView, Progress, ProposalPage},
    workflow::State,
};

/// Everything the proposal's page shows. A visitor sees a published final only, without members,
/// threads and the history of the state.
pub async fn page(
    s: &Services,
    account: Option<AccountId>,
    id: ProposalId,
) -> Result<ProposalPage> {
    let rights = access::proposal_rights(s, account, id).await?;
    rights.check_read()?;
    let proposal = rows::proposal_of(&s.db, id).await?;
    let partnership = facts_of(&s.db, proposal.partnership).await?;
    let live = drafts::live(s, id, rows::fields_of(&proposal)).await?;
    let progress = progress_of(s, &proposal, &live).await?;
    let is_member = rights.member.is_some();
    Ok(ProposalPage {
        partnership_title: partnership.title,
        organisations: partnership.organisations,
        members: match &rights.member {
            Some(me) => members_seen_by(&s.db, proposal.partnership, me).await?,
            None => Vec::new(),
        },
        me: rights.member,
        fields: views(&live),
        threads: if is_member {
            threads::all(&s.db, id).await?
        } else {
            Vec::new()
        },
        progress: if is_member {
            progress
        } else {
            for_visitors(progress)
        },
        proposal,
    })
}

/// The fields as safe HTML.
pub(crate) fn views(live: &drafts::Fields) -> Vec<FieldView> {
    let view = |(field, text): &(_, model::document::projection::Projection)| FieldView {
        field: Clone::clone(field),
        html: html::of_field(text),
        chars: text.chars() as u32,
    };
    live.iter().map(view).collect()
}

/// What a visitor may know of a final: which version it is and who signed it.
pub(super) fn for_visitors(mut progress: Progress) -> Progress {
    progress
        .versions
        .retain(|version| version.state == State::Final);
    progress.versions.truncate(1);
    progress.round = None;
    progress.moves.clear();
    progress
}
