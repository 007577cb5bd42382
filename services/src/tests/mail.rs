//! Mail that a mail server does not take at once. The server here is a few lines of SMTP (RFC 5321).

use super::{BEGIN, clean_up, fresh_databases};
use crate::{Config, Services, accounts, clock::SetClock, store::entities::waiting_mail};
use model::{
    language::Language,
    limits::{LOGIN_LINK_MINUTES, MAIL_PAUSE_MS},
};
use sea_orm::EntityTrait;
use std::{collections::VecDeque, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::{sleep, timeout},
};

const PATIENCE: Duration = Duration::from_secs(10);
const ANNA: &str = "anna@example.org";

/// What became of one attempt to hand over a mail.
#[derive(Debug, PartialEq)]
enum Attempt {
    Refused,
    Taken(String),
}

/// A mail server that answers the first attempts with these lines, and takes what comes after.
async fn mail_server(refusals: &[&'static str]) -> (String, mpsc::UnboundedReceiver<Attempt>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let (tell, told) = mpsc::unbounded_channel();
    let mut refusals: VecDeque<&str> = refusals.iter().copied().collect();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let attempt = talk(stream, refusals.pop_front()).await;
            if tell.send(attempt).is_err() {
                return;
            }
        }
    });
    (url, told)
}

async fn talk(stream: TcpStream, refusal: Option<&str>) -> Attempt {
    let mut stream = BufReader::new(stream);
    let mut say = "220 ready\r\n".to_owned();
    let mut mail = String::new();
    loop {
        stream.write_all(say.as_bytes()).await.unwrap();
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return if mail.is_empty() {
                Attempt::Refused
            } else {
                Attempt::Taken(mail)
            };
        }
        say = match (line.split(' ').next().unwrap().trim_end(), refusal) {
            ("MAIL", Some(refusal)) => format!("{refusal}\r\n"),
            ("DATA", _) => {
                stream.write_all(b"354 go on\r\n").await.unwrap();
                while !mail.ends_with("\r\n.\r\n") {
                    stream.read_line(&mut mail).await.unwrap();
                }
                "250 taken\r\n".to_owned()
            }
            ("QUIT", _) => "221 bye\r\n".to_owned(),
            _ => "250 ok\r\n".to_owned(),
        };
    }
}

/// An instance that mails, over a database that outlives it.
async fn instance(database_url: &str, smtp_url: &str, clock: &Arc<SetClock>) -> Services {
    let config = Config {
        database_url: database_url.to_owned(),
        base_url: "https://talka.example".to_owned(),
        smtp_url: Some(smtp_url.to_owned()),
        demo: false,
        demo_anywhere: false,
    };
    Services::open_with(config, clock.clone()).await.unwrap()
}

/// Anna has asked for a link, and the mail server has refused it once.
async fn in_every_store(refusals: &[&'static str], story: impl AsyncFn(Post)) {
    for database_url in fresh_databases().await {
        let (smtp_url, attempts) = mail_server(refusals).await;
        let clock = Arc::new(SetClock::at(BEGIN));
        let s = instance(&database_url, &smtp_url, &clock).await;
        accounts::invite_admin(&s, ANNA).await.unwrap();
        let mut post = Post {
            s,
            clock,
            attempts,
            database_url: database_url.clone(),
            smtp_url,
        };
        let asked = accounts::request_link(&post.s, ANNA, Language::En, "/");
        asked.await.unwrap();
        assert_eq!(post.attempt().await, Attempt::Refused);
        story(post).await;
        clean_up(&database_url);
    }
}

struct Post {
    s: Services,
    clock: Arc<SetClock>,
    attempts: mpsc::UnboundedReceiver<Attempt>,
    database_url: String,
    smtp_url: String,
}

impl Post {
    async fn attempt(&mut self) -> Attempt {
        let attempt = timeout(PATIENCE, self.attempts.recv()).await;
        attempt.expect("an attempt comes").unwrap()
    }

    /// Until so many mails wait.
    async fn until_waiting(&self, count: usize) {
        self.until(|waiting| waiting.len() == count).await;
    }

    /// Until the one mail that waits is due so long after the beginning.
    async fn until_due(&self, after_ms: i64) {
        let due_at = BEGIN.0 + after_ms;
        self.until(|waiting| waiting.iter().all(|mail| mail.due_at == due_at))
            .await;
    }

    async fn until(&self, is_so: impl Fn(&[waiting_mail::Model]) -> bool) {
        let seen = async {
            while !is_so(&waiting_mail::Entity::find().all(&self.s.db).await.unwrap()) {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(PATIENCE, seen).await.expect("what waits changes");
    }
}

#[tokio::test]
async fn a_mail_that_is_not_taken_is_sent_by_whoever_runs_next() {
    in_every_store(&["451 try again later"], async |mut post: Post| {
        post.until_due(MAIL_PAUSE_MS).await;
        post.clock.advance_ms(MAIL_PAUSE_MS);
        let _next = instance(&post.database_url, &post.smtp_url, &post.clock).await;
        let Attempt::Taken(mail) = post.attempt().await else {
            panic!("refused again");
        };
        assert!(mail.contains("To: anna@example.org"), "{mail}");
        assert!(mail.contains("https://talka.example/sign-in/"), "{mail}");
        post.until_waiting(0).await;
        assert!(post.attempts.is_empty(), "sent once");
    })
    .await;
}

#[tokio::test]
async fn the_same_instance_tries_again_when_there_is_other_mail() {
    let refusals = ["421 too busy", "450 mailbox busy"];
    in_every_store(&refusals, async |mut post: Post| {
        post.until_due(MAIL_PAUSE_MS).await;
        post.clock.advance_ms(MAIL_PAUSE_MS);
        accounts::request_link(&post.s, ANNA, Language::Lv, "/")
            .await
            .unwrap();
        assert_eq!(post.attempt().await, Attempt::Refused);
        assert!(matches!(post.attempt().await, Attempt::Taken(_)));
        post.until_waiting(1).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_for_good_is_not_tried_again() {
    in_every_store(&["550 no such mailbox"], async |post: Post| {
        post.until_waiting(0).await;
    })
    .await;
}

#[tokio::test]
async fn a_link_that_has_expired_is_not_sent_any_more() {
    in_every_store(&["451 try again later"], async |post: Post| {
        post.until_due(MAIL_PAUSE_MS).await;
        post.clock.advance_ms(LOGIN_LINK_MINUTES * 60_000);
        let _next = instance(&post.database_url, &post.smtp_url, &post.clock).await;
        post.until_waiting(0).await;
        assert!(post.attempts.is_empty(), "nothing was sent");
    })
    .await;
}
