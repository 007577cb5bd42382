//! What is due by the clock and not by an act: done by every instance now and then, and when whoever runs
//! the server asks for it, where no instance lives on.

use crate::{Services, error::Result, reminders, secret};

/// What proves that the operator asks; only its SHA-256 is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct JobsToken(Vec<u8>);

impl JobsToken {
    pub fn of(token: &str) -> JobsToken {
        JobsToken(secret::hash(token))
    }

    /// Whether this is the token. What is compared are hashes, so the time says nothing of it.
    pub fn fits(&self, token: &str) -> bool {
        self.0 == secret::hash(token)
    }
}

impl std::fmt::Debug for JobsToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JobsToken")
    }
}

/// Does everything that is due now, and wakes the task that sends mails.
pub async fn run(s: &Services) -> Result<()> {
    reminders::run(s).await?;
    s.mailer.wake();
    Ok(())
}
