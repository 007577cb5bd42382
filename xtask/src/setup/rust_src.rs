//! The sources of Rust's standard library, of exactly this compiler's version, in three ways: they
//! are there; rustup fetches them; or the distribution's package has them, for machines that reach
//! their package mirror but not rustup's server.

use crate::shell::{self, Command, step};
use crate::workspace::on_path;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// rustup goes on trying for minutes when its server cannot be reached.
pub const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// Debian's releases in their order; the sources of a compiler newer than a release stand in the
/// backports of it or of a later one.
const DEBIAN_RELEASES: [&str; 5] = ["bullseye", "bookworm", "trixie", "forky", "duke"];

const HINT: &str = "the browser half needs the sources of Rust's standard library: \
                    run `rustup component add rust-src` where rustup reaches its server";

/// Makes the sources be where Cargo looks for them; gives that folder.
pub fn ensure() -> Result<PathBuf> {
    let root = shell::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let folder = Path::new(root.trim()).join("lib/rustlib/src/rust/library");
    if is_there(&folder) {
        return Ok(folder);
    }
    if on_path(&["rustup"]).is_some() {
        let added = step("rustup component add rust-src", || {
            let rustup = Command::new("rustup").args(["component", "add", "rust-src"]);
            shell::run_within(rustup, RUSTUP_LIMIT)
        })?;
        if added && is_there(&folder) {
            return Ok(folder);
        }
        println!("  rustup could not fetch it");
    }
    step("take Debian's rust-src", || from_debian(&folder)).context(HINT)?;
    Ok(folder)
}

fn is_there(folder: &Path) -> bool {
    folder.join("std/Cargo.toml").is_file()
}

fn from_debian(folder: &Path) -> Result<()> {
    if on_path(&["apt-get"]).is_none() || on_path(&["dpkg"]).is_none() {
        bail!("this machine has no Debian packages");
    }
    // Beside its place, so that it can be moved there whole.
    let work = folder.with_extension(format!("new-{}", std::process::id()));
    let result = download(&work).and_then(|library| {
        std::fs::remove_dir_all(folder).ok();
        std::fs::rename(library, folder).with_context(|| {
            format!(
                "cannot write to the toolchain's folder {}",
                folder.display()
            )
        })
    });
    std::fs::remove_dir_all(&work).ok();
    result
}

/// Fetches and unpacks `rust-src` of the compiler's version; gives its `library` folder.
fn download(work: &Path) -> Result<PathBuf> {
    let version = compiler_version()?;
    let apt = Apt::new(work)?;
    let package = apt.find("rust-src", &version)?;
    shell::run(
        apt.command("apt-get")
            .args(["download", &package])
            .dir(work),
    )?;
    let unpacked = work.join("unpacked");
    let archive = std::fs::read_dir(work)?
        .flatten()
        .map(|file| file.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .context("the downloaded package")?;
    shell::run(Command::new("dpkg").arg("-x").arg(&archive).arg(&unpacked))?;
    Ok(unpacked.join(format!("usr/src/rustc-{version}/library")))
}

fn compiler_version() -> Result<String> {
    let text = shell::output(Command::new("rustc").arg("-vV"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("release: "));
    Ok(line.context("rustc -vV names a release")?.to_owned())
}

/// `apt` on lists of its own: it reads nothing of the machine's package state and changes nothing.
struct Apt {
    options: Vec<String>,
}

impl Apt {
    fn new(work: &Path) -> Result<Self> {
        std::fs::create_dir_all(work.join("lists/partial"))?;
        std::fs::create_dir_all(work.join("archives/partial"))?;
        std::fs::write(work.join("sources.list"), sources(&codename()?, &mirror()?))?;
        let work = work.display();
        let options = vec![
            format!("Dir::Etc::sourcelist={work}/sources.list"),
            "Dir::Etc::sourceparts=/dev/null".to_owned(),
            format!("Dir::State::lists={work}/lists"),
            format!("Dir::Cache={work}"),
            format!("Dir::Cache::archives={work}/archives"),
            "APT::Sandbox::User=root".to_owned(),
        ];
        let apt = Self { options };
        // A suite that does not exist yet is an error of that suite only.
        shell::output(apt.command("apt-get").args(["update", "-qq"])).ok();
        Ok(apt)
    }

    fn command(&self, program: &str) -> Command {
        self.options
            .iter()
            .fold(Command::new(program), |command, option| {
                command.arg("-o").arg(option)
            })
    }

    /// `name=version` of the package whose version is the upstream version asked for.
    fn find(&self, name: &str, upstream: &str) -> Result<String> {
        let table = shell::output(self.command("apt-cache").args(["madison", name]))?;
        let version = matching_version(&table, upstream)
            .with_context(|| format!("no {name} {upstream} in the suites asked"))?;
        Ok(format!("{name}={version}"))
    }
}

/// Picks `1.95.0+dfsg1-2~bpo13+1` for `1.95.0` out of `apt-cache madison`'s table.
fn matching_version<'a>(table: &'a str, upstream: &str) -> Option<&'a str> {
    let versions = table
        .lines()
        .filter_map(|line| line.split('|').nth(1))
        .map(str::trim);
    versions.into_iter().find(|version| {
        version
            .strip_prefix(upstream)
            .is_some_and(|rest| rest.starts_with(['+', '-', '~']))
    })
}

