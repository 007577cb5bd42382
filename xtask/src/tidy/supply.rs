//! Where everything that is built in comes from, and under which licence: the lists in `deny.toml`.
//!
//! `cargo deny check` does this and looks for advisories. Where it is not installed, licences and
//! sources are compared here; a licence is an SPDX expression, which is allowed if its words are.

use crate::shell::{self, Command};
use crate::workspace::{Workspace, on_path};
use anyhow::{Context, Result};

pub fn findings(workspace: &Workspace) -> Result<Vec<String>> {
    if on_path(&["cargo-deny"]).is_some() {
        let deny = Command::new("cargo").args(["deny", "check"]);
        return Ok(match shell::run(deny.dir(&workspace.root)) {
            Ok(()) => Vec::new(),
            Err(error) => vec![format!("{error:#}")],
        });
    }
    println!("  cargo-deny is not installed: advisories are not looked for (docs/dependencies.md)");
    let lists = std::fs::read_to_string(workspace.root.join("deny.toml"))?;
    let licences = listed(&lists, "allow").context("deny.toml has no list of licences")?;
    let registries = listed(&lists, "allow-registry").context("deny.toml has no registries")?;
    let metadata = workspace.cargo(["metadata", "--format-version", "1", "--locked"]);
    let metadata: serde_json::Value = serde_json::from_str(&shell::output(metadata)?)?;
    let packages = metadata["packages"].as_array().context("cargo metadata")?;
    let found = packages.iter().flat_map(|package| {
        let words = |name: &str| package[name].as_str().unwrap_or_default();
        let name = format!("{} {}", words("name"), words("version"));
        let licence = Some(words("license"))
            .filter(|licence| !is_allowed(licence, &licences))
            .map(|licence| format!("{name}: the licence {licence:?} is not in deny.toml"));
        let source = package["source"].as_str();
        let source = source
            .filter(|source| !registries.iter().any(|known| source.ends_with(known)))
            .map(|source| format!("{name}: the source {source} is not in deny.toml"));
        licence.into_iter().chain(source)
    });
    Ok(found.collect())
}

/// The texts of a list in TOML.
fn listed(toml: &str, name: &str) -> Option<Vec<String>> {
    let start = format!("\n{name} = [");
    let (_, rest) = toml.split_once(&start)?;
    let (list, _) = rest.split_once(']')?;
    let texts = list.split('"').skip(1).step_by(2);
    Some(texts.map(str::to_owned).collect())
}

/// `A OR B` needs one of them, `A AND B` both. The old `A/B` is an OR.
fn is_allowed(licence: &str, allowed: &[String]) -> bool {
    let licence = licence.replace('/', " OR ");
    let both = licence.split(" AND ").map(|part| {
        let part = part.trim().trim_start_matches('(').trim_end_matches(')');
        part.split(" OR ")
            .any(|one| allowed.iter().any(|known| known == one.trim()))
    });
    both.into_iter().all(|allowed| allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_licences_compared() {
        let toml =
            "\nallow = [\n    \"MIT\",\n    \"Zlib\",\n]\nallow-registry = [\"https://r\"]\n";
        let allowed = listed(toml, "allow").unwrap_or_default();
        assert_eq!(allowed, ["MIT", "Zlib"]);
        assert_eq!(
            listed(toml, "allow-registry").unwrap_or_default(),
            ["https://r"]
        );
        for good in [
            "MIT",
            "GPL-3.0 OR MIT",
            "Apache-2.0/MIT",
            "(GPL-3.0 OR MIT) AND Zlib",
        ] {
            assert!(is_allowed(good, &allowed), "{good}");
        }
        for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "MITX"] {
            assert!(!is_allowed(bad, &allowed), "{bad}");
        }
    }
}
