//! Rebuild on save. File times are looked at a few times a second: no watcher to install, and it
//! works on every file system.

use crate::build::{self, Profile, is_newer_below};
use crate::run::Demo;
use crate::shell::step;
use crate::workspace::Workspace;
use anyhow::Result;
use std::time::{Duration, SystemTime};

const LOOK_INTERVAL: Duration = Duration::from_millis(300);
const BROWSER_HALF: [&str; 6] = ["app", "model", "locales", "style", "public", "bundle"];
const SERVER_HALF: [&str; 6] = ["server", "app", "services", "model", "locales", "bundle"];

/// Builds and serves the demo like `run`, again after every saved file.
pub fn dev(workspace: &Workspace) -> Result<()> {
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
    if change.server {
        step("build the server", || build::quick_server(workspace))?;
    }
    if change.browser {
        step("build the browser half", || {
            build::site(workspace, Profile::Quick)
        })?;
    }
    if change.server {
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
