//! Plain calls: the exchange of a socket where none can be had and when the page is left, what people
//! ask of the server, and forms that need no answer.

use crate::{api::Refused, editor::browser::window};
use js_sys::{Reflect, Uint8Array};
use model::{
    error::Refusal,
    sync::{CLOSE_HEADER, CloseCode, SHAPES, SHAPES_HEADER},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// Browsers refuse a call that outlives its page when it carries more.
pub const KEEPALIVE_BYTES: usize = 60 * 1024;

/// Sends what is pending and answers what is missing, of what happened besides the text since that
/// number of the journal. The error is with which code a socket would have
/// been closed; none where something between the server and us has failed.
pub async fn exchange(
    proposal: &str,
    body: &[u8],
    since: u64,
) -> Result<Vec<u8>, Option<CloseCode>> {
    let path = format!("{}?since={since}", address(proposal));
    let sent = start(&path, body, false).map_err(|_| None)?;
    let response = response(sent).await.map_err(|_| None)?;
    if !response.ok() {
        let code = response.headers().get(CLOSE_HEADER).ok().flatten();
        let code = code.and_then(|code| code.parse().ok());
        return Err(code.and_then(CloseCode::from_number));
    }
    bytes(&response).await.map_err(|_| None)
}

/// Makes a call of the server's functions with its input as postcard, and answers its output so; what
/// was refused is the error.
pub async fn ask(path: &str, input: &[u8]) -> Result<Vec<u8>, Refused> {
    let input = Uint8Array::from(input);
    let asked = fetch(
        path,
        "application/x-postcard",
        &input,
        false,
        Some(ANSWER_MS),
    );
    match answer(asked.map_err(lost)?).await.map_err(lost)? {
        (status, output) if is_done(status) => Ok(output),
        // What it says is of another release as well.
        (NEW_VERSION, _) => Err(Refusal::NewVersion.into()),
        (_, refusal) => Err(read(&refusal)),
    }
}

/// How long an answer is waited for. A line that is dead and that nobody closed gives none, and what was
/// asked for may have been done: it is asked for again under the same id.
const ANSWER_MS: u32 = 15_000;

/// The status of a call from a page of another release: "upgrade required".
const NEW_VERSION: u16 = 426;

fn lost(_: JsValue) -> Refused {
    Refused::unavailable()
}

/// A refusal as the server wrote it; anything else was said by something between it and us.
fn read(refusal: &[u8]) -> Refused {
    postcard::from_bytes(refusal).unwrap_or_else(|_| Refused::unavailable())
}

/// Sends what is pending while the page goes away; nobody hears the answer.
pub fn part(proposal: &str, body: &[u8]) {
    if body.len() <= KEEPALIVE_BYTES {
        let _ = start(&address(proposal), body, true);
    }
}

/// Asks for a page as turning to it does; only the script that keeps pages hears the answer.
pub fn look(path: &str) {
    let init = RequestInit::new();
    if let Ok(headers) = web_sys::Headers::new() {
        let _ = headers.set("accept", "text/html");
        init.set_headers(&headers);
        let _ = window().fetch_with_str_and_init(path, &init);
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

fn address(proposal: &str) -> String {
    format!("/collab/{proposal}/sync")
}

fn start(path: &str, body: &[u8], keepalive: bool) -> Result<js_sys::Promise, JsValue> {
    let body = Uint8Array::from(body);
    post(path, "application/octet-stream", &body, keepalive)
}

fn is_done(status: u16) -> bool {
    (200..300).contains(&status)
}

/// What came of a request: the status and the bytes.
async fn answer(promise: js_sys::Promise) -> Result<(u16, Vec<u8>), JsValue> {
    let response = response(promise).await?;
    Ok((response.status(), bytes(&response).await?))
}

async fn response(promise: js_sys::Promise) -> Result<Response, JsValue> {
    JsFuture::from(promise).await?.dyn_into()
}

async fn bytes(response: &Response) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn post(
    path: &str,
    kind: &str,
    body: &JsValue,
    keepalive: bool,
) -> Result<js_sys::Promise, JsValue> {
    fetch(path, kind, body, keepalive, None)
}

/// Posts; `within_ms`, where there is one, is how many milliseconds later it is given up.
fn fetch(
    path: &str,
    kind: &str,
    body: &JsValue,
    keepalive: bool,
    within_ms: Option<u32>,
) -> Result<js_sys::Promise, JsValue> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(body);
    Reflect::set(&init, &"keepalive".into(), &keepalive.into())?;
    let headers = web_sys::Headers::new()?;
    headers.set("content-type", kind)?;
    headers.set(SHAPES_HEADER, SHAPES)?;
    init.set_headers(&headers);
    if let Some(ms) = within_ms {
        let signals: JsValue = Reflect::get(&window(), &"AbortSignal".into())?;
        let timeout: js_sys::Function = Reflect::get(&signals, &"timeout".into())?.dyn_into()?;
        let signal = timeout.call1(&signals, &ms.into())?;
        Reflect::set(&init, &"signal".into(), &signal)?;
    }
    Ok(window().fetch_with_str_and_init(path, &init))
}
