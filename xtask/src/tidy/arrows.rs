//! Who may depend on whom: one chain, written as what is absent.
//!
//! `server ► app(ssr) ► services ► model` and `app(hydrate) ► model`. Cargo's own resolver is asked
//! for everything a package brings in, each with its own features: in a resolution of the whole
//! workspace, the features of one member would show up in another.

use crate::setup::WASM_TARGET;
use crate::shell;
use crate::workspace::Workspace;
use anyhow::Result;
use std::collections::BTreeSet;

/// A package, how it is built, and what must not be anywhere below it.
struct Rule {
    package: &'static str,
    arguments: &'static [&'static str],
    forbidden: &'static [&'static str],
}

const RULES: [Rule; 5] = [
    Rule {
        package: "model",
        arguments: &[],
        forbidden: &[
            "services", "app", "server", "leptos", "axum", "sea-orm", "web-sys", "tokio",
        ],
    },
    Rule {
        package: "model",
        arguments: &["--target", WASM_TARGET],
        forbidden: &[
            "services", "app", "server", "leptos", "axum", "sea-orm", "web-sys", "tokio",
        ],
    },
    Rule {
        package: "services",
        arguments: &[],
        forbidden: &["app", "server", "leptos"],
    },
    Rule {
        package: "app",
        arguments: &["--features", "ssr"],
        forbidden: &["server"],
    },
    Rule {
        package: "app",
        arguments: &[
            "--no-default-features",
            "--features",
            "hydrate",
            "--target",
            WASM_TARGET,
        ],
        forbidden: &["services", "server", "sea-orm", "axum"],
    },
];

pub fn findings(workspace: &Workspace) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for rule in RULES {
        let cargo = workspace.cargo([
            "tree",
            "--edges",
            "normal,no-proc-macro",
            "--prefix",
            "none",
        ]);
        let tree = shell::output(cargo.args(["--package", rule.package]).args(rule.arguments))?;
        found.extend(violations(&rule, &tree));
    }
    Ok(found)
}

fn violations(rule: &Rule, tree: &str) -> Vec<String> {
    let below: BTreeSet<&str> = tree
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let named = [&[rule.package], rule.arguments].concat().join(" ");
    let forbidden = rule.forbidden.iter().filter(|name| below.contains(**name));
    forbidden
        .map(|name| format!("`{named}` must not depend on `{name}`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule = Rule {
        package: "model",
        arguments: &["--features", "x"],
        forbidden: &["tokio", "leptos", "model"],
    };

    #[test]
    fn an_arrow_against_the_chain_is_found_at_any_depth() {
        let tree = "model v0.1.0 (/repo/model)\nyrs v0.28.1\nsync v0.1.0\ntokio v1.54.1 (*)\n";
        let found = violations(&RULE, tree);
        assert_eq!(found, ["`model --features x` must not depend on `tokio`"]);
    }

    #[test]
    fn names_are_compared_whole() {
        let tree = "model v0.1.0 (/repo/model)\ntokio-util v0.7.0\nleptos_router v0.8.0\n";
        assert_eq!(violations(&RULE, tree), Vec::<String>::new());
    }
}
