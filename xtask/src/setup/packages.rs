//! Installing a package of the distribution, where that is possible without asking anybody.

use crate::shell::{self, Command, step};
use crate::workspace::on_path;
use anyhow::{Result, bail};

/// Installs a package with `apt-get`: as root, or through `sudo` if it needs no password.
pub fn install(package: &str) -> Result<()> {
    if on_path(&["apt-get"]).is_none() {
        bail!("no apt-get on this machine");
    }
    step(&format!("install {package} with apt-get"), || {
        if run(&["install", "-y", "--no-install-recommends", package]).is_ok() {
            return Ok(());
        }
        newest(package)
    })
}

/// Installs the newest package that the distribution has: what this machine knows of may be old.
pub fn renew(package: &str) -> Result<()> {
    step(&format!("renew {package} with apt-get"), || newest(package))
}

fn newest(package: &str) -> Result<()> {
    run(&["update"])?;
    run(&["install", "-y", "--no-install-recommends", package])
}

fn run(arguments: &[&str]) -> Result<()> {
    let prefix: &[&str] = if is_root()? { &[] } else { &["sudo", "-n"] };
    shell::run(apt_get(prefix).args(arguments))
}

/// True for the user that may do everything.
pub fn is_root() -> Result<bool> {
    Ok(shell::output(Command::new("id").arg("-u"))?.trim() == "0")
}

fn apt_get(prefix: &[&str]) -> Command {
    let command = match prefix {
        [] => Command::new("apt-get"),
        [first, rest @ ..] => Command::new(first).args(rest).arg("apt-get"),
    };
    // Another one may be installing something just now.
    command
        .args(["-q", "-o", "DPkg::Lock::Timeout=300"])
        .env("DEBIAN_FRONTEND", "noninteractive")
}
