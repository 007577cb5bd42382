//! Real sockets through the real router.

use super::{Person, Talka};
use crate::serve;
use axum::{
    body::Body,
    http::{HeaderValue, Request, StatusCode, header},
};
use futures::{SinkExt, StreamExt};
use model::{
    document::{draft::Draft, projection::Node},
    ids::ProposalId,
    language::Language,
    proposal::{FieldName, SectionKey},
    sync::{CLOSE_HEADER, ClientEvent, ClientHalf, CloseCode, DIALECT, Message, Millis},
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, client::IntoClientRequest, protocol::CloseFrame},
};

/// Longest that a test waits for what must come.
pub(super) const PATIENCE: Duration = Duration::from_secs(120);

/// A running server and an empty proposal on it.
pub(super) struct Served {
    pub talka: Talka,
    pub addr: SocketAddr,
    proposal: ProposalId,
    stop: Option<oneshot::Sender<()>>,
}

impl Served {
    pub async fn start() -> Served {
        let talka = Talka::demo().await;
        let proposal = services::demo::new_proposal(&talka.services).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(serve::run(listener, talka.site.clone(), async {
            // Without a word of the test the server runs until the test's runtime ends.
            if stopped.await.is_err() {
                std::future::pending::<()>().await;
            }
        }));
        let stop = Some(stop);
        Served {
            talka,
            addr,
            proposal,
            stop,
        }
    }

    pub fn request(&self, person: &Person) -> Request<()> {
        let url = format!("ws://{}/collab/{}", self.addr, self.proposal);
        let mut request = url.into_client_request().unwrap();
        if let Some(cookie) = &person.cookie {
            let cookie = HeaderValue::from_str(cookie).unwrap();
            request.headers_mut().insert(header::COOKIE, cookie);
        }
        request
    }

    async fn peer(&self, name: &str, client: u64) -> Peer {
        let person = self.talka.person(name).await;
        self.peer_of(&person, client).await
    }

    async fn peer_of(&self, person: &Person, client: u64) -> Peer {
        let mut request = self.request(person);
        let dialect = HeaderValue::from_static(DIALECT);
        request
            .headers_mut()
            .insert(header::SEC_WEBSOCKET_PROTOCOL, dialect);
        let (socket, response) = connect_async(request).await.unwrap();
        assert_eq!(response.headers()[header::SEC_WEBSOCKET_PROTOCOL], DIALECT);
        let mut peer = Peer {
            draft: Draft::for_browser(client, Arc::new(|| 0)),
            half: ClientHalf::new(client),
            socket,
        };
        for frame in peer.half.open(&peer.draft, Millis(0)) {
            peer.send(frame).await;
        }
        peer.until(|peer| peer.half.is_synced()).await;
        peer
    }
}

/// A person with a socket.
struct Peer {
    draft: Draft,
    half: ClientHalf,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

fn field() -> FieldName {
    FieldName {
        section: SectionKey("summary".to_owned()),
        language: Language::En,
    }
}

impl Peer {
    async fn send(&mut self, frame: Vec<u8>) {
        let message = tungstenite::Message::Binary(frame.into());
        self.socket.send(message).await.unwrap();
    }

    async fn write(&mut self, text: &str) {
        let update = self.draft.plant(&field(), &[Node::paragraph(text)]).update;
        if let Some(frame) = self.half.local(update) {
            self.send(frame).await;
        }
    }

    fn text(&self) -> String {
        let projection = self.draft.projection(&field());
        let lines = projection.textblocks().map(|block| block.text());
        lines.collect::<Vec<_>>().join("\n")
    }

    async fn until(&mut self, is_so: impl Fn(&Peer) -> bool) {
        while !is_so(self) {
            let closed = self.take().await;
            assert_eq!(closed, None, "closed while waiting");
        }
    }

    async fn until_closed(&mut self) -> CloseFrame {
        loop {
            if let Some(frame) = self.take().await {
                return frame;
            }
        }
    }

