//! Who is here, and who may say so: a connection speaks only for replicas that it announced.

use super::{Output, Room, SeatId, Thrown};
use bytes::Bytes;
use model::{
    ids::AccountId,
    limits::REPLICAS_A_CONNECTION,
    sync::{Awareness, ClientId, Message, Millis, awareness, guard::Entry},
};
use std::collections::{BTreeMap, HashMap};

/// The states of all replicas, and which connection may set which.
#[derive(Debug, Default)]
pub(super) struct Presence {
    awareness: Awareness,
    /// The connection that speaks for a replica.
    speakers: BTreeMap<ClientId, SeatId>,
    /// The account that announced a replica first, also after it left.
    accounts: HashMap<ClientId, AccountId>,
}

impl Presence {
    /// Everyone who is here.
    pub fn awareness(&self) -> &Awareness {
        &self.awareness
    }
}

impl Room {
    /// An awareness update from a connection.
    ///
    /// y-websocket's client sends back what it hears about others; that is skipped in silence.
    pub(super) fn announce(
        &mut self,
        seat: SeatId,
        states: &[u8],
        now: Millis,
        out: &mut Vec<Output>,
    ) -> Result<(), Thrown> {
        let mut news = Vec::new();
        for entry in awareness::decode(states)? {
            if self.may_announce(seat, &entry) && self.presence.awareness.take(&entry, now) {
                self.claim(seat, &entry);
                news.push(entry.client);
            }
        }
        self.tell(&news, out);
        Ok(())
    }

    /// Whether a connection may set a replica's state: its own, or one that nobody else brought.
    fn may_announce(&self, seat: SeatId, entry: &Entry<'_>) -> bool {
        let Some(who) = self.seats.get(&seat) else {
            return false;
        };
        if let Some(speaker) = self.presence.speakers.get(&entry.client) {
            return *speaker == seat;
        }
        let is_elsewhere = self.awareness().peers().contains_key(&entry.client);
        let brought = self.presence.accounts.get(&entry.client);
        let owner = self.owners.get(&entry.client).or(brought);
        entry.state.is_some()
            && !is_elsewhere
            && who.replicas.len() < REPLICAS_A_CONNECTION
            && owner.is_none_or(|owner| *owner == who.account)
    }

    fn claim(&mut self, seat: SeatId, entry: &Entry<'_>) {
        let Some(who) = self.seats.get_mut(&seat) else {
            return;
        };
        if entry.state.is_some() {
            who.replicas.insert(entry.client);
            self.presence.speakers.insert(entry.client, seat);
            self.presence.accounts.insert(entry.client, who.account);
        } else {
            who.replicas.remove(&entry.client);
            self.presence.speakers.remove(&entry.client);
        }
    }

    /// Presence that another instance passes on: it has checked who may say it.
    pub(super) fn foreign_presence(&mut self, states: &[u8], now: Millis, out: &mut Vec<Output>) {
        let Ok(entries) = awareness::decode(states) else {
            return;
        };
        let mut news = Vec::new();
        for entry in entries {
            let is_ours = self.presence.speakers.contains_key(&entry.client);
            if !is_ours && self.presence.awareness.take(&entry, now) {
                news.push(entry.client);
            }
        }
        self.show_presence(&news, out);
    }

    /// A connection is gone, and its replicas with it.
    pub(super) fn leave(&mut self, seat: SeatId, now: Millis, out: &mut Vec<Output>) {
        let Some(who) = self.seats.remove(&seat) else {
            return;
        };
        let gone: Vec<_> = who.replicas.into_iter().collect();
        for client in &gone {
            self.presence.speakers.remove(client);
            self.presence.awareness.remove(*client, now);
        }
        self.tell(&gone, out);
    }

    /// Lets those go that were not heard of for long.
    pub(super) fn expire(&mut self, now: Millis, out: &mut Vec<Output>) {
        let gone = self.presence.awareness.expire(None, now);
        for client in &gone {
            if let Some(seat) = self.presence.speakers.remove(client)
                && let Some(who) = self.seats.get_mut(&seat)
            {
                who.replicas.remove(client);
            }
        }
        self.show_presence(&gone, out);
    }

    /// Shows news to everyone here and passes it on to the other instances.
    fn tell(&self, news: &[ClientId], out: &mut Vec<Output>) {
        self.show_presence(news, out);
        if let Some(states) = self.awareness().encode(news.iter().copied()) {
            out.push(Output::Present(states));
        }
    }

    /// Shows everyone who is here to one connection.
    pub(super) fn show_everyone(&self, seat: SeatId, out: &mut Vec<Output>) {
        if let Some(states) = self.awareness().encode_all() {
            self.send(seat, &Message::Awareness(&states), out);
        }
    }

    fn show_presence(&self, news: &[ClientId], out: &mut Vec<Output>) {
        let Some(states) = self.awareness().encode(news.iter().copied()) else {
            return;
        };
        let frame = Bytes::from(Message::Awareness(&states).frame());
        for seat in self.seats.keys() {
            let (seat, frame) = (*seat, frame.clone());
            out.push(Output::Send { seat, frame });
        }
    }
}
