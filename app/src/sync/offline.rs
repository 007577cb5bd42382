//! The page itself without a network: a script of the browser keeps it and its files.

use crate::editor::browser::{document, window};
use js_sys::{Array, Object, Reflect};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

const SCRIPT: &str = "/offline.js";

/// Has the page that the browser has loaded kept, with the files of its program. Those that follow pass by
/// that script and are kept as they come.
pub fn keep_page() {
    spawn_local(async move {
        // Where there is none, as in private windows and without https, pages need the network.
        let _ = register().await;
    });
}

/// Asks the browser, once, not to throw away what it keeps when its disk gets full: asked when somebody is about
/// to write, for some browsers ask the person.
pub fn persist() {
    thread_local! {
        static ASKED: Cell<bool> = const { Cell::new(false) };
    }
    if !ASKED.replace(true) {
        // A browser that cannot promise it keeps the texts all the same.
        let _ = ask_to_persist();
    }
}

fn ask_to_persist() -> Result<(), JsValue> {
    let storage = Reflect::get(&window().navigator(), &"storage".into())?;
    let method: js_sys::Function = Reflect::get(&storage, &"persist".into())?.dyn_into()?;
    method.call0(&storage)?;
    Ok(())
}

async fn register() -> Result<(), JsValue> {
    let container = Reflect::get(&window().navigator(), &"serviceWorker".into())?;
    if container.is_undefined() {
        return Ok(());
    }
    let method: js_sys::Function = Reflect::get(&container, &"register".into())?.dyn_into()?;
    let promise: js_sys::Promise = method.call1(&container, &SCRIPT.into())?.dyn_into()?;
    JsFuture::from(promise).await?;
    let ready: js_sys::Promise = Reflect::get(&container, &"ready".into())?.dyn_into()?;
    let registration = JsFuture::from(ready).await?;
    let worker = Reflect::get(&registration, &"active".into())?;
    let post: js_sys::Function = Reflect::get(&worker, &"postMessage".into())?.dyn_into()?;
    post.call1(&worker, &what_to_keep()?)?;
    Ok(())
}

fn what_to_keep() -> Result<JsValue, JsValue> {
    let message = Object::new();
    let root = document().document_element();
    let program = root.and_then(|root| root.get_attribute("data-program"));
    let page = window().location().href()?;
    Reflect::set(&message, &"page".into(), &page.into())?;
    Reflect::set(&message, &"files".into(), &files()?.into())?;
    Reflect::set(&message, &"program".into(), &program.into())?;
    Ok(message.into())
}

/// What the browser loaded for this page from under hashed names.
fn files() -> Result<Array, JsValue> {
    let files = Array::new();
    let elements = document().query_selector_all("link[href*='/pkg/'], script[src*='/pkg/']")?;
    let mut add = |url: String| {
        if url.contains("/pkg/") && !files.includes(&url.as_str().into(), 0) {
            files.push(&url.into());
        }
    };
    for index in 0..elements.length() {
        let element = elements
            .item(index)
            .and_then(|it| it.dyn_into::<Element>().ok());
        let absolute = |name: &str| {
            let said = Reflect::get(element.as_ref()?, &name.into()).ok()?;
            said.as_string()
        };
        absolute("href")
            .or_else(|| absolute("src"))
            .into_iter()
            .for_each(&mut add);
    }
    if let Some(clock) = window().performance() {
        let entries: JsValue = Reflect::get(&clock, &"getEntriesByType".into())?;
        let entries: js_sys::Function = entries.dyn_into()?;
        let entries: Array = entries.call1(&clock, &"resource".into())?.dyn_into()?;
        for entry in entries.iter() {
            let name = Reflect::get(&entry, &"name".into())?;
            name.as_string().into_iter().for_each(&mut add);
        }
    }
    Ok(files)
}
