//! Mail: by SMTP, kept for `/demo/mail` in demo mode, or written to the log.

pub(crate) mod letters;

use crate::{
    Config, Error, Services,
    error::Result,
    store::{Store, entities::kept_mail},
};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use model::{error::Refusal, ids::Timestamp, limits};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// Most kept mails that are shown.
const KEPT_MAILS_SHOWN: u64 = 50;
/// Who writes when the SMTP URL names nobody.
const SENDER: &str = "talka@localhost";

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
    Smtp {
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        sender: Mailbox,
    },
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
        Ok(Mailer::Smtp {
            transport: Box::new(transport),
            sender: sender_of(url)?,
        })
    }

    /// Sends the letter. SMTP goes on in the background, so that the answer takes equally long
    /// whether or not an account exists; a failure is logged.
    pub(crate) async fn send(&self, recipient: &str, letter: Letter) -> Result<()> {
        match self {
            Mailer::Log => {
                let Letter { subject, body } = letter;
                tracing::info!(recipient, subject, body, "mail (no SMTP server is set)");
                Ok(())
            }
            Mailer::Kept(store) => keep(store, recipient, letter).await,
            Mailer::Smtp { transport, sender } => {
                let message = message(sender.clone(), recipient, letter)?;
                let transport = transport.clone();
                tokio::spawn(async move {
                    if let Err(cause) = transport.send(message).await {
                        tracing::error!(%cause, "a mail could not be sent");
                    }
                });
                Ok(())
            }
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

fn sender_of(url: &str) -> Result<Mailbox> {
    let user = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('@'));
    let user = user.map(|(user, _)| user.split(':').next().unwrap_or(user).replace("%40", "@"));
    let address = user
        .filter(|user| user.contains('@'))
        .unwrap_or(SENDER.to_owned());
    let address = address.parse::<Address>().map_err(Error::internal)?;
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
    kept_mail::Entity::insert(row)
        .exec_without_returning(&store.db)
        .await?;
    Ok(())
}

fn to_kept(row: kept_mail::Model) -> KeptMail {
    KeptMail {
        recipient: row.recipient,
        subject: row.subject,
        body: row.body,
        at: Timestamp(row.at),
    }
}
