//! Calls of the demo.

use super::Refused;
use leptos::prelude::*;
use model::ids::Timestamp;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use super::context::services;

/// A mail that the demo kept instead of sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMail {
    pub recipient: String,
    pub subject: String,
    pub body: String,
    pub at: Timestamp,
}

/// The mails that the demo kept, newest first.
#[server(endpoint = "demo/mails")]
pub async fn mails() -> Result<Vec<KeptMail>, Refused> {
    let kept = services::mail::kept(&services()).await?;
    Ok(kept.into_iter().map(KeptMail::from).collect())
}

#[cfg(feature = "ssr")]
impl From<services::mail::KeptMail> for KeptMail {
    fn from(mail: services::mail::KeptMail) -> Self {
        KeptMail {
            recipient: mail.recipient,
            subject: mail.subject,
            body: mail.body,
            at: mail.at,
        }
    }
}
