//! One mail handed over, command by command (RFC 5321).
//!
//! What a server answers to the greeting, EHLO, STARTTLS, AUTH and MAIL FROM is said of the session: of
//! the password, the certificate, the sender, a block. Then the mail waits, whatever the first digit.
//! Only an answer about the recipient or the letter, to RCPT TO or DATA, can be for good.

use super::server::{MailServer, Tls};
use lettre::{
    Address, Message,
    transport::smtp::{
        Error as SmtpError,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, CertificateStore, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{Extension, MailBodyParameter, MailParameter},
    },
};
use model::limits::{
    MAIL_ANSWER_CHARS, MAIL_ANSWER_SECONDS, MAIL_CONNECT_SECONDS, MAIL_CONTENT_SECONDS,
    MAIL_LEASE_MS,
};
use std::{error::Error as _, fmt, time::Duration};
use tokio::time::timeout;
use url::Host;

// A mail is this instance's until it has given up on handing it over: connecting, seven answers (two
// of them to AUTH), the content.
const _: () = assert!(
    MAIL_LEASE_MS as u64 / 1_000
        > MAIL_CONNECT_SECONDS + 8 * MAIL_ANSWER_SECONDS + MAIL_CONTENT_SECONDS
);

/// Answers to RCPT TO and DATA that are about the session all the same: wrong order, and the ones
/// that ask for TLS or a password (RFC 4954, 6).
const OF_THE_SESSION: [&str; 5] = ["503", "530", "534", "535", "538"];

/// The way to the mail server.
#[derive(Clone)]
pub(super) struct Route {
    pub server: MailServer,
    tls: TlsParameters,
}

/// At which command a mail was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Connect,
    Greeting,
    StartTls,
    Auth,
    MailFrom,
    RcptTo,
    Data,
}

/// Why a mail was not taken.
#[derive(Debug)]
pub(super) struct NotTaken {
    pub at: Step,
    /// Whether trying again is of no use.
    pub for_good: bool,
    /// For the log: the server's words, but only a code where they may name the recipient.
    pub cause: String,
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Step::Connect => "connect",
            Step::Greeting => "greeting or EHLO",
            Step::StartTls => "STARTTLS",
            Step::Auth => "AUTH",
            Step::MailFrom => "MAIL FROM",
            Step::RcptTo => "RCPT TO",
            Step::Data => "DATA",
        })
    }
}

impl Route {
    /// Reads the machine's certificates, or those of `SSL_CERT_FILE`; where there are none, the ones
    /// that are built in count.
    pub fn new(server: MailServer) -> Result<Route, SmtpError> {
        let own = rustls_native_certs::load_native_certs();
        let store = match own.certs.is_empty() {
            true => CertificateStore::WebpkiRoots,
            false => CertificateStore::Default,
        };
        // Where nothing secret is said and TLS may be missing altogether, TLS of any kind is better.
        let may_be_any = server.tls == Tls::Offered && server.login.is_none();
        let tls = TlsParameters::builder(host_name(&server.host))
            .certificate_store(store)
            .dangerous_accept_invalid_certs(may_be_any)
            .dangerous_accept_invalid_hostnames(may_be_any)
            .build()?;
        Ok(Route { server, tls })
    }

