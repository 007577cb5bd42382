//! The native tests: one Cargo call compiles them, then each program is run by itself.
//!
//! `cargo test --package services` would choose features for that package alone, and compile half of
//! everything again.

use super::{Counts, Part, Session};
use crate::build;
use crate::compile::compile;
use crate::shell::Command;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A compiled test program.
#[derive(Debug, PartialEq, Eq)]
pub struct Executable {
    /// The folder of its package, where it runs.
    pub folder: PathBuf,
    pub file: PathBuf,
}

impl Executable {
    fn belongs_to(&self, package: &str) -> bool {
        self.folder.file_name().is_some_and(|name| name == package)
    }
}

/// Compiles all tests, and the server binary that pages are tested with.
pub fn compile_tests(workspace: &Workspace) -> Result<Vec<Executable>> {
    let cargo = workspace.cargo(["build", "--lib", "--bins", "--tests"]);
    let cargo = cargo.args(["--message-format", "json-render-diagnostics"]);
    executables(&compile(cargo.args(build::NATIVE))?)
}

/// Reads the test programs from Cargo's messages, one JSON object a line.
fn executables(messages: &str) -> Result<Vec<Executable>> {
    let mut found = Vec::new();
    for line in messages.lines() {
        let message: Value = serde_json::from_str(line)?;
        let Some(file) = message["executable"].as_str() else {
            continue;
        };
        if message["profile"]["test"] == true {
            let manifest = message["manifest_path"].as_str().context("a manifest")?;
            let folder = Path::new(manifest).parent().context("in a folder")?;
            found.push(Executable {
                folder: folder.to_owned(),
                file: file.into(),
            });
        }
    }
    Ok(found)
}

/// Runs the test programs of a part's package.
pub fn run(session: &Session, part: Part, counts: &mut Counts) -> Result<()> {
    let package = part.package().context("a package")?;
    let programs: Vec<_> = session
        .tests
        .iter()
        .filter(|test| test.belongs_to(package))
        .collect();
    if programs.is_empty() {
        bail!("{package} has no tests");
    }
    let mut failed = false;
    for program in programs {
        let command = Command::new(&program.file)
            .args(session.extra)
            .dir(&program.folder)
            .env("CARGO_MANIFEST_DIR", &program.folder);
        let command = match &session.postgres {
            Some(postgres) => command
                .env("TALKA_TEST_POSTGRES_URL", postgres.url())
                .env("TALKA_TEST_POSTGRES_PROGRAMS", postgres.programs()),
            None => command,
        };
        // The next program runs whatever became of this one.
        failed |= counts.watch(command).is_err();
    }
    if failed {
        bail!("a test program of {package} ended early");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn test_programs_are_told_from_other_artifacts() {
        let messages = r#"{"reason":"compiler-artifact","manifest_path":"/r/model/Cargo.toml","profile":{"test":false},"executable":null}
{"reason":"compiler-artifact","manifest_path":"/r/server/Cargo.toml","profile":{"test":false},"executable":"/t/talka"}
{"reason":"compiler-artifact","manifest_path":"/r/server/Cargo.toml","profile":{"test":true},"executable":"/t/start-1"}
{"reason":"build-finished","success":true}"#;
        let found = executables(messages).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].file, Path::new("/t/start-1"));
        assert!(found[0].belongs_to("server") && !found[0].belongs_to("serve"));
    }
}
