//! The benchmarks that also run in WebAssembly; JavaScript holds the trace and the clock.

use crate::browser;
use model::document::trial::work::{self, Patch};
use wasm_bindgen::prelude::wasm_bindgen;

/// Edits of one text, and what it is in the end.
#[wasm_bindgen]
pub struct Trace {
    patches: Vec<Patch>,
    end: String,
}

#[wasm_bindgen]
impl Trace {
    /// A trace without edits.
    #[wasm_bindgen(constructor)]
    pub fn new(end: String) -> Trace {
        let patches = Vec::new();
        Trace { patches, end }
    }

    /// The next edit.
    pub fn push(&mut self, at: u32, removed: u32, inserted: String) {
        self.patches.push((at, removed, inserted));
    }

    /// Applies it to the shared text alone; gives the update.
    pub fn one_text(&self) -> Vec<u8> {
        work::one_text(&self.patches)
    }

    /// Applies it by paragraphs, with the whole way of a keystroke; gives the update.
    pub fn paragraphs(&self) -> Vec<u8> {
        work::paragraphs(&self.patches, &self.end)
    }
}

/// Opens a document.
#[wasm_bindgen]
pub fn load(update: &[u8]) -> usize {
    work::load(update)
}

/// Milliseconds of each letter typed among so many paragraphs, and then of each from elsewhere.
#[wasm_bindgen]
pub fn keystrokes(blocks: usize) -> Vec<f64> {
    let (mut here, there) = work::keystrokes(blocks, browser::now);
    here.extend(there);
    here
}

/// A proposal of 40 pages, as one update.
#[wasm_bindgen]
pub fn proposal() -> Vec<u8> {
    work::proposal()
}

/// A document of so many paragraphs, as one update.
#[wasm_bindgen]
pub fn many(blocks: usize) -> Vec<u8> {
    work::many(blocks)
}

/// Documents that stay in memory.
#[wasm_bindgen]
pub struct Copies(work::Copies);

#[wasm_bindgen]
impl Copies {
    /// So many copies of one document.
    #[wasm_bindgen(constructor)]
    pub fn new(update: &[u8], count: usize) -> Copies {
        Copies(work::Copies::new(update, count))
    }

    /// How many blocks they have together.
    pub fn blocks(&self) -> usize {
        self.0.blocks()
    }
}
