//! Files. `GET /proposals/{id}/export.{html,md,docx,pdf,odt,json}?lang=lv`: a proposal as a file; with
//! `&version=final` the version that both sides signed last, while the next draft is written, with
//! `&version=3` that one. JSON without `lang` holds all languages.

use crate::refusal::refused;
use app::{NEXT, api::visit::Visit};
use axum::{
    Extension,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    language::Language,
    ledger::LedgerFilter,
};
use serde::Deserialize;
use services::{
    Services,
    archive::{self, Wanted},
    export::{self, Annex, Download, Format, Which},
    journal, threads,
};
use std::{collections::HashMap, fmt::Write};

/// The content type of a DOCX file (ECMA-376 part 1, annex A).
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The content type of an archive (IANA).
pub const ZIP: &str = "application/zip";

/// In which language the file is, without one in the viewer's, and of which version, without one of the
/// text that the viewer is shown.
#[derive(Deserialize)]
pub struct WantedFile {
    lang: Option<String>,
    version: Option<String>,
    /// What it says of the comments behind the text: `none`, `decisions` (at first), `answers`.
    annex: Option<String>,
}

/// One self-contained page.
pub async fn html(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
    Query(wanted): Query<WantedFile>,
) -> Response {
    download(&services, visit, &uri, (&id, wanted, Format::Html)).await
}

/// CommonMark.
pub async fn markdown(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
    Query(wanted): Query<WantedFile>,
) -> Response {
    download(&services, visit, &uri, (&id, wanted, Format::Markdown)).await
}

/// A Word document.
pub async fn docx(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
    Query(wanted): Query<WantedFile>,
) -> Response {
    download(&services, visit, &uri, (&id, wanted, Format::Docx)).await
}

/// An OpenDocument text.
pub async fn odt(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
    Query(wanted): Query<WantedFile>,
) -> Response {
    download(&services, visit, &uri, (&id, wanted, Format::Odt)).await
}

/// A tagged PDF.
pub async fn pdf(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
    Query(wanted): Query<WantedFile>,
) -> Response {
    download(&services, visit, &uri, (&id, wanted, Format::Pdf)).await
}

/// The structure, for other programs (docs/export-json.md); without `lang` in all its languages.
pub async fn json(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
    Query(wanted): Query<WantedFile>,
) -> Response {
    let all = wanted.lang.is_none();
    let asked = asked(&visit, &id, &wanted);
    let made = async {
        let (account, id, which, language) = asked?;
        let language = (!all).then_some(language);
        export::json_of(&services, account, id, which, language).await
    };
    answered(made.await, &visit, &uri)
}

/// `GET /proposals/{id}/decisions.csv`: the ledger as a table, sifted as its page is.
pub async fn decisions_csv(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let filter = LedgerFilter::of(|name| query.get(name).cloned());
    let made = async {
        let (account, id) = member(&visit, &id)?;
        threads::ledger_table(&services, account, id, &filter, visit.language).await
    };
    answered(made.await, &visit, &uri)
}

/// `GET /proposals/{id}/comments.csv`: every comment and answer as a table, sifted as the ledger is.
pub async fn comments_csv(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let filter = LedgerFilter::of(|name| query.get(name).cloned());
    let made = async {
        let (account, id) = member(&visit, &id)?;
        threads::comments_table(&services, account, id, &filter, visit.language).await
    };
    answered(made.await, &visit, &uri)
}

/// `GET /proposals/{id}/comments.jsonld`: the threads as W3C Web Annotations.
pub async fn annotations(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
) -> Response {
    let made = async {
        let (account, id) = member(&visit, &id)?;
        threads::annotations(&services, account, id, visit.language).await
    };
    answered(made.await, &visit, &uri)
}

/// Who asks for what only members see.
fn member(visit: &Visit, id: &str) -> Result<(AccountId, ProposalId), Refusal> {
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let viewer = visit.viewer.as_ref().ok_or(Refusal::NotFound)?;
    Ok((viewer.account, id))
}

/// `GET /partnerships/{id}/log.csv`: the log as a table.
pub async fn log(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
) -> Response {
    let Some(viewer) = &visit.viewer else {
        return Redirect::to(&sign_in_for(&uri)).into_response();
    };
    let made = match id.parse() {
        Ok(id) => journal::table(&services, viewer.account, id, visit.language).await,
        Err(_) => Err(Refusal::NotFound.into()),
    };
    match made {
        Ok(file) => answer(file),
        Err(cause) => refused(cause, &visit),
    }
}

/// `GET /partnerships/{id}/archive.zip`: everything (docs/archive.md).
pub async fn partnership_archive(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
) -> Response {
    let wanted = id.parse().map(Wanted::Partnership);
    archived(&services, &visit, &uri, wanted.ok()).await
}

