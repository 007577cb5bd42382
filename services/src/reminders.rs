//! Mails before a review ends, to those who have said nothing in it yet: three days and one day before its
//! last day.
//!
//! Whoever looks first tells: the row of [`told`] and the mail are one transaction, so two instances, a
//! restart or a day of downtime send none twice. What is late is caught up with, and of two that are late
//! only the nearer one is sent.

use crate::{
    Services, access,
    accounts::DAY_MS,
    error::{Error, Result},
    mail::{self, NewMail, letters},
    store::{
        Writing,
        entities::{account, member, proposal, round, told},
        json,
    },
    waiting,
};
use model::{
    ids::{AccountId, ProposalId, Timestamp},
    language::{Language, Texts},
    limits::{NOTICE_DAYS, REMINDER_HOUR, REMINDERS_LOOK_MS},
    text::day::day_start,
    waiting::Waits,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{OnConflict, Query},
};
use std::{collections::HashSet, time::Duration};
use tokio::time::sleep;
use uuid::Uuid;

/// How many days before the last day, the nearest first.
const DAYS_BEFORE: [i64; 2] = [1, 3];
const HOUR_MS: i64 = 60 * 60 * 1_000;

/// Looks now and then for as long as the process lives.
pub(crate) fn watch(s: Services) {
    tokio::spawn(async move {
        loop {
            sleep(Duration::from_millis(REMINDERS_LOOK_MS)).await;
            if let Err(cause) = run(&s).await {
                cause.into_refusal();
            }
        }
    });
}

/// Sends what is due now.
pub(crate) async fn run(s: &Services) -> Result<()> {
    let rounds = round::Entity::find()
        .filter(round::Column::ClosedAt.is_null())
        .filter(round::Column::LastDay.is_not_null())
        .all(&s.db)
        .await?;
    let mut sent = false;
    for round in rounds {
        let Some(last_day) = round.last_day.clone() else {
            continue;
        };
        if let Some(days) = due(&last_day, Timestamp(round.opened_at), s.now()) {
            sent |= remind(s, &round, &last_day, days).await?;
        }
    }
    if sent {
        s.mailer.wake();
    }
    Ok(())
}

/// Which reminder is due, in days before the last day. None after that day, and none where the review was
/// opened later than it would have been sent: the mail that told of it has just said the day.
fn due(last_day: &str, opened: Timestamp, now: Timestamp) -> Option<i64> {
    let start = day_start(last_day)?.0;
    if now.0 >= start + DAY_MS {
        return None;
    }
    let moment = |days: i64| start - days * DAY_MS + REMINDER_HOUR * HOUR_MS;
    let days = DAYS_BEFORE
        .into_iter()
        .find(|days| now.0 >= moment(*days))?;
    (opened.0 < moment(days)).then_some(days)
}

/// Tells every member who was not told; whether a mail was written.
async fn remind(s: &Services, round: &round::Model, last_day: &str, days: i64) -> Result<bool> {
    let id = ProposalId(round.proposal);
    let row = proposal::Entity::find_by_id(id.0).one(&s.db).await?;
    let row = row.ok_or_else(|| Error::internal("a review of no proposal"))?;
    let title: Texts = json::from(row.title)?;
    let what = format!("review-{days} {}", round.id);
    let mut sent = false;
    for account in untold(s, row.partnership, &what).await? {
        let list = waiting::list(s, AccountId(account.id)).await?;
        let mut here = list.proposals.iter().filter(|it| it.proposal == id);
        let is_review = |it: &Waits| matches!(it, Waits::Review { .. });
        let waits = here.any(|it| it.things.iter().any(is_review));
        let txn = s.begin().await?;
        if mark(s, &txn, &account, &what).await? && waits {
            write(s, &txn, &account, &title, id, last_day).await?;
            sent = true;
        }
        txn.commit().await?;
    }
    Ok(sent)
}

/// The members of the partnership who were not told this.
async fn untold(s: &Services, partnership: Uuid, what: &str) -> Result<Vec<account::Model>> {
    let told: Vec<Uuid> = told::Entity::find()
        .select_only()
        .column(told::Column::Account)
        .filter(told::Column::What.eq(what))
        .into_tuple()
        .all(&s.db)
        .await?;
    let told: HashSet<Uuid> = told.into_iter().collect();
    let members = Query::select()
        .column(member::Column::Account)
        .from(member::Entity)
        .and_where(member::Column::Partnership.eq(partnership))
        .cond_where(access::is_active())
        .take();
    let accounts = account::Entity::find()
        .filter(account::Column::Id.in_subquery(members))
        .all(&s.db)
        .await?;
    Ok(accounts
        .into_iter()
        .filter(|it| !told.contains(&it.id))
        .collect())
}

/// Takes it for this instance; false where another one was faster.
async fn mark(s: &Services, txn: &Writing, account: &account::Model, what: &str) -> Result<bool> {
    let row = told::ActiveModel {
        account: Set(account.id),
        what: Set(what.to_owned()),
        at: Set(s.now().0),
    };
    let once = OnConflict::columns([told::Column::Account, told::Column::What])
        .do_nothing()
        .to_owned();
    let marked = told::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(txn)
        .await;
    match marked {
        Ok(rows) => Ok(rows == 1),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

async fn write(
    s: &Services,
    txn: &Writing,
    account: &account::Model,
    title: &Texts,
    id: ProposalId,
    last_day: &str,
) -> Result<()> {
    let language = Language::from_code(&account.language).unwrap_or_default();
    let link = format!("{}/proposals/{id}?live", s.config.base_url);
    let mail = NewMail {
        recipient: &account.mail,
        letter: letters::review_ends(language, title.best(language), last_day, &link),
        until: Timestamp(s.now().0 + NOTICE_DAYS * DAY_MS),
        invitation: None,
    };
    mail::write(s, txn, mail).await
}

/// Forgets what an account was told, when it is erased.
pub(crate) async fn forget(txn: &Writing, account: AccountId) -> Result<()> {
    told::Entity::delete_many()
        .filter(told::Column::Account.eq(account.0))
        .exec(txn)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(day: &str, hour: i64) -> Timestamp {
        Timestamp(day_start(day).unwrap().0 + hour * HOUR_MS)
    }

    #[test]
    fn a_reminder_is_due_from_its_morning_until_the_next_one_and_none_after_the_last_day() {
        let opened = at("2022-01-07", 12);
        let due = |day, hour| due("2022-02-01", opened, at(day, hour));
        assert_eq!(due("2022-01-29", 5), None);
        assert_eq!(due("2022-01-29", 6), Some(3));
        assert_eq!(due("2022-01-31", 5), Some(3), "late");
        assert_eq!(due("2022-01-31", 6), Some(1));
        assert_eq!(due("2022-02-01", 23), Some(1), "after a day of downtime");
        assert_eq!(due("2022-02-02", 0), None);
    }

    #[test]
    fn a_short_review_reminds_only_of_what_its_opening_did_not_say() {
        let due = |opened, now| due("2022-02-01", opened, now);
        assert_eq!(due(at("2022-01-30", 9), at("2022-01-30", 10)), None);
        assert_eq!(due(at("2022-01-30", 9), at("2022-01-31", 6)), Some(1));
        assert_eq!(due(at("2022-01-31", 9), at("2022-02-01", 6)), None);
    }

    #[test]
    fn a_day_that_is_none_reminds_nobody() {
        assert_eq!(due("soon", Timestamp(0), at("2022-01-31", 6)), None);
    }
}
