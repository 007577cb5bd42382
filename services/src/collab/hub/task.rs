//! One open room's task: it carries out what the pure room wants, and hands in what happens.

mod places;
mod settle;
mod work;

use super::{
    Connection, Joining, Sending, Shared,
    handle::{Asked, Command, Handle, Look, Tell},
    outbox::{Outbox, outbox},
    present::Here,
};
use crate::{
    Result,
    accounts::SessionKey,
    collab::{
        records::CommitError,
        room::{Access, Edit, EditId, Edited, Input, Output, Room, Seat, SeatId},
    },
    error::Error,
};
use model::{
    error::Refusal,
    event::MovedAnchor,
    ids::{AnchorId, ProposalId},
    limits::ROOM_IDLE_MS,
    sync::{ClientId, CloseCode, Millis},
};
use places::{Counted, Place};
use settle::Settling;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::{mpsc, oneshot},
    task::spawn_blocking,
    time::{MissedTickBehavior, interval},
};
use work::Done;

/// Work on frames larger than this leaves the runtime's threads to the other rooms.
const HEAVY_BYTES: usize = 64 * 1024;
/// How often a room looks at its clock.
const TICK: Duration = Duration::from_millis(1_000);
/// How long to wait before a batch is written again, times the attempts.
const RETRY: Duration = Duration::from_millis(200);

/// Starts the task of a proposal's room.
pub(super) fn start(shared: Arc<Shared>, proposal: ProposalId) -> Handle {
    let (handle, mut inbound) = Handle::new();
    let own = handle.clone();
    tokio::spawn(async move {
        let ended = run(&shared, proposal, &own, &mut inbound).await;
        let refusal = ended.err().map(Error::into_refusal);
        shared.forget(proposal, &own);
        inbound.close();
        // Whoever asked meanwhile finds the answer dropped, and asks the next room.
        while let Some(command) = inbound.recv().await {
            if let (Command::Join { reply, .. }, Some(refusal)) = (command, &refusal) {
                // An error means that whoever asked is gone.
                let _ = reply.send(Err(refusal.clone().into()));
            }
        }
    });
    handle
}

async fn run(
    shared: &Arc<Shared>,
    proposal: ProposalId,
    own: &Handle,
    inbound: &mut mpsc::Receiver<Command>,
) -> Result<()> {
    let (done_in, mut done) = mpsc::unbounded_channel();
    let mut task = Task::open(shared.clone(), proposal, own.clone(), done_in).await?;
    let writable = *shared.writable.borrow();
    task.step(Input::Storage { writable }).await?;
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            Some(done) = done.recv() => task.done(done).await?,
            Some(command) = inbound.recv() => task.command(command).await?,
            _ = ticks.tick() => task.tick().await?,
        }
        if task.has_ended() && inbound.is_empty() {
            return Ok(());
        }
    }
}

/// One open room and what its connections need.
struct Task {
    shared: Arc<Shared>,
    proposal: ProposalId,
    own: Handle,
    /// Absent only while a step runs on another thread.
    room: Option<Room>,
    seats: HashMap<SeatId, Place>,
    next_seat: u64,
    done: mpsc::UnboundedSender<Done>,
    /// What readers saw, and how much must be on disk before they are told.
    looks: VecDeque<(u64, Tell)>,
    compacting: bool,
    /// Replicas whose presence the other instances are to be told, and whether they are being told.
    unpresented: BTreeSet<ClientId>,
    presenting: bool,
    /// Anchors that wait to be kept, and whether some are being written.
    moved: BTreeMap<AnchorId, MovedAnchor>,
    saving: bool,
    settling: Settling,
    /// Whether the store is being looked at, and whether it must be again.
    rereading: Option<bool>,
    /// Who waits for edits by the server, and the number of the next one.
    edits: HashMap<EditId, oneshot::Sender<Edited>>,
    next_edit: u64,
    drained: Option<oneshot::Sender<()>>,
    idle_since: Millis,
}

impl Task {
    async fn open(
        shared: Arc<Shared>,
        proposal: ProposalId,
        own: Handle,
        done: mpsc::UnboundedSender<Done>,
    ) -> Result<Task> {
        let room = Some(open(&shared, proposal, false).await?);
        let idle_since = shared.now();
        Ok(Task {
            shared,
            proposal,
            own,
            room,
            seats: HashMap::new(),
            next_seat: 1,
            done,
            looks: VecDeque::new(),
            compacting: false,
            unpresented: BTreeSet::new(),
            presenting: false,
            moved: BTreeMap::new(),
            saving: false,
            settling: Settling::default(),
            rereading: None,
            edits: HashMap::new(),
            next_edit: 1,
            drained: None,
            idle_since,
        })
    }

