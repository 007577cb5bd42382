//! What changes the text: who may, whose replicas, and what the server repairs.

use super::{
    Change, Output, Room, Seat, SeatId, Thrown,
    commit::{Origin, UnsavedChange},
};
use crate::collab::records::Loaded;
use bytes::Bytes;
use model::{
    document::draft::Changes,
    event::MovedAnchor,
    ids::AccountId,
    limits::{
        DOCUMENT_BLOCKS, DOCUMENT_BYTES, HOLES_IN_A_ROW, PARKED_FRAMES, RECOUNT_MS, UPDATE_BLOCKS,
    },
    sync::{
        Acknowledgement, ClientId, CloseCode, Malformed, Message, Millis,
        guard::{
            self, Contents,
            outline::{Ordered, Outline},
        },
    },
};
use std::{borrow::Cow, collections::BTreeSet, mem, ops::Range};

/// A step 2 or update message, looked at.
pub(super) struct Content<'a> {
    pub seat: SeatId,
    pub update: &'a [u8],
    /// Whether it holds everything its sender has: the answer to our state vector.
    pub is_whole: bool,
    /// Whether the store was already asked again because of it.
    pub looked_again: bool,
}

/// The clocks that an update moves.
pub(super) type Fresh = Vec<(ClientId, Range<u32>)>;

impl Room {
    /// A step 2 or an update from a connection.
    pub(super) fn content(
        &mut self,
        content: &Content<'_>,
        now: Millis,
        out: &mut Vec<Output>,
    ) -> Result<(), Thrown> {
        let contents = guard::update(content.update)?;
        if contents.blocks > UPDATE_BLOCKS {
            return Err(Thrown(CloseCode::TooLarge, "an update has too many items"));
        }
        let fresh = contents.inserts.beyond(&self.seen.inserts);
        let Some(who) = self.seats.get(&content.seat) else {
            return Ok(());
        };
        let (may_write, adrift) = (who.access.may_write(), who.adrift);
        let is_news = !fresh.is_empty() || !self.seen.deletes.covers(&contents.deletes);
        if is_news && !may_write {
            self.deny(content.seat, out);
            return Ok(());
        }
        let ordered = match self.outline.order(content.update) {
            Ok(ordered) => Some(ordered),
            Err(Malformed::Missing) => None,
            Err(malformed) => return Err(malformed.into()),
        };
        let ordered = ordered.filter(|_| !self.leaves_hole(&fresh));
        if is_news && (ordered.is_none() || self.speaks_for_others(content.seat, &fresh)) {
            return self.look_again(content, ordered.is_none(), out);
        }
        if !fresh.is_empty() && self.is_full(content.update, now) {
            self.deny(content.seat, out);
            return Ok(());
        }
        let message = self.count(content.seat);
        if adrift && !content.is_whole {
            return Ok(());
        }
        if let Some(who) = self.seats.get_mut(&content.seat) {
            who.adrift = false;
            who.holes = 0;
        }
        let Some(ordered) = ordered.filter(|_| is_news) else {
            self.nothing_new(content.seat, message, out);
            return Ok(());
        };
        self.admit(ordered, &contents)?;
        let Some(account) = self.seats.get(&content.seat).map(|who| who.account) else {
            return Ok(());
        };
        let origin = Origin::Seat {
            seat: content.seat,
            message,
            clock: fresh.last().map(|(client, range)| (*client, range.end)),
        };
        self.take((account, origin), content.update, contents, fresh)
    }

    /// Whether the tree takes an update; after a refusal it is as it was.
    pub(super) fn admit(&mut self, update: Ordered<'_>, contents: &Contents) -> Result<(), Thrown> {
        let deletes = contents.deletes.beyond(&self.seen.deletes);
        let admitted = self.outline.admit(update, &self.fields, &deletes);
        if admitted.is_err() {
            self.outline = Outline::of(&self.draft.whole());
        }
        Ok(admitted?)
    }

