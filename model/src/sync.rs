//! The client's and the server's half of the sync protocol, bytes in and bytes out.
//!
//! The wire is the y-websocket protocol, so that any Yjs client can join; what Talka adds stands in
//! two message types of its own that only clients of the [`DIALECT`] are sent. `docs/protocol.md`
//! describes the bytes. Nothing here reads a socket or a clock: whoever drives a half hands in the
//! bytes that came and the time it is, and sends the frames it is given.

pub mod awareness;
pub mod client;
pub mod close;
pub mod guard;
pub mod json;
pub mod lib0;
pub mod message;

pub use awareness::{Awareness, Peer};
pub use client::{ClientEvent, ClientHalf};
pub use close::{CLOSE_HEADER, CloseCode, Next};
pub use message::{Acknowledgement, Message};

/// One binary WebSocket frame.
pub type Frame = Vec<u8>;

/// A Yjs client id: one replica of a draft, at most 53 bits.
pub type ClientId = u64;

/// A hash of the sources that shape events and calls: a page and a server with the same one understand
/// each other.
pub const SHAPES: &str = env!("TALKA_SHAPES");

/// The sub-protocol that Talka's own client asks for, and with it acknowledgements and events. It names
/// the [`SHAPES`]: a page of another release is told so, and never reads one value as another.
pub const DIALECT: &str = concat!("talka.1.", env!("TALKA_SHAPES"));

/// How the sub-protocols of all releases begin.
pub const DIALECT_OF_ANY_RELEASE: &str = "talka.";

/// Which header of a call names the [`SHAPES`] of the page that makes it.
pub const SHAPES_HEADER: &str = "talka-shapes";

/// Which header of a plain exchange's answer names the deletions in it; said in the next exchange as
/// `mark`, an answer that holds no others is waited for.
pub const MARK_HEADER: &str = "talka-mark";

/// Milliseconds of a clock that only goes forward; each half uses one clock throughout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millis(pub u64);

impl Millis {
    /// How long ago `earlier` was, in milliseconds; 0 if it is not earlier.
    pub fn since(self, earlier: Millis) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Why bytes from the other side could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("the bytes end in the middle of a value")]
    Truncated,
    #[error("a number is longer than its type")]
    Number,
    #[error("a count is larger than the bytes that are there can hold")]
    Count,
    #[error("a value is nested too deeply")]
    Depth,
    #[error("a text is not UTF-8")]
    Text,
    #[error("a value is not JSON")]
    Json,
    #[error("an event cannot be read")]
    Event,
    #[error("a tag has no meaning here")]
    Tag,
    #[error("bytes are left over")]
    Trailing,
    #[error("more than the limit")]
    TooLarge,
    #[error("the document cannot take it")]
    Update,
    #[error("it builds upon what is not here")]
    Missing,
    #[error("it belongs to no field of the proposal")]
    Root,
    #[error("too many items at one place")]
    Crowded,
}