fn codename() -> Result<String> {
    let text = std::fs::read_to_string("/etc/os-release")?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    Ok(line
        .context("a release of Debian")?
        .trim_matches('"')
        .to_owned())
}

/// The machine's own mirror, in either format of apt's sources.
fn mirror() -> Result<String> {
    let folder = std::fs::read_dir("/etc/apt/sources.list.d")
        .into_iter()
        .flatten()
        .flatten();
    let files = folder
        .map(|file| file.path())
        .chain([PathBuf::from("/etc/apt/sources.list")]);
    let text: String = files
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .collect();
    let mirror = mirror_in(&text).context("apt's sources name no mirror of Debian")?;
    Ok(mirror.to_owned())
}

fn mirror_in(sources: &str) -> Option<&str> {
    sources
        .lines()
        .filter(|line| line.starts_with("URIs:") || line.starts_with("deb "))
        .flat_map(str::split_whitespace)
        .find(|word| word.starts_with("http") && word.trim_end_matches('/').ends_with("/debian"))
}

/// The suites where the sources may stand: this release's and all later ones'.
fn sources(codename: &str, mirror: &str) -> String {
    let from = DEBIAN_RELEASES
        .iter()
        .position(|release| *release == codename)
        .unwrap_or(0);
    let keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
    DEBIAN_RELEASES[from..]
        .iter()
        .flat_map(|release| [format!("{release}-backports"), (*release).to_owned()])
        .map(|suite| format!("deb [signed-by={keyring}] {mirror} {suite} main\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_taken_whole() {
        let table = " rust-src | 1.95.10-1 | x\n rust-src | 1.95.1+dfsg1-2~bpo13+1 | x\n";
        assert_eq!(
            matching_version(table, "1.95.1"),
            Some("1.95.1+dfsg1-2~bpo13+1")
        );
        assert_eq!(matching_version(table, "1.95.0"), None);
    }

    #[test]
    fn the_mirror_is_found_in_both_formats() {
        let new = "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\n";
        let old = "deb [signed-by=/k] https://m.example/debian/ bookworm main\n";
        assert_eq!(mirror_in(new), Some("http://mirror.example/debian"));
        assert_eq!(mirror_in(old), Some("https://m.example/debian/"));
        assert_eq!(
            mirror_in("deb https://m.example/debian-security x main"),
            None
        );
    }

    #[test]
    fn older_releases_are_not_asked() {
        let list = sources("trixie", "http://m/debian");
        assert!(list.starts_with("deb [signed-by="));
        assert!(list.contains(" trixie-backports main\n"));
        assert!(!list.contains("bookworm"));
    }
}
