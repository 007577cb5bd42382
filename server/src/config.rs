//! Configuration by environment, read once and checked before anything is opened.
//!
//! Reading goes through a function, so that tests need no process environment. Values are also
//! looked at beside each other: what is harmless alone may open every door together.

pub mod site;

use crate::front::TrustedProxy;
use services::{
    database::{BadDatabaseUrl, DatabaseAddress},
    jobs::OperatorToken,
    mail::{self, BadMailServer, MailServer},
};
use std::net::SocketAddr;
use url::Host;

const DEFAULT_ADDR: &str = "127.0.0.1:3000";
/// Fewer characters could be guessed.
const TOKEN_CHARS: usize = 16;
const DEFAULT_DATABASE: &str = "sqlite://talka.db?mode=rwc";

/// Everything that an operator can set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub addr: SocketAddr,
    pub database: DatabaseAddress,
    /// Whether the demo partnership is seeded and its one-click sign-in offered.
    pub demo: bool,
    /// Whether the demo may be open to other machines and begin beside other accounts.
    pub demo_anywhere: bool,
    /// Scheme and authority exactly as people's browsers say them, without a slash at the end.
    pub base_url: String,
    /// Hosts under which the site may be asked for beside the one of the base URL.
    pub hosts: Vec<Host>,
    /// Where mails are handed over; without one they are written to the log.
    pub mail_server: Option<MailServer>,
    /// Which proxy tells whose request it passes on.
    pub trusted_proxy: Option<TrustedProxy>,
    /// Where to write about a weakness: addresses for `/.well-known/security.txt`.
    pub security_contacts: Vec<String>,
    /// What `POST /jobs/run` asks for; without one there is no such route.
    pub jobs_token: Option<OperatorToken>,
    /// What `GET /metrics` asks for; without one there is such a route in a demo only, for anybody.
    pub metrics_token: Option<OperatorToken>,
}

