//! The ways to a comparison beside its page: the form that chooses two texts, the address that it had
//! before, and the file. All of them lead to one page, which asks who may see it.

use crate::{
    downloads::{answer, sign_in_for},
    refusal::refused,
};
use app::api::visit::Visit;
use axum::{
    Extension,
    extract::{Path, Query, State},
    http::Uri,
    response::{IntoResponse, Redirect, Response},
};
use model::{error::Refusal, ids::ProposalId, language::Language};
use serde::Deserialize;
use services::{
    Result, Services,
    comparisons::{self, Moment},
    export::Download,
};

/// What the form sends.
#[derive(Deserialize)]
pub struct Chosen {
    older: Option<String>,
    newer: Option<String>,
}

/// `GET /proposals/{id}/compare?older=1&newer=now`: what was chosen, by its address.
pub async fn chosen(
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Response {
    let moment = |text: Option<String>| text.unwrap_or_default().parse::<Moment>();
    lead(&visit, &id, moment(chosen.older), moment(chosen.newer))
}

/// What the address of changes asked for.
#[derive(Deserialize)]
pub struct Since {
    since: Option<String>,
}

/// `GET /proposals/{id}/changes?since=1`: as old links have it.
pub async fn since(
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
    Query(asked): Query<Since>,
) -> Response {
    let older = asked.since.unwrap_or_default().parse::<Moment>();
    lead(&visit, &id, older, Ok(Moment::Now))
}

fn lead(
    visit: &Visit,
    id: &str,
    older: Result<Moment, Refusal>,
    newer: Result<Moment, Refusal>,
) -> Response {
    let place = || {
        let id: ProposalId = id.parse().map_err(|_| Refusal::NotFound)?;
        let (older, newer) = (older?, newer?);
        let (older, newer) = (older.min(newer), older.max(newer));
        Ok::<_, Refusal>(comparisons::address(id, older, newer))
    };
    match place() {
        Ok(place) => Redirect::to(&place).into_response(),
        Err(refusal) => refused(refusal.into(), visit),
    }
}

/// In which language the file compares.
#[derive(Deserialize)]
pub struct WantedComparison {
    lang: Option<String>,
}

/// `GET /proposals/{id}/compare/{older}/{newer}/file.html`: the comparison as one self-contained page.
pub async fn file(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path((id, older, newer)): Path<(String, String, String)>,
    Query(wanted): Query<WantedComparison>,
) -> Response {
    if visit.viewer.is_none() {
        return Redirect::to(&sign_in_for(&uri)).into_response();
    }
    match made(&services, &visit, (&id, &older, &newer), wanted).await {
        Ok(file) => answer(file),
        Err(cause) => refused(cause, &visit),
    }
}

async fn made(
    services: &Services,
    visit: &Visit,
    (id, older, newer): (&str, &str, &str),
    wanted: WantedComparison,
) -> Result<Download> {
    let viewer = visit.viewer.as_ref().ok_or(Refusal::NotSignedIn)?;
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let moments = [older.parse()?, newer.parse()?];
    let language = wanted.lang.map(|code| Language::from_code(&code));
    let language = language.map(|it| it.ok_or(Refusal::NoSuchLanguage));
    let (me, said) = (viewer.account, visit.language);
    let compared =
        comparisons::compare(services, me, id, moments, language.transpose()?, said).await?;
    Ok(comparisons::file(&compared, said))
}
