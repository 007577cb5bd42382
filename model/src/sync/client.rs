//! The client's half: what a browser's socket drives.
//!
//! It keeps count of what the server has on disk. A local change gets a number; the browser stores it
//! under that number before it is sent and forgets it when the acknowledgement comes. Nothing is sent
//! before the server has said what it knows, because the answer to that holds everything kept.

use super::{
    Acknowledgement, Awareness, ClientId, Frame, Malformed, Message, Millis,
    awareness::{self, Peer},
    guard::PresenceEntry,
};
use crate::{
    document::draft::{Changes, Draft},
    event::Event,
    limits::{
        CALL_BYTES, FRAME_BYTES, LINE_PROBED_MS, LINE_SILENT_MS, LINE_UNANSWERED_MS,
        PRESENCE_RENEWED_MS,
    },
};
use litemap::LiteMap;
use std::collections::VecDeque;

/// What a frame from the server meant.
#[derive(Debug, PartialEq)]
pub enum ClientEvent {
    /// The draft changed.
    Changed(Changes),
    /// This is to be sent.
    Send(Frame),
    /// The server has told everything it knows: the draft is whole.
    Synced,
    /// All local changes up to this number are on the server's disk; forget them.
    Acked { number: u64, clock: u32 },
    /// These replicas came, moved or left.
    Awareness { peers: Vec<ClientId> },
    /// Something besides the text happened.
    Event(Box<Event>),
    /// The server did not take the text: the account may not write now.
    Denied,
    /// Nothing comes on this connection any more, although nobody has closed it: sleep, a changed network, a
    /// proxy that holds it. It is to be closed and made anew.
    Dead,
}

/// A local change that the server has not acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    number: u64,
    update: Vec<u8>,
}

/// The client's half of one draft's synchronisation, over any number of connections.
#[derive(Debug)]
pub struct ClientHalf {
    client: ClientId,
    kept: VecDeque<Kept>,
    next_number: u64,
    connection: Option<Connection>,
    awareness: Awareness,
    own: Own,
}

/// What lasts as long as one connection.
#[derive(Debug, Default)]
struct Connection {
    /// How many step 2 and update messages were sent.
    messages: u64,
    /// Message count → the newest local change it and its forerunners hold.
    in_flight: VecDeque<(u64, u64)>,
    /// Whether the server said what it knows and was answered.
    answered: bool,
    synced: bool,
    denied: bool,
    /// When something came last.
    heard: Millis,
    /// When the server was asked whether it is there, if it has not answered yet.
    asked: Option<Millis>,
    /// The message whose acknowledgement comes next, and since when that is waited for.
    awaited: Option<(u64, Millis)>,
}

/// What we say about ourselves.
#[derive(Debug, Default)]
struct Own {
    clock: u32,
    state: Option<String>,
    said: Millis,
}

impl ClientHalf {
    /// The half of the replica with this Yjs client id.
    pub fn new(client: ClientId) -> Self {
        Self {
            client,
            kept: VecDeque::new(),
            next_number: 1,
            connection: None,
            awareness: Awareness::default(),
            own: Own::default(),
        }
    }

    /// A connection stands: what to send first.
    pub fn open(&mut self, draft: &Draft, now: Millis) -> Vec<Frame> {
        self.connection = Some(Connection {
            heard: now,
            ..Connection::default()
        });
        let mut frames = vec![Message::Step1(&draft.state_vector()).frame()];
        frames.extend(self.say(now));
        frames
    }

    /// The connection is gone. Everyone else is out of sight; what is kept stays kept.
    pub fn closed(&mut self) -> Vec<ClientId> {
        self.connection = None;
        // Their clocks are forgotten as well: they come back with the same ones.
        let awareness = std::mem::take(&mut self.awareness);
        awareness.peers().keys().copied().collect()
    }

    /// Whether a connection stands.
    pub fn is_open(&self) -> bool {
        self.connection.is_some()
    }

    /// Whether the server has told everything it knows on this connection.
    pub fn is_synced(&self) -> bool {
        self.connection.as_ref().is_some_and(|open| open.synced)
    }

    /// Whether the server refused our text on this connection.
    pub fn is_denied(&self) -> bool {
        self.connection.as_ref().is_some_and(|open| open.denied)
    }

    /// How many local changes are not acknowledged.
    pub fn unsaved(&self) -> usize {
        self.kept.len()
    }

    /// Keeps a change until it is acknowledged; its number. Also for changes that the browser kept
    /// over a reload, once they are applied to the draft: they go out with the next connection.
    pub fn keep(&mut self, update: Vec<u8>) -> u64 {
        let number = self.next_number;
        self.next_number += 1;
        self.kept.push_back(Kept { number, update });
        number
    }

