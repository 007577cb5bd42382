//! The product: the browser half, the site's files, and the server.

use crate::compile::compile;
use crate::setup;
use crate::shell::{self, Command, Steps};
use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How carefully things are built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// What is delivered: small and fast, and slow to build.
    Release,
    /// What is tried and tested: built soon. The server and all tests share what is compiled.
    Quick,
}

/// The linker has to leave the places where functions and data name each other: the bundle parts
/// the module there.
const LINKING: &str = "-Clink-arg=--emit-relocs";

/// The quick browser half is compiled with the profile of the server, so that both share their
/// macros, but with a little optimisation of what runs at every key.
const QUICK: [&str; 4] = ["yrs", "model", "app", "tachys"];

/// Every native build has the same packages and features, tests included, so that whatever was
/// compiled for one of them is not compiled again for another. `app` takes part with its server
/// half; its browser half is never built in the same call.
pub const NATIVE: [&str; 14] = [
    "--features",
    "app/ssr,model/testing,services/testing",
    "--package",
    "model",
    "--package",
    "pdf",
    "--package",
    "services",
    "--package",
    "app",
    "--package",
    "server",
    "--package",
    "bundle",
];

/// `target/release/talka`: one file, with everything it needs inside.
pub fn release(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::new(4);
    steps.step("compile what packs the browser half", || bundle(workspace))?;
    let wasm = steps.step("compile the browser half", || {
        browser_half(workspace, Profile::Release)
    })?;
    steps.step("pack the site", || pack(workspace, &wasm, Profile::Release))?;
    steps.step("compile the server", || {
        compile(workspace.cargo(["build", "--package", "server", "--release"]))
    })?;
    let binary = place_in_repository(workspace)?;
    println!("{}", binary.display());
    Ok(())
}

/// The server and what packs the browser half, in the profile that tests share.
pub fn quick_server(workspace: &Workspace) -> Result<()> {
    compile(workspace.cargo(["build", "--lib", "--bins"]).args(NATIVE)).map(drop)
}

/// Everything browsers load, in `target/site`. What packs it has to be there.
pub fn site(workspace: &Workspace, profile: Profile) -> Result<()> {
    let wasm = browser_half(workspace, profile)?;
    pack(workspace, &wasm, profile)
}

/// Compiles what browsers run; gives the module.
///
/// `cdylib` is asked for here only, so that native builds of `app` never link one.
pub fn browser_half(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let cargo = workspace
        .cargo(["rustc", "--package", "app", "--lib"])
        .args(["--crate-type", "cdylib"])
        .args(["--no-default-features", "--features", "hydrate"]);
    let (cargo, built) = for_browsers(workspace, profile, cargo)?;
    compile(cargo.args(["--", LINKING]))?;
    Ok(built.join("app.wasm"))
}

/// How a profile compiles for browsers, and the folder where its modules are.
fn for_browsers(
    workspace: &Workspace,
    profile: Profile,
    cargo: Command,
) -> Result<(Command, PathBuf)> {
    let cargo = cargo.args(["--target", setup::WASM_TARGET]);
    if profile == Profile::Quick {
        setup::wasm()?;
        let built = workspace.target.join(setup::WASM_TARGET).join("debug");
        let optimised = QUICK.map(|name| format!("profile.dev.package.{name}.opt-level=1"));
        let cargo = optimised
            .iter()
            .fold(cargo, |cargo, setting| cargo.args(["--config", setting]));
        return Ok((cargo, built));
    }
    setup::rust_src()?;
    let folder = workspace.target.join("small");
    let built = folder.join(setup::WASM_TARGET).join("wasm-release");
    let cargo = small(cargo.args(["--profile", "wasm-release"]));
    Ok((cargo.arg("--target-dir").arg(&folder), built))
}

/// With a standard library compiled for size as well, and panics that say nothing: what a panic
/// would have said weighs more than what it is worth in a browser, and the page recovers the same
/// way (`docs/decisions/0006`). Both are unstable in Rust, hence the folder of its own: some
/// dependencies are compiled differently when they see that unstable things are allowed.
fn small(cargo: Command) -> Command {
    cargo
        // Cargo would take these instead of all flags that are configured.
        .without_env("RUSTFLAGS")
        .without_env("CARGO_ENCODED_RUSTFLAGS")
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["-Zbuild-std=std,panic_abort"])
        .args(["-Zbuild-std-features=optimize_for_size"])
        .args(["--config", SMALL_FLAGS])
}

/// Joined with the flags in `.cargo/config.toml`.
const SMALL_FLAGS: &str = r#"build.rustflags=["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"]"#;

