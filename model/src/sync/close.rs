//! Why the server closes a connection: WebSocket close codes of the private range, with prose.
//!
//! The prose goes into the close frame for people who read logs; pages translate the code.

use crate::error::Refusal;

/// Which header of a refused plain exchange carries the code that a socket would be closed with: a
/// status alone may come from anything between.
pub const CLOSE_HEADER: &str = "talka-close";

/// Why a connection was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CloseCode {
    /// The server stops; come back at once, another one will answer. RFC 6455 calls it going away.
    GoingAway,
    /// The bytes were not of the protocol.
    Malformed,
    /// A frame, a presence or the document is larger than the limit.
    TooLarge,
    /// The reader was too slow for what others wrote; reconnecting brings it up to date.
    TooSlow,
    /// The store could not be written; keep everything, reconnect and send it again.
    NotSaved,
    /// The room failed on what was sent; keep everything and reconnect.
    RoomFailed,
    /// The session that opened the connection has ended: its person signed out.
    SignedOut,
    /// There is no such proposal, or it is not the account's to see.
    NoAccess,
    /// The account was removed from the partnership, or left it, while the connection was open. Programs
    /// do the same as for `NoAccess`, so it has the same number.
    Removed,
    /// The update speaks for a replica of another account.
    ForeignReplica,
    /// The account opened more connections to this proposal than it may: this one was the oldest.
    TooManyPages,
    /// The room is full, and somebody came who writes: this connection only reads.
    MadeRoom,
    /// More was sent than one connection or account may send; come back after a pause.
    TooFast,
    /// The page is of another release than the server: it is to be loaded again.
    NewVersion,
}

impl CloseCode {
    /// All codes.
    pub const ALL: [CloseCode; 14] = [
        CloseCode::GoingAway,
        CloseCode::Malformed,
        CloseCode::TooLarge,
        CloseCode::TooSlow,
        CloseCode::NotSaved,
        CloseCode::RoomFailed,
        CloseCode::SignedOut,
        CloseCode::NoAccess,
        CloseCode::Removed,
        CloseCode::ForeignReplica,
        CloseCode::TooManyPages,
        CloseCode::MadeRoom,
        CloseCode::TooFast,
        CloseCode::NewVersion,
    ];

    /// The number in the close frame.
    pub fn number(self) -> u16 {
        match self {
            CloseCode::GoingAway => 1001,
            CloseCode::Malformed => 4400,
            CloseCode::SignedOut => 4401,
            CloseCode::NoAccess | CloseCode::Removed => 4403,
            CloseCode::ForeignReplica => 4409,
            CloseCode::TooManyPages => 4410,
            CloseCode::MadeRoom => 4411,
            CloseCode::TooLarge => 4413,
            CloseCode::NewVersion => 4426,
            CloseCode::TooFast => 4428,
            CloseCode::TooSlow => 4429,
            CloseCode::RoomFailed => 4500,
            CloseCode::NotSaved => 4507,
        }
    }

    /// The code of a number; of two with the same number, the more general one.
    pub fn from_number(number: u16) -> Option<CloseCode> {
        CloseCode::ALL
            .into_iter()
            .find(|code| code.number() == number)
    }

    /// The prose in the close frame, at most 123 bytes.
    pub fn prose(self) -> &'static str {
        match self {
            CloseCode::GoingAway => "the server stops; reconnect at once",
            CloseCode::Malformed => "these bytes are not of the protocol",
            CloseCode::TooLarge => "larger than the limit",
            CloseCode::TooSlow => "too slow a reader; reconnect to catch up",
            CloseCode::NotSaved => {
                "the store failed; keep your changes, reconnect and send them again"
            }
            CloseCode::RoomFailed => "the room failed; keep your changes and reconnect",
            CloseCode::SignedOut => "signed out; sign in again",
            CloseCode::NoAccess => "no such proposal, or not yours to see",
            CloseCode::Removed => "you are no longer a member of this partnership",
            CloseCode::ForeignReplica => "this replica belongs to another account",
            CloseCode::TooManyPages => "too many open pages; the oldest one was closed",
            CloseCode::MadeRoom => "the room is full of those who write; come back later",
            CloseCode::NewVersion => "a new version is here; load the page again",
            CloseCode::TooFast => "too much in a short time; come back after a pause",
        }
    }

    /// With which code a connection ends for what a plain exchange is refused with; none where the
    /// refusal says nothing about the connection.
    pub fn of(refusal: &Refusal) -> Option<CloseCode> {
        match refusal {
            Refusal::NotSignedIn => Some(CloseCode::SignedOut),
            Refusal::NotFound => Some(CloseCode::NoAccess),
            Refusal::CannotSave => Some(CloseCode::NotSaved),
            Refusal::NewVersion => Some(CloseCode::NewVersion),
            _ => None,
        }
    }

    /// Whether the client should come back by itself.
    pub fn may_retry(self) -> bool {
        match self {
            CloseCode::GoingAway
            | CloseCode::TooSlow
            | CloseCode::NotSaved
            | CloseCode::RoomFailed
            | CloseCode::MadeRoom
            | CloseCode::TooFast => true,
            CloseCode::Malformed
            | CloseCode::TooLarge
            | CloseCode::SignedOut
            | CloseCode::NoAccess
            | CloseCode::Removed
            | CloseCode::ForeignReplica
            | CloseCode::TooManyPages
            | CloseCode::NewVersion => false,
        }
    }
}

/// What a client does after its connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It comes back without waiting long.
    ComeBackAtOnce,
    /// It comes back after a pause that grows with every attempt in vain.
    ComeBack,
    /// Coming back is of no use: the page says why, and keeps what was not saved.
    StayAway(CloseCode),
}

impl Next {
    /// What follows from the number with which a connection was closed; a number that is not ours
    /// says that something between has failed.
    pub fn after(number: u16) -> Next {
        match CloseCode::from_number(number) {
            Some(CloseCode::GoingAway) => Next::ComeBackAtOnce,
            Some(code) if !code.may_retry() => Next::StayAway(code),
            _ => Next::ComeBack,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_comes_back_unless_it_would_be_closed_again() {
        let stay_away = |number: u16| match Next::after(number) {
            Next::StayAway(code) => Some(code),
            _ => None,
        };
        // Of two pages that each come back when closed for the other, neither would ever rest.
        assert_eq!(stay_away(4410), Some(CloseCode::TooManyPages));
        assert_eq!(stay_away(4400), Some(CloseCode::Malformed));
        assert_eq!(stay_away(4401), Some(CloseCode::SignedOut));
        assert_eq!(stay_away(4403), Some(CloseCode::NoAccess));
        assert_eq!(stay_away(4409), Some(CloseCode::ForeignReplica));
        assert_eq!(stay_away(4413), Some(CloseCode::TooLarge));
        for number in [1000, 1006, 4411, 4428, 4429, 4500, 4507, 4999] {
            assert_eq!(Next::after(number), Next::ComeBack, "{number}");
        }
        assert_eq!(Next::after(1001), Next::ComeBackAtOnce);
    }

    #[test]
    fn every_code_has_its_own_number_and_fits_a_close_frame() {
        for code in CloseCode::ALL {
            let read = match code {
                // It differs from the other one for people only.
                CloseCode::Removed => CloseCode::NoAccess,
                code => code,
            };
            assert_eq!(CloseCode::from_number(code.number()), Some(read));
            assert!(code.prose().len() <= 123);
        }
    }
}
