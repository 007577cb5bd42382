//! The standard library for WebAssembly, in three ways: it is there; rustup fetches it; or it is
//! compiled from its sources.

use super::rust_src::{self, RUSTUP_LIMIT};
use crate::shell::{self, Command, step};
use crate::workspace::on_path;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// Makes `rustc --target wasm32-unknown-unknown` work.
pub fn ensure() -> Result<()> {
    let folder = library_folder()?;
    if is_there(&folder) {
        return Ok(());
    }
    if on_path(&["rustup"]).is_some() {
        let added = step("rustup target add wasm32-unknown-unknown", || {
            shell::run_within(
                Command::new("rustup").args(["target", "add", TARGET]),
                RUSTUP_LIMIT,
            )
        })?;
        if added && is_there(&folder) {
            return Ok(());
        }
        println!("  rustup could not fetch it");
    }
    step("compile the WebAssembly standard library", || {
        from_sources(&folder)
    })
}

fn library_folder() -> Result<PathBuf> {
    let rustc = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]);
    Ok(shell::output(rustc)?.trim().into())
}

fn is_there(folder: &Path) -> bool {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .map(|file| file.file_name())
        .any(|name| name.to_string_lossy().starts_with("libstd-"))
}

fn from_sources(folder: &Path) -> Result<()> {
    let library = rust_src::ensure()?;
    let work = std::env::temp_dir().join(format!("talka-wasm-{}", std::process::id()));
    let result = compile(&library, &work).and_then(|built| install(&built, folder));
    std::fs::remove_dir_all(&work).ok();
    result
}

/// Builds the library as the compiler's own release builds do it; gives the folder of its parts.
fn compile(library: &Path, target: &Path) -> Result<PathBuf> {
    let cargo = Command::new("cargo")
        .args([
            "build",
            "--quiet",
            "--release",
            "--locked",
            "--target",
            TARGET,
        ])
        .args(["--manifest-path", "sysroot/Cargo.toml"])
        .args(["--features", "panic-unwind,compiler-builtins-mem"])
        .arg("--target-dir")
        .arg(target)
        .dir(library)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("__CARGO_DEFAULT_LIB_METADATA", "stablestd")
        .env(
            "RUSTFLAGS",
            "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes -Cdebuginfo=0",
        )
        .without_env("CARGO_TARGET_DIR");
    shell::run(cargo)?;
    Ok(target.join(TARGET).join("release/deps"))
}

/// Copies the parts beside their place and renames the folder, so that a broken copy is never
/// taken for a whole one.
fn install(built: &Path, folder: &Path) -> Result<()> {
    let temporary = folder.with_extension("new");
    std::fs::create_dir_all(&temporary).with_context(|| {
        format!(
            "cannot write to the toolchain's folder {}",
            folder.display()
        )
    })?;
    for file in std::fs::read_dir(built)?.flatten() {
        if file
            .path()
            .extension()
            .is_some_and(|extension| extension == "rlib")
        {
            std::fs::copy(file.path(), temporary.join(file.file_name()))?;
        }
    }
    std::fs::remove_dir_all(folder).ok();
    std::fs::rename(&temporary, folder)?;
    if !is_there(folder) {
        bail!("the built library has no `std`");
    }
    Ok(())
}
