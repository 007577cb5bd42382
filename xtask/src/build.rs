//! The product: the browser half, the site's files, and the server that carries them inside.

mod hashed;
mod site;
mod split;
mod style;

use crate::setup;
use crate::shell::{self, Command, step};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// How carefully things are built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// What is delivered: small and fast, and slow to build.
    Release,
    /// What is looked at while working.
    Dev,
}

impl Profile {
    fn wasm(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Dev => "wasm-dev",
        }
    }

    /// Where Cargo puts a module.
    fn built(self, folder: &Path, file: &str) -> PathBuf {
        folder.join(setup::WASM_TARGET).join(self.wasm()).join(file)
    }
}

/// `target/release/talka`: one file, with everything it needs inside.
pub fn release(workspace: &Workspace) -> Result<()> {
    setup::wasm()?;
    site(workspace, Profile::Release)?;
    step("build the server", || {
        shell::run(workspace.cargo(["build", "--package", "server", "--release"]))
    })?;
    let binary = place_in_repository(workspace)?;
    println!("{}", binary.display());
    Ok(())
}

/// Everything browsers load, in `target/site`.
pub fn site(workspace: &Workspace, profile: Profile) -> Result<()> {
    let wasm = step("compile the browser half", || {
        browser_half(workspace, profile)
    })?;
    let bound = step("split and bind", || {
        let (parts, bound) = (
            workspace.target.join("split"),
            workspace.target.join("bound"),
        );
        let bound = bind(split::split(&wasm, &parts)?, "app", bound, profile)?;
        split::place(&parts, &bound)?;
        Ok(bound)
    })?;
    step("hash and compress the site's files", || {
        site::write(workspace, bound, profile)
    })
}

/// `cdylib` is asked for here only, so that native builds of `app` never link one.
fn browser_half(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let cargo = workspace
        .cargo(["rustc", "--package", "app", "--lib"])
        .args(["--crate-type", "cdylib"])
        .args(["--no-default-features", "--features", "hydrate"]);
    let (cargo, target) = for_browsers(workspace, profile, cargo)?;
    shell::run(cargo.args(["--", split::LINKING]))?;
    Ok(profile.built(&target, "app.wasm"))
}

/// How a profile compiles for browsers, and the target directory it uses.
fn for_browsers(
    workspace: &Workspace,
    profile: Profile,
    cargo: Command,
) -> Result<(Command, PathBuf)> {
    let cargo = cargo
        .args(["--target", setup::WASM_TARGET])
        .args(["--profile", profile.wasm()]);
    if profile == Profile::Dev {
        return Ok((cargo, workspace.target.clone()));
    }
    setup::rust_src()?;
    let folder = workspace.target.join("small");
    Ok((small(cargo).arg("--target-dir").arg(&folder), folder))
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

/// The model's tests and benchmarks for browsers; gives the folder of `model.js`.
///
/// The tests are built like what is looked at while working, with the checks of numbers that a
/// delivery leaves out; the benchmarks like what is delivered.
pub fn model(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let cargo = workspace
        .cargo(["rustc", "--package", "model-wasm", "--lib"])
        .args(["--crate-type", "cdylib"]);
    let (cargo, target) = for_browsers(workspace, profile, cargo)?;
    step("compile the model's tests for browsers", || {
        shell::run(cargo)
    })?;
    let wasm = profile.built(&target, "model_wasm.wasm");
    let folder = workspace.target.join("bound-model").join(profile.wasm());
    // The names of functions stay in: they are what a trap can say.
    let bound = bind(wasm, "model", folder, Profile::Dev)?;
    // What is written for browsers is a module; Node wants to be told.
    std::fs::write(bound.join("package.json"), "{ \"type\": \"module\" }\n")?;
    Ok(bound)
}

/// Writes the JavaScript half of every call across the border; gives the folder.
fn bind(wasm: PathBuf, name: &str, folder: PathBuf, profile: Profile) -> Result<PathBuf> {
    std::fs::remove_dir_all(&folder).ok();
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&wasm).out_name(name).typescript(false);
    bindgen.web(true)?.omit_default_module_path(false);
    let small = profile == Profile::Release;
    bindgen
        // The table of functions, which the second file shares.
        .keep_lld_exports(true)
        .remove_name_section(small)
        .remove_producers_section(small);
    bindgen
        .generate(&folder)
        .with_context(|| format!("{}", wasm.display()))?;
    Ok(folder)
}

/// Where the target directory is elsewhere, the binary stands in the repository's as well.
fn place_in_repository(workspace: &Workspace) -> Result<PathBuf> {
    let built = workspace.binary("release");
    let place = workspace.root.join("target/release/talka");
    if built != place {
        std::fs::create_dir_all(place.with_file_name(""))?;
        std::fs::remove_file(&place).ok();
        if std::fs::hard_link(&built, &place).is_err() {
            std::fs::copy(&built, &place)?;
        }
    }
    Ok(place)
}
