//! Configuration by environment, read once and checked before anything is opened.
//!
//! Reading goes through a function, so that tests need no process environment.

use crate::front::TrustedProxy;
use http::Uri;
use std::net::SocketAddr;

const DEFAULT_ADDR: &str = "127.0.0.1:3000";
const DEFAULT_DATABASE: &str = "sqlite://talka.db?mode=rwc";

/// Everything that an operator can set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub addr: SocketAddr,
    pub database_url: String,
    /// Whether the demo partnership is seeded and its one-click sign-in offered.
    pub demo: bool,
    /// Scheme and authority as people's browsers see them, without a slash at the end.
    pub base_url: String,
    pub smtp_url: Option<String>,
    /// Which proxy tells whose request it passes on.
    pub trusted_proxy: Option<TrustedProxy>,
}

/// Why a variable cannot be used, as a sentence for the operator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadConfig {
    #[error("TALKA_ADDR is {0:?}; it must be an address and a port, like 127.0.0.1:3000")]
    Addr(String),
    #[error("TALKA_DATABASE_URL must begin with sqlite:// or postgres://, but it is {0:?}")]
    Database(String),
    #[error("TALKA_DEMO is {0:?}; it must be 1 for yes, or 0 or nothing for no")]
    Demo(String),
    #[error(
        "TALKA_BASE_URL is {0:?}; it must be http:// or https:// and a host without a path, \
         like https://talka.example.org"
    )]
    BaseUrl(String),
    #[error("TALKA_SMTP_URL must begin with smtp:// or smtps://")]
    Smtp,
    #[error(
        "TALKA_TRUSTED_PROXY is {0:?}; it must be a header, then the addresses or networks of the \
         proxies that set it, like x-forwarded-for 10.0.0.2"
    )]
    TrustedProxy(String),
}

impl Config {
    /// The configuration of this process.
    pub fn from_process() -> Result<Config, BadConfig> {
        Config::read(|name| std::env::var(name).ok())
    }

    /// The configuration out of named values; an empty value counts as none.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Result<Config, BadConfig> {
        let value = |name| value(name).filter(|text| !text.trim().is_empty());
        let addr = addr(value("TALKA_ADDR"))?;
        Ok(Config {
            addr,
            database_url: database_url(value("TALKA_DATABASE_URL"))?,
            demo: demo(value("TALKA_DEMO"))?,
            base_url: base_url(value("TALKA_BASE_URL"), addr)?,
            smtp_url: smtp_url(value("TALKA_SMTP_URL"))?,
            trusted_proxy: trusted_proxy(value("TALKA_TRUSTED_PROXY"))?,
        })
    }

    /// The part that `services` needs.
    pub fn for_services(&self) -> services::Config {
        services::Config {
            database_url: self.database_url.clone(),
            base_url: self.base_url.clone(),
            smtp_url: self.smtp_url.clone(),
            demo: self.demo,
        }
    }

    /// Whether browsers reach this server over TLS, so that cookies can be bound to it.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

fn addr(value: Option<String>) -> Result<SocketAddr, BadConfig> {
    let text = value.unwrap_or_else(|| DEFAULT_ADDR.to_owned());
    text.parse().map_err(|_| BadConfig::Addr(text))
}

fn database_url(value: Option<String>) -> Result<String, BadConfig> {
    let text = value.unwrap_or_else(|| DEFAULT_DATABASE.to_owned());
    let known = ["sqlite:", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| text.starts_with(scheme)) {
        return Ok(text);
    }
    // A mistyped URL may still hold a password: only its beginning is shown.
    let scheme = text.split("//").next().unwrap_or_default().to_owned();
    Err(BadConfig::Database(scheme))
}

fn demo(value: Option<String>) -> Result<bool, BadConfig> {
    match value.as_deref() {
        None | Some("0" | "false" | "no") => Ok(false),
        Some("1" | "true" | "yes") => Ok(true),
        Some(other) => Err(BadConfig::Demo(other.to_owned())),
    }
}

