//! Proposals: their page, how they begin, and the way of their state.

use crate::{Services, error::Result};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId},
    language::{Language, Texts},
    proposal::{Progress, ProposalPage},
    workflow::State,
};

/// Everything the proposal's page shows. A visitor sees a published final only, without members,
/// threads and the history of the state.
pub async fn page(
    s: &Services,
    account: Option<AccountId>,
    id: ProposalId,
) -> Result<ProposalPage> {
    let _ = (s, account, id);
    Err(Refusal::Unavailable.into())
}

/// Begins a proposal with the template's sections; an editor's act.
pub async fn create(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    title: Texts,
    languages: Vec<Language>,
) -> Result<ProposalId> {
    let _ = (s, account, partnership, title, languages);
    Err(Refusal::Unavailable.into())
}

/// Moves the state; an admin's act. `last_day` (ISO 8601) is the round's, when it goes to review.
pub async fn move_state(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    to: State,
    reason: &str,
    last_day: Option<String>,
) -> Result<Progress> {
    let _ = (s, account, id, to, reason, last_day);
    Err(Refusal::Unavailable.into())
}

/// Says whether a final may be read without an account; an admin's act.
pub async fn publish(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    published: bool,
) -> Result<Progress> {
    let _ = (s, account, id, published);
    Err(Refusal::Unavailable.into())
}

/// State, versions, sign-offs, round and moves.
pub async fn progress(
    s: &Services,
    account: Option<AccountId>,
    id: ProposalId,
) -> Result<Progress> {
    let _ = (s, account, id);
    Err(Refusal::Unavailable.into())
}
