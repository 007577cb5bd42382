//! `POST /account`: the forms of "My account", told apart by their `act`.

use super::Sent;
use crate::site::Site;
use app::AccountAct;
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use model::{error::Refusal, language::Language};
use services::accounts::{self, NewProgram, SessionToken};

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
        Ok(act) => {
            let done = perform(&site, act, session, &sent).await;
            let place = done.map(|done| format!("/account?done={done}#done"));
            sent.answer(&site, place).await
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

async fn add_program(site: &Site, sent: &Sent) -> services::Result<NewProgram> {
    accounts::add_program(&site.services, sent.account()?, sent.filled.get("program")).await
}

/// What was done, as the page's address says it.
async fn perform(
    site: &Site,
    act: AccountAct,
    session: Option<Extension<SessionToken>>,
    sent: &Sent,
) -> services::Result<&'static str> {
    let (s, me) = (&site.services, sent.account()?);
    match act {
        AccountAct::Change => {
            let language = Language::from_code(sent.filled.get("language"));
            accounts::set_name(s, me, sent.filled.get("name")).await?;
            accounts::set_language(s, me, language.ok_or(Refusal::Unfit)?).await?;
            Ok("changed")
        }
        AccountAct::EndDevice(id) => {
            accounts::end_device(s, me, id).await?;
            Ok("ended")
        }
        AccountAct::EndOthers => {
            let Extension(here) = session.ok_or(Refusal::NotSignedIn)?;
            accounts::end_others(s, me, &here.key()).await?;
            Ok("ended-others")
        }
        AccountAct::AddProgram => Err(Refusal::Unfit.into()),
    }
}