    /// Whether an update leaves out clocks of a replica that we do not have.
    fn leaves_hole(&self, fresh: &Fresh) -> bool {
        let starts_behind =
            |(client, range): &(ClientId, Range<u32>)| range.start > self.seen.inserts.end(*client);
        fresh.iter().any(starts_behind)
    }

    /// Whether an update moves the clock of a replica that another account brought, or of our own.
    fn speaks_for_others(&self, seat: SeatId, fresh: &Fresh) -> bool {
        let Some(account) = self.seats.get(&seat).map(|who| who.account) else {
            return true;
        };
        fresh.iter().any(|(client, _)| {
            let owner = self.owner(*client);
            *client == self.draft.client_id() || owner.is_some_and(|owner| owner != account)
        })
    }

    /// Counts a content message.
    fn count(&mut self, seat: SeatId) -> u64 {
        self.seats.get_mut(&seat).map_or(0, |who| {
            who.messages += 1;
            who.messages
        })
    }

    /// Refuses content and takes nothing that builds upon it.
    fn deny(&mut self, seat: SeatId, out: &mut Vec<Output>) {
        self.count(seat);
        if let Some(who) = self.seats.get_mut(&seat) {
            who.adrift = true;
        }
        self.send(seat, &Message::Denied("permission denied"), out);
    }

    /// Acknowledges what was already here, once that is on disk.
    fn nothing_new(&mut self, seat: SeatId, message: u64, out: &mut Vec<Output>) {
        if self.seats.get(&seat).is_some_and(|who| who.talka) {
            let acknowledgement = Acknowledgement {
                messages: message,
                ..Default::default()
            };
            let frame = Message::Acknowledgement(acknowledgement).frame();
            self.batches.reply(seat, frame.into(), out);
        }
    }

    /// Another instance may have taken these clocks, or those before them: the store knows.
    fn look_again(
        &mut self,
        content: &Content<'_>,
        leaves_hole: bool,
        out: &mut Vec<Output>,
    ) -> Result<(), Thrown> {
        if content.looked_again && leaves_hole {
            return self.ask_again(content.seat, out);
        }
        if content.looked_again {
            let cause = "it speaks for a replica of another account";
            return Err(Thrown(CloseCode::ForeignReplica, cause));
        }
        let message = match content.is_whole {
            true => Message::Step2(content.update),
            false => Message::Update(content.update),
        };
        if let Some(who) = self.seats.get_mut(&content.seat) {
            who.parked.push_back(message.frame());
        }
        out.push(Output::Reread);
        Ok(())
    }

    /// What was sent builds upon what is not here: on what a failed commit took away, or on nothing.
    fn ask_again(&mut self, seat: SeatId, out: &mut Vec<Output>) -> Result<(), Thrown> {
        self.count(seat);
        if let Some(who) = self.seats.get_mut(&seat) {
            who.holes += 1;
            if who.holes > HOLES_IN_A_ROW {
                return Err(Thrown(CloseCode::Malformed, "it leaves holes"));
            }
        }
        self.resync(seat, out);
        Ok(())
    }

    /// Keeps a frame until the store was asked again.
    pub(super) fn park(&mut self, seat: SeatId, bytes: Vec<u8>) -> Result<(), Thrown> {
        let Some(who) = self.seats.get_mut(&seat) else {
            return Ok(());
        };
        if who.parked.len() >= PARKED_FRAMES {
            return Err(Thrown(CloseCode::TooLarge, "too much waits for the store"));
        }
        who.parked.push_back(bytes);
        Ok(())
    }

