//! When the page's own program fails: says so, and loads the page again. What was typed is kept in
//! the browser and goes on from there.

use super::browser::{document, window};
use model::{
    language::Language,
    text::{key, say},
};
use std::panic::PanicHookInfo;
use wasm_bindgen::JsCast;

/// Long enough to read the sentence.
const RELOAD_MS: i32 = 2_500;
/// A page that fails again so soon after a reload is left standing.
const AGAIN_MS: f64 = 20_000.0;
const MEMORY: &str = "talka-rescued";

/// From now on a fault is told and recovered from.
pub fn install() {
    std::panic::set_hook(Box::new(rescue));
}

fn rescue(info: &PanicHookInfo<'_>) {
    console_error_panic_hook::hook(info);
    tell();
    let storage = window().session_storage().ok().flatten();
    let now = js_sys::Date::now();
    let last = storage
        .as_ref()
        .and_then(|it| it.get_item(MEMORY).ok().flatten());
    let last = last.and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
    if now - last < AGAIN_MS {
        return;
    }
    if let Some(storage) = storage {
        let _ = storage.set_item(MEMORY, &now.to_string());
    }
    // No closure of ours: the program does not run any more.
    let location = window().location();
    if let Ok(reload) = js_sys::Reflect::get(&location, &"reload".into()) {
        let reload: js_sys::Function = reload.unchecked_into();
        let reload = reload.bind0(&location);
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&reload, RELOAD_MS);
    }
}

fn tell() {
    let root = document().document_element();
    let code = root
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default();
    let language = Language::from_code(&code).unwrap_or_default();
    let note = super::view::classed("p", "tk-rescue");
    let _ = note.set_attribute("role", "alert");
    note.set_text_content(Some(&say(language, key::EDITOR_RECOVERED)));
    if let Some(body) = document().body() {
        let _ = body.append_child(&note);
        // Nothing typed from here on would be kept.
        let fields = document().query_selector_all(".tk[contenteditable]");
        for index in 0..fields.as_ref().map_or(0, |it| it.length()) {
            let field = fields.as_ref().ok().and_then(|it| it.item(index));
            if let Some(field) = field {
                let field: web_sys::Element = field.unchecked_into();
                let _ = field.remove_attribute("contenteditable");
            }
        }
    }
}