/// Why a variable cannot be used, as a sentence for the operator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadConfig {
    #[error("TALKA_ADDR is {0:?}; it must be an address and a port, like 127.0.0.1:3000")]
    Addr(String),
    #[error("TALKA_DATABASE_URL {0}")]
    Database(#[from] BadDatabaseUrl),
    #[error("{0} is {1:?}; it must be 1 for yes, or 0 or nothing for no")]
    Switch(&'static str, String),
    #[error(
        "TALKA_BASE_URL is {0:?}; it must be http:// or https:// and a host, perhaps a port, and \
         nothing else, like https://talka.example.org"
    )]
    BaseUrl(String),
    #[error(
        "TALKA_TRUSTED_PROXY is {0:?}; it must be a header, then the addresses or networks of the \
         proxies that set it, like x-forwarded-for 10.0.0.2"
    )]
    TrustedProxy(String),
    #[error("TALKA_HOSTS has {0:?}; it must be hosts without a port, with commas between them")]
    Hosts(String),
    #[error("TALKA_SMTP_URL {0}")]
    MailServer(#[from] BadMailServer),
    #[error(
        "TALKA_MAIL_FROM is {0:?}; it must be a mail address, perhaps with a name, like \
         talka@example.org or Talka <talka@example.org>"
    )]
    MailFrom(String),
    #[error("TALKA_MAIL is {0:?}; it must be log (mail is written to the log), or nothing")]
    Mail(String),
    #[error("TALKA_MAIL=log and TALKA_SMTP_URL are both set; unset one of them")]
    MailTwice,
    #[error(
        "TALKA_SMTP_URL is set and TALKA_BASE_URL is not: mails would carry links to this machine. \
         Set TALKA_BASE_URL to how browsers reach the site, like https://talka.example.org"
    )]
    MailWithoutBaseUrl,
    #[error(
        "TALKA_BASE_URL is https and no mail server is set: links to sign in would be in the log. \
         Set TALKA_SMTP_URL, or TALKA_MAIL=log if only you can read the log"
    )]
    LinksInLog,
    #[error(
        "TALKA_DEMO=1 lets everybody sign in as anybody, and {0}. Unset TALKA_DEMO; \
         TALKA_DEMO_ANYWHERE=1 opens it all the same"
    )]
    OpenDemo(&'static str),
    #[error(
        "TALKA_SECURITY_CONTACT has {0:?}; it must be mailto:, https:// or tel: addresses, with \
         commas between them"
    )]
    SecurityContact(String),
    #[error("{0} is too short; it must be at least {1} characters that nobody can guess")]
    Token(&'static str, usize),
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
        let base_url = base_url(value("TALKA_BASE_URL"), addr)?;
        let has_base_url = value("TALKA_BASE_URL").is_some();
        let config = Config {
            addr,
            database: database(value("TALKA_DATABASE_URL"))?,
            demo: switch("TALKA_DEMO", value("TALKA_DEMO"))?,
            demo_anywhere: switch("TALKA_DEMO_ANYWHERE", value("TALKA_DEMO_ANYWHERE"))?,
            hosts: hosts(value("TALKA_HOSTS"))?,
            mail_server: mail_server(
                value("TALKA_SMTP_URL"),
                value("TALKA_MAIL_FROM"),
                &base_url,
                has_base_url,
            )?,
            base_url,
            trusted_proxy: trusted_proxy(value("TALKA_TRUSTED_PROXY"))?,
            security_contacts: security_contacts(value("TALKA_SECURITY_CONTACT"))?,
            jobs_token: token("TALKA_JOBS_TOKEN", value("TALKA_JOBS_TOKEN"))?,
            metrics_token: token("TALKA_METRICS_TOKEN", value("TALKA_METRICS_TOKEN"))?,
        };
        let mail_in_log = mail_in_log(value("TALKA_MAIL"))?;
        config.check_demo()?;
        config.check_mail(mail_in_log, has_base_url)?;
        Ok(config)
    }

    /// The part that `services` needs.
    pub fn for_services(&self) -> services::Config {
        services::Config {
            database_url: self.database.url().to_owned(),
            base_url: self.base_url.clone(),
            mail_server: self.mail_server.clone(),
            demo: self.demo,
            demo_anywhere: self.demo_anywhere,
            typeset: |report| pdf::typeset(report).map_err(|cause| cause.to_string()),
        }
    }

    /// Whether browsers reach this server over TLS, so that cookies can be bound to it.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Whether several instances may use the database.
    pub fn is_shared(&self) -> bool {
        self.database.url().starts_with("postgres")
    }

    /// What works and is still worth a word at every start.
    pub fn warnings(&self) -> Vec<&'static str> {
        let mut warnings = Vec::new();
        if self.demo && self.demo_anywhere {
            warnings.push("demo mode is open: everybody who reaches this server is anybody");
        }
        if !self.is_https() && !self.is_loopback() {
            warnings.push(
                "TALKA_BASE_URL is http: cookies are not bound to TLS; behind a proxy with TLS write \
                 https",
            );
        }
        if self
            .mail_server
            .as_ref()
            .is_some_and(MailServer::may_show_password)
        {
            warnings.push(
                "the mail server's password may go over the network in clear: write smtps:// or \
                 ?tls=required in TALKA_SMTP_URL",
            );
        }
        if self.mail_server.is_none() && !self.demo && !self.is_loopback() {
            warnings.push("links to sign in are written to the log, since no mail server is set");
        }
        warnings
    }

    /// The host of the base URL.
    pub fn host(&self) -> Option<Host> {
        let (_, authority) = self.base_url.split_once("://")?;
        site::host(authority)
    }

    fn is_loopback(&self) -> bool {
        self.host().is_some_and(|host| site::is_loopback(&host))
    }

    fn check_demo(&self) -> Result<(), BadConfig> {
        if !self.demo || self.demo_anywhere {
            return Ok(());
        }
        if self.is_https() || !self.is_loopback() {
            return Err(BadConfig::OpenDemo("TALKA_BASE_URL is not this machine"));
        }
        if !self.addr.ip().is_loopback() {
            let reached = "TALKA_ADDR can be reached from other machines";
            return Err(BadConfig::OpenDemo(reached));
        }
        Ok(())
    }

    fn check_mail(&self, mail_in_log: bool, has_base_url: bool) -> Result<(), BadConfig> {
        match &self.mail_server {
            Some(_) if mail_in_log => Err(BadConfig::MailTwice),
            Some(_) if !has_base_url => Err(BadConfig::MailWithoutBaseUrl),
            None if self.is_https() && !mail_in_log && !self.demo => Err(BadConfig::LinksInLog),
            _ => Ok(()),
        }
    }
}

fn addr(value: Option<String>) -> Result<SocketAddr, BadConfig> {
    let text = value.unwrap_or_else(|| DEFAULT_ADDR.to_owned());
    text.parse().map_err(|_| BadConfig::Addr(text))
}

fn database(value: Option<String>) -> Result<DatabaseAddress, BadConfig> {
    let text = value.unwrap_or_else(|| DEFAULT_DATABASE.to_owned());
    Ok(DatabaseAddress::parse(text.trim())?)
}

fn switch(name: &'static str, value: Option<String>) -> Result<bool, BadConfig> {
    match value.as_deref() {
        None | Some("0" | "false" | "no") => Ok(false),
        Some("1" | "true" | "yes") => Ok(true),
        Some(other) => Err(BadConfig::Switch(name, other.to_owned())),
    }
}

