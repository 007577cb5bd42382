//! A rolling release: instance after instance is told to stop and started again, while people write and
//! comment as fast as it goes. No letter and no comment is lost, and none is there twice.
//!
//! On PostgreSQL two instances serve the same people, who go to the other one as a load balancer sends
//! them; on SQLite there is one, and they come back to it.

#![allow(clippy::unwrap_used)]

#[path = "kill/people.rs"]
mod people;

use model::ids::{CommentId, ThreadId};
use people::{Folder, PATIENCE, Server, Writer, rand_client, read};
use services::{
    Services,
    demo::{self, DemoRole, account_of},
    threads,
};
use std::time::{Duration, Instant};

const WRITERS: usize = 4;
/// How long people write between two releases.
const WORK: Duration = Duration::from_millis(400);
/// Between two acts of everybody.
const PAUSE: Duration = Duration::from_millis(5);
/// Fewer than a thread takes.
const COMMENTS: usize = 150;
/// Platforms kill after ten seconds.
const STOPS_WITHIN: Duration = Duration::from_secs(9);

/// The database as this test looks into it, while no server writes.
async fn inside(database: &str) -> Services {
    let config = services::Config {
        database_url: database.to_owned(),
        base_url: "http://localhost:3000".to_owned(),
        mail_server: None,
        demo: true,
        demo_anywhere: false,
        typeset: |_| Err("no PDF here".to_owned()),
    };
    Services::open(config).await.unwrap()
}

async fn open_thread(s: &Services) -> ThreadId {
    let proposal = demo::info(s).await.unwrap().proposal;
    let all = threads::list(s, account_of(DemoRole::Admin), proposal).await;
    let all = all.unwrap();
    all.iter().find(|thread| thread.is_open()).unwrap().id
}

/// Everybody who is at work, and where each one is.
struct Crowd {
    writers: Vec<Writer>,
    at: Vec<usize>,
    proposal: String,
    cookie: String,
    thread: ThreadId,
    comments: usize,
    /// The comment that was sent and whose answer did not come.
    open: Option<(CommentId, String)>,
    /// To which instance the next comment goes.
    asked: usize,
}

impl Crowd {
    /// Everybody does one thing; who has lost the line takes the next instance.
    async fn work(&mut self, servers: &[Server]) {
        for (writer, at) in self.writers.iter_mut().zip(&mut self.at) {
            if writer.socket.is_none() {
                *at = (*at + 1) % servers.len();
                writer.connect(&servers[*at], &self.proposal).await;
            }
            writer.write().await;
            writer.listen().await;
        }
        self.comment(servers, true).await;
        tokio::time::sleep(PAUSE).await;
    }

    async fn listen(&mut self, servers: &[Server]) {
        for (writer, at) in self.writers.iter_mut().zip(&mut self.at) {
            if writer.socket.is_none() {
                *at = (*at + 1) % servers.len();
                writer.connect(&servers[*at], &self.proposal).await;
            }
            writer.listen().await;
        }
        self.comment(servers, false).await;
    }

    /// As a page does: what was not answered is sent again under its own number.
    async fn comment(&mut self, servers: &[Server], begins: bool) {
        if self.open.is_none() && begins && self.comments < COMMENTS {
            self.comments += 1;
            let id = CommentId(uuid::Uuid::from_u128(u128::from(rand_client())));
            self.open = Some((id, format!("c{}", self.comments)));
        }
        let Some((id, body)) = &self.open else { return };
        let input = postcard::to_allocvec(&(self.thread, body, id)).unwrap();
        let done = servers[self.asked].call("threads/answer", &self.cookie, &input);
        match done.await {
            Ok(true) => self.open = None,
            _ => self.asked = (self.asked + 1) % servers.len(),
        }
    }

    fn is_done(&self) -> bool {
        self.open.is_none() && self.writers.iter().all(|writer| writer.half.unsaved() == 0)
    }
}

/// Everybody works on while one instance is told to stop, ends and comes back.
async fn release(servers: &mut [Server], which: usize, crowd: &mut Crowd) {
    let begin = Instant::now();
    while begin.elapsed() < WORK {
        crowd.work(servers).await;
    }
    servers[which].tell_to_stop();
    let told = Instant::now();
    let ended = loop {
        crowd.work(servers).await;
        if let Some(ended) = servers[which].ended() {
            break ended;
        }
        assert!(told.elapsed() < STOPS_WITHIN, "it does not end");
    };
    assert!(ended.success(), "{ended}");
    servers[which].restart().await;
}

async fn roll(database: &str, instances: usize) {
    let s = inside(database).await;
    let thread = open_thread(&s).await;
    s.close().await;
    let mut servers = Vec::new();
    for _ in 0..instances {
        servers.push(Server::start(database).await);
    }
    let (editor, proposal) = servers[0].sign_in("editor").await;
    let (partner, _) = servers[0].sign_in("partner-editor").await;
    let cookie = |number: usize| [&editor, &partner][number % 2].clone();
    let mut crowd = Crowd {
        writers: (0..WRITERS)
            .map(|it| Writer::new(rand_client(), cookie(it)))
            .collect(),
        at: (0..WRITERS).collect(),
        proposal,
        cookie: editor.clone(),
        thread,
        comments: 0,
        open: None,
        asked: 0,
    };
    for which in 0..instances {
        release(&mut servers, which, &mut crowd).await;
    }
    let begin = Instant::now();
    while !crowd.is_done() {
        assert!(begin.elapsed() < PATIENCE, "something stays unsaved");
        crowd.listen(&servers).await;
    }
    let seen = read(&servers[0], &editor, &crowd.proposal).await;
    let mut words = 0;
    for writer in &crowd.writers {
        for number in 1..=writer.words {
            let word = format!("w{}x{number}", writer.client);
            let count = seen.iter().filter(|seen| **seen == word).count();
            assert_eq!(count, 1, "{word}");
            words += 1;
        }
    }
    drop(servers);
    let s = inside(database).await;
    let proposal = demo::info(&s).await.unwrap().proposal;
    let all = threads::list(&s, account_of(DemoRole::Admin), proposal).await;
    let all = all.unwrap();
    let thread = all.iter().find(|it| it.id == thread).unwrap();
    for number in 1..=crowd.comments {
        let body = format!("c{number}");
        let count = thread.comments.iter().filter(|it| it.body == body).count();
        assert_eq!(count, 1, "{body}");
    }
    assert!(words > 0 && crowd.comments > 0);
    println!(
        "{instances} released: {words} words and {} comments, none lost",
        crowd.comments
    );
}

#[tokio::test]
async fn a_release_on_sqlite_loses_no_letter_and_no_comment() {
    let folder = Folder::new();
    roll(&folder.database(), 1).await;
}

#[tokio::test]
async fn a_rolling_release_of_two_instances_loses_no_letter_and_no_comment() {
    let Ok(server) = std::env::var("TALKA_TEST_POSTGRES_URL") else {
        println!("without PostgreSQL there is one instance");
        return;
    };
    let database = services::testing::fresh_postgres(&server).await;
    roll(&database, 2).await;
}
