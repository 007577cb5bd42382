//! Calls about versions.

use super::Refused;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{ids::ProposalId, proposal::Progress};

#[cfg(feature = "ssr")]
use super::context::{account, services};
#[cfg(feature = "ssr")]
use services::versions;

/// Signs the present text off for the viewer's side.
#[server(endpoint = "versions/sign-off", input = Postcard, output = Postcard)]
pub async fn sign_off(id: ProposalId) -> Result<Progress, Refused> {
    Ok(versions::sign_off(&services(), account()?, id).await?)
}
