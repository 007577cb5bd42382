//! Acts have numbers without holes, and whoever was away is told exactly what is missing.

use super::{World, comment_id, decision_id, in_every_store, opening, refusal, who};
use crate::{
    anchors, demo::DemoRole, journal, proposals, store::entities::journal as rows, threads,
};
use model::{
    error::Refusal,
    event::{MovedAnchor, News},
    ids::{ProposalId, ThreadId},
    thread::{Outcome, Severity},
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

const FIELD: &str = "results.lv";

async fn newest(world: &World, proposal: ProposalId) -> u64 {
    journal::newest_seq(&world.s.db, proposal.0).await.unwrap() as u64
}

async fn since(world: &World, proposal: ProposalId, seq: u64) -> Option<News> {
    let reader = who(DemoRole::Reader);
    proposals::news(&world.s, reader, proposal, seq)
        .await
        .unwrap()
}

fn named(news: &News) -> Vec<ThreadId> {
    news.threads.iter().map(|thread| thread.id).collect()
}

#[tokio::test]
async fn who_was_away_is_told_what_was_done_meanwhile_and_nothing_else() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let (commenter, editor) = (who(DemoRole::Commenter), who(DemoRole::Editor));
        let before = newest(&world, proposal).await;
        assert_eq!(since(&world, proposal, before).await, None);

        let anchor = world.on(proposal, FIELD, "pirmos").await;
        let new = opening(FIELD.parse().unwrap(), anchor, Severity::Blocking, "Cik?");
        let opened = threads::open(s, commenter, proposal, new).await.unwrap();
        assert_eq!(opened.seq, before + 1);
        let news = since(&world, proposal, before).await.unwrap();
        assert_eq!(news.threads, std::slice::from_ref(&opened));
        assert_eq!(news.progress.seq, before + 1);

        let answer = threads::answer(s, editor, opened.id, "Divus.", comment_id());
        answer.await.unwrap();
        let (taken, reason) = (Outcome::Taken, "Skaitlis ir tekstā.");
        let decided = threads::decide(s, editor, opened.id, taken, reason, decision_id());
        assert_eq!(decided.await.unwrap().seq, before + 3);
        threads::reopen(s, commenter, opened.id).await.unwrap();
        assert_eq!(newest(&world, proposal).await, before + 4);
        for seen in before..before + 4 {
            let news = since(&world, proposal, seen).await.unwrap();
            assert_eq!(named(&news), [opened.id], "since {seen}");
            assert!(news.threads[0].is_open());
        }
        assert_eq!(since(&world, proposal, before + 4).await, None);

        let admin = who(DemoRole::Admin);
        let moved = proposals::move_state(s, admin, proposal, State::InReview, "", None);
        let seq = moved.await.unwrap().seq;
        let news = since(&world, proposal, before + 4).await.unwrap();
        assert_eq!(named(&news), []);
        assert_eq!(news.progress.state, State::InReview);
        assert_eq!(news.progress.seq, seq);
    })
    .await;
}

#[tokio::test]
async fn acts_on_threads_stand_in_the_journal_without_holes() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let (commenter, editor) = (who(DemoRole::Commenter), who(DemoRole::Editor));
        let anchor = world.on(proposal, FIELD, "pirmos").await;
        let new = opening(FIELD.parse().unwrap(), anchor, Severity::Remark, "Cik?");
        let thread = threads::open(s, commenter, proposal, new).await.unwrap().id;
        let answer = threads::answer(s, editor, thread, "Divus.", comment_id());
        answer.await.unwrap();
        let decided = threads::decide(s, editor, thread, Outcome::Later, "Vēlāk.", decision_id());
        decided.await.unwrap();
        threads::reopen(s, editor, thread).await.unwrap();
        let lines = rows::Entity::find()
            .filter(rows::Column::Scope.eq(proposal.0))
            .order_by_asc(rows::Column::Seq)
            .all(&s.db)
            .await
            .unwrap();
        let numbers: Vec<i64> = lines.iter().map(|line| line.seq).collect();
        assert_eq!(numbers, (1..=lines.len() as i64).collect::<Vec<_>>());
        let kinds: Vec<&str> = lines.iter().rev().map(|line| line.kind.as_str()).collect();
        let expected = [
            "thread_reopened",
            "thread_decided",
            "thread_answered",
            "thread_opened",
        ];
        assert_eq!(kinds[..4], expected);
    })
    .await;
}

#[tokio::test]
async fn words_that_moved_meanwhile_are_told_with_the_thread() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let before = newest(&world, proposal).await;
        let threads = threads::list(s, who(DemoRole::Admin), proposal)
            .await
            .unwrap();
        let moved = MovedAnchor {
            id: threads[1].anchor_id,
            anchor: threads[1].anchor.clone(),
            detached: true,
        };
        anchors::save(s, proposal, &[moved]).await.unwrap();
        let news = since(&world, proposal, before).await.unwrap();
        assert_eq!(named(&news), [threads[1].id]);
        assert!(news.threads[0].detached);
    })
    .await;
}

#[tokio::test]
async fn a_page_that_knows_acts_which_never_were_is_told_everything() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let (commenter, before) = (who(DemoRole::Commenter), newest(&world, proposal).await);
        let anchor = world.on(proposal, FIELD, "pirmos").await;
        let new = opening(FIELD.parse().unwrap(), anchor, Severity::Remark, "Cik?");
        let opened = threads::open(s, commenter, proposal, new).await.unwrap();
        for seen in [before + 900, u64::MAX] {
            let news = since(&world, proposal, seen).await.unwrap();
            assert_eq!(named(&news), [opened.id]);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_twice_is_done_once() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let (commenter, editor) = (who(DemoRole::Commenter), who(DemoRole::Editor));
        let anchor = world.on(proposal, FIELD, "pirmos").await;
        let new = opening(FIELD.parse().unwrap(), anchor, Severity::Remark, "Cik?");
        let opened = threads::open(s, commenter, proposal, new.clone())
            .await
            .unwrap();
        let again = threads::open(s, commenter, proposal, new.clone()).await;
        assert_eq!(again.unwrap(), opened);
        let foreign = threads::open(s, editor, proposal, new).await;
        assert_eq!(refusal(foreign), Refusal::Outdated);

        let id = comment_id();
        let answered = threads::answer(s, editor, opened.id, "Divus.", id)
            .await
            .unwrap();
        let again = threads::answer(s, editor, opened.id, "Divus.", id).await;
        assert_eq!(again.unwrap(), answered);
        assert_eq!(answered.comments.len(), 2);
        let foreign = threads::answer(s, commenter, opened.id, "Trīs.", id).await;
        assert_eq!(refusal(foreign), Refusal::Outdated);

        let (id, taken) = (decision_id(), Outcome::Taken);
        let decided = threads::decide(s, editor, opened.id, taken, "Jā.", id)
            .await
            .unwrap();
        let again = threads::decide(s, editor, opened.id, taken, "Jā.", id).await;
        assert_eq!(again.unwrap(), decided);
        let other = threads::decide(s, editor, opened.id, taken, "Jā.", decision_id()).await;
        assert_eq!(refusal(other), Refusal::Outdated);
        assert_eq!(newest(&world, proposal).await, decided.seq);
    })
    .await;
}

#[tokio::test]
async fn news_are_for_members() {
    in_every_store(async |world| {
        let proposal = world.proposal().await;
        let stranger = model::ids::AccountId(uuid::Uuid::from_u128(7));
        let news = proposals::news(&world.s, stranger, proposal, 0).await;
        assert_eq!(refusal(news), Refusal::NotFound);
    })
    .await;
}