    /// The changes that are not acknowledged, oldest first.
    pub fn unsaved_changes(&self) -> impl Iterator<Item = &[u8]> {
        self.kept.iter().map(|kept| &kept.update[..])
    }

    /// The next number [`ClientHalf::local`] will give: store a change under it before sending.
    pub fn next_number(&self) -> u64 {
        self.next_number
    }

    /// Keeps a local change; the frame to send, if there is someone to send it to.
    pub fn local(&mut self, update: Vec<u8>) -> Option<Frame> {
        let frame = Message::Update(&update).frame();
        let number = self.keep(update);
        let connection = self.connection.as_mut()?;
        connection.answered.then(|| {
            connection.sends(number);
            frame
        })
    }

    /// What came from the server: what it means, in order.
    pub fn frame(
        &mut self,
        bytes: &[u8],
        draft: &mut Draft,
        now: Millis,
    ) -> Result<Vec<ClientEvent>, Malformed> {
        if let Some(connection) = &mut self.connection {
            (connection.heard, connection.asked) = (now, None);
        }
        self.message(Message::read(bytes)?, draft, now)
    }

    fn message(
        &mut self,
        message: Message<'_>,
        draft: &mut Draft,
        now: Millis,
    ) -> Result<Vec<ClientEvent>, Malformed> {
        Ok(match message {
            Message::Step1(state_vector) => self.answer(state_vector, draft)?,
            Message::Step2(update) => {
                let mut events = take(update, draft)?;
                if let Some(connection) = &mut self.connection {
                    connection.synced = true;
                }
                events.push(ClientEvent::Synced);
                events
            }
            Message::Update(update) => take(update, draft)?,
            Message::Awareness(bytes) => self.meet(bytes, now)?,
            Message::QueryAwareness => self.say(now).map(ClientEvent::Send).into_iter().collect(),
            Message::Denied(_) => {
                if let Some(connection) = &mut self.connection {
                    connection.denied = true;
                }
                vec![ClientEvent::Denied]
            }
            Message::Acknowledgement(acknowledgement) => self.acknowledged(acknowledgement),
            Message::Event(event) => vec![ClientEvent::Event(event)],
            Message::Unknown(_) => Vec::new(),
        })
    }

    /// Says everything the server is missing; from here on local changes go out as they come.
    fn answer(
        &mut self,
        state_vector: &[u8],
        draft: &Draft,
    ) -> Result<Vec<ClientEvent>, Malformed> {
        let missing = draft.updates_since(state_vector);
        let missing = missing.map_err(|_| Malformed::Update)?;
        let last = self.next_number - 1;
        let Some(connection) = &mut self.connection else {
            return Ok(Vec::new());
        };
        connection.answered = true;
        connection.denied = false;
        if missing.len() < FRAME_BYTES / 2 {
            connection.sends(last);
            return Ok(vec![ClientEvent::Send(Message::Step2(&missing).frame())]);
        }
        // Too large for one frame: the changes one by one, which are small each.
        let frames = self.kept.iter().map(|kept| {
            connection.sends(kept.number);
            ClientEvent::Send(Message::Update(&kept.update).frame())
        });
        Ok(frames.collect())
    }

    /// Forgets what is on disk.
    fn acknowledged(&mut self, acknowledgement: Acknowledgement) -> Vec<ClientEvent> {
        let Some(connection) = &mut self.connection else {
            return Vec::new();
        };
        let mut number = None;
        while let Some((_, held)) = connection
            .in_flight
            .pop_front_if(|(message, _)| *message <= acknowledgement.messages)
        {
            number = number.max(Some(held));
        }
        number.map_or_else(Vec::new, |number| {
            self.forget(number);
            let clock = acknowledgement.clock;
            vec![ClientEvent::Acked { number, clock }]
        })
    }

    fn forget(&mut self, number: u64) {
        while self
            .kept
            .pop_front_if(|kept| kept.number <= number)
            .is_some()
        {}
    }

    /// The others' states, and our own if the server thinks we are gone.
    fn meet(&mut self, bytes: &[u8], now: Millis) -> Result<Vec<ClientEvent>, Malformed> {
        let mut events = Vec::new();
        let mut peers = Vec::new();
        for entry in awareness::decode(bytes)? {
            if entry.client != self.client {
                if self.awareness.take(&entry, now) {
                    peers.push(entry.client);
                }
            } else if entry.clock >= self.own.clock && entry.state.is_none() {
                self.own.clock = entry.clock;
                events.extend(self.say(now).map(ClientEvent::Send));
            }
        }
        if !peers.is_empty() {
            events.push(ClientEvent::Awareness { peers });
        }
        Ok(events)
    }

    /// Everyone else who is here.
    pub fn peers(&self) -> &LiteMap<ClientId, Peer> {
        self.awareness.peers()
    }

