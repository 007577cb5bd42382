//! A page that was away is told what it missed, over a socket and by plain calls; a page of another
//! release is told to load again, before anything it says is read.

use super::{
    Talka,
    sockets::{PATIENCE, Served},
};
use axum::{
    body::Body,
    http::{HeaderValue, Request, StatusCode, header},
};
use futures::StreamExt;
use model::{
    event::Event,
    ids::CommentId,
    sync::{CLOSE_HEADER, CloseCode, DIALECT, Message, SHAPES, SHAPES_HEADER},
    thread::Thread,
};
use services::{
    demo::{DemoRole, account_of},
    proposals, threads,
};
use tokio::time::timeout;
use tokio_tungstenite::{connect_async, tungstenite};
use uuid::Uuid;

/// Of no release.
const OTHER_SHAPES: &str = "0000000000000000";

/// What somebody says while nobody looks.
const MEANWHILE: &str = "Meanwhile";

/// An act of somebody else, of which no page has heard; the number of the newest act before it.
async fn answered_meanwhile(talka: &Talka) -> u64 {
    let proposal = talka.demo_proposal().await.parse().unwrap();
    let (s, editor) = (&talka.services, account_of(DemoRole::Editor));
    let progress = proposals::progress(s, Some(editor), proposal).await;
    let thread = talka.open_thread().await.parse().unwrap();
    let id = CommentId(Uuid::from_u128(99));
    threads::answer(s, editor, thread, MEANWHILE, id)
        .await
        .unwrap();
    progress.unwrap().seq
}

/// How many threads with what was said meanwhile a body of messages tells of.
fn told(body: &[u8]) -> usize {
    let mut threads = 0;
    for message in Message::read_all(body).unwrap() {
        if let Message::Event(event) = message
            && let Event::News(news) = *event
        {
            let says = |thread: &Thread| thread.comments.iter().any(|it| it.body == MEANWHILE);
            threads += news.threads.iter().filter(|thread| says(thread)).count();
        }
    }
    threads
}

#[tokio::test]
async fn a_socket_begins_with_what_was_missed() {
    let served = Served::start().await;
    let before = answered_meanwhile(&served.talka).await;
    let person = served.talka.person("editor").await;
    let proposal = served.talka.demo_proposal().await;
    for (since, expected) in [(before, 1), (before + 1, 0)] {
        let mut request = served.request(&person);
        let url = format!("ws://{}/collab/{proposal}?since={since}", served.addr);
        *request.uri_mut() = url.parse().unwrap();
        let dialect = HeaderValue::from_static(DIALECT);
        let headers = request.headers_mut();
        headers.insert(header::SEC_WEBSOCKET_PROTOCOL, dialect);
        let (mut socket, _) = connect_async(request).await.unwrap();
        let mut heard = 0;
        // The rights, the news if there are any, step 1.
        loop {
            let next = timeout(PATIENCE, socket.next()).await.unwrap().unwrap();
            let tungstenite::Message::Binary(frame) = next.unwrap() else {
                continue;
            };
            heard += told(&frame);
            if matches!(Message::read(&frame), Ok(Message::Step1(_))) {
                break;
            }
        }
        assert_eq!(heard, expected, "since {since}");
    }
}

#[tokio::test]
async fn a_plain_exchange_brings_what_was_missed() {
    let talka = Talka::demo().await;
    let before = answered_meanwhile(&talka).await;
    let (person, proposal) = (talka.person("editor").await, talka.demo_proposal().await);
    for (since, expected) in [(before, 1), (before + 1, 0)] {
        let answer = person
            .post(&format!("/collab/{proposal}/sync?since={since}"), "")
            .await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(told(&answer.bytes), expected, "since {since}");
    }
    // Who names no number, as other programs, is told nothing that it would not know.
    let answer = person.post(&format!("/collab/{proposal}/sync"), "").await;
    assert!(answer.bytes.is_empty());
}

#[tokio::test]
async fn a_socket_of_another_release_is_closed_with_its_own_code() {
    let served = Served::start().await;
    let person = served.talka.person("editor").await;
    for other in ["talka.1", "talka.1.0000000000000000"] {
        let mut request = served.request(&person);
        let protocol = HeaderValue::from_str(other).unwrap();
        let headers = request.headers_mut();
        headers.insert(header::SEC_WEBSOCKET_PROTOCOL, protocol);
        let (mut socket, response) = connect_async(request).await.unwrap();
        assert_eq!(response.headers()[header::SEC_WEBSOCKET_PROTOCOL], other);
        let first = timeout(PATIENCE, socket.next()).await.unwrap().unwrap();
        let tungstenite::Message::Close(Some(frame)) = first.unwrap() else {
            panic!("{other} was let in");
        };
        assert_eq!(u16::from(frame.code), CloseCode::NewVersion.number());
    }
}

#[tokio::test]
async fn a_call_of_another_release_is_not_read() {
    let talka = Talka::demo().await;
    let (person, thread) = (talka.person("editor").await, talka.open_thread().await);
    let comments = async || {
        let proposal = talka.demo_proposal().await.parse().unwrap();
        let admin = account_of(DemoRole::Admin);
        let all = threads::list(&talka.services, admin, proposal)
            .await
            .unwrap();
        all.iter().map(|it| it.comments.len()).sum::<usize>()
    };
    let before = comments().await;
    for (shapes, status, id) in [
        (OTHER_SHAPES, StatusCode::UPGRADE_REQUIRED, 1),
        (SHAPES, StatusCode::OK, 2),
    ] {
        let thread: Uuid = thread.parse().unwrap();
        let call = (thread, "Sveiki", Uuid::from_u128(id));
        let request = Request::post("/api/threads/answer")
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .header(header::CONTENT_TYPE, "application/x-postcard")
            .header(SHAPES_HEADER, shapes)
            .body(Body::from(postcard::to_allocvec(&call).unwrap()));
        let answer = person.send(request.unwrap()).await;
        assert_eq!(answer.status, status);
        let is_turned_away = answer.header(CLOSE_HEADER) == "4426";
        assert_eq!(is_turned_away, status == StatusCode::UPGRADE_REQUIRED);
    }
    assert_eq!(comments().await, before + 1);
}
