//! Signing in by mail.

use super::{in_every_empty_store, in_every_store, refusal, who};
use crate::{accounts, demo::DemoRole, mail};
use model::{error::Refusal, language::Language, limits};

const COORDINATOR: &str = "coordinator@daugavpils.example";
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

fn token_in(body: &str) -> String {
    let link = body
        .split_whitespace()
        .find(|word| word.contains("/sign-in/"))
        .unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_link_opens_once() {
    in_every_store(async |world| {
        let s = &world.s;
        accounts::request_link(s, " Coordinator@Daugavpils.example", Language::Lv)
            .await
            .unwrap();
        let letter = mail::kept(s).await.unwrap().remove(0);
        assert_eq!(letter.recipient, COORDINATOR);
        let token = token_in(&letter.body);
        accounts::peek_link(s, &token).await.unwrap();
        accounts::peek_link(s, &token).await.unwrap();
        let session = accounts::open_link(s, &token).await.unwrap();
        let viewer = accounts::session(s, &session.0).await.unwrap().unwrap();
        assert_eq!(viewer.account, who(DemoRole::Admin));
        assert_eq!(
            refusal(accounts::peek_link(s, &token).await),
            Refusal::LinkSpent
        );
        let again = accounts::open_link(s, &token).await.map(|_| ());
        assert_eq!(refusal(again), Refusal::LinkSpent);
    })
    .await;
}

#[tokio::test]
async fn a_link_is_too_old_after_its_minutes() {
    in_every_empty_store(async |world| {
        let s = &world.s;
        let link = accounts::invite_admin(s, "first@admin.example")
            .await
            .unwrap();
        let token = token_in(&link);
        world
            .clock
            .advance_ms(limits::LOGIN_LINK_MINUTES * MINUTE_MS - 1);
        accounts::peek_link(s, &token).await.unwrap();
        world.clock.advance_ms(1);
        assert_eq!(
            refusal(accounts::peek_link(s, &token).await),
            Refusal::LinkSpent
        );
        let late = accounts::open_link(s, &token).await.map(|_| ());
        assert_eq!(refusal(late), Refusal::LinkSpent);
    })
    .await;
}

#[tokio::test]
async fn a_stranger_gets_the_same_answer_and_no_mail() {
    in_every_store(async |world| {
        let s = &world.s;
        accounts::request_link(s, "nobody@nowhere.example", Language::En)
            .await
            .unwrap();
        assert!(mail::kept(s).await.unwrap().is_empty());
        let bad = accounts::request_link(s, "not an address", Language::En).await;
        assert_eq!(refusal(bad), Refusal::NotAMailAddress);
    })
    .await;
}

#[tokio::test]
async fn links_for_one_address_are_limited() {
    in_every_store(async |world| {
        let s = &world.s;
        for _ in 0..limits::LOGIN_LINKS_A_MAIL + 2 {
            accounts::request_link(s, COORDINATOR, Language::En)
                .await
                .unwrap();
        }
        let sent = mail::kept(s).await.unwrap().len() as u64;
        assert_eq!(sent, limits::LOGIN_LINKS_A_MAIL);
        world
            .clock
            .advance_ms(limits::LOGIN_LINK_MINUTES * MINUTE_MS + 1);
        accounts::request_link(s, COORDINATOR, Language::En)
            .await
            .unwrap();
        assert_eq!(mail::kept(s).await.unwrap().len() as u64, sent + 1);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_by_signing_out_or_after_its_days() {
    in_every_store(async |world| {
        let s = &world.s;
        let first = accounts::demo_session(s, DemoRole::Editor).await.unwrap();
        let second = accounts::demo_session(s, DemoRole::Editor).await.unwrap();
        accounts::sign_out(s, &first.0).await.unwrap();
        assert_eq!(accounts::session(s, &first.0).await.unwrap(), None);
        world.clock.advance_ms((limits::SESSION_DAYS - 1) * DAY_MS);
        assert!(accounts::session(s, &second.0).await.unwrap().is_some());
        world.clock.advance_ms((limits::SESSION_DAYS - 1) * DAY_MS);
        assert!(
            accounts::session(s, &second.0).await.unwrap().is_some(),
            "a visit renews it"
        );
        world.clock.advance_ms((limits::SESSION_DAYS + 1) * DAY_MS);
        assert_eq!(accounts::session(s, &second.0).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn nobody_signs_in_as_a_demo_role_without_the_demo() {
    in_every_empty_store(async |world| {
        let refused = accounts::demo_session(&world.s, DemoRole::Admin)
            .await
            .map(|_| ());
        assert_eq!(refusal(refused), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn only_a_hash_of_a_token_is_stored() {
    in_every_empty_store(async |world| {
        use crate::store::entities::login_link;
        use sea_orm::EntityTrait;
        let link = accounts::invite_admin(&world.s, "first@admin.example")
            .await
            .unwrap();
        let token = token_in(&link);
        let rows = login_link::Entity::find().all(&world.s.db).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].hash.len(), 32);
        assert_ne!(rows[0].hash, token.as_bytes());
    })
    .await;
}
