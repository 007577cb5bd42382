//! By SMTP, and again until the mail server has taken it.
//!
//! A mail is a row until then. It is tried at once; if that fails, later, each pause longer than the
//! last, by this instance or by whichever runs then. A row that is being sent is not due for a while,
//! so that no other instance sends it too, and comes back if this one dies over it. Nothing is tried
//! after its link has expired, and nothing that the mail server refuses for good.

use super::{Letter, message};
use crate::{
    error::Result,
    store::{Store, entities::waiting_mail},
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor, message::Mailbox, transport::smtp,
};
use model::{
    ids::Timestamp,
    limits::{MAIL_LEASE_MS, MAIL_PAUSE_MS, MAIL_PAUSE_MS_MAX},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Notify, time::timeout};

/// The way to the mail server, and the task that walks it.
#[derive(Clone)]
pub(crate) struct Post {
    store: Store,
    transport: AsyncSmtpTransport<Tokio1Executor>,
    sender: Mailbox,
    news: Arc<Notify>,
}

impl Post {
    /// Begins with what an earlier process left, and goes on for as long as this one lives.
    pub fn start(
        store: Store,
        transport: AsyncSmtpTransport<Tokio1Executor>,
        sender: Mailbox,
    ) -> Post {
        let post = Post {
            store,
            transport,
            sender,
            news: Arc::default(),
        };
        tokio::spawn(post.clone().walk());
        post
    }

    /// Keeps the letter and has it sent. Whether it could be is not waited for, so that the answer
    /// takes equally long whether or not an account exists.
    pub async fn send(&self, recipient: &str, letter: Letter, until: Timestamp) -> Result<()> {
        let row = waiting_mail::ActiveModel {
            id: Set(self.store.fresh_id()),
            recipient: Set(recipient.to_owned()),
            subject: Set(letter.subject),
            body: Set(letter.body),
            attempts: Set(0),
            due_at: Set(self.store.now().0),
            expires_at: Set(until.0),
        };
        let txn = self.store.begin().await?;
        waiting_mail::Entity::insert(row)
            .exec_without_returning(&txn)
            .await?;
        txn.commit().await?;
        self.news.notify_one();
        Ok(())
    }

    async fn walk(self) {
        loop {
            let pause_ms = self.send_what_is_due().await.unwrap_or_else(|cause| {
                cause.into_refusal();
                Some(MAIL_PAUSE_MS)
            });
            let news = self.news.notified();
            match pause_ms {
                None => news.await,
                // Whether there is news or time has passed: it is looked again.
                Some(ms) => drop(timeout(Duration::from_millis(ms.max(0) as u64), news).await),
            }
        }
    }

    /// Tries every mail that is due; how long to wait for the next one, if any is left.
    async fn send_what_is_due(&self) -> Result<Option<i64>> {
        self.drop_expired().await?;
        let due = waiting_mail::Entity::find()
            .filter(waiting_mail::Column::DueAt.lte(self.store.now().0))
            .order_by_asc(waiting_mail::Column::DueAt)
            .all(&self.store.db)
            .await?;
        for mail in due {
            if self.take(&mail).await? {
                self.try_once(mail).await?;
            }
        }
        let next = waiting_mail::Entity::find()
            .order_by_asc(waiting_mail::Column::DueAt)
            .one(&self.store.db)
            .await?;
        Ok(next.map(|next| next.due_at - self.store.now().0))
    }

    async fn drop_expired(&self) -> Result<()> {
        let txn = self.store.begin().await?;
        let dropped = waiting_mail::Entity::delete_many()
            .filter(waiting_mail::Column::ExpiresAt.lte(self.store.now().0))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        if dropped.rows_affected > 0 {
            tracing::error!(mails = dropped.rows_affected, "mails were never taken");
        }
        Ok(())
    }

    /// Makes the mail this instance's for a while; false if another one was faster.
    async fn take(&self, mail: &waiting_mail::Model) -> Result<bool> {
        let txn = self.store.begin().await?;
        let taken = waiting_mail::Entity::update_many()
            .col_expr(
                waiting_mail::Column::DueAt,
                Expr::value(self.store.now().0 + MAIL_LEASE_MS),
            )
            .col_expr(
                waiting_mail::Column::Attempts,
                Expr::value(mail.attempts + 1),
            )
            .filter(waiting_mail::Column::Id.eq(mail.id))
            .filter(waiting_mail::Column::Attempts.eq(mail.attempts))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        Ok(taken.rows_affected == 1)
    }

    async fn try_once(&self, mail: waiting_mail::Model) -> Result<()> {
        let (id, attempts) = (mail.id, mail.attempts + 1);
        match self.hand_over(mail).await {
            Ok(()) => {}
            Err(Failed::ForGood(cause)) => {
                tracing::error!(cause, attempts, "a mail was refused for good");
            }
            Err(Failed::ForNow(cause)) => {
                tracing::warn!(cause, attempts, "a mail was not taken, and is tried again");
                return self.put_off(id, attempts).await;
            }
        }
        let txn = self.store.begin().await?;
        waiting_mail::Entity::delete_by_id(id).exec(&txn).await?;
        txn.commit().await
    }

    async fn hand_over(&self, mail: waiting_mail::Model) -> std::result::Result<(), Failed> {
        let letter = Letter {
            subject: mail.subject,
            body: mail.body,
        };
        let message = message(self.sender.clone(), &mail.recipient, letter);
        let message = message.map_err(|cause| Failed::ForGood(cause.to_string()))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(cause) => Err(Failed::from(&cause)),
        }
    }

    async fn put_off(&self, id: uuid::Uuid, attempts: i32) -> Result<()> {
        let txn = self.store.begin().await?;
        waiting_mail::Entity::update_many()
            .col_expr(
                waiting_mail::Column::DueAt,
                Expr::value(self.store.now().0 + pause_ms(attempts)),
            )
            .filter(waiting_mail::Column::Id.eq(id))
            .exec(&txn)
            .await?;
        txn.commit().await
    }
}

/// Why a mail was not taken.
enum Failed {
    ForNow(String),
    ForGood(String),
}

impl From<&smtp::Error> for Failed {
    fn from(cause: &smtp::Error) -> Failed {
        match cause.is_permanent() {
            true => Failed::ForGood(cause.to_string()),
            false => Failed::ForNow(cause.to_string()),
        }
    }
}

/// After the first attempt a short pause, then four times as long each.
fn pause_ms(attempts: i32) -> i64 {
    let times = attempts.saturating_sub(1).clamp(0, 16) as u32;
    MAIL_PAUSE_MS
        .saturating_mul(4_i64.pow(times))
        .min(MAIL_PAUSE_MS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_an_hour() {
        let pauses: Vec<_> = [1, 2, 3, 6, 100].map(pause_ms).into();
        assert_eq!(pauses, [5_000, 20_000, 80_000, 3_600_000, 3_600_000]);
    }
}
