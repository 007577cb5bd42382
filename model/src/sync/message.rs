//! The messages on the wire: y-websocket's four types, and Talka's two.
//!
//! A frame from a client holds one message; a body of `POST /collab/{proposal}/sync` holds several,
//! one after the other, which needs no framing because every message knows its own end.

use super::{
    ClientId, Frame, Malformed,
    lib0::{Reader, write_bytes, write_number},
};
use crate::event::Event;

/// y-websocket: document synchronisation.
const SYNC: u64 = 0;
/// y-websocket: awareness states.
const AWARENESS: u64 = 1;
/// y-websocket: a word about rights.
const AUTH: u64 = 2;
/// y-websocket: asks for all awareness states.
const QUERY_AWARENESS: u64 = 3;
/// Talka: an acknowledgement. One byte as a varint, and far from what y-websocket may add.
const ACKNOWLEDGEMENT: u64 = 100;
/// Talka: an event as JSON.
const EVENT: u64 = 101;

/// y-protocols `sync.js`: a state vector, which asks for what is missing.
const STEP_1: u64 = 0;
/// y-protocols `sync.js`: the answer to a state vector.
const STEP_2: u64 = 1;
/// y-protocols `sync.js`: a change.
const UPDATE: u64 = 2;

/// y-protocols `auth.js`: permission denied.
const DENIED: u64 = 0;

