//! Reviews: whom they ask, how they end, and what became of what was said.

use super::{
    World, decision_id, fresh_databases, in_every_store, members::partnership, opening, refusal,
    who,
};
use crate::{
    demo::DemoRole,
    proposals::{self, Seen},
    rounds::{self, Asking},
    store::entities::journal,
    threads, waiting,
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    language::{Language, Texts},
    ledger::Ending,
    proposal::Round,
    thread::{Outcome, Severity},
    waiting::Waits,
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

const HOUR_MS: i64 = 60 * 60 * 1_000;

fn until(day: &str) -> Asking {
    Asking {
        last_day: Some(day.to_owned()),
        ..Asking::default()
    }
}

async fn to_review(world: &World, day: Option<&str>) -> ProposalId {
    let (s, id, admin) = (&world.s, world.proposal().await, who(DemoRole::Admin));
    let day = day.map(str::to_owned);
    proposals::move_state(s, admin, id, State::InReview, "", day)
        .await
        .unwrap();
    id
}

async fn round(world: &World, id: ProposalId) -> Round {
    let admin = Some(who(DemoRole::Admin));
    let progress = proposals::progress(&world.s, admin, id).await.unwrap();
    progress.round.unwrap()
}

/// Who the lines about closed reviews are by.
async fn closed_lines(world: &World) -> Vec<Option<Uuid>> {
    let lines = journal::Entity::find().filter(journal::Column::Kind.eq("review_closed"));
    let lines = lines.all(&world.s.db).await.unwrap();
    lines.into_iter().map(|line| line.account).collect()
}

#[tokio::test]
async fn the_last_day_closes_a_review_once_when_it_has_ended_for_both_sides() {
    for url in fresh_databases().await {
        let world = World::open(url.clone(), true).await;
        let other = World::open(url.clone(), true).await;
        // It is Friday noon: the day ends at 22:00 UTC in Riga and at 23:00 UTC in Warsaw.
        let id = to_review(&world, Some("2022-01-07")).await;
        for world in [&world, &other] {
            world.clock.advance_ms(11 * HOUR_MS - 1);
        }
        assert_eq!(rounds::close_due(&world.s).await.unwrap(), 0);
        assert_eq!(round(&world, id).await.closed_at, None);
        for world in [&world, &other] {
            world.clock.advance_ms(1);
        }
        let (one, two) = tokio::join!(rounds::close_due(&world.s), rounds::close_due(&other.s));
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(rounds::close_due(&other.s).await.unwrap(), 0);
        assert_eq!(round(&world, id).await.closed_at, Some(world.s.now()));
        assert_eq!(closed_lines(&world).await, [None]);
        let reviews = rounds::list(&world.s, who(DemoRole::Reader), id)
            .await
            .unwrap();
        assert!(reviews[0].by_itself);
        assert_eq!(reviews[0].zone, Some("Europe/Warsaw"));
        for world in [world, other] {
            world.s.close().await;
        }
        super::clean_up(&url);
    }
}

#[tokio::test]
async fn a_review_without_a_last_day_stays_open_and_one_that_was_prolonged_too() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let id = to_review(&world, None).await;
        world.clock.advance_ms(1_000 * 24 * HOUR_MS);
        assert_eq!(rounds::close_due(s).await.unwrap(), 0);
        rounds::change(s, admin, id, until("2024-10-04"))
            .await
            .unwrap();
        world.clock.advance_ms(2 * 24 * HOUR_MS);
        assert_eq!(rounds::close_due(s).await.unwrap(), 1);
        rounds::change(s, admin, id, until("2024-10-31"))
            .await
            .unwrap();
        assert_eq!(round(&world, id).await.closed_at, None, "it is open again");
        assert_eq!(rounds::close_due(s).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn each_reviewer_sees_what_became_of_what_they_said_in_the_review() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let (commenter, editor) = (who(DemoRole::Commenter), who(DemoRole::Editor));
        let say = async |by: AccountId, body: &str| {
            let anchor = world.on(id, "results.lv", "pirmos brīvprātīgos").await;
            let new = opening(
                "results.lv".parse().unwrap(),
                anchor,
                Severity::Remark,
                body,
            );
            world.clock.advance_ms(1_000);
            threads::open(s, by, id, new).await.unwrap()
        };
        say(commenter, "Before").await;
        world.clock.advance_ms(1_000);
        to_review(&world, None).await;
        let answered = say(commenter, "Answered").await;
        say(commenter, "Open").await;
        say(editor, "Another one's").await;
        let (outcome, reason) = (Outcome::TakenDifferently, "Citiem vārdiem.");
        threads::decide(s, editor, answered.id, outcome, reason, decision_id())
            .await
            .unwrap();
        rounds::close(s, who(DemoRole::Admin), id, "Paldies visiem.")
            .await
            .unwrap();
        world.clock.advance_ms(1_000);
        say(commenter, "After").await;
        let round = round(&world, id).await;
        let summary = rounds::summary_of(s, commenter, round.id).await.unwrap();
        assert_eq!(summary.closing, "Paldies visiem.");
        assert_eq!((summary.proposal, summary.round.number), (id, 1));
        let said = summary.remarks.iter().map(|row| {
            let reason = row.decisions.last().map(|it| it.reason.as_str());
            (row.comments[0].body.as_str(), reason)
        });
        let expected = [("Answered", Some(reason)), ("Open", None)];
        assert_eq!(said.collect::<Vec<_>>(), expected);
        let reviewers = rounds::reviewers(s, round.id).await.unwrap();
        assert_eq!(reviewers.len(), 2);
        assert!([commenter, editor].iter().all(|it| reviewers.contains(it)));
        let shown = rounds::list(s, commenter, id).await.unwrap().remove(0);
        assert_eq!(shown.own, summary.remarks);
        let ended = [(Ending::Open, 2), (Ending::Decided(outcome), 1)];
        assert_eq!(shown.endings, ended);
    })
    .await;
}

