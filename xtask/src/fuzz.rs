//! Random edits of the document, and random attacks on a room, until an invariant breaks.

use crate::shell;
use crate::workspace::Workspace;
use anyhow::Result;

/// How many sequences of attacks are played, and from which seed, unless the environment says other
/// numbers under these names.
const ATTACKS: [(&str, &str); 2] = [("TALKA_FUZZ_CASES", "2000"), ("TALKA_FUZZ_SEED", "1")];

/// Runs the model's long run, to which extra arguments are passed on, and then the attacks. With
/// `--attacks` the attacks alone.
pub fn fuzz(workspace: &Workspace, rest: &[String]) -> Result<()> {
    if rest != ["--attacks"] {
        edits(workspace, rest)?;
    }
    attacks(workspace)
}

fn edits(workspace: &Workspace, rest: &[String]) -> Result<()> {
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

/// The release profile, so that the limits of time hold as well.
fn attacks(workspace: &Workspace) -> Result<()> {
    let cargo = workspace.cargo([
        "test",
        "--release",
        "--package",
        "services",
        "--test",
        "hostile",
        "--",
        "any_sequence",
        "--nocapture",
    ]);
    let set = |(name, usual): (&str, &str)| {
        let value = std::env::var(name).unwrap_or_else(|_| usual.to_owned());
        (name.to_owned(), value)
    };
    let cargo = ATTACKS
        .map(set)
        .into_iter()
        .fold(cargo, |cargo, (name, value)| cargo.env(&name, value));
    shell::run(cargo)
}
