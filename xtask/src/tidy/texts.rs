//! Texts: every language has every key, and every key is used.
//!
//! A key counts as used when it stands in a Rust source as a whole word. Keys that are put together
//! while running count by their beginning: `format!("state-{state}")` uses every `state-…`.

use super::sources::Sources;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::path::Path;

const LANGUAGES: [&str; 3] = ["en", "lv", "pl"];

pub fn findings(workspace: &Workspace, sources: &Sources) -> Result<Vec<String>> {
    let folder = workspace.root.join("locales");
    if !folder.is_dir() {
        bail!("there is no folder `locales`");
    }
    let [english, latvian, polish] = LANGUAGES.map(|language| keys_below(&folder.join(language)));
    let english = english?;
    let mut found = differences("lv", &english, &latvian?);
    found.extend(differences("pl", &english, &polish?));
    let code: Vec<&str> = sources.rust().map(|source| source.text.as_str()).collect();
    let unused = english
        .iter()
        .filter(|key| !code.iter().any(|text| is_used(key, text)));
    found.extend(unused.map(|key| format!("locales: `{key}` is used nowhere")));
    Ok(found)
}

fn keys_below(folder: &Path) -> Result<BTreeSet<String>> {
    let mut keys = BTreeSet::new();
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            keys.extend(keys_in(&std::fs::read_to_string(path)?));
        }
    }
    Ok(keys)
}

/// Messages start at the beginning of a line; terms (`-name`) are the translators' own.
fn keys_in(text: &str) -> impl Iterator<Item = String> {
    let names = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim_end());
    names
        .filter(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter(|name| {
            name.chars()
                .all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
        })
        .map(str::to_owned)
}

fn differences(
    language: &str,
    english: &BTreeSet<String>,
    other: &BTreeSet<String>,
) -> Vec<String> {
    let missing = english
        .difference(other)
        .map(|key| format!("locales/{language}: `{key}` is missing"));
    let foreign = other
        .difference(english)
        .map(|key| format!("locales/{language}: `{key}` is not in en"));
    missing.chain(foreign).collect()
}

fn is_used(key: &str, code: &str) -> bool {
    stands_whole(key, code)
        || beginnings(key).any(|beginning| code.contains(&format!("\"{beginning}{{")))
}

fn stands_whole(key: &str, code: &str) -> bool {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    code.match_indices(key).any(|(at, _)| {
        !code[..at].ends_with(is_part) && !code[at + key.len()..].starts_with(is_part)
    })
}

/// `a-`, `a-b-` of `a-b-c`.
fn beginnings(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices('-').map(|(at, _)| &key[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_messages_of_a_file() {
        let text = "# a comment = no\nsign-in = Sign in\n    .title = T\n-brand = Talka\nn =\n    { $n ->\n        [one] x = y\n    }\n";
        assert_eq!(keys_in(text).collect::<Vec<_>>(), ["sign-in", "n"]);
    }

    #[test]
    fn a_key_is_used_whole_or_by_its_beginning() {
        assert!(is_used("sign-in", "text(\"sign-in\")"));
        assert!(!is_used("sign-in", "text(\"sign-in-button\")"));
        assert!(!is_used("sign", "text(\"sign-in\")"));
        assert!(is_used("state-final", "format!(\"state-{state}\")"));
        assert!(!is_used("state-final", "format!(\"role-{role}\")"));
    }

    #[test]
    fn languages_are_compared_both_ways() {
        let set = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let found = differences("lv", &set(&["a", "b"]), &set(&["b", "c"]));
        assert_eq!(
            found,
            ["locales/lv: `a` is missing", "locales/lv: `c` is not in en"]
        );
    }
}
