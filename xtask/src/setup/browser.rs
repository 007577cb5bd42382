//! Chromium for the browser tests. The distribution's package is enough; no browser is downloaded
//! beside it.

use super::packages;
use crate::workspace::on_path;
use anyhow::{Context, Result};
use std::path::PathBuf;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Where Chromium is, installed if need be. `CHROMIUM` in the environment goes first.
pub fn ensure() -> Result<PathBuf> {
    if let Some(file) = std::env::var_os("CHROMIUM") {
        return Ok(file.into());
    }
    if let Some(file) = on_path(&NAMES) {
        return Ok(file);
    }
    packages::install("chromium").context(HINT)?;
    on_path(&NAMES).context(HINT)
}

const HINT: &str = "the browser tests need Chromium: install your system's `chromium` package, \
                    or set CHROMIUM to the program";
