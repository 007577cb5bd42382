//! What is due by the clock and not by an act: done by every instance now and then, and when whoever runs
//! the server asks for it, where no instance lives on.

use crate::{Services, error::Result, mail, reminders, rounds, secret};
use model::limits::JOBS_MAIL_SECONDS;
use std::time::Duration;

/// What proves that the operator asks; only its SHA-256 is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct OperatorToken(Vec<u8>);

impl OperatorToken {
    pub fn of(token: &str) -> OperatorToken {
        OperatorToken(secret::hash(token))
    }

    /// Whether this is the token. What is compared are hashes, so the time says nothing of it.
    pub fn fits(&self, token: &str) -> bool {
        self.0 == secret::hash(token)
    }
}

impl std::fmt::Debug for OperatorToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OperatorToken")
    }
}

/// Does everything that is due now. Comes back when the mails that were due were tried too, because
/// the process may be frozen afterwards.
pub async fn run(s: &Services) -> Result<()> {
    rounds::close_due(s).await?;
    reminders::run(s).await?;
    s.mailer.wake();
    mail::settled(s, Duration::from_secs(JOBS_MAIL_SECONDS)).await;
    Ok(())
}
