//! The database as whoever runs Talka meets it: where it is, whether this process may use it, and
//! what to do when it cannot be used.
//!
//! What is said here is said to an operator, in English, in the terminal or the log. It names files
//! and servers, and never a password.

mod address;
mod backup;
pub(crate) mod check;
mod claim;
mod fault;
mod rebuild;
mod schema;
pub(crate) mod tables;

pub use address::{BadDatabaseUrl, DatabaseAddress};
pub use backup::{backup, check, check_file, repair, restore};
pub use check::Report;
pub use claim::{Claim, Unusable, claim, claim_existing};
pub use fault::why;
pub use rebuild::{Rebuilt, rebuild, undo_rebuild};
pub(crate) use schema::Schema;

use crate::{error::Result, store::Store};
use model::ids::ProposalId;
use sea_orm::ConnectionTrait;
use std::{
    io,
    path::{Path, PathBuf},
};

/// Writes one row as it is. A database that can be read and not written fails here, at the start,
/// and not at the first change that somebody makes.
pub async fn check_writes(store: &Store) -> Result<()> {
    let txn = store.begin().await?;
    txn.execute_unprepared("UPDATE seaql_migrations SET applied_at = applied_at")
        .await?;
    txn.commit().await?;
    Ok(())
}

/// Why a backup, a check, a restore or a rebuild did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    #[error(transparent)]
    Unusable(#[from] Unusable),
    #[error(transparent)]
    Store(#[from] crate::Error),
    #[error("there is no file {}", .0.display())]
    NoFile(PathBuf),
    #[error("{} is there already; move it away or name another file", .0.display())]
    Exists(PathBuf),
    #[error("the database {0} is not empty; a backup is put back into an empty or a missing one")]
    NotEmpty(String),
    #[error("the file {} cannot be written: {cause}", path.display())]
    Io { path: PathBuf, cause: io::Error },
    #[error(
        "something else is connected to the database {0}; stop every server, and close whatever else \
         uses it, first"
    )]
    NotAlone(String),
    #[error("there is no proposal {0}; its number is the last part of its page's address")]
    NoProposal(ProposalId),
    #[error(
        "what the document of proposal {0} was before it was last rebuilt is still kept. Look at its \
         page; then talka check lets go of it, and talka admin rebuild {0} --undo puts it back"
    )]
    KeptAlready(ProposalId),
    #[error("nothing is kept of the document of proposal {0} that could be put back")]
    NothingKept(ProposalId),
    #[error("it is damaged:\n  {}", .0.join("\n  "))]
    Damaged(Vec<String>),
}

impl BackupFault {
    fn io(path: &Path, cause: io::Error) -> Self {
        BackupFault::Io {
            path: path.to_owned(),
            cause,
        }
    }
}

#[cfg(test)]
mod tests;