/// `GET /proposals/{id}/export.zip`: the same with that proposal alone.
pub async fn proposal_archive(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    uri: Uri,
    Path(id): Path<String>,
) -> Response {
    let wanted = id.parse().map(Wanted::Proposal);
    archived(&services, &visit, &uri, wanted.ok()).await
}

/// Sent while it is made: how large it will be nobody knows yet.
async fn archived(
    services: &Services,
    visit: &Visit,
    uri: &Uri,
    wanted: Option<Wanted>,
) -> Response {
    let Some(viewer) = &visit.viewer else {
        return Redirect::to(&sign_in_for(uri)).into_response();
    };
    let made = match wanted {
        Some(wanted) => archive::archive(services, viewer.account, wanted, visit.language).await,
        None => Err(Refusal::NotFound.into()),
    };
    match made {
        Ok(archive) => {
            let mut response = Body::from_stream(archive.bytes).into_response();
            name(&mut response, ZIP, &archive.file_name);
            response
        }
        Err(cause) => refused(cause, visit),
    }
}

async fn download(
    services: &Services,
    visit: Visit,
    uri: &Uri,
    (id, wanted, format): (&str, WantedFile, Format),
) -> Response {
    let made = async {
        let (account, id, which, language) = asked(&visit, id, &wanted)?;
        let annex = match wanted.annex.as_deref() {
            None => Annex::default(),
            Some(code) => Annex::from_code(code).ok_or(Refusal::Unfit)?,
        };
        export::file_of(services, account, id, which, language, (format, annex)).await
    };
    answered(made.await, &visit, uri)
}

/// Who asks for which text of what, in which language.
fn asked(
    visit: &Visit,
    id: &str,
    wanted: &WantedFile,
) -> Result<(Option<AccountId>, ProposalId, Which, Language), Refusal> {
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let language = language(wanted, visit).ok_or(Refusal::NotFound)?;
    let which = which(wanted.version.as_deref()).ok_or(Refusal::NoSuchVersion)?;
    let account = visit.viewer.as_ref().map(|viewer| viewer.account);
    Ok((account, id, which, language))
}

/// The file; who is signed out is led to sign in and then to the file.
fn answered(made: services::Result<Download>, visit: &Visit, uri: &Uri) -> Response {
    match made {
        Ok(file) => answer(file),
        Err(services::Error::Refused(Refusal::NotFound)) if visit.viewer.is_none() => {
            Redirect::to(&sign_in_for(uri)).into_response()
        }
        Err(cause) => refused(cause, visit),
    }
}

fn which(version: Option<&str>) -> Option<Which> {
    match version {
        None => Some(Which::Shown),
        Some("final") => Some(Which::Final),
        Some(number) => number.parse().ok().map(Which::Version),
    }
}

/// Where a visitor signs in and then gets the file.
pub(crate) fn sign_in_for(uri: &Uri) -> String {
    // A path has its own signs escaped; what would end the value is only in its query.
    let query = uri.query().unwrap_or_default().replace('&', "%26");
    format!("/sign-in?{NEXT}={}%3F{query}", uri.path())
}

fn language(wanted: &WantedFile, visit: &Visit) -> Option<Language> {
    match &wanted.lang {
        Some(code) => Language::from_code(&code.to_ascii_lowercase()),
        None => Some(visit.language),
    }
}

pub(crate) fn answer(file: Download) -> Response {
    let mut response = file.bytes.into_response();
    name(&mut response, file.content_type, &file.file_name);
    response
}

fn name(response: &mut Response, kind: &'static str, name: &str) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&disposition(name)) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
}

/// The name twice: in plain letters for old programs, and whole (RFC 6266, RFC 8187).
fn disposition(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let plain: String = name
        .chars()
        .map(|c| if is_plain(c) { c } else { '_' })
        .collect();
    let mut whole = String::new();
    for byte in name.bytes() {
        match char::from(byte) {
            c if is_plain(c) => whole.push(c),
            _ => {
                let _ = write!(whole, "%{byte:02X}");
            }
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_file_keeps_its_latvian_name() {
        insta::assert_snapshot!(disposition("Brīvprātīgais darbs.docx"), @r#"attachment; filename="Br_vpr_t_gais_darbs.docx"; filename*=UTF-8''Br%C4%ABvpr%C4%81t%C4%ABgais%20darbs.docx"#);
    }

    #[test]
    fn a_name_cannot_break_the_header() {
        insta::assert_snapshot!(disposition("a\"\r\nSet-Cookie: b.md"), @r#"attachment; filename="a___Set-Cookie__b.md"; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20b.md"#);
    }
}
