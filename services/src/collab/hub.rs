//! The hub: opens rooms when somebody comes, runs one task for each, drops those nobody uses.

mod connection;
mod handle;
mod outbox;
mod present;
mod quota;
mod task;

pub use connection::{Connection, DeletesMark, Exchange, Sending};
pub use outbox::{Inbox, Outgoing};

use super::{
    bus::{Ask, Bus, Local, Postgres, Signal},
    records::Records,
    room::{Edited, Line, Wording},
};
use crate::{
    Result,
    accounts::SessionKey,
    store::{Store, drafts::DraftRecords},
};
use handle::{Asked, Command, Handle, Tell};
use model::{
    document::draft::Draft,
    error::Refusal,
    event::Event,
    ids::{AccountId, ProposalId},
    limits::{ROOM_ANSWER_MS, SESSIONS_CHECKED_SECONDS, SETTLE_ANSWER_MS},
    sync::{Millis, guard::Ranges},
};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{broadcast, oneshot, watch},
    task::JoinHandle,
    time::{interval, timeout},
};

/// Every open room of this instance; cheap to clone.
#[derive(Clone)]
pub struct Hub {
    shared: Arc<Shared>,
}

/// What the rooms' tasks share.
struct Shared {
    records: Arc<dyn Records>,
    bus: Arc<dyn Bus>,
    rooms: Mutex<HashMap<ProposalId, Handle>>,
    /// Whose text this instance has just written to the disk.
    written: broadcast::Sender<ProposalId>,
    /// Whether the store can be written to.
    writable: watch::Receiver<bool>,
    /// Connections to all rooms.
    connections: Arc<AtomicUsize>,
    quota: quota::Quota,
    present: Arc<present::Present>,
    started: tokio::time::Instant,
}

/// Longest that anybody waits for a busy room to act on what was told.
const ANSWER: Duration = Duration::from_millis(ROOM_ANSWER_MS);

/// Longest that a reader waits for a room to write the read model, before it decodes the document.
const SETTLED: Duration = Duration::from_millis(SETTLE_ANSWER_MS);

/// Written texts that wait for who asked to hear of them; who is slower is told so and goes on.
const WRITTEN: usize = 1_024;

/// Who wants to join a room.
#[derive(Clone, Debug)]
pub struct Joining {
    pub account: AccountId,
    pub name: String,
    /// The session that opens the connection, and with which it ends; none for what is over at once.
    pub session: Option<SessionKey>,
    /// Whether the client speaks `model::sync::DIALECT`.
    pub talka: bool,
}

impl Hub {
    /// A hub over the store: alone on SQLite, one of many on PostgreSQL.
    ///
    /// To be called within a runtime, because it begins to listen.
    pub fn new(store: Store) -> Hub {
        let instance = rand::random();
        let records = Arc::new(DraftRecords::new(store.clone(), instance));
        let writable = store.writable();
        let bus: Arc<dyn Bus> = match store.is_postgres() {
            true => Arc::new(Postgres::new(store, instance)),
            false => Arc::new(Local::default()),
        };
        Hub::over(records, bus, writable)
    }

    /// A hub over any records and bus; `writable` says whether the records can be written to.
    pub fn over(
        records: Arc<dyn Records>,
        bus: Arc<dyn Bus>,
        writable: watch::Receiver<bool>,
    ) -> Hub {
        let signals = bus.listen();
        let shared = Arc::new(Shared {
            records,
            bus,
            rooms: Mutex::default(),
            written: broadcast::Sender::new(WRITTEN),
            writable: writable.clone(),
            connections: Arc::default(),
            quota: quota::Quota::default(),
            present: Arc::default(),
            started: tokio::time::Instant::now(),
        });
        tokio::spawn(heed(Arc::downgrade(&shared), writable));
        tokio::spawn(listen(Arc::downgrade(&shared), signals));
        tokio::spawn(watch_sessions(Arc::downgrade(&shared)));
        Hub { shared }
    }

    /// Who has the proposal open, on any instance.
    pub fn present(&self, proposal: ProposalId) -> Vec<AccountId> {
        self.shared.present.in_proposal(proposal, self.shared.now())
    }

    /// Lets a connection into a proposal's room, opening it if need be.
    ///
    /// Refuses who may not see the proposal as if it were not there.
    pub async fn join(&self, proposal: ProposalId, joining: Joining) -> Result<Connection> {
        let (reply, answer) = oneshot::channel();
        let access = self
            .shared
            .records
            .access(proposal, joining.account)
            .await?;
        if access.is_none() {
            return Err(Refusal::NotFound.into());
        }
        self.send(proposal, Command::Join { joining, reply })
            .await?;
        answer.await.map_err(|_| Refusal::Unavailable)?
    }

    /// The way without a WebSocket: a body of messages in, a body of messages out.
    ///
    /// The answer is there when everything that was sent is on disk or refused; whoever wants to wait
    /// for more says with which session, so that the wait ends with it.
    pub async fn exchange(
        &self,
        proposal: ProposalId,
        (account, session): (AccountId, Option<SessionKey>),
        body: &[u8],
    ) -> Result<Exchange> {
        let joining = Joining {
            account,
            name: String::new(),
            session,
            talka: true,
        };
        let connection = self.join(proposal, joining).await?;
        Exchange::hold(connection, body).await
    }

