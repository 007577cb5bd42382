//! `POST /language`: the language of the pages, kept by the browser and with the account.

use crate::{session::keep_language, sign_in::with_cookie, site::Site};
use app::api::visit::Visit;
use axum::{
    Extension, Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use model::language::Language;
use serde::Deserialize;
use services::accounts;

/// The form that every page offers.
#[derive(Deserialize)]
pub struct Choice {
    language: String,
    /// The path to go back to.
    #[serde(default)]
    back: String,
}

/// Keeps the choice and goes back to the page.
pub async fn choose(
    State(site): State<Site>,
    Extension(visit): Extension<Visit>,
    Form(choice): Form<Choice>,
) -> Response {
    let Some(language) = Language::from_code(&choice.language) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if let Some(viewer) = &visit.viewer
        && let Err(cause) = accounts::set_language(&site.services, viewer.account, language).await
    {
        return crate::refusal::refused(cause, &visit);
    }
    with_cookie(
        keep_language(&site.config, language),
        own_path(&choice.back),
    )
}

/// Only a path of this site: a form must not send people elsewhere.
fn own_path(back: &str) -> &str {
    let inside = back.starts_with('/') && !back.starts_with("//");
    let plain = back
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if inside && plain { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn the_way_back_stays_on_this_site() {
        assert_eq!(
            own_path("/proposals/1?lang=lv#summary"),
            "/proposals/1?lang=lv#summary"
        );
        for outside in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/a\r\nb",
        ] {
            assert_eq!(own_path(outside), "/", "{outside:?}");
        }
    }
}