#[tokio::test]
async fn a_review_asks_members_and_languages_that_are_there_until_a_day_to_come() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let id = world.proposal().await;
        let early = rounds::change(s, admin, id, until("2022-02-01")).await;
        assert_eq!(refusal(early), Refusal::Outdated, "there is no review yet");
        to_review(&world, Some("2022-02-01")).await;
        let over = rounds::change(s, admin, id, until("2022-01-06")).await;
        assert_eq!(refusal(over), Refusal::DayOver);
        let stranger = Asking {
            members: vec![AccountId(Uuid::from_u128(99))],
            ..Asking::default()
        };
        assert_eq!(
            refusal(rounds::change(s, admin, id, stranger).await),
            Refusal::Unfit
        );
        let title = Texts {
            lv: "Latviski".to_owned(),
            ..Texts::default()
        };
        let of = partnership(&world).await;
        let latvian = proposals::create(s, admin, of, title, vec![Language::Lv]).await;
        let foreign = Asking {
            languages: vec![Language::Pl],
            ..Asking::default()
        };
        let seen = Seen {
            state: State::Draft,
            hash: None,
        };
        let (latvian, to) = (latvian.unwrap(), State::InReview);
        let opened = proposals::move_seen(s, admin, latvian, seen, to, "", foreign).await;
        assert_eq!(refusal(opened), Refusal::NoSuchLanguage);
        let asked = Asking {
            last_day: Some("2022-02-02".to_owned()),
            languages: vec![Language::Pl],
            members: vec![who(DemoRole::Commenter), who(DemoRole::Commenter)],
        };
        let told = rounds::change(s, admin, id, asked.clone()).await.unwrap();
        let again = rounds::change(s, admin, id, asked).await.unwrap();
        assert_eq!(again.seq, told.seq, "the same is no other act");
        let review = rounds::list(s, admin, id).await.unwrap().remove(0);
        let invited: Vec<_> = review.invited.iter().map(|it| it.account).collect();
        assert_eq!(invited, [who(DemoRole::Commenter)]);
        assert_eq!(review.languages, [Language::Pl]);
        assert_eq!(review.round.last_day.as_deref(), Some("2022-02-02"));
    })
    .await;
}

#[tokio::test]
async fn a_review_is_closed_once_and_summed_up_as_often_as_it_takes() {
    in_every_store(async |world| {
        let (s, admin, id) = (
            &world.s,
            who(DemoRole::Admin),
            to_review(&world, None).await,
        );
        let none = rounds::sum_up(s, admin, id, " ").await;
        assert_eq!(refusal(none), Refusal::Empty);
        rounds::sum_up(s, admin, id, "Līdz šim labi.")
            .await
            .unwrap();
        rounds::close(s, admin, id, "").await.unwrap();
        let again = rounds::close(s, admin, id, "Vēlreiz.").await;
        assert_eq!(refusal(again), Refusal::Outdated);
        let summary = async || rounds::list(s, admin, id).await.unwrap()[0].summary.clone();
        assert_eq!(
            summary().await,
            "Līdz šim labi.",
            "closing says nothing new"
        );
        rounds::sum_up(s, admin, id, "Paldies.").await.unwrap();
        assert_eq!(summary().await, "Paldies.");
        assert_eq!(closed_lines(&world).await, [Some(admin.0)]);
        proposals::move_state(s, admin, id, State::Agreed, "", None)
            .await
            .unwrap();
        let late = rounds::change(s, admin, id, Asking::default()).await;
        assert_eq!(refusal(late), Refusal::Outdated, "it is not in review");
    })
    .await;
}

#[tokio::test]
async fn a_review_waits_for_those_whom_it_asks_until_it_is_closed() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let id = to_review(&world, None).await;
        let waits = async |role| {
            let list = waiting::list(s, who(role)).await.unwrap();
            let here = list.proposals.iter().filter(|it| it.proposal == id);
            here.flat_map(|it| &it.things)
                .any(|it| matches!(it, Waits::Review { .. }))
        };
        assert!(waits(DemoRole::Commenter).await && waits(DemoRole::Editor).await);
        let asked = Asking {
            members: vec![who(DemoRole::Commenter), who(DemoRole::Suggester)],
            ..Asking::default()
        };
        rounds::change(s, admin, id, asked).await.unwrap();
        assert!(waits(DemoRole::Commenter).await && waits(DemoRole::Suggester).await);
        assert!(!waits(DemoRole::Editor).await, "is not invited");
        rounds::close(s, admin, id, "").await.unwrap();
        assert!(!waits(DemoRole::Commenter).await, "it is closed");
    })
    .await;
}
