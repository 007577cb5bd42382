//! What browsers load beside the pages: scripts, styles, pictures.
//!
//! `cargo xtask build` writes them into one folder under names that carry a hash of the content, so
//! an answer never changes and is kept for ever. A release carries the folder inside; a development
//! build reads it at every call, so a new browser half needs no new server.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "$TALKA_SITE_FOLDER"]
struct Site;

type Manifest = BTreeMap<String, String>;

/// One year, and no question whether it is still true in between.
const KEEP_FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The path of a file by its logical name: `app.js` gives `/pkg/app.0123456789abcdef.js`. A file
/// that was not built gives a path that answers 404.
pub fn asset_path(name: &str) -> String {
    match manifest().get(name) {
        Some(hashed) => format!("/pkg/{hashed}"),
        None => format!("/pkg/{name}"),
    }
}

/// `GET /pkg/{name}`: the file of this hashed name, in brotli where the browser takes it.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    match find(&name, accepts_brotli(&headers)) {
        Some(asset) => asset.answer(&headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /offline.js`: the script that answers for the pages without a network. Its address must
/// stay and be above the pages, so it is asked for anew each time.
pub async fn offline() -> Response {
    let name = manifest().get("offline.js").cloned();
    let Some(asset) = name.and_then(|name| find(&name, false)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = asset.into_response();
    let set = response.headers_mut();
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    set.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; connect-src 'self'"),
    );
    response
}

/// One stored form of a file.
struct Asset {
    name: String,
    content: Cow<'static, [u8]>,
    is_brotli: bool,
}

impl Asset {
    fn answer(self, headers: &HeaderMap) -> Response {
        let tag = self.tag();
        let mut response = if is_held(&tag, headers) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            self.into_response()
        };
        let set = response.headers_mut();
        set.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static(KEEP_FOR_EVER),
        );
        set.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            set.insert(header::ETAG, tag);
        }
        response
    }

    /// The name names the content, so it is the tag; each encoding is a representation of its own.
    fn tag(&self) -> String {
        format!(
            "\"{}{}\"",
            self.name,
            if self.is_brotli { ".br" } else { "" }
        )
    }

    fn into_response(self) -> Response {
        let body = match self.content {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        };
        let mut response = Response::new(body);
        let set = response.headers_mut();
        if let Some(kind) = content_type(&self.name) {
            set.insert(header::CONTENT_TYPE, kind);
        }
        set.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        if self.is_brotli {
            set.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response
    }
}

/// True if the browser says that it holds the representation of this tag.
fn is_held(tag: &str, headers: &HeaderMap) -> bool {
    let lists = headers.get_all(header::IF_NONE_MATCH);
    let mut tags = lists
        .iter()
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','));
    tags.any(|one| one.trim().trim_start_matches("W/") == tag)
}

/// Only names that the manifest gives are served: nothing else of the folder, above all no path.
fn find(name: &str, brotli: bool) -> Option<Asset> {
    let name = manifest().values().find(|hashed| *hashed == name)?.clone();
    let compressed = if brotli {
        Site::get(&format!("pkg/{name}.br"))
    } else {
        None
    };
    let is_brotli = compressed.is_some();
    let file = compressed.or_else(|| Site::get(&format!("pkg/{name}")))?;
    Some(Asset {
        name,
        content: file.data,
        is_brotli,
    })
}

/// Logical name to hashed name; empty where no browser half was built.
fn manifest() -> Cow<'static, Manifest> {
    static EMBEDDED: LazyLock<Manifest> = LazyLock::new(read_manifest);
    if cfg!(debug_assertions) {
        Cow::Owned(read_manifest())
    } else {
        Cow::Borrowed(&EMBEDDED)
    }
}

fn read_manifest() -> Manifest {
    let file = Site::get("manifest.json");
    file.and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default()
}

/// `br` in any of the lists, unless it is refused with `q=0`.
fn accepts_brotli(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING);
    let mut encodings = lists
        .iter()
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','));
    encodings.any(|encoding| {
        let (name, quality) = encoding.split_once(';').unwrap_or((encoding, "q=1"));
        let quality = quality
            .trim()
            .strip_prefix("q=")
            .and_then(|value| value.parse::<f32>().ok());
        name.trim() == "br" && quality.is_none_or(|quality| quality > 0.0)
    })
}

fn content_type(name: &str) -> Option<HeaderValue> {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let charset = if kind.type_() == "text" {
        "; charset=utf-8"
    } else {
        ""
    };
    HeaderValue::from_str(&format!("{kind}{charset}")).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn accepting(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().unwrap())])
    }

    #[test]
    fn brotli_is_sent_only_where_it_is_taken() {
        assert!(accepts_brotli(&accepting("gzip, deflate, br, zstd")));
        assert!(accepts_brotli(&accepting("br;q=0.5")));
        assert!(!accepts_brotli(&accepting("br;q=0, gzip")));
        assert!(!accepts_brotli(&accepting("gzip")));
        assert!(!accepts_brotli(&HeaderMap::new()));
    }

    #[test]
    fn a_file_that_was_not_built_has_a_path_all_the_same() {
        assert_eq!(asset_path("no-such-file.js"), "/pkg/no-such-file.js");
    }

    #[tokio::test]
    async fn only_files_of_the_manifest_are_served() {
        for name in [
            "../manifest.json",
            "manifest.json",
            "..%2fmanifest.json",
            "/etc/passwd",
            "",
        ] {
            let response = serve(Path(name.to_owned()), HeaderMap::new()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }

    #[test]
    fn a_file_is_kept_for_ever_and_not_sent_twice() {
        let asset = |is_brotli| Asset {
            name: "app.0123456789abcdef.js".to_owned(),
            content: Cow::Borrowed(b"1"),
            is_brotli,
        };
        let first = asset(true).answer(&accepting("br"));
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CACHE_CONTROL], KEEP_FOR_EVER);
        assert_eq!(
            first.headers()[header::CONTENT_TYPE],
            "text/javascript; charset=utf-8"
        );
        assert_eq!(first.headers()[header::CONTENT_ENCODING], "br");

        let mut again = accepting("br");
        again.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
        assert_eq!(
            asset(true).answer(&again).status(),
            StatusCode::NOT_MODIFIED
        );
        let plain = asset(false).answer(&again);
        assert_eq!(
            plain.status(),
            StatusCode::OK,
            "another encoding is another representation"
        );
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
    }
}
