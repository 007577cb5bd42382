//! What the other commands need on the machine: each part is looked for first, and fetched only
//! when it is missing.

mod browser;
mod firefox;
mod npm;
mod packages;
mod postgres;
mod rust_src;
mod screen;
mod wasm;

pub use browser::ensure as browser;
pub use firefox::ensure as firefox;
pub use npm::ensure as npm;
pub use npm::ensure_peers as peers;
pub use packages::is_root;
pub use postgres::ensure as postgres;
pub use rust_src::ensure as rust_src;
pub use screen::ensure as screen;
pub use wasm::TARGET as WASM_TARGET;
pub use wasm::ensure as wasm;

use crate::workspace::Workspace;
use anyhow::Result;

/// Everything that `run` and `test` need.
pub fn everything(workspace: &Workspace) -> Result<()> {
    wasm()?;
    println!("Chromium: {}", browser()?.display());
    println!("Firefox: {}", firefox()?.display());
    screen()?;
    println!("PostgreSQL: {}", postgres()?.display());
    npm(workspace)?;
    Ok(())
}
