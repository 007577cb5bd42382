//! The database and the clock: what every service stands on.

mod committer;
pub(crate) mod deletions;
pub(crate) mod drafts;
pub(crate) mod entities;
pub(crate) mod json;
pub(crate) mod migrations;

mod health;
mod pool;
mod proof;
mod reading;
mod writing;

pub(crate) use pool::ageless;
pub(crate) use writing::{Acts, Writing};

use crate::{
    clock::Clock,
    database::{DatabaseAddress, Schema},
    error::{Error, Result},
};
use health::Health;
use model::{
    ids::Timestamp,
    limits::{DATABASE_CONNECTIONS, DATABASE_START_MS, DATABASE_START_PAUSE_MS},
};
use pool::{Kind, Pool};
use proof::{Files, Proof};
#[cfg(test)]
pub(crate) use reading::Between;
use reading::Reading;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, RuntimeErr, TransactionTrait, sqlx,
};
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::{sync::watch, task::AbortHandle, time::sleep};
use uuid::{ContextV7, Uuid};
use writing::Writer;

/// The database and the clock; cheap to clone.
#[derive(Clone)]
pub struct Store {
    /// Reads. What writes begins with [`Store::begin`].
    pub(crate) db: Reading,
    writer: Writer,
    url: Arc<str>,
    clock: Arc<dyn Clock>,
    /// Keeps ids of the same millisecond in the order in which they were made.
    id_context: Arc<Mutex<ContextV7>>,
    _watch: Arc<Watch>,
    /// The first connection, for commands that look at the whole database. What somebody is told to
    /// be saved is never written with it.
    pub(crate) raw: DatabaseConnection,
}

/// Ends the task that tries whether the database can be written to.
struct Watch(AbortHandle);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Store {
    /// Connects (`sqlite:talka.db`, `sqlite::memory:` or `postgres://…`) and migrates.
    pub(crate) async fn open(url: &str, clock: Arc<dyn Clock>) -> Result<Store> {
        let store = Store::connect(url, clock).await?;
        let before = Schema::of(&store.raw).await?;
        before.check_not_newer()?;
        migrations::run(&store).await?;
        store.writer.proof().remember_log();
        if before == Schema::Absent
            && let Ok(address) = DatabaseAddress::parse(url)
        {
            tracing::warn!("a new database was made at {address}");
        }
        Ok(store)
    }

    /// Connects to a database that has exactly this program's schema, and changes nothing.
    pub(crate) async fn open_existing(url: &str, clock: Arc<dyn Clock>) -> Result<Store> {
        let store = Store::connect(url, clock).await?;
        Schema::of(&store.raw).await?.check_current()?;
        Ok(store)
    }

    /// A server that does not answer is tried for [`DATABASE_START_MS`], with a line in the log each
    /// time.
    async fn connect(url: &str, clock: Arc<dyn Clock>) -> Result<Store> {
        let raw = first(url, &Kind::writing(url)).await?;
        let (db, proof, pool) = pools(url, raw.clone()).await?;
        let writer = Writer::new(pool, proof, Arc::new(Health::default()));
        Ok(Store {
            db,
            url: url.into(),
            clock,
            id_context: Arc::default(),
            _watch: Arc::new(Watch(health::watch(writer.clone()))),
            writer,
            raw,
        })
    }

    /// Whether the database can be written to now: a small write is tried, at most once a second.
    pub async fn is_ready(&self) -> bool {
        health::is_ready(&self.writer).await
    }

    /// Whether the last write succeeded, and every change of it.
    pub(crate) fn writable(&self) -> watch::Receiver<bool> {
        self.writer.health().writable()
    }

    /// Ends every connection after what is under way.
    pub async fn close(&self) {
        self.writer.health().end();
        self.writer.close().await;
        self.db.close().await;
    }

    /// Listens on a channel of PostgreSQL.
    pub(crate) async fn listener(&self) -> Result<sqlx::postgres::PgListener, sqlx::Error> {
        sqlx::postgres::PgListener::connect(&self.url).await
    }

    /// The time now.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A fresh id that sorts by the clock's time and, within this instance, by when it was made.
    pub(crate) fn fresh_id(&self) -> Uuid {
        let now_ms = self.now().0.max(0) as u64;
        let at = uuid::Timestamp::from_unix(
            &*self.id_context,
            now_ms / 1_000,
            (now_ms % 1_000) as u32 * 1_000_000,
        );
        Uuid::new_v7(at)
    }

    /// Whether many instances may share this database.
    pub(crate) fn is_postgres(&self) -> bool {
        self.db.get_database_backend() == DbBackend::Postgres
    }

