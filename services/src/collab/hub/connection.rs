//! A joined connection, as whoever holds its socket sees it, and the exchange of who has none.

use super::{
    handle::{Command, Handle},
    outbox::{Inbox, Outgoing},
};
use crate::{Result, collab::room::SeatId};
use futures::FutureExt;
use model::{
    error::Refusal,
    limits::{CONNECTIONS_AN_ACCOUNT, MARKED_ANSWER_BYTES},
    sync::{CloseCode, Message, guard},
};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

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

/// What the deletions are that an answer holds. A state vector does not say which deletions somebody
/// has, so every answer holds all of them; who names this mark has these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeletesMark(u64);

impl fmt::Display for DeletesMark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

impl FromStr for DeletesMark {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<DeletesMark, Self::Err> {
        u64::from_str_radix(text, 16).map(DeletesMark)
    }
}

impl DeletesMark {
    fn of(deletes: &guard::Ranges) -> DeletesMark {
        let hash = Sha256::digest(deletes.as_deletion());
        let first = hash.first_chunk().copied().unwrap_or_default();
        DeletesMark(u64::from_be_bytes(first))
    }
}

/// An exchange without a socket: a body of messages in, a body of messages out. As long as it is held
/// it has a seat in the room, and hears what happens.
#[derive(Debug)]
pub struct Exchange {
    connection: Connection,
    open: Open,
    answer: Vec<u8>,
}

impl Exchange {
    /// Sends the messages of a body and collects the answers until everything is answered.
    pub(super) async fn hold(connection: Connection, body: &[u8]) -> Result<Exchange> {
        let mut exchange = Exchange {
            connection,
            open: Open::default(),
            answer: Vec::new(),
        };
        exchange.say(body).await?;
        while exchange.open.is_waiting() {
            let next = exchange.connection.inbox.next().await;
            exchange.take(next)?;
        }
        exchange.open.has_answered = true;
        Ok(exchange)
    }

    async fn say(&mut self, body: &[u8]) -> Result<()> {
        for message in Message::read_all(body).map_err(|_| Refusal::Outdated)? {
            match message {
                Message::Step1(_) => self.open.questions += 1,
                Message::Step2(_) | Message::Update(_) => self.open.changes += 1,
                // Who is here for as long as one answer takes is not shown.
                Message::Awareness(_) | Message::QueryAwareness => continue,
                _ => {}
            }
            if !self.connection.sending.send(message.frame()).await {
                return Err(Refusal::Unavailable.into());
            }
        }
        Ok(())
    }

    /// Whether there is nothing in the answer that whoever names this mark does not have.
    pub fn is_empty(&self, mark: Option<DeletesMark>) -> bool {
        !self.open.is_news && mark.is_some() && mark == self.open.mark
    }

    /// What to name in the next exchange; none where the answer is too large to be looked through.
    pub fn mark(&self) -> Option<DeletesMark> {
        self.open.mark
    }

    /// Comes back when something has happened that belongs into the answer. May be dropped at any
    /// moment without losing anything.
    ///
    /// # Errors
    /// When the seat is closed: signed out, removed, or the instance ends.
    pub async fn wait(&mut self) -> Result<()> {
        while !self.open.is_news {
            let next = self.connection.inbox.next().await;
            self.take(next)?;
        }
        // What came with it leaves with it.
        while let Some(next) = self.connection.inbox.next().now_or_never() {
            self.take(next)?;
        }
        Ok(())
    }

    /// The whole answer.
    pub fn into_answer(self) -> Vec<u8> {
        self.answer
    }

    fn take(&mut self, next: Outgoing) -> Result<()> {
        match next {
            Outgoing::Frame(frame) => self.open.take(&frame, &mut self.answer),
            Outgoing::Close(code) => return Err(refusal(code).into()),
        }
        Ok(())
    }
}

/// What was sent and is not answered, and what the answer is worth.
#[derive(Debug, Default)]
struct Open {
    questions: usize,
    changes: u64,
    saved: u64,
    denied: bool,
    /// Whether everything that was sent is answered: what comes from then on happened meanwhile.
    has_answered: bool,
    /// Whether there is something in the answer beside deletions.
    is_news: bool,
    mark: Option<DeletesMark>,
}

impl Open {
    fn is_waiting(&self) -> bool {
        self.questions > 0 || (self.saved < self.changes && !self.denied)
    }

    /// Takes one frame; what the asker can use is added to the answer.
    fn take(&mut self, frame: &[u8], answer: &mut Vec<u8>) {
        match Message::read(frame) {
            Ok(Message::Step2(update)) => {
                self.questions = self.questions.saturating_sub(1);
                self.look_through(update);
            }
            Ok(Message::Update(_)) => self.is_news = true,
            Ok(Message::Acknowledgement(acknowledgement)) => {
                self.saved = acknowledgement.messages;
                if self.saved < self.changes {
                    return;
                }
                self.is_news = true;
            }
            Ok(Message::Denied(_)) => {
                self.denied = true;
                self.is_news = true;
            }
            // On joining the room says what everybody hears who joins.
            Ok(Message::Event(_)) => self.is_news |= self.has_answered,
            // Who moves where is not worth an answer.
            Ok(Message::Awareness(_)) if self.has_answered => return,
            // The room's question; the asker has said what it has.
            Ok(Message::Step1(_)) => return,
            _ => {}
        }
        answer.extend_from_slice(frame);
    }

    fn look_through(&mut self, update: &[u8]) {
        self.mark = None;
        let small = (update.len() <= MARKED_ANSWER_BYTES).then_some(update);
        match small.and_then(|update| guard::update(update).ok()) {
            Some(contents) => {
                self.is_news |= self.has_answered || !contents.inserts.is_empty();
                self.mark = Some(DeletesMark::of(&contents.deletes));
            }
            None => self.is_news = true,
        }
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
