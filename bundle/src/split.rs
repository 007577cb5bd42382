//! The browser half in two files: what the text needs, and what stands around it
//! (`#[wasm_split]` in `app/src/live/start.rs`).

use anyhow::{Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, transform};

/// The script that loads the second file; the first one's script imports it.
pub const LOADER: &str = "around.js";
/// The second file.
pub const AROUND: &str = "split_around.wasm";

/// Splits a linked module into `folder`; gives the first file, which wasm-bindgen has yet to see.
pub fn split(wasm: &Path, folder: &Path) -> Result<PathBuf> {
    fs::remove_dir_all(folder).ok();
    let module = fs::read(wasm)?;
    let (main, loader) = (folder.join("app.wasm"), format!("./{LOADER}"));
    let mut options = Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = &loader;
    options.main_module = "./app.js";
    transform(options).map_err(|cause| anyhow!("{cause:#}"))?;
    Ok(main)
}

/// Puts what belongs beside the bound first file there: the second file without names, and with
/// the room closed that its linker left in every number.
pub fn place(split: &Path, bound: &Path) -> Result<()> {
    fs::copy(split.join(LOADER), bound.join(LOADER))?;
    let mut config = walrus::ModuleConfig::new();
    config
        .generate_name_section(false)
        .generate_producers_section(false);
    let mut module = config.parse_file(split.join(AROUND))?;
    module.emit_wasm_file(bound.join(AROUND))
}
