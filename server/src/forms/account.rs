//! `POST /account`: the forms of "My account", told apart by their `act`.

use super::Sent;
use crate::{refusal::refused, session::forget_session, sign_in::with_cookie, site::Site};
use app::{AccountAct, api::visit::Visit};
use axum::{
    Extension, Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use model::{error::Refusal, language::Language};
use services::{
    Services,
    accounts::{self, NewProgram, SessionToken},
    partnerships,
};

/// Does what the form's `act` says. A program's new token is shown by the answer itself: nothing
/// keeps it.
pub async fn account(
    State(site): State<Site>,
    session: Option<Extension<SessionToken>>,
    sent: Sent,
) -> Response {
    match sent.filled.get("act").parse() {
        Ok(AccountAct::AddProgram) => match add_program(&site, &sent).await {
            Ok(made) => sent.shown_with(&site, made).await,
            Err(cause) => sent.answer(&site, Err(cause)).await,
        },
        Ok(AccountAct::Erase) => match erase(&site, &sent).await {
            Ok(()) => with_cookie(forget_session(&site.config), "/"),
            Err(cause) => sent.answer(&site, Err(cause)).await,
        },
        Ok(act) => {
            let place = perform(&site, act, session, &sent).await;
            sent.answer(&site, place).await
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

async fn add_program(site: &Site, sent: &Sent) -> services::Result<NewProgram> {
    accounts::add_program(&site.services, sent.account()?, sent.filled.get("program")).await
}

async fn erase(site: &Site, sent: &Sent) -> services::Result<()> {
    accounts::erase(&site.services, sent.account()?).await
}

/// Where it leads.
async fn perform(
    site: &Site,
    act: AccountAct,
    session: Option<Extension<SessionToken>>,
    sent: &Sent,
) -> services::Result<String> {
    let (s, me) = (&site.services, sent.account()?);
    let done = match act {
        AccountAct::Change => {
            let language = Language::from_code(sent.filled.get("language"));
            accounts::set_name(s, me, sent.filled.get("name")).await?;
            accounts::set_language(s, me, language.ok_or(Refusal::Unfit)?).await?;
            "changed"
        }
        AccountAct::EndDevice(id) => {
            accounts::end_device(s, me, id).await?;
            "ended"
        }
        AccountAct::EndOthers => {
            let Extension(here) = session.ok_or(Refusal::NotSignedIn)?;
            accounts::end_others(s, me, &here.key()).await?;
            "ended-others"
        }
        AccountAct::Accept(id) => {
            partnerships::accept_invitation(s, me, id).await?;
            return Ok(format!("/partnerships/{id}"));
        }
        AccountAct::Decline(id) => {
            partnerships::decline_invitation(s, me, id).await?;
            "declined"
        }
        AccountAct::Leave(id) => {
            partnerships::leave(s, me, id).await?;
            "left"
        }
        AccountAct::AddProgram | AccountAct::Erase => return Err(Refusal::Unfit.into()),
    };
    Ok(format!("/account?done={done}#done"))
}

/// `GET /account/data.json`: everything that Talka keeps about somebody, as a file.
pub async fn data(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let Some(viewer) = &visit.viewer else {
        return refused(Refusal::NotSignedIn.into(), &visit);
    };
    let headers = [(
        header::CONTENT_DISPOSITION,
        "attachment; filename=\"talka-my-data.json\"",
    )];
    match accounts::data(&services, viewer.account).await {
        Ok(data) => (headers, Json(data)).into_response(),
        Err(cause) => refused(cause, &visit),
    }
}
