//! Taking a database file for one process: it is there, it is this user's, and nobody else serves it.
//!
//! Two servers on one SQLite file would each take what is written and not see the other's, since
//! rooms tell each other of changes within the process. So a server holds a lock on a file beside the
//! database for as long as it lives. The system lets go of it when the process ends, however it ends;
//! the lock file itself stays and means nothing. The database file is not locked that way: closing
//! any handle on it would drop the locks that SQLite holds.

use super::DatabaseAddress;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// A server's right to a database; it ends when this is dropped.
#[derive(Debug)]
pub struct Claim {
    _lock: Option<File>,
}

/// Why a database file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error("the database {} cannot be used: there is no folder {}", .0.display(), folder_of(.0).display())]
    NoFolder(PathBuf),
    #[error("the database {} cannot be used: this is a folder; name a file in it", .0.display())]
    IsFolder(PathBuf),
    #[error(
        "there is no database at {0}; name the right one in TALKA_DATABASE_URL, or start the server \
         with these settings first: it makes one"
    )]
    Missing(String),
    #[error(
        "there is no database at {}, and mode=rw and mode=ro do not make one; with mode=rwc it is made",
        .0.display()
    )]
    NotMade(PathBuf),
    #[error("the file {} cannot be {what}: {cause}{}", path.display(), owner(path))]
    Io {
        path: PathBuf,
        what: &'static str,
        cause: io::Error,
    },
    #[error(
        "another server uses the database {} already. Two servers on one SQLite file do not see each \
         other's text: stop the other one, or use PostgreSQL",
        .0.display()
    )]
    InUse(PathBuf),
}

/// Takes the database for a server: makes a file that is missing and may be made, readable by its
/// owner only, and locks it against another server.
pub fn claim(address: &DatabaseAddress) -> Result<Claim, Unusable> {
    let Some(path) = address.file() else {
        return Ok(Claim { _lock: None });
    };
    check_place(path)?;
    let lock = lock(path)?;
    if !path.exists() {
        if !address.may_make() {
            return Err(Unusable::NotMade(path.clone()));
        }
        // The companions of SQLite get the permissions of the database.
        make(path)?;
    }
    warn_of_readers(path);
    Ok(Claim { _lock: Some(lock) })
}

/// Checks that the database is there, for a command that is to make none and may run beside a server.
pub fn claim_existing(address: &DatabaseAddress) -> Result<(), Unusable> {
    match address.file() {
        Some(path) if !path.exists() => Err(Unusable::Missing(address.to_string())),
        Some(path) => check_place(path),
        None => Ok(()),
    }
}

/// Makes a file that its owner alone may read.
pub(super) fn make(path: &Path) -> Result<(), Unusable> {
    let made = private().create_new(true).open(path);
    made.map(drop).map_err(|cause| failed(path, "made", cause))
}

/// Takes a copied file from everybody but its owner.
pub(super) fn make_private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if let Err(cause) = fs::set_permissions(path, fs::Permissions::from_mode(0o600)) {
            tracing::warn!(%cause, "other users of this machine may read {}", path.display());
        }
    }
}

fn check_place(path: &Path) -> Result<(), Unusable> {
    if path.is_dir() {
        return Err(Unusable::IsFolder(path.to_owned()));
    }
    if !folder_of(path).is_dir() {
        return Err(Unusable::NoFolder(path.to_owned()));
    }
    Ok(())
}

/// Locks a database file, which need not be there, for a server or a restore.
pub(super) fn lock(path: &Path) -> Result<File, Unusable> {
    let beside = beside(path, "-lock");
    let file = private()
        .create(true)
        .truncate(false)
        .open(&beside)
        .map_err(|cause| failed(&beside, "opened for writing", cause))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Unusable::InUse(path.to_owned())),
        Err(TryLockError::Error(cause)) => Err(failed(&beside, "locked", cause)),
    }
}

/// A file that its owner alone may read. A link to the file leads to the same lock.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn failed(path: &Path, what: &'static str, cause: io::Error) -> Unusable {
    Unusable::Io {
        path: path.to_owned(),
        what,
        cause,
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// The companion of a database file with this ending. Through a symbolic link it is the real file's.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = real.into_os_string();
    name.push(ending);
    name.into()
}

/// The database and its companions hold addresses, texts and waiting mails with their links.
#[cfg(unix)]
fn warn_of_readers(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for ending in ["", "-wal", "-shm"] {
        let file = beside(path, ending);
        let mode = fs::metadata(&file).map_or(0, |meta| meta.permissions().mode());
        if mode & 0o077 != 0 {
            let file = file.display();
            tracing::warn!("other users of this machine may read {file}; better: chmod 600 {file}");
        }
    }
}

#[cfg(not(unix))]
fn warn_of_readers(_: &Path) {}

/// Whose the nearest thing is that exists, and who we are, as the end of a sentence.
#[cfg(unix)]
pub(super) fn owner(path: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    let existing = path.ancestors().find(|place| place.exists());
    let Some((place, meta)) = existing.and_then(|place| Some((place, fs::metadata(place).ok()?)))
    else {
        return String::new();
    };
    let place = place.display();
    let owner = user_name(meta.uid());
    match fs::metadata("/proc/self") {
        Ok(own) => format!(
            "; {place} belongs to {owner}, and this process runs as {}",
            user_name(own.uid())
        ),
        Err(_) => format!("; {place} belongs to {owner}"),
    }
}

#[cfg(not(unix))]
pub(super) fn owner(_: &Path) -> String {
    String::new()
}

/// The name of a user, or the number where there is none.
#[cfg(unix)]
fn user_name(id: u32) -> String {
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = users.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)? == id.to_string()).then(|| name.to_owned())
    });
    name.unwrap_or_else(|| format!("user {id}"))
}
