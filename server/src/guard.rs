//! Requests that another site's page made a browser send are refused before they reach a handler.
//!
//! Whatever changes something is a POST, and a socket can change the text: both are checked. Browsers
//! always name the origin of these, so a request without one comes from a program, which has no
//! cookie that it was not given.

use crate::site::Site;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Middleware: refuses writing requests and sockets from other origins with 403.
pub async fn same_origin(State(site): State<Site>, request: Request, next: Next) -> Response {
    let writes = !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let socket = request.headers().contains_key(header::UPGRADE);
    if (writes || socket) && !is_ours(request.headers(), &site.config.base_url) {
        tracing::warn!("refused a request from another origin");
        return (
            StatusCode::FORBIDDEN,
            "This request came from another site.",
        )
            .into_response();
    }
    next.run(request).await
}

/// Whether the origin is the base URL's, or the very host that was asked (a second name of this
/// server, or a port forwarded to it).
fn is_ours(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = headers.get(header::ORIGIN) else {
        return !matches!(
            text(header::HeaderName::from_static("sec-fetch-site")),
            Some("cross-site")
        );
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    if origin.eq_ignore_ascii_case(base_url) {
        return true;
    }
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    match (authority, text(header::HOST)) {
        (Some(authority), Some(host)) => authority.eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn ours(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        is_ours(&headers, "https://talka.example.org")
    }

    #[test]
    fn only_this_site_is_ours() {
        assert!(ours(&[
            ("origin", "https://talka.example.org"),
            ("host", "10.0.0.3")
        ]));
        assert!(ours(&[
            ("origin", "http://localhost:3000"),
            ("host", "localhost:3000")
        ]));
        assert!(!ours(&[
            ("origin", "https://evil.example"),
            ("host", "talka.example.org")
        ]));
        assert!(!ours(&[(
            "origin",
            "https://talka.example.org.evil.example"
        )]));
        assert!(!ours(&[("origin", "null"), ("host", "talka.example.org")]));
    }

    #[test]
    fn a_program_names_no_origin() {
        assert!(ours(&[("host", "talka.example.org")]));
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
    }
}
