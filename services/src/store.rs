//! The database and the clock: what every service stands on.

pub(crate) mod drafts;
pub(crate) mod entities;
pub(crate) mod json;
pub(crate) mod migrations;

use crate::{
    clock::Clock,
    database::{DatabaseAddress, Schema},
    error::Result,
};
use model::ids::Timestamp;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use uuid::{ContextV7, Uuid};

/// How long a writer of SQLite waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Connections of one instance to a database file or server.
const CONNECTIONS: u32 = 8;

/// The database and the clock; cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: DatabaseConnection,
    /// Begins what writes. SQLite has one writer at a time, and its own waiting is by chance and in
    /// steps of up to 100 ms; a pool of one connection lets writers wait in a fair queue.
    writer: DatabaseConnection,
    clock: Arc<dyn Clock>,
    /// Keeps ids of the same millisecond in the order in which they were made.
    id_context: Arc<Mutex<ContextV7>>,
}

impl Store {
    /// Connects (`sqlite:talka.db`, `sqlite::memory:` or `postgres://…`) and migrates.
    pub(crate) async fn open(database_url: &str, clock: Arc<dyn Clock>) -> Result<Store> {
        let store = Store::connect(database_url, clock).await?;
        let before = Schema::of(&store.db).await?;
        before.check_not_newer()?;
        migrations::run(&store).await?;
        if before == Schema::Absent
            && let Ok(address) = DatabaseAddress::parse(database_url)
        {
            tracing::warn!("a new database was made at {address}");
        }
        Ok(store)
    }

    /// Connects to a database that has exactly this program's schema, and changes nothing.
    pub(crate) async fn open_existing(database_url: &str, clock: Arc<dyn Clock>) -> Result<Store> {
        let store = Store::connect(database_url, clock).await?;
        Schema::of(&store.db).await?.check_current()?;
        Ok(store)
    }

    async fn connect(database_url: &str, clock: Arc<dyn Clock>) -> Result<Store> {
        let db = Database::connect(options(database_url, CONNECTIONS)).await?;
        let writer = match database_url.starts_with("sqlite:") && !is_in_memory(database_url) {
            true => Database::connect(options(database_url, 1)).await?,
            false => db.clone(),
        };
        Ok(Store {
            db,
            writer,
            clock,
            id_context: Arc::default(),
        })
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        self.db.ping().await.is_ok()
    }

    /// Ends every connection; what is still under way fails.
    pub async fn close(&self) {
        for pool in [&self.writer, &self.db] {
            if let Err(cause) = pool.clone().close().await {
                tracing::warn!(%cause, "the database was not closed in order");
            }
        }
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

    /// Begins a transaction that writes. SQLite takes the writer's lock at once: a transaction
    /// that reads first and writes later would fail when another one wrote in between.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }
}

/// A database in memory lives in one connection.
fn is_in_memory(database_url: &str) -> bool {
    database_url.contains(":memory:")
}

fn options(database_url: &str, connections: u32) -> ConnectOptions {
    let in_memory = is_in_memory(database_url);
    let mut options = ConnectOptions::new(with_create_mode(database_url));
    options
        .max_connections(if in_memory { 1 } else { connections })
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .foreign_keys(true)
                .busy_timeout(BUSY_TIMEOUT)
        });
    if in_memory {
        options
            .idle_timeout(None)
            .max_lifetime(None)
            .min_connections(1);
    }
    options
}

/// A database file that is not there yet is made.
fn with_create_mode(database_url: &str) -> String {
    let is_file = database_url.starts_with("sqlite:") && !is_in_memory(database_url);
    if is_file && !database_url.contains('?') {
        format!("{database_url}?mode=rwc")
    } else {
        database_url.to_owned()
    }
}
