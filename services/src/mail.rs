//! Mail: by SMTP until it is taken, kept for `/demo/mail` in demo mode, or written to the log.

pub(crate) mod letters;
mod post;

use crate::{
    Config, Error, Services,
    error::Result,
    store::{Store, entities::kept_mail},
};
use lettre::{
    Address, AsyncSmtpTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use model::{error::Refusal, ids::Timestamp, limits};
use post::Post;
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// The log target of mails without a mail server; it stays on whatever `RUST_LOG` says, because
/// the log is then their only way.
const TARGET: &str = "talka::mail";
/// Most kept mails that are shown.
const KEPT_MAILS_SHOWN: u64 = 50;

/// A mail before it has an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub subject: String,
    pub body: String,
}

/// A mail that demo mode kept instead of sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMail {
    pub recipient: String,
    pub subject: String,
    pub body: String,
    pub at: Timestamp,
}

/// Takes letters to people.
#[derive(Clone)]
pub(crate) enum Mailer {
    Smtp(Box<Post>),
    Kept(Store),
    Log,
}

impl Mailer {
    pub(crate) fn new(config: &Config, store: Store) -> Result<Mailer> {
        if config.demo {
            return Ok(Mailer::Kept(store));
        }
        let Some(url) = &config.smtp_url else {
            return Ok(Mailer::Log);
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|cause| Error::internal(format!("SMTP URL: {cause}")))?
            .build();
        let sender = sender_of(url, &config.base_url)?;
        Ok(Mailer::Smtp(Box::new(Post::start(
            store, transport, sender,
        ))))
    }

    /// Sends the letter; a mail server that does not take it is asked again until then.
    pub(crate) async fn send(
        &self,
        recipient: &str,
        letter: Letter,
        until: Timestamp,
    ) -> Result<()> {
        match self {
            Mailer::Log => {
                let Letter { subject, body } = letter;
                tracing::info!(target: TARGET, recipient, subject, body, "mail (no SMTP server is set)");
                Ok(())
            }
            Mailer::Kept(store) => keep(store, recipient, letter).await,
            Mailer::Smtp(post) => post.send(recipient, letter, until).await,
        }
    }
}

/// The mails that demo mode kept, newest first.
pub async fn kept(s: &Services) -> Result<Vec<KeptMail>> {
    if !s.config.demo {
        return Err(Refusal::NotFound.into());
    }
    let rows = kept_mail::Entity::find()
        .order_by_desc(kept_mail::Column::At)
        .order_by_desc(kept_mail::Column::Id)
        .limit(KEPT_MAILS_SHOWN)
        .all(&s.db)
        .await?;
    Ok(rows.into_iter().map(to_kept).collect())
}

/// A mail address as it is kept: trimmed, in small letters.
pub(crate) fn address(text: &str) -> Result<String, Refusal> {
    let mail = text.trim().to_lowercase();
    let short = mail.len() <= limits::MAIL_CHARS;
    match mail.parse::<Address>() {
        Ok(_) if short => Ok(mail),
        _ => Err(Refusal::NotAMailAddress),
    }
}

/// Who writes: the address in the SMTP URL, else `talka@` and the site's own host.
fn sender_of(smtp_url: &str, base_url: &str) -> Result<Mailbox> {
    let host = |url: &str| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = rest.split(['/', ':']).next().unwrap_or(rest);
        host.to_owned()
    };
    let rest = smtp_url.split_once("://").map_or("", |(_, rest)| rest);
    let user = rest
        .rsplit_once('@')
        .map(|(user, _)| user.split(':').next().unwrap_or(user));
    let address = user
        .map(|user| user.replace("%40", "@"))
        .filter(|user| user.contains('@'))
        .unwrap_or_else(|| format!("talka@{}", host(base_url)));
    let address = address
        .parse::<Address>()
        .map_err(|cause| Error::internal(format!("no sender address: {cause}")))?;
    Ok(Mailbox::new(Some("Talka".to_owned()), address))
}

fn message(sender: Mailbox, recipient: &str, letter: Letter) -> Result<Message> {
    let recipient = recipient.parse::<Address>().map_err(Error::internal)?;
    Message::builder()
        .from(sender)
        .to(Mailbox::new(None, recipient))
        .subject(letter.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body)
        .map_err(Error::internal)
}

async fn keep(store: &Store, recipient: &str, letter: Letter) -> Result<()> {
    let row = kept_mail::ActiveModel {
        id: Set(store.fresh_id()),
        recipient: Set(recipient.to_owned()),
        subject: Set(letter.subject),
        body: Set(letter.body),
        at: Set(store.now().0),
    };
    let txn = store.begin().await?;
    kept_mail::Entity::insert(row)
        .exec_without_returning(&txn)
        .await?;
    txn.commit().await
}

fn to_kept(row: kept_mail::Model) -> KeptMail {
    KeptMail {
        recipient: row.recipient,
        subject: row.subject,
        body: row.body,
        at: Timestamp(row.at),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_sender_is_the_smtp_account_or_the_site() {
        let sender = |smtp_url| sender_of(smtp_url, "https://talka.example:8443").unwrap();
        let of_account = sender("smtps://post%40city.example:secret@mail.city.example:465");
        assert_eq!(of_account.email.to_string(), "post@city.example");
        assert_eq!(
            sender("smtp://localhost:25").email.to_string(),
            "talka@talka.example"
        );
        assert_eq!(
            sender("smtp://user:secret@relay").email.to_string(),
            "talka@talka.example"
        );
    }

    #[test]
    fn an_address_is_kept_in_small_letters_or_refused() {
        assert_eq!(
            address(" Anna.Kļava@Pasts.Example ").unwrap(),
            "anna.kļava@pasts.example"
        );
        for bad in [
            "",
            "anna",
            "a b@c.example",
            "a@b@c.example",
            "a@b\r\nBcc: x@y.example",
        ] {
            assert_eq!(address(bad), Err(Refusal::NotAMailAddress), "{bad:?}");
        }
        let long = format!("{}@pasts.example", "x".repeat(300));
        assert_eq!(address(&long), Err(Refusal::NotAMailAddress));
    }
}
