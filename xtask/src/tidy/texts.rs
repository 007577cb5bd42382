//! Texts that nothing says any more.
//!
//! That every language has every text is checked by `model/build.rs`, and that a text in use exists
//! is checked by the compiler, since each key is a constant. What is left is the other direction: a
//! constant that stands nowhere.

use super::sources::Sources;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::path::Path;

pub fn findings(workspace: &Workspace, sources: &Sources) -> Result<Vec<String>> {
    let keys = keys_below(&workspace.root.join("locales/en"))?;
    let used: BTreeSet<&str> = sources
        .rust()
        .flat_map(|source| words(&source.text))
        .collect();
    let unused = keys
        .iter()
        .filter(|key| !used.contains(constant(key).as_str()));
    Ok(unused
        .map(|key| format!("locales: `{key}` is used nowhere"))
        .collect())
}

fn keys_below(folder: &Path) -> Result<BTreeSet<String>> {
    let mut keys = BTreeSet::new();
    for file in std::fs::read_dir(folder).with_context(|| format!("{}", folder.display()))? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            keys.extend(keys_in(&std::fs::read_to_string(path)?));
        }
    }
    Ok(keys)
}

/// Messages start at the beginning of a line.
fn keys_in(text: &str) -> impl Iterator<Item = String> {
    let names = text.lines().filter_map(|line| line.split_once('='));
    names
        .map(|(name, _)| name.trim_end())
        .filter(|name| is_key(name))
        .map(str::to_owned)
}

fn is_key(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '-')
}

/// `sign-in` is `key::SIGN_IN` in the sources.
fn constant(key: &str) -> String {
    key.to_uppercase().replace('-', "_")
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|character: char| !character.is_ascii_alphanumeric() && character != '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::Source;

    #[test]
    fn keys_are_the_messages_of_a_file() {
        let text = "# a comment = no\nsign-in = Sign in\n    .title = T\nn =\n    { $n ->\n        [one] x = y\n    }\n";
        assert_eq!(keys_in(text).collect::<Vec<_>>(), ["sign-in", "n"]);
    }

    #[test]
    fn a_key_is_used_as_a_whole_word() {
        let text = "text(key::SIGN_IN_BUTTON, [key::STATE_FINAL])".to_owned();
        let sources = Sources(vec![Source {
            path: "a.rs".to_owned(),
            text,
        }]);
        let used: BTreeSet<&str> = sources
            .rust()
            .flat_map(|source| words(&source.text))
            .collect();
        assert!(used.contains(constant("state-final").as_str()));
        assert!(used.contains(constant("sign-in-button").as_str()));
        assert!(!used.contains(constant("sign-in").as_str()));
    }
}
