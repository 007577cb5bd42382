//! Calls about proposals.

use super::Refused;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{ids::ProposalId, proposal::Progress, workflow::State};

#[cfg(feature = "ssr")]
use super::context::{account, services};
#[cfg(feature = "ssr")]
use services::proposals;

/// Moves the proposal forward, or back with a reason.
#[server(endpoint = "proposals/move-state", input = Postcard, output = Postcard)]
pub async fn move_state(
    id: ProposalId,
    to: State,
    reason: String,
    last_day: Option<String>,
) -> Result<Progress, Refused> {
    Ok(proposals::move_state(&services(), account()?, id, to, &reason, last_day).await?)
}

/// Lets everybody read the final, or no longer.
#[server(endpoint = "proposals/publish", input = Postcard, output = Postcard)]
pub async fn publish(id: ProposalId, published: bool) -> Result<Progress, Refused> {
    Ok(proposals::publish(&services(), account()?, id, published).await?)
}
