//! A person with a browser: what it shows, what it keeps, and the wire to an instance.

use super::acts::Page;
use crate::collab::{
    room::SeatId,
    tests::peer::{field, text_of},
};
use bytes::Bytes;
use model::{
    document::{
        draft::Draft,
        edit::Op,
        position::{Position, Range, Selection},
        projection::Node,
    },
    ids::AccountId,
    role::Role,
    sync::{ClientEvent, ClientHalf, CloseCode, Millis},
};
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

/// What comes out of an instance.
#[derive(Clone, Debug, PartialEq)]
pub enum Down {
    Frame(Bytes),
    Close(CloseCode),
}

/// The wire to an instance.
#[derive(Debug)]
pub struct Wire {
    pub instance: usize,
    pub seat: SeatId,
    pub up: VecDeque<Vec<u8>>,
    pub down: VecDeque<Down>,
}

/// What a change did, for the check at the end.
#[derive(Clone, Debug, Default)]
pub struct Deed {
    pub wrote: Option<String>,
    pub deleted: BTreeSet<String>,
    /// Whether the account was allowed to write at any time since.
    pub was_allowed: bool,
}

/// One person.
pub struct Person {
    pub number: usize,
    pub account: AccountId,
    pub role: Role,
    pub draft: Draft,
    pub half: ClientHalf,
    pub wire: Option<Wire>,
    /// What the browser keeps over a reload: changes that are not acknowledged.
    pub kept: BTreeMap<u64, (Vec<u8>, Deed)>,
    /// What was called saved.
    pub saved: Vec<Deed>,
    pub presence: Option<String>,
    pub page: Page,
    replicas: u64,
    words: usize,
}

impl Person {
    pub fn new(number: usize, account: AccountId, page: Page) -> Person {
        let mut person = Person {
            number,
            account,
            role: Role::Editor,
            draft: Draft::for_browser(0, Arc::new(|| 0)),
            half: ClientHalf::new(0),
            wire: None,
            kept: BTreeMap::new(),
            saved: Vec::new(),
            presence: None,
            page,
            replicas: 0,
            words: 0,
        };
        person.reload();
        person
    }

    /// Opens the page anew: another replica, with the changes that the browser kept.
    pub fn reload(&mut self) {
        self.wire = None;
        self.presence = None;
        self.replicas += 1;
        let client = self.number as u64 * 1_000 + self.replicas;
        self.draft = Draft::for_browser(client, Arc::new(|| 0));
        self.half = ClientHalf::new(client);
        for (_, (update, deed)) in std::mem::take(&mut self.kept) {
            self.draft.apply(&update).unwrap();
            let number = self.half.keep(update.clone());
            self.kept.insert(number, (update, deed));
        }
    }

    pub fn client(&self) -> u64 {
        self.draft.client_id()
    }

    pub fn text(&self) -> String {
        text_of(&self.draft)
    }

    /// Writes a word that is written nowhere else.
    pub fn write(&mut self, place: usize) {
        self.words += 1;
        let word = format!("w{}x{}", self.number, self.words);
        let blocks: Vec<_> = self
            .draft
            .projection(&field())
            .textblocks()
            .map(|block| block.id)
            .collect();
        let update = if blocks.is_empty() || place.is_multiple_of(3) {
            self.draft.plant(&field(), &[Node::paragraph(&word)]).update
        } else {
            let block = blocks[place % blocks.len()];
            let units = self
                .draft
                .projection(&field())
                .block(block)
                .unwrap()
                .units();
            // A space on both sides, so that no other word grows together with it.
            let text = format!(" {word} ");
            let at = if place.is_multiple_of(2) { 0 } else { units };
            let op = Op::InsertText { text, marks: None };
            let selection = Selection::caret(block, at);
            self.draft.edit(&field(), &op, selection).unwrap().update
        };
        let wrote = Some(word);
        self.changed(
            update,
            Deed {
                wrote,
                ..Deed::default()
            },
        );
    }

    /// Deletes the words of a block.
    pub fn delete(&mut self, place: usize) {
        let projection = self.draft.projection(&field());
        let blocks: Vec<_> = projection.textblocks().collect();
        let Some(block) = blocks.get(place % blocks.len().max(1)) else {
            return;
        };
        let (id, units, text) = (block.id, block.units(), block.text());
        if units == 0 {
            return;
        }
        let range = Range::within(id, 0, units);
        let caret = Selection::at(Position::new(id, 0));
        let edited = self
            .draft
            .edit(&field(), &Op::Delete(range), caret)
            .unwrap();
        let deleted = text.split_whitespace().map(str::to_owned).collect();
        self.changed(
            edited.update,
            Deed {
                deleted,
                ..Deed::default()
            },
        );
    }

    fn changed(&mut self, update: Vec<u8>, mut deed: Deed) {
        deed.was_allowed = self.role.may_edit();
        let number = self.half.next_number();
        self.kept.insert(number, (update.clone(), deed));
        if let Some(frame) = self.half.local(update) {
            self.send(frame);
        }
    }

    /// The role is another one now.
    pub fn promote(&mut self, role: Role) {
        self.role = role;
        for (_, deed) in self.kept.values_mut() {
            deed.was_allowed |= role.may_edit();
        }
    }

    pub fn send(&mut self, frame: Vec<u8>) {
        if let Some(wire) = &mut self.wire {
            wire.up.push_back(frame);
        }
    }

    pub fn say(&mut self, now: Millis) {
        let state = format!("{{\"cursor\":{}}}", now.0);
        self.presence = Some(state.clone());
        if let Some(frame) = self.half.set_presence(Some(state), now) {
            self.send(frame);
        }
    }

    pub fn tick(&mut self, now: Millis) {
        let events = self.half.tick(&self.draft, now);
        self.take(events);
    }

    /// The connection stands.
    pub fn connected(&mut self, instance: usize, seat: SeatId, now: Millis) {
        let (up, down) = (VecDeque::new(), VecDeque::new());
        self.wire = Some(Wire {
            instance,
            seat,
            up,
            down,
        });
        for frame in self.half.open(&self.draft, now) {
            self.send(frame);
        }
    }

    /// The connection is gone.
    pub fn broken(&mut self) {
        if self.wire.take().is_some() {
            self.half.closed();
        }
    }

    /// The next thing that the instance sent arrives; whether there was one.
    pub fn receive(&mut self, now: Millis) -> bool {
        let next = self.wire.as_mut().and_then(|wire| wire.down.pop_front());
        match next {
            Some(Down::Frame(frame)) => {
                let events = self.half.frame(&frame, &mut self.draft, now).unwrap();
                self.take(events);
                true
            }
            Some(Down::Close(code)) => {
                assert!(
                    code.may_retry(),
                    "person {} closed with {code:?}",
                    self.number
                );
                self.broken();
                true
            }
            None => false,
        }
    }

    pub fn take(&mut self, events: Vec<ClientEvent>) {
        for event in events {
            match event {
                ClientEvent::Send(frame) => self.send(frame),
                ClientEvent::Acked { number, .. } => self.acknowledged(number),
                ClientEvent::Event(event) => self.page.hear(*event),
                ClientEvent::Dead => self.broken(),
                _ => {}
            }
        }
    }

    fn acknowledged(&mut self, number: u64) {
        let later = self.kept.split_off(&(number + 1));
        let saved = std::mem::replace(&mut self.kept, later);
        self.saved.extend(saved.into_values().map(|(_, deed)| deed));
    }
}
