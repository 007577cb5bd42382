//! `POST /language`, `/text-language` and `/theme`: what a browser keeps of how the pages look.

use crate::{
    session::{keep_language, keep_text_language, keep_theme},
    sign_in::with_cookie,
    site::Site,
};
use app::{Theme, api::visit::Visit};
use axum::{
    Extension, Form,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use model::language::Language;
use serde::Deserialize;
use services::accounts;

/// The form of `POST /language`, which every page offers, and of `POST /text-language`.
#[derive(Deserialize)]
pub struct LanguageChoice {
    language: String,
}

/// The form of `POST /theme`, which every page offers.
#[derive(Deserialize)]
pub struct ThemeChoice {
    theme: String,
}

/// Keeps the language, with the account too, and goes back to the page.
pub async fn language(
    State(site): State<Site>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    Form(choice): Form<LanguageChoice>,
) -> Response {
    let Some(language) = Language::from_code(&choice.language) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if let Some(viewer) = &visit.viewer
        && let Err(cause) = accounts::set_language(&site.services, viewer.account, language).await
    {
        return crate::refusal::refused(cause, &visit);
    }
    with_cookie(keep_language(&site.config, language), &way_back(&headers))
}

/// Keeps in which language proposals are shown and goes back to the page.
pub async fn text_language(
    State(site): State<Site>,
    headers: HeaderMap,
    Form(choice): Form<LanguageChoice>,
) -> Response {
    match Language::from_code(&choice.language) {
        Some(language) => with_cookie(
            keep_text_language(&site.config, language),
            &way_back(&headers),
        ),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Keeps light or dark and goes back to the page.
pub async fn theme(
    State(site): State<Site>,
    headers: HeaderMap,
    Form(choice): Form<ThemeChoice>,
) -> Response {
    match Theme::from_code(&choice.theme) {
        Some(theme) => with_cookie(keep_theme(&site.config, theme), &way_back(&headers)),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// The page that sent the form, as a path of this site: a form must not send people elsewhere.
fn way_back(headers: &HeaderMap) -> String {
    let said = headers.get(header::REFERER);
    let page: Option<Uri> = said.and_then(|said| said.to_str().ok()?.parse().ok());
    let path = page.and_then(|page| page.path_and_query().map(|it| it.as_str().to_owned()));
    let inside = path.and_then(|path| local_place(&path));
    inside.unwrap_or_else(|| "/".to_owned())
}

/// The place, if it is a path of this site and nothing else.
pub fn local_place(place: &str) -> Option<String> {
    accounts::local_path(place).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_site() {
        let rows = [
            (
                "https://talka.example/proposals/1?lang=lv",
                "/proposals/1?lang=lv",
            ),
            ("https://elsewhere.example/proposals/1", "/proposals/1"),
            ("https://elsewhere.example//evil.example", "/"),
            ("https://talka.example", "/"),
            ("https://elsewhere.example/\\evil.example", "/"),
            ("about:blank", "/"),
            ("no address", "/"),
        ];
        for (page, expected) in rows {
            let headers = HeaderMap::from_iter([(header::REFERER, page.parse().unwrap())]);
            assert_eq!(way_back(&headers), expected, "{page}");
        }
        assert_eq!(way_back(&HeaderMap::new()), "/");
    }
}
