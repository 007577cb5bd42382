//! What a machine can check without running the product. All checks run; their findings come
//! together at the end.

mod arrows;
mod crates;
mod functions;
mod glossary;
mod names;
mod sources;
mod supply;
mod texts;
mod versions;

use crate::setup;
use crate::shell::{self, Command, step};
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use sources::Sources;

/// Clippy, rustdoc: a warning is a finding.
const NO_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// Runs every check; an error if one of them found anything.
pub fn tidy(workspace: &Workspace) -> Result<()> {
    let sources = Sources::list(workspace)?;
    let mut findings = Findings::default();
    findings.program("format", || {
        shell::run(workspace.cargo(["fmt", "--all", "--check"]))
    });
    findings.check("file names and sizes", || Ok(sources::findings(&sources)));
    findings.check("function lengths", || Ok(functions::findings(&sources)));
    findings.check("names of types", || Ok(names::findings(&sources)));
    findings.check("texts", || texts::findings(workspace, &sources));
    findings.check("words of the glossary", || glossary::findings(workspace));
    findings.check("dependency arrows", || arrows::findings(workspace));
    findings.check("number of crates", || crates::findings(workspace));
    findings.check("versions for the browser", || versions::findings(workspace));
    findings.check("licences and sources", || supply::findings(workspace));
    findings.program("clippy", || shell::run(clippy(workspace)));
    findings.program("clippy for the browser half", || {
        shell::run(clippy_browser_half(workspace)?)
    });
    findings.program("clippy for the model's tests in browsers", || {
        shell::run(clippy_model_wasm(workspace))
    });
    findings.program("documentation", || shell::run(documentation(workspace)));
    findings.close()
}

#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    /// A check of ours: each finding is a line.
    fn check(&mut self, what: &str, check: impl FnOnce() -> Result<Vec<String>>) {
        match step(what, check) {
            Ok(found) => self.0.extend(found),
            Err(error) => self.0.push(format!("{error:#}")),
        }
    }

    /// A program that prints its findings itself.
    fn program(&mut self, what: &str, program: impl FnOnce() -> Result<()>) {
        if let Err(error) = step(what, program) {
            self.0.push(format!("{error:#}"));
        }
    }

    fn close(self) -> Result<()> {
        if self.0.is_empty() {
            println!("tidy");
            return Ok(());
        }
        for finding in &self.0 {
            println!("✗ {finding}");
        }
        bail!("{} findings", self.0.len())
    }
}

/// Everything that runs on the server, with its tests.
fn clippy(workspace: &Workspace) -> Command {
    native(workspace.cargo([
        "clippy",
        "--keep-going",
        "--all-targets",
        "--features",
        "app/ssr",
    ]))
    .args(["--package", "xtask", "--package", "bundle"])
    .args(NO_WARNINGS)
}

fn clippy_browser_half(workspace: &Workspace) -> Result<Command> {
    setup::wasm()?;
    let cargo = workspace.cargo([
        "clippy",
        "--package",
        "app",
        "--lib",
        "--no-default-features",
    ]);
    Ok(cargo
        .args(["--features", "hydrate", "--target", setup::WASM_TARGET])
        .args(NO_WARNINGS))
}

/// Also finds a test of the model that a browser would not run: nobody calls it there.
fn clippy_model_wasm(workspace: &Workspace) -> Command {
    workspace
        .cargo(["clippy", "--package", "model-wasm", "--lib"])
        .args(["--target", setup::WASM_TARGET])
        .args(NO_WARNINGS)
}

fn documentation(workspace: &Workspace) -> Command {
    native(workspace.cargo(["doc", "--no-deps", "--features", "app/ssr"]))
        .env("RUSTDOCFLAGS", "-D warnings")
}

fn native(cargo: Command) -> Command {
    ["model", "services", "app", "server"]
        .iter()
        .fold(cargo, |cargo, package| cargo.args(["--package", package]))
}
