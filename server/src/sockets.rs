//! Live collaboration over HTTP: a WebSocket, and a plain POST where there is none.
//!
//! Frames go through as they are; the room behind them decides. See `docs/protocol.md`.

use crate::refusal::refused;
use app::api::visit::Visit;
use axum::{
    Extension,
    body::Bytes,
    extract::{
        Path, State,
        ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    },
    http::header,
    response::{IntoResponse, Response},
};
use futures::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    limits::{FRAME_BYTES, SOCKET_LINGER_SECONDS, SOCKET_PING_SECONDS, SOCKET_WRITE_SECONDS},
    partnership::Viewer,
    sync::{CloseCode, DIALECT},
};
use services::{
    Services,
    accounts::SessionToken,
    collab::{Connection, Inbox, Joining, Outgoing, Sending},
    partnerships,
};
use std::time::Duration;
use tokio::time::{interval, sleep, timeout};

/// The content type of a body of messages.
const BODY: &str = "application/octet-stream";
/// How long a frame may take to leave.
const WRITE_TIMEOUT: Duration = Duration::from_secs(SOCKET_WRITE_SECONDS);
/// How long a peer whose frame was too large has to hear so.
const LINGER: Duration = Duration::from_secs(SOCKET_LINGER_SECONDS);
/// How often a silent peer is asked whether it is there.
const PING_EVERY: Duration = Duration::from_secs(SOCKET_PING_SECONDS);

/// `GET /collab/{proposal}`: the y-websocket protocol.
pub async fn socket(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    token: Option<Extension<SessionToken>>,
    Path(id): Path<String>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let upgrade = upgrade
        .protocols([DIALECT])
        .max_message_size(FRAME_BYTES)
        .max_frame_size(FRAME_BYTES);
    let talka = upgrade.selected_protocol().is_some();
    match join(&services, &visit, token, &id, talka).await {
        Ok(connection) => upgrade.on_upgrade(move |socket| pump(socket, connection)),
        Err(cause) => refused(cause, &visit),
    }
}

/// `POST /collab/{proposal}/sync`: a body of messages in, a body of messages out.
pub async fn sync(
    State(services): State<Services>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    match exchange(&services, &visit, &id, &body).await {
        Ok(answer) => ([(header::CONTENT_TYPE, BODY)], answer).into_response(),
        Err(cause) => refused(cause, &visit),
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

async fn exchange(
    services: &Services,
    visit: &Visit,
    id: &str,
    body: &[u8],
) -> services::Result<Vec<u8>> {
    let account: AccountId = viewer(visit)?.account;
    services.hub.sync(proposal(id)?, account, body).await
}

fn viewer(visit: &Visit) -> Result<&Viewer, Refusal> {
    visit.viewer.as_ref().ok_or(Refusal::NotSignedIn)
}

fn proposal(id: &str) -> Result<ProposalId, Refusal> {
    id.parse().map_err(|_| Refusal::NotFound)
}

/// Carries frames both ways until either side ends.
async fn pump(socket: WebSocket, connection: Connection) {
    let (sink, stream) = socket.split();
    let Connection { sending, inbox } = connection;
    let mut way_out = Out { sink, inbox };
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

/// The way to the peer.
struct Out {
    sink: SplitSink<WebSocket, Message>,
    inbox: Inbox,
}

impl Out {
    /// Sends what the room says; the code to close with, or none when the peer does not take it.
    async fn write(&mut self) -> Option<CloseCode> {
        let mut pings = interval(PING_EVERY);
        pings.tick().await;
        loop {
            let message = tokio::select! {
                next = self.inbox.next() => match next {
                    Outgoing::Frame(frame) => Message::Binary(frame),
                    Outgoing::Close(code) => return Some(code),
                },
                _ = pings.tick() => Message::Ping(Bytes::new()),
            };
            match timeout(WRITE_TIMEOUT, self.sink.send(message)).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return None,
                Err(_) => return Some(CloseCode::TooSlow),
            }
        }
    }

    /// Says why, as far as the peer still listens.
    async fn close(mut self, code: CloseCode) {
        let frame = CloseFrame {
            code: code.number(),
            reason: code.prose().into(),
        };
        let close = Message::Close(Some(frame));
        // Whether it arrives is the peer's matter: the connection ends here in any case.
        let _ = timeout(WRITE_TIMEOUT, self.sink.send(close)).await;
        if code == CloseCode::TooLarge {
            // What nobody reads of a large frame would reset the connection, and with it the word why.
            sleep(LINGER).await;
        }
        let _ = timeout(WRITE_TIMEOUT, self.sink.close()).await;
    }
}
