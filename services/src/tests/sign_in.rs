//! Signing in by mail.

use super::{in_every_empty_store, in_every_store, refusal, who};
use crate::{
    Services,
    accounts::{self, Browser, NewProgram, SessionToken, SignedIn},
    demo::DemoRole,
    mail,
};
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
        accounts::request_link(s, " Coordinator@Daugavpils.example", Language::Lv, "/")
            .await
            .unwrap();
        let letter = mail::kept(s).await.unwrap().remove(0);
        assert_eq!(letter.recipient, COORDINATOR);
        let token = token_in(&letter.body);
        accounts::peek_link(s, &token).await.unwrap();
        accounts::peek_link(s, &token).await.unwrap();
        let session = accounts::open_link(s, &token, Browser::default())
            .await
            .unwrap();
        let viewer = accounts::session(s, &session.session.0)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(viewer.account, who(DemoRole::Admin));
        assert_eq!(
            refusal(accounts::peek_link(s, &token).await),
            Refusal::LinkSpent
        );
        let again = accounts::open_link(s, &token, Browser::default())
            .await
            .map(|_| ());
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
        let late = accounts::open_link(s, &token, Browser::default())
            .await
            .map(|_| ());
        assert_eq!(refusal(late), Refusal::LinkSpent);
    })
    .await;
}

#[tokio::test]
async fn a_stranger_gets_the_same_answer_and_no_mail() {
    in_every_store(async |world| {
        let s = &world.s;
        accounts::request_link(s, "nobody@nowhere.example", Language::En, "/")
            .await
            .unwrap();
        assert!(mail::kept(s).await.unwrap().is_empty());
        let bad = accounts::request_link(s, "not an address", Language::En, "/").await;
        assert_eq!(refusal(bad), Refusal::NotAMailAddress);
    })
    .await;
}

