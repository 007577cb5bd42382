//! What waits for the disk: one batch is being written, everything else waits for the next.

use super::{EditId, Edited, Line, Output, Room, SeatId};
use crate::collab::records::RowId;
use bytes::Bytes;
use model::{
    event::{Event, MovedAnchor},
    ids::AccountId,
    limits::{COMMIT_ATTEMPTS, WAITING_BYTES},
    sync::{Acknowledgement, ClientId, CloseCode, Message, Millis, guard::Ranges},
};
use std::{collections::BTreeMap, mem};

/// One row to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub account: AccountId,
    /// The update, with the server's repair merged in if there was one.
    pub bytes: Bytes,
    /// Replicas seen for the first time, which belong to the account from now on.
    pub replicas: Vec<ClientId>,
    /// What is written beside it, where it is an edit by the server.
    pub line: Option<Line>,
}

impl Change {
    /// Who must have the right to write it.
    pub fn writer(&self) -> AccountId {
        self.line.as_ref().map_or(self.account, |line| line.by)
    }
}

/// What one transaction writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub changes: Vec<Change>,
    /// 0 at first; how often it failed before.
    pub attempt: u32,
}

impl Batch {
    /// Whether the journal gets a line of it.
    pub fn has_act(&self) -> bool {
        self.changes.iter().any(|change| change.line.is_some())
    }
}

/// What is to happen once the batch is on disk, in order.
#[derive(Debug)]
enum Then {
    Show(UnsavedChange),
    Reply { seat: SeatId, frame: Bytes },
}

/// Where a change comes from.
#[derive(Debug)]
pub(super) enum Origin {
    Seat {
        seat: SeatId,
        /// The count of the message that brought it.
        message: u64,
        /// The replica it moved and the clock it moved to, for the acknowledgement.
        clock: Option<(ClientId, u32)>,
    },
    Server {
        edit: EditId,
        line: Box<Line>,
    },
}

impl Origin {
    /// What is written beside it.
    pub fn line(&self) -> Option<Line> {
        match self {
            Origin::Seat { .. } => None,
            Origin::Server { line, .. } => Some((**line).clone()),
        }
    }
}

/// A change to be shown and acknowledged.
#[derive(Debug)]
pub(super) struct UnsavedChange {
    pub origin: Origin,
    /// The clocks that are on disk with it.
    pub inserts: Ranges,
    /// What the author does not have yet: the server's repair.
    pub repair: Option<Bytes>,
    /// Where anchors went with it.
    pub moved: Vec<MovedAnchor>,
}

/// The batch being written and the one that waits.
#[derive(Debug, Default)]
pub(super) struct Batches {
    waiting: Queue,
    writing: Option<Queue>,
    attempts: u32,
    /// How much was ever queued, and how much of it was written.
    queued: u64,
    written: u64,
}

#[derive(Debug, Default)]
struct Queue {
    changes: Vec<Change>,
    then: Vec<Then>,
    bytes: usize,
}

impl Batches {
    /// Queues a change for the next commit.
    pub fn change(&mut self, change: Change, shown: UnsavedChange) {
        self.queued += 1;
        self.waiting.bytes += change.bytes.len();
        self.waiting.changes.push(change);
        self.waiting.then.push(Then::Show(shown));
    }

    /// Sends a frame once everything that came before it is on disk: at once if it is.
    pub fn reply(&mut self, seat: SeatId, frame: Bytes, out: &mut Vec<Output>) {
        if self.is_settled() {
            out.push(Output::Send { seat, frame });
        } else {
            self.queued += 1;
            self.waiting.bytes += frame.len();
            self.waiting.then.push(Then::Reply { seat, frame });
        }
    }

    /// Whether nothing waits and nothing is being written.
    pub fn is_settled(&self) -> bool {
        self.writing.is_none() && self.waiting.then.is_empty()
    }

    /// How much was ever queued.
    pub fn horizon(&self) -> u64 {
        self.queued
    }

    /// How much of it was written.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Whether more waits than a store that works would leave.
    pub fn is_overfull(&self) -> bool {
        self.waiting.bytes > WAITING_BYTES
    }

    /// Hands out the next batch if none is being written; replies that no change holds up go out.
    pub fn hand_out(&mut self, out: &mut Vec<Output>) {
        if self.writing.is_some() || self.waiting.then.is_empty() {
            return;
        }
        let queue = mem::take(&mut self.waiting);
        if queue.changes.is_empty() {
            self.written += queue.then.len() as u64;
            out.extend(queue.then.into_iter().filter_map(Then::reply));
            return;
        }
        out.push(Output::Persist(queue.batch(0)));
        self.writing = Some(queue);
        self.attempts = 0;
    }