/// Without a value it is where the process listens; an address that means "everywhere" is shown
/// as this machine.
fn base_url(value: Option<String>, addr: SocketAddr) -> Result<String, BadConfig> {
    let text = match value {
        Some(text) => text,
        None if addr.ip().is_unspecified() => format!("http://localhost:{}", addr.port()),
        None => format!("http://{addr}"),
    };
    // A port that the system chooses is not known yet; tests listen so.
    let known = site::origin(&text);
    known
        .or_else(|| (addr.port() == 0).then(|| text.clone()))
        .ok_or(BadConfig::BaseUrl(text))
}

fn hosts(value: Option<String>) -> Result<Vec<Host>, BadConfig> {
    let read = |text: &str| {
        let has_port = text.rsplit_once(':').is_some_and(|_| !text.ends_with(']'));
        site::host(text)
            .filter(|_| !has_port)
            .ok_or_else(|| BadConfig::Hosts(text.to_owned()))
    };
    listed(&value).map(read).collect()
}

fn mail_server(
    url: Option<String>,
    from: Option<String>,
    base_url: &str,
    has_base_url: bool,
) -> Result<Option<MailServer>, BadConfig> {
    let sender = |text: String| mail::sender(&text).ok_or(BadConfig::MailFrom(text));
    let from = from.map(sender).transpose()?;
    let Some(url) = url else { return Ok(None) };
    match MailServer::read(url.trim(), from, base_url) {
        Err(BadMailServer::NoSender) if !has_base_url => Err(BadConfig::MailWithoutBaseUrl),
        read => Ok(Some(read?)),
    }
}

fn mail_in_log(value: Option<String>) -> Result<bool, BadConfig> {
    match value.as_deref().map(str::trim) {
        None => Ok(false),
        Some("log") => Ok(true),
        Some(other) => Err(BadConfig::Mail(other.to_owned())),
    }
}

fn token(name: &'static str, value: Option<String>) -> Result<Option<OperatorToken>, BadConfig> {
    let Some(token) = value else { return Ok(None) };
    match token.trim() {
        short if short.len() < TOKEN_CHARS => Err(BadConfig::Token(name, TOKEN_CHARS)),
        token => Ok(Some(OperatorToken::of(token))),
    }
}

fn security_contacts(value: Option<String>) -> Result<Vec<String>, BadConfig> {
    let read = |text: &str| {
        let known = ["mailto:", "https://", "tel:"];
        let fits = known.iter().any(|scheme| text.starts_with(scheme))
            && url::Url::parse(text).is_ok()
            && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| text.to_owned())
            .ok_or_else(|| BadConfig::SecurityContact(text.to_owned()))
    };
    listed(&value).map(read).collect()
}

