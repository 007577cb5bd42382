//! The one way to write: a transaction whose commit counts only when another connection reads it.
//!
//! What the driver says of a commit is not believed. It counts transactions by itself, and after an
//! error its count and the database's may differ: then "commit" ends a savepoint within a
//! transaction that nobody ends. So every transaction leaves a mark, and after the commit another
//! connection is asked for it; that answer is the answer. A connection whose transaction did not end
//! in order is asked whether it is outside of any, or thrown away.

use super::{
    health::Health,
    pool::{End, Lent, Pool, was_not_sent},
    proof::Proof,
};
use crate::error::{Error, Result};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use std::{ops::Deref, sync::Arc};

/// Begins what writes; cheap to clone.
#[derive(Clone)]
pub(super) struct Writer {
    pool: Pool,
    proof: Proof,
    health: Arc<Health>,
}

impl Writer {
    /// SQLite has one writer at a time, and its own waiting is by chance and in steps of up to
    /// 100 ms; a pool of one connection lets writers wait in a fair queue.
    pub fn new(pool: Pool, proof: Proof, health: Arc<Health>) -> Writer {
        Writer {
            pool,
            proof,
            health,
        }
    }

    /// How commits are proved.
    pub fn proof(&self) -> &Proof {
        &self.proof
    }

    /// Whether writing works, as far as it is known.
    pub fn health(&self) -> &Arc<Health> {
        &self.health
    }

    /// Begins a transaction that writes. SQLite takes the writer's lock at once: a transaction
    /// that reads first and writes later would fail when another one wrote in between.
    pub async fn begin(&self) -> Result<Writing> {
        match self.try_begin().await {
            Ok(writing) => Ok(writing),
            Err(cause) => Err(self.failed(&cause)),
        }
    }

    async fn try_begin(&self) -> Result<Writing, DbErr> {
        let mut tries = self.pool.tries();
        loop {
            tries -= 1;
            let mut lent = self.pool.take().await?;
            lent.ends(End::Doubtful);
            let options = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            };
            match lent.connection().begin_with_options(options).await {
                Ok(inner) => {
                    let writer = self.clone();
                    return Ok(Writing {
                        inner,
                        lent,
                        writer,
                    });
                }
                Err(cause) if was_not_sent(&cause) && tries > 0 => lent.ends(End::Broken),
                Err(cause) => return Err(cause),
            }
        }
    }

    /// Writes next to nothing, to see whether writing works.
    pub async fn try_out(&self) -> Result<()> {
        let txn = self.begin().await?;
        super::proof::touch(&txn).await?;
        txn.commit().await
    }

    pub async fn close(&self) {
        self.pool.close().await;
        self.proof.close().await;
    }

    fn failed(&self, cause: &dyn std::fmt::Display) -> Error {
        self.health.failed();
        Error::NotSaved(format!("database: {cause}"))
    }
}

/// A transaction that writes. Dropped without a commit it is rolled back.
///
/// The order of the fields is that of their ends: first the transaction, then its connection.
pub(crate) struct Writing {
    inner: DatabaseTransaction,
    lent: Lent,
    writer: Writer,
}

impl Writing {
    /// Comes back when everything is on disk and another connection can read it. After an error
    /// nothing is there, unless the database was lost at this very moment.
    pub async fn commit(self) -> Result<()> {
        let Writing {
            inner,
            lent,
            writer,
        } = self;
        let mut lent = Some(lent);
        let said = match writer.proof.mark(&inner).await {
            Err(cause) => Err(cause),
            Ok(None) => inner.commit().await,
            Ok(Some(mark)) => {
                let said = inner.commit().await;
                if writer.proof.may_need_the_connection() {
                    end(&mut lent, after(&said));
                }
                match writer.proof.is_there(&mark, &said).await {
                    Ok(()) => Ok(()),
                    Err(cause) => {
                        end(&mut lent, End::Broken);
                        Err(cause)
                    }
                }
            }
        };
        match said {
            Ok(()) => {
                end(&mut lent, End::Clean);
                writer.health.succeeded();
                Ok(())
            }
            Err(cause) => Err(writer.failed(&cause)),
        }
    }

    /// Leaves everything as it was.
    pub async fn rollback(self) -> Result<()> {
        let Writing {
            inner, mut lent, ..
        } = self;
        inner.rollback().await?;
        lent.ends(End::Clean);
        Ok(())
    }
}

fn after(said: &Result<(), DbErr>) -> End {
    match said {
        Ok(()) => End::Clean,
        Err(_) => End::Doubtful,
    }
}

fn end(lent: &mut Option<Lent>, end: End) {
    if let Some(mut lent) = lent.take() {
        lent.ends(end);
    }
}

impl Deref for Writing {
    type Target = DatabaseTransaction;
    fn deref(&self) -> &DatabaseTransaction {
        &self.inner
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Writing {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(statement).await
    }
}
