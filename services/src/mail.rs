//! Mail: by SMTP until it is taken, kept for `/demo/mail` in demo mode, or written to the log.
//!
//! A mail that an act causes is a row of the act's own transaction ([`write`]), so that no crash
//! parts them; whoever has committed wakes the task that sends (`Mailer::wake`).

pub(crate) mod letters;
mod message;
pub(crate) mod post;
mod server;
mod session;

pub use server::{BadMailServer, MailServer, sender};

use crate::{
    Config, Error, Services, accounts,
    error::Result,
    store::entities::{kept_mail, waiting_mail},
};
use lettre::Address;
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, Timestamp},
    invisible::is_invisible,
    limits,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};
use session::Route;
use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, watch},
    time::timeout,
};
use url::Host;

/// The log target of mails without a mail server; it stays on whatever `RUST_LOG` says, because
/// the log is then their only way.
const TARGET: &str = "talka::mail";
/// Most kept mails that are shown.
const KEPT_MAILS_SHOWN: u64 = 50;

/// What a mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub subject: String,
    pub body: String,
}

/// A mail before it is written down.
pub(crate) struct NewMail<'a> {
    pub recipient: &'a str,
    pub letter: Letter,
    /// Of no use to anybody from then on.
    pub until: Timestamp,
    /// Of an invitation: into which partnership, and who is invited.
    pub invitation: Option<(PartnershipId, AccountId)>,
}

/// A mail that demo mode kept instead of sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMail {
    pub recipient: String,
    pub subject: String,
    pub body: String,
    pub at: Timestamp,
}

/// How mails leave.
#[derive(Clone)]
pub(crate) struct Mailer {
    way: Way,
    news: Arc<Notify>,
    /// How often somebody said that there is something to do, and for how many of these it is done.
    asked: Arc<AtomicU64>,
    done: Arc<watch::Sender<u64>>,
}

#[derive(Clone)]
enum Way {
    Smtp(Box<Route>),
    Kept,
    Log,
}

impl Mailer {
    pub(crate) fn new(config: &Config) -> Result<Mailer> {
        let way = match &config.mail_server {
            _ if config.demo => Way::Kept,
            None => Way::Log,
            Some(server) => {
                let route = Route::new(server.clone());
                Way::Smtp(Box::new(route.map_err(Error::internal)?))
            }
        };
        Ok(Mailer {
            way,
            news: Arc::default(),
            asked: Arc::default(),
            done: Arc::new(watch::Sender::new(0)),
        })
    }

    /// There is something to do for the task that sends: said after the commit.
    pub(crate) fn wake(&self) {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.news.notify_one();
    }

