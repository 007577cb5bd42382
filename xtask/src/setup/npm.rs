//! The packages of the tests that run in Node: exactly what the lock file says.

use crate::shell::{self, Command, step};
use crate::workspace::{Workspace, on_path};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Installs the packages of `end2end`, unless they stand there already.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    ensure_in(&workspace.root.join("end2end"))
}

/// The servers that Talka is measured beside: packages that no test needs.
pub fn ensure_peers(workspace: &Workspace) -> Result<()> {
    ensure_in(&workspace.root.join("end2end/bench/peers"))
}

fn ensure_in(folder: &Path) -> Result<()> {
    if is_current(folder)? {
        Ok(())
    } else {
        install(folder)
    }
}

fn install(folder: &Path) -> Result<()> {
    on_path(&["npm"]).context("the packages need Node.js with npm: https://nodejs.org")?;
    step(&format!("npm ci in {}", folder.display()), || {
        let npm = Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .dir(folder);
        shell::run(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
        std::fs::copy(folder.join("package-lock.json"), installed_lock(folder))?;
        Ok(())
    })
}

/// A copy of the lock file that was installed last stands beside the packages.
fn is_current(folder: &Path) -> Result<bool> {
    let Ok(installed) = std::fs::read(installed_lock(folder)) else {
        return Ok(false);
    };
    Ok(installed == std::fs::read(folder.join("package-lock.json"))?)
}

fn installed_lock(folder: &Path) -> PathBuf {
    folder.join("node_modules/.installed-lock.json")
}