#[tokio::test]
async fn links_for_one_address_are_limited() {
    in_every_store(async |world| {
        let s = &world.s;
        for _ in 0..limits::LOGIN_LINKS_A_MAIL + 2 {
            accounts::request_link(s, COORDINATOR, Language::En, "/")
                .await
                .unwrap();
        }
        let sent = mail::kept(s).await.unwrap().len() as u64;
        assert_eq!(sent, limits::LOGIN_LINKS_A_MAIL);
        world
            .clock
            .advance_ms(limits::LOGIN_LINK_MINUTES * MINUTE_MS + 1);
        accounts::request_link(s, COORDINATOR, Language::En, "/")
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
        let first = accounts::demo_session(s, DemoRole::Editor, Browser::default())
            .await
            .unwrap();
        let second = accounts::demo_session(s, DemoRole::Editor, Browser::default())
            .await
            .unwrap();
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
        let refused = accounts::demo_session(&world.s, DemoRole::Admin, Browser::default())
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

/// A link for the coordinator that leads to this page.
async fn link_to(s: &Services, next: &str) -> String {
    accounts::request_link(s, COORDINATOR, Language::En, next)
        .await
        .unwrap();
    token_in(&mail::kept(s).await.unwrap().remove(0).body)
}

async fn open(s: &Services, link: &str, browser: Browser) -> SignedIn {
    accounts::open_link(s, link, browser).await.unwrap()
}

fn browser(session: &SessionToken) -> Browser {
    Browser {
        name: "Firefox · Linux".to_owned(),
        session: Some(session.clone()),
    }
}

async fn holds(s: &Services, session: &SessionToken) -> bool {
    accounts::session(s, &session.0).await.unwrap().is_some()
}

#[tokio::test]
async fn signing_in_leads_back_to_the_page_that_asked() {
    in_every_store(async |world| {
        let s = &world.s;
        let link = link_to(s, "/proposals/1?lang=lv").await;
        let opened = open(s, &link, Browser::default()).await;
        assert_eq!(opened.next, "/proposals/1?lang=lv");
        let link = link_to(s, "//evil.example").await;
        assert_eq!(open(s, &link, Browser::default()).await.next, "/");
    })
    .await;
}

#[tokio::test]
async fn one_link_spends_the_others() {
    in_every_store(async |world| {
        let s = &world.s;
        let first = link_to(s, "/").await;
        world.clock.advance_ms(1);
        let second = link_to(s, "/").await;
        open(s, &second, Browser::default()).await;
        assert_eq!(
            refusal(accounts::peek_link(s, &first).await),
            Refusal::LinkSpent
        );
    })
    .await;
}

#[tokio::test]
async fn a_browser_has_one_session() {
    in_every_store(async |world| {
        let s = &world.s;
        let before = accounts::demo_session(s, DemoRole::Admin, Browser::default())
            .await
            .unwrap();
        let again = open(s, &link_to(s, "/").await, browser(&before)).await;
        assert!(again.session == before, "the same person stays signed in");
        let other = accounts::demo_session(s, DemoRole::Editor, browser(&before))
            .await
            .unwrap();
        assert!(holds(s, &other).await);
        assert!(!holds(s, &before).await, "somebody else was signed in");
    })
    .await;
}

#[tokio::test]
async fn a_session_lives_for_90_days_however_often_it_is_used() {
    in_every_store(async |world| {
        let s = &world.s;
        let session = accounts::demo_session(s, DemoRole::Admin, Browser::default())
            .await
            .unwrap();
        for _ in 0..limits::SESSION_DAYS_IN_ALL / 10 {
            assert!(holds(s, &session).await);
            world.clock.advance_ms(10 * DAY_MS);
        }
        assert!(holds(s, &session).await);
        world.clock.advance_ms(1);
        assert!(!holds(s, &session).await);
        let (me, key) = (who(DemoRole::Admin), session.key());
        assert!(accounts::devices(s, me).await.unwrap().is_empty());
        assert_eq!(
            refusal(accounts::check_fresh(s, &key).await),
            Refusal::NotSignedIn
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_is_fresh_for_half_an_hour_and_another_one_renews_it() {
    in_every_store(async |world| {
        let s = &world.s;
        let SignedIn { session, .. } = open(s, &link_to(s, "/").await, Browser::default()).await;
        world.clock.advance_ms(limits::FRESH_MINUTES * MINUTE_MS);
        accounts::check_fresh(s, &session.key()).await.unwrap();
        world.clock.advance_ms(1);
        assert_eq!(
            refusal(accounts::check_fresh(s, &session.key()).await),
            Refusal::SignInAgain
        );
        open(s, &link_to(s, "/").await, browser(&session)).await;
        accounts::check_fresh(s, &session.key()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_device_is_signed_out_from_another_one() {
    in_every_store(async |world| {
        let (s, me) = (&world.s, who(DemoRole::Admin));
        let mut sessions = Vec::new();
        for name in ["Firefox · Linux", "Safari · iPhone", "Edge · Windows"] {
            let browser = Browser {
                name: name.to_owned(),
                session: None,
            };
            let session = accounts::demo_session(s, DemoRole::Admin, browser);
            sessions.push(session.await.unwrap());
            world.clock.advance_ms(1);
        }
        let [here, phone, office] = &sessions[..] else {
            unreachable!()
        };
        let devices = accounts::devices(s, me).await.unwrap();
        let names: Vec<_> = devices.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(
            names,
            ["Edge · Windows", "Safari · iPhone", "Firefox · Linux"]
        );
        let stranger = who(DemoRole::Editor);
        let refused = accounts::end_device(s, stranger, phone.key().id()).await;
        assert_eq!(refusal(refused), Refusal::NotFound);
        accounts::end_device(s, me, phone.key().id()).await.unwrap();
        assert!(!holds(s, phone).await && holds(s, office).await);
        accounts::end_others(s, me, &here.key()).await.unwrap();
        assert!(!holds(s, office).await && holds(s, here).await);
    })
    .await;
}

#[tokio::test]
async fn a_program_has_a_token_of_its_own() {
    in_every_store(async |world| {
        let (s, me) = (&world.s, who(DemoRole::Editor));
        let NewProgram { id, token } = accounts::add_program(s, me, "Translator").await.unwrap();
        let comes = accounts::program(s, &token).await.unwrap();
        assert_eq!(comes.map(|viewer| viewer.account), Some(me));
        assert_eq!(accounts::session(s, &token).await.unwrap(), None);
        let cookie = accounts::demo_session(s, DemoRole::Editor, Browser::default());
        let cookie = cookie.await.unwrap();
        assert_eq!(accounts::program(s, &cookie.0).await.unwrap(), None);
        accounts::end_device(s, me, id).await.unwrap();
        assert_eq!(accounts::program(s, &token).await.unwrap(), None);
        for number in 0..limits::PROGRAMS_AN_ACCOUNT {
            let name = format!("Program {number}");
            accounts::add_program(s, me, &name).await.unwrap();
        }
        let refused = accounts::add_program(s, me, "One more").await.map(|_| ());
        let limit = limits::PROGRAMS_AN_ACCOUNT as u32;
        assert_eq!(refusal(refused), Refusal::TooMany { limit });
    })
    .await;
}