    /// Takes an update into the draft and queues it for the disk.
    pub(super) fn take(
        &mut self,
        (account, origin): (AccountId, Origin),
        update: &[u8],
        contents: Contents,
        fresh: Fresh,
    ) -> Result<(), Thrown> {
        let mut inserts = contents.inserts.clone();
        let changes = self.integrate(update, contents)?;
        let changed = changes.fields.iter().map(|it| it.field.clone());
        self.writers.extend(changed.map(|field| (field, account)));
        let mut moved = self.anchors.follow(&self.draft, &changes);
        let (repair, moved_again) = self.repair(&changes)?;
        moved.extend(moved_again);
        let bytes = match &repair {
            Some(repair) => {
                inserts.extend(guard::update(repair)?.inserts);
                merged(update, repair)?
            }
            None => update.to_vec(),
        };
        let is_known = |client: &ClientId| self.owners.contains_key(client);
        let replicas: BTreeSet<_> = fresh.iter().map(|(client, _)| *client).collect();
        let replicas: Vec<_> = replicas
            .into_iter()
            .filter(|client| !is_known(client))
            .collect();
        self.owners
            .extend(replicas.iter().map(|client| (*client, account)));
        let change = Change {
            account,
            bytes: bytes.into(),
            replicas,
            line: origin.line(),
        };
        let shown = UnsavedChange {
            origin,
            inserts,
            repair: repair.map(Bytes::from),
            moved,
        };
        self.batches.change(change, shown);
        if self.batches.is_overfull() {
            return Err(Thrown(CloseCode::NotSaved, "too much waits for the disk"));
        }
        Ok(())
    }

    /// The draft takes an update that the guard has looked at; what changed.
    fn integrate(&mut self, update: &[u8], contents: Contents) -> Result<Changes, Malformed> {
        let changes = self.draft.apply(update).map_err(|_| Malformed::Update)?;
        self.seen.inserts.extend(contents.inserts);
        self.seen.deletes.extend(contents.deletes);
        Ok(changes)
    }

    /// What the document must not hold is put right; the update that does it, if there was any, and
    /// where anchors went with it.
    fn repair(
        &mut self,
        changes: &Changes,
    ) -> Result<(Option<Vec<u8>>, Vec<MovedAnchor>), Malformed> {
        let (repair, repaired) = self.draft.repair(changes);
        if repair.is_empty() {
            return Ok((None, Vec::new()));
        }
        let contents = guard::update(&repair)?;
        self.outline.trust(&repair)?;
        self.seen.inserts.extend(contents.inserts);
        self.seen.deletes.extend(contents.deletes);
        let moved = self.anchors.follow(&self.draft, &repaired);
        Ok((Some(repair), moved))
    }

    /// Whether an update would make the document larger than the limit.
    pub(super) fn is_full(&mut self, update: &[u8], now: Millis) -> bool {
        if self.has_too_many_items(now) {
            return true;
        }
        if self.bytes + update.len() > DOCUMENT_BYTES {
            self.bytes = self.draft.whole().len();
        }
        self.bytes + update.len() > DOCUMENT_BYTES
    }

    /// The outline counts a little more than yrs holds, so beyond the limit it is made anew, but
    /// rarely: that costs as much as the document is large.
    fn has_too_many_items(&mut self, now: Millis) -> bool {
        let is_due = |at: Millis| now.since(at) >= RECOUNT_MS;
        if self.outline.blocks() > DOCUMENT_BLOCKS && self.recounted.is_none_or(is_due) {
            self.outline = Outline::of(&self.draft.whole());
            self.recounted = Some(now);
        }
        self.outline.blocks() > DOCUMENT_BLOCKS
    }

    /// Asks a connection for everything we are missing; until it answers, nothing else is taken.
    pub(super) fn resync(&mut self, seat: SeatId, out: &mut Vec<Output>) {
        let Some(who) = self.seats.get_mut(&seat) else {
            return;
        };
        who.adrift = true;
        self.ask(seat, out);
    }

    /// Rows that other instances wrote, or what a second look at the store brought.
    pub(super) fn foreign_rows(&mut self, loaded: Loaded, now: Millis, out: &mut Vec<Output>) {
        match self.take_rows(loaded) {
            Ok(updates) => {
                for update in updates {
                    self.broadcast(&update, None, out);
                }
                self.unpark(now, out);
                self.look_for_unfound(out);
            }
            Err(malformed) => {
                tracing::error!(%malformed, "the store holds an update that cannot be taken");
                self.close_all(CloseCode::RoomFailed, now, out);
            }
        }
    }

