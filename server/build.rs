//! Where the browser's files are: `site` in the target directory, where `cargo xtask build` writes
//! them, or the folder that `TALKA_SITE` names.

use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-env-changed=TALKA_SITE");
    // A target directory that was copied would name the site of the one it was copied from.
    println!("cargo::rerun-if-env-changed=CARGO_TARGET_DIR");
    let site = std::env::var_os("TALKA_SITE").map_or_else(beside_the_profiles, PathBuf::from);
    // An empty folder is a server without a browser half: it still builds and serves pages to read.
    if let Err(error) = std::fs::create_dir_all(&site) {
        println!("cargo::warning=cannot create {}: {error}", site.display());
    }
    // Only a release carries the files inside; else they are read while running.
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={}", site.display());
    }
    println!("cargo::rustc-env=TALKA_SITE_FOLDER={}", site.display());
}

/// `target/PROFILE/build/server-HASH/out` stands four folders below the target directory.
fn beside_the_profiles() -> PathBuf {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    out.ancestors().nth(4).unwrap_or(&out).join("site")
}