/// One message, its bytes borrowed from the frame it came in.
#[derive(Clone, Debug, PartialEq)]
pub enum Message<'a> {
    /// A state vector: asks for what its sender is missing.
    Step1(&'a [u8]),
    /// An update: the answer to a state vector.
    Step2(&'a [u8]),
    /// An update: what has just changed.
    Update(&'a [u8]),
    /// An awareness update.
    Awareness(&'a [u8]),
    /// The text was not changed because the sender may not; with a reason for the console.
    Denied(&'a str),
    /// Asks for all awareness states.
    QueryAwareness,
    /// What is on disk, only to clients of the dialect.
    Acknowledgement(Acknowledgement),
    /// An event of the live feed, only to clients of the dialect.
    Event(Box<Event>),
    /// A type this version does not know, which is skipped with the rest of its frame.
    Unknown(u64),
}

/// What is on disk of what one connection sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The replica whose clock this is; 0 if nothing of the connection had a clock yet.
    pub client: ClientId,
    /// Everything of `client` below this Yjs clock is on disk.
    pub clock: u32,
    /// The first so many step 2 and update messages of this connection are on disk.
    ///
    /// Yjs clocks do not count deletions, so a clock alone cannot say that one is on disk.
    pub messages: u64,
}

impl<'a> Message<'a> {
    /// The one message of a frame.
    pub fn read(frame: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(frame);
        let message = Self::next(&mut reader)?;
        if reader.is_empty() {
            Ok(message)
        } else {
            Err(Malformed::Trailing)
        }
    }

    /// All messages of a body.
    pub fn read_all(body: &'a [u8]) -> Result<Vec<Self>, Malformed> {
        let mut reader = Reader::new(body);
        let mut messages = Vec::new();
        while !reader.is_empty() {
            messages.push(Self::next(&mut reader)?);
        }
        Ok(messages)
    }

    /// The next message of a reader.
    fn next(reader: &mut Reader<'a>) -> Result<Self, Malformed> {
        Ok(match reader.number()? {
            SYNC => match reader.number()? {
                STEP_1 => Message::Step1(reader.bytes()?),
                STEP_2 => Message::Step2(reader.bytes()?),
                UPDATE => Message::Update(reader.bytes()?),
                _ => return Err(Malformed::Tag),
            },
            AWARENESS => Message::Awareness(reader.bytes()?),
            AUTH => match reader.number()? {
                DENIED => Message::Denied(reader.string()?),
                _ => return Err(Malformed::Tag),
            },
            QUERY_AWARENESS => Message::QueryAwareness,
            ACKNOWLEDGEMENT => Message::Acknowledgement(Acknowledgement {
                client: reader.number()?,
                clock: reader.small_number()?,
                messages: reader.number()?,
            }),
            EVENT => {
                let event = postcard::from_bytes(reader.bytes()?);
                Message::Event(Box::new(event.map_err(|_| Malformed::Event)?))
            }
            unknown => {
                let rest = reader.rest().len();
                reader.take(rest)?;
                Message::Unknown(unknown)
            }
        })
    }

    /// The message as a frame of its own.
    pub fn frame(&self) -> Frame {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    /// Appends the message to a body.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Message::Step1(bytes) => write_sync(out, STEP_1, bytes),
            Message::Step2(bytes) => write_sync(out, STEP_2, bytes),
            Message::Update(bytes) => write_sync(out, UPDATE, bytes),
            Message::Awareness(bytes) => {
                write_number(out, AWARENESS);
                write_bytes(out, bytes);
            }
            Message::Denied(reason) => {
                write_number(out, AUTH);
                write_number(out, DENIED);
                write_bytes(out, reason.as_bytes());
            }
            Message::QueryAwareness => write_number(out, QUERY_AWARENESS),
            Message::Acknowledgement(acknowledgement) => {
                write_number(out, ACKNOWLEDGEMENT);
                write_number(out, acknowledgement.client);
                write_number(out, u64::from(acknowledgement.clock));
                write_number(out, acknowledgement.messages);
            }
            Message::Event(event) => {
                write_number(out, EVENT);
                // It fails for data without a known length only, which no event has.
                write_bytes(out, &postcard::to_allocvec(event).unwrap_or_default());
            }
            Message::Unknown(tag) => write_number(out, *tag),
        }
    }
}

/// Appends a sync message.
fn write_sync(out: &mut Vec<u8>, step: u64, bytes: &[u8]) {
    write_number(out, SYNC);
    write_number(out, step);
    write_bytes(out, bytes);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{role::Role, workflow::State};

    fn all() -> Vec<Message<'static>> {
        vec![
            Message::Step1(&[0]),
            Message::Step2(&[0, 0]),
            Message::Update(&[1, 2, 3]),
            Message::Awareness(&[0]),
            Message::Denied("permission denied"),
            Message::QueryAwareness,
            Message::Acknowledgement(Acknowledgement {
                client: super::super::lib0::MAX_SAFE_INTEGER,
                clock: u32::MAX,
                messages: 7,
            }),
            Message::Event(Box::new(Event::Rights {
                role: Role::Editor,
                state: State::Final,
            })),
            Message::Event(Box::new(Event::Storage { writable: false })),
        ]
    }

    #[test]
    fn messages_come_back_as_they_were_written() {
        for message in all() {
            assert_eq!(Message::read(&message.frame()), Ok(message));
        }
    }

    #[test]
    fn a_body_holds_several_messages() {
        let mut body = Vec::new();
        all().iter().for_each(|message| message.write(&mut body));
        assert_eq!(Message::read_all(&body).unwrap(), all());
    }

    #[test]
    fn every_cut_frame_is_an_error() {
        for message in all() {
            let frame = message.frame();
            for end in 0..frame.len() {
                assert!(
                    Message::read(&frame[..end]).is_err(),
                    "{message:?} cut at {end}"
                );
            }
        }
    }

    #[test]
    fn the_bytes_are_those_of_y_websocket() {
        assert_eq!(Message::Step1(&[0]).frame(), [0, 0, 1, 0]);
        assert_eq!(Message::Step2(&[0, 0]).frame(), [0, 1, 2, 0, 0]);
        assert_eq!(Message::Update(&[9]).frame(), [0, 2, 1, 9]);
        assert_eq!(Message::Awareness(&[0]).frame(), [1, 1, 0]);
        assert_eq!(Message::Denied("no").frame(), [2, 0, 2, b'n', b'o']);
        assert_eq!(Message::QueryAwareness.frame(), [3]);
    }

    #[test]
    fn left_over_bytes_and_unknown_steps_are_errors_and_unknown_types_are_not() {
        assert_eq!(Message::read(&[3, 3]), Err(Malformed::Trailing));
        assert_eq!(Message::read(&[0, 9, 0]), Err(Malformed::Tag));
        assert_eq!(Message::read(&[77, 1, 2, 3]), Ok(Message::Unknown(77)));
    }
}
