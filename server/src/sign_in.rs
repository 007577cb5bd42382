//! Signing in and out: the two requests that set the session's cookie.
//!
//! Mail scanners open every link of a mail. So the link's GET is a page of `app` that only shows a
//! button, and the button's POST spends the link.

use crate::{
    choices::local_place,
    device,
    forms::Sent,
    refusal::refused,
    session::{forget_session, keep_session},
    site::Site,
};
use app::{ACCEPT, DECLINE, api::visit::Visit};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use model::error::Refusal;
use services::accounts::{self, Browser, SessionToken, SignedIn};

/// `POST /sign-in/{token}`: spends a mail link and begins a session; of an invitation, the form's
/// `act` is the answer. A spent one goes back to the link's page, which says so and offers a new one.
pub async fn spend_link(
    State(site): State<Site>,
    session: Option<Extension<SessionToken>>,
    headers: HeaderMap,
    Path(token): Path<String>,
    sent: Sent,
) -> Response {
    let page = local_place(&format!("/sign-in/{token}"));
    match answer_link(&site, &token, browser(&headers, session), &sent).await {
        Ok(Some(SignedIn { session, next })) => {
            with_cookie(keep_session(&site.config, &session), &next)
        }
        Ok(None) => with_cookie(None, &format!("{}?done=1", page.unwrap_or_default())),
        Err(services::Error::Refused(Refusal::LinkSpent)) => {
            with_cookie(None, page.as_deref().unwrap_or("/sign-in"))
        }
        Err(cause) => sent.answer(&site, Err(cause)).await,
    }
}

/// Who is signed in now; nobody after a no.
async fn answer_link(
    site: &Site,
    token: &str,
    browser: Browser,
    sent: &Sent,
) -> services::Result<Option<SignedIn>> {
    let s = &site.services;
    match sent.filled.get("act") {
        ACCEPT => {
            let name = sent.filled.get("name");
            accounts::accept_by_link(s, token, name, browser)
                .await
                .map(Some)
        }
        DECLINE => accounts::decline_by_link(s, token).await.map(|()| None),
        _ => accounts::open_link(s, token, browser).await.map(Some),
    }
}

/// Where a request comes from, with the session that it has until now.
pub fn browser(headers: &HeaderMap, session: Option<Extension<SessionToken>>) -> Browser {
    Browser {
        name: device::name(headers),
        session: session.map(|Extension(token)| token),
    }
}

/// `POST /sign-out`: ends the session, here and in the database.
pub async fn sign_out(
    State(site): State<Site>,
    Extension(visit): Extension<Visit>,
    token: Option<Extension<SessionToken>>,
) -> Response {
    if let Some(Extension(SessionToken(token))) = token
        && let Err(cause) = accounts::sign_out(&site.services, &token).await
    {
        return refused(cause, &visit);
    }
    with_cookie(forget_session(&site.config), "/")
}

/// A redirect that the browser follows with GET, after keeping the cookie.
pub fn with_cookie(cookie: Option<HeaderValue>, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
