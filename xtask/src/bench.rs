//! Measuring the document.

use crate::build::{self, Profile};
use crate::workspace::Workspace;
use crate::{setup, shell};
use anyhow::{Result, bail};

/// Runs the model's benchmarks, natively and as the WebAssembly that is delivered; extra arguments are passed on.
pub fn bench(workspace: &Workspace, rest: &[String]) -> Result<()> {
    if !workspace.root.join("model/benches").is_dir() {
        bail!("there are no benchmarks in model/benches");
    }
    setup::wasm()?;
    let module = build::model(workspace, Profile::Release)?;
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
            .args(rest)
            .env("TALKA_MODEL_WASM", module),
    )
}
