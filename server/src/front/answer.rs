//! How the front door says no: a page, a call's refusal or one sentence, with the time to wait.

use crate::{assets::asset_path, headers, pages, refusal, site::Site};
use app::api::{status, tried::Tried, visit::Visit};
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use model::{
    error::Refusal,
    text::{key, refusal::sentence, say},
};
use std::time::Duration;

/// Who reads the answers of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A person, in a browser.
    Page,
    /// The drafting page, which takes a refusal as postcard.
    Call,
    /// A program: sockets, exchanges, signs of life.
    Socket,
}

/// Why a request goes no further.
#[derive(Debug)]
pub struct Fault {
    pub status: StatusCode,
    pub refusal: Refusal,
}

impl Fault {
    /// Too many of these in a short time.
    pub fn too_fast(wait: Duration) -> Fault {
        let seconds = wait.as_secs_f64().ceil().max(1.0) as u32;
        Refusal::TooFast { seconds }.into()
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Fault {
        let status = status::of(&refusal);
        Fault { status, refusal }
    }
}

impl From<services::Error> for Fault {
    fn from(cause: services::Error) -> Fault {
        cause.into_refusal().into()
    }
}

/// The answer in the voice of its route.
pub async fn tell(site: &Site, voice: Voice, parts: Parts, fault: Fault) -> Response {
    let Fault { status, refusal } = fault;
    let visit = parts.extensions.get::<Visit>().cloned().unwrap_or_default();
    let mut response = match voice {
        // These say it on the page itself, with the way to sign in; they are the rare ones.
        Voice::Page if is_of_rights(status) => {
            let tried = Tried {
                refusal: Some(refusal.clone()),
                ..Tried::default()
            };
            pages::again(site, parts, tried).await
        }
        Voice::Page => notice(&visit, status, &refusal),
        Voice::Call => called(status, &refusal),
        Voice::Socket => refusal::said(status, &refusal, &visit),
    };
    if let Some(seconds) = status::retry_after_seconds(&refusal) {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn is_of_rights(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND
    )
}

/// As `app::api::Refused` is read by the page's calls.
fn called(status: StatusCode, refusal: &Refusal) -> Response {
    let Ok(bytes) = postcard::to_allocvec(refusal) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    (
        status,
        [(header::CONTENT_TYPE, "application/x-postcard")],
        bytes,
    )
        .into_response()
}

/// A page that costs nothing to make: it is what a server shows that has too much to do.
fn notice(visit: &Visit, status: StatusCode, refusal: &Refusal) -> Response {
    let language = visit.language;
    let page = format!(
        "<!DOCTYPE html><html lang=\"{code}\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Talka</title>\
         <link rel=\"stylesheet\" href=\"{style}\"></head><body><main id=\"main\">\
         <section class=\"page narrow\"><h1 role=\"alert\">{sentence}</h1>\
         <p><a class=\"button\" href=\"/\">{home}</a></p></section></main></body></html>",
        code = language.code(),
        theme = visit.theme.code(),
        style = asset_path("main.css"),
        sentence = sentence(language, refusal),
        home = say(language, key::TO_FIRST_PAGE),
    );
    let policy = HeaderValue::from_static(headers::POLICY_FOR_NOTICES);
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    let said: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    (status, said, page).into_response()
}