    /// Looks whether the store holds what other instances wrote, for whoever cannot rely on hearing of
    /// it: the process may have been frozen meanwhile.
    pub async fn look_again(&self, proposal: ProposalId) {
        self.send_if_open(proposal, Command::Reread).await;
    }

    /// Looks at the live draft. The answer comes when all that was seen is on disk.
    pub async fn read<T: Send + 'static>(
        &self,
        proposal: ProposalId,
        look: impl FnOnce(&Draft) -> T + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let look = Box::new(move |draft: &Draft| {
            let seen = look(draft);
            let tell: Tell = Box::new(move || drop(reply.send(seen)));
            tell
        });
        self.send(proposal, Command::Read(look)).await?;
        answer.await.map_err(|_| Refusal::Unavailable.into())
    }

    /// Changes the text in somebody's name, with a line in the journal in the same commit. The
    /// answer comes when it is on disk, or when somebody wrote what is not among the clocks that
    /// were `seen`. Whether who does it may write is asked in that commit.
    ///
    /// # Errors
    /// `Refusal::Outdated` when the commit was refused or failed: nothing was written.
    pub async fn edit(
        &self,
        proposal: ProposalId,
        account: AccountId,
        (wording, seen): (Wording, Ranges),
        line: Line,
    ) -> Result<Edited> {
        let (reply, answer) = oneshot::channel();
        let edit = Box::new(Asked {
            account,
            wording,
            seen,
            line,
        });
        self.send(proposal, Command::Edit { edit, reply }).await?;
        answer.await.map_err(|_| Refusal::Outdated.into())
    }

    /// Tells every open page of the proposal; on all instances.
    pub async fn publish(&self, proposal: ProposalId, event: Event) {
        self.tell(proposal, None, event).await;
    }

    /// Tells the open pages of one account; on all instances.
    pub async fn publish_to(&self, proposal: ProposalId, account: AccountId, event: Event) {
        self.tell(proposal, Some(account), event).await;
    }

    /// Roles, members or the state changed: open connections are held to it at once.
    ///
    /// Comes back when this instance's room acts on it, or is too busy for it.
    pub async fn rights_changed(&self, proposal: ProposalId) {
        let (reply, done) = oneshot::channel();
        let command = Command::RightsChanged { reply: Some(reply) };
        let handle = self.shared.rooms().get(&proposal).cloned();
        answered(handle.map(|handle| told(handle, command, done))).await;
        self.shared.bus.send(Signal::Rights { proposal }).await;
    }

    /// Somebody ended this session: the connections that it opened are closed, on all instances.
    ///
    /// Comes back when those of this instance are, or their rooms are too busy for it.
    pub async fn signed_out(&self, session: SessionKey) {
        let rooms = self.shared.handles().into_iter().map(|handle| {
            let (reply, done) = oneshot::channel();
            let command = Command::SignedOut {
                session: Some(session.clone()),
                reply: Some(reply),
            };
            told(handle, command, done)
        });
        answered(rooms).await;
        self.shared.bus.send(Signal::SignedOut { session }).await;
    }

    /// Has an open room of this instance write the read model now; whether there was one and it answered
    /// in time. Whoever asks looks whether that was enough.
    pub(crate) async fn settle(&self, proposal: ProposalId) -> bool {
        let (reply, settled) = oneshot::channel();
        let answer = async {
            self.send_if_open(proposal, Command::Settle { reply }).await && settled.await.is_ok()
        };
        timeout(SETTLED, answer).await.unwrap_or(false)
    }

    /// Closes every connection after what is under way is on disk.
    pub async fn drain(&self) {
        let rooms: Vec<_> = self.shared.rooms().drain().collect();
        for (_, handle) in rooms {
            let (reply, done) = oneshot::channel();
            if handle.send(Command::Drain { reply }).await.is_ok() {
                let _ = done.await;
            }
        }
    }

    /// The proposals whose text this instance writes to the disk from now on, commit by commit.
    pub fn written(&self) -> broadcast::Receiver<ProposalId> {
        self.shared.written.subscribe()
    }

    /// How many rooms are open.
    pub fn open_rooms(&self) -> usize {
        self.shared.rooms().len()
    }

    /// How many connections to all of them there are.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::Relaxed)
    }

    async fn tell(&self, proposal: ProposalId, to: Option<AccountId>, event: Event) {
        let event = Box::new(event);
        let command = Command::Publish {
            to,
            event: event.clone(),
        };
        self.send_if_open(proposal, command).await;
        let signal = Signal::Event {
            proposal,
            to,
            event,
        };
        self.shared.bus.send(signal).await;
    }

    /// Sends a command to a proposal's room, which is opened if need be.
    async fn send(&self, proposal: ProposalId, mut command: Command) -> Result<()> {
        // A room that closes at this very moment does not take the command; the next one will.
        for _ in 0..ATTEMPTS {
            let handle = self.shared.room(proposal);
            match handle.send(command).await {
                Ok(()) => return Ok(()),
                Err(refused) => command = refused,
            }
            self.shared.forget(proposal, &handle);
        }
        Err(Refusal::Unavailable.into())
    }

    async fn send_if_open(&self, proposal: ProposalId, command: Command) -> bool {
        let handle = self.shared.rooms().get(&proposal).cloned();
        match handle {
            Some(handle) => handle.send(command).await.is_ok(),
            None => false,
        }
    }
}