    /// Comes back without an error when the server has taken the mail over.
    pub async fn hand_over(&self, message: &Message) -> Result<(), NotTaken> {
        let mut connection = self.connect().await?;
        let taken = self.say(&mut connection, message).await;
        // Saying goodbye is politeness, and nobody waits for it.
        tokio::spawn(async move {
            let goodbye = connection.quit();
            let _ = timeout(Duration::from_secs(MAIL_ANSWER_SECONDS), goodbye).await;
        });
        taken
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, NotTaken> {
        let server = &self.server;
        let connect_time = Duration::from_secs(MAIL_CONNECT_SECONDS);
        let wrapped = (server.tls == Tls::Wrapped).then(|| self.tls.clone());
        let connection = AsyncSmtpConnection::connect_tokio1(
            (host_name(&server.host), server.port),
            Some(connect_time),
            &server.own_name,
            wrapped,
            None,
        );
        // lettre reads the greeting and the answer to EHLO before it comes back.
        let time = connect_time + Duration::from_secs(2 * MAIL_ANSWER_SECONDS);
        match timeout(time, connection).await {
            Err(_) => Err(NotTaken::silent(Step::Greeting)),
            Ok(Err(cause)) if cause.is_response() || cause.status().is_some() => {
                Err(NotTaken::new(Step::Greeting, &cause))
            }
            Ok(Err(cause)) => Err(NotTaken::new(Step::Connect, &cause)),
            Ok(Ok(connection)) => Ok(connection),
        }
    }

    async fn say(
        &self,
        connection: &mut AsyncSmtpConnection,
        message: &Message,
    ) -> Result<(), NotTaken> {
        let server = &self.server;
        let must = server.tls == Tls::Required;
        if must || (server.tls == Tls::Offered && connection.can_starttls()) {
            let protected = connection.starttls(self.tls.clone(), &server.own_name);
            within(Step::StartTls, 2 * MAIL_ANSWER_SECONDS, protected).await?;
        }
        if let Some(login) = &server.login {
            let login = Credentials::new(login.user.clone(), login.password.clone());
            let known = connection.auth(&[Mechanism::Plain, Mechanism::Login], &login);
            within(Step::Auth, 2 * MAIL_ANSWER_SECONDS, known).await?;
        }
        let (envelope, content) = (message.envelope(), message.formatted());
        let options = options(connection, message, &content)?;
        let from = Mail::new(envelope.from().cloned(), options);
        within(
            Step::MailFrom,
            MAIL_ANSWER_SECONDS,
            connection.command(from),
        )
        .await?;
        for recipient in envelope.to() {
            let to = Rcpt::new(recipient.clone(), Vec::new());
            within(Step::RcptTo, MAIL_ANSWER_SECONDS, connection.command(to)).await?;
        }
        within(Step::Data, MAIL_ANSWER_SECONDS, connection.command(Data)).await?;
        within(
            Step::Data,
            MAIL_CONTENT_SECONDS,
            connection.message(&content),
        )
        .await?;
        Ok(())
    }
}

/// What MAIL FROM says of a recipient whose address is not in ASCII (RFC 6531). A server that cannot
/// write to it never can.
fn options(
    connection: &AsyncSmtpConnection,
    message: &Message,
    content: &[u8],
) -> Result<Vec<MailParameter>, NotTaken> {
    let is_ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
    if message.envelope().to().iter().all(is_ascii) {
        return Ok(Vec::new());
    }
    let server = connection.server_info();
    if !server.supports_feature(Extension::SmtpUtfEight) {
        return Err(NotTaken {
            at: Step::RcptTo,
            for_good: true,
            cause: "the server takes only addresses in ASCII (no SMTPUTF8)".to_owned(),
        });
    }
    let mut options = vec![MailParameter::SmtpUtfEight];
    if !content.is_ascii() {
        options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(options)
}

async fn within<T>(
    at: Step,
    seconds: u64,
    answer: impl Future<Output = Result<T, SmtpError>>,
) -> Result<T, NotTaken> {
    match timeout(Duration::from_secs(seconds), answer).await {
        Err(_) => Err(NotTaken::silent(at)),
        Ok(answer) => answer.map_err(|cause| NotTaken::new(at, &cause)),
    }
}

impl NotTaken {
    fn silent(at: Step) -> NotTaken {
        NotTaken {
            at,
            for_good: false,
            cause: "the server says nothing".to_owned(),
        }
    }

    /// A mail that cannot be written in the form that mail servers take.
    pub fn unwritable(cause: crate::Error) -> NotTaken {
        NotTaken {
            at: Step::RcptTo,
            for_good: true,
            cause: cause.to_string(),
        }
    }

    fn new(at: Step, cause: &SmtpError) -> NotTaken {
        let said = cause.source().map(ToString::to_string).unwrap_or_default();
        let code = cause.status().map(|code| code.to_string());
        let is_of_the_mail = matches!(at, Step::RcptTo | Step::Data);
        let for_good = is_of_the_mail
            && code
                .as_ref()
                .is_some_and(|code| is_lasting(at, code, &said));
        let words = match code {
            Some(code) if is_of_the_mail => {
                format!("{code} {}", enhanced(&said).unwrap_or_default())
            }
            _ => cause.to_string(),
        };
        NotTaken {
            at,
            for_good,
            cause: words.trim().chars().take(MAIL_ANSWER_CHARS).collect(),
        }
    }
}

/// Whether an answer about a recipient or a letter is for good. Many servers say what they have
/// against a session only here, with an enhanced code (RFC 3463) that tells: 5.7 is a rule about who
/// may send, 5.1.7 and 5.1.8 are about the sender. After the content 5.7 is about what stands in it.
fn is_lasting(at: Step, code: &str, said: &str) -> bool {
    let enhanced = enhanced(said).unwrap_or_default();
    let of_the_sender = ["5.1.7", "5.1.8"].contains(&enhanced)
        || (at == Step::RcptTo && enhanced.starts_with("5.7."));
    code.starts_with('5') && !OF_THE_SESSION.contains(&code) && !of_the_sender
}

/// The enhanced code at the beginning of an answer.
fn enhanced(said: &str) -> Option<&str> {
    let first = said.split_whitespace().next()?;
    let mut parts = first.split('.');
    let is_code = parts.clone().count() == 3
        && parts.all(|part| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit()));
    is_code.then_some(first)
}

/// Without the brackets of IPv6: what certificates and resolvers know it as.
fn host_name(host: &Host) -> String {
    match host {
        Host::Domain(name) => name.clone(),
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        mail::{Letter, message},
        tests::mail::server::{self, Manner, Seen},
    };
    use tokio::time::Instant;
    use uuid::Uuid;

    #[test]
    fn only_what_is_said_of_the_mail_is_for_good() {
        for (at, code, said, expected) in [
            (Step::RcptTo, "550", "5.1.1 unknown", true),
            (Step::RcptTo, "550", "no such mailbox", true),
            (Step::RcptTo, "552", "5.2.2 mailbox full", true),
            (Step::RcptTo, "450", "4.2.1 greylisted", false),
            (Step::RcptTo, "554", "5.7.1 client host blocked", false),
            (Step::RcptTo, "553", "5.7.1 sender is not yours", false),
            (Step::RcptTo, "553", "5.1.8 bad sender", false),
            (Step::RcptTo, "530", "5.7.0 authentication required", false),
            (Step::RcptTo, "503", "wrong order", false),
            (Step::Data, "552", "5.3.4 too large", true),
            (Step::Data, "550", "5.7.1 looks like spam", true),
            (Step::Data, "535", "log in", false),
        ] {
            assert_eq!(is_lasting(at, code, said), expected, "{at} {code} {said}");
        }
    }

    /// No test waits for the limits: the clock runs to the next one whenever everybody waits.
    #[tokio::test(start_paused = true)]
    async fn a_server_that_says_nothing_is_given_up_within_the_lease() {
        for (silent, at) in [
            ("", Step::Greeting),
            ("EHLO", Step::Greeting),
            ("AUTH", Step::Auth),
            ("MAIL", Step::MailFrom),
            ("RCPT", Step::RcptTo),
            ("DATA", Step::Data),
            (".", Step::Data),
        ] {
            let mut server = server::MailServer::start(&[Manner::SilentAt(silent)]).await;
            let url = server.url.replace("://", "://user:pass@");
            let read = MailServer::read(&url, None, "https://talka.example").unwrap();
            let letter = Letter {
                subject: "Hello".to_owned(),
                body: "Good day".to_owned(),
            };
            let message = message::of(&read, Uuid::now_v7(), "anna@example.org", letter).unwrap();
            let began = Instant::now();
            let handed_over = Route::new(read).unwrap().hand_over(&message).await;
            let not_taken = handed_over.unwrap_err();
            assert_eq!((not_taken.at, not_taken.for_good), (at, false), "{silent}");
            let seconds = began.elapsed().as_secs();
            assert!(
                seconds <= MAIL_CONTENT_SECONDS.max(MAIL_CONNECT_SECONDS + 2 * MAIL_ANSWER_SECONDS)
            );
            assert_eq!(server.next().await, Seen::Connected(0));
        }
    }
}
