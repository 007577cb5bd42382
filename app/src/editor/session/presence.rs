//! Who else is here, and what they are told about us.

use super::desk::Desk;
use crate::{
    editor::{color::number, painting::PeerMark, state::Peer},
    parts::said::person,
    sync::{
        presence::{Cursor, Facts, Presence, User},
        wire::now,
    },
};
use leptos::prelude::*;
use model::document::position::{Selection, Side};
use model::order::sort_short;

/// The least time between two words about ourselves.
const TELL_MS: u32 = 80;
/// For somebody of whom nothing is known.
const NO_COLOR: &str = "#5b6472";

/// What was said last.
#[derive(Default)]
pub struct Told {
    waiting: bool,
    state: String,
}

impl Desk {
    /// Says soon where we are, at most every [`TELL_MS`].
    pub fn tell_presence(&mut self) {
        if !std::mem::replace(&mut self.presence.waiting, true) {
            self.this.after(TELL_MS, |desk| {
                desk.presence.waiting = false;
                desk.send_presence();
            });
        }
    }

    /// Nobody is here any more.
    pub(super) fn withdraw_presence(&mut self) {
        self.presence.state.clear();
        if let Some(frame) = self.wire.half.set_presence(None, now()) {
            self.wire.send(&frame);
        }
    }

    pub(super) fn send_presence(&mut self) {
        if !self.is_shown {
            return;
        }
        let Some(presence) = self.own_presence() else {
            return;
        };
        let state = presence.write();
        if state == self.presence.state && self.wire.half.is_open() {
            return;
        }
        self.presence.state.clone_from(&state);
        if let Some(frame) = self.wire.half.set_presence(Some(state), now()) {
            self.wire.send(&frame);
        }
    }

    fn own_presence(&self) -> Option<Presence> {
        let me = self.me.as_ref()?;
        let focused = self.selection.as_ref().filter(|(field, _)| {
            let view = self.views.get(field);
            view.is_some_and(|view| view.editable && view.has_focus())
        });
        let cursor = focused.and_then(|(field, selection)| {
            let Selection::Text { anchor, head } = *selection else {
                return None;
            };
            let at = |position| self.draft.relative(field, position, Side::After);
            Some(Cursor {
                anchor: at(anchor)?,
                head: at(head)?,
            })
        });
        Some(Presence {
            user: User {
                color: me.color.clone(),
                ..User::default()
            },
            cursor,
            talka: Facts {
                field: focused.map(|(field, _)| field.clone()),
            },
        })
    }

    /// The text changed: finds the others' places in it again.
    pub fn locate_peers(&mut self) {
        for mark in &mut self.paint.peers {
            let presence = self
                .wire
                .half
                .peers()
                .get(&mark.client)
                .map(|peer| Presence::read(&peer.state));
            let Some(cursor) = presence.and_then(|presence| presence.cursor) else {
                continue;
            };
            // Where their place was moved by us it is gone for yrs, and the operation's map knows better.
            if let Some((_, anchor)) = self.draft.absolute(&cursor.anchor) {
                mark.anchor = anchor;
            }
            if let Some((_, head)) = self.draft.absolute(&cursor.head) {
                mark.head = head;
            }
        }
        // Where somebody is may be said before the letters come that it is said with.
        let is_marked = |client: u64| self.paint.peers.iter().any(|mark| mark.client == client);
        let states = self.wire.half.peers().iter();
        let late = states
            .filter(|(client, _)| !is_marked(**client))
            .filter_map(|(client, peer)| self.mark_of(*client, &Presence::read(&peer.state)));
        let late: Vec<PeerMark> = late.collect();
        self.paint.peers.extend(late);
    }

    /// Where somebody is; none while the text for it is missing.
    fn mark_of(&self, client: u64, presence: &Presence) -> Option<PeerMark> {
        let cursor = presence.cursor.as_ref()?;
        let (field, anchor) = self.draft.absolute(&cursor.anchor)?;
        let (other, head) = self.draft.absolute(&cursor.head)?;
        let color = self.color_of(&presence.user);
        (field == other).then(|| PeerMark {
            client,
            field,
            anchor,
            head,
            name: person(&presence.user.name),
            number: number(&color),
            color,
        })
    }

    /// The colour of a side and person, which the server vouches for.
    fn color_of(&self, user: &User) -> String {
        match (&self.me, user.account) {
            (Some(me), Some(account)) => me.color_of(user.side, account),
            _ => NO_COLOR.to_owned(),
        }
    }

    /// Reads what the others say about themselves.
    pub fn peers_changed(&mut self) {
        let states = self.wire.half.peers().iter();
        let states = states.map(|(client, peer)| (*client, Presence::read(&peer.state)));
        let mut peers = Vec::new();
        let mut marks = Vec::new();
        for (client, presence) in states {
            let mark = self.mark_of(client, &presence);
            let field = presence
                .talka
                .field
                .or_else(|| mark.as_ref().map(|mark| mark.field.clone()));
            marks.extend(mark);
            peers.push(Peer {
                client,
                account: presence.user.account,
                color: self.color_of(&presence.user),
                name: person(&presence.user.name),
                side: presence.user.side,
                field,
            });
        }
        sort_short(&mut peers, |a, b| (&a.name, a.client) < (&b.name, b.client));
        if self.drafting.peers.with_untracked(|known| *known != peers) {
            self.drafting.peers.set(peers);
        }
        self.paint.peers = marks;
        let gone = |client: u64| !self.wire.half.peers().contains_key(&client);
        if self.drafting.following.get_untracked().is_some_and(gone) {
            self.follow_nobody();
        }
        self.schedule_paint();
    }
}