    async fn take(&mut self) -> Option<CloseFrame> {
        let next = timeout(PATIENCE, self.socket.next()).await;
        match next.expect("what a test waits for comes").unwrap().unwrap() {
            tungstenite::Message::Binary(frame) => {
                let events = self.half.frame(&frame, &mut self.draft, Millis(0)).unwrap();
                for event in events {
                    if let ClientEvent::Send(frame) = event {
                        self.send(frame).await;
                    }
                }
                None
            }
            tungstenite::Message::Close(frame) => frame,
            _ => None,
        }
    }
}

#[tokio::test]
async fn two_sockets_write_together_and_the_text_outlives_them() {
    let served = Served::start().await;
    let mut zane = served.peer("editor", 11).await;
    let mut anna = served.peer("partner-editor", 12).await;
    zane.write("Sveiki").await;
    anna.until(|anna| anna.text() == "Sveiki").await;
    anna.write("Cześć").await;
    zane.until(|zane| zane.text() == "Sveiki\nCześć" && zane.half.unsaved() == 0)
        .await;
    anna.until(|anna| anna.half.unsaved() == 0).await;
    drop((zane, anna));
    let late = served.peer("reader", 13).await;
    assert_eq!(late.text(), "Sveiki\nCześć");
}

#[tokio::test]
async fn a_commenter_is_told_and_a_hand_made_frame_changes_nothing() {
    let served = Served::start().await;
    let mut commenter = served.peer("commenter", 11).await;
    commenter.write("hand-made").await;
    commenter
        .until(|commenter| commenter.half.is_denied())
        .await;
    let late = served.peer("reader", 13).await;
    assert_eq!(late.text(), "");
}

#[tokio::test]
async fn a_foreign_client_gets_no_messages_it_does_not_know() {
    let served = Served::start().await;
    let person = served.talka.person("editor").await;
    let (mut socket, response) = connect_async(served.request(&person)).await.unwrap();
    assert!(
        !response
            .headers()
            .contains_key(header::SEC_WEBSOCKET_PROTOCOL)
    );
    let mut draft = Draft::for_browser(11, Arc::new(|| 0));
    let update = draft.plant(&field(), &[Node::paragraph("x")]).update;
    let question = Message::Step1(&[0]).frame();
    for frame in [Message::Update(&update).frame(), question] {
        socket
            .send(tungstenite::Message::Binary(frame.into()))
            .await
            .unwrap();
    }
    let mut answered = false;
    while !answered {
        let next = timeout(PATIENCE, socket.next())
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        let tungstenite::Message::Binary(frame) = next else {
            continue;
        };
        match Message::read(&frame).unwrap() {
            Message::Step2(whole) => {
                draft.apply(whole).unwrap();
                answered = true;
            }
            Message::Step1(_) | Message::Awareness(_) => {}
            other => panic!("a foreign client was sent {other:?}"),
        }
    }
}

#[tokio::test]
async fn who_may_not_see_it_gets_no_socket() {
    let served = Served::start().await;
    let status = async |request| match connect_async(request).await {
        Err(tungstenite::Error::Http(response)) => response.status(),
        other => panic!("{other:?}"),
    };
    let visitor = served.talka.visitor();
    assert_eq!(
        status(served.request(&visitor)).await,
        StatusCode::UNAUTHORIZED
    );
    let person = served.talka.person("editor").await;
    let mut foreign = served.request(&person);
    let origin = HeaderValue::from_static("https://evil.example");
    foreign.headers_mut().insert(header::ORIGIN, origin);
    assert_eq!(status(foreign).await, StatusCode::FORBIDDEN);
    let mut unknown = served.request(&person);
    let url = format!("ws://{}/collab/{}", served.addr, uuid::Uuid::nil());
    *unknown.uri_mut() = url.parse().unwrap();
    assert_eq!(status(unknown).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_plain_exchange_is_refused_with_the_code_that_a_socket_would_be_closed_with() {
    let served = Served::start().await;
    let (visitor, person) = (served.talka.visitor(), served.talka.person("editor").await);
    let (here, nowhere) = (
        format!("/collab/{}/sync", served.proposal),
        format!("/collab/{}/sync", uuid::Uuid::nil()),
    );
    let code = |answer: &super::Answer| answer.headers.get(CLOSE_HEADER).cloned();
    let signed_out = visitor.post(&here, "").await;
    assert_eq!(signed_out.status, StatusCode::UNAUTHORIZED);
    assert_eq!(code(&signed_out).unwrap(), "4401");
    let unknown = person.post(&nowhere, "").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(code(&unknown).unwrap(), "4403");
    // What nobody answers for says nothing about the proposal.
    let elsewhere = person.post("/collab/nobody", "").await;
    assert_eq!(code(&elsewhere), None);
}

#[tokio::test]
async fn signing_out_closes_the_sockets_of_that_session_and_no_others() {
    let served = Served::start().await;
    let page = served.talka.person("editor").await;
    let mut here = served.peer_of(&page, 11).await;
    let mut elsewhere = served.peer("editor", 12).await;
    page.post("/sign-out", "").await;
    let frame = here.until_closed().await;
    assert_eq!(u16::from(frame.code), CloseCode::SignedOut.number());
    elsewhere.write("signed in elsewhere").await;
    elsewhere
        .until(|elsewhere| elsewhere.half.unsaved() == 0)
        .await;
}

#[tokio::test]
async fn text_frames_and_huge_frames_are_closed_with_their_codes() {
    let served = Served::start().await;
    let mut peer = served.peer("editor", 11).await;
    let text = tungstenite::Message::Text("{}".into());
    peer.socket.send(text).await.unwrap();
    let frame = peer.until_closed().await;
    assert_eq!(u16::from(frame.code), CloseCode::Malformed.number());
    let peer = served.peer("editor", 12).await;
    let huge = vec![0; model::limits::FRAME_BYTES + 1];
    let (mut sink, mut stream) = peer.socket.split();
    // The server does not read all of it: sending ends with the connection.
    let sending = tokio::spawn(async move {
        let _ = sink.send(tungstenite::Message::Binary(huge.into())).await;
        sink
    });
    let frame = loop {
        match timeout(PATIENCE, stream.next()).await.unwrap() {
            // That the first peer left may be told before.
            Some(Ok(tungstenite::Message::Binary(_))) => continue,
            Some(Ok(tungstenite::Message::Close(Some(frame)))) => break frame,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(u16::from(frame.code), CloseCode::TooLarge.number());
    sending.abort();
    let mut honest = served.peer("partner-editor", 13).await;
    honest.write("still here").await;
    honest.until(|honest| honest.half.unsaved() == 0).await;
}

#[tokio::test]
async fn told_to_stop_the_server_says_so_and_what_was_sent_is_kept() {
    let mut served = Served::start().await;
    let mut zane = served.peer("editor", 11).await;
    zane.write("last words").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    served.stop.take().unwrap().send(()).unwrap();
    let frame = zane.until_closed().await;
    assert_eq!(u16::from(frame.code), CloseCode::GoingAway.number());
}

#[tokio::test]
async fn the_way_without_a_socket_is_open_to_editors_only() {
    let served = Served::start().await;
    let path = format!("/collab/{}/sync", served.proposal);
    let mut draft = Draft::for_browser(11, Arc::new(|| 0));
    let mut half = ClientHalf::new(11);
    half.keep(draft.plant(&field(), &[Node::paragraph("by post")]).update);
    let (body, last) = half.post(&draft);
    let post = |body: Vec<u8>| {
        Request::post(&path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .body(Body::from(body))
            .unwrap()
    };
    let visitor = served.talka.visitor().send(post(body.clone())).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    let reader = served.talka.person("reader").await;
    let refused = reader.send(post(body.clone())).await;
    assert!(
        Message::read_all(&refused.bytes)
            .unwrap()
            .iter()
            .any(|message| matches!(message, Message::Denied(_)))
    );
    let editor = served.talka.person("editor").await;
    let answer = editor.send(post(body)).await;
    assert_eq!(answer.status, StatusCode::OK);
    half.posted(&answer.bytes, last, &mut draft, Millis(0))
        .unwrap();
    assert_eq!(half.unsaved(), 0);
    assert_eq!(served.peer("reader", 13).await.text(), "by post");
}

#[tokio::test]
async fn an_address_carries_a_program_s_token_and_never_a_session_s() {
    let served = Served::start().await;
    let join = async |token: &str| {
        let url = format!(
            "ws://{}/collab/{}?token={token}",
            served.addr, served.proposal
        );
        match connect_async(url).await {
            Ok((_, response)) => response.status().as_u16(),
            Err(tungstenite::Error::Http(response)) => response.status().as_u16(),
            Err(cause) => panic!("{cause}"),
        }
    };
    let made = served.talka.visitor().post("/demo/editor/token", "").await;
    assert_eq!(join(made.text()).await, 101);
    let editor = served.talka.person("editor").await;
    let cookie = editor.cookie.as_deref().unwrap();
    let (_, session) = cookie.split_once('=').unwrap();
    assert_eq!(join(session).await, 401);
    let page = Person {
        cookie: Some(format!("talka={}", made.text())),
        ..editor
    };
    assert!(!page.get("/").await.text().contains("/sign-out"));
}
