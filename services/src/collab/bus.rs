//! What instances tell each other about a proposal.
//!
//! Text never travels here: a signal names rows, and the store holds them. So a lost signal costs
//! time, not words, and whoever was deaf for a while looks at the store once.

mod local;
mod postgres;

pub use local::Local;
pub use postgres::Postgres;

use crate::accounts::SessionKey;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use model::{
    event::Event,
    ids::{AccountId, ProposalId},
};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

/// PostgreSQL's notification channel.
pub const CHANNEL: &str = "talka";
/// Most bytes of one notification: PostgreSQL takes 7 999, the envelope needs some of them.
const PIECE_BYTES: usize = 7_600;
/// Signals that wait for a slow instance before it looks at the store instead.
pub(super) const SIGNALS: usize = 4_096;

/// One thing that other instances should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "signal", rename_all = "snake_case")]
pub enum Signal {
    /// These rows were committed.
    Rows {
        proposal: ProposalId,
        rows: Vec<i64>,
    },
    /// An awareness update of replicas that are connected elsewhere, in base64.
    Presence {
        proposal: ProposalId,
        states: String,
    },
    /// Something besides the text happened.
    Event {
        proposal: ProposalId,
        to: Option<AccountId>,
        event: Box<Event>,
    },
    /// Roles, members or the state changed.
    Rights { proposal: ProposalId },
    /// Somebody ended this session.
    SignedOut { session: SessionKey },
    /// Signals may have been lost: look at the store. Never sent, only heard.
    Lost,
}

impl Signal {
    /// Presence as a signal.
    pub fn presence(proposal: ProposalId, states: &[u8]) -> Self {
        let states = BASE64.encode(states);
        Signal::Presence { proposal, states }
    }

    /// The proposal that it is about; none where it concerns every room.
    pub fn proposal(&self) -> Option<ProposalId> {
        match self {
            Signal::Rows { proposal, .. }
            | Signal::Presence { proposal, .. }
            | Signal::Event { proposal, .. }
            | Signal::Rights { proposal } => Some(*proposal),
            Signal::SignedOut { .. } | Signal::Lost => None,
        }
    }

    /// What it asks of each room that it concerns, in this order.
    pub fn asks(self) -> Vec<Ask> {
        match self {
            Signal::Rows { .. } => vec![Ask::Reread],
            Signal::Presence { states, .. } => match BASE64.decode(states) {
                Ok(states) => vec![Ask::Presence(states)],
                Err(_) => Vec::new(),
            },
            Signal::Event { to, event, .. } => vec![Ask::Publish { to, event }],
            Signal::Rights { .. } => vec![Ask::Rights],
            Signal::SignedOut { session } => vec![Ask::Sessions(Some(session))],
            Signal::Lost => vec![
                Ask::Reread,
                Ask::Rights,
                Ask::Publish {
                    to: None,
                    event: Box::new(Event::MayBeBehind),
                },
                Ask::Sessions(None),
            ],
        }
    }

    /// The signal as notifications, in pieces that PostgreSQL takes.
    ///
    /// A piece is `instance/number/index/count/bytes`; pieces of a number come in order.
    pub fn payload(&self, instance: u64) -> Vec<String> {
        let json = serde_json::to_string(self).unwrap_or_default();
        let encoded = match json.len() <= PIECE_BYTES && json.is_ascii() {
            true => json,
            false => BASE64.encode(json),
        };
        let pieces: Vec<&[u8]> = encoded.as_bytes().chunks(PIECE_BYTES).collect();
        let (number, count) = (rand::random::<u32>(), pieces.len());
        let piece = |(index, bytes): (usize, &&[u8])| {
            let text = String::from_utf8_lossy(bytes);
            format!("{instance}/{number}/{index}/{count}/{text}")
        };
        pieces.iter().enumerate().map(piece).collect()
    }
}

/// What a signal asks of a room.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// To look at the store.
    Reread,
    /// To show who is connected elsewhere, by this awareness update.
    Presence(Vec<u8>),
    /// To ask again what everybody may do.
    Rights,
    /// To tell its pages, those of one account or all.
    Publish {
        to: Option<AccountId>,
        event: Box<Event>,
    },
    /// To close the connections of this session; of all that have ended when nobody knows which.
    Sessions(Option<SessionKey>),
}

/// Puts notifications together again.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    number: Option<(u64, u32)>,
    text: String,
    next: usize,
}

impl Assembly {
    /// Takes one notification; who sent what, once it is whole.
    pub fn take(&mut self, payload: &str) -> Option<(u64, Signal)> {
        let mut parts = payload.splitn(5, '/');
        let instance = parts.next()?.parse().ok()?;
        let number = parts.next()?.parse().ok()?;
        let index: usize = parts.next()?.parse().ok()?;
        let count: usize = parts.next()?.parse().ok()?;
        if index == 0 {
            *self = Assembly::default();
            self.number = Some((instance, number));
        }
        if self.number != Some((instance, number)) || self.next != index {
            return None;
        }
        self.text.push_str(parts.next()?);
        self.next += 1;
        (self.next == count).then(|| Some((instance, decode(&self.text)?)))?
    }
}

fn decode(text: &str) -> Option<Signal> {
    if text.starts_with('{') {
        return serde_json::from_str(text).ok();
    }
    serde_json::from_slice(&BASE64.decode(text).ok()?).ok()
}

/// How instances hear each other.
#[async_trait::async_trait]
pub trait Bus: Send + Sync + 'static {
    /// Tells the other instances; rows are told by the commit itself.
    async fn send(&self, signal: Signal);

    /// What the other instances tell.
    fn listen(&self) -> broadcast::Receiver<Signal>;
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    fn rows(count: i64) -> Signal {
        let proposal = ProposalId(Uuid::from_u128(1));
        let rows = (0..count).collect();
        Signal::Rows { proposal, rows }
    }

    #[test]
    fn a_signal_comes_back_from_its_pieces() {
        for signal in [rows(3), rows(10_000)] {
            let pieces = signal.payload(7);
            assert!(pieces.iter().all(|piece| piece.len() < 8_000));
            let mut assembly = Assembly::default();
            let heard: Vec<_> = pieces
                .iter()
                .filter_map(|piece| assembly.take(piece))
                .collect();
            assert_eq!(heard, [(7, signal)]);
        }
    }

    #[test]
    fn a_lost_piece_loses_its_signal_and_nothing_else() {
        let pieces = rows(10_000).payload(7);
        let mut assembly = Assembly::default();
        for piece in pieces.iter().skip(1) {
            assert_eq!(assembly.take(piece), None);
        }
        assert_eq!(assembly.take(&rows(1).payload(8)[0]), Some((8, rows(1))));
        assert_eq!(assembly.take("nonsense"), None);
    }
}
