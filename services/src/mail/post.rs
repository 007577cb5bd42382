//! The task that sends what waits, and again until it is taken.
//!
//! A mail is a row, written with the act that it tells of. It is tried after the commit; if that fails,
//! later, each pause longer than the last, by this instance or by whichever runs then. A row that is
//! being sent is not due for a while, so that no other instance sends it too, and comes back if this
//! one dies over it. A few are sent at the same time, those that were tried least and are newest first,
//! so that a server that is slow with one does not hold the others. Nothing is tried after its link
//! has expired, and nothing that the mail server refused for good: that stays, without its text, for
//! whoever invited.

use super::{
    Letter, TARGET, Way, message,
    session::{NotTaken, Route},
};
use crate::{Services, accounts, error::Result, measures::MEASURES, store::entities::waiting_mail};
use model::limits::{
    MAIL_LEASE_MS, MAIL_LOOK_MS, MAIL_PAUSE_MS, MAIL_PAUSE_MS_MAX, MAILS_AT_ONCE, REFUSED_MAIL_DAYS,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::time::Duration;
use tokio::{task::JoinSet, time::sleep};

/// Begins with what an earlier process left, and goes on for as long as this one lives.
pub(crate) fn start(s: Services) {
    tokio::spawn(async move {
        let mut under_way = JoinSet::new();
        loop {
            let asked = s.mailer.asked();
            accounts::answer_requests(&s).await;
            let pause_ms = begin_due(&s, &mut under_way).await;
            let pause_ms = pause_ms.unwrap_or_else(|cause| {
                cause.into_refusal();
                MAIL_PAUSE_MS
            });
            if under_way.is_empty() {
                s.mailer.done.send_replace(asked);
            }
            tokio::select! {
                () = s.mailer.news.notified() => {}
                Some(_) = under_way.join_next() => {}
                () = sleep(Duration::from_millis(pause_ms.max(0) as u64)) => {}
            }
        }
    });
}

/// Begins to send as many as may be sent at the same time; how long to wait for the next look.
async fn begin_due(s: &Services, under_way: &mut JoinSet<()>) -> Result<i64> {
    if matches!(s.mailer.way, Way::Kept) {
        return Ok(MAIL_LOOK_MS);
    }
    drop_expired(s).await?;
    while under_way.len() < MAILS_AT_ONCE {
        let Some(mail) = next_due(s).await? else {
            let next = waiting_mail::Entity::find()
                .filter(waiting_mail::Column::RefusedAt.is_null())
                .order_by_asc(waiting_mail::Column::DueAt)
                .one(&s.db)
                .await?;
            let until = next.map_or(MAIL_LOOK_MS, |next| next.due_at - s.now().0);
            return Ok(until.clamp(0, MAIL_LOOK_MS));
        };
        if let Some(mail) = take(s, mail).await? {
            let s = s.clone();
            under_way.spawn(async move {
                if let Err(cause) = try_once(&s, mail).await {
                    cause.into_refusal();
                }
            });
        }
    }
    Ok(MAIL_LOOK_MS)
}

/// The mail that was tried least, of these the newest.
async fn next_due(s: &Services) -> Result<Option<waiting_mail::Model>> {
    let now = s.now().0;
    Ok(waiting_mail::Entity::find()
        .filter(waiting_mail::Column::RefusedAt.is_null())
        .filter(waiting_mail::Column::DueAt.lte(now))
        .filter(waiting_mail::Column::ExpiresAt.gt(now))
        .order_by_asc(waiting_mail::Column::Attempts)
        .order_by_desc(waiting_mail::Column::Id)
        .one(&s.db)
        .await?)
}

async fn drop_expired(s: &Services) -> Result<()> {
    let expired = waiting_mail::Entity::find()
        .filter(waiting_mail::Column::ExpiresAt.lte(s.now().0))
        .all(&s.db)
        .await?;
    if expired.is_empty() {
        return Ok(());
    }
    let txn = s.begin().await?;
    for mail in expired {
        waiting_mail::Entity::delete_by_id(mail.id)
            .exec(&txn)
            .await?;
        if mail.refused_at.is_none() {
            tracing::error!(mail = %mail.id, attempts = mail.attempts, "a mail was never taken");
            MEASURES.mail("expired");
        }
    }
    txn.commit().await?;
    Ok(())
}

/// Makes the mail this instance's for a while; none if another one was faster.
async fn take(s: &Services, mail: waiting_mail::Model) -> Result<Option<waiting_mail::Model>> {
    let attempts = mail.attempts + 1;
    let row = waiting_mail::ActiveModel {
        due_at: Set(s.now().0 + MAIL_LEASE_MS),
        attempts: Set(attempts),
        ..Default::default()
    };
    let is_mine = change(s, &mail, row).await?;
    Ok(is_mine.then_some(waiting_mail::Model { attempts, ..mail }))
}

async fn try_once(s: &Services, mail: waiting_mail::Model) -> Result<()> {
    let (id, attempts) = (mail.id, mail.attempts);
    let not_taken = match &s.mailer.way {
        Way::Smtp(route) => hand_over(route, &mail).await.err(),
        Way::Log | Way::Kept => {
            let waiting_mail::Model {
                recipient,
                subject,
                body,
                ..
            } = &mail;
            tracing::info!(target: TARGET, recipient, subject, body, "mail (no SMTP server is set)");
            None
        }
    };
    match not_taken {
        None => {
            MEASURES.mail("taken");
            let txn = s.begin().await?;
            waiting_mail::Entity::delete_by_id(id).exec(&txn).await?;
            txn.commit().await?;
            Ok(())
        }
        Some(NotTaken {
            at,
            for_good,
            cause,
        }) if for_good => {
            tracing::error!(mail = %id, %at, cause, attempts, "a mail was refused for good");
            MEASURES.mail("refused");
            refused(s, &mail).await
        }
        Some(NotTaken { at, cause, .. }) => {
            tracing::warn!(mail = %id, %at, cause, attempts, "a mail was not taken, and is tried again");
            MEASURES.mail("put_off");
            put_off(s, &mail).await
        }
    }
}

async fn hand_over(route: &Route, mail: &waiting_mail::Model) -> Result<(), NotTaken> {
    let letter = Letter {
        subject: mail.subject.clone(),
        body: mail.body.clone(),
    };
    let message = message::of(&route.server, mail.id, &mail.recipient, letter);
    route
        .hand_over(&message.map_err(NotTaken::unwritable)?)
        .await
}

async fn put_off(s: &Services, mail: &waiting_mail::Model) -> Result<()> {
    let row = waiting_mail::ActiveModel {
        due_at: Set(s.now().0 + pause_ms(mail.attempts)),
        ..Default::default()
    };
    change(s, mail, row).await.map(|_| ())
}

/// Keeps that it was refused, and no longer what stood in it. Programs of an earlier release go by
/// the time when it is due.
async fn refused(s: &Services, mail: &waiting_mail::Model) -> Result<()> {
    let row = waiting_mail::ActiveModel {
        refused_at: Set(Some(s.now().0)),
        due_at: Set(i64::MAX),
        expires_at: Set(s.now().0 + REFUSED_MAIL_DAYS * accounts::DAY_MS),
        subject: Set(String::new()),
        body: Set(String::new()),
        ..Default::default()
    };
    change(s, mail, row).await.map(|_| ())
}

/// Writes the row, if nobody else has tried the mail meanwhile.
async fn change(
    s: &Services,
    mail: &waiting_mail::Model,
    row: waiting_mail::ActiveModel,
) -> Result<bool> {
    let txn = s.begin().await?;
    let changed = waiting_mail::Entity::update_many()
        .set(row)
        .filter(waiting_mail::Column::Id.eq(mail.id))
        .filter(waiting_mail::Column::Attempts.eq(mail.attempts))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(changed.rows_affected == 1)
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
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::tests::in_every_empty_store;
    use uuid::Uuid;

    #[test]
    fn pauses_grow_to_an_hour() {
        let pauses: Vec<_> = [1, 2, 3, 6, 100].map(pause_ms).into();
        assert_eq!(pauses, [5_000, 20_000, 80_000, 3_600_000, 3_600_000]);
    }

    #[tokio::test]
    async fn what_was_tried_least_and_is_newest_comes_first_and_only_once() {
        in_every_empty_store(async |world| {
            // For the clock of this one all of them are due, for the world's none is.
            let s = Services::for_command((*world.s.config).clone());
            let s = s.await.unwrap();
            let due_at = world.s.now().0 + 1;
            let mail = |id: u128, attempts, expires_at| waiting_mail::ActiveModel {
                id: Set(Uuid::from_u128(id)),
                recipient: Set("anna@example.org".to_owned()),
                subject: Set(String::new()),
                body: Set(String::new()),
                attempts: Set(attempts),
                due_at: Set(due_at),
                expires_at: Set(expires_at),
                refused_at: Set(None),
                partnership: Set(None),
                account: Set(None),
            };
            let mails = [
                mail(1, 2, i64::MAX),
                mail(2, 0, i64::MAX),
                mail(3, 1, i64::MAX),
                mail(4, 0, i64::MAX),
                mail(5, 0, due_at),
            ];
            let insert = waiting_mail::Entity::insert_many(mails);
            insert.exec_without_returning(&s.raw).await.unwrap();
            let mut order = Vec::new();
            while let Some(mail) = next_due(&s).await.unwrap() {
                order.push(mail.id.as_u128());
                assert!(take(&s, mail.clone()).await.unwrap().is_some());
                assert!(take(&s, mail).await.unwrap().is_none(), "taken by another");
            }
            assert_eq!(order, [4, 2, 3, 1]);
        })
        .await;
    }
}
