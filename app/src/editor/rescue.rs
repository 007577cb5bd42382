//! When the page's own program fails: says so, and loads the page again. What was typed is kept in
//! the browser and goes on from there.
//!
//! A panic is one way to fail, and ends in an error of the browser's. The other is an exception of
//! the browser's that passes through our code: nothing runs to its end then, and what was borrowed
//! stays so, hence nothing typed later would be kept.

use super::browser::{document, window};
use js_sys::Reflect;
use model::{
    language::Language,
    text::{Key, key, say},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Long enough to read the sentence.
const RELOAD_MS: i32 = 2_500;
/// A page that fails again so soon after a reload is left standing.
const AGAIN_MS: f64 = 20_000.0;
const MEMORY: &str = "talka-rescued";
/// How every browser's stack traces name our code, and nobody else's.
const OURS: &str = "wasm-function";

/// From now on a fault is told and recovered from.
pub fn install() {
    // A delivery's panics have no words.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let heard = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        if is_ours(&event, "error") || is_ours(&event, "reason") {
            rescue();
        }
    });
    for name in ["error", "unhandledrejection"] {
        let heard = heard.as_ref().unchecked_ref();
        let _ = window().add_event_listener_with_callback(name, heard);
    }
    heard.forget();
}

/// Whether what an event of the window reports passed through our code.
fn is_ours(event: &JsValue, field: &str) -> bool {
    let thrown = Reflect::get(event, &field.into()).unwrap_or_default();
    let stack = Reflect::get(&thrown, &"stack".into()).unwrap_or_default();
    stack.as_string().is_some_and(|stack| stack.contains(OURS))
}

fn rescue() {
    if document()
        .query_selector(".tk-rescue")
        .is_ok_and(|it| it.is_some())
    {
        return;
    }
    let storage = window().session_storage().ok().flatten();
    let now = js_sys::Date::now();
    let last = storage
        .as_ref()
        .and_then(|it| it.get_item(MEMORY).ok().flatten());
    let last = last.and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
    let is_again = now - last < AGAIN_MS;
    tell(match is_again {
        true => key::EDITOR_FAILED_AGAIN,
        false => key::EDITOR_RECOVERED,
    });
    if is_again {
        return;
    }
    if let Some(storage) = storage {
        let _ = storage.set_item(MEMORY, &now.to_string());
    }
    // No closure of ours: the program does not run any more.
    let location = window().location();
    if let Ok(reload) = Reflect::get(&location, &"reload".into()) {
        let reload: js_sys::Function = reload.unchecked_into();
        let reload = reload.bind0(&location);
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&reload, RELOAD_MS);
    }
}

fn tell(words: Key) {
    let root = document().document_element();
    let code = root
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default();
    let language = Language::from_code(&code).unwrap_or_default();
    let note = super::view::classed("p", "tk-rescue");
    let _ = note.set_attribute("role", "alert");
    note.set_text_content(Some(&say(language, words)));
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
