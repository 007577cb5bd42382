//! Firefox for the editor's tests: the distribution's own, driven through WebDriver BiDi. Playwright's
//! patched build is not needed.

use super::packages;
use crate::shell::{self, Command};
use crate::workspace::on_path;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

const NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// Where Firefox is, installed if need be. `FIREFOX` in the environment goes first.
pub fn ensure() -> Result<PathBuf> {
    if let Some(file) = std::env::var_os("FIREFOX") {
        return Ok(file.into());
    }
    let found = on_path(&NAMES);
    match &found {
        Some(file) if version(file) >= OLDEST => return Ok(file.clone()),
        Some(_) => packages::renew("firefox-esr").context(HINT)?,
        // Debian calls it the first, others the second.
        None if packages::install("firefox-esr").is_err() => {
            packages::install("firefox").context(HINT)?;
        }
        None => {}
    }
    let file = on_path(&NAMES).context(HINT)?;
    let version = version(&file);
    if version < OLDEST {
        bail!("this machine's Firefox is {version}; {HINT}");
    }
    Ok(file)
}

/// The first number of its version; 0 where it says none.
fn version(firefox: &Path) -> u32 {
    let said = shell::output(Command::new(firefox).arg("--version")).unwrap_or_default();
    number(&said).unwrap_or(0)
}

/// `Mozilla Firefox 153.7.0esr` is 153.
fn number(said: &str) -> Option<u32> {
    let version = said.split_whitespace().nth(2)?;
    version.split('.').next()?.parse().ok()
}

/// The oldest with the commands that Playwright sends, as far as it was tried.
const OLDEST: u32 = 153;

const HINT: &str = "the editor's tests need Firefox 153 or later: install your system's \
                    `firefox-esr` package, or set FIREFOX to the program";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_told_by_its_first_number() {
        assert_eq!(number("Mozilla Firefox 153.7.0esr\n"), Some(153));
        assert_eq!(number("Mozilla Firefox 140.10.2esr"), Some(140));
        assert_eq!(number(""), None);
    }
}