/// How often sessions are asked whether they have ended.
const SESSIONS_CHECKED: Duration = Duration::from_secs(SESSIONS_CHECKED_SECONDS);
/// Tells a room something on a task of its own, so that a busy one hears it in the end.
fn told(handle: Handle, command: Command, done: oneshot::Receiver<()>) -> JoinHandle<()> {
    tokio::spawn(async move {
        if handle.send(command).await.is_ok() {
            // An error means that the room is gone, and with it whom it concerned.
            let _ = done.await;
        }
    })
}

/// Waits for rooms to act on what they were told, but not for one that is busy: what it takes
/// meanwhile is checked when it is written.
async fn answered(rooms: impl IntoIterator<Item = JoinHandle<()>>) {
    let all = futures::future::join_all(rooms);
    let _ = timeout(ANSWER, all).await;
}

/// How often a command looks for a room that takes it.
const ATTEMPTS: usize = 8;

impl Shared {
    /// Since this instance started.
    fn now(&self) -> Millis {
        Millis(self.started.elapsed().as_millis() as u64)
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<ProposalId, Handle>> {
        // The map is whole at every moment, so a panic elsewhere does not spoil it.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn handles(&self) -> Vec<Handle> {
        self.rooms().values().cloned().collect()
    }

    /// The room's handle, after its task was started if there was none.
    fn room(self: &Arc<Self>, proposal: ProposalId) -> Handle {
        let mut rooms = self.rooms();
        let start = || task::start(self.clone(), proposal);
        rooms.entry(proposal).or_insert_with(start).clone()
    }

    /// Takes a closed room off the list, unless another one stands there already.
    fn forget(&self, proposal: ProposalId, handle: &Handle) {
        let mut rooms = self.rooms();
        if rooms
            .get(&proposal)
            .is_some_and(|known| known.is_same(handle))
        {
            rooms.remove(&proposal);
        }
    }
}

/// A session ends by its age too, when nobody does anything: its connections are closed then.
async fn watch_sessions(shared: std::sync::Weak<Shared>) {
    let mut ticks = interval(SESSIONS_CHECKED);
    ticks.tick().await;
    loop {
        ticks.tick().await;
        let Some(shared) = shared.upgrade() else {
            return;
        };
        check_sessions(&shared).await;
    }
}

/// Closes the connections whose session has ended.
async fn check_sessions(shared: &Shared) {
    for handle in shared.handles() {
        let (session, reply) = (None, None);
        // A room that closes now has nobody left to close.
        let _ = handle.send(Command::SignedOut { session, reply }).await;
    }
}

/// Tells every room whether anything can be saved, when that changes.
async fn heed(shared: std::sync::Weak<Shared>, mut writable: watch::Receiver<bool>) {
    while writable.changed().await.is_ok() {
        let writable = *writable.borrow_and_update();
        let Some(shared) = shared.upgrade() else {
            return;
        };
        for handle in shared.handles() {
            // A room that closes now has nobody to tell.
            let _ = handle.send(Command::Storage { writable }).await;
        }
    }
}

/// Passes on what other instances tell.
async fn listen(shared: std::sync::Weak<Shared>, mut signals: broadcast::Receiver<Signal>) {
    loop {
        let signal = match signals.recv().await {
            Ok(signal) => signal,
            Err(broadcast::error::RecvError::Lagged(_)) => Signal::Lost,
            Err(broadcast::error::RecvError::Closed) => return,
        };
        let Some(shared) = shared.upgrade() else {
            return;
        };
        hear(&shared, signal).await;
    }
}

async fn hear(shared: &Shared, signal: Signal) {
    let proposal = signal.proposal();
    let handles = match proposal {
        Some(proposal) => shared.rooms().get(&proposal).cloned().into_iter().collect(),
        None => shared.handles(),
    };
    let asks = signal.asks();
    for ask in &asks {
        if let (Some(proposal), Ask::Presence(states)) = (proposal, ask) {
            shared.present.hear(proposal, states, shared.now());
        }
    }
    for handle in handles {
        for ask in &asks {
            // A room that closes now reads the store when it opens again, and has nobody to close.
            let _ = handle.send(command(ask.clone())).await;
        }
    }
}

fn command(ask: Ask) -> Command {
    match ask {
        Ask::Reread => Command::Reread,
        Ask::Presence(states) => Command::Presence(states),
        Ask::Rights => Command::RightsChanged { reply: None },
        Ask::Publish { to, event } => Command::Publish { to, event },
        Ask::Sessions(session) => Command::SignedOut {
            session,
            reply: None,
        },
    }
}

#[cfg(test)]
mod tests;
