//! Calls about proposals.

use super::Refused;
use leptos::{
    prelude::*,
    server_fn::codec::{Json, Postcard},
};
use model::{
    ids::{PartnershipId, ProposalId},
    language::{Language, Texts},
    proposal::{Progress, ProposalPage},
    workflow::State,
};

#[cfg(feature = "ssr")]
use super::context::{account, services, visitor};
#[cfg(feature = "ssr")]
use services::proposals;

/// Everything the proposal's pages show; a visitor gets a published final.
#[server(endpoint = "proposals/page")]
pub async fn page(id: ProposalId) -> Result<ProposalPage, Refused> {
    Ok(proposals::page(&services(), visitor(), id).await?)
}

/// Begins a proposal from the template.
#[server(endpoint = "proposals/create", input = Json)]
pub async fn create(
    partnership: PartnershipId,
    title: Texts,
    languages: Vec<Language>,
) -> Result<ProposalId, Refused> {
    Ok(proposals::create(&services(), account()?, partnership, title, languages).await?)
}

/// Moves the proposal forward, or back with a reason.
#[server(endpoint = "proposals/move-state", input = Json, output = Postcard)]
pub async fn move_state(
    id: ProposalId,
    to: State,
    reason: String,
    last_day: Option<String>,
) -> Result<Progress, Refused> {
    Ok(proposals::move_state(&services(), account()?, id, to, &reason, last_day).await?)
}

/// Lets everybody read the final, or no longer.
#[server(endpoint = "proposals/publish", input = Json, output = Postcard)]
pub async fn publish(id: ProposalId, published: bool) -> Result<Progress, Refused> {
    Ok(proposals::publish(&services(), account()?, id, published).await?)
}
