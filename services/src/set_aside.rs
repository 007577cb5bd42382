//! What failed too often is left alone for a while: a guard against a crash loop.
//!
//! A failure is counted before the risky work begins and forgotten when it went well. So it stays
//! counted however the work ends: an error, a panic, a deadline, or a process that was killed by a
//! stack overflow or for want of memory. After [`FAILURES_BEFORE_SET_ASIDE`] failures nobody tries
//! again for [`SET_ASIDE_MINUTES`]; then one more attempt is made.

use crate::{
    error::Result,
    store::{Store, entities::set_aside},
};
use model::{
    error::Refusal,
    ids::{ProposalId, VersionId},
    limits::{FAILURE_NOTED_MS, FAILURES_BEFORE_SET_ASIDE, SET_ASIDE_MINUTES},
};
use sea_orm::{
    ActiveValue::Set,
    EntityTrait,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// What can be set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The present text of a proposal, as pages and files show it.
    Text(ProposalId),
    /// The text of a version.
    Version(VersionId),
    /// The room in which a proposal is written.
    Room(ProposalId),
}

impl Part {
    fn key(self) -> (String, Uuid) {
        let (part, subject) = match self {
            Part::Text(id) => ("text", id.0),
            Part::Version(id) => ("version", id.0),
            Part::Room(id) => ("room", id.0),
        };
        (part.to_owned(), subject)
    }
}

/// Refuses with [`Refusal::SetAside`] what failed too often and not long ago; else says how often it
/// failed.
pub async fn check(store: &Store, part: Part) -> Result<u32> {
    let row = set_aside::Entity::find_by_id(part.key())
        .one(&store.db)
        .await?;
    let Some(row) = row else { return Ok(0) };
    let until = row.failed_at + i64::from(SET_ASIDE_MINUTES) * 60_000;
    let often = row.failures >= FAILURES_BEFORE_SET_ASIDE as i32;
    if often && store.now().0 < until {
        return Err(Refusal::SetAside.into());
    }
    Ok(u32::try_from(row.failures).unwrap_or(0))
}

/// As [`count_failure`], without holding up whoever only reads: where nothing can be written, or not
/// soon, the failure is not counted.
pub async fn note_failure(store: &Store, part: Part) {
    note(store, part, count_failure(store, part)).await;
}

/// As [`forget`], without holding up whoever only reads.
pub async fn note_success(store: &Store, part: Part) {
    note(store, part, forget(store, part)).await;
}

async fn note(store: &Store, part: Part, noting: impl Future<Output = Result<()>>) {
    if !*store.writable().borrow() {
        return;
    }
    match timeout(Duration::from_millis(FAILURE_NOTED_MS), noting).await {
        Ok(Ok(())) => {}
        Ok(Err(cause)) => tracing::warn!(%cause, ?part, "whether it fails was not noted"),
        Err(_) => tracing::warn!(?part, "whether it fails was not noted in time"),
    }
}

/// Counts a failure: one that happened, or in advance one that may end the process. Not to be called
/// within a transaction, because it has its own.
pub async fn count_failure(store: &Store, part: Part) -> Result<()> {
    let (name, subject) = part.key();
    let row = set_aside::ActiveModel {
        part: Set(name),
        subject: Set(subject),
        failures: Set(1),
        failed_at: Set(store.now().0),
    };
    let failures = (set_aside::Entity, set_aside::Column::Failures);
    let again = OnConflict::columns([set_aside::Column::Part, set_aside::Column::Subject])
        .value(set_aside::Column::Failures, Expr::col(failures).add(1))
        .update_column(set_aside::Column::FailedAt)
        .to_owned();
    let txn = store.begin().await?;
    set_aside::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}

/// Forgets every failure: the work went well, or what it works on was made anew.
pub async fn forget(store: &Store, part: Part) -> Result<()> {
    let txn = store.begin().await?;
    set_aside::Entity::delete_by_id(part.key())
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::tests::{World, in_every_empty_store, refusal};
    use model::limits::CONNECTION_WAIT_MS;
    use tokio::time::Instant;

    #[tokio::test]
    async fn noting_a_failure_waits_for_no_other_writer() {
        const { assert!(FAILURE_NOTED_MS * 4 < CONNECTION_WAIT_MS) };
        let world = World::open("sqlite::memory:".to_owned(), false).await;
        let part = Part::Room(ProposalId(Uuid::now_v7()));
        let writing = world.s.begin().await.unwrap();
        // Nothing else needs the time: the writer is held until this is over.
        tokio::time::pause();
        let began = Instant::now();
        note_failure(&world.s, part).await;
        assert_eq!(
            began.elapsed().as_millis() as u64 / 10,
            FAILURE_NOTED_MS / 10
        );
        tokio::time::resume();
        writing.rollback().await.unwrap();
        assert_eq!(check(&world.s, part).await.unwrap(), 0);
        note_failure(&world.s, part).await;
        assert_eq!(check(&world.s, part).await.unwrap(), 1);
        note_success(&world.s, part).await;
        assert_eq!(check(&world.s, part).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn what_failed_three_times_is_left_alone_for_a_quarter_of_an_hour_and_then_tried_once() {
        in_every_empty_store(async |world| {
            let store = &world.s.store;
            let part = Part::Room(ProposalId(Uuid::now_v7()));
            for _ in 0..FAILURES_BEFORE_SET_ASIDE {
                check(store, part).await.unwrap();
                count_failure(store, part).await.unwrap();
            }
            assert_eq!(refusal(check(store, part).await), Refusal::SetAside);
            world
                .clock
                .advance_ms(i64::from(SET_ASIDE_MINUTES) * 60_000);
            check(store, part).await.unwrap();
            count_failure(store, part).await.unwrap();
            assert_eq!(refusal(check(store, part).await), Refusal::SetAside);
            forget(store, part).await.unwrap();
            check(store, part).await.unwrap();
        })
        .await;
    }

    #[tokio::test]
    async fn one_part_that_is_set_aside_leaves_the_others_as_they_are() {
        in_every_empty_store(async |world| {
            let store = &world.s.store;
            let id = ProposalId(Uuid::now_v7());
            for _ in 0..FAILURES_BEFORE_SET_ASIDE {
                count_failure(store, Part::Room(id)).await.unwrap();
            }
            check(store, Part::Text(id)).await.unwrap();
            check(store, Part::Room(ProposalId(Uuid::now_v7())))
                .await
                .unwrap();
        })
        .await;
    }
}
