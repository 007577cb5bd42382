//! A letter in the form that mail servers take (RFC 5322, MIME).

use super::{Letter, server::MailServer};
use crate::error::{Error, Result};
use lettre::{
    Address, Message,
    message::{
        Mailbox, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};
use std::time::{Duration, SystemTime};
use url::Host;
use uuid::Uuid;

/// Says that no person wrote it, so that absence notes do not answer (RFC 3834, 5).
const AUTO_SUBMITTED: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");

/// The mail of a row. Written again it is the same to the byte, Message-ID and Date as well: a server
/// that has taken it once already can tell.
///
/// There is no List-Unsubscribe (RFC 8058), because there is nothing to unsubscribe from: every mail
/// is caused by one act and belongs to an account or a membership. A digest would get it here.
pub(super) fn of(
    server: &MailServer,
    id: Uuid,
    recipient: &str,
    letter: Letter,
) -> Result<Message> {
    let text = SinglePart::builder()
        .header(ContentType::TEXT_PLAIN)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(letter.body);
    Message::builder()
        .from(server.sender.clone())
        .to(Mailbox::new(None, wire(recipient)?))
        .subject(letter.subject)
        .date(written_at(id))
        .message_id(Some(format!("<{id}@{}>", server.own_name)))
        .raw_header(HeaderValue::new(
            AUTO_SUBMITTED,
            "auto-generated".to_owned(),
        ))
        .singlepart(text)
        .map_err(Error::internal)
}

/// The address with its domain in ASCII, as mail servers know it (RFC 5891).
fn wire(recipient: &str) -> Result<Address> {
    let (user, domain) = recipient
        .rsplit_once('@')
        .ok_or_else(|| Error::internal("a recipient is no mail address"))?;
    match Host::parse(domain) {
        Ok(Host::Domain(domain)) => Address::new(user, domain).map_err(Error::internal),
        _ => Err(Error::internal("a recipient's domain is none")),
    }
}

/// When the row was made: its id says so.
fn written_at(id: Uuid) -> SystemTime {
    let (seconds, nanos) = id
        .get_timestamp()
        .map_or((0, 0), |timestamp| timestamp.to_unix());
    SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::mail::letters;
    use model::{language::Language, workflow::State};

    const SITE: &str = "https://talka.example";
    /// 7 January 2022, 12:00 UTC.
    const ID: &str = "017e3468-f200-7000-8000-000000000001";

    /// The bytes as they are sent, with every line end as CR LF.
    fn raw(recipient: &str, letter: Letter) -> String {
        let server = MailServer::read("smtp://mail.example", None, SITE).unwrap();
        let message = of(&server, ID.parse().unwrap(), recipient, letter).unwrap();
        let raw = String::from_utf8(message.formatted()).unwrap();
        assert_eq!(raw.matches('\n').count(), raw.matches("\r\n").count());
        raw
    }

    /// Every kind of mail.
    fn all(language: Language) -> [Letter; 13] {
        let (by, title, link) = ("Anna Kļava", "Wspólna młodzież", "https://talka.example/x");
        [
            letters::sign_in(language, link),
            letters::invitation(language, by, title, link),
            letters::sent_back(language, by, title, State::Draft, "Trūkst skaitļu.", link),
            letters::unlocked(language, by, title, "Trūkst skaitļu.", link),
            letters::published(language, by, title, link),
            letters::unpublished(language, by, title, link),
            letters::review_opened(language, by, title, None, link),
            letters::review_opened(language, by, title, Some("2022-02-01"), link),
            letters::review_ends(language, title, "2022-02-01", link),
            letters::sign_off_wanted(language, by, title, link),
            letters::made_final(language, by, title, link),
            letters::rights_changed(language, by, title, link),
            letters::removed(
                language,
                by,
                title,
                "https://talka.example/x\nhttps://talka.example/y",
            ),
        ]
    }

    #[test]
    fn every_kind_of_mail_is_as_it_was_reviewed() {
        for language in Language::ALL {
            let raw = all(language).map(|letter| raw("anna@example.org", letter));
            for mail in &raw {
                assert!(mail.is_ascii());
                // RFC 5322, 2.1.1.
                assert!(mail.lines().all(|line| line.len() <= 78), "{mail}");
                for head in [
                    "Message-ID: <",
                    "MIME-Version: 1.0",
                    "Date: ",
                    "Auto-Submitted: ",
                ] {
                    assert_eq!(mail.matches(head).count(), 1, "{head}: {mail}");
                }
            }
            let name = format!("mails_{}", language.code());
            insta::assert_snapshot!(name, raw.join("\n=====\n").replace("\r\n", "\n"));
        }
    }

    #[test]
    fn nothing_that_people_type_becomes_a_header() {
        let hostile = "a\r\nBcc: x@y.example\r\n\r\nb\nX: 1\u{2028}Y: 2\0";
        let letter = letters::invitation(Language::En, hostile, hostile, "https://talka.example/x");
        let mail = raw("anna@example.org", letter);
        let (head, _) = mail.split_once("\r\n\r\n").unwrap();
        let names: Vec<_> = head
            .split("\r\n")
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        insta::assert_snapshot!(names.join(" "), @"From To Subject Date Message-ID Auto-Submitted MIME-Version Content-Type Content-Transfer-Encoding");
    }

    #[test]
    fn a_domain_of_another_script_goes_out_in_ascii() {
        let letter = letters::sign_in(Language::Lv, SITE);
        let mail = raw("anna@pašvaldība.lv", letter);
        assert!(
            mail.contains("\r\nTo: anna@xn--pavaldba-fjb94c.lv\r\n"),
            "{mail}"
        );
    }
}
