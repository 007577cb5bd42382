//! Who asks: the one place that reads and writes cookies.
//!
//! The cookie holds a token that means nothing by itself; the session is a row in the database.
//! On https the name begins with `__Host-`, which makes browsers refuse it from anybody but this
//! very host over TLS (RFC 6265bis, 4.1.3.2).

use crate::{assets::asset_path, config::Config, site::Site};
use app::{
    Theme,
    api::visit::{AssetPaths, Visit},
};
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Uri, header},
};
use cookie::{Cookie, SameSite, time::Duration};
use model::{language::Language, partnership::Viewer};
use services::accounts::{self, SessionToken};

const LANGUAGE_COOKIE: &str = "talka-language";
/// In which language proposals were shown last.
const TEXT_LANGUAGE_COOKIE: &str = "talka-text-language";
const THEME_COOKIE: &str = "talka-theme";
/// Cookies are kept for a year; when a session ends is the server's to say.
const COOKIE_SECONDS: i64 = 365 * 24 * 60 * 60;

/// What is known of a request before anybody looks whose it is.
pub fn of_nobody(site: &Site, headers: &HeaderMap) -> Visit {
    Visit {
        language: language(headers, None),
        text_language: kept_language(headers, TEXT_LANGUAGE_COOKIE),
        theme: theme(headers),
        viewer: None,
        demo: site.config.demo,
        assets: asset_paths().into(),
    }
}

/// Looks up who asks: completes the request's [`Visit`], and puts the [`SessionToken`] beside it
/// where there is one.
pub async fn look_up(site: &Site, request: &mut Request) {
    let (Some(token), viewer) = who(site, request.headers(), request.uri()).await else {
        return;
    };
    let language = language(request.headers(), viewer.as_ref());
    let extensions = request.extensions_mut();
    if let Some(visit) = extensions.get_mut::<Visit>() {
        visit.viewer = viewer;
        visit.language = language;
    }
    extensions.insert(SessionToken(token));
}

fn asset_paths() -> AssetPaths {
    AssetPaths {
        style: asset_path("main.css"),
        script: asset_path("app.js"),
        wasm: asset_path("app.wasm"),
        loader: asset_path("around.js"),
        around: asset_path("around.wasm"),
        search: asset_path("search.js"),
        icon: asset_path("icon.svg"),
        manifest: asset_path("manifest.webmanifest"),
    }
}

/// The cookie's session. Programs, which keep no cookies, may carry a token of their own as
/// `?token=`, for sockets only: an address ends up in logs, so a session's token is none.
async fn who(site: &Site, headers: &HeaderMap, uri: &Uri) -> (Option<String>, Option<Viewer>) {
    let name = session_cookie_name(site.config.is_https());
    if let Some(token) = cookie(headers, name) {
        let viewer = known(accounts::session(&site.services, &token).await);
        return (Some(token), viewer);
    }
    match token_of_program(uri) {
        Some(token) => {
            let viewer = known(accounts::program(&site.services, &token).await);
            (Some(token), viewer)
        }
        None => (None, None),
    }
}

/// A session that cannot be looked up is nobody's: the pages still show what is public.
fn known(found: services::Result<Option<Viewer>>) -> Option<Viewer> {
    found.unwrap_or_else(|cause| {
        tracing::error!(%cause, "a session could not be looked up");
        None
    })
}

fn token_of_program(uri: &Uri) -> Option<String> {
    if !uri.path().starts_with("/collab/") {
        return None;
    }
    let pairs = uri.query()?.split('&');
    pairs
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(name, value)| (name == "token" && !value.is_empty()).then(|| value.to_owned()))
}

/// The viewer's own language, else the cookie's, else the first known one the browser asks for.
pub fn language(headers: &HeaderMap, viewer: Option<&Viewer>) -> Language {
    if let Some(viewer) = viewer {
        return viewer.language;
    }
    let chosen = kept_language(headers, LANGUAGE_COOKIE);
    chosen.or_else(|| asked_for(headers)).unwrap_or_default()
}

