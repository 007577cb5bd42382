//! Random edits of the document until an invariant breaks.

use crate::shell;
use crate::workspace::Workspace;
use anyhow::{Result, bail};

/// Runs the model's long run; extra arguments are passed on.
pub fn fuzz(workspace: &Workspace, rest: &[String]) -> Result<()> {
    let examples = workspace.root.join("model/examples");
    if !examples.join("fuzz.rs").is_file() && !examples.join("fuzz/main.rs").is_file() {
        bail!("there is no example `fuzz` in model/examples");
    }
    let cargo = workspace.cargo([
        "run",
        "--release",
        "--package",
        "model",
        "--example",
        "fuzz",
        "--features",
        "testing",
        "--",
    ]);
    shell::run(cargo.args(rest))
}
