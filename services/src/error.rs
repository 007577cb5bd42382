//! What can go wrong in `services`: a refusal that a person understands, or something internal.

use crate::store;
use model::error::Refusal;
use sea_orm::DbErr;

/// What a service answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a service did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A person can understand it and act on it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// As `Refused`, because of this part of what was sent, as a path of fields:
    /// `mail`, `organisations.1.country`.
    #[error("{place}: {refusal}")]
    RefusedAt { place: String, refusal: Refusal },
    /// Nothing can be written to the database now. The cause is for the log.
    #[error("{0}")]
    NotSaved(String),
    /// The cause is for the log, never for the screen.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// Something that must not happen, with what was being done.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Error::Internal(cause.to_string())
    }

    /// What the person is told; an internal cause is logged here, once.
    pub fn into_refusal(self) -> Refusal {
        match self {
            Error::Refused(refusal) | Error::RefusedAt { refusal, .. } => refusal,
            Error::NotSaved(cause) => {
                tracing::error!(cause, "nothing could be saved");
                Refusal::CannotSave
            }
            Error::Internal(cause) => {
                tracing::error!(cause, "a service failed");
                Refusal::Unavailable
            }
        }
    }
}

/// Says which part of what was sent is refused.
pub(crate) trait At<T> {
    fn at(self, place: impl Into<String>) -> Result<T>;
}

impl<T> At<T> for Result<T, Refusal> {
    fn at(self, place: impl Into<String>) -> Result<T> {
        self.map_err(|refusal| Error::RefusedAt {
            place: place.into(),
            refusal,
        })
    }
}

impl From<DbErr> for Error {
    fn from(cause: DbErr) -> Self {
        match store::cannot_write(&cause) {
            true => Error::NotSaved(format!("database: {cause}")),
            false => Error::Internal(format!("database: {cause}")),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        Error::Internal(format!("stored JSON: {cause}"))
    }
}
