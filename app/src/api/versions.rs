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

/// Signs the text with this fingerprint off for the viewer's side; refused if it has changed since.
#[server(endpoint = "versions/sign-off-text", input = Postcard, output = Postcard)]
pub async fn sign_off_text(id: ProposalId, hash: String) -> Result<Progress, Refused> {
    Ok(versions::sign_off_text(&services(), account()?, id, &hash).await?)
}

/// Takes the viewer's sign-off back; possible until the final.
#[server(endpoint = "versions/withdraw", input = Postcard, output = Postcard)]
pub async fn withdraw(id: ProposalId) -> Result<Progress, Refused> {
    Ok(versions::withdraw(&services(), account()?, id).await?)
}