    fn asked(&self) -> u64 {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Comes back when every mail that was due was tried, or after that time; whether it was in time. For
/// processes that do not live on between requests.
pub async fn settled(s: &Services, longest: Duration) -> bool {
    let asked = s.mailer.asked();
    let mut done = s.mailer.done.subscribe();
    let all = done.wait_for(|done| *done >= asked);
    timeout(longest, all).await.is_ok()
}

/// Writes a mail down in the transaction of the act that causes it.
pub(crate) async fn write<C: ConnectionTrait>(
    s: &Services,
    txn: &C,
    mail: NewMail<'_>,
) -> Result<()> {
    let Letter { subject, body } = mail.letter;
    let (id, recipient) = (s.fresh_id(), mail.recipient.to_owned());
    if matches!(s.mailer.way, Way::Kept) {
        let row = kept_mail::ActiveModel {
            id: Set(id),
            recipient: Set(recipient),
            subject: Set(subject),
            body: Set(body),
            at: Set(s.now().0),
        };
        kept_mail::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
        return Ok(());
    }
    let row = waiting_mail::ActiveModel {
        id: Set(id),
        recipient: Set(recipient),
        subject: Set(subject),
        body: Set(body),
        attempts: Set(0),
        due_at: Set(s.now().0),
        expires_at: Set(mail.until.0),
        refused_at: Set(None),
        partnership: Set(mail.invitation.map(|(partnership, _)| partnership.0)),
        account: Set(mail.invitation.map(|(_, account)| account.0)),
    };
    waiting_mail::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Whose invitations into this partnership were refused by the mail server for good.
pub(crate) async fn refused_invitations<C: ConnectionTrait>(
    db: &C,
    partnership: PartnershipId,
) -> Result<HashSet<AccountId>> {
    let accounts: Vec<Option<uuid::Uuid>> = waiting_mail::Entity::find()
        .select_only()
        .column(waiting_mail::Column::Account)
        .filter(waiting_mail::Column::Partnership.eq(partnership.0))
        .filter(waiting_mail::Column::RefusedAt.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(accounts.into_iter().flatten().map(AccountId).collect())
}

/// An invitation was answered, withdrawn or sent again: its mail is of no use any more.
pub(crate) async fn forget_invitation<C: ConnectionTrait>(
    db: &C,
    partnership: PartnershipId,
    account: AccountId,
) -> Result<()> {
    waiting_mail::Entity::delete_many()
        .filter(waiting_mail::Column::Partnership.eq(partnership.0))
        .filter(waiting_mail::Column::Account.eq(account.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The mails that demo mode kept, newest first. Links that were asked for are made first, so that
/// nobody comes to an empty mailbox.
pub async fn kept(s: &Services) -> Result<Vec<KeptMail>> {
    if !s.config.demo {
        return Err(Refusal::NotFound.into());
    }
    accounts::answer_requests(s).await;
    let rows = kept_mail::Entity::find()
        .order_by_desc(kept_mail::Column::At)
        .order_by_desc(kept_mail::Column::Id)
        .limit(KEPT_MAILS_SHOWN)
        .all(&s.db)
        .await?;
    Ok(rows.into_iter().map(to_kept).collect())
}

/// A mail address as it is kept: without invisible characters and space around it, in small letters,
/// its domain as people write it, in the one form that the ASCII form of IDN leads back to (UTS #46).
/// Space within, and an IP address for a domain, is refused.
pub(crate) fn address(text: &str) -> Result<String, Refusal> {
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let mail = seen.trim().to_lowercase();
    let is_bad = |c: char| c.is_whitespace() || c.is_control() || c == '%';
    let (user, domain) = mail.rsplit_once('@').ok_or(Refusal::NotAMailAddress)?;
    let Ok(Host::Domain(ascii)) = Host::parse(domain) else {
        return Err(Refusal::NotAMailAddress);
    };
    let is_one = !mail.contains(is_bad) && Address::new(user, &ascii).is_ok();
    let (domain, known) = idna::domain_to_unicode(&ascii);
    let mail = format!("{user}@{domain}");
    match is_one
        && known.is_ok()
        && mail.len().max(user.len() + ascii.len() + 1) <= limits::MAIL_CHARS
    {
        true => Ok(mail),
        false => Err(Refusal::NotAMailAddress),
    }
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
    fn addresses_that_look_the_same_are_one() {
        for (typed, kept) in [
            (" Anna.Kļava@Pasts.Example ", "anna.kļava@pasts.example"),
            ("zero.width@example.org\u{200b}", "zero.width@example.org"),
            (
                "\u{feff}soft\u{ad}hyphen@exam\u{2060}ple.org\r\n",
                "softhyphen@example.org",
            ),
            ("a\u{200d}b@example.org", "ab@example.org"),
            ("\u{202e}a@example.org\u{202c}", "a@example.org"),
            ("a@pašvaldība.lv", "a@pašvaldība.lv"),
            ("a@PAŠVALDĪBA.LV", "a@pašvaldība.lv"),
            ("a@xn--pavaldba-fjb94c.lv", "a@pašvaldība.lv"),
        ] {
            assert_eq!(address(typed).as_deref(), Ok(kept), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@pasts.example", "x".repeat(300));
        for bad in [
            "",
            "anna",
            "@c.example",
            "a@",
            "a b@c.example",
            "a@c. example",
            "\"a b\"@c.example",
            "a@b@c.example",
            "a@[1.2.3.4]",
            "a@1.2.3.4",
            "a@[IPv6:::1]",
            "a@[::1]",
            "a@exa%6dple.org",
            "a@b\r\nBcc: x@y.example",
            "a\u{1}@c.example",
            "a@c.example\nx",
            "a@c.example,b@c.example",
            "A <a@c.example>",
            &long,
        ] {
            assert_eq!(address(bad), Err(Refusal::NotAMailAddress), "{bad:?}");
        }
    }
}
