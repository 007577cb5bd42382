//! Rebuild on save. File times are looked at a few times a second: no watcher to install, and it
//! works on every file system.

use crate::build::{self, Profile};
use crate::run::Demo;
use crate::setup;
use crate::shell::{self, step};
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;
use std::time::{Duration, SystemTime};

const LOOK_INTERVAL: Duration = Duration::from_millis(300);
const BROWSER_HALF: [&str; 5] = ["app", "model", "locales", "style", "public"];
const SERVER_HALF: [&str; 5] = ["server", "app", "services", "model", "locales"];

/// Builds with the fast profiles and serves the demo, again after every saved file.
pub fn dev(workspace: &Workspace) -> Result<()> {
    setup::wasm()?;
    let mut built = SystemTime::UNIX_EPOCH;
    let mut demo = None;
    loop {
        let change = Change::since(workspace, built);
        if change.is_any() {
            built = SystemTime::now();
            if let Err(error) = rebuild(workspace, &change, &mut demo) {
                eprintln!("{error:#}\nwaiting for the next save");
            }
        }
        std::thread::sleep(LOOK_INTERVAL);
    }
}

fn rebuild(workspace: &Workspace, change: &Change, demo: &mut Option<Demo>) -> Result<()> {
    if change.browser {
        build::site(workspace, Profile::Dev)?;
    }
    if change.server {
        step("build the server", || {
            shell::run(workspace.cargo(["build", "--package", "server"]))
        })?;
        // The old one gives its port back first.
        *demo = None;
        let started = Demo::start(workspace, &workspace.binary("debug"))?;
        started.say_where();
        *demo = Some(started);
    }
    println!("reload the page");
    Ok(())
}

struct Change {
    browser: bool,
    server: bool,
}

impl Change {
    fn since(workspace: &Workspace, time: SystemTime) -> Self {
        let changed = |folders: &[&str]| {
            folders
                .iter()
                .any(|folder| is_newer_below(&workspace.root.join(folder), time))
        };
        Self {
            browser: changed(&BROWSER_HALF),
            server: changed(&SERVER_HALF),
        }
    }

    fn is_any(&self) -> bool {
        self.browser || self.server
    }
}

/// Folders count too: a deleted file changes its folder's time.
fn is_newer_below(path: &Path, time: SystemTime) -> bool {
    let Ok(metadata) = path.metadata() else {
        return false;
    };
    if metadata.modified().is_ok_and(|modified| modified > time) {
        return true;
    }
    let children = std::fs::read_dir(path).into_iter().flatten().flatten();
    metadata.is_dir()
        && children
            .map(|child| child.path())
            .any(|child| is_newer_below(&child, time))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_saved_file_and_a_deleted_one_are_both_seen() {
        let folder = std::env::temp_dir().join(format!("xtask-dev-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a/b")).unwrap();
        std::fs::write(folder.join("a/b/c"), "").unwrap();
        let later = SystemTime::now() + Duration::from_secs(60);
        let earlier = SystemTime::now() - Duration::from_secs(60);
        assert!(is_newer_below(&folder, earlier));
        assert!(!is_newer_below(&folder, later));

        let old = std::fs::File::open(folder.join("a/b")).unwrap();
        std::fs::remove_file(folder.join("a/b/c")).unwrap();
        old.set_modified(later + Duration::from_secs(60)).unwrap();
        assert!(is_newer_below(&folder, later));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
