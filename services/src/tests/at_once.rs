//! Two people at once: whatever order their acts come in, what must hold afterwards holds.
//!
//! Each story is told many times over, with the second a little later each time, because only some
//! orders show a lock that is missing. On SQLite one writer waits for the other from the beginning; on
//! PostgreSQL the row that an act holds is all that stands between them.

use super::{
    BEGIN, World, comment_id, decision_id, in_every_store, members, opening, suggestions, who,
};
use crate::{
    Error, Result, access, demo::DemoRole, drafts, partnerships, proposals,
    store::entities::comment, threads, versions,
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId, ThreadId},
    limits,
    role::Role,
    thread::{Outcome, Severity, Thread},
    workflow::State,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::{fmt::Debug, time::Duration};
use tokio::time::sleep;
use uuid::Uuid;

/// How often a story is told on one database.
const ROUNDS: u64 = 16;
const DAY_MS: i64 = 24 * 60 * 60_000;

const ADMIN: DemoRole = DemoRole::Admin;
const PARTNER: DemoRole = DemoRole::PartnerAdmin;
/// The two who stand for the same side.
const ADMIN_MAIL: &str = "coordinator@daugavpils.example";
const EDITOR_MAIL: &str = "specialist@daugavpils.example";

/// The act, begun later by turns: up to 4 ms.
async fn late<T>(round: u64, act: impl Future<Output = T>) -> T {
    sleep(Duration::from_micros(round % 8 * 500)).await;
    act.await
}

/// Of two that exclude each other, one was done; how the other was refused.
#[track_caller]
fn one_of<T: Debug>(one: Result<T>, other: Result<T>) -> Refusal {
    match (one, other) {
        (Ok(_), Err(Error::Refused(refusal) | Error::RefusedAt { refusal, .. }))
        | (Err(Error::Refused(refusal) | Error::RefusedAt { refusal, .. }), Ok(_)) => refusal,
        both => panic!("not one of them: {both:?}"),
    }
}

async fn is_admin(world: &World, id: PartnershipId, account: AccountId) -> bool {
    let found = access::member(&world.s, account, id).await;
    found.is_ok_and(|it| it.role == Role::Admin)
}

#[tokio::test]
async fn of_two_admins_who_remove_each_other_one_stays() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, members::partnership(&world).await);
        let (one, other) = (who(ADMIN), who(DemoRole::Editor));
        let me = access::member(s, one, id).await.unwrap();
        let (side, languages) = (me.side, me.languages);
        partnerships::set_member(s, one, id, other, Role::Admin, side, languages)
            .await
            .unwrap();
        for round in 0..ROUNDS {
            let (first, second) = tokio::join!(
                partnerships::remove_member(s, one, id, other),
                late(round, partnerships::remove_member(s, other, id, one)),
            );
            let refused = one_of(first, second);
            assert_eq!(refused, Refusal::NotFound, "nobody is left to ask");
            let (left, gone, mail) = match is_admin(&world, id, one).await {
                true => (one, other, EDITOR_MAIL),
                false => (other, one, ADMIN_MAIL),
            };
            assert!(is_admin(&world, id, left).await && !is_admin(&world, id, gone).await);
            // The next day the other is back.
            world.clock.advance_ms(DAY_MS);
            let new = members::new(mail, Role::Admin, side);
            partnerships::invite_member(s, left, id, new).await.unwrap();
            partnerships::accept_invitation(s, gone, id).await.unwrap();
        }
    })
    .await;
}

/// Brings the proposal to where a final is one step away.
async fn signed(world: &World, id: ProposalId) {
    let (s, admin) = (&world.s, who(ADMIN));
    let progress = proposals::progress(s, Some(admin), id).await.unwrap();
    if progress.state == State::Final {
        for to in [State::Draft, State::InReview, State::Agreed] {
            proposals::move_state(s, admin, id, to, "The next", None)
                .await
                .unwrap();
        }
    }
    for signer in [ADMIN, PARTNER] {
        versions::sign_off(s, who(signer), id).await.unwrap();
    }
}

async fn object(world: &World, id: ProposalId) -> Result<Thread> {
    let (field, severity) = ("results.lv".parse().unwrap(), Severity::Blocking);
    let anchor = world.on(id, "results.lv", "pirmos").await;
    let objector = who(DemoRole::Commenter);
    threads::open(
        &world.s,
        objector,
        id,
        opening(field, anchor, severity, "Nē"),
    )
    .await
}

async fn decide(world: &World, thread: ThreadId, by: DemoRole) -> Result<Thread> {
    threads::decide(
        &world.s,
        who(by),
        thread,
        Outcome::Taken,
        "Skaidrs.",
        decision_id(),
    )
    .await
}

#[tokio::test]
async fn an_objection_beside_the_final_holds_it_or_is_for_the_next() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.agree().await);
        for round in 0..ROUNDS {
            signed(&world, id).await;
            let finalise = proposals::move_state(s, who(PARTNER), id, State::Final, "", None);
            let (opened, moved) = match round % 2 {
                0 => tokio::join!(object(&world, id), late(round, finalise)),
                _ => {
                    let (moved, opened) = tokio::join!(finalise, late(round, object(&world, id)));
                    (opened, moved)
                }
            };
            let thread = opened.unwrap();
            match moved {
                Ok(_) => assert!(thread.next_edition, "{round}: it stands open in a final"),
                Err(Error::Refused(Refusal::BlockingThreads { threads: 1 })) => {
                    assert!(!thread.next_edition, "{round}");
                }
                Err(cause) => panic!("{round}: {cause}"),
            }
            decide(&world, thread.id, ADMIN).await.unwrap();
        }
    })
    .await;
}

