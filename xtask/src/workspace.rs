//! Where things are: the repository and Cargo's target directory.
//!
//! The target directory may stand outside the clone (`CARGO_TARGET_DIR`, a Cargo configuration
//! file), so Cargo itself is asked for it.

use crate::shell::{self, Command};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The repository and the directories derived from it.
pub struct Workspace {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the repository this tool was built from.
    pub fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest)
            .parent()
            .context("xtask stands in a workspace")?;
        let metadata = shell::output(
            Command::new("cargo")
                .args(["metadata", "--no-deps", "--format-version", "1"])
                .dir(root),
        )?;
        let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata")?;
        Ok(Self {
            root: root.to_owned(),
            target: target.into(),
        })
    }

    /// What the server sends to browsers: hashed files and `manifest.json`.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// A Cargo call in the repository, as if it was typed by hand.
    ///
    /// `cargo run` describes this tool in the environment (`CARGO_PKG_NAME` and the like). Build
    /// scripts that look at it, `ring`'s for one, would run again whenever the two ways of calling
    /// Cargo alternate, and with them half of the server would be compiled anew.
    pub fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        let describes_us = |name: &String| {
            ["CARGO_PKG_", "CARGO_MANIFEST_"]
                .iter()
                .any(|start| name.starts_with(start))
        };
        let cargo = names
            .filter(describes_us)
            .fold(Command::new("cargo"), |cargo, name| {
                cargo.without_env(&name)
            });
        cargo.args(arguments).dir(&self.root)
    }

    /// The server binary of a profile's folder (`debug` or `release`).
    pub fn binary(&self, folder: &str) -> PathBuf {
        self.target.join(folder).join("talka")
    }
}

/// The first program of these names on `PATH`.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path)
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())
    })
}
