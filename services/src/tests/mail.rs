//! Mail that a mail server does not take at once, or not at all.

pub(crate) mod server;

use super::{BEGIN, clean_up, fresh_databases, in_every_store, who};
use crate::{
    Config, Services, accounts,
    clock::SetClock,
    demo::DemoRole,
    mail,
    partnerships::{self, NewMember, NewOrganisation, NewPartnership},
    store::entities::{kept_mail, link_request, login_link, waiting_mail},
};
use model::{
    ids::{AccountId, PartnershipId},
    language::{Language, Texts},
    limits::{LOGIN_LINK_MINUTES, MAIL_PAUSE_MS},
    partnership::Member,
    role::Role,
};
use sea_orm::{ConnectionTrait, EntityTrait};
use server::{MailServer, Manner, PATIENCE, Seen};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::time::{sleep, timeout};

const ANNA: &str = "anna@example.org";
const BORIS: &str = "boris@example.org";

/// An instance that mails, over a database that outlives it.
async fn instance(database_url: &str, smtp_url: &str, clock: &Arc<SetClock>) -> Services {
    let base_url = "https://talka.example".to_owned();
    let config = Config {
        database_url: database_url.to_owned(),
        mail_server: Some(mail::MailServer::read(smtp_url, None, &base_url).unwrap()),
        base_url,
        demo: false,
        demo_anywhere: false,
        typeset: crate::tests::typeset,
    };
    Services::open_with(config, clock.clone()).await.unwrap()
}

struct Post {
    s: Services,
    clock: Arc<SetClock>,
    server: MailServer,
    database_url: String,
    smtp_url: String,
}

/// Two people have accounts; the mail server behaves so, connection by connection.
async fn with_manners(manners: &[Manner], options: &str, story: impl AsyncFn(Post)) {
    for database_url in fresh_databases().await {
        let server = MailServer::start(manners).await;
        let smtp_url = match options.split_once('@') {
            Some((login, options)) => {
                let url = server.url.replace("://", &format!("://{login}@"));
                format!("{url}{options}")
            }
            None => format!("{}{options}", server.url),
        };
        let clock = Arc::new(SetClock::at(BEGIN));
        let s = instance(&database_url, &smtp_url, &clock).await;
        for mail in [ANNA, BORIS] {
            accounts::invite_admin(&s, mail).await.unwrap();
        }
        story(Post {
            s,
            clock,
            server,
            database_url: database_url.clone(),
            smtp_url,
        })
        .await;
        clean_up(&database_url);
    }
}

impl Post {
    async fn ask(&self, mail: &str) {
        let asked = accounts::request_link(&self.s, mail, Language::En, "/");
        asked.await.unwrap();
    }

    async fn waiting(&self) -> Vec<waiting_mail::Model> {
        waiting_mail::Entity::find().all(&self.s.db).await.unwrap()
    }

