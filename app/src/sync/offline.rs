//! The page itself without a network: a script of the browser keeps it and its files.

use crate::editor::browser::{document, window};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

const SCRIPT: &str = "/offline.js";

/// Has the page of a proposal and its files kept for a reload without a network.
pub fn keep_page(proposal: &str) {
    let path = format!("/proposals/{proposal}");
    spawn_local(async move {
        // Where there is none, as in private windows and without https, pages need the network.
        let _ = register(&path).await;
    });
}

async fn register(path: &str) -> Result<(), JsValue> {
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
    post.call1(&worker, &what_to_keep(path)?)?;
    Ok(())
}

fn what_to_keep(path: &str) -> Result<JsValue, JsValue> {
    let message = Object::new();
    let location = window().location();
    // The address that is shown may say more of it, and another page may be shown by now.
    let page = match location.pathname()? == path {
        true => location.href()?,
        false => location.origin()? + path,
    };
    Reflect::set(&message, &"page".into(), &page.into())?;
    Reflect::set(&message, &"files".into(), &files()?.into())?;
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
