//! Where no socket gets through, whoever has everything is answered when something happens.

use super::{Person, Talka, sockets::PATIENCE};
use crate::serve;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use model::{
    document::{draft::Draft, projection::Node},
    event::Event,
    ids::CommentId,
    language::Language,
    limits::EXCHANGE_WAIT_MS,
    proposal::{FieldName, SectionKey},
    sync::{ClientHalf, MARK_HEADER, Message, Millis},
};
use services::{
    demo::{DemoRole, account_of},
    threads,
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::{sleep, timeout},
};
use uuid::Uuid;

/// A page without a socket.
struct Page {
    person: Person,
    proposal: String,
    draft: Draft,
    half: ClientHalf,
    mark: String,
    since: u64,
}

impl Page {
    async fn open(talka: &Talka, name: &str, client: u64) -> Page {
        let mut page = Page {
            person: talka.person(name).await,
            proposal: talka.demo_proposal().await,
            draft: Draft::for_browser(client, Arc::new(|| 0)),
            half: ClientHalf::new(client),
            mark: String::new(),
            since: 0,
        };
        for event in page.exchange(0).await {
            if let Event::News(news) = event {
                page.since = news.progress.seq;
            }
        }
        page.exchange(0).await;
        page
    }

    fn request(&self, wait_ms: u64) -> (Request<Body>, u64) {
        let (body, last) = self.half.post(&self.draft);
        let Page {
            proposal,
            since,
            mark,
            ..
        } = self;
        let path = format!("/collab/{proposal}/sync?since={since}&wait={wait_ms}&mark={mark}");
        let request = Request::post(path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .body(Body::from(body));
        (request.unwrap(), last)
    }

    async fn exchange(&mut self, wait_ms: u64) -> Vec<Event> {
        let (request, last) = self.request(wait_ms);
        let answer = self.person.send(request).await;
        assert_eq!(answer.status, StatusCode::OK);
        self.mark = answer.header(MARK_HEADER).to_owned();
        let taken = self
            .half
            .posted(&answer.bytes, last, &mut self.draft, Millis(0));
        taken.unwrap();
        let messages = Message::read_all(&answer.bytes).unwrap().into_iter();
        let events = messages.filter_map(|message| match message {
            Message::Event(event) => Some(*event),
            _ => None,
        });
        events.collect()
    }

    fn text(&self) -> String {
        let projection = self.draft.projection(&field());
        let lines = projection.textblocks().map(|block| block.text());
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn field() -> FieldName {
    FieldName {
        section: SectionKey("timeline".to_owned()),
        language: Language::Pl,
    }
}

#[tokio::test]
async fn words_and_comments_come_while_it_is_waited_for_them() {
    let talka = Talka::demo().await;
    let mut zane = Page::open(&talka, "editor", 11).await;
    let mut anna = Page::open(&talka, "partner-editor", 12).await;

    let began = Instant::now();
    anna.exchange(300).await;
    assert!(
        began.elapsed() >= Duration::from_millis(300),
        "nothing happened"
    );

    let update = zane
        .draft
        .plant(&field(), &[Node::paragraph("Sveiki")])
        .update;
    zane.half.keep(update);
    let began = Instant::now();
    let writing = async {
        sleep(Duration::from_millis(50)).await;
        zane.exchange(EXCHANGE_WAIT_MS).await;
    };
    tokio::join!(writing, anna.exchange(EXCHANGE_WAIT_MS));
    assert_eq!((anna.text().as_str(), zane.half.unsaved()), ("Sveiki", 0));
    assert!(began.elapsed() < Duration::from_millis(EXCHANGE_WAIT_MS / 2));

    anna.exchange(0).await;
    let thread = talka.open_thread().await.parse().unwrap();
    let (id, editor) = (CommentId(Uuid::from_u128(7)), account_of(DemoRole::Editor));
    let commenting = async {
        sleep(Duration::from_millis(50)).await;
        threads::answer(&talka.services, editor, thread, "Kur?", id)
            .await
            .unwrap();
    };
    let ((), heard) = tokio::join!(commenting, anna.exchange(EXCHANGE_WAIT_MS));
    let says = |event: &Event| match event {
        Event::Thread { thread } => thread.comments.iter().any(|it| it.body == "Kur?"),
        _ => false,
    };
    assert!(heard.iter().any(says), "{heard:?}");
}

#[tokio::test]
async fn who_waits_is_answered_at_once_when_the_process_is_told_to_stop() {
    let talka = Talka::demo().await;
    let anna = Page::open(&talka, "partner-editor", 12).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(serve::run(listener, talka.site.clone(), async {
        stopped.await.unwrap();
    }));
    let (request, _) = anna.request(u64::MAX);
    let path = request.uri().to_string();
    let (body, _) = anna.half.post(&anna.draft);
    let cookie = anna.person.cookie.clone().unwrap();
    let mut stream = TcpStream::connect(addr).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {addr}\r\nOrigin: http://{addr}\r\nCookie: {cookie}\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
    let mut answer = [0_u8; 15];
    let early = timeout(Duration::from_millis(300), stream.read_exact(&mut answer)).await;
    assert!(early.is_err(), "it waits");

    let began = Instant::now();
    stop.send(()).unwrap();
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
    timeout(PATIENCE, running).await.unwrap().unwrap().unwrap();
    assert!(
        began.elapsed() < Duration::from_secs(3),
        "the wait held up the end"
    );
}