/// Fills the thread until there is room for one more comment.
async fn fill(world: &World, thread: ThreadId) {
    let there = comments(world, thread).await;
    let row = |_| comment::ActiveModel {
        id: Set(Uuid::now_v7()),
        thread: Set(thread.0),
        account: Set(who(ADMIN).0),
        side: Set(None),
        body: Set("Jā.".to_owned()),
        at: Set(BEGIN.0),
    };
    let rows = (there..limits::COMMENTS_A_THREAD as u64 - 1).map(row);
    comment::Entity::insert_many(rows)
        .exec_without_returning(&world.s.raw)
        .await
        .unwrap();
}

async fn comments(world: &World, thread: ThreadId) -> u64 {
    let found = comment::Entity::find().filter(comment::Column::Thread.eq(thread.0));
    found.count(&world.s.db).await.unwrap()
}

#[tokio::test]
async fn of_two_who_answer_both_are_heard_while_there_is_room() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let limit = limits::COMMENTS_A_THREAD as u32;
        for round in 0..ROUNDS {
            let thread = object(&world, id).await.unwrap().id;
            let answer = |by| threads::answer(s, who(by), thread, "Tā ir.", comment_id());
            let (one, other) = tokio::join!(answer(ADMIN), late(round, answer(PARTNER)));
            assert!(one.is_ok() && other.is_ok());
            assert_eq!(comments(&world, thread).await, 3, "both are there");
            fill(&world, thread).await;
            let (one, other) = tokio::join!(answer(ADMIN), late(round, answer(PARTNER)));
            assert_eq!(one_of(one, other), Refusal::TooMany { limit });
            assert_eq!(comments(&world, thread).await, u64::from(limit), "{round}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_comes_twice_at_once_is_written_once() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        for round in 0..ROUNDS {
            let thread = object(&world, id).await.unwrap().id;
            let comment = comment_id();
            let answer = |by| threads::answer(s, who(by), thread, "Tā ir.", comment);
            let (one, other) = tokio::join!(answer(ADMIN), late(round, answer(ADMIN)));
            assert_eq!(one.unwrap(), other.unwrap(), "{round}: both learn the same");
            assert_eq!(comments(&world, thread).await, 2, "{round}");
            let comment = comment_id();
            let answer = |by| threads::answer(s, who(by), thread, "Nav.", comment);
            let (one, other) = tokio::join!(answer(ADMIN), late(round, answer(PARTNER)));
            assert_eq!(one_of(one, other), Refusal::Outdated, "{round}: of others");
            assert_eq!(comments(&world, thread).await, 3, "{round}");
        }
    })
    .await;
}

/// How often the word that is suggested stands in the text.
async fn accepted_words(world: &World, id: ProposalId) -> usize {
    let draft = drafts::stored(&world.s.db, id).await.unwrap();
    let field = "results.lv".parse().unwrap();
    let blocks = draft.projection(&field).textblocks();
    blocks
        .map(|block| block.text().matches("klātienē").count())
        .sum()
}

#[tokio::test]
async fn a_suggestion_that_one_accepts_and_another_rejects_is_one_of_both() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let before = accepted_words(&world, id).await;
        let mut accepted = 0;
        for round in 0..ROUNDS {
            let wanted = suggestions::more_words(&world, id).await;
            let thread = threads::suggest(s, who(DemoRole::Suggester), id, wanted);
            let thread = thread.await.unwrap().id;
            let accept = threads::accept(s, who(ADMIN), thread, "", decision_id());
            let no = Outcome::NotTaken;
            let reject = threads::decide(s, who(PARTNER), thread, no, "Nē.", decision_id());
            let (taken, refused) = match round % 2 {
                0 => tokio::join!(accept, late(round, reject)),
                _ => {
                    let (refused, taken) = tokio::join!(reject, late(round, accept));
                    (taken, refused)
                }
            };
            accepted += usize::from(taken.is_ok());
            assert_eq!(one_of(taken, refused), Refusal::Outdated, "{round}");
            let words = accepted_words(&world, id).await - before;
            assert_eq!(words, accepted, "{round}: the text says what was decided");
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_who_decide_one_learns_that_it_is_decided() {
    in_every_store(async |world| {
        let id = world.proposal().await;
        for round in 0..ROUNDS {
            let thread = object(&world, id).await.unwrap().id;
            let (one, other) = tokio::join!(
                decide(&world, thread, ADMIN),
                late(round, decide(&world, thread, PARTNER)),
            );
            assert_eq!(one_of(one, other), Refusal::Outdated, "{round}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_sign_off_beside_a_change_of_members_waits_for_it_and_neither_fails() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.agree().await);
        let partnership = members::partnership(&world).await;
        let (admin, partner, editor) = (who(ADMIN), who(PARTNER), who(DemoRole::Editor));
        for round in 0..ROUNDS {
            let name = partnerships::set_signer(s, admin, partnership, editor, round % 2 == 0);
            let (signed, named) =
                tokio::join!(versions::sign_off(s, partner, id), late(round, name));
            assert!(
                signed.is_ok() && named.is_ok(),
                "{round}: {signed:?} {named:?}"
            );
            versions::withdraw(s, partner, id).await.unwrap();
        }
    })
    .await;
}