/// Without a value it is where the process listens; an address that means "everywhere" is shown
/// as this machine.
fn base_url(value: Option<String>, addr: SocketAddr) -> Result<String, BadConfig> {
    let Some(text) = value else {
        let everywhere = addr.ip().is_unspecified();
        return Ok(match everywhere {
            true => format!("http://localhost:{}", addr.port()),
            false => format!("http://{addr}"),
        });
    };
    let bad = || BadConfig::BaseUrl(text.clone());
    let uri: Uri = text.parse().map_err(|_| bad())?;
    let authority = uri.authority().ok_or_else(bad)?;
    let plain = uri.query().is_none() && uri.path() == "/" && !authority.as_str().contains('@');
    match uri.scheme_str() {
        Some(scheme @ ("http" | "https")) if plain => Ok(format!("{scheme}://{authority}")),
        _ => Err(bad()),
    }
}

fn smtp_url(value: Option<String>) -> Result<Option<String>, BadConfig> {
    match value {
        Some(text) if !text.starts_with("smtp://") && !text.starts_with("smtps://") => {
            Err(BadConfig::Smtp)
        }
        other => Ok(other),
    }
}

fn trusted_proxy(value: Option<String>) -> Result<Option<TrustedProxy>, BadConfig> {
    let parse = |text: String| text.parse().map_err(|()| BadConfig::TrustedProxy(text));
    value.map(parse).transpose()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, BadConfig> {
        let find = |name: &str| pairs.iter().find(|(key, _)| *key == name);
        Config::read(|name| find(name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn nothing_set_is_a_server_for_this_machine() {
        let config = read(&[("TALKA_DEMO", " ")]).unwrap();
        assert_eq!(config.addr.to_string(), "127.0.0.1:3000");
        assert_eq!(config.database_url, "sqlite://talka.db?mode=rwc");
        assert_eq!(config.base_url, "http://127.0.0.1:3000");
        assert!(!config.demo && !config.is_https() && config.smtp_url.is_none());
    }

    #[test]
    fn the_base_url_is_kept_without_its_last_slash() {
        let config = read(&[("TALKA_BASE_URL", "https://talka.example.org/")]).unwrap();
        assert_eq!(config.base_url, "https://talka.example.org");
        assert!(config.is_https());
        let everywhere = read(&[("TALKA_ADDR", "0.0.0.0:80")]).unwrap();
        assert_eq!(everywhere.base_url, "http://localhost:80");
    }

    #[test]
    fn bad_values_end_with_a_sentence() {
        let said = |name: &str, value: &str| read(&[(name, value)]).unwrap_err().to_string();
        insta::assert_snapshot!([
            said("TALKA_ADDR", "3000"),
            said("TALKA_DATABASE_URL", "mysql://talka:secret@db/talka"),
            said("TALKA_DEMO", "maybe"),
            said("TALKA_BASE_URL", "talka.example.org"),
            said("TALKA_BASE_URL", "https://example.org/talka"),
            said("TALKA_SMTP_URL", "mail.example.org"),
            said("TALKA_TRUSTED_PROXY", "x-real-ip proxy.example.org"),
        ].join("\n"), @r#"
    TALKA_ADDR is "3000"; it must be an address and a port, like 127.0.0.1:3000
    TALKA_DATABASE_URL must begin with sqlite:// or postgres://, but it is "mysql:"
    TALKA_DEMO is "maybe"; it must be 1 for yes, or 0 or nothing for no
    TALKA_BASE_URL is "talka.example.org"; it must be http:// or https:// and a host without a path, like https://talka.example.org
    TALKA_BASE_URL is "https://example.org/talka"; it must be http:// or https:// and a host without a path, like https://talka.example.org
    TALKA_SMTP_URL must begin with smtp:// or smtps://
    TALKA_TRUSTED_PROXY is "x-real-ip proxy.example.org"; it must be a header, then the addresses or networks of the proxies that set it, like x-forwarded-for 10.0.0.2
    "#);
    }
}