    /// Says something else about ourselves; `None` as a state means that we leave.
    pub fn set_presence(&mut self, state: Option<String>, now: Millis) -> Option<Frame> {
        let was_here = self.own.state.is_some();
        self.own.state = state;
        if self.own.state.is_some() || was_here {
            return self.say_even_gone(now);
        }
        None
    }

    /// Lets silent peers go, renews our own state and looks whether the line is alive; to be called every
    /// second or so.
    pub fn tick(&mut self, draft: &Draft, now: Millis) -> Vec<ClientEvent> {
        let mut events = Vec::new();
        let connection = self.connection.as_mut();
        if connection.as_ref().is_some_and(|it| it.is_dead(now)) {
            return vec![ClientEvent::Dead];
        }
        if connection.is_some_and(|it| it.is_doubtful(now)) {
            events.extend(self.probe(draft, now).map(ClientEvent::Send));
        }
        if now.since(self.own.said) >= PRESENCE_RENEWED_MS {
            events.extend(self.say(now).map(ClientEvent::Send));
        }
        let peers = self.awareness.expire(None, now);
        if !peers.is_empty() {
            events.push(ClientEvent::Awareness { peers });
        }
        events
    }

    /// Asks the server whether it is there, unless it is being asked: it answers what each server answers, with
    /// what it knows. Also called when there may be a reason, as after sleep.
    pub fn probe(&mut self, draft: &Draft, now: Millis) -> Option<Frame> {
        let connection = self.connection.as_mut()?;
        if connection.asked.is_some() {
            return None;
        }
        connection.asked = Some(now);
        Some(Message::Step1(&draft.state_vector()).frame())
    }

    fn say(&mut self, now: Millis) -> Option<Frame> {
        self.own.state.as_ref()?;
        self.say_even_gone(now)
    }

    fn say_even_gone(&mut self, now: Millis) -> Option<Frame> {
        self.connection.as_ref()?;
        self.own.clock += 1;
        self.own.said = now;
        let entry = PresenceEntry {
            client: self.client,
            clock: self.own.clock,
            state: self.own.state.as_deref(),
        };
        Some(Message::Awareness(&awareness::encode(&[entry])).frame())
    }

    /// The body of `POST /collab/{proposal}/sync`: what we know, and what is kept, as far as it fits
    /// into what is read from everybody, also from who may not write any more and is to learn so.
    ///
    /// The second value is for [`ClientHalf::posted`].
    pub fn post(&self, draft: &Draft) -> (Vec<u8>, u64) {
        let mut body = Message::Step1(&draft.state_vector()).frame();
        let mut last = 0;
        for kept in &self.kept {
            if body.len() + kept.update.len() > CALL_BYTES / 2 && last > 0 {
                break;
            }
            Message::Update(&kept.update).write(&mut body);
            last = kept.number;
        }
        (body, last)
    }

    /// The answer to a [`ClientHalf::post`].
    pub fn posted(
        &mut self,
        answer: &[u8],
        last: u64,
        draft: &mut Draft,
        now: Millis,
    ) -> Result<Vec<ClientEvent>, Malformed> {
        let mut events = Vec::new();
        for message in Message::read_all(answer)? {
            if let Message::Acknowledgement(acknowledgement) = message {
                self.forget(last);
                events.push(ClientEvent::Acked {
                    number: last,
                    clock: acknowledgement.clock,
                });
            } else {
                events.extend(self.message(message, draft, now)?);
            }
        }
        Ok(events)
    }
}

impl Connection {
    fn is_dead(&self, now: Millis) -> bool {
        self.asked
            .is_some_and(|asked| now.since(asked) >= LINE_PROBED_MS)
    }

    /// Whether it has been silent for longer than a line that works.
    fn is_doubtful(&mut self, now: Millis) -> bool {
        let next = self.in_flight.front().map(|(message, _)| *message);
        if self.awaited.map(|(message, _)| message) != next {
            self.awaited = next.map(|message| (message, now));
        }
        let unanswered = self
            .awaited
            .is_some_and(|(_, since)| now.since(since) >= LINE_UNANSWERED_MS);
        let silent_ms = now.since(self.heard);
        silent_ms >= LINE_SILENT_MS || unanswered && silent_ms >= LINE_UNANSWERED_MS
    }

    /// Counts a content message that holds all local changes up to `number`.
    fn sends(&mut self, number: u64) {
        self.messages += 1;
        self.in_flight.push_back((self.messages, number));
    }
}

/// Takes someone else's update.
fn take(update: &[u8], draft: &mut Draft) -> Result<Vec<ClientEvent>, Malformed> {
    let changes = draft.apply(update).map_err(|_| Malformed::Update)?;
    let is_visible = !changes.is_empty();
    Ok(is_visible
        .then_some(ClientEvent::Changed(changes))
        .into_iter()
        .collect())
}

#[cfg(test)]
mod tests;
