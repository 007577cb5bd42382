//! The page itself without a network: a script of the browser keeps it and its files.

use crate::editor::browser::{document, window};
use js_sys::{Array, Object, Reflect};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlLinkElement, HtmlScriptElement, PerformanceEntry, ServiceWorkerRegistration};

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
    let storage = window().navigator().storage();
    if !storage.is_undefined() {
        // Whether it is granted changes nothing here.
        let _ = storage.persist()?;
    }
    Ok(())
}

async fn register() -> Result<(), JsValue> {
    let container = window().navigator().service_worker();
    if container.is_undefined() {
        return Ok(());
    }
    JsFuture::from(container.register(SCRIPT)).await?;
    let registration = JsFuture::from(container.ready()?).await?;
    let registration: ServiceWorkerRegistration = registration.dyn_into()?;
    if let Some(worker) = registration.active() {
        worker.post_message(&what_to_keep()?)?;
    }
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
    let add = |url: String| {
        if url.contains("/pkg/") && !files.includes(&url.as_str().into(), 0) {
            files.push(&url.into());
        }
    };
    for index in 0..elements.length() {
        let Some(element) = elements.item(index) else {
            continue;
        };
        if let Some(link) = element.dyn_ref::<HtmlLinkElement>() {
            add(link.href());
        } else if let Some(script) = element.dyn_ref::<HtmlScriptElement>() {
            add(script.src());
        }
    }
    if let Some(clock) = window().performance() {
        for entry in clock.get_entries_by_type("resource").iter() {
            let entry: PerformanceEntry = entry.unchecked_into();
            add(entry.name());
        }
    }
    Ok(files)
}
