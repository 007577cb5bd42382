//! The JavaScript half of every call between the page and the WebAssembly.

use anyhow::{Context, Result};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// Whether functions keep their names, which are what a trap can say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Names {
    Kept,
    Removed,
}

/// Writes `NAME.js` and `NAME_bg.wasm` into `folder`, which is emptied before.
pub fn bind(wasm: &Path, name: &str, folder: &Path, names: Names) -> Result<()> {
    std::fs::remove_dir_all(folder).ok();
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(name).typescript(false);
    bindgen.web(true)?.omit_default_module_path(false);
    bindgen
        // The table of functions, which the second file shares.
        .keep_lld_exports(true)
        .remove_name_section(names == Names::Removed)
        .remove_producers_section(names == Names::Removed);
    bindgen
        .generate(folder)
        .with_context(|| format!("{}", wasm.display()))
}
