//! What reads, statement by statement. Whatever writes goes through [`super::Store::begin`].

use super::pool::{End, Pool, was_not_sent};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};

/// Reads on any free connection; cheap to clone.
#[derive(Clone)]
pub(crate) struct Reading {
    pool: Pool,
    /// How many statements were read, for tests that limit what a page costs.
    #[cfg(test)]
    statements: std::sync::Arc<std::sync::atomic::AtomicUsize>,
}

impl Reading {
    pub(super) fn new(pool: Pool) -> Reading {
        Reading {
            pool,
            #[cfg(test)]
            statements: Default::default(),
        }
    }

    /// How many statements were read so far.
    #[cfg(test)]
    pub(crate) fn statements(&self) -> usize {
        self.statements.load(std::sync::atomic::Ordering::SeqCst)
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }

    async fn rows(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        #[cfg(test)]
        self.statements
            .fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let mut tries = self.pool.tries();
        loop {
            tries -= 1;
            let mut lent = self.pool.take().await?;
            match lent.connection().query_all_raw(statement.clone()).await {
                Err(cause) if was_not_sent(&cause) && tries > 0 => lent.ends(End::Broken),
                read => return read,
            }
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Reading {
    fn get_database_backend(&self) -> DbBackend {
        self.pool.backend()
    }

    async fn execute_raw(&self, _: Statement) -> Result<ExecResult, DbErr> {
        Err(reads_only())
    }

    async fn execute_unprepared(&self, _: &str) -> Result<ExecResult, DbErr> {
        Err(reads_only())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.rows(statement).await?.into_iter().next())
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.rows(statement).await
    }
}

fn reads_only() -> DbErr {
    DbErr::Custom("this connection reads only; writes go through Store::begin".to_owned())
}
