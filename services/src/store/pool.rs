//! Connections to one database, lent one at a time.
//!
//! Each connection is a pool of one of sqlx's, so that it can be thrown away. Who needs a connection
//! takes a free one, or waits in a fair queue while a further one is being opened: where the server
//! gives no more, the ones that are there go round. A connection comes back into the queue only when
//! it is known to be outside of any transaction; otherwise it is asked, and closed if it is not.

mod options;

pub(super) use options::Kind;
pub(crate) use options::ageless;

use model::limits::{CONNECTION_PAUSE_MS, CONNECTION_WAIT_MS};
use sea_orm::{ConnAcquireErr, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, RuntimeErr};
use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    runtime::Handle,
    sync::{Notify, Semaphore},
    time::{sleep, sleep_until},
};

/// How long to wait before a connection is asked for again that could not be opened.
const PAUSE: Duration = Duration::from_millis(CONNECTION_PAUSE_MS);

/// Connections to one database; cheap to clone.
#[derive(Clone)]
pub(super) struct Pool {
    shared: Arc<Shared>,
}

struct Shared {
    kind: Kind,
    most: usize,
    state: Mutex<State>,
    /// One permit for each free connection.
    free: Semaphore,
    is_closed: AtomicBool,
    /// Something was closed.
    changed: Notify,
}

#[derive(Default)]
struct State {
    free: Vec<DatabaseConnection>,
    /// Connections that are there, lent ones too, and those being opened or closed.
    open: usize,
    opening: usize,
    /// When a connection was last refused, and why.
    refused: Option<(Instant, DbErr)>,
}

impl Pool {
    /// A pool of up to `most` connections, of which this one is open.
    pub fn new(kind: Kind, most: usize, first: DatabaseConnection) -> Pool {
        let shared = Shared {
            kind,
            most,
            state: Mutex::new(State {
                free: vec![first],
                open: 1,
                ..Default::default()
            }),
            free: Semaphore::new(1),
            is_closed: AtomicBool::new(false),
            changed: Notify::new(),
        };
        Pool {
            shared: Arc::new(shared),
        }
    }

    /// Which database this is.
    pub fn backend(&self) -> DbBackend {
        self.shared.kind.backend()
    }

    /// As many tries as there can be broken connections, and one.
    pub fn tries(&self) -> usize {
        self.shared.most + 1
    }

    /// The next free connection. Fails after [`CONNECTION_WAIT_MS`].
    pub async fn take(&self) -> Result<Lent, DbErr> {
        let since = Instant::now();
        let until = tokio::time::Instant::now() + Duration::from_millis(CONNECTION_WAIT_MS);
        let mut free = std::pin::pin!(self.shared.free.acquire());
        loop {
            self.shared.open_one_if_short();
            tokio::select! {
                biased;
                permit = &mut free => {
                    permit.map_err(|_| closed())?.forget();
                    let connection = self.shared.state().free.pop().ok_or_else(closed)?;
                    return Ok(Lent { shared: self.shared.clone(), connection, end: End::Clean });
                }
                () = sleep_until(until) => {
                    return Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout));
                }
                () = sleep(PAUSE) => self.shared.check_hope(since)?,
            }
        }
    }

    /// Closes every connection, as they come back.
    pub async fn close(&self) {
        self.shared.is_closed.store(true, Ordering::SeqCst);
        self.shared.free.close();
        loop {
            let changed = self.shared.changed.notified();
            let (next, open) = {
                let mut state = self.shared.state();
                (state.free.pop(), state.open)
            };
            match next {
                Some(connection) => self.shared.throw_away(connection).await,
                None if open == 0 => return,
                None => changed.await,
            }
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // The state is whole at every moment, so a panic elsewhere does not spoil it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fails where waiting is of no use: a file that cannot be opened, unlike a server, does not
    /// come back by itself in seconds.
    fn check_hope(&self, since: Instant) -> Result<(), DbErr> {
        let state = self.state();
        match &state.refused {
            Some((at, cause))
                if self.kind.backend() == DbBackend::Sqlite && state.open == 0 && *at >= since =>
            {
                Err(cause.clone())
            }
            _ => Ok(()),
        }
    }

    /// Opens a further connection for whoever is about to wait.
    fn open_one_if_short(self: &Arc<Self>) {
        if self.free.available_permits() > 0 || self.is_closed.load(Ordering::SeqCst) {
            return;
        }
        let mut state = self.state();
        let is_refused = matches!(&state.refused, Some((at, _)) if at.elapsed() < PAUSE);
        if state.open >= self.most || state.opening > 0 || is_refused {
            return;
        }
        state.open += 1;
        state.opening += 1;
        tokio::spawn(self.clone().open_one());
    }

    async fn open_one(self: Arc<Self>) {
        let opened = self.kind.connect().await;
        self.state().opening -= 1;
        match opened {
            Ok(connection) => self.take_back(connection),
            Err(cause) => {
                let mut state = self.state();
                state.open -= 1;
                let open = state.open;
                tracing::warn!(%cause, open, "the database gives no further connection");
                state.refused = Some((Instant::now(), cause));
                drop(state);
                self.changed.notify_waiters();
            }
        }
    }

    /// Puts a connection that is outside of any transaction to the free ones.
    fn take_back(&self, connection: DatabaseConnection) {
        self.state().free.push(connection);
        self.free.add_permits(1);
        self.changed.notify_waiters();
    }

    /// Asks a connection whether it is outside of any transaction.
    async fn prove(&self, connection: DatabaseConnection) {
        let proof = match self.kind.backend() {
            // Fails within a transaction.
            DbBackend::Sqlite => "BEGIN; ROLLBACK",
            // Ends one if there is any; only a broken connection fails.
            _ => "ROLLBACK",
        };
        match connection.execute_unprepared(proof).await {
            Ok(_) => self.take_back(connection),
            // A database in memory is gone with its connection.
            Err(_) if self.kind.is_in_memory() => self.take_back(connection),
            Err(cause) => {
                tracing::warn!(%cause, "a connection to the database is thrown away");
                self.throw_away(connection).await;
            }
        }
    }

    async fn throw_away(&self, connection: DatabaseConnection) {
        if let Err(cause) = connection.close().await {
            tracing::warn!(%cause, "a connection to the database was not closed in order");
        }
        self.state().open -= 1;
        self.changed.notify_waiters();
    }
}

/// A connection that is in use. Dropping it gives it back, or throws it away.
pub(super) struct Lent {
    shared: Arc<Shared>,
    connection: DatabaseConnection,
    end: End,
}

/// What is to become of a connection.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It is outside of any transaction.
    Clean,
    /// Nobody knows: it is asked.
    Doubtful,
    /// It is of no use any more.
    Broken,
}

impl Lent {
    /// The connection itself.
    pub fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Says what is to become of it.
    pub fn ends(&mut self, end: End) {
        self.end = end;
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let (shared, connection) = (self.shared.clone(), self.connection.clone());
        if self.end == End::Clean {
            return shared.take_back(connection);
        }
        let end = self.end;
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(async move {
                match end {
                    End::Broken => shared.throw_away(connection).await,
                    _ => shared.prove(connection).await,
                }
            })),
            // Nobody is left who could use it.
            Err(_) => shared.state().open -= 1,
        }
    }
}

/// Whether the statement never reached the database, so that another connection may take it.
pub(super) fn was_not_sent(cause: &DbErr) -> bool {
    matches!(
        cause,
        DbErr::ConnectionAcquire(_) | DbErr::Conn(RuntimeErr::SqlxError(_))
    )
}

fn closed() -> DbErr {
    DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed)
}
