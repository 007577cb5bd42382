//! How much the first command compiles: it grows only on purpose.

use crate::shell;
use crate::workspace::Workspace;
use anyhow::Result;
use std::collections::BTreeSet;

/// Crates below the server, with those that are only run while compiling. Whoever raises this looks
/// first at what the new ones bring along, and writes them into `docs/dependencies.md`. 186 of them
/// are typst's (docs/decisions/0014).
const SERVER_LIMIT: usize = 600;
/// The same for the browser half.
const BROWSER_LIMIT: usize = 205;

pub fn findings(workspace: &Workspace) -> Result<Vec<String>> {
    let server = ["--package", "server"];
    let browser = [
        "--package",
        "app",
        "--no-default-features",
        "--features",
        "hydrate",
        "--target",
        crate::setup::WASM_TARGET,
    ];
    let counted = [
        ("the server", count(workspace, &server)?, SERVER_LIMIT),
        (
            "the browser half",
            count(workspace, &browser)?,
            BROWSER_LIMIT,
        ),
    ];
    Ok(counted
        .into_iter()
        .filter_map(|(what, crates, limit)| over(what, crates, limit))
        .collect())
}

fn count(workspace: &Workspace, arguments: &[&str]) -> Result<usize> {
    let cargo = workspace.cargo(["tree", "--edges", "normal,build", "--prefix", "none"]);
    let tree = shell::output(cargo.args(["--format", "{p}"]).args(arguments))?;
    Ok(distinct(&tree))
}

/// Different crates in Cargo's list, where a crate that was listed before ends in ` (*)`.
fn distinct(tree: &str) -> usize {
    let names: BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.is_empty())
        .collect();
    names.len()
}

fn over(what: &str, crates: usize, limit: usize) -> Option<String> {
    (crates > limit).then(|| {
        format!(
            "{what} has {crates} crates, more than the limit of {limit}: every one is compiled before \
             anybody sees a page (xtask/src/tidy/crates.rs)"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_counts_once_and_two_versions_twice() {
        let tree =
            "server v0.1.0 (/r)\na v1.0.0\nb v1.0.0 (proc-macro)\na v1.0.0 (*)\na v2.0.0\n\n";
        assert_eq!(distinct(tree), 4);
    }

    #[test]
    fn one_more_than_the_limit_is_found() {
        assert_eq!(over("x", 3, 3), None);
        assert!(over("x", 4, 3).is_some());
    }
}