fn listed(value: &Option<String>) -> impl Iterator<Item = &str> {
    let parts = value.as_deref().unwrap_or_default().split(',');
    parts.map(str::trim).filter(|part| !part.is_empty())
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
        assert_eq!(config.database.url(), "sqlite://talka.db?mode=rwc");
        assert_eq!(config.base_url, "http://127.0.0.1:3000");
        assert!(!config.demo && !config.is_https() && config.mail_server.is_none());
    }

    #[test]
    fn the_base_url_is_kept_without_its_last_slash() {
        let config = read(&[
            ("TALKA_BASE_URL", "https://talka.example.org/"),
            ("TALKA_MAIL", "log"),
        ])
        .unwrap();
        assert_eq!(config.base_url, "https://talka.example.org");
        assert!(config.is_https());
        let everywhere = read(&[("TALKA_ADDR", "0.0.0.0:80")]).unwrap();
        assert_eq!(everywhere.base_url, "http://localhost");
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
            said("TALKA_HOSTS", "talka.example.org, other.example.org:8080"),
            said("TALKA_SMTP_URL", "mail.example.org"),
            said("TALKA_SMTP_URL", "smtp://user:pa#ss@mail.example.org:587?tls=required"),
            said("TALKA_SMTP_URL", "smtp://mail.example.org?tls=starttls"),
            said("TALKA_SMTP_URL", "smtp://mail.example.org?from=a@b.example"),
            said("TALKA_SMTP_URL", "smtp://mail.example.org:99999"),
            said("TALKA_SMTP_URL", "smtp://apikey@mail.example.org"),
            said("TALKA_MAIL_FROM", "city hall"),
            said("TALKA_MAIL", "paper"),
            said("TALKA_SECURITY_CONTACT", "security@example.org"),
            said("TALKA_TRUSTED_PROXY", "x-real-ip proxy.example.org"),
            said("TALKA_JOBS_TOKEN", "too-short"),
            said("TALKA_METRICS_TOKEN", "too-short"),
        ].join("\n"), @r#"
        TALKA_ADDR is "3000"; it must be an address and a port, like 127.0.0.1:3000
        TALKA_DATABASE_URL must begin with sqlite: or postgres://, but it begins with "mysql"
        TALKA_DEMO is "maybe"; it must be 1 for yes, or 0 or nothing for no
        TALKA_BASE_URL is "talka.example.org"; it must be http:// or https:// and a host, perhaps a port, and nothing else, like https://talka.example.org
        TALKA_BASE_URL is "https://example.org/talka"; it must be http:// or https:// and a host, perhaps a port, and nothing else, like https://talka.example.org
        TALKA_HOSTS has "other.example.org:8080"; it must be hosts without a port, with commas between them
        TALKA_SMTP_URL must begin with smtp:// or smtps://
        TALKA_SMTP_URL is no URL that can be read. Letters of a user or password that a URL cannot hold are written as %40 for @, %3A for :, %2F for /, %23 for #, %3F for ? and %25 for %
        TALKA_SMTP_URL has a tls= that is not known; it may be required or opportunistic
        TALKA_SMTP_URL has an option behind its ? that is not known; the one that there is: tls
        TALKA_SMTP_URL has a port that is no number from 1 to 65535
        TALKA_SMTP_URL has a user without a password; write smtp://USER:PASSWORD@HOST, or leave both out
        TALKA_MAIL_FROM is "city hall"; it must be a mail address, perhaps with a name, like talka@example.org or Talka <talka@example.org>
        TALKA_MAIL is "paper"; it must be log (mail is written to the log), or nothing
        TALKA_SECURITY_CONTACT has "security@example.org"; it must be mailto:, https:// or tel: addresses, with commas between them
        TALKA_TRUSTED_PROXY is "x-real-ip proxy.example.org"; it must be a header, then the addresses or networks of the proxies that set it, like x-forwarded-for 10.0.0.2
        TALKA_JOBS_TOKEN is too short; it must be at least 16 characters that nobody can guess
        TALKA_METRICS_TOKEN is too short; it must be at least 16 characters that nobody can guess
        "#);
    }

    #[test]
    fn values_that_open_doors_together_end_with_a_sentence() {
        let said = |pairs: &[(&str, &str)]| read(pairs).unwrap_err().to_string();
        let https = ("TALKA_BASE_URL", "https://talka.example.org");
        let smtp = ("TALKA_SMTP_URL", "smtp://mail.example.org");
        let demo = ("TALKA_DEMO", "1");
        insta::assert_snapshot!([
            said(&[https]),
            said(&[smtp]),
            said(&[https, smtp, ("TALKA_MAIL", "log")]),
            said(&[smtp, ("TALKA_BASE_URL", "http://[::1]:3000")]),
            said(&[https, demo]),
            said(&[demo, ("TALKA_ADDR", "0.0.0.0:3000")]),
        ].join("\n"), @r#"
        TALKA_BASE_URL is https and no mail server is set: links to sign in would be in the log. Set TALKA_SMTP_URL, or TALKA_MAIL=log if only you can read the log
        TALKA_SMTP_URL is set and TALKA_BASE_URL is not: mails would carry links to this machine. Set TALKA_BASE_URL to how browsers reach the site, like https://talka.example.org
        TALKA_MAIL=log and TALKA_SMTP_URL are both set; unset one of them
        TALKA_SMTP_URL is set, and nothing says who the sender is: its user is no mail address, and the base URL has an IP address and no name. Set TALKA_MAIL_FROM, like talka@example.org
        TALKA_DEMO=1 lets everybody sign in as anybody, and TALKA_BASE_URL is not this machine. Unset TALKA_DEMO; TALKA_DEMO_ANYWHERE=1 opens it all the same
        TALKA_DEMO=1 lets everybody sign in as anybody, and TALKA_ADDR can be reached from other machines. Unset TALKA_DEMO; TALKA_DEMO_ANYWHERE=1 opens it all the same
        "#);
        assert!(read(&[https, smtp]).is_ok());
        assert!(read(&[https, demo, ("TALKA_DEMO_ANYWHERE", "1")]).is_ok());
    }

    #[test]
    fn what_is_weak_is_said_at_every_start() {
        let warned = |pairs: &[(&str, &str)]| read(pairs).unwrap().warnings().len();
        assert_eq!(warned(&[]), 0);
        assert_eq!(warned(&[("TALKA_DEMO", "1")]), 0);
        assert_eq!(
            warned(&[("TALKA_BASE_URL", "http://talka.city.example")]),
            2
        );
        let site = ("TALKA_BASE_URL", "https://talka.example");
        let mail = |url| warned(&[site, ("TALKA_SMTP_URL", url)]);
        assert_eq!(mail("smtp://user:secret@mail.example"), 1);
        assert_eq!(mail("smtp://user:secret@mail.example?tls=required"), 0);
        let open = [("TALKA_DEMO", "1"), ("TALKA_DEMO_ANYWHERE", "1")];
        assert_eq!(warned(&open), 1);
    }
}
