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
    #[cfg(test)]
    between: std::sync::Arc<std::sync::Mutex<Option<Between>>>,
}

/// Something that happens between two statements of whoever reads, for tests of what reads more than one.
#[cfg(test)]
pub(crate) struct Between {
    /// How many statements are read before.
    pub after: usize,
    pub act: futures::future::BoxFuture<'static, ()>,
}

impl Reading {
    pub(super) fn new(pool: Pool) -> Reading {
        Reading {
            pool,
            #[cfg(test)]
            statements: Default::default(),
            #[cfg(test)]
            between: Default::default(),
        }
    }

    /// How many statements were read so far.
    #[cfg(test)]
    pub(crate) fn statements(&self) -> usize {
        self.statements.load(std::sync::atomic::Ordering::SeqCst)
    }

    /// Lets something happen between the next statements, or nothing any more.
    #[cfg(test)]
    pub(crate) fn set_between(&self, between: Option<Between>) {
        *self.held() = between;
    }

    #[cfg(test)]
    fn held(&self) -> std::sync::MutexGuard<'_, Option<Between>> {
        let held = self.between.lock();
        held.unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// What happens before this statement happens now, whole.
    #[cfg(test)]
    async fn happen_between(&self) {
        let now = {
            let mut between = self.held();
            match between.as_mut() {
                Some(it) if it.after > 0 => {
                    it.after -= 1;
                    None
                }
                _ => between.take(),
            }
        };
        if let Some(now) = now {
            now.act.await;
        }
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }

    async fn rows(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        #[cfg(test)]
        self.statements
            .fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        #[cfg(test)]
        self.happen_between().await;
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
