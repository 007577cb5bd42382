//! Where the browser half begins.

use super::open_draft::{HandedOver, OpenDraft};
use crate::{
    editor::{browser::document, rescue},
    navigation,
};
use gloo_timers::future::TimeoutFuture;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Between two tries to load the second file.
const AGAIN_MS: u32 = 3_000;

/// Makes the text of the page live, if it has one, and then everything else.
#[wasm_bindgen]
pub fn start() {
    rescue::install();
    let main = navigation::main_of(&document());
    let draft = main.and_then(|main| OpenDraft::open(&main, HandedOver::of(&main)?));
    spawn_local(async move {
        if let Some(draft) = &draft {
            draft.is_live().await;
        }
        let draft = Rc::new(Cell::new(draft));
        while around(draft.clone()).await.is_err() {
            TimeoutFuture::new(AGAIN_MS).await;
        }
    });
}

/// What is in this function's reach only is not in the file that the text needs.
#[wasm_split(around, wasm_split_path = leptos::wasm_split, fallible)]
fn around(draft: Rc<Cell<Option<OpenDraft>>>) -> Result<(), SplitLoaderError> {
    navigation::start(draft.take());
    Ok(())
}
