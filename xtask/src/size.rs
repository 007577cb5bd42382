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
    let over = show(workspace)?;
    if over > 0 {
        bail!("app.wasm is {over} bytes over its limit");
    }
    Ok(())
}

/// Prints the sizes of the built site; how many bytes the WASM file is over its limit.
pub fn show(workspace: &Workspace) -> Result<u64> {
    let site = workspace.site();
    let manifest = std::fs::read_to_string(site.join("manifest.json"))?;
    let manifest: BTreeMap<String, String> = serde_json::from_str(&manifest)?;
    let size = |name: &str| {
        site.join("pkg")
            .join(name)
            .metadata()
            .map(|file| file.len())
    };
    println!("{:<40} {:>12} {:>12}", "file", "bytes", "brotli");
    for (logical, hashed) in &manifest {
        let sent = size(&format!("{hashed}.br")).map_or("-".to_owned(), |size| size.to_string());
        println!("{logical:<40} {:>12} {sent:>12}", size(hashed)?);
    }
    let wasm = manifest
        .get("app.wasm")
        .context("app.wasm in the manifest")?;
    let sent = size(&format!("{wasm}.br"))?;
    let over = sent.saturating_sub(WASM_LIMIT_BYTES);
    println!("app.wasm: {sent} bytes of at most {WASM_LIMIT_BYTES}, {over} over");
    Ok(over)
}
