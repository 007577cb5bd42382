//! Calls about signing in.

use super::Refused;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::context::{account, services, visit};
#[cfg(feature = "ssr")]
use services::accounts;

/// Sends a login link; a form without script comes back to the same page.
#[server(endpoint = "accounts/request-link")]
pub async fn request_link(mail: String) -> Result<(), Refused> {
    accounts::request_link(&services(), &mail, visit().language).await?;
    leptos_axum::redirect("/sign-in?sent=1");
    Ok(())
}

/// Whether a login link still opens; does not spend it.
#[server(endpoint = "accounts/peek-link")]
pub async fn peek_link(token: String) -> Result<(), Refused> {
    Ok(accounts::peek_link(&services(), &token).await?)
}

/// Whether the viewer may create partnerships.
#[server(endpoint = "accounts/may-create")]
pub async fn may_create() -> Result<bool, Refused> {
    Ok(accounts::may_create(&services(), account()?).await?)
}
