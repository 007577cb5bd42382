//! What the process says of itself: one line a request, without who asked or what for.
//!
//! A line names the route's pattern, never its path, since a path can hold a mail link's token.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use services::measures::MEASURES;
use std::{io::IsTerminal, time::Instant};
use tracing::Level;
use tracing_subscriber::EnvFilter;

/// What is logged without `RUST_LOG`.
const USUAL: &str = "info,sqlx=warn,sea_orm_migration=warn";
/// What is logged whatever `RUST_LOG` says: a mail that has no other way to its reader, and the
/// security events.
const ALWAYS: [&str; 2] = ["talka::mail=info", "talka::security=info"];

/// Starts logging to standard error; `RUST_LOG` sets what is said. A value that cannot be used is
/// said, and counts as none.
pub fn start() {
    let (said, unusable) = filter(std::env::var("RUST_LOG").ok().as_deref());
    // A second start, as tests do, is not an error.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(said)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .try_init();
    if let Some(sentence) = unusable {
        tracing::warn!("{sentence}");
    }
}

/// The filter of this value, and what is wrong with the value.
fn filter(rust_log: Option<&str>) -> (EnvFilter, Option<String>) {
    let asked = rust_log.map(str::trim).filter(|text| !text.is_empty());
    let (filter, unusable) = match asked.map(|text| (text, read(text))) {
        None => (EnvFilter::new(USUAL), None),
        Some((_, Some(filter))) => (filter, None),
        Some((text, None)) => {
            let sentence = format!(
                "RUST_LOG is {text:?}, which cannot be used; it must be a level (error, warn, \
                 info, debug, trace, off) or pairs like services=debug; {USUAL:?} is used instead"
            );
            (EnvFilter::new(USUAL), Some(sentence))
        }
    };
    let always = ALWAYS.iter().filter_map(|directive| directive.parse().ok());
    (always.fold(filter, EnvFilter::add_directive), unusable)
}

/// A single word is a level. The library takes every other word for the name of a module, and
/// then logs nothing at all.
fn read(text: &str) -> Option<EnvFilter> {
    let bare = text.split(',').filter(|part| !part.contains('='));
    let all_known = bare.map(str::trim).all(|word| {
        let is_module = word.contains("::") || OWN_MODULES.contains(&word);
        is_module
            || word
                .parse::<tracing_subscriber::filter::LevelFilter>()
                .is_ok()
    });
    if all_known {
        EnvFilter::try_new(text).ok()
    } else {
        None
    }
}

/// Modules whose bare name is a filter that says everything of them.
const OWN_MODULES: [&str; 4] = ["services", "server", "app", "model"];

/// Middleware: says which route answered what, and how long it took.
pub async fn trace(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let began = Instant::now();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("no route", MatchedPath::as_str);
    let status = response.status().as_u16();
    let time = began.elapsed();
    MEASURES.answered(route, status, time);
    let ms = time.as_millis();
    // Assets and health checks would drown the rest.
    let quiet = ["/pkg", "/healthz", "/readyz", "/metrics"]
        .iter()
        .any(|start| route.starts_with(start));
    match (quiet, response.status().is_server_error()) {
        (_, true) => tracing::event!(Level::ERROR, %method, route, status, ms, "answered"),
        (true, false) => tracing::event!(Level::DEBUG, %method, route, status, ms, "answered"),
        (false, false) => tracing::event!(Level::INFO, %method, route, status, ms, "answered"),
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rust_log: Option<&str>) -> (String, bool) {
        let (filter, unusable) = filter(rust_log);
        (filter.to_string(), unusable.is_some())
    }

    #[test]
    fn an_empty_rust_log_is_none() {
        assert_eq!(shown(Some(" ")), shown(None));
        assert!(shown(None).0.contains("sqlx=warn"));
    }

    #[test]
    fn mails_and_security_events_are_logged_at_every_level() {
        for level in ["off", "error", "warn", "services=debug"] {
            let (filter, unusable) = shown(Some(level));
            assert!(filter.contains("talka::mail=info"), "{filter}");
            assert!(filter.contains("talka::security=info"), "{filter}");
            assert!(!unusable, "{level}");
        }
    }

    #[test]
    fn a_value_that_cannot_be_used_is_said_and_counts_as_none() {
        for value in ["infoo=x=y", "verbose", "info,loud"] {
            let (filter, unusable) = shown(Some(value));
            assert!(unusable, "{value}");
            assert_eq!(filter, shown(None).0);
        }
    }
}
