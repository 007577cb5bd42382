//! Measuring the document, the editor in a browser, and the server beside others.

mod collab;

use crate::build::{self, Profile};
use crate::workspace::Workspace;
use crate::{shell, test};
use anyhow::{Result, bail};

/// Runs the model's benchmarks, natively and as the WebAssembly that is delivered, to which extra arguments
/// are passed on, then the editor's; with `--pages` the editor's alone.
pub fn bench(workspace: &Workspace, rest: &[String]) -> Result<()> {
    match rest {
        [first] if first == "--pages" => pages(workspace),
        [first, rest @ ..] if first == "--collab" => collab::collab(workspace, rest),
        [] => {
            document(workspace, rest)?;
            pages(workspace)
        }
        _ => document(workspace, rest),
    }
}

/// The files of `end2end/bench`, over the build that is delivered.
fn pages(workspace: &Workspace) -> Result<()> {
    build::release(workspace)?;
    let playwright = test::playwright(workspace)?.args(["--project=bench", "--workers=1"]);
    shell::run(playwright.env("TALKA_BIN", workspace.binary("release")))
}

fn document(workspace: &Workspace, rest: &[String]) -> Result<()> {
    if !workspace.root.join("model/benches").is_dir() {
        bail!("there are no benchmarks in model/benches");
    }
    build::bundle(workspace)?;
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