    fn now(&self) -> Millis {
        self.shared.now()
    }

    /// Whether the room is of no more use: nobody came for a while, or the instance stops.
    fn has_ended(&mut self) -> bool {
        let is_idle = self.room.as_ref().is_none_or(Room::is_idle) && !self.saving;
        if !is_idle {
            self.idle_since = self.now();
            return false;
        }
        if !self.settling.may_end() {
            self.settle();
            return false;
        }
        if let Some(reply) = self.drained.take() {
            // An error means that nobody waits for the end any more.
            let _ = reply.send(());
            return true;
        }
        self.now().since(self.idle_since) >= ROOM_IDLE_MS
    }

    async fn tick(&mut self) -> Result<()> {
        self.step(Input::Tick).await?;
        self.settle();
        Ok(())
    }

    async fn command(&mut self, command: Command) -> Result<()> {
        match command {
            Command::Join { joining, reply } => return self.join(joining, reply).await,
            Command::Frame { seat, bytes } => self.frame(seat, bytes).await?,
            Command::Left { seat } => {
                self.seats.remove(&seat);
                self.step(Input::Left { seat }).await?;
            }
            Command::Read(look) => self.look(look),
            Command::Publish { to, event } => self.step(Input::Publish { to, event }).await?,
            Command::RightsChanged { reply } => {
                self.read_rights().await?;
                if let Some(reply) = reply {
                    // An error means that nobody waits for it any more.
                    let _ = reply.send(());
                }
            }
            Command::SignedOut { session, reply } => {
                self.close_signed_out(session.as_ref()).await?;
                if let Some(reply) = reply {
                    // An error means that nobody waits for it any more.
                    let _ = reply.send(());
                }
            }
            Command::Storage { writable } => self.step(Input::Storage { writable }).await?,
            Command::Presence(states) => self.step(Input::Presence(states)).await?,
            Command::Edit { edit, reply } => self.edit(edit, reply).await?,
            Command::Reread => self.reread(),
            Command::Settle { reply } => self.settle_for(reply),
            Command::Drain { reply } => {
                self.drained = Some(reply);
                self.step(Input::Drain).await?;
            }
        }
        Ok(())
    }

    async fn done(&mut self, done: Done) -> Result<()> {
        match done {
            Done::Commit(Ok(rows)) => {
                self.settle_captured(&rows);
                self.step(Input::Committed { rows }).await?;
                // An error means that nobody listens.
                let _ = self.shared.written.send(self.proposal);
                self.compact();
            }
            Done::Commit(Err(CommitError::Store(cause))) => {
                tracing::error!(%cause, proposal = %self.proposal, "a batch was not written");
                self.step(Input::CommitFailed).await?;
            }
            Done::Commit(Err(CommitError::Refused)) => {
                self.reload(None).await?;
                self.read_rights().await?;
            }
            Done::Load(loaded) => self.loaded(loaded).await?,
            Done::Save(saved, moved) => self.saved(saved, moved),
            Done::Settle(settled, writers) => self.settled(settled, writers),
            Done::Present => {
                self.presenting = false;
                self.present_next();
            }
            Done::Compact(compacted) => {
                self.compacting = false;
                match compacted {
                    Ok(Some(compacted)) => {
                        self.step(Input::Compacted(compacted)).await?;
                        self.settling.falls_behind();
                    }
                    Ok(None) => {}
                    Err(cause) => tracing::warn!(%cause, "a draft was not compacted"),
                }
            }
        }
        Ok(())
    }

    async fn join(
        &mut self,
        joining: Joining,
        reply: oneshot::Sender<Result<Connection>>,
    ) -> Result<()> {
        let admitted = match self.admit(&joining).await {
            Ok(access) => self.make_room(&joining, access).await.map(|()| access),
            Err(refused) => Err(refused),
        };
        match admitted {
            Ok(access) => {
                let (connection, who) = self.seat(joining, access);
                let seat = connection.sending.seat;
                if reply.send(Ok(connection)).is_ok() {
                    return self.step(Input::Join { seat, who }).await;
                }
                self.seats.remove(&seat);
            }
            Err(refused) => {
                // An error means that whoever asked is gone.
                let _ = reply.send(Err(refused));
            }
        }
        Ok(())
    }