    /// Takes rows of the store that the draft does not hold yet; what is to be shown of them.
    ///
    /// The anchors follow, but whoever committed the rows has told where they went.
    pub(super) fn take_rows(&mut self, loaded: Loaded) -> Result<Vec<Bytes>, Malformed> {
        self.owners.extend(loaded.owners);
        self.fields = loaded.fields;
        let mut fresh = Vec::new();
        let mut shown = Vec::new();
        if let Some(snapshot) = loaded.snapshot
            && self.known.snapshot < Some(snapshot.id)
        {
            self.known.snapshot = Some(snapshot.id);
            let before = self.draft.state_vector();
            if self.take_snapshot(&snapshot.bytes)? {
                let news = self.draft.updates_since(&before);
                shown.push(news.map_err(|_| Malformed::Update)?.into());
            }
        }
        for row in loaded.rows {
            if self.known.rows.insert(row.id) {
                self.bytes += row.bytes.len();
                self.saved.extend(guard::update(&row.bytes)?.inserts);
                fresh.push(row.bytes);
            }
        }
        if !fresh.is_empty() || !shown.is_empty() {
            shown.extend(self.take_stored(fresh)?);
        }
        Ok(shown)
    }

    /// Takes updates of the store, and earlier ones that waited for them; what is to be shown.
    fn take_stored(&mut self, fresh: Vec<Bytes>) -> Result<Vec<Bytes>, Malformed> {
        let mut updates = mem::take(&mut self.early);
        updates.extend(fresh);
        let sifted = self
            .outline
            .take_stored(updates.iter().map(|update| &update[..]))?;
        let mut taken = Vec::with_capacity(sifted.taken.len());
        for (number, update) in sifted.taken {
            let contents = guard::update(&update)?;
            let changes = self.integrate(&update, contents)?;
            self.anchors.follow(&self.draft, &changes);
            taken.push(match update {
                Cow::Borrowed(_) => updates[number].clone(),
                Cow::Owned(pruned) => pruned.into(),
            });
        }
        self.early = sifted
            .waiting
            .iter()
            .map(|number| updates[*number].clone())
            .collect();
        Ok(taken)
    }

    /// Takes a snapshot, most of which a room that is open knows; whether it held anything new.
    fn take_snapshot(&mut self, snapshot: &Bytes) -> Result<bool, Malformed> {
        let contents = guard::update(snapshot)?;
        self.saved.extend(contents.inserts.clone());
        let knows_all = contents.inserts.beyond(&self.seen.inserts).is_empty()
            && self.seen.deletes.covers(&contents.deletes);
        if knows_all {
            return Ok(false);
        }
        self.bytes += snapshot.len();
        self.take_stored(vec![snapshot.clone()]).map(|_| true)
    }

    /// The store could not be asked again: whoever waits for it comes back later.
    pub(super) fn reread_failed(&mut self, now: Millis, out: &mut Vec<Output>) {
        let waits = |(seat, who): (&SeatId, &Seat)| (!who.parked.is_empty()).then_some(*seat);
        let waiting: Vec<_> = self.seats.iter().filter_map(waits).collect();
        for seat in waiting {
            self.throw_out(seat, CloseCode::NotSaved, now, out);
        }
    }

    /// The frames that waited for a second look at the store.
    fn unpark(&mut self, now: Millis, out: &mut Vec<Output>) {
        let seats: Vec<_> = self.seats.keys().copied().collect();
        for seat in seats {
            let parked = self
                .seats
                .get_mut(&seat)
                .map(|who| mem::take(&mut who.parked));
            for bytes in parked.into_iter().flatten() {
                self.frame(seat, &bytes, true, now, out);
            }
        }
    }
}

/// An update and its repair as one.
fn merged(update: &[u8], repair: &[u8]) -> Result<Vec<u8>, Malformed> {
    yrs::merge_updates_v1([update, repair]).map_err(|_| Malformed::Update)
}
