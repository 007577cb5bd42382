//! Who is here, and who may say so: a connection speaks only for replicas that it announced.

use super::{Output, Room, SeatId, Thrown};
use bytes::Bytes;
use model::{
    ids::AccountId,
    limits::{REPLICAS_A_CONNECTION, REPLICAS_AN_ACCOUNT},
    sync::{Awareness, ClientId, CloseCode, Message, Millis, awareness, guard::PresenceEntry},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    mem,
};

/// The states of all replicas, and which connection may set which.
#[derive(Debug, Default)]
pub(super) struct Presence {
    awareness: Awareness,
    /// The connection that speaks for a replica.
    speakers: BTreeMap<ClientId, SeatId>,
    claims: Claims,
    /// What came so fast that it is shown with the next tick.
    unshown: BTreeSet<ClientId>,
}

/// Which account announced a replica first, also after it left.
///
/// A replica that was announced is known to everybody, so that it belongs to its account before
/// anything was written under it. Each account has a limited number, so that nobody can push out the
/// replicas of others.
#[derive(Debug, Default)]
struct Claims {
    accounts: HashMap<ClientId, AccountId>,
    own: HashMap<AccountId, VecDeque<ClientId>>,
}

impl Claims {
    fn add(&mut self, client: ClientId, account: AccountId) {
        if self.accounts.contains_key(&client) {
            return;
        }
        self.accounts.insert(client, account);
        let own = self.own.entry(account).or_default();
        own.push_back(client);
        if own.len() > REPLICAS_AN_ACCOUNT
            && let Some(oldest) = own.pop_front()
        {
            self.accounts.remove(&oldest);
        }
    }
}

impl Presence {
    /// Everyone who is here.
    pub fn awareness(&self) -> &Awareness {
        &self.awareness
    }
}

impl Room {
    /// The account to which a replica belongs: it wrote under it, or announced it.
    pub(super) fn owner(&self, client: ClientId) -> Option<AccountId> {
        let wrote = self.owners.get(&client);
        wrote
            .or_else(|| self.presence.claims.accounts.get(&client))
            .copied()
    }

    /// An awareness update from a connection.
    ///
    /// y-websocket's client sends back what it hears about others; that is skipped in silence. What
    /// comes faster than it should is kept, and only the newest of it is shown.
    pub(super) fn announce(
        &mut self,
        seat: SeatId,
        states: &[u8],
        now: Millis,
        out: &mut Vec<Output>,
    ) -> Result<(), Thrown> {
        let entries = awareness::decode(states)?;
        let is_shown = self.spend_presence(seat, now)?;
        let mut news = Vec::new();
        for entry in entries {
            let Some(who) = self
                .seats
                .get(&seat)
                .filter(|_| self.may_announce(seat, &entry))
            else {
                continue;
            };
            let state = entry.state.map(|said| who.presence(said));
            let state = state.as_deref();
            let written = PresenceEntry { state, ..entry };
            if self.presence.awareness.take(&written, now) {
                self.claim(seat, &written);
                news.push(entry.client);
            }
        }
        match is_shown {
            true => self.tell(&news, out),
            false => self.presence.unshown.extend(news),
        }
        Ok(())
    }

    /// Whether a presence is shown at once; an error if far too many came.
    fn spend_presence(&mut self, seat: SeatId, now: Millis) -> Result<bool, Thrown> {
        let Some(who) = self.seats.get_mut(&seat) else {
            return Ok(false);
        };
        if who.allowance.presences.take(1, now) {
            return Ok(true);
        }
        match who.allowance.excess.take(1, now) {
            true => Ok(false),
            false => Err(Thrown(CloseCode::TooFast, "it sends too many presences")),
        }
    }

    /// Shows the newest of what came too fast.
    pub(super) fn show_late(&mut self, out: &mut Vec<Output>) {
        let late: Vec<_> = mem::take(&mut self.presence.unshown).into_iter().collect();
        self.tell(&late, out);
    }

    /// Whether a connection may set a replica's state: its own, or one that nobody else brought.
    fn may_announce(&self, seat: SeatId, entry: &PresenceEntry<'_>) -> bool {
        let Some(who) = self.seats.get(&seat) else {
            return false;
        };
        if let Some(speaker) = self.presence.speakers.get(&entry.client) {
            return *speaker == seat;
        }
        let is_elsewhere = self.awareness().peers().contains_key(&entry.client);
        entry.state.is_some()
            && !is_elsewhere
            && who.replicas.len() < REPLICAS_A_CONNECTION
            && self
                .owner(entry.client)
                .is_none_or(|owner| owner == who.account)
    }

    fn claim(&mut self, seat: SeatId, entry: &PresenceEntry<'_>) {
        let Some(who) = self.seats.get_mut(&seat) else {
            return;
        };
        if entry.state.is_some() {
            who.replicas.insert(entry.client);
            self.presence.speakers.insert(entry.client, seat);
            self.presence.claims.add(entry.client, who.account);
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
                if let Some(account) = account_in(&entry) {
                    self.presence.claims.add(entry.client, account);
                }
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

/// Whose replica another instance says this is.
fn account_in(entry: &PresenceEntry<'_>) -> Option<AccountId> {
    let state: serde_json::Value = serde_json::from_str(entry.state?).ok()?;
    state["user"]["account"].as_str()?.parse().ok()
}
