//! Threads: on exact words, with an end and a reason.

use super::{decision_id, in_every_store, opening, refusal, who};
use crate::{anchors, demo::DemoRole, threads};
use model::{
    document::anchor::Anchor,
    error::Refusal,
    event::MovedAnchor,
    limits,
    thread::{Outcome, Severity},
};

const FIELD: &str = "results.lv";
const WORDS: &str = "pirmos brīvprātīgos";

#[tokio::test]
async fn the_demo_begins_with_two_open_threads_and_a_decided_one() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let proposal = world.proposal().await;
        let threads = threads::list(s, admin, proposal).await.unwrap();
        let quotes: Vec<_> = threads
            .iter()
            .map(|one| (one.anchor.quote.exact.as_str(), one.is_open()))
            .collect();
        let expected = [
            ("Liepājā un Rēzeknē", false),
            ("vadīt brīvprātīgo centru", true),
            ("vēl jāaprēķina", true),
        ];
        assert_eq!(quotes, expected);
        let ledger = threads::ledger(s, admin, proposal).await.unwrap();
        assert_eq!(ledger.len(), 3);
        assert_eq!(ledger[0].decisions[0].outcome, Outcome::Taken);
        assert_eq!(ledger[0].name(), "Youth worker, Leszno");
    })
    .await;
}

#[tokio::test]
async fn a_thread_stands_on_words_of_the_text_or_is_said_to_be_detached() {
    in_every_store(async |world| {
        let (s, commenter) = (&world.s, who(DemoRole::Commenter));
        let proposal = world.proposal().await;
        let good = world.on(proposal, FIELD, WORDS).await;
        let open = async |field: &str, anchor: Anchor, body: &str| {
            let field = field.parse().unwrap();
            threads::open(
                s,
                commenter,
                proposal,
                opening(field, anchor, Severity::Question, body),
            )
            .await
        };
        let mut gone = good.clone();
        gone.quote.exact = "pavisam citi vārdi, kuru tekstā nav".to_owned();
        gone.start = "{}".to_owned();
        assert_eq!(
            refusal(open(FIELD, gone.clone(), "Kas?").await),
            Refusal::WordsGone
        );
        let mut anyway = opening(
            FIELD.parse().unwrap(),
            gone.clone(),
            Severity::Question,
            "Kas?",
        );
        anyway.detached = true;
        let detached = threads::open(s, commenter, proposal, anyway).await.unwrap();
        assert!(detached.detached);
        assert_eq!(detached.anchor.quote.exact, gone.quote.exact);
        let mut there = opening(
            FIELD.parse().unwrap(),
            good.clone(),
            Severity::Question,
            "Kas?",
        );
        there.detached = true;
        let on_words = threads::open(s, commenter, proposal, there).await.unwrap();
        assert!(!on_words.detached);
        let elsewhere = open("summary.pl", good.clone(), "Kas?").await;
        assert_eq!(refusal(elsewhere), Refusal::WordsGone);
        let nowhere = open("nothing.lv", good.clone(), "Kas?").await;
        assert_eq!(refusal(nowhere), Refusal::WordsGone);
        let mut long = good.clone();
        long.start = "x".repeat(10_000);
        assert_eq!(refusal(open(FIELD, long, "Kas?").await), Refusal::WordsGone);
        assert_eq!(
            refusal(open(FIELD, good.clone(), " \n").await),
            Refusal::Empty
        );
        let body = "x".repeat(limits::COMMENT_CHARS + 1);
        let limit = limits::COMMENT_CHARS as u32;
        assert_eq!(
            refusal(open(FIELD, good.clone(), &body).await),
            Refusal::TooLong { limit }
        );
        let thread = open(FIELD, good, "Kas?").await.unwrap();
        assert_eq!(thread.anchor.quote.exact, WORDS);
        assert!(thread.is_open() && !thread.detached && !thread.next_edition);
        assert_eq!(thread.comments[0].side, None);
    })
    .await;
}

