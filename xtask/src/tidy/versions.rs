//! Versions that have to fit together for the browser half, and fail late when they do not.

use crate::setup::WASM_TARGET;
use crate::shell;
use crate::workspace::Workspace;
use anyhow::Result;

pub fn findings(workspace: &Workspace) -> Result<Vec<String>> {
    let lock = std::fs::read_to_string(workspace.root.join("Cargo.lock"))?;
    let cargo = workspace.cargo([
        "tree",
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
    ]);
    let cargo = cargo.args([
        "--package",
        "app",
        "--no-default-features",
        "--features",
        "hydrate",
    ]);
    let tree = shell::output(cargo.args(["--target", WASM_TARGET, "--format", "{p} {f}"]))?;
    Ok(bindgen(&lock).into_iter().chain(random(&tree)).collect())
}

/// The tool that binds and the library that is bound read each other's private format.
fn bindgen(lock: &str) -> Option<String> {
    let versions = |name: &str| {
        let line = format!("name = \"{name}\"\nversion = ");
        lock.split(&line)
            .skip(1)
            .filter_map(|rest| rest.lines().next())
            .collect::<Vec<_>>()
    };
    let (library, tool) = (
        versions("wasm-bindgen"),
        versions("wasm-bindgen-cli-support"),
    );
    (library != tool).then(|| {
        format!("Cargo.lock: wasm-bindgen {library:?} and wasm-bindgen-cli-support {tool:?} differ")
    })
}

/// Without a backend for browsers, the first random number there is a panic or a failed build.
fn random(tree: &str) -> Vec<String> {
    let used = tree
        .lines()
        .filter_map(|line| line.strip_prefix("getrandom "));
    let lacking = used.filter(|rest| {
        let features = rest.split_whitespace().nth(1).unwrap_or_default();
        !rest.ends_with("(*)")
            && !features
                .split(',')
                .any(|feature| matches!(feature, "js" | "wasm_js"))
    });
    lacking
        .map(|rest| format!("getrandom {rest}: no feature `js` or `wasm_js` for the browser half"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_halves_of_wasm_bindgen_are_compared() {
        let lock = |library: &str, tool: &str| {
            format!(
                "[[package]]\nname = \"wasm-bindgen\"\nversion = \"{library}\"\n\n\
                 [[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"{tool}\"\n"
            )
        };
        assert_eq!(bindgen(&lock("0.2.130", "0.2.130")), None);
        assert!(bindgen(&lock("0.2.131", "0.2.130")).is_some());
    }

    #[test]
    fn every_getrandom_has_a_backend_for_browsers() {
        let tree = "getrandom v0.4.3 std,wasm_js\ngetrandom v0.3.1 std\ngetrandom v0.2.1 js\nfastrand v2.0.0 js\ngetrandom v0.2.9\n";
        let found = random(tree);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("v0.3.1") && found[1].contains("v0.2.9"));
    }
}
