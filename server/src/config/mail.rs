//! The mail server's URL, checked before anything is opened, so that a mistake is said of this
//! variable. Nothing behind the scheme is said: it may be a password.

use url::Url;

/// Why the URL of a mail server cannot be used. Continues a sentence that begins with the
/// variable's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSmtpUrl {
    #[error("must begin with smtp:// or smtps://")]
    Scheme,
    #[error(
        "is no URL that can be read. Letters of a user or password that a URL cannot hold are \
         written as %40 for @, %3A for :, %2F for /, %23 for #, %3F for ? and %25 for %"
    )]
    Unreadable,
    #[error("names no host")]
    NoHost,
    #[error("has an option behind its ? that is not known; the one that there is: tls")]
    Option,
    #[error("has a tls= that is not known; it may be required or opportunistic")]
    Tls,
    #[error("has tls= with smtps://, which is TLS from the start; leave it out, or write smtp://")]
    TlsTwice,
}

/// Whether this is the URL of a mail server.
pub fn check(text: &str) -> Result<(), BadSmtpUrl> {
    if !text.starts_with("smtp://") && !text.starts_with("smtps://") {
        return Err(BadSmtpUrl::Scheme);
    }
    let url = Url::parse(text).map_err(|_| BadSmtpUrl::Unreadable)?;
    // What stands behind a password with one of these letters looks like another part.
    if url.fragment().is_some() || !matches!(url.path(), "" | "/") || text.contains(' ') {
        return Err(BadSmtpUrl::Unreadable);
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(BadSmtpUrl::NoHost);
    }
    for (name, value) in url.query_pairs() {
        match (&*name, &*value) {
            ("tls", "required" | "opportunistic") if url.scheme() == "smtps" => {
                return Err(BadSmtpUrl::TlsTwice);
            }
            ("tls", "required" | "opportunistic") => {}
            ("tls", _) => return Err(BadSmtpUrl::Tls),
            _ => return Err(BadSmtpUrl::Option),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mail_server_s_url_is_taken() {
        for good in [
            "smtp://localhost",
            "smtp://user:pa%23ss@mail.example.org:587?tls=required",
            "smtp://user:pass@mail.example.org?tls=opportunistic",
            "smtps://post%40city.example:secret@mail.city.example:465",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for (bad, why) in [
            ("mail.example.org", BadSmtpUrl::Scheme),
            (
                "smtp://user:pa#ss@mail.example.org:587",
                BadSmtpUrl::Unreadable,
            ),
            ("smtp://user:12#ss@mail.example.org", BadSmtpUrl::Unreadable),
            ("smtp://user:12/ss@mail.example.org", BadSmtpUrl::Unreadable),
            ("smtp://user:12?ss@mail.example.org", BadSmtpUrl::Option),
            ("smtp://", BadSmtpUrl::NoHost),
            ("smtp://mail.example.org?tls=starttls", BadSmtpUrl::Tls),
            (
                "smtp://mail.example.org?from=a@b.example",
                BadSmtpUrl::Option,
            ),
            (
                "smtps://mail.example.org?tls=required",
                BadSmtpUrl::TlsTwice,
            ),
        ] {
            assert_eq!(check(bad), Err(why), "{bad}");
        }
    }
}
