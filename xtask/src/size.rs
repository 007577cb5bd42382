//! What the browser has to load before it can type, against the limit.

use crate::build::{self, Profile};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// The WASM file that the text waits for, as it is sent: compressed with brotli.
const TEXT_LIMIT_BYTES: u64 = 350 * 1024;
/// All WASM of the drafting page, as it is sent. The text does not wait for the second file; this limit
/// shows what that has grown by (decision 6).
const PAGE_LIMIT_BYTES: u64 = 558 * 1024;

/// Builds the browser half as it is delivered, prints the sizes, fails over the limit.
pub fn size(workspace: &Workspace) -> Result<()> {
    build::bundle(workspace)?;
    build::site(workspace, Profile::Release)?;
    judge(workspace)
}

/// Prints the sizes of the built site; fails where the WASM is over one of its limits.
pub fn judge(workspace: &Workspace) -> Result<()> {
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
    let sent = |name| {
        let wasm = manifest.get(name).context("the manifest names it")?;
        anyhow::Ok(size(&format!("{wasm}.br"))?)
    };
    let (text, around) = (sent("app.wasm")?, sent("around.wasm")?);
    let over = over("app.wasm", text, TEXT_LIMIT_BYTES)
        + over("both files", text + around, PAGE_LIMIT_BYTES);
    if over > 0 {
        bail!("the WASM is {over} bytes over its limits");
    }
    Ok(())
}

fn over(what: &str, sent: u64, limit: u64) -> u64 {
    let over = sent.saturating_sub(limit);
    println!("{what}: {sent} bytes of at most {limit}, {over} over");
    over
}