    /// Until what waits is so.
    async fn until(&self, is_so: impl Fn(&[waiting_mail::Model]) -> bool) {
        let seen = async {
            while !is_so(&self.waiting().await) {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(PATIENCE, seen).await.expect("what waits changes");
    }

    /// Until the one mail that waits was put off after its first attempt.
    async fn until_put_off(&self) {
        let due_at = BEGIN.0 + MAIL_PAUSE_MS;
        self.until(|waiting| waiting.len() == 1 && waiting[0].due_at == due_at)
            .await;
        assert_eq!(self.waiting().await[0].refused_at, None);
    }
}

/// What servers say of the session, and with which options the operator has set theirs.
const OF_THE_SESSION: [(Manner, &str); 9] = [
    (Manner::Says("", "554 you are blocked"), ""),
    (Manner::Says("", "421 too busy"), ""),
    (Manner::Says("EHLO", "550 what a name"), ""),
    (Manner::Normal, "?tls=required"),
    (Manner::Says("AUTH", "535 5.7.8 bad password"), "user:pass@"),
    (Manner::Says("MAIL", "530 Must issue STARTTLS first"), ""),
    (Manner::Says("MAIL", "553 not your address"), ""),
    (Manner::Says("RCPT", "554 5.7.1 client host blocked"), ""),
    (Manner::Says(".", "451 try again later"), ""),
];

#[tokio::test]
async fn what_a_server_says_of_the_session_drops_no_mail() {
    for (manner, options) in OF_THE_SESSION {
        with_manners(&[manner], options, async |mut post: Post| {
            post.ask(ANNA).await;
            post.server.ended().await;
            post.until_put_off().await;
            if options == "?tls=required" {
                return;
            }
            // The operator mends it; whoever runs next sends what waits.
            post.clock.advance_ms(MAIL_PAUSE_MS);
            let _next = instance(&post.database_url, &post.smtp_url, &post.clock).await;
            let (mail, _) = post.server.taken().await;
            assert!(mail.contains("To: anna@example.org"), "{mail}");
            assert!(mail.contains("https://talka.example/sign-in/"), "{mail}");
            post.until(<[_]>::is_empty).await;
        })
        .await;
    }
}

/// Where the process is frozen as soon as it has answered.
#[tokio::test]
async fn who_has_the_jobs_run_is_answered_after_the_mails_that_are_due() {
    with_manners(&[], "", async |mut post: Post| {
        post.ask(ANNA).await;
        crate::jobs::run(&post.s).await.unwrap();
        assert!(post.waiting().await.is_empty(), "it has left");
        let (mail, _) = post.server.taken().await;
        assert!(mail.contains("To: anna@example.org"), "{mail}");
    })
    .await;
    with_manners(&[Manner::SilentAt("EHLO")], "", async |post: Post| {
        post.ask(ANNA).await;
        let moment = Duration::from_millis(200);
        assert!(
            !mail::settled(&post.s, moment).await,
            "nobody waits for ever"
        );
    })
    .await;
}

#[tokio::test]
async fn the_server_is_told_the_site_s_name_and_the_password() {
    with_manners(
        &[],
        "user%40city.example:pa%23ss@",
        async |mut post: Post| {
            post.ask(ANNA).await;
            let commands = post.server.ended().await;
            assert_eq!(commands[0], "EHLO talka.example");
            // "\0user@city.example\0pa#ss" in base64.
            assert_eq!(commands[1], "AUTH PLAIN AHVzZXJAY2l0eS5leGFtcGxlAHBhI3Nz");
            assert_eq!(commands[2], "MAIL FROM:<user@city.example>");
            assert_eq!(commands[3], "RCPT TO:<anna@example.org>");
        },
    )
    .await;
}

#[tokio::test]
async fn what_is_refused_for_good_is_kept_without_its_text_and_not_tried_again() {
    for manner in [
        Manner::Says("RCPT", "550 5.1.1 no such mailbox"),
        Manner::Says(".", "552 5.3.4 too large"),
    ] {
        with_manners(&[manner], "", async |mut post: Post| {
            post.ask(ANNA).await;
            post.server.ended().await;
            post.until(|waiting| waiting.len() == 1 && waiting[0].refused_at == Some(BEGIN.0))
                .await;
            let refused = post.waiting().await.remove(0);
            assert_eq!((&*refused.subject, &*refused.body), ("", ""));
            post.clock.advance_ms(LOGIN_LINK_MINUTES * 60_000);
            post.ask(BORIS).await;
            let (mail, _) = post.server.taken().await;
            assert!(mail.contains("To: boris@example.org"), "{mail}");
            post.until(|waiting| waiting.len() == 1).await;
            assert_eq!(post.waiting().await[0].id, refused.id);
        })
        .await;
    }
}

#[tokio::test]
async fn a_link_that_has_expired_is_not_sent_any_more() {
    let busy = Manner::Says("", "421 too busy");
    with_manners(&[busy], "", async |mut post: Post| {
        post.ask(ANNA).await;
        post.server.ended().await;
        post.until_put_off().await;
        post.clock.advance_ms(LOGIN_LINK_MINUTES * 60_000);
        let _next = instance(&post.database_url, &post.smtp_url, &post.clock).await;
        post.until(<[_]>::is_empty).await;
        assert_eq!(post.server.so_far(), [], "nothing was sent");
    })
    .await;
}

#[tokio::test]
async fn a_connection_on_which_nothing_is_said_holds_no_other_mail() {
    for silent in ["", "."] {
        with_manners(&[Manner::SilentAt(silent)], "", async |mut post: Post| {
            post.ask(ANNA).await;
            assert_eq!(post.server.next().await, Seen::Connected(0));
            post.ask(BORIS).await;
            let (mail, before) = post.server.taken().await;
            assert!(mail.contains("To: boris@example.org"), "{mail}");
            assert_eq!(before, [Seen::Connected(1)], "the first still waits");
            assert_eq!(
                post.waiting()
                    .await
                    .iter()
                    .filter(|it| it.recipient == ANNA)
                    .count(),
                1
            );
        })
        .await;
    }
}

#[tokio::test]
async fn two_instances_send_each_mail_once() {
    with_manners(&[], "", async |mut post: Post| {
        let other = instance(&post.database_url, &post.smtp_url, &post.clock).await;
        let mut asked = BTreeSet::new();
        for number in 0..12 {
            let mail = format!("person{number}@example.org");
            accounts::invite_admin(&post.s, &mail).await.unwrap();
            let s = if number % 2 == 0 { &post.s } else { &other };
            accounts::request_link(s, &mail, Language::Pl, "/")
                .await
                .unwrap();
            asked.insert(mail);
        }
        let mut sent = Vec::new();
        for _ in 0..asked.len() {
            let (mail, _) = post.server.taken().await;
            let to = mail.lines().find_map(|line| line.strip_prefix("To: "));
            sent.push(to.unwrap().trim().to_owned());
        }
        post.until(<[_]>::is_empty).await;
        assert_eq!(sent.len(), asked.len());
        assert_eq!(sent.into_iter().collect::<BTreeSet<_>>(), asked);
        let more = post.server.so_far();
        assert!(
            !more.iter().any(|seen| matches!(seen, Seen::Taken(..))),
            "{more:?}"
        );
    })
    .await;
}

/// A partnership that Anna has founded.
async fn founded(s: &Services) -> (AccountId, PartnershipId) {
    let anna = accounts::invite_admin(s, ANNA).await.unwrap();
    let token = anna.rsplit('/').next().unwrap();
    let signed_in = accounts::open_link(s, token, Default::default());
    let session = signed_in.await.unwrap().session;
    let anna = accounts::session(s, &session.0).await.unwrap().unwrap();
    let side = |name: &str, country: &str| NewOrganisation {
        name: english(name),
        country: country.to_owned(),
        address: String::new(),
    };
    let new = NewPartnership {
        title: english("Together"),
        first_day: "2022-01-01".to_owned(),
        last_day: "2022-12-31".to_owned(),
        organisations: vec![side("Council", "LV"), side("Foundation", "PL")],
        creator_name: "Anna".to_owned(),
    };
    let id = partnerships::create(s, anna.account, new).await.unwrap();
    (anna.account, id)
}

fn english(text: &str) -> Texts {
    Texts {
        en: text.to_owned(),
        ..Texts::default()
    }
}

fn invited(mail: &str) -> NewMember {
    NewMember {
        mail: mail.to_owned(),
        name: "Zofia".to_owned(),
        role: Role::Reader,
        side: None,
        languages: Vec::new(),
        language: Language::Pl,
    }
}

#[tokio::test]
async fn an_invitation_whose_mail_was_refused_is_shown_to_the_admins() {
    let unknown = Manner::Says("RCPT", "550 no such mailbox");
    with_manners(&[unknown], "", async |mut post: Post| {
        let (anna, partnership) = founded(&post.s).await;
        let page = async || {
            let page = partnerships::page(&post.s, anna, partnership)
                .await
                .unwrap();
            let members: Vec<Member> = page.members;
            members.into_iter().find(|it| it.pending).unwrap()
        };
        let s = &post.s;
        partnerships::invite_member(s, anna, partnership, invited("wrong@example.org"))
            .await
            .unwrap();
        post.until(|waiting| waiting.iter().any(|mail| mail.refused_at.is_some()))
            .await;
        let zofia = page().await;
        assert!(zofia.mail_refused);
        partnerships::renew_invitation(s, anna, partnership, zofia.account)
            .await
            .unwrap();
        assert!(!page().await.mail_refused, "sent again");
        let (mail, _) = post.server.taken().await;
        assert!(mail.contains("To: wrong@example.org"), "{mail}");
        post.until(<[_]>::is_empty).await;
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_invitation_is_not_sent_any_more() {
    let busy = Manner::Says("", "421 too busy");
    with_manners(&[busy], "", async |mut post: Post| {
        let (anna, partnership) = founded(&post.s).await;
        let new = invited("zofia@example.org");
        let zofia = partnerships::invite_member(&post.s, anna, partnership, new)
            .await
            .unwrap();
        post.server.ended().await;
        post.until_put_off().await;
        partnerships::remove_member(&post.s, anna, partnership, zofia.account)
            .await
            .unwrap();
        assert!(post.waiting().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_act_whose_mail_cannot_be_written_is_not_done() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let proposal = world.finalise().await;
        let partnership = partnerships::list(s, admin).await.unwrap()[0].id;
        let before = partnerships::page(s, admin, partnership).await.unwrap();
        let away = "ALTER TABLE kept_mail RENAME TO kept_mail_away";
        s.raw.execute_unprepared(away).await.unwrap();
        let new = invited("zofia@example.org");
        assert!(
            partnerships::invite_member(s, admin, partnership, new)
                .await
                .is_err()
        );
        let reader = who(DemoRole::Reader);
        assert!(
            partnerships::remove_member(s, admin, partnership, reader)
                .await
                .is_err()
        );
        assert!(
            crate::proposals::publish(s, admin, proposal, true)
                .await
                .is_err()
        );
        let unlocked = model::workflow::State::Draft;
        let back = crate::proposals::move_state(s, admin, proposal, unlocked, "why", None);
        assert!(back.await.is_err());
        let back = "ALTER TABLE kept_mail_away RENAME TO kept_mail";
        s.raw.execute_unprepared(back).await.unwrap();
        let after = partnerships::page(s, admin, partnership).await.unwrap();
        assert_eq!(after, before);
        crate::proposals::publish(s, admin, proposal, true)
            .await
            .unwrap();
        assert!(
            !kept_mail::Entity::find()
                .all(&s.db)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn asking_for_a_link_does_the_same_for_whoever_asks() {
    in_every_store(async |world| {
        // A process that only answers: the work comes afterwards.
        let config = (*world.s.config).clone();
        let s = Services::for_command(config).await.unwrap();
        let known = "coordinator@daugavpils.example";
        for mail in [known, "nobody@nowhere.example"] {
            accounts::request_link(&s, mail, Language::Lv, "/x")
                .await
                .unwrap();
        }
        let asked = link_request::Entity::find().all(&s.db).await.unwrap();
        let mails: BTreeSet<_> = asked.iter().map(|row| &*row.mail).collect();
        assert_eq!(mails, BTreeSet::from([known, "nobody@nowhere.example"]));
        let links = async || login_link::Entity::find().all(&s.db).await.unwrap();
        assert!(links().await.is_empty());
        assert!(
            kept_mail::Entity::find()
                .all(&s.db)
                .await
                .unwrap()
                .is_empty()
        );
        tokio::join!(
            accounts::answer_requests(&s),
            accounts::answer_requests(&world.s)
        );
        let waiting = link_request::Entity::find().all(&s.db).await.unwrap();
        assert!(waiting.is_empty());
        assert_eq!(links().await.len(), 1, "once, whoever answers");
        let mails = mail::kept(&s).await.unwrap();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].recipient, known);
        assert!(mails[0].subject.contains("Talka"));
    })
    .await;
}
