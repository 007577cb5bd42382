//! Requests that another site's page made a browser send are refused before they reach a handler.
//!
//! Two questions. Is the host that was asked for one of ours? If not, the name was made to lead here
//! by somebody else (DNS rebinding), and the page behind it is theirs. And does what changes something
//! come from a page of ours? That is every POST, and every socket, which can change the text. Browsers
//! always name the origin of these, so a request without one comes from a program, which has no cookie
//! that it was not given.

use crate::{
    config::{Config, site},
    session,
    site::Site,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use model::{
    sync::{CLOSE_HEADER, CloseCode, SHAPES, SHAPES_HEADER},
    text::{Key, key, say},
};
use services::security_event::{About, SecurityEvent};

/// What machines of the operator ask for, by whatever name they know.
const FOR_MACHINES: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Middleware: refuses requests for unknown hosts, and writing requests and sockets from other
/// origins.
pub async fn same_origin(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (headers, config) = (request.headers(), &site.config);
    let path = request.uri().path();
    if !FOR_MACHINES.contains(&path) && !is_known_host(asked_host(&request), config) {
        let asked = asked_host(&request).unwrap_or_default();
        let hint = "TALKA_HOSTS names the hosts beside TALKA_BASE_URL";
        tracing::warn!(
            asked,
            expected = config.base_url,
            "refused an unknown host; {hint}"
        );
        SecurityEvent::HostRefused.log(About::default());
        return refused(
            headers,
            StatusCode::MISDIRECTED_REQUEST,
            key::REFUSAL_UNKNOWN_HOST,
        );
    }
    let writes = !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let socket = headers.contains_key(header::UPGRADE);
    if !(writes || socket) || is_ours(headers, asked_host(&request), config) {
        return next.run(request).await;
    }
    if path.starts_with("/sign-in/") && names_its_own_host(headers, asked_host(&request)) {
        // The link was opened over another scheme than people's browsers are to use. A cookie would
        // be dropped there and the link spent, so its page is shown where it works.
        return Redirect::to(&format!("{}{path}", config.base_url)).into_response();
    }
    let origin = text(headers, header::ORIGIN).unwrap_or("none");
    let expected = &config.base_url;
    tracing::warn!(origin, expected, "refused a request from another origin");
    SecurityEvent::OriginRefused.log(About::default());
    refused(headers, StatusCode::FORBIDDEN, key::REFUSAL_OTHER_ORIGIN)
}

/// Middleware: a page of another release is told so before its call is read, for every value in it may
/// mean something else here.
pub async fn same_release(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let named = headers.get(SHAPES_HEADER);
    if named.is_none_or(|shapes| shapes == SHAPES) {
        return next.run(request).await;
    }
    let (status, sentence) = (StatusCode::UPGRADE_REQUIRED, key::REFUSAL_NEW_VERSION);
    let mut response = refused(headers, status, sentence);
    let code = CloseCode::NewVersion.number().into();
    response.headers_mut().insert(CLOSE_HEADER, code);
    response
}

fn refused(headers: &HeaderMap, status: StatusCode, sentence: Key) -> Response {
    let language = session::language(headers, None);
    (status, format!("{}\n", say(language, sentence))).into_response()
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// What the request was addressed to, as a host and perhaps a port.
fn asked_host(request: &Request) -> Option<&str> {
    let in_address = request
        .uri()
        .authority()
        .map(|authority| authority.as_str());
    in_address.or_else(|| text(request.headers(), header::HOST))
}

/// Whether a browser that asks for this host asks for us. No name leads to an address by a trick, so
/// addresses are known, as is this machine; browsers never leave the host out.
fn is_known_host(asked: Option<&str>, config: &Config) -> bool {
    let Some(asked) = asked else {
        return true;
    };
    let Some(host) = site::host(asked) else {
        return false;
    };
    let is_address = !matches!(host, url::Host::Domain(_));
    is_address
        || site::is_loopback(&host)
        || config.host().as_ref() == Some(&host)
        || config.hosts.contains(&host)
}

/// Whether the origin is the base URL's, or the very host that was asked by the base URL's scheme (a
/// second name of this server, or a port forwarded to it). That the host is known is sure by now.
fn is_ours(headers: &HeaderMap, asked: Option<&str>, config: &Config) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        let site = text(headers, HeaderName::from_static("sec-fetch-site"));
        return matches!(site, None | Some("same-origin" | "none"));
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let scheme = |url: &str| url.split_once("://").map(|(scheme, _)| scheme.to_owned());
    origin == config.base_url
        || scheme(origin) == scheme(&config.base_url) && names_its_own_host(headers, asked)
}

/// Whether the origin is the host that was asked, over whatever scheme.
fn names_its_own_host(headers: &HeaderMap, asked: Option<&str>) -> bool {
    let origin = text(headers, header::ORIGIN).and_then(|origin| origin.split_once("://"));
    match (origin, asked) {
        (Some((_, authority)), Some(asked)) => authority.eq_ignore_ascii_case(asked),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn config(base_url: &str, hosts: &str) -> Config {
        Config::read(|name| match name {
            "TALKA_BASE_URL" => Some(base_url.to_owned()),
            "TALKA_HOSTS" => Some(hosts.to_owned()),
            "TALKA_MAIL" => Some("log".to_owned()),
            _ => None,
        })
        .unwrap()
    }

    fn ours_at(base_url: &str, host: &str, others: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in others {
            headers.insert(*name, value.parse().unwrap());
        }
        is_ours(&headers, Some(host), &config(base_url, ""))
    }

    fn ours(host: &str, others: &[(&'static str, &str)]) -> bool {
        ours_at("https://talka.example.org:443", host, others)
    }

    #[test]
    fn only_this_site_is_ours() {
        let own = [("origin", "https://talka.example.org")];
        assert!(ours("talka.example.org", &own));
        // Behind a proxy that does not pass the host on.
        assert!(ours("127.0.0.1:3000", &own));
        assert!(ours(
            "10.0.0.3:8443",
            &[("origin", "https://10.0.0.3:8443")]
        ));
        for foreign in [
            "https://evil.example",
            "https://talka.example.org.evil.example",
            "http://talka.example.org",
            "null",
        ] {
            assert!(
                !ours("talka.example.org", &[("origin", foreign)]),
                "{foreign}"
            );
        }
    }

    #[test]
    fn a_forwarded_port_of_this_machine_is_ours() {
        let here = "http://127.0.0.1:3000";
        assert!(ours_at(
            here,
            "localhost:8080",
            &[("origin", "http://localhost:8080")]
        ));
        assert!(!ours_at(
            here,
            "localhost:8080",
            &[("origin", "https://localhost:8080")]
        ));
        assert!(!ours_at(
            here,
            "localhost:8080",
            &[("origin", "http://localhost:9090")]
        ));
    }

    #[test]
    fn a_program_names_no_origin_and_a_neighbouring_site_is_not_ours() {
        assert!(ours("talka.example.org", &[]));
        for (said, is_ours) in [
            ("same-origin", true),
            ("none", true),
            ("same-site", false),
            ("cross-site", false),
        ] {
            assert_eq!(
                ours("talka.example.org", &[("sec-fetch-site", said)]),
                is_ours
            );
        }
    }

    #[test]
    fn names_that_lead_here_by_a_trick_are_not_known() {
        let config = config("https://talka.example.org", "intranet, talka.city.example");
        for host in [
            "talka.example.org",
            "TALKA.example.org.:443",
            "talka.city.example",
            "intranet:8080",
            "localhost:3000",
            "10.0.0.3",
            "[::1]:3000",
        ] {
            assert!(is_known_host(Some(host), &config), "{host}");
        }
        for host in ["evil.example", "talka.example.org.evil.example", "a b", ""] {
            assert!(!is_known_host(Some(host), &config), "{host}");
        }
        assert!(is_known_host(None, &config));
    }
}
