//! PostgreSQL's programs for the store tests; the server itself is started by `crate::postgres`.

use super::packages;
use crate::workspace::on_path;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The folder with `initdb` and `postgres`, installed if need be.
pub fn ensure() -> Result<PathBuf> {
    if let Some(folder) = find() {
        return Ok(folder);
    }
    packages::install("postgresql").context(HINT)?;
    find().context(HINT)
}

const HINT: &str = "the store tests need PostgreSQL's server programs (`initdb`, `postgres`): \
                    install your system's `postgresql` package";

/// Distributions keep the programs of each major version in a folder of its own, and the ones on
/// `PATH`, if any, may be links or wrappers: the newest real folder goes first.
fn find() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut folders: Vec<_> = versions
        .map(|version| version.path())
        .filter(|folder| is_server(&folder.join("bin")))
        .collect();
    folders.sort_by_key(|folder| {
        folder
            .file_name()
            .and_then(|name| name.to_str()?.parse::<u32>().ok())
            .unwrap_or(0)
    });
    let newest = folders.pop().map(|folder| folder.join("bin"));
    newest.or_else(|| {
        let folder = on_path(&["initdb"])?.parent()?.to_owned();
        is_server(&folder).then_some(folder)
    })
}

fn is_server(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("postgres").is_file()
}
