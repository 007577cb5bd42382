//! Calls about proposals.

use super::Refused;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{ids::ProposalId, proposal::Progress, workflow::State};

#[cfg(feature = "ssr")]
use super::context::{account, check_fresh, services};
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
    let me = account()?;
    if to == State::Final {
        check_fresh().await?;
    }
    Ok(proposals::move_state(&services(), me, id, to, &reason, last_day).await?)
}

/// Lets everybody read the final, or no longer.
#[server(endpoint = "proposals/publish", input = Postcard, output = Postcard)]
pub async fn publish(id: ProposalId, published: bool) -> Result<Progress, Refused> {
    let me = account()?;
    check_fresh().await?;
    Ok(proposals::publish(&services(), me, id, published).await?)
}
