//! Demo mode's own routes: one-click sign-in, and what the stories need to begin.
//!
//! A GET that signs in is right only here: the address is the button. The router leaves all of this
//! out unless the operator asked for demo mode.

use crate::{
    refusal::refused,
    session::keep_session,
    sign_in::{browser, with_cookie},
    site::Site,
};
use app::api::visit::Visit;
use axum::{
    Extension, Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use services::{
    Services,
    accounts::{self, Browser, NewProgram, SessionToken},
    demo::{self, DemoInfo, DemoRole},
};

/// `GET /demo/{person}`: signs in as somebody of the demo and opens the demo proposal.
pub async fn sign_in(
    State(site): State<Site>,
    Extension(visit): Extension<Visit>,
    session: Option<Extension<SessionToken>>,
    headers: HeaderMap,
    Path(person): Path<String>,
) -> Response {
    let Some(role) = DemoRole::from_code(&person) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match begin(&site.services, role, browser(&headers, session)).await {
        Ok((session, place)) => with_cookie(keep_session(&site.config, &session), &place),
        Err(cause) => refused(cause, &visit),
    }
}

async fn begin(
    services: &Services,
    role: DemoRole,
    browser: Browser,
) -> services::Result<(SessionToken, String)> {
    let session = accounts::demo_session(services, role, browser).await?;
    let DemoInfo { proposal, .. } = demo::info(services).await?;
    Ok((session, format!("/proposals/{proposal}")))
}

/// `POST /demo/{person}/token`: a token for a program of somebody of the demo, as plain text.
pub async fn token(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    Path(person): Path<String>,
) -> Response {
    let Some(role) = DemoRole::from_code(&person) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match accounts::add_program(&services, demo::account_of(role), "Demo").await {
        Ok(NewProgram { token, .. }) => token.into_response(),
        Err(cause) => refused(cause, &visit),
    }
}

/// `GET /demo/info`: the demo proposal, its sections and its languages.
pub async fn info(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
) -> Response {
    answer(demo::info(&services).await, &visit)
}

/// `POST /demo/proposal`: another, empty proposal of the demo partnership, said as `/demo/info`.
pub async fn proposal(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
) -> Response {
    answer(fresh(&services).await, &visit)
}

async fn fresh(services: &Services) -> services::Result<DemoInfo> {
    let proposal = demo::new_proposal(services).await?;
    let like = demo::info(services).await?;
    Ok(DemoInfo { proposal, ..like })
}

fn answer(info: services::Result<DemoInfo>, visit: &Visit) -> Response {
    match info {
        Ok(info) => Json(info).into_response(),
        Err(cause) => refused(cause, visit),
    }
}