    /// Asked within the room, so that whoever signed out or was removed before is not let in after.
    async fn admit(&mut self, joining: &Joining) -> Result<Access> {
        let records = &self.shared.records;
        if let Some(session) = &joining.session
            && !records.is_signed_in(session).await?
        {
            return Err(Refusal::NotSignedIn.into());
        }
        let access = records.access(self.proposal, joining.account).await?;
        Ok(access.ok_or(Refusal::NotFound)?)
    }

    /// A frame from a connection, unless its account has written enough for now.
    async fn frame(&mut self, seat: SeatId, bytes: Vec<u8>) -> Result<()> {
        let account = self.seats.get(&seat).map(|place| place.account);
        let now = self.now();
        if account.is_some_and(|account| !self.shared.quota.take(account, &bytes, now)) {
            return self.close(seat, CloseCode::TooFast).await;
        }
        self.step(Input::Frame { seat, bytes }).await
    }

    fn seat(&mut self, joining: Joining, access: Access) -> (Connection, Seat) {
        let seat = SeatId(self.next_seat);
        self.next_seat += 1;
        let (outbox, inbox) = outbox();
        let stays = joining.session.is_some();
        let here = || Here::new(self.shared.present.clone(), self.proposal, joining.account);
        let place = Place {
            outbox,
            account: joining.account,
            _here: stays.then(here),
            session: joining.session,
            _counted: Counted::new(self.shared.connections.clone()),
        };
        self.seats.insert(seat, place);
        let handle = self.own.clone();
        let sending = Sending { seat, handle };
        let who = Seat::new(joining.account, joining.name, joining.talka, access);
        (Connection { sending, inbox }, who)
    }

    /// One step of the room; a panic in it costs the connection that caused it and nobody else.
    async fn step(&mut self, input: Input) -> Result<()> {
        let Some(room) = self.room.take() else {
            return Ok(());
        };
        let blamed = input.seat();
        let is_heavy = input.size_bytes() > HEAVY_BYTES;
        let now = self.now();
        let work = move || stepped(room, input, now);
        let (room, outputs) = if is_heavy {
            spawn_blocking(work).await.map_err(Error::internal)?
        } else {
            work()
        };
        self.room = Some(room);
        if outputs.is_none() {
            self.shared.records.failed(self.proposal).await;
        }
        let wants_reload = outputs.is_none_or(|outputs| self.carry_out(outputs));
        if wants_reload {
            self.reload(blamed).await?;
        }
        self.tell_readers();
        Ok(())
    }

    /// Does what the room wants, in order; whether it wants to be loaded again.
    fn carry_out(&mut self, outputs: Vec<Output>) -> bool {
        let mut wants_reload = false;
        let mut queue = VecDeque::from(outputs);
        while let Some(output) = queue.pop_front() {
            match output {
                Output::Send { seat, frame } => {
                    let is_slow = self
                        .seats
                        .get(&seat)
                        .is_some_and(|place| !place.outbox.send(frame));
                    if is_slow {
                        queue.extend(self.drop_slow(seat));
                    }
                }
                Output::Close { seat, code } => {
                    if let Some(place) = self.seats.remove(&seat) {
                        place.outbox.close(code);
                    }
                }
                Output::Persist(batch) => {
                    self.capture(&batch);
                    self.persist(batch);
                }
                Output::Reread => self.reread(),
                Output::Present(states) => self.present(&states),
                Output::Moved(moved) => self.save_anchors(moved),
                Output::Edited { id, edited } => {
                    if let Some(reply) = self.edits.remove(&id) {
                        // An error means that whoever asked is gone.
                        let _ = reply.send(edited);
                    }
                }
                Output::Reload => wants_reload = true,
            }
        }
        wants_reload
    }

    /// A slow reader is closed and catches up when it comes back.
    fn drop_slow(&mut self, seat: SeatId) -> Vec<Output> {
        if let Some(place) = self.seats.remove(&seat) {
            place.outbox.close(CloseCode::TooSlow);
        }
        let now = self.now();
        let room = self.room.as_mut();
        room.map_or_else(Vec::new, |room| room.apply(Input::Left { seat }, now))
    }

