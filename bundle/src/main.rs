//! Packs what Cargo compiled for browsers: splits and binds the WebAssembly, hashes and compresses
//! the site's files.
//!
//! It stands apart from `xtask`, which has to be compiled before anything is said or done, because
//! the libraries that read and write WebAssembly take longer to compile than all of `xtask`.

mod bind;
mod hashed;
mod site;
mod split;
mod style;

use anyhow::{Result, bail};
use bind::Names;
use std::path::Path;
use std::process::ExitCode;

/// What a caller asks for; `cargo xtask` is the only one.
const USAGE: &str = "\
bundle site (--small | --quick) WASM WORK ROOT SITE
    splits and binds WASM in the folder WORK, and writes the site from it and from ROOT's `public`
    and `style` into SITE; --small leaves names out and compresses
bundle bind WASM NAME FOLDER
    writes NAME.js and its WebAssembly into FOLDER";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bundle: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["site", "--small", wasm, work, root, site] => pack(wasm, work, root, site, Kind::Small),
        ["site", "--quick", wasm, work, root, site] => pack(wasm, work, root, site, Kind::Quick),
        ["bind", wasm, name, folder] => {
            bind::bind(Path::new(wasm), name, Path::new(folder), Names::Kept)
        }
        _ => bail!("not understood\n\n{USAGE}"),
    }
}

/// How carefully the site is packed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What is delivered: without names, compressed.
    Small,
    /// What is tried out while working.
    Quick,
}

fn pack(wasm: &str, work: &str, root: &str, site: &str, kind: Kind) -> Result<()> {
    let work = Path::new(work);
    let (parts, bound) = (work.join("split"), work.join("bound"));
    let names = match kind {
        Kind::Small => Names::Removed,
        Kind::Quick => Names::Kept,
    };
    let main = split::split(Path::new(wasm), &parts)?;
    bind::bind(&main, "app", &bound, names)?;
    split::place(&parts, &bound)?;
    site::write(Path::new(root), &bound, Path::new(site), kind)
}
