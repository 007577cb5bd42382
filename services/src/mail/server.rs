//! The operator's mail server: its URL and the sender, read once and checked before anything is
//! opened, so that a mistake is said of its variable. Nothing behind the URL's scheme is said: it may
//! be a password.

use lettre::{Address, message::Mailbox, transport::smtp::extension::ClientId};
use percent_encoding::percent_decode_str;
use std::fmt;
use url::{Host, ParseError, Url};

/// Who writes, for readers.
const SENDER_NAME: &str = "Talka";
/// The ports of RFC 5321 and RFC 8314: relay, submission, submission with TLS from the start.
const PORTS: [u16; 3] = [25, 587, 465];

/// Where mails are handed over, and as whom.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    pub(crate) host: Host,
    pub(crate) port: u16,
    pub(crate) tls: Tls,
    pub(crate) login: Option<Login>,
    pub(crate) sender: Mailbox,
    /// What this machine calls itself: the host of the base URL (RFC 5321, 4.1.1.1).
    pub(crate) own_name: ClientId,
}

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    /// From the start.
    Wrapped,
    /// By STARTTLS, or nothing is said.
    Required,
    /// By STARTTLS where the server offers it.
    Offered,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Login {
    pub user: String,
    pub password: String,
}

/// Why the URL of a mail server cannot be used. Continues a sentence that begins with the variable's
/// name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadMailServer {
    #[error("must begin with smtp:// or smtps://")]
    Scheme,
    #[error(
        "is no URL that can be read. Letters of a user or password that a URL cannot hold are \
         written as %40 for @, %3A for :, %2F for /, %23 for #, %3F for ? and %25 for %"
    )]
    Unreadable,
    #[error("names no host")]
    NoHost,
    #[error("has a port that is no number from 1 to 65535")]
    Port,
    #[error("has a user without a password; write smtp://USER:PASSWORD@HOST, or leave both out")]
    NoPassword,
    #[error("has an option behind its ? that is not known; the one that there is: tls")]
    Option,
    #[error("has a tls= that is not known; it may be required or opportunistic")]
    Tls,
    #[error("has tls= with smtps://, which is TLS from the start; leave it out, or write smtp://")]
    TlsTwice,
    #[error(
        "is set, and nothing says who the sender is: its user is no mail address, and the base URL \
         has an IP address and no name. Set TALKA_MAIL_FROM, like talka@example.org"
    )]
    NoSender,
}

impl MailServer {
    /// Reads the URL of a mail server. `from` is the sender ([`sender`]); without it the sender is the
    /// URL's user, if that is a mail address, else `talka@` and the host of the base URL.
    pub fn read(
        text: &str,
        from: Option<Mailbox>,
        base_url: &str,
    ) -> Result<MailServer, BadMailServer> {
        let url = parsed(text)?;
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = Host::parse(host.ok_or(BadMailServer::NoHost)?);
        let tls = tls(&url)?;
        let port = url.port().unwrap_or(match (tls, url.query()) {
            (Tls::Wrapped, _) => PORTS[2],
            (_, Some(_)) => PORTS[1],
            (_, None) => PORTS[0],
        });
        let login = login(&url)?;
        let own_host = Url::parse(base_url).ok();
        let own_host = own_host.and_then(|url| url.host().map(|host| host.to_owned()));
        let of_user = || login.as_ref().and_then(|login| login.user.parse().ok());
        let sender = from
            .or_else(|| of_user().map(named))
            .or_else(|| of_host(own_host.as_ref()).map(named));
        Ok(MailServer {
            host: host.map_err(|_| BadMailServer::Unreadable)?,
            port,
            tls,
            sender: sender.ok_or(BadMailServer::NoSender)?,
            own_name: own_name(own_host),
            login,
        })
    }

