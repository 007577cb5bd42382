//! What the browser has to load before it can type, against the limit.

use crate::build::{self, Profile};
use crate::setup;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// The WASM file as it is sent, compressed with brotli.
const WASM_LIMIT_BYTES: u64 = 350 * 1024;

/// Builds the browser half as it is delivered, prints the sizes, fails over the limit.
pub fn size(workspace: &Workspace) -> Result<()> {
    setup::wasm()?;
    build::site(workspace, Profile::Release)?;
    check(workspace)
}

/// Prints the sizes of the built site, and fails over the limit.
pub fn check(workspace: &Workspace) -> Result<()> {
    let site = workspace.site();
    let manifest = std::fs::read_to_string(site.join("manifest.json"))?;
    let manifest: BTreeMap<String, String> = serde_json::from_str(&manifest)?;
    println!("{:<40} {:>12} {:>12}", "file", "bytes", "brotli");
    for (logical, hashed) in &manifest {
        let plain = site.join("pkg").join(hashed).metadata()?.len();
        let sent = site.join("pkg").join(format!("{hashed}.br")).metadata();
        let sent = sent.map_or_else(|_| "-".to_owned(), |file| file.len().to_string());
        println!("{logical:<40} {plain:>12} {sent:>12}");
    }
    let wasm = manifest
        .get("app.wasm")
        .context("app.wasm in the manifest")?;
    let sent = site
        .join("pkg")
        .join(format!("{wasm}.br"))
        .metadata()?
        .len();
    println!("app.wasm: {sent} of {WASM_LIMIT_BYTES} bytes");
    if sent > WASM_LIMIT_BYTES {
        bail!(
            "app.wasm is {} bytes over its limit",
            sent - WASM_LIMIT_BYTES
        );
    }
    Ok(())
}
