//! Live collaboration over HTTP: a WebSocket, and a plain POST where there is none ([`plain`]).
//!
//! Frames go through as they are; the room behind them decides. See `docs/protocol.md`.

mod plain;

pub use plain::sync;

use crate::refusal::refused;
use app::api::visit::Visit;
use axum::{
    Extension,
    body::Bytes,
    extract::{
        Path, Query, State,
        ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    },
    http::{HeaderMap, header},
    response::Response,
};
use futures::{
    FutureExt, SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use model::{
    error::Refusal,
    event::{Event, News},
    ids::{AccountId, ProposalId},
    limits::{
        FRAME_BYTES, SOCKET_BUFFER_BYTES, SOCKET_LINGER_SECONDS, SOCKET_PING_SECONDS,
        SOCKET_WRITE_SECONDS,
    },
    partnership::Viewer,
    sync::{CloseCode, DIALECT, DIALECT_OF_ANY_RELEASE, Message as Synced},
};
use serde::Deserialize;
use services::{
    Services,
    accounts::SessionToken,
    collab::{Connection, Inbox, Joining, Outgoing, Sending},
    measures::MEASURES,
    partnerships, proposals, seen,
};
use std::time::Duration;
use tokio::time::{interval, sleep, timeout};

/// How long a frame may take to leave.
const WRITE_TIMEOUT: Duration = Duration::from_secs(SOCKET_WRITE_SECONDS);
/// How long a peer whose frame was too large has to hear so.
const LINGER: Duration = Duration::from_secs(SOCKET_LINGER_SECONDS);
/// Most frames that leave with one flush.
const FRAMES_A_FLUSH: usize = 256;
/// How often a silent peer is asked whether it is there.
const PING_EVERY: Duration = Duration::from_secs(SOCKET_PING_SECONDS);

/// `GET /collab/{proposal}`: the y-websocket protocol.
pub async fn socket(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    token: Option<Extension<SessionToken>>,
    Path(id): Path<String>,
    Query(has): Query<Has>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let upgrade = upgrade
        .max_message_size(FRAME_BYTES)
        .max_frame_size(FRAME_BYTES)
        .read_buffer_size(SOCKET_BUFFER_BYTES)
        .write_buffer_size(SOCKET_BUFFER_BYTES);
    if let Some(other) = other_release(&headers) {
        // A browser hears no close code unless it is first given the protocol that it asked for.
        return upgrade.protocols([other]).on_upgrade(turn_away);
    }
    let upgrade = upgrade.protocols([DIALECT]);
    let talka = upgrade.selected_protocol().is_some();
    let joined = join(&services, &visit, token, &id, talka).await;
    match joined {
        Ok(connection) => {
            let news = news_frame(&services, &visit, &id, has).await;
            let leaving = Leaving::of(services, &visit, &id).await;
            upgrade.on_upgrade(move |socket| async move {
                pump(socket, connection, news).await;
                leaving.leave().await;
            })
        }
        Err(cause) => refused(cause, &visit),
    }
}

/// Who closes the page has seen what came while it was open.
struct Leaving {
    services: Services,
    of: Option<(AccountId, ProposalId)>,
    /// Whether something waits there that was not looked at.
    waits: bool,
}

impl Leaving {
    async fn of(services: Services, visit: &Visit, id: &str) -> Leaving {
        let account = visit.viewer.as_ref().map(|viewer| viewer.account);
        let of = account.zip(id.parse().ok());
        let waits = match of {
            Some((account, id)) => seen::waits(&services, account, id).await,
            None => true,
        };
        Leaving {
            services,
            of,
            waits,
        }
    }

    async fn leave(self) {
        if let Some((account, id)) = self.of {
            seen::leave(&self.services, account, id, self.waits).await;
        }
    }
}

/// What a page says that it has.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Has {
    /// The number of the newest act in the proposal's journal; none for whom acts mean nothing.
    since: Option<u64>,
}

/// The sub-protocol of another release of Talka, if one is asked for and ours is not.
fn other_release(headers: &HeaderMap) -> Option<String> {
    let asked = headers.get(header::SEC_WEBSOCKET_PROTOCOL)?.to_str().ok()?;
    let mut asked = asked.split(',').map(str::trim);
    if asked.clone().any(|protocol| protocol == DIALECT) {
        return None;
    }
    let other = asked.find(|protocol| protocol.starts_with(DIALECT_OF_ANY_RELEASE));
    other.map(str::to_owned)
}

async fn turn_away(mut socket: WebSocket) {
    let close = close_frame(CloseCode::NewVersion);
    // Whether it arrives is the peer's matter: it is not let in either way.
    let _ = timeout(WRITE_TIMEOUT, socket.send(close)).await;
}

/// What happened besides the text since the page was written, as a frame; where that cannot be read
/// now, the page is told to ask later.
async fn news_frame(services: &Services, visit: &Visit, id: &str, has: Has) -> Option<Bytes> {
    let event = match news(services, visit, id, has).await {
        Ok(news) => Event::News(Box::new(news?)),
        Err(cause) => {
            let refusal = cause.into_refusal();
            tracing::debug!(%refusal, "a page is told to ask for news later");
            Event::MayBeBehind
        }
    };
    Some(Synced::Event(Box::new(event)).frame().into())
}

