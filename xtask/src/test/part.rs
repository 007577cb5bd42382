//! The parts of the tests, what is fast first, and which of them are asked for.

use crate::shell::minutes;
use anyhow::{Result, bail};
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Tools,
    App,
    Model,
    Pdf,
    Server,
    Foreign,
    Store,
    Wasm,
    System,
    Firefox,
    Editor,
    Stories,
    Size,
}

/// In the order in which they run.
const ALL: [Part; 13] = [
    Part::Tools,
    Part::App,
    Part::Model,
    Part::Pdf,
    Part::Server,
    Part::Foreign,
    Part::Store,
    Part::Wasm,
    Part::Size,
    Part::System,
    Part::Firefox,
    Part::Stories,
    Part::Editor,
];

impl Part {
    /// The name for `--only`; of browser tests also that of their Playwright project.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tools => "tools",
            Self::App => "app",
            Self::Model => "model",
            Self::Pdf => "pdf",
            Self::Server => "server",
            Self::Foreign => "foreign",
            Self::Store => "store",
            Self::Wasm => "wasm",
            Self::System => "system",
            Self::Firefox => "firefox",
            Self::Editor => "editor",
            Self::Stories => "stories",
            Self::Size => "size",
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Tools => "what builds, checks and packs",
            Self::App => "pages and the editor without a browser",
            Self::Model => "the document",
            Self::Pdf => "PDF files, read again",
            Self::Server => "the server, asked over HTTP and started as a process",
            Self::Foreign => "other Yjs clients, in Node",
            Self::Store => "the services, on SQLite and PostgreSQL",
            Self::Wasm => "the document in a browser",
            Self::System => "keys of the system, and WebKit",
            Self::Firefox => "the editor in Firefox",
            Self::Editor => "the editor in Chromium",
            Self::Stories => "people in Chromium",
            Self::Size => "the size of what browsers load, as it is delivered",
        }
    }

    /// How long the part took on 2 cores with everything compiled, in seconds.
    fn usual_s(self) -> u64 {
        match self {
            Self::Tools => 2,
            Self::App => 2,
            Self::Model => 35,
            Self::Pdf => 20,
            Self::Server => 75,
            Self::Foreign => 35,
            Self::Store => 240,
            Self::Wasm => 110,
            Self::System => 30,
            Self::Firefox => 220,
            Self::Editor => 270,
            Self::Stories => 460,
            Self::Size => 5,
        }
    }

    /// The package of a native part.
    pub fn package(self) -> Option<&'static str> {
        match self {
            Self::Tools => Some("bundle"),
            Self::App => Some("app"),
            Self::Model => Some("model"),
            Self::Pdf => Some("pdf"),
            Self::Server => Some("server"),
            Self::Store => Some("services"),
            _ => None,
        }
    }

    pub fn writes_to_databases(self) -> bool {
        matches!(self, Self::Store | Self::Server)
    }

    pub fn loads_pages(self) -> bool {
        matches!(
            self,
            Self::Stories | Self::Editor | Self::Firefox | Self::System
        )
    }

    pub fn needs_node(self) -> bool {
        self.loads_pages() || matches!(self, Self::Foreign | Self::Wasm)
    }
}

/// What was asked for on the command line.
pub struct Request {
    pub parts: Vec<Part>,
    /// Arguments for the test programs of these parts.
    pub extra: Vec<String>,
}

impl Request {
    /// Reads `[--only PART[,PART] [ARGUMENT…]]`.
    pub fn read(arguments: &[String]) -> Result<Self> {
        match arguments {
            [] => Ok(Self {
                parts: ALL.to_vec(),
                extra: Vec::new(),
            }),
            [only, names, extra @ ..] if only == "--only" => Ok(Self {
                parts: named(names)?,
                extra: extra.to_vec(),
            }),
            _ => bail!(
                "cargo xtask test [--only PART[,PART] [ARGUMENT…]]; the arguments go to the test programs of \
                 these parts\n{}",
                table(&ALL)
            ),
        }
    }

    pub fn is_everything(&self) -> bool {
        self.parts.len() == ALL.len()
    }
}

fn named(names: &str) -> Result<Vec<Part>> {
    for name in names.split(',') {
        if !ALL.iter().any(|part| part.name() == name) {
            bail!("there is no part {name:?}\n{}", table(&ALL));
        }
    }
    let asked = |part: &Part| names.split(',').any(|name| part.name() == name);
    Ok(ALL.into_iter().filter(asked).collect())
}

/// What will run, and how long it takes on a small machine.
pub fn plan(parts: &[Part]) -> String {
    let usual_s = parts.iter().map(|part| part.usual_s()).sum();
    format!(
        "{}about {} on 2 cores, and what has to be compiled",
        table(parts),
        minutes(Duration::from_secs(usual_s))
    )
}

fn table(parts: &[Part]) -> String {
    parts
        .iter()
        .map(|part| format!("  {:<10} {}\n", part.name(), part.what()))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(line: &str) -> Result<Request> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Request::read(&words)
    }

    #[test]
    fn everything_runs_unless_parts_are_named() {
        assert!(read("").unwrap().is_everything());
        let request = read("--only stories,store -g sign").unwrap();
        assert_eq!(request.parts, [Part::Store, Part::Stories]);
        assert_eq!(request.extra, ["-g", "sign"]);
    }

    #[test]
    fn what_is_not_understood_is_answered_with_the_parts() {
        for line in ["--only shop", "shop", "--only"] {
            let error = read(line).err().unwrap().to_string();
            assert!(error.contains("stories    people in Chromium"), "{error}");
        }
    }

    #[test]
    fn every_part_has_a_name_of_its_own() {
        let mut names = ALL.map(Part::name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }
}