    /// Closes the connections whose session has ended: of those of one session, or of all of them.
    async fn close_signed_out(&mut self, session: Option<&SessionKey>) -> Result<()> {
        let asked = self.seats.iter().filter_map(|(seat, place)| {
            let own = place.session.as_ref()?;
            let is_asked = session.is_none_or(|session| session == own);
            is_asked.then(|| (*seat, own.clone()))
        });
        for (seat, session) in asked.collect::<Vec<_>>() {
            if self.shared.records.is_signed_in(&session).await? {
                continue;
            }
            self.close(seat, CloseCode::SignedOut).await?;
        }
        Ok(())
    }

    /// Asks anew what everyone here may do.
    async fn read_rights(&mut self) -> Result<()> {
        let accounts = self.room.as_ref().map(Room::accounts).unwrap_or_default();
        let mut rights = BTreeMap::new();
        for account in accounts {
            if let Some(access) = self.shared.records.access(self.proposal, account).await? {
                rights.insert(account, access);
            }
        }
        self.step(Input::Rights(rights)).await
    }

    /// The room over what the store holds: what was not on disk is asked for again.
    async fn reload(&mut self, blamed: Option<SeatId>) -> Result<()> {
        let Some(old) = self.room.take() else {
            return Ok(());
        };
        tracing::warn!(proposal = %self.proposal, "a room is loaded again");
        self.looks.clear();
        // What was not on disk is lost with the old room: whoever waits for it hears that.
        self.edits.clear();
        self.settling.starts_over();
        let fresh = open(&self.shared, self.proposal, true).await?;
        let (room, outputs) = fresh.succeed(old, blamed);
        self.room = Some(room);
        self.carry_out(outputs);
        // Frames may be parked whose look at the store the old room took with it.
        self.reread();
        Ok(())
    }

    /// Writes in somebody's name.
    async fn edit(&mut self, asked: Box<Asked>, reply: oneshot::Sender<Edited>) -> Result<()> {
        let id = EditId(self.next_edit);
        self.next_edit += 1;
        self.edits.insert(id, reply);
        let edit = Edit {
            id,
            account: asked.account,
            replica: fresh_replica(),
            wording: asked.wording,
            seen: asked.seen,
            line: asked.line,
        };
        self.step(Input::Edit(Box::new(edit))).await
    }

    /// Lets a reader look, and tells it when what it saw is on disk.
    fn look(&mut self, look: Look) {
        if let Some(room) = &self.room {
            let tell = look(room.draft());
            self.looks.push_back((room.horizon(), tell));
        }
        self.tell_readers();
    }

    fn tell_readers(&mut self) {
        let written = self.room.as_ref().map_or(0, Room::written);
        while let Some((_, tell)) = self.looks.pop_front_if(|(horizon, _)| *horizon <= written) {
            tell();
        }
    }
}

/// The room after an input, and what it wants; nothing if it panicked.
fn stepped(mut room: Room, input: Input, now: Millis) -> (Room, Option<Vec<Output>>) {
    // Whatever a panic left behind is thrown away with the draft; only seats and presence are kept.
    let outputs = catch_unwind(AssertUnwindSafe(|| room.apply(input, now)));
    (room, outputs.ok())
}

/// A room over what the store holds, decoded where it holds up nobody.
///
/// What failed again and again is refused. A large document counts as failed before it is decoded, in
/// case that ends the process; opened `again` after a failure, that failure stays counted.
async fn open(shared: &Shared, proposal: ProposalId, again: bool) -> Result<Room> {
    shared.records.check_failures(proposal).await?;
    let loaded = shared.records.load(proposal, &Default::default()).await?;
    let loaded = loaded.ok_or(Refusal::NotFound)?;
    let anchors = shared.records.anchors(proposal).await?;
    let is_heavy = loaded.size_bytes() > HEAVY_BYTES && !again;
    if is_heavy {
        shared.records.failed(proposal).await;
    }
    let replica = fresh_replica();
    let room = spawn_blocking(move || Room::new(replica, loaded, anchors)).await;
    let room = room
        .map_err(Error::internal)
        .and_then(|room| room.map_err(Error::internal));
    match (&room, is_heavy) {
        (Ok(_), true) => shared.records.opened(proposal).await,
        (Err(_), false) => shared.records.failed(proposal).await,
        _ => {}
    }
    room
}

/// A Yjs client id for the server's own repairs: 53 bits, never used before.
fn fresh_replica() -> ClientId {
    rand::random::<u64>() >> 11
}