async fn news(
    services: &Services,
    visit: &Visit,
    id: &str,
    has: Has,
) -> services::Result<Option<News>> {
    match has.since {
        Some(since) => {
            let account = viewer(visit)?.account;
            proposals::news(services, account, proposal(id)?, since).await
        }
        None => Ok(None),
    }
}

async fn join(
    services: &Services,
    visit: &Visit,
    token: Option<Extension<SessionToken>>,
    id: &str,
    talka: bool,
) -> services::Result<Connection> {
    let account = viewer(visit)?.account;
    let proposal = proposal(id)?;
    let joining = Joining {
        account,
        name: partnerships::called(services, account, proposal).await?,
        session: token.map(|Extension(token)| token.key()),
        talka,
    };
    services.hub.join(proposal, joining).await
}

fn viewer(visit: &Visit) -> Result<&Viewer, Refusal> {
    visit.viewer.as_ref().ok_or(Refusal::NotSignedIn)
}

fn proposal(id: &str) -> Result<ProposalId, Refusal> {
    id.parse().map_err(|_| Refusal::NotFound)
}

/// Carries frames both ways until either side ends.
async fn pump(socket: WebSocket, connection: Connection, news: Option<Bytes>) {
    let (sink, stream) = socket.split();
    let Connection { sending, inbox } = connection;
    let mut way_out = Out { sink, inbox, news };
    let ended = tokio::select! {
        ended = read(stream, &sending) => ended,
        ended = way_out.write() => ended,
    };
    // The room hears first that this one left, then the peer is told why.
    drop(sending);
    if let Some(code) = ended {
        way_out.close(code).await;
    }
}

/// Hands what comes to the room; the code to close with, or none when the peer has gone.
async fn read(mut stream: SplitStream<WebSocket>, sending: &Sending) -> Option<CloseCode> {
    // A pong is heard at the latest after a ping and its way back.
    while let Ok(next) = timeout(PING_EVERY * 2, stream.next()).await {
        match next? {
            Ok(Message::Binary(bytes)) => {
                MEASURES.received(bytes.len());
                if !sending.send(bytes.into()).await {
                    // The room says why, on the other way.
                    return std::future::pending().await;
                }
            }
            Ok(Message::Text(_)) => return Some(CloseCode::Malformed),
            Ok(Message::Ping(_) | Message::Pong(_)) => {}
            Ok(Message::Close(_)) => return None,
            Err(cause) => return why(&cause),
        }
    }
    None
}

/// A peer whose frame was too large is told so; with others there is nobody to tell.
fn why(cause: &axum::Error) -> Option<CloseCode> {
    let is_capacity = format!("{cause:?}").contains("Capacity");
    is_capacity.then_some(CloseCode::TooLarge)
}

fn close_frame(code: CloseCode) -> Message {
    Message::Close(Some(CloseFrame {
        code: code.number(),
        reason: code.prose().into(),
    }))
}

/// A frame that leaves.
fn binary(frame: Bytes) -> Message {
    MEASURES.sent(frame.len());
    Message::Binary(frame)
}

/// The way to the peer.
struct Out {
    sink: SplitSink<WebSocket, Message>,
    inbox: Inbox,
    /// What the page is told after the first message.
    news: Option<Bytes>,
}

impl Out {
    /// Sends what the room says; the code to close with, or none when the peer does not take it. What
    /// waits together leaves together.
    async fn write(&mut self) -> Option<CloseCode> {
        let mut pings = interval(PING_EVERY);
        pings.tick().await;
        loop {
            let message = tokio::select! {
                next = self.inbox.next() => match next {
                    Outgoing::Frame(frame) => binary(frame),
                    Outgoing::Close(code) => return Some(code),
                },
                _ = pings.tick() => Message::Ping(Bytes::new()),
            };
            match timeout(WRITE_TIMEOUT, self.send_all(message)).await {
                Ok(Ok(None)) => {}
                Ok(Ok(Some(code))) => return Some(code),
                Ok(Err(_)) => return None,
                Err(_) => return Some(CloseCode::TooSlow),
            }
        }
    }

    /// Sends a message and all that wait behind it, and flushes once; the code to close with, if the
    /// room said so.
    async fn send_all(&mut self, first: Message) -> Result<Option<CloseCode>, axum::Error> {
        self.sink.feed(first).await?;
        // After the rights, which the room says first.
        if let Some(news) = self.news.take() {
            self.sink.feed(Message::Binary(news)).await?;
        }
        let mut close = None;
        for _ in 0..FRAMES_A_FLUSH {
            match self.inbox.next().now_or_never() {
                Some(Outgoing::Frame(frame)) => self.sink.feed(binary(frame)).await?,
                Some(Outgoing::Close(code)) => {
                    close = Some(code);
                    break;
                }
                None => break,
            }
        }
        self.sink.flush().await?;
        Ok(close)
    }

    /// Says why, as far as the peer still listens.
    async fn close(mut self, code: CloseCode) {
        let close = close_frame(code);
        // Whether it arrives is the peer's matter: the connection ends here in any case.
        let _ = timeout(WRITE_TIMEOUT, self.sink.send(close)).await;
        if code == CloseCode::TooLarge {
            // What nobody reads of a large frame would reset the connection, and with it the word why.
            sleep(LINGER).await;
        }
        let _ = timeout(WRITE_TIMEOUT, self.sink.close()).await;
    }
}
