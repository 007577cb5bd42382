//! Who is here: the states of all replicas, as y-protocols' `awareness.js` exchanges them.
//!
//! Every replica counts its own state up; a newer clock wins, and at the same clock "gone" wins. A
//! state that is not renewed is dropped. Our own instead of yrs', which reads a clock by itself and
//! lets any sender speak for any replica.

use super::{
    ClientId, Malformed, Millis,
    guard::{self, PresenceEntry},
    lib0::{write_bytes, write_number},
};
use crate::limits::PRESENCE_GONE_MS;
use litemap::LiteMap;

/// One replica that is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    pub clock: u32,
    /// What it says about itself, as JSON.
    pub state: String,
    /// When it was last heard of.
    pub seen: Millis,
}

/// The states of all replicas that are here.
#[derive(Clone, Debug, Default)]
pub struct Awareness {
    peers: LiteMap<ClientId, Peer>,
    /// The last clock of those who left, so that a late message does not bring them back.
    left: LiteMap<ClientId, (u32, Millis)>,
}

impl Awareness {
    /// Every replica that is here.
    pub fn peers(&self) -> &LiteMap<ClientId, Peer> {
        &self.peers
    }

    /// Takes one state; whether it was news.
    pub fn take(&mut self, entry: &PresenceEntry<'_>, now: Millis) -> bool {
        let known = self.clock(entry.client);
        let here = self.peers.contains_key(&entry.client);
        let newer = known.is_none_or(|known| entry.clock > known);
        let leaves = entry.state.is_none() && known == Some(entry.clock) && here;
        if !newer && !leaves {
            return false;
        }
        match entry.state {
            Some(state) => {
                self.left.remove(&entry.client);
                let state = state.to_owned();
                let (clock, seen) = (entry.clock, now);
                self.peers.insert(entry.client, Peer { clock, state, seen });
                true
            }
            None => {
                self.left.insert(entry.client, (entry.clock, now));
                self.peers.remove(&entry.client).is_some()
            }
        }
    }

    /// The newest clock of a replica.
    pub fn clock(&self, client: ClientId) -> Option<u32> {
        let here = self.peers.get(&client).map(|peer| peer.clock);
        here.or_else(|| self.left.get(&client).map(|(clock, _)| *clock))
    }

    /// Lets a replica go without its own word; whether it was here.
    pub fn remove(&mut self, client: ClientId, now: Millis) -> bool {
        let Some(peer) = self.peers.remove(&client) else {
            return false;
        };
        self.left.insert(client, (peer.clock, now));
        true
    }

    /// Lets those go that were not heard of for [`PRESENCE_GONE_MS`], except `own`.
    pub fn expire(&mut self, own: Option<ClientId>, now: Millis) -> Vec<ClientId> {
        let silent = |(client, peer): (&ClientId, &Peer)| {
            let gone = Some(*client) != own && now.since(peer.seen) >= PRESENCE_GONE_MS;
            gone.then_some(*client)
        };
        let gone: Vec<_> = self.peers.iter().filter_map(silent).collect();
        for client in &gone {
            self.remove(*client, now);
        }
        self.left
            .retain(|_, (_, since)| now.since(*since) < 2 * PRESENCE_GONE_MS);
        gone
    }

    /// The states of these replicas as an awareness update; `None` if none of them is known.
    pub fn encode(&self, clients: impl IntoIterator<Item = ClientId>) -> Option<Vec<u8>> {
        let entries: Vec<_> = clients
            .into_iter()
            .filter_map(|client| {
                let state = self.peers.get(&client).map(|peer| &peer.state[..]);
                let clock = self.clock(client)?;
                Some(PresenceEntry {
                    client,
                    clock,
                    state,
                })
            })
            .collect();
        (!entries.is_empty()).then(|| encode(&entries))
    }

    /// The states of all replicas as an awareness update; `None` if nobody is here.
    pub fn encode_all(&self) -> Option<Vec<u8>> {
        self.encode(self.peers.keys().copied())
    }
}

/// Writes an awareness update.
pub fn encode(entries: &[PresenceEntry<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    write_number(&mut out, entries.len() as u64);
    for entry in entries {
        write_number(&mut out, entry.client);
        write_number(&mut out, u64::from(entry.clock));
        write_bytes(&mut out, entry.state.unwrap_or("null").as_bytes());
    }
    out
}

/// Reads an awareness update from a stranger.
pub fn decode(bytes: &[u8]) -> Result<Vec<PresenceEntry<'_>>, Malformed> {
    guard::awareness(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn here(client: ClientId, clock: u32, state: &str) -> PresenceEntry<'_> {
        let state = Some(state);
        PresenceEntry {
            client,
            clock,
            state,
        }
    }

    fn gone(client: ClientId, clock: u32) -> PresenceEntry<'static> {
        let state = None;
        PresenceEntry {
            client,
            clock,
            state,
        }
    }

    #[test]
    fn a_newer_clock_wins_and_an_older_one_is_no_news() {
        let mut awareness = Awareness::default();
        assert!(awareness.take(&here(1, 5, "{}"), Millis(0)));
        assert!(!awareness.take(&here(1, 5, "{\"a\":1}"), Millis(0)));
        assert!(!awareness.take(&here(1, 4, "{\"a\":1}"), Millis(0)));
        assert!(awareness.take(&here(1, 6, "{\"a\":1}"), Millis(0)));
        assert_eq!(awareness.peers()[&1].state, r#"{"a":1}"#);
    }

    #[test]
    fn who_left_is_not_brought_back_by_a_late_message() {
        let mut awareness = Awareness::default();
        awareness.take(&here(1, 5, "{}"), Millis(0));
        assert!(awareness.take(&gone(1, 5), Millis(0)));
        assert!(!awareness.take(&here(1, 5, "{}"), Millis(0)));
        assert!(awareness.take(&here(1, 6, "{}"), Millis(0)));
    }

    #[test]
    fn who_is_silent_for_thirty_seconds_is_gone() {
        let mut awareness = Awareness::default();
        awareness.take(&here(1, 1, "{}"), Millis(0));
        awareness.take(&here(2, 1, "{}"), Millis(10_000));
        assert!(awareness.expire(None, Millis(29_999)).is_empty());
        assert_eq!(awareness.expire(None, Millis(30_000)), [1]);
        assert!(awareness.expire(Some(2), Millis(90_000)).is_empty());
    }

    #[test]
    fn states_come_back_as_they_were_written() {
        let mut awareness = Awareness::default();
        awareness.take(&here(1, 5, "{\"name\":\"Zane\"}"), Millis(0));
        awareness.take(&here(2, 1, "{}"), Millis(0));
        awareness.take(&gone(2, 2), Millis(0));
        let bytes = awareness.encode([1, 2, 3]).unwrap();
        let entries = decode(&bytes).unwrap();
        assert_eq!(entries, [here(1, 5, "{\"name\":\"Zane\"}"), gone(2, 2)]);
    }
}
