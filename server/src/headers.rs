//! What every answer tells the browser to forbid itself.

use crate::site::Site;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use model::limits;

/// For answers that are no page: nothing in them may run, load or be framed.
const POLICY_FOR_FILES: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// For pages that are made without `app`: they have our style and nothing else.
pub const POLICY_FOR_NOTICES: &str = "default-src 'none'; style-src 'self'; form-action 'self'; \
                                      base-uri 'none'; frame-ancestors 'none'";

/// Middleware: sets the headers that hold for every answer and leaves what a handler set.
pub async fn secure(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_for_later = matches!(
        response.status(),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
    );
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Not `no-referrer`: with that, browsers send `Origin: null` with our own forms.
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=()",
    );
    set(header::CONTENT_SECURITY_POLICY, POLICY_FOR_FILES);
    if site.config.is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if is_for_later {
        let seconds = HeaderValue::from(limits::BUSY_RETRY_SECONDS);
        headers.entry(header::RETRY_AFTER).or_insert(seconds);
    }
    keep_private(headers);
    response
}

/// What a person sees stays out of shared caches, unless a handler said otherwise.
fn keep_private(headers: &mut HeaderMap) {
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("private, no-store"));
}

/// The policy of a page: our own files, and inline scripts only with this answer's nonce.
///
/// `wasm-unsafe-eval` allows compiling WASM and nothing else. Style attributes carry a side's
/// colour and the place of a caret, so they are allowed; style elements are not.
pub fn policy_for_pages(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    )
}
