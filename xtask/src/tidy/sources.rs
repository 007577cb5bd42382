//! The files that people write: names and sizes.

use crate::shell::{self, Command};
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;

const WRITTEN_BY_PEOPLE: [&str; 6] = ["rs", "css", "mjs", "js", "ts", "sh"];
const WARNING_LINES: usize = 500;
const LIMIT_LINES: usize = 900;

/// A file of the repository with its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// All of them, also those that are not committed yet.
pub struct Sources(pub Vec<Source>);

impl Sources {
    pub fn list(workspace: &Workspace) -> Result<Self> {
        let git =
            Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]);
        let names = shell::output(git.dir(&workspace.root))?;
        let written = names.lines().filter(|name| {
            let extension = Path::new(name)
                .extension()
                .and_then(|extension| extension.to_str());
            extension.is_some_and(|extension| WRITTEN_BY_PEOPLE.contains(&extension))
        });
        // A file that is deleted but not committed as such has no text.
        let read = |name: &str| {
            let text = std::fs::read_to_string(workspace.root.join(name)).ok()?;
            Some(Source {
                path: name.to_owned(),
                text,
            })
        };
        Ok(Self(written.filter_map(read).collect()))
    }

    pub fn rust(&self) -> impl Iterator<Item = &Source> {
        self.0.iter().filter(|source| source.path.ends_with(".rs"))
    }
}

/// Files that are too long or named against the rule; long ones get a warning on the way.
pub fn findings(sources: &Sources) -> Vec<String> {
    let mut found = Vec::new();
    for Source { path, text } in &sources.0 {
        let lines = text.lines().count();
        if lines > LIMIT_LINES {
            found.push(format!("{path}: {lines} lines, at most {LIMIT_LINES}"));
        } else if lines > WARNING_LINES {
            println!("  warning: {path} has {lines} lines: is there a second noun in it?");
        }
        if path.ends_with("/mod.rs") {
            found.push(format!("{path}: `foo.rs` beside `foo/`, never `mod.rs`"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_and_mod_rs_are_found() {
        let source = |path: &str, lines| Source {
            path: path.to_owned(),
            text: "x\n".repeat(lines),
        };
        let sources = Sources(vec![
            source("a/long.rs", LIMIT_LINES + 1),
            source("a/right.rs", LIMIT_LINES),
            source("a/mod.rs", 1),
        ]);
        let found = findings(&sources);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("a/long.rs: 901 lines"));
        assert!(found[1].starts_with("a/mod.rs"));
    }
}
