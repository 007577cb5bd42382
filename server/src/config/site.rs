//! How browsers name this site: its origin, and the hosts under which it may be asked for.
//!
//! A browser says an origin in one way only: small letters, no default port, names of other scripts
//! in ASCII. What the operator writes is brought into that form once, so that texts can be compared.

use url::{Host, Url};

/// The origin of this address (`https://talka.example.org`); none if it is anything but
/// `http://` or `https://`, a host and perhaps a port.
pub fn origin(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, authority) = text.split_once("://")?;
    let authority = authority.strip_suffix('/').unwrap_or(authority);
    if authority.contains(['/', '\\', '?', '#', '@', ' ', '\t']) || authority.ends_with(':') {
        return None;
    }
    let url = Url::parse(&format!("{scheme}://{authority}")).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.port() == Some(0) {
        return None;
    }
    let host = known_form(url.host()?.to_owned())?;
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    Some(format!("{}://{host}{port}", url.scheme()))
}

/// The host of a `Host` header, a base URL's authority or a setting, as browsers write it: without
/// port. None if it is no host.
pub fn host(text: &str) -> Option<Host> {
    let text = text.trim();
    if text.contains(['/', '\\', '?', '#', '@', ' ', '\t']) {
        return None;
    }
    let url = Url::parse(&format!("http://{text}")).ok()?;
    known_form(url.host()?.to_owned())
}

/// Without the dot at the end of a full name. A star is no host.
fn known_form(host: Host) -> Option<Host> {
    let Host::Domain(name) = host else {
        return Some(host);
    };
    let name = name.strip_suffix('.').unwrap_or(&name);
    let fits = |label: &str| {
        let letters = label.bytes();
        !label.is_empty()
            && letters
                .into_iter()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    name.split('.')
        .all(fits)
        .then(|| Host::Domain(name.to_owned()))
}

/// Whether this host is the machine itself.
pub fn is_loopback(host: &Host) -> bool {
    match host {
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_kept_as_browsers_say_it() {
        let pairs = [
            ("https://talka.example.org:443", "https://talka.example.org"),
            ("http://talka.example.org:80/", "http://talka.example.org"),
            ("HTTPS://Talka.Example.ORG", "https://talka.example.org"),
            ("https://talka.example.org.", "https://talka.example.org"),
            ("https://pašvaldība.lv", "https://xn--pavaldba-fjb94c.lv"),
            (
                "https://talka.example.org:8443",
                "https://talka.example.org:8443",
            ),
            ("http://[::1]:3000", "http://[::1]:3000"),
        ];
        for (written, said) in pairs {
            assert_eq!(origin(written).as_deref(), Some(said), "{written}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        let bad = [
            "talka.example.org",
            "https:talka.example.org",
            "ftp://talka.example.org",
            "https://talka.example.org/talka",
            "https://talka.example.org?x",
            "https://talka.example.org#x",
            "https://me:pw@talka.example.org",
            "https://talka.example.org:99999",
            "https://talka.example.org:0",
            "https://talka.example.org:",
            "https://*.example.org",
            "https://talka..example.org",
            "https://",
            "https://talka .example.org",
        ];
        for text in bad {
            assert_eq!(origin(text), None, "{text}");
        }
    }
}
