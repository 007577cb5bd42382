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
use crate::{
    error::{Error, Result},
    security_event::{About, SecurityEvent},
};
use model::ids::ProposalId;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

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
                        events: Mutex::default(),
                        acts: Mutex::default(),
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
        txn.commit().await.map(drop)
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
    events: Mutex<Vec<(SecurityEvent, About<'static>)>>,
    acts: Mutex<Acts>,
}

/// The acts of a transaction that was committed, by the journal they stand in and their number.
#[derive(Debug, Default)]
pub(crate) struct Acts(Vec<(Uuid, u64)>);

impl Acts {
    /// The numbers of those in a proposal's journal.
    pub fn of(&self, proposal: ProposalId) -> Vec<u64> {
        let own = self.0.iter().filter(|(journal, _)| *journal == proposal.0);
        own.map(|(_, seq)| *seq).collect()
    }
}

impl Writing {
    /// The transaction itself, for the migrations, which take no other.
    pub fn inner(&self) -> &DatabaseTransaction {
        &self.inner
    }

    /// Logs the event once the transaction is committed; where it is not, nothing happened.
    pub fn logs(&self, event: SecurityEvent, about: About<'static>) {
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        events.push((event, about));
    }

    /// Notes that the transaction holds the act with this number of a journal.
    pub fn holds(&self, journal: Uuid, seq: u64) {
        let mut acts = self.acts.lock().unwrap_or_else(PoisonError::into_inner);
        acts.0.push((journal, seq));
    }

    /// Comes back when everything is on disk and another connection can read it, with the acts that
    /// are there now. After an error nothing is there, unless the database was lost at this very moment.
    pub async fn commit(self) -> Result<Acts> {
        let Writing {
            inner,
            lent,
            writer,
            events,
            acts,
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
                for (event, about) in events.into_inner().unwrap_or_else(PoisonError::into_inner) {
                    event.log(about);
                }
                Ok(acts.into_inner().unwrap_or_else(PoisonError::into_inner))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{
        store::{Store, ageless, entities::set_aside, proof::touch},
        tests::{World, in_every_empty_store},
    };
    use model::ids::AccountId;
    use sea_orm::{ActiveValue::Set, Database, EntityTrait};
    use std::time::Duration;
    use tokio::time::timeout;
    use uuid::Uuid;

    /// The number of the last commit, as a connection reads it that has seen nothing yet.
    async fn number(world: &World) -> i64 {
        let url = &world.s.config.database_url;
        let fresh = Database::connect(ageless(url)).await.unwrap();
        let sql = "SELECT number FROM commit_mark";
        let asked = Statement::from_string(fresh.get_database_backend(), sql);
        let row = fresh.query_one_raw(asked).await.unwrap();
        fresh.close().await.unwrap();
        row.map_or(0, |row| row.try_get_by_index(0).unwrap())
    }

    async fn write(store: &Store) -> Result<i64> {
        let txn = store.begin().await?;
        let number = touch(&txn).await?;
        txn.commit().await?;
        Ok(number)
    }

    #[tokio::test]
    async fn a_commit_that_only_ends_a_savepoint_is_not_believed() {
        in_every_empty_store(async |world| {
            let store = &world.s.store;
            let outer = store.raw.begin().await.unwrap();
            let inner = outer.begin().await.unwrap();
            touch(&inner).await.unwrap();
            let mark = store.writer.proof.mark(&inner).await.unwrap().unwrap();
            let said = inner.commit().await;
            assert!(said.is_ok(), "the driver says yes");
            assert!(store.writer.proof.is_there(&mark, &said).await.is_err());
            outer.rollback().await.unwrap();
        })
        .await;
    }

    #[tokio::test]
    async fn a_connection_that_miscounts_its_transactions_is_never_written_with() {
        in_every_empty_store(async |world| {
            let store = &world.s.store;
            write(store).await.unwrap();
            let miscounting = store.raw.begin().await.unwrap();
            // Behind the driver's back, as a database does by itself after some errors.
            miscounting.execute_unprepared("ROLLBACK").await.unwrap();
            drop(miscounting);
            for _ in 0..3 {
                let written = write(store).await.unwrap();
                assert!(number(&world).await >= written);
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_transaction_that_the_database_gave_up_is_not_confirmed() {
        in_every_empty_store(async |world| {
            let txn = world.s.begin().await.unwrap();
            let row = set_aside::ActiveModel {
                part: Set("a test".to_owned()),
                subject: Set(Uuid::nil()),
                failures: Set(1),
                failed_at: Set(0),
            };
            let insert = set_aside::Entity::insert(row);
            insert.exec_without_returning(&txn).await.unwrap();
            assert!(txn.execute_unprepared("nonsense").await.is_err());
            let confirmed = txn.commit().await.is_ok();
            let url = &world.s.config.database_url;
            let fresh = Database::connect(ageless(url)).await.unwrap();
            let rows = set_aside::Entity::find().all(&fresh).await.unwrap();
            assert_eq!(rows.len(), usize::from(confirmed));
            assert!(write(&world.s).await.is_ok());
        })
        .await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_write_that_nobody_waits_for_any_more_leaves_nothing_open() {
        in_every_empty_store(async |world| {
            for step in 0..60 {
                let given_up = timeout(Duration::from_micros(step * 40), write(&world.s)).await;
                if let Ok(written) = given_up {
                    assert!(number(&world).await >= written.unwrap());
                }
            }
            let written = write(&world.s).await.unwrap();
            assert!(number(&world).await >= written);
        })
        .await;
    }

    /// What is logged while this is held, by this thread.
    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Lines {
        fn count(&self) -> usize {
            let bytes = self.0.lock().unwrap();
            String::from_utf8_lossy(&bytes).matches("sign_in").count()
        }
    }

    impl std::io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn an_event_is_logged_after_the_commit_and_never_without_one() {
        in_every_empty_store(async |world| {
            let lines = Lines::default();
            let writer = lines.clone();
            let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone());
            let _held = tracing::subscriber::set_default(subscriber.finish());
            let about = About::by(AccountId(Uuid::nil()));

            let txn = world.s.begin().await.unwrap();
            txn.logs(SecurityEvent::SignIn, about);
            txn.rollback().await.unwrap();
            let txn = world.s.begin().await.unwrap();
            txn.logs(SecurityEvent::SignIn, about);
            drop(txn);
            assert_eq!(lines.count(), 0, "nothing happened");

            let txn = world.s.begin().await.unwrap();
            touch(&txn).await.unwrap();
            txn.logs(SecurityEvent::SignIn, about);
            assert_eq!(lines.count(), 0, "not yet");
            txn.commit().await.unwrap();
            assert_eq!(lines.count(), 1);
        })
        .await;
    }

    #[tokio::test]
    async fn what_reads_cannot_write() {
        in_every_empty_store(async |world| {
            assert!(touch(&world.s.db).await.is_err() || world.s.is_postgres());
            let sql = "DELETE FROM commit_mark";
            assert!(world.s.db.execute_unprepared(sql).await.is_err());
        })
        .await;
    }
}
