//! The model compiled to WebAssembly, with its tests as functions that JavaScript can call.
//!
//! There is no test harness in a browser, and a panic there is a trap that ends the module. So every
//! test has a name, `end2end/wasm` makes each name a test of its own, and calls each in a fresh page.

mod bench;
mod browser;
mod clock;
mod hostile;
mod people;

use model::document::edit::tests::ROWS;
use wasm_bindgen::prelude::wasm_bindgen;

/// A test: its name, and what panics when it fails.
type Test = (&'static str, fn());

fn all() -> impl Iterator<Item = Test> {
    let own = [clock::TESTS, people::TESTS, hostile::TESTS];
    let own = own.into_iter().flatten();
    ROWS.iter().chain(own).copied()
}

/// Lets the console say what a panic says; the trap behind it names nothing.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::error(&panic.to_string())));
}

/// The names of all tests, one a line.
#[wasm_bindgen]
pub fn names() -> String {
    all().map(|(name, _)| name).collect::<Vec<_>>().join("\n")
}

/// Runs the test of this name; a trap if it fails.
#[wasm_bindgen]
pub fn run(name: &str) {
    match all().find(|(known, _)| *known == name) {
        Some((_, test)) => test(),
        None => panic!("there is no test named {name}"),
    }
}

/// Fails, so that it can be seen that a failure is seen.
#[wasm_bindgen]
pub fn fail() {
    panic!("as it should");
}
