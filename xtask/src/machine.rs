//! What a machine lacks for a command, all of it at once and before anything is compiled: each
//! finding says how to mend it.

use crate::shell::{self, Command};
use crate::workspace::{Workspace, on_path};
use anyhow::{Result, bail};
use std::net::TcpListener;
use std::path::Path;

/// What a command will need.
pub struct Needs<'a> {
    /// What the target directory holds when all of it is compiled, in MB of 1024 × 1024 bytes.
    pub disk_mb: u64,
    /// Where the demo will listen.
    pub address: Option<&'a str>,
    /// Node.js with npm, for the tests in browsers.
    pub node: bool,
}

/// Ends with a list if anything is missing.
pub fn check(workspace: &Workspace, needs: &Needs) -> Result<()> {
    let found: Vec<String> = [
        compiler(),
        node(needs.node),
        needs.address.and_then(port),
        disk(&workspace.target, needs.disk_mb),
        network(workspace),
    ]
    .into_iter()
    .flatten()
    .collect();
    if found.is_empty() {
        return Ok(());
    }
    bail!("this machine is not ready\n  - {}", found.join("\n  - "))
}

/// SQLite and the cryptography are C.
fn compiler() -> Option<String> {
    on_path(&["cc", "gcc", "clang"]).is_none().then(|| {
        format!(
            "A C compiler is missing. Install it: {}",
            package("build-essential", "xcode-select --install")
        )
    })
}

fn node(needed: bool) -> Option<String> {
    let missing: Vec<_> = ["node", "npm"]
        .into_iter()
        .filter(|name| on_path(&[name]).is_none())
        .collect();
    (needed && !missing.is_empty()).then(|| {
        format!(
            "Node.js is missing ({}); the tests in browsers need it. Install it: {}, or https://nodejs.org",
            missing.join(", "),
            package("nodejs npm", "brew install node")
        )
    })
}

/// The command that installs a package here.
fn package(debian: &str, elsewhere: &str) -> String {
    if on_path(&["apt-get"]).is_some() {
        format!("sudo apt-get install {debian}")
    } else {
        elsewhere.to_owned()
    }
}

fn port(address: &str) -> Option<String> {
    let error = TcpListener::bind(address).err()?;
    Some(match error.kind() {
        std::io::ErrorKind::AddrInUse => format!(
            "Something listens on {address} already, perhaps an earlier `cargo xtask run`. Stop it, or take \
             another address: TALKA_ADDR=127.0.0.1:3001 cargo xtask run"
        ),
        _ => format!("{address} cannot be listened on ({error}). TALKA_ADDR names another address"),
    })
}

fn disk(target: &Path, needed_mb: u64) -> Option<String> {
    let missing_mb = needed_mb.saturating_sub(used_mb(target).unwrap_or(0));
    let free_mb = free_mb(target)?;
    (free_mb < missing_mb).then(|| {
        format!(
            "{missing_mb} MB of disk are needed in {}, and {free_mb} MB are free. CARGO_TARGET_DIR names \
             another folder",
            target.display()
        )
    })
}

/// What a folder holds already; nothing where it is not there or cannot be asked.
fn used_mb(folder: &Path) -> Option<u64> {
    let text = shell::output(Command::new("du").arg("-sm").arg(folder)).ok()?;
    text.split_whitespace().next()?.parse().ok()
}

/// Free space where a folder is or will be; nothing where the system cannot be asked.
fn free_mb(folder: &Path) -> Option<u64> {
    let there = folder.ancestors().find(|folder| folder.is_dir())?;
    let table = shell::output(Command::new("df").arg("-Pm").arg(there)).ok()?;
    let line = table.lines().nth(1)?;
    line.split_whitespace().nth(3)?.parse().ok()
}

/// Fetches the crates that are not there yet; everything after it works without a network, but for
/// the standard library for browsers and the packages of the tests.
fn network(workspace: &Workspace) -> Option<String> {
    let fetching = workspace.cargo(["fetch", "--quiet", "--locked"]);
    let error = shell::output(fetching).err()?;
    let cause = format!("{error:#}");
    let last = cause.lines().rfind(|line| !line.trim().is_empty());
    Some(format!(
        "The crates cannot be fetched, which needs a network the first time ({}). What was fetched is \
         kept: give the command again when there is one",
        last.unwrap_or_default().trim()
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_a_way_out() {
        // Somebody else may take a port as soon as it is free: of several, one stays free.
        let is_free_again = || {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = listener.local_addr().unwrap().to_string();
            let found = port(&address).unwrap();
            assert!(
                found.contains(&address) && found.contains("TALKA_ADDR="),
                "{found}"
            );
            drop(listener);
            port(&address).is_none()
        };
        assert!((0..20).any(|_| is_free_again()));
    }

    #[test]
    fn too_little_disk_is_said_with_both_numbers() {
        let here = std::env::temp_dir().join("a folder that is not there");
        assert_eq!(disk(&here, 1), None);
        let found = disk(&here, u64::MAX).unwrap();
        assert!(found.contains(&u64::MAX.to_string()), "{found}");
    }
}
