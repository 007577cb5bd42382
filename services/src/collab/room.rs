//! A room: the live session of one draft, as a pure machine of inputs and outputs.
//!
//! No socket, task, database or clock. What a peer sends is checked, applied and queued; it is shown
//! to others and acknowledged only when the commit that holds it has succeeded, so that what anyone
//! sees is on disk. While one commit runs, everything that comes waits together for the next.

mod anchors;
mod commit;
mod content;
mod edit;
mod identity;
mod presence;
mod rates;
mod seat;

pub use commit::{Batch, Change};
pub use edit::{Decided, Edit, EditId, Edited, Line, Restated, Wording};
pub use rates::{Bucket, Rate};
pub use seat::{Access, Seat, SeatId};

use super::records::{Compacted, Known, Loaded, RowId};
use crate::{
    anchors::StoredAnchor,
    security_event::{About, SecurityEvent},
};
use bytes::Bytes;
use content::Content;
use model::{
    document::draft::Draft,
    event::{Event, MovedAnchor},
    ids::AccountId,
    limits::FRAME_BYTES,
    proposal::FieldName,
    sync::{
        Awareness, ClientId, CloseCode, Malformed, Message, Millis,
        guard::{self, Contents, Ranges, outline::Outline},
    },
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What happens to a room.
#[derive(Debug)]
pub enum Input {
    /// A connection wants in; its seat has a number that was never used in this room.
    Join { seat: SeatId, who: Seat },
    /// A connection sent this.
    Frame { seat: SeatId, bytes: Vec<u8> },
    /// A connection is gone.
    Left { seat: SeatId },
    /// The batch handed out last is on disk, in these rows.
    Committed { rows: Vec<RowId> },
    /// The batch handed out last is not on disk.
    CommitFailed,
    /// Rows of other instances, or whatever a second look at the store brought.
    Rows(Loaded),
    /// The second look at the store failed.
    RereadFailed,
    /// These rows were replaced by a snapshot.
    Compacted(Compacted),
    /// What the accounts may do now; an account that is missing may not see the proposal any more.
    Rights(BTreeMap<AccountId, Access>),
    /// Presence that another instance passes on.
    Presence(Vec<u8>),
    /// Something besides the text happened; to one account or to all.
    Publish {
        to: Option<AccountId>,
        event: Box<Event>,
    },
    /// The server writes in somebody's name.
    Edit(Box<Edit>),
    /// Whether the store can be written to now.
    Storage { writable: bool },
    /// Time passed.
    Tick,
    /// The instance stops.
    Drain,
}

/// What a room wants done.
#[derive(Debug, PartialEq)]
pub enum Output {
    /// Send a frame to a connection.
    Send { seat: SeatId, frame: Bytes },
    /// Close a connection, after what it was sent.
    Close { seat: SeatId, code: CloseCode },
    /// Write this batch in one transaction and answer with `Committed` or `CommitFailed`.
    Persist(Batch),
    /// Look whether the store holds rows this room does not know, and answer with `Rows`.
    Reread,
    /// Pass presence on to the other instances.
    Present(Vec<u8>),
    /// Keep where these anchors went, and tell the other instances; the text is on disk.
    Moved(Vec<MovedAnchor>),
    /// What came of an edit by the server.
    Edited { id: EditId, edited: Edited },
    /// The room cannot go on with what it holds: load it again from the store.
    Reload,
}

impl Input {
    /// The connection that this comes from.
    pub fn seat(&self) -> Option<SeatId> {
        match self {
            Input::Join { seat, .. } | Input::Frame { seat, .. } | Input::Left { seat } => {
                Some(*seat)
            }
            _ => None,
        }
    }

    /// How much there is to decode.
    pub fn size_bytes(&self) -> usize {
        match self {
            Input::Frame { bytes, .. } => bytes.len(),
            Input::Rows(loaded) => loaded.size_bytes(),
            // It is made on a copy of the whole document.
            Input::Edit(_) => usize::MAX,
            _ => 0,
        }
    }
}

/// The live session of one draft.
pub struct Room {
    draft: Draft,
    /// Rows and snapshots that the draft holds.
    known: Known,
    owners: HashMap<ClientId, AccountId>,
    seats: BTreeMap<SeatId, Seat>,
    batches: commit::Batches,
    presence: presence::Presence,
    anchors: anchors::Anchors,
    /// The tree that the draft's items form.
    outline: Outline,
    /// When it was last made anew to count the items.
    recounted: Option<Millis>,
    /// The fields in which may be written.
    fields: BTreeSet<FieldName>,
    /// Rows of the store that build upon rows that did not come yet.
    early: Vec<Bytes>,
    /// Every clock that the draft holds, and every clock that it deletes.
    seen: Contents,
    /// Every clock that is on disk: what we ask with, so that an answer holds all that is not.
    saved: Ranges,
    /// At least as many bytes as the draft has as one update.
    bytes: usize,
    /// Whether the store can be written to, as far as it is known.
    writable: bool,
    /// Who of this instance changed which field last, since somebody asked.
    writers: BTreeMap<FieldName, AccountId>,
}

impl Room {
    /// A room over what the store holds; `replica` is the Yjs client id of its own repairs.
    pub fn new(
        replica: ClientId,
        loaded: Loaded,
        anchors: Vec<StoredAnchor>,
    ) -> Result<Self, Malformed> {
        let mut room = Room {
            draft: Draft::for_server(replica),
            known: Known::default(),
            owners: HashMap::new(),
            seats: BTreeMap::new(),
            batches: commit::Batches::default(),
            presence: presence::Presence::default(),
            anchors: anchors::Anchors::default(),
            outline: Outline::default(),
            recounted: None,
            fields: BTreeSet::new(),
            early: Vec::new(),
            seen: Contents::default(),
            saved: Ranges::default(),
            bytes: 0,
            writable: true,
            writers: BTreeMap::new(),
        };
        room.take_rows(loaded)?;
        room.anchors.hold(&room.draft, anchors);
        Ok(room)
    }

    /// One step. Outputs are to be carried out in order.
    pub fn apply(&mut self, input: Input, now: Millis) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Join { seat, who } => self.join(seat, who, &mut out),
            Input::Frame { seat, bytes } => self.frame(seat, &bytes, false, now, &mut out),
            Input::Left { seat } => self.leave(seat, now, &mut out),
            Input::Committed { rows } => self.committed(rows, &mut out),
            Input::CommitFailed => self.commit_failed(now, &mut out),
            Input::Rows(loaded) => self.foreign_rows(loaded, now, &mut out),
            Input::RereadFailed => self.reread_failed(now, &mut out),
            Input::Compacted(compacted) => self.compacted(&compacted, &mut out),
            Input::Rights(rights) => self.rights(&rights, now, &mut out),
            Input::Presence(states) => self.foreign_presence(&states, now, &mut out),
            Input::Publish { to, event } => self.publish(to, &event, &mut out),
            Input::Edit(edit) => self.edit(*edit, now, &mut out),
            Input::Storage { writable } => self.storage(writable, &mut out),
            Input::Tick => self.tick(now, &mut out),
            Input::Drain => self.drain(now, &mut out),
        }
        self.batches.hand_out(&mut out);
        out
    }

    /// The live draft.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Who of this instance changed which field last, since this was asked before.
    pub fn take_writers(&mut self) -> BTreeMap<FieldName, AccountId> {
        std::mem::take(&mut self.writers)
    }

    /// Everyone who is here.
    pub fn awareness(&self) -> &Awareness {
        self.presence.awareness()
    }

    /// Which rows the draft holds.
    pub fn known(&self) -> &super::records::Known {
        &self.known
    }

    /// The connections, oldest first.
    pub fn seats(&self) -> impl Iterator<Item = (SeatId, &Seat)> {
        self.seats.iter().map(|(seat, who)| (*seat, who))
    }

    /// The accounts that have a connection.
    pub fn accounts(&self) -> BTreeSet<AccountId> {
        self.seats.values().map(|seat| seat.account).collect()
    }

    /// Whether nobody is here and nothing waits for the store.
    pub fn is_idle(&self) -> bool {
        self.seats.is_empty() && self.is_settled()
    }

    /// Whether everything the draft holds is on disk.
    pub fn is_settled(&self) -> bool {
        self.batches.is_settled()
    }

    /// How much must be written before everything the draft holds now is on disk.
    pub fn horizon(&self) -> u64 {
        self.batches.horizon()
    }

    /// How much was written, to be compared with an earlier [`Room::horizon`].
    pub fn written(&self) -> u64 {
        self.batches.written()
    }

    /// Takes the place of a room that panicked or whose batch was refused.
    ///
    /// Connections stay, without the one that is to blame. All of them are told everything, because
    /// the store may know more than the old room did, and are asked what we are missing; nothing else
    /// of theirs is taken before the answer to that has come.
    pub fn succeed(mut self, old: Room, blamed: Option<SeatId>) -> (Self, Vec<Output>) {
        self.presence = old.presence;
        self.seats = old.seats;
        self.writable = old.writable;
        let mut out = Vec::new();
        if let Some(seat) = blamed
            && self.seats.remove(&seat).is_some()
        {
            let code = CloseCode::RoomFailed;
            out.push(Output::Close { seat, code });
        }
        let whole = Bytes::from(Message::Step2(&self.draft.whole()).frame());
        let seats: Vec<_> = self.seats.keys().copied().collect();
        for seat in seats {
            let frame = whole.clone();
            out.push(Output::Send { seat, frame });
            self.resync(seat, &mut out);
        }
        (self, out)
    }

    fn join(&mut self, seat: SeatId, who: Seat, out: &mut Vec<Output>) {
        let access = who.access;
        self.seats.insert(seat, who);
        // Whoever comes back may have been away when this changed, and answers what we ask next.
        self.tell_rights(seat, access, out);
        self.ask(seat, out);
        self.show_everyone(seat, out);
        if !self.writable {
            self.send_event(seat, &Event::Storage { writable: false }, out);
        }
    }

    /// A frame from a connection.
    fn frame(
        &mut self,
        seat: SeatId,
        bytes: &[u8],
        looked_again: bool,
        now: Millis,
        out: &mut Vec<Output>,
    ) {
        let Some(who) = self.seats.get(&seat) else {
            return;
        };
        let handled = if bytes.len() > FRAME_BYTES {
            Err(Thrown(CloseCode::TooLarge, "a frame is too large"))
        } else if who.parked.is_empty() {
            self.message(seat, bytes, looked_again, now, out)
        } else {
            self.park(seat, bytes.to_vec())
        };
        if let Err(Thrown(code, cause)) = handled {
            SecurityEvent::FrameRefused.log(About {
                by: self.seats.get(&seat).map(|who| who.account),
                detail: Some(cause),
                ..About::default()
            });
            self.throw_out(seat, code, now, out);
        }
    }

    fn message(
        &mut self,
        seat: SeatId,
        bytes: &[u8],
        looked_again: bool,
        now: Millis,
        out: &mut Vec<Output>,
    ) -> Result<(), Thrown> {
        let message = Message::read(bytes)?;
        if !looked_again {
            self.spend(seat, &message, now)?;
        }
        let content = |update, is_whole| Content {
            seat,
            update,
            is_whole,
            looked_again,
        };
        match message {
            Message::Step1(state_vector) => self.answer(seat, state_vector, out),
            Message::Step2(update) => self.content(&content(update, true), now, out),
            Message::Update(update) => self.content(&content(update, false), now, out),
            Message::Awareness(states) => self.announce(seat, states, now, out),
            Message::QueryAwareness => {
                self.show_everyone(seat, out);
                Ok(())
            }
            // Nothing that a client could mean by these is of use to a server.
            Message::Denied(_)
            | Message::Acknowledgement(_)
            | Message::Event(_)
            | Message::Unknown(_) => Ok(()),
        }
    }

    /// Takes a message from what its sender may still send; presence has its own measure.
    fn spend(&mut self, seat: SeatId, message: &Message<'_>, now: Millis) -> Result<(), Thrown> {
        let Some(who) = self.seats.get_mut(&seat) else {
            return Ok(());
        };
        let bucket = match message {
            Message::Awareness(_) => return Ok(()),
            Message::Step1(_) | Message::QueryAwareness => &mut who.allowance.questions,
            _ => &mut who.allowance.updates,
        };
        match bucket.take(1, now) {
            true => Ok(()),
            false => Err(Thrown(CloseCode::TooFast, "it sends too many messages")),
        }
    }

    /// Answers a state vector, once everything the answer shows is on disk.
    fn answer(
        &mut self,
        seat: SeatId,
        state_vector: &[u8],
        out: &mut Vec<Output>,
    ) -> Result<(), Thrown> {
        guard::state_vector(state_vector)?;
        let missing = self.draft.updates_since(state_vector);
        let missing = missing.map_err(|_| Malformed::Update)?;
        let frame = Bytes::from(Message::Step2(&missing).frame());
        self.batches.reply(seat, frame, out);
        Ok(())
    }

    fn rights(&mut self, rights: &BTreeMap<AccountId, Access>, now: Millis, out: &mut Vec<Output>) {
        let seats: Vec<_> = self.seats.keys().copied().collect();
        for seat in seats {
            let Some(who) = self.seats.get_mut(&seat) else {
                continue;
            };
            let Some(access) = rights.get(&who.account) else {
                self.throw_out(seat, CloseCode::Removed, now, out);
                continue;
            };
            let before = std::mem::replace(&mut who.access, *access);
            if before != *access {
                self.tell_rights(seat, *access, out);
            }
            if !before.may_write() && access.may_write() {
                self.resync(seat, out);
            }
        }
    }

    fn publish(&mut self, to: Option<AccountId>, event: &Event, out: &mut Vec<Output>) {
        match event {
            Event::Thread { thread } => self.hold_anchor(thread, out),
            Event::Anchors { moved } => self.hold_moved(moved, out),
            Event::Progress { .. }
            | Event::Rights { .. }
            | Event::News(_)
            | Event::MayBeBehind
            | Event::Storage { .. } => {}
        }
        self.tell_all(event, to, out);
    }

    /// Sends an event to those who understand it, of one account or of all.
    fn tell_all(&self, event: &Event, to: Option<AccountId>, out: &mut Vec<Output>) {
        let frame = Bytes::from(Message::Event(Box::new(event.clone())).frame());
        for (seat, who) in &self.seats {
            if who.talka && to.is_none_or(|to| to == who.account) {
                let (seat, frame) = (*seat, frame.clone());
                out.push(Output::Send { seat, frame });
            }
        }
    }

    fn tell_rights(&self, seat: SeatId, access: Access, out: &mut Vec<Output>) {
        let Access { role, state, .. } = access;
        self.send_event(seat, &Event::Rights { role, state }, out);
    }

    fn send_event(&self, seat: SeatId, event: &Event, out: &mut Vec<Output>) {
        if self.seats.get(&seat).is_some_and(|who| who.talka) {
            self.send(seat, &Message::Event(Box::new(event.clone())), out);
        }
    }

    /// Asks a connection for everything that is not on disk.
    fn ask(&self, seat: SeatId, out: &mut Vec<Output>) {
        let state_vector = self.saved.state_vector();
        self.send(seat, &Message::Step1(&state_vector), out);
    }

    fn send(&self, seat: SeatId, message: &Message<'_>, out: &mut Vec<Output>) {
        let frame = message.frame().into();
        out.push(Output::Send { seat, frame });
    }

    fn close_all(&mut self, code: CloseCode, now: Millis, out: &mut Vec<Output>) {
        let seats: Vec<_> = self.seats.keys().copied().collect();
        for seat in seats {
            self.throw_out(seat, code, now, out);
        }
    }

    /// Closes a connection and tells the others that its replicas left.
    fn throw_out(&mut self, seat: SeatId, code: CloseCode, now: Millis, out: &mut Vec<Output>) {
        self.leave(seat, now, out);
        out.push(Output::Close { seat, code });
    }

    /// Forgets rows that a snapshot stands for now.
    ///
    /// It may hold rows of other instances that did not come here yet: then it is read.
    fn compacted(&mut self, compacted: &Compacted, out: &mut Vec<Output>) {
        let knows_rows = compacted.rows.is_subset(&self.known.rows);
        self.known.rows.retain(|row| !compacted.rows.contains(row));
        if knows_rows && self.known.snapshot >= compacted.replaced {
            self.known.snapshot = self.known.snapshot.max(Some(compacted.snapshot));
        } else {
            out.push(Output::Reread);
        }
    }

    fn tick(&mut self, now: Millis, out: &mut Vec<Output>) {
        self.expire(now, out);
        self.show_late(out);
        self.settle_anchors(out);
    }

    /// Lets everyone go; what is under way is written, and kept by its author until then.
    fn drain(&mut self, now: Millis, out: &mut Vec<Output>) {
        self.close_all(CloseCode::GoingAway, now, out);
    }
}

/// Why a connection is closed for what it sent, with the cause for the log.
#[derive(Debug)]
struct Thrown(CloseCode, &'static str);

impl From<Malformed> for Thrown {
    fn from(malformed: Malformed) -> Self {
        let cause = match malformed {
            Malformed::Truncated => "truncated",
            Malformed::Number => "number",
            Malformed::Count => "count",
            Malformed::Depth => "depth",
            Malformed::Text => "text",
            Malformed::Json => "JSON",
            Malformed::Event => "event",
            Malformed::Tag => "tag",
            Malformed::Trailing => "trailing bytes",
            Malformed::Update => "an update the document cannot take",
            Malformed::Missing => "an update that builds upon what is not here",
            Malformed::Root => "text in no field of the proposal",
            Malformed::Crowded => {
                return Thrown(CloseCode::TooLarge, "too many items at one place");
            }
            Malformed::TooLarge => return Thrown(CloseCode::TooLarge, "too large"),
        };
        Thrown(CloseCode::Malformed, cause)
    }
}
