//! Firefox for the editor's tests: the distribution's own, driven through WebDriver BiDi. Playwright's
//! patched build is not needed.

use super::packages;
use crate::workspace::on_path;
use anyhow::{Context, Result};
use std::path::PathBuf;

const NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// Where Firefox is, installed if need be. `FIREFOX` in the environment goes first.
pub fn ensure() -> Result<PathBuf> {
    if let Some(file) = std::env::var_os("FIREFOX") {
        return Ok(file.into());
    }
    if let Some(file) = on_path(&NAMES) {
        return Ok(file);
    }
    // Debian calls it the first, others the second.
    if packages::install("firefox-esr").is_err() {
        packages::install("firefox").context(HINT)?;
    }
    on_path(&NAMES).context(HINT)
}

const HINT: &str = "the editor's tests need Firefox 140 or later: install your system's \
                    `firefox-esr` package, or set FIREFOX to the program";
