//! Whether what was committed is there, asked of another connection than the one that wrote it.

mod files;

pub(super) use files::Files;

use super::reading::Reading;
use model::limits::{COMMIT_ASKED_MS, COMMIT_ASKED_TIMES};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, QueryResult, Statement};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// How a commit is proved; cheap to clone.
#[derive(Clone)]
pub(super) enum Proof {
    /// SQLite in memory is one connection: nobody else could look.
    Memory,
    /// Each transaction counts up a number, which a connection of its own reads afterwards, from
    /// the file that bears the database's name.
    File { witness: Reading, files: Arc<Files> },
    /// The server is asked what became of the transaction.
    Server { witness: Reading },
}

/// What a transaction left to be known by.
pub(super) enum CommitMark {
    Number(i64),
    Transaction(String),
}

impl Proof {
    /// Remembers the log of a database file, which is there after the first commit.
    pub fn remember_log(&self) {
        if let Proof::File { files, .. } = self {
            files.remember_log();
        }
    }

    /// Leaves a mark in the transaction; none where nothing can be proved or nothing was written.
    pub async fn mark(&self, txn: &DatabaseTransaction) -> Result<Option<CommitMark>, DbErr> {
        match self {
            Proof::Memory => Ok(None),
            Proof::File { .. } => Ok(Some(CommitMark::Number(touch(txn).await?))),
            Proof::Server { .. } => {
                let sql = "SELECT pg_current_xact_id_if_assigned()::text";
                let row = one(txn, Statement::from_string(DbBackend::Postgres, sql)).await?;
                let id: Option<String> = row.try_get_by_index(0)?;
                Ok(id.map(CommitMark::Transaction))
            }
        }
    }

    /// Whether the proof may find no other connection than the one that wrote: the server answers
    /// for a transaction whoever asks.
    pub fn may_need_the_connection(&self) -> bool {
        matches!(self, Proof::Server { .. })
    }

    /// Whether the transaction with this mark is there, whatever the driver said of its commit.
    pub async fn is_there(&self, mark: &CommitMark, said: &Result<(), DbErr>) -> Result<(), DbErr> {
        let is_there = match (self, mark) {
            (Proof::File { witness, files }, CommitMark::Number(number)) => {
                files.check().map_err(DbErr::Custom)?;
                number_read(witness).await? >= *number
            }
            (Proof::Server { witness }, CommitMark::Transaction(id)) => {
                committed(witness, id).await?
            }
            _ => false,
        };
        match (is_there, said) {
            (true, _) => Ok(()),
            (false, Err(cause)) => Err(cause.clone()),
            (false, Ok(())) => Err(DbErr::Custom(
                "a commit was confirmed, and another connection does not find it".to_owned(),
            )),
        }
    }

    pub async fn close(&self) {
        match self {
            Proof::Memory => {}
            Proof::File { witness, .. } | Proof::Server { witness } => witness.close().await,
        }
    }
}

/// Counts up the number of the last commit, and answers it.
pub(super) async fn touch<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    let sql = "INSERT INTO commit_mark (id, number) VALUES (1, 1) \
        ON CONFLICT (id) DO UPDATE SET number = commit_mark.number + 1 RETURNING number";
    let row = one(db, Statement::from_string(db.get_database_backend(), sql)).await?;
    row.try_get_by_index(0)
}

async fn number_read(witness: &Reading) -> Result<i64, DbErr> {
    let sql = "SELECT number FROM commit_mark WHERE id = 1";
    let row = witness
        .query_one_raw(Statement::from_string(DbBackend::Sqlite, sql))
        .await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// Whether the transaction was committed. Where the connection was lost in the middle of a commit,
/// the server may still be at it.
async fn committed(witness: &Reading, id: &str) -> Result<bool, DbErr> {
    for _ in 0..COMMIT_ASKED_TIMES {
        let sql = "SELECT pg_xact_status($1::xid8)";
        let asked = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.into()]);
        // Who asks may lose the connection as well.
        if let Ok(row) = one(witness, asked).await {
            let status: Option<String> = row.try_get_by_index(0)?;
            if status.as_deref() != Some("in progress") {
                return Ok(status.as_deref() == Some("committed"));
            }
        }
        sleep(Duration::from_millis(COMMIT_ASKED_MS)).await;
    }
    Ok(false)
}

async fn one<C: ConnectionTrait>(db: &C, statement: Statement) -> Result<QueryResult, DbErr> {
    let row = db.query_one_raw(statement).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("no row where there is always one".to_owned()))
}
