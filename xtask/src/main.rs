//! Automation in Rust: one command a file, nothing to install beside the toolchain.
//!
//! `cargo xtask` is an alias of `cargo run --package xtask` (see `.cargo/config.toml`), so the
//! tools are built from the same lock file as the product and can never differ from it.

mod bench;
mod build;
mod compile;
mod dev;
mod fuzz;
mod machine;
mod postgres;
mod run;
mod setup;
mod shell;
mod size;
mod test;
mod tidy;
mod workspace;

use anyhow::{Result, bail};
use std::process::ExitCode;
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask <command>

  run       build for a try and serve the demo on http://127.0.0.1:3000
  dev       the same, built again whenever a file is saved
  test      every test: Rust, both databases, Node, browsers; --only PART for some of them
  tidy      format, lints, docs, dependency arrows, sizes, texts
  build     one self-contained release binary: target/release/talka
  set-up    fetch what the other commands need (they do it themselves)
  size      size of what the browser loads, against the limit
  bench     measure the document, and the editor in a browser (--pages: that alone); --collab measures
            the server beside others (--postgres: also on PostgreSQL; --no-build: what is built already;
            --only PART, --servers NAMES, --rounds N, --edits N, --short: see docs/performance.md)
  fuzz      random edits, and attacks on a room, until something breaks (extra arguments go to the
            edits; --attacks plays the attacks alone, TALKA_FUZZ_CASES and TALKA_FUZZ_SEED say how
            many and which)";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match dispatch(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<()> {
    let workspace = Workspace::find()?;
    match command {
        "run" => run::run(&workspace),
        "dev" => dev::dev(&workspace),
        "test" => test::test(&workspace, rest),
        "tidy" => tidy::tidy(&workspace),
        "build" => build::release(&workspace),
        "set-up" => setup::everything(&workspace),
        "size" => size::size(&workspace),
        "bench" => bench::bench(&workspace, rest),
        "fuzz" => fuzz::fuzz(&workspace, rest),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("no such command\n\n{USAGE}"),
    }
}
