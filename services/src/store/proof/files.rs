//! Whether the files that SQLite has open still bear their names.
//!
//! A file that was removed or replaced goes on taking what is written, and is gone with the process.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// A database's file and its log, as they were when it was opened.
pub(in crate::store) struct Files {
    database: Known,
    log: OnceLock<Known>,
}

/// A file and which one it was: device and number.
struct Known {
    path: PathBuf,
    identity: (u64, u64),
}

impl Files {
    /// The files of a database that is open.
    pub fn of(path: &Path) -> io::Result<Files> {
        Ok(Files {
            database: Known::at(path)?,
            log: OnceLock::new(),
        })
    }

    /// Remembers the log, which is there from the first commit on, and as long as any connection.
    pub fn remember_log(&self) {
        let mut path = self.database.path.clone().into_os_string();
        path.push("-wal");
        // A file system that cannot do with a log has none.
        if let Ok(log) = Known::at(Path::new(&path)) {
            self.log.get_or_init(|| log);
        }
    }

    /// Refuses with a sentence for the log when a file is not the one that was opened.
    pub fn check(&self) -> Result<(), String> {
        self.database.check()?;
        self.log.get().map_or(Ok(()), Known::check)
    }
}

impl Known {
    fn at(path: &Path) -> io::Result<Known> {
        Ok(Known {
            path: path.to_owned(),
            identity: identity(path)?,
        })
    }

    fn check(&self) -> Result<(), String> {
        let path = self.path.display();
        match identity(&self.path) {
            Ok(identity) if identity == self.identity => Ok(()),
            Ok(_) => Err(format!("{path} was replaced while it was open")),
            Err(cause) => Err(format!("{path} is gone: {cause}")),
        }
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> io::Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let known = fs::metadata(path)?;
    Ok((known.dev(), known.ino()))
}

/// Elsewhere an open file can be neither removed nor replaced.
#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<(u64, u64)> {
    fs::metadata(path).map(|_| (0, 0))
}
