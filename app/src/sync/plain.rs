//! Plain calls: the exchange of a socket where none can be had and when the page is left, and forms
//! that need no answer.

use crate::editor::browser::window;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// Browsers refuse a call that outlives its page when it carries more.
pub const KEEPALIVE_BYTES: usize = 60 * 1024;

/// Sends what is pending and answers what is missing.
pub async fn exchange(proposal: &str, body: &[u8]) -> Result<Vec<u8>, JsValue> {
    let response = JsFuture::from(start(proposal, body, false)?).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Sends what is pending while the page goes away; nobody hears the answer.
pub fn part(proposal: &str, body: &[u8]) {
    if body.len() <= KEEPALIVE_BYTES {
        let _ = start(proposal, body, true);
    }
}

/// Sends a form; nobody hears the answer.
pub fn tell(path: &str, form: &str) {
    let _ = post(
        path,
        "application/x-www-form-urlencoded",
        &form.into(),
        false,
    );
}

fn start(proposal: &str, body: &[u8], keepalive: bool) -> Result<js_sys::Promise, JsValue> {
    let path = format!("/collab/{proposal}/sync");
    let body = Uint8Array::from(body);
    post(&path, "application/octet-stream", &body, keepalive)
}

fn post(
    path: &str,
    kind: &str,
    body: &JsValue,
    keepalive: bool,
) -> Result<js_sys::Promise, JsValue> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(body);
    Reflect::set(&init, &"keepalive".into(), &keepalive.into())?;
    let headers = web_sys::Headers::new()?;
    headers.set("content-type", kind)?;
    init.set_headers(&headers);
    Ok(window().fetch_with_str_and_init(path, &init))
}