    /// One moment of the database, to read more of it than a statement does: a connection of its own, so
    /// that nobody waits for it. None of a database in memory, which has one connection for everybody.
    pub(crate) async fn moment(&self) -> Result<Option<DatabaseTransaction>> {
        let kind = Kind::reading(&self.url);
        if kind.is_in_memory() {
            return Ok(None);
        }
        let connection = kind.connect().await?;
        let (level, mode) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
        let begun = match kind.backend() {
            DbBackend::Sqlite => connection.begin().await?,
            _ => {
                connection
                    .begin_with_config(Some(level), Some(mode))
                    .await?
            }
        };
        Ok(Some(begun))
    }

    /// Begins a transaction that writes; there is no other way to write.
    ///
    /// SQLite takes the writer's lock at once: a transaction that reads first and writes later would
    /// fail when another one wrote in between. Fails with [`Error::NotSaved`].
    pub(crate) async fn begin(&self) -> Result<Writing> {
        self.writer.begin().await
    }
}

/// What reads, how commits are proved, and what writes.
async fn pools(url: &str, first: DatabaseConnection) -> Result<(Reading, Proof, Pool)> {
    let writing = Kind::writing(url);
    let address = DatabaseAddress::parse(url).ok();
    if let Some(path) = address.as_ref().and_then(DatabaseAddress::file) {
        let files = Arc::new(Files::of(path).map_err(Error::internal)?);
        let reading = Kind::reading(url).in_files(&files);
        let witness = Pool::new(reading.clone(), 1, reading.connect().await?);
        let witness = Reading::new(witness);
        let reader = reading.connect().await?;
        let db = Reading::new(Pool::new(reading, DATABASE_CONNECTIONS, reader));
        let pool = Pool::new(writing.in_files(&files), 1, first);
        return Ok((db, Proof::File { witness, files }, pool));
    }
    if writing.backend() == DbBackend::Sqlite {
        let pool = Pool::new(writing, 1, first);
        return Ok((Reading::new(pool.clone()), Proof::Memory, pool));
    }
    let pool = Pool::new(writing, DATABASE_CONNECTIONS, first);
    let witness = Reading::new(pool.clone());
    Ok((witness.clone(), Proof::Server { witness }, pool))
}

/// The first connection. A file is there or not; a server may be starting.
async fn first(url: &str, kind: &Kind) -> Result<DatabaseConnection> {
    let began = Instant::now();
    loop {
        let cause = match kind.connect().await {
            Ok(connection) => return Ok(connection),
            Err(cause) => cause,
        };
        let is_late = began.elapsed() > Duration::from_millis(DATABASE_START_MS);
        if is_late || !may_pass(kind, &cause) {
            return Err(cause.into());
        }
        if let Ok(address) = DatabaseAddress::parse(url) {
            tracing::warn!(%address, %cause, "the database cannot be reached, and is tried again");
        }
        sleep(Duration::from_millis(DATABASE_START_PAUSE_MS)).await;
    }
}

/// Whether waiting may help: the server does not answer, is full, or is starting.
fn may_pass(kind: &Kind, cause: &DbErr) -> bool {
    let is_server = kind.backend() == DbBackend::Postgres;
    is_server && (code(cause).is_some_and(|code| PASSING.contains(&&*code)) || is_unreached(cause))
}

/// Classes of PostgreSQL's errors at connecting: too many connections, starting, shutting down.
const PASSING: [&str; 4] = ["53300", "57P01", "57P02", "57P03"];

fn is_unreached(cause: &DbErr) -> bool {
    match cause {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Conn(RuntimeErr::SqlxError(cause)) => {
            matches!(**cause, sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut)
        }
        _ => false,
    }
}

/// Whether the database says that it cannot be written to now: full, read-only, locked, broken.
pub(crate) fn cannot_write(cause: &DbErr) -> bool {
    let Some(code) = code(cause) else {
        return false;
    };
    match code.len() {
        5 => POSTGRES_UNWRITABLE.contains(&&*code),
        _ => code
            .parse::<u32>()
            .is_ok_and(|code| SQLITE_UNWRITABLE.contains(&(code & 0xff))),
    }
}

/// Read-only transaction, disk full, I/O error.
const POSTGRES_UNWRITABLE: [&str; 3] = ["25006", "53100", "58030"];
/// `SQLITE_BUSY`, `READONLY`, `IOERR`, `FULL`; the second byte only says more of the same.
const SQLITE_UNWRITABLE: [u32; 4] = [SQLITE_BUSY, 8, 10, 13];
const SQLITE_BUSY: u32 = 5;

/// Whether another connection has the lock of SQLite.
fn is_busy(cause: &DbErr) -> bool {
    let code = code(cause).and_then(|code| code.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == SQLITE_BUSY)
}

/// The database's own code of an error.
fn code(cause: &DbErr) -> Option<String> {
    let (DbErr::Conn(cause) | DbErr::Exec(cause) | DbErr::Query(cause)) = cause else {
        return None;
    };
    let RuntimeErr::SqlxError(cause) = cause else {
        return None;
    };
    Some(cause.as_database_error()?.code()?.into_owned())
}
