//! The product: the browser half, the site's files, and the server that carries them inside.

mod hashed;
mod site;
mod style;

use crate::setup;
use crate::shell::{self, step};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::PathBuf;
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
    fn built(self, workspace: &Workspace, file: &str) -> PathBuf {
        let folder = workspace.target.join(setup::WASM_TARGET);
        folder.join(self.wasm()).join(file)
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
    let folder = workspace.target.join("bound");
    let bound = step("wasm-bindgen", || bind(wasm, "app", folder, profile))?;
    step("hash and compress the site's files", || {
        site::write(workspace, bound, profile)
    })
}

/// `cdylib` is asked for here only, so that native builds of `app` never link one.
fn browser_half(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let cargo = workspace
        .cargo([
            "rustc",
            "--package",
            "app",
            "--lib",
            "--crate-type",
            "cdylib",
        ])
        .args([
            "--target",
            setup::WASM_TARGET,
            "--no-default-features",
            "--features",
            "hydrate",
        ])
        .args(["--profile", profile.wasm()]);
    shell::run(cargo)?;
    Ok(profile.built(workspace, "app.wasm"))
}

/// The model's tests and benchmarks for browsers; gives the folder of `model.js`.
///
/// The tests are built like what is looked at while working, with the checks of numbers that a
/// delivery leaves out; the benchmarks like what is delivered.
pub fn model(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let cargo = workspace
        .cargo([
            "rustc",
            "--package",
            "model-wasm",
            "--lib",
            "--crate-type",
            "cdylib",
        ])
        .args(["--target", setup::WASM_TARGET, "--profile", profile.wasm()]);
    step("compile the model's tests for browsers", || {
        shell::run(cargo)
    })?;
    let wasm = profile.built(workspace, "model_wasm.wasm");
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
