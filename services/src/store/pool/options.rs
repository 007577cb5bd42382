//! How a connection to each kind of database is opened.

use crate::store::{is_busy, proof::Files};
use model::limits::{CONNECT_MS, CONNECT_PAUSE_MS, WRITER_WAIT_MS};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend, DbErr, sqlx::Connection};
use std::{
    future::ready,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::sleep;

/// A database, and what a connection to it is for.
#[derive(Clone)]
pub(in crate::store) struct Kind {
    url: String,
    reads_only: bool,
    files: Option<Arc<Files>>,
}

impl Kind {
    /// Connections that read and write.
    pub fn writing(url: &str) -> Kind {
        Kind {
            url: with_create_mode(url),
            reads_only: false,
            files: None,
        }
    }

    /// Connections that SQLite lets read only.
    pub fn reading(url: &str) -> Kind {
        Kind {
            url: with_create_mode(url),
            reads_only: true,
            files: None,
        }
    }

    /// The same, for a database whose files are known.
    pub fn in_files(mut self, files: &Arc<Files>) -> Kind {
        self.files = Some(files.clone());
        self
    }

    /// Opens one connection. One that is opened later leads to the same files as the first, or
    /// nowhere: another file of that name is another database.
    ///
    /// SQLite does not wait for its lock while it changes a new file to WAL: where several connections
    /// do so at once, all but one are refused. So this one tries again, for [`WRITER_WAIT_MS`].
    pub async fn connect(&self) -> Result<DatabaseConnection, DbErr> {
        if let Some(files) = &self.files {
            files.check().map_err(DbErr::Custom)?;
        }
        let began = Instant::now();
        loop {
            let cause = match Database::connect(self.options()).await {
                Ok(connection) => return Ok(connection),
                Err(cause) => cause,
            };
            let is_late = began.elapsed() > Duration::from_millis(WRITER_WAIT_MS);
            if is_late || !is_busy(&cause) {
                return Err(cause);
            }
            sleep(Duration::from_millis(CONNECT_PAUSE_MS)).await;
        }
    }

    /// Which database this is.
    pub fn backend(&self) -> DbBackend {
        match self.url.starts_with("sqlite:") {
            true => DbBackend::Sqlite,
            false => DbBackend::Postgres,
        }
    }

    /// A database in memory lives in one connection.
    pub fn is_in_memory(&self) -> bool {
        is_in_memory(&self.url)
    }

    /// Options for one connection.
    ///
    /// One that counts an open transaction is never taken: `begin` would open a savepoint in it, and
    /// nothing that is "committed" from then on would ever be written.
    fn options(&self) -> ConnectOptions {
        let mut options = ageless(&self.url);
        let wait = Duration::from_millis(CONNECT_MS);
        options
            // One that was lost is opened again before somebody waits for it.
            .min_connections(1)
            .connect_timeout(wait)
            .acquire_timeout(wait);
        if self.backend() == DbBackend::Sqlite {
            self.sqlite(&mut options);
        } else {
            options.map_sqlx_postgres_before_acquire(|it, _| {
                Box::pin(ready(Ok(!it.is_in_transaction())))
            });
        }
        options
    }

    fn sqlite(&self, options: &mut ConnectOptions) {
        let query_only = if self.reads_only { "ON" } else { "OFF" };
        options
            // A file does not hang up; a connection is asked when it comes back.
            .test_before_acquire(false)
            .map_sqlx_sqlite_opts(move |sqlite| {
                sqlite
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "FULL")
                    .pragma("query_only", query_only)
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_millis(WRITER_WAIT_MS))
            });
        if !self.is_in_memory() {
            options.map_sqlx_sqlite_before_acquire(|it, _| {
                Box::pin(ready(Ok(!it.is_in_transaction())))
            });
        }
    }
}

/// Options for a pool of one connection that is never closed for its age.
///
/// Where connections are, sqlx counts them in a loop that may never end and takes a thread with it
/// (its issue 3645), so every pool begins here.
pub(crate) fn ageless(url: impl Into<String>) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .sqlx_logging(false);
    options
}

fn is_in_memory(url: &str) -> bool {
    url.contains(":memory:") || url.contains("mode=memory")
}

/// A database file that is not there yet is made.
fn with_create_mode(url: &str) -> String {
    let is_file = url.starts_with("sqlite:") && !is_in_memory(url);
    if is_file && !url.contains('?') {
        format!("{url}?mode=rwc")
    } else {
        url.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use futures::future::join_all;

    #[test]
    fn a_connection_is_there_before_somebody_waits_for_it() {
        for url in ["sqlite:talka.db", "postgres://talka@db.example/talka"] {
            let options = Kind::reading(url).options();
            let (least, most) = (options.get_min_connections(), options.get_max_connections());
            assert_eq!((least, most), (Some(1), Some(1)), "{url}");
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn many_may_open_a_new_file_at_once() {
        for _ in 0..20 {
            let url = crate::tests::fresh_databases().await.remove(0);
            let each = (0..8).map(|_| {
                let kind = Kind::writing(&url);
                tokio::spawn(async move { kind.connect().await.map(drop) })
            });
            for opened in join_all(each).await {
                opened.unwrap().unwrap();
            }
            crate::tests::clean_up(&url);
        }
    }
}