    /// Whether the password could go over the network in clear.
    pub fn may_show_password(&self) -> bool {
        let is_here = match &self.host {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        self.login.is_some() && self.tls == Tls::Offered && !is_here
    }
}

/// A sender as an operator writes it: an address, perhaps with a name (`Talka <talka@example.org>`).
pub fn sender(text: &str) -> Option<Mailbox> {
    let sender: Mailbox = text.trim().parse().ok()?;
    match sender.name {
        Some(_) => Some(sender),
        None => Some(named(sender.email)),
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "MailServer({}:{}, {:?})",
            self.host, self.port, self.tls
        )
    }
}

fn parsed(text: &str) -> Result<Url, BadMailServer> {
    let rest = ["smtp://", "smtps://"].map(|scheme| text.strip_prefix(scheme));
    let rest = rest.into_iter().flatten().next();
    let rest = rest.ok_or(BadMailServer::Scheme)?;
    // What stands behind a password with one of these letters looks like another part.
    let of_user = rest.rsplit_once('@').map_or("", |(user, _)| user);
    let is_torn = of_user.contains(['/', '#']);
    let url = Url::parse(text).map_err(|cause| match cause {
        ParseError::InvalidPort if !is_torn => BadMailServer::Port,
        ParseError::EmptyHost => BadMailServer::NoHost,
        _ => BadMailServer::Unreadable,
    })?;
    if url.port() == Some(0) {
        return Err(BadMailServer::Port);
    }
    if url.fragment().is_some() || !matches!(url.path(), "" | "/") || text.contains(' ') {
        return Err(BadMailServer::Unreadable);
    }
    Ok(url)
}

fn tls(url: &Url) -> Result<Tls, BadMailServer> {
    let is_wrapped = url.scheme() == "smtps";
    let mut tls = if is_wrapped {
        Tls::Wrapped
    } else {
        Tls::Offered
    };
    for (name, value) in url.query_pairs() {
        tls = match (&*name, &*value) {
            ("tls", "required" | "opportunistic") if is_wrapped => {
                return Err(BadMailServer::TlsTwice);
            }
            ("tls", "required") => Tls::Required,
            ("tls", "opportunistic") => Tls::Offered,
            ("tls", _) => return Err(BadMailServer::Tls),
            _ => return Err(BadMailServer::Option),
        };
    }
    Ok(tls)
}

fn login(url: &Url) -> Result<Option<Login>, BadMailServer> {
    if url.username().is_empty() && url.password().is_none() {
        return Ok(None);
    }
    let decoded = |text: &str| {
        let text = percent_decode_str(text).decode_utf8();
        text.map(|text| text.into_owned())
            .map_err(|_| BadMailServer::Unreadable)
    };
    Ok(Some(Login {
        user: decoded(url.username())?,
        password: decoded(url.password().ok_or(BadMailServer::NoPassword)?)?,
    }))
}

fn named(address: Address) -> Mailbox {
    Mailbox::new(Some(SENDER_NAME.to_owned()), address)
}

fn of_host(host: Option<&Host>) -> Option<Address> {
    match host {
        Some(Host::Domain(name)) => Address::new("talka", name).ok(),
        _ => None,
    }
}