#[tokio::test]
async fn a_thread_ends_with_a_reason_comes_back_and_the_ledger_keeps_both() {
    in_every_store(async |world| {
        let (s, editor) = (&world.s, who(DemoRole::Editor));
        let proposal = world.proposal().await;
        let thread = threads::list(s, editor, proposal)
            .await
            .unwrap()
            .remove(1)
            .id;
        let decide = async |reason: &str| {
            threads::decide(
                s,
                editor,
                thread,
                Outcome::TakenDifferently,
                reason,
                decision_id(),
            )
            .await
        };
        assert_eq!(refusal(decide(" ").await), Refusal::ReasonMissing);
        let decided = decide("Precizēts.").await.unwrap();
        assert_eq!(
            decided.decision.unwrap().name,
            "Youth specialist, Daugavpils"
        );
        assert_eq!(refusal(decide("Vēlreiz.").await), Refusal::Outdated);
        // The outside volunteer opened it and may open it again.
        let opener = who(DemoRole::Commenter);
        assert!(threads::reopen(s, opener, thread).await.unwrap().is_open());
        assert_eq!(
            refusal(threads::reopen(s, opener, thread).await),
            Refusal::Outdated
        );
        world.clock.advance_ms(1);
        decide("Tagad tiešām.").await.unwrap();
        let ledger = threads::ledger(s, editor, proposal).await.unwrap();
        let row = ledger.into_iter().find(|row| row.thread == thread).unwrap();
        let reasons: Vec<_> = row
            .decisions
            .iter()
            .map(|one| one.reason.as_str())
            .collect();
        assert_eq!(reasons, ["Precizēts.", "Tagad tiešām."]);
    })
    .await;
}

#[tokio::test]
async fn a_detached_thread_keeps_its_quote_and_is_attached_by_hand() {
    in_every_store(async |world| {
        let (s, editor) = (&world.s, who(DemoRole::Editor));
        let proposal = world.proposal().await;
        let thread = threads::list(s, editor, proposal).await.unwrap().remove(2);
        let elsewhere = world
            .on(proposal, "budget.lv", "30\u{a0}000\u{a0}eiro")
            .await;
        let early = threads::attach(s, editor, thread.id, elsewhere.clone()).await;
        assert_eq!(refusal(early), Refusal::Outdated, "it is not detached");
        let lost = MovedAnchor {
            id: thread.anchor_id,
            anchor: thread.anchor.clone(),
            detached: true,
        };
        anchors::save(s, proposal, &[lost]).await.unwrap();
        let stored = anchors::of_proposal(&s.db, proposal).await.unwrap();
        let anchor = stored
            .iter()
            .find(|anchor| anchor.id == thread.anchor_id)
            .unwrap();
        assert!(anchor.detached && anchor.anchor == thread.anchor);
        let attached = threads::attach(s, editor, thread.id, elsewhere)
            .await
            .unwrap();
        assert!(!attached.detached);
        assert_eq!(attached.anchor.quote.exact, "30\u{a0}000\u{a0}eiro");
    })
    .await;
}

#[tokio::test]
async fn comments_on_a_final_are_for_the_next_edition() {
    in_every_store(async |world| {
        let (s, commenter) = (&world.s, who(DemoRole::Commenter));
        let proposal = world.finalise().await;
        let anchor = world.on(proposal, FIELD, WORDS).await;
        let (field, severity) = (FIELD.parse().unwrap(), Severity::Remark);
        let thread = threads::open(
            s,
            commenter,
            proposal,
            opening(field, anchor, severity, "Nākamreiz."),
        )
        .await
        .unwrap();
        assert!(thread.next_edition);
        let all = threads::list(s, commenter, proposal).await.unwrap();
        let old = all.into_iter().find(|thread| !thread.is_open()).unwrap();
        let reopened = threads::reopen(s, who(DemoRole::Editor), old.id).await;
        assert_eq!(refusal(reopened), Refusal::Locked);
    })
    .await;
}