/// Writes the site, unless it was written the same way since anything in it changed.
pub fn pack(workspace: &Workspace, wasm: &Path, profile: Profile) -> Result<()> {
    let kind = match profile {
        Profile::Release => "--small",
        Profile::Quick => "--quick",
    };
    let (work, site) = (workspace.target.join("bundle"), workspace.site());
    let (bundle, stamp) = (bundle_program(workspace), work.join("packed"));
    let sources = [
        wasm.to_owned(),
        bundle.clone(),
        workspace.root.join("public"),
        workspace.root.join("style"),
    ];
    if site.join("manifest.json").is_file() && is_current(&stamp, kind, &sources) {
        return Ok(());
    }
    fs::create_dir_all(&work)?;
    fs::remove_file(&stamp).ok();
    let began = SystemTime::now();
    let packing = Command::new(bundle).args(["site", kind]).arg(wasm);
    shell::run(packing.arg(&work).arg(&workspace.root).arg(&site))?;
    fs::write(&stamp, kind)?;
    fs::File::options()
        .write(true)
        .open(&stamp)?
        .set_modified(began)?;
    Ok(())
}

/// True if the stamp says this kind, and nothing is newer than it.
fn is_current(stamp: &Path, kind: &str, sources: &[PathBuf]) -> bool {
    let same_kind = fs::read_to_string(stamp).is_ok_and(|text| text == kind);
    let written = stamp.metadata().and_then(|metadata| metadata.modified());
    same_kind && written.is_ok_and(|time| !sources.iter().any(|path| is_newer_below(path, time)))
}

/// True if a file or folder, or anything in it, changed after a time. Folders count too: a deleted
/// file changes its folder's time.
pub fn is_newer_below(path: &Path, time: SystemTime) -> bool {
    let Ok(metadata) = path.metadata() else {
        return false;
    };
    if metadata.modified().is_ok_and(|modified| modified > time) {
        return true;
    }
    let children = fs::read_dir(path).into_iter().flatten().flatten();
    metadata.is_dir()
        && children
            .map(|child| child.path())
            .any(|child| is_newer_below(&child, time))
}

/// What packs the browser half, where nothing else native is needed.
pub fn bundle(workspace: &Workspace) -> Result<()> {
    compile(workspace.cargo(["build", "--package", "bundle"])).map(drop)
}

fn bundle_program(workspace: &Workspace) -> PathBuf {
    workspace.target.join("debug/bundle")
}

/// The model's tests and benchmarks for browsers; gives the folder of `model.js`. What packs it has
/// to be there.
///
/// The tests are built like what is tried, with the checks of numbers that a delivery leaves out;
/// the benchmarks like what is delivered.
pub fn model(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let cargo = workspace
        .cargo(["rustc", "--package", "model-wasm", "--lib"])
        .args(["--crate-type", "cdylib"]);
    let (cargo, built) = for_browsers(workspace, profile, cargo)?;
    compile(cargo)?;
    let folder = workspace.target.join("bound-model");
    let binding = Command::new(bundle_program(workspace)).arg("bind");
    let binding = binding.arg(built.join("model_wasm.wasm")).arg("model");
    shell::run(binding.arg(&folder))?;
    // What is written for browsers is a module; Node wants to be told.
    fs::write(folder.join("package.json"), "{ \"type\": \"module\" }\n")?;
    Ok(folder)
}

/// Where the target directory is elsewhere, the binary stands in the repository's as well.
fn place_in_repository(workspace: &Workspace) -> Result<PathBuf> {
    let built = workspace.binary("release");
    let place = workspace.root.join("target/release/talka");
    if built != place {
        fs::create_dir_all(place.with_file_name(""))?;
        fs::remove_file(&place).ok();
        if fs::hard_link(&built, &place).is_err() {
            fs::copy(&built, &place)?;
        }
    }
    Ok(place)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_saved_file_and_a_deleted_one_are_both_seen() {
        let folder = std::env::temp_dir().join(format!("xtask-newer-{}", std::process::id()));
        fs::create_dir_all(folder.join("a/b")).unwrap();
        fs::write(folder.join("a/b/c"), "").unwrap();
        let later = SystemTime::now() + Duration::from_secs(60);
        let earlier = SystemTime::now() - Duration::from_secs(60);
        assert!(is_newer_below(&folder, earlier));
        assert!(!is_newer_below(&folder, later));

        let old = fs::File::open(folder.join("a/b")).unwrap();
        fs::remove_file(folder.join("a/b/c")).unwrap();
        old.set_modified(later + Duration::from_secs(60)).unwrap();
        assert!(is_newer_below(&folder, later));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_site_is_packed_again_after_a_change_and_for_another_kind() {
        let folder = std::env::temp_dir().join(format!("xtask-packed-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (stamp, source) = (folder.join("packed"), folder.join("source"));
        fs::write(&source, "").unwrap();
        let sources = [source.clone()];
        assert!(!is_current(&stamp, "--quick", &sources));
        fs::write(&stamp, "--quick").unwrap();
        assert!(is_current(&stamp, "--quick", &sources));
        assert!(!is_current(&stamp, "--small", &sources));
        let later = SystemTime::now() + Duration::from_secs(60);
        fs::File::options()
            .write(true)
            .open(&source)
            .unwrap()
            .set_modified(later)
            .unwrap();
        assert!(!is_current(&stamp, "--quick", &sources));
        fs::remove_dir_all(&folder).unwrap();
    }
}
