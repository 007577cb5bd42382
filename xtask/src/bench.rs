//! Measuring the document.

use crate::shell;
use crate::workspace::Workspace;
use anyhow::{Result, bail};

/// Runs the model's benchmarks; extra arguments are passed on.
pub fn bench(workspace: &Workspace, rest: &[String]) -> Result<()> {
    if !workspace.root.join("model/benches").is_dir() {
        bail!("there are no benchmarks in model/benches");
    }
    shell::run(
        workspace
            .cargo([
                "bench",
                "--package",
                "model",
                "--features",
                "testing",
                "--benches",
                "--",
            ])
            .args(rest),
    )
}
