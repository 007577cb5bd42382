//! Where to write about a weakness: `/.well-known/security.txt` (RFC 9116), from the settings.

use crate::{config::Config, site::Site};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use model::{ids::Timestamp, limits, text::day::iso_moment};
use services::clock::{Clock, SystemClock};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// `GET /.well-known/security.txt`: whom to write to; 404 where the operator named nobody.
pub async fn show(State(site): State<Site>) -> Response {
    match text(&site.config, SystemClock.now()) {
        Some(text) => ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn text(config: &Config, Timestamp(now): Timestamp) -> Option<String> {
    if config.security_contacts.is_empty() {
        return None;
    }
    let contacts = config.security_contacts.iter();
    let contacts: String = contacts
        .map(|contact| format!("Contact: {contact}\n"))
        .collect();
    let expires = iso_moment(Timestamp(now + limits::SECURITY_TXT_DAYS * DAY_MS));
    let base_url = &config.base_url;
    Some(format!(
        "{contacts}Expires: {expires}\nPreferred-Languages: en, lv, pl\n\
         Canonical: {base_url}/.well-known/security.txt\n"
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn said(contacts: &str) -> Option<String> {
        let value = |name: &str| (name == "TALKA_SECURITY_CONTACT").then(|| contacts.to_owned());
        text(&Config::read(value).unwrap(), Timestamp(1_641_556_800_000))
    }

    #[test]
    fn it_has_what_the_standard_asks_for_or_is_absent() {
        assert_eq!(said(" "), None);
        let text = said("mailto:security@example.org, https://example.org/report").unwrap();
        insta::assert_snapshot!(text, @r#"
        Contact: mailto:security@example.org
        Contact: https://example.org/report
        Expires: 2022-04-07T12:00:00Z
        Preferred-Languages: en, lv, pl
        Canonical: http://127.0.0.1:3000/.well-known/security.txt
        "#);
    }
}
