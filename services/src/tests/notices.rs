//! Who gets a mail at once when a proposal goes a step on, and what it says.

use super::{World, in_every_store, opening, who};
use crate::{
    Services,
    demo::DemoRole,
    mail::{self, KeptMail},
    proposals::{self, Seen},
    reminders,
    rounds::Asking,
    threads, versions,
};
use model::{
    ids::{AccountId, ProposalId},
    proposal::FieldName,
    thread::Severity,
    workflow::State,
};

const ADMIN: DemoRole = DemoRole::Admin;
const PARTNER: DemoRole = DemoRole::PartnerAdmin;

/// The mails that this act causes, by recipient.
async fn told(world: &World, act: impl Future<Output = ()>) -> Vec<KeptMail> {
    let earlier = mail::kept(&world.s).await.unwrap().len();
    act.await;
    let mut letters = mail::kept(&world.s).await.unwrap();
    letters.truncate(letters.len() - earlier);
    letters.sort_by(|one, other| one.recipient.cmp(&other.recipient));
    letters
}

fn recipients(letters: &[KeptMail]) -> Vec<&str> {
    letters.iter().map(|it| it.recipient.as_str()).collect()
}

async fn go(world: &World, by: AccountId, id: ProposalId, to: State, day: Option<&str>) {
    let day = day.map(str::to_owned);
    let moved = proposals::move_state(&world.s, by, id, to, "", day).await;
    moved.unwrap();
}

#[tokio::test]
async fn a_step_is_told_to_those_who_are_asked_and_a_final_to_everybody() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let (admin, partner) = (who(ADMIN), who(PARTNER));

        let day = Some("2022-02-01");
        let review = told(&world, go(&world, admin, id, State::InReview, day)).await;
        let wanted = [
            "coordinator@leszno.example",
            "expert@reviewers.example",
            "specialist@daugavpils.example",
            "volunteer@reviewers.example",
            "youth.worker@leszno.example",
        ];
        assert_eq!(recipients(&review), wanted, "who may comment");
        assert!(review[0].body.contains("lutego"));
        assert!(!review[0].body.contains(".."));
        assert!(review[2].body.contains("februāris"));
        let live = format!("https://talka.example/proposals/{id}?live");
        assert!(review.iter().all(|it| it.body.contains(&live)));

        let agreed = told(&world, go(&world, admin, id, State::Agreed, None)).await;
        assert_eq!(recipients(&agreed), ["coordinator@leszno.example"]);
        let place = format!("https://talka.example/proposals/{id}/step/sign-off");
        assert!(agreed[0].body.contains(&place));

        for signer in [admin, partner] {
            versions::sign_off(s, signer, id).await.unwrap();
        }
        let last = told(&world, go(&world, partner, id, State::Final, None)).await;
        let mut everybody = wanted.to_vec();
        everybody[0] = "coordinator@daugavpils.example";
        everybody.insert(2, "head@daugavpils.example");
        assert_eq!(recipients(&last), everybody);
        let place = format!("https://talka.example/proposals/{id}/read");
        assert!(last.iter().all(|it| it.body.contains(&place)));
    })
    .await;
}

/// A second instance over the same database.
#[tokio::test]
async fn a_review_is_told_to_those_whom_it_invites() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let asked = Asking {
            members: vec![who(DemoRole::Commenter)],
            ..Asking::default()
        };
        let seen = Seen {
            state: State::Draft,
            hash: None,
        };
        let opened = async {
            proposals::move_seen(s, who(ADMIN), id, seen, State::InReview, "", asked)
                .await
                .unwrap();
        };
        let letters = told(&world, opened).await;
        assert_eq!(recipients(&letters), ["volunteer@reviewers.example"]);
    })
    .await;
}

async fn beside(world: &World) -> Services {
    let config = (*world.s.config).clone();
    Services::open_with(config, world.clock.clone())
        .await
        .unwrap()
}

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

#[tokio::test]
async fn who_has_said_nothing_is_reminded_once_over_instances_and_after_downtime() {
    in_every_store(async |world| {
        let (s, id, admin) = (&world.s, world.proposal().await, who(ADMIN));
        // After the demo's own comments: now it is 13:00 on the 7th.
        world.clock.advance_ms(60 * 60_000);
        go(&world, admin, id, State::InReview, Some("2022-01-14")).await;
        let other = beside(&world).await;
        let both = async || {
            let (one, two) = tokio::join!(reminders::run(s), reminders::run(&other));
            one.and(two).unwrap();
        };
        assert!(told(&world, both()).await.is_empty(), "too early");

        // The expert speaks, and is not reminded.
        let field: FieldName = "results.lv".parse().unwrap();
        let anchor = world.on(id, "results.lv", "pirmos").await;
        let said = opening(field, anchor, Severity::Remark, "Kas?");
        threads::open(s, who(DemoRole::Suggester), id, said)
            .await
            .unwrap();
        world.clock.advance_ms(4 * DAY_MS);
        let wanted = [
            "coordinator@leszno.example",
            "specialist@daugavpils.example",
            "volunteer@reviewers.example",
            "youth.worker@leszno.example",
        ];
        let first = told(&world, both()).await;
        assert_eq!(recipients(&first), wanted);
        assert!(first[0].body.contains("stycznia"), "{}", first[0].body);
        assert!(told(&world, both()).await.is_empty(), "once");

        // Nobody looked for two days: the nearer reminder is still sent, by whoever starts next.
        world.clock.advance_ms(3 * DAY_MS);
        other.close().await;
        let next = beside(&world).await;
        let second = told(&world, async { reminders::run(&next).await.unwrap() }).await;
        assert_eq!(recipients(&second), wanted);
        assert!(told(&world, looks(s)).await.is_empty(), "once");
        world.clock.advance_ms(DAY_MS);
        assert!(told(&world, looks(s)).await.is_empty(), "it is over");
        next.close().await;
    })
    .await;
}

async fn looks(s: &Services) {
    reminders::run(s).await.unwrap();
}

#[tokio::test]
async fn what_was_refused_is_told_to_nobody() {
    in_every_store(async |world| {
        let id = world.proposal().await;
        let refused = told(&world, async {
            let skipped =
                proposals::move_state(&world.s, who(ADMIN), id, State::Agreed, "", None).await;
            skipped.unwrap_err();
        });
        assert!(refused.await.is_empty());
    })
    .await;
}
