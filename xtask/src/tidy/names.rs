//! One name means one thing: no public type of a crate is called as another one.

use super::sources::Sources;
use std::collections::BTreeMap;

/// Where names follow a pattern of their own: tests, and what a library wants to be called so.
const LEFT_OUT: [&str; 5] = [
    "/tests/",
    "/tests.rs",
    "/migrations/",
    "/entities/",
    "/benches/",
];

const KINDS: [&str; 4] = ["struct", "enum", "trait", "type"];

pub fn findings(sources: &Sources) -> Vec<String> {
    let mut places: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for source in sources.rust() {
        let path = &source.path;
        let Some((package, _)) = path.split_once("/src/") else {
            continue;
        };
        if LEFT_OUT.iter().any(|part| path.contains(part)) {
            continue;
        }
        for (at, line) in source.text.lines().enumerate() {
            if let Some(name) = public_type(line) {
                let place = format!("{path}:{}", at + 1);
                places.entry((package, name)).or_default().push(place);
            }
        }
    }
    let twice = places.into_iter().filter(|(_, places)| places.len() > 1);
    twice
        .map(|((_, name), places)| format!("{}: `{name}` is also at {}", places[0], places[1]))
        .collect()
}

/// The name of the type that a line makes public. What is indented belongs to a type or a macro.
fn public_type(line: &str) -> Option<&str> {
    let mut words = line.split(' ');
    let is_public = |word: &str| word == "pub" || word.starts_with("pub(");
    words.next().filter(|word| is_public(word))?;
    let word = words.find(|word| !word.ends_with(')'))?;
    let name = words.next().filter(|_| KINDS.contains(&word))?;
    name.split(|letter: char| !letter.is_alphanumeric()).next()
}

#[cfg(test)]
mod tests {
    use super::super::sources::Source;
    use super::*;

    #[test]
    fn a_public_type_name_that_stands_twice_in_a_crate_is_found() {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let sources = Sources(vec![
            source("a/src/one.rs", "pub struct Place<'a> {\n}\nstruct Own;\n"),
            source(
                "a/src/two.rs",
                "\npub(in crate::x) enum Place {}\nstruct Own;\n",
            ),
            source("a/src/tests/three.rs", "pub struct Place;\n"),
            source("b/src/one.rs", "pub struct Place;\npub fn place() {}\n"),
        ]);
        let found = findings(&sources);
        assert_eq!(found, ["a/src/one.rs:1: `Place` is also at a/src/two.rs:2"]);
    }
}