    /// The same batch once more; `false` if it failed too often.
    fn retry(&mut self, out: &mut Vec<Output>) -> bool {
        self.attempts += 1;
        let Some(queue) = &self.writing else {
            return true;
        };
        if self.attempts >= COMMIT_ATTEMPTS {
            return false;
        }
        out.push(Output::Persist(queue.batch(self.attempts)));
        true
    }
}

impl Then {
    /// What is to be sent, if it is a reply.
    fn reply(self) -> Option<Output> {
        match self {
            Then::Reply { seat, frame } => Some(Output::Send { seat, frame }),
            Then::Show(_) => None,
        }
    }
}

impl Queue {
    fn batch(&self, attempt: u32) -> Batch {
        let changes = self.changes.clone();
        Batch { changes, attempt }
    }
}

impl Room {
    /// The batch is on disk: now everyone sees it and its authors hear so.
    pub(super) fn committed(&mut self, rows: Vec<RowId>, out: &mut Vec<Output>) {
        let Some(queue) = self.batches.writing.take() else {
            return;
        };
        self.known.rows.extend(rows);
        self.batches.written += queue.then.len() as u64;
        self.bytes += queue.bytes;
        let mut acknowledged = BTreeMap::new();
        let mut changes = queue.changes.into_iter();
        for then in queue.then {
            match then {
                Then::Reply { seat, frame } if self.seats.contains_key(&seat) => {
                    out.push(Output::Send { seat, frame });
                }
                Then::Reply { .. } => {}
                Then::Show(shown) => {
                    if let Some(change) = changes.next() {
                        self.show(&change.bytes, shown, &mut acknowledged, out);
                    }
                }
            }
        }
        for (seat, acknowledgement) in acknowledged {
            self.acknowledge(seat, acknowledgement, out);
        }
    }

    fn show(
        &mut self,
        update: &Bytes,
        shown: UnsavedChange,
        acknowledged: &mut BTreeMap<SeatId, Acknowledgement>,
        out: &mut Vec<Output>,
    ) {
        self.saved.extend(shown.inserts);
        match shown.origin {
            Origin::Seat {
                seat,
                message,
                clock,
            } => {
                self.broadcast(update, Some(seat), out);
                if let Some(repair) = &shown.repair
                    && self.seats.contains_key(&seat)
                {
                    self.send(seat, &Message::Update(repair), out);
                }
                let acknowledgement = acknowledged.entry(seat).or_default();
                acknowledgement.messages = message;
                if let Some((client, clock)) = clock {
                    (acknowledgement.client, acknowledgement.clock) = (client, clock);
                }
            }
            Origin::Server { edit: id, .. } => {
                self.broadcast(update, None, out);
                let edited = Edited::Written;
                out.push(Output::Edited { id, edited });
            }
        }
        if !shown.moved.is_empty() {
            self.tell_moved(shown.moved, out);
        }
    }

    /// Tells where anchors went, now that everyone can see the text they stand in.
    pub(super) fn tell_moved(&self, moved: Vec<MovedAnchor>, out: &mut Vec<Output>) {
        let event = Event::Anchors {
            moved: moved.clone(),
        };
        self.tell_all(&event, None, out);
        out.push(Output::Moved(moved));
    }

    /// Shows an update to every connection but its author's.
    pub(super) fn broadcast(&self, update: &[u8], author: Option<SeatId>, out: &mut Vec<Output>) {
        let frame = Bytes::from(Message::Update(update).frame());
        for seat in self.seats.keys().filter(|seat| Some(**seat) != author) {
            let (seat, frame) = (*seat, frame.clone());
            out.push(Output::Send { seat, frame });
        }
    }

    /// Says what is on disk, to those who understand it.
    pub(super) fn acknowledge(
        &self,
        seat: SeatId,
        acknowledgement: Acknowledgement,
        out: &mut Vec<Output>,
    ) {
        if self.seats.get(&seat).is_some_and(|who| who.talka) {
            self.send(seat, &Message::Acknowledgement(acknowledgement), out);
        }
    }

    /// Tells whether anything can be saved now, when that changes.
    pub(super) fn storage(&mut self, writable: bool, out: &mut Vec<Output>) {
        if self.writable != writable {
            self.writable = writable;
            self.tell_all(&Event::Storage { writable }, None, out);
        }
    }

    /// The batch is not on disk: once more, and in the end let everyone keep what they have.
    pub(super) fn commit_failed(&mut self, now: Millis, out: &mut Vec<Output>) {
        if !self.batches.retry(out) {
            self.close_all(CloseCode::NotSaved, now, out);
            out.push(Output::Reload);
        }
    }
}