fn kept_language(headers: &HeaderMap, name: &str) -> Option<Language> {
    cookie(headers, name).and_then(|code| Language::from_code(&code))
}

fn theme(headers: &HeaderMap) -> Theme {
    let chosen = cookie(headers, THEME_COOKIE).and_then(|code| Theme::from_code(&code));
    chosen.unwrap_or_default()
}

/// Browsers list their languages best first, so the weights need no reading.
fn asked_for(headers: &HeaderMap) -> Option<Language> {
    let list = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    list.split(',').find_map(|range| {
        let tag = range.split(';').next().unwrap_or_default().trim();
        let primary = tag.split('-').next().unwrap_or_default();
        Language::from_code(&primary.to_ascii_lowercase())
    })
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lists = headers.get_all(header::COOKIE).into_iter();
    let lists = lists.filter_map(|list| list.to_str().ok());
    let mut cookies = lists.flat_map(Cookie::split_parse).flatten();
    let found = cookies.find(|cookie| cookie.name() == name && !cookie.value().is_empty())?;
    Some(found.value().to_owned())
}

fn session_cookie_name(is_https: bool) -> &'static str {
    if is_https { "__Host-talka" } else { "talka" }
}

/// The header that makes a browser keep the session.
pub fn keep_session(config: &Config, SessionToken(token): &SessionToken) -> Option<HeaderValue> {
    let name = session_cookie_name(config.is_https());
    set_cookie(config, name, token, COOKIE_SECONDS)
}

/// The header that makes a browser forget the session.
pub fn forget_session(config: &Config) -> Option<HeaderValue> {
    set_cookie(config, session_cookie_name(config.is_https()), "", 0)
}

/// The header that makes a browser keep the language.
pub fn keep_language(config: &Config, language: Language) -> Option<HeaderValue> {
    set_cookie(config, LANGUAGE_COOKIE, language.code(), COOKIE_SECONDS)
}

/// The header that makes a browser keep in which language proposals are shown.
pub fn keep_text_language(config: &Config, language: Language) -> Option<HeaderValue> {
    set_cookie(
        config,
        TEXT_LANGUAGE_COOKIE,
        language.code(),
        COOKIE_SECONDS,
    )
}

/// The header that makes a browser keep light or dark.
pub fn keep_theme(config: &Config, theme: Theme) -> Option<HeaderValue> {
    set_cookie(config, THEME_COOKIE, theme.code(), COOKIE_SECONDS)
}

fn set_cookie(config: &Config, name: &str, value: &str, age_seconds: i64) -> Option<HeaderValue> {
    let cookie = Cookie::build((name, value))
        .path("/")
        .max_age(Duration::seconds(age_seconds))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(config.is_https());
    HeaderValue::from_str(&cookie.to_string()).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn headers(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let sent = headers(header::COOKIE, "a=1; talka=secret; talka2=no");
        assert_eq!(cookie(&sent, "talka").as_deref(), Some("secret"));
        assert_eq!(cookie(&sent, "talk"), None);
        assert_eq!(cookie(&headers(header::COOKIE, "talka="), "talka"), None);
    }

    #[test]
    fn the_browser_s_languages_are_tried_in_turn() {
        let asked = |list| asked_for(&headers(header::ACCEPT_LANGUAGE, list));
        assert_eq!(asked("de, pl-PL;q=0.8, en;q=0.5"), Some(Language::Pl));
        assert_eq!(asked("LV"), Some(Language::Lv));
        assert_eq!(asked("de-AT, *;q=0.1"), None);
    }

    #[test]
    fn a_token_in_the_address_counts_for_sockets_only() {
        let token = |uri: &str| token_of_program(&uri.parse().unwrap());
        assert_eq!(token("/collab/1?token=abc").as_deref(), Some("abc"));
        assert_eq!(
            token("/collab/1/sync?a=b&token=abc").as_deref(),
            Some("abc")
        );
        assert_eq!(token("/proposals/1?token=abc"), None);
        assert_eq!(token("/collab/1?token="), None);
    }
}