fn own_name(host: Option<Host>) -> ClientId {
    match host {
        Some(Host::Domain(name)) => ClientId::Domain(name),
        Some(Host::Ipv4(address)) => ClientId::Ipv4(address),
        Some(Host::Ipv6(address)) => ClientId::Ipv6(address),
        None => ClientId::default(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SITE: &str = "https://talka.example:8443";

    fn read(text: &str) -> Result<MailServer, BadMailServer> {
        MailServer::read(text, None, SITE)
    }

    fn sender_of(text: &str, base_url: &str) -> Result<String, BadMailServer> {
        MailServer::read(text, None, base_url).map(|server| server.sender.to_string())
    }

    #[test]
    fn a_mail_server_is_taken_apart_once() {
        let server =
            read("smtps://post%2Btalka%40city.example:p%40%23s@mail.city.example").unwrap();
        let login = server.login.clone().unwrap();
        assert_eq!(login.user, "post+talka@city.example");
        assert_eq!(login.password, "p@#s");
        assert_eq!(server.sender.to_string(), "Talka <post+talka@city.example>");
        assert_eq!(server.own_name.to_string(), "talka.example");
        assert_eq!(
            format!("{server:?}"),
            "MailServer(mail.city.example:465, Wrapped)"
        );
        for (text, host, port, tls) in [
            ("smtp://localhost", "localhost", 25, Tls::Offered),
            ("smtp://[::1]:2525", "[::1]", 2525, Tls::Offered),
            (
                "smtp://Mail.Example/?tls=required",
                "mail.example",
                587,
                Tls::Required,
            ),
            (
                "smtp://u:p@10.0.0.2:25?tls=opportunistic",
                "10.0.0.2",
                25,
                Tls::Offered,
            ),
        ] {
            let server = read(text).unwrap();
            let read = (server.host.to_string(), server.port, server.tls);
            assert_eq!(read, (host.to_owned(), port, tls), "{text}");
        }
    }

    #[test]
    fn the_sender_is_set_or_the_user_or_the_site() {
        let relay = "smtp://apikey:secret@relay.example";
        assert_eq!(
            sender_of(relay, SITE).unwrap(),
            "Talka <talka@talka.example>"
        );
        for site in ["http://[::1]:3000", "http://10.0.0.2"] {
            assert_eq!(sender_of(relay, site), Err(BadMailServer::NoSender));
            let set = sender("Daugavpils <post@city.example>");
            let server = MailServer::read(relay, set, site).unwrap();
            assert_eq!(server.sender.to_string(), "Daugavpils <post@city.example>");
            assert!(server.own_name.to_string().starts_with('['));
        }
        assert_eq!(
            sender(" a@b.example ").unwrap().to_string(),
            "Talka <a@b.example>"
        );
        for bad in [
            "",
            "city.example",
            "a b@c.example",
            "a@b.example\r\nBcc: x@y.example",
        ] {
            assert_eq!(sender(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn only_a_mail_server_s_url_is_taken() {
        for (bad, why) in [
            ("mail.example.org", BadMailServer::Scheme),
            (
                "smtp://user:pa#ss@mail.example.org:587",
                BadMailServer::Unreadable,
            ),
            (
                "smtp://user:12#ss@mail.example.org",
                BadMailServer::Unreadable,
            ),
            (
                "smtp://user:12/ss@mail.example.org",
                BadMailServer::Unreadable,
            ),
            ("smtp://user:12?ss@mail.example.org", BadMailServer::Option),
            (
                "smtp://user:%ff@mail.example.org",
                BadMailServer::Unreadable,
            ),
            ("smtp://user@mail.example.org", BadMailServer::NoPassword),
            ("smtp://", BadMailServer::NoHost),
            ("smtp://mail.example.org:99999", BadMailServer::Port),
            ("smtp://mail.example.org:0", BadMailServer::Port),
            ("smtp://mail.example.org?tls=starttls", BadMailServer::Tls),
            (
                "smtp://mail.example.org?from=a@b.example",
                BadMailServer::Option,
            ),
            (
                "smtps://mail.example.org?tls=required",
                BadMailServer::TlsTwice,
            ),
        ] {
            assert_eq!(read(bad), Err(why), "{bad}");
        }
    }

    #[test]
    fn a_password_without_certain_tls_is_noticed() {
        for (text, may_show) in [
            ("smtp://u:p@mail.example", true),
            ("smtp://u:p@mail.example?tls=opportunistic", true),
            ("smtp://u:p@mail.example?tls=required", false),
            ("smtps://u:p@mail.example", false),
            ("smtp://mail.example", false),
            ("smtp://u:p@localhost", false),
        ] {
            assert_eq!(read(text).unwrap().may_show_password(), may_show, "{text}");
        }
    }
}
