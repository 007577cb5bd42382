//! A joined connection, as whoever holds its socket sees it.

use super::{
    handle::{Command, Handle},
    outbox::{Inbox, Outgoing},
};
use crate::{Result, collab::room::SeatId};
use model::{
    error::Refusal,
    limits::CONNECTIONS_AN_ACCOUNT,
    sync::{CloseCode, Message},
};

/// One joined connection: a way in and a way out.
#[derive(Debug)]
pub struct Connection {
    /// Frames from the peer.
    pub sending: Sending,
    /// What to send to the peer.
    pub inbox: Inbox,
}

/// The way in. Dropping it leaves the room, after everything that was sent.
#[derive(Debug)]
pub struct Sending {
    pub(super) seat: SeatId,
    pub(super) handle: Handle,
}

impl Sending {
    /// Hands a frame to the room, waiting while it has enough to do; `false` if the room is gone.
    pub async fn send(&self, bytes: Vec<u8>) -> bool {
        let seat = self.seat;
        self.handle
            .send(Command::Frame { seat, bytes })
            .await
            .is_ok()
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        let (seat, handle) = (self.seat, self.handle.clone());
        if let Err(left) = handle.try_send(Command::Left { seat })
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            // The room has much to do: wait for it elsewhere, so that the order is kept.
            runtime.spawn(async move { handle.send(left).await.is_ok() });
        }
    }
}

/// Sends the messages of a body and collects the answers until everything is answered.
pub(super) async fn converse(connection: Connection, body: &[u8]) -> Result<Vec<u8>> {
    let Connection { sending, mut inbox } = connection;
    let mut open = Open::default();
    for message in Message::read_all(body).map_err(|_| Refusal::Outdated)? {
        match message {
            Message::Step1(_) => open.questions += 1,
            Message::Step2(_) | Message::Update(_) => open.changes += 1,
            // Who is here for as long as one answer takes is not shown.
            Message::Awareness(_) | Message::QueryAwareness => continue,
            _ => {}
        }
        if !sending.send(message.frame()).await {
            return Err(Refusal::Unavailable.into());
        }
    }
    let mut answer = Vec::new();
    while open.is_waiting() {
        match inbox.next().await {
            Outgoing::Frame(frame) => open.take(&frame, &mut answer),
            Outgoing::Close(code) => return Err(refusal(code).into()),
        }
    }
    Ok(answer)
}

/// What was sent and is not answered.
#[derive(Default)]
struct Open {
    questions: usize,
    changes: u64,
    saved: u64,
    denied: bool,
}

impl Open {
    fn is_waiting(&self) -> bool {
        self.questions > 0 || (self.saved < self.changes && !self.denied)
    }

    /// Takes one frame; what the asker can use is added to the answer.
    fn take(&mut self, frame: &[u8], answer: &mut Vec<u8>) {
        match Message::read(frame) {
            Ok(Message::Step2(_)) => self.questions = self.questions.saturating_sub(1),
            Ok(Message::Acknowledgement(acknowledgement)) => {
                self.saved = acknowledgement.messages;
                if self.saved < self.changes {
                    return;
                }
            }
            Ok(Message::Denied(_)) => self.denied = true,
            // The room's question; the asker has said what it has.
            Ok(Message::Step1(_)) => return,
            _ => {}
        }
        answer.extend_from_slice(frame);
    }
}

fn refusal(code: CloseCode) -> Refusal {
    match code {
        CloseCode::SignedOut => Refusal::NotSignedIn,
        CloseCode::NoAccess | CloseCode::Removed => Refusal::NotFound,
        CloseCode::ForeignReplica => Refusal::NotAllowed,
        CloseCode::Malformed | CloseCode::TooLarge => Refusal::Outdated,
        CloseCode::NotSaved => Refusal::CannotSave,
        CloseCode::NewVersion => Refusal::NewVersion,
        CloseCode::TooManyPages => Refusal::TooMany {
            limit: CONNECTIONS_AN_ACCOUNT as u32,
        },
        CloseCode::GoingAway
        | CloseCode::TooSlow
        | CloseCode::RoomFailed
        | CloseCode::MadeRoom
        | CloseCode::TooFast => Refusal::Unavailable,
    }
}
