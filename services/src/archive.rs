//! Archives: a partnership, or one of its proposals, as one ZIP file with everything that a side may
//! read, from which another Talka can make it again (docs/archive.md).
//!
//! The unit is the partnership: members, sides and the journal belong to it, and only with them can a
//! proposal live again. The archive of one proposal is the same with that proposal alone.
//!
//! Beside files for people stand the rows of the database for `talka import`, as lines of JSON. An
//! archive is not believed: whoever reads one looks at every byte against its manifest, then puts the
//! rows into a database of their own, with the schema they were written with, and looks at them there
//! as `talka check` looks at a backup.

mod collect;
mod import;
mod manifest;
mod moment;
mod open;
mod pack;
mod people;
mod rows;
mod scope;
mod scratch;
mod trust;

pub use collect::{Archive, Wanted, archive};
#[cfg(test)]
pub(crate) use import::import_into;
pub use import::{Imported, import};
pub use open::{Verified, VerifiedFinal, verify};

use crate::database::Unusable;
use std::{io, path::PathBuf};

/// Why an archive was not read or brought in: a sentence for whoever typed the command.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveFault {
    #[error("there is no file {}", .0.display())]
    NoFile(PathBuf),
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    #[error("it is larger than an archive may be ({limit} bytes)")]
    TooLarge { limit: u64 },
    #[error("it is no ZIP file, or it was cut off: {0}")]
    NoZip(String),
    #[error("it is a ZIP file, but no archive of Talka: {0}")]
    NoArchive(String),
    #[error("it was written by Talka {0}, which is newer than this one; install that one first")]
    Newer(String),
    #[error("it is damaged or was changed:\n  {}", .0.join("\n  "))]
    Damaged(Vec<String>),
    #[error("the partnership {0} is in this database already")]
    There(String),
    #[error(
        "nobody in it who is an admin has a mail address, so nobody could go on with it; let an admin \
         of a side take the archive"
    )]
    NoAdmin,
    #[error(transparent)]
    Unusable(#[from] Unusable),
    #[error(transparent)]
    Store(#[from] crate::Error),
}
