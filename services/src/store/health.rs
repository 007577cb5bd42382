//! Whether the database can be written to, as far as it is known.
//!
//! A write that failed raises a doubt; then a small write is tried until one succeeds. Whoever asks
//! whether the database is ready has one tried as well, at most once a second.

use super::writing::Writer;
use model::limits::{READY_MS, STORAGE_TRIED_MS};
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    sync::{Notify, watch},
    task::AbortHandle,
    time::{sleep, timeout},
};

/// How often a write is tried.
const TRIED: Duration = Duration::from_millis(STORAGE_TRIED_MS);

/// Whether writing works.
pub(super) struct Health {
    writable: watch::Sender<bool>,
    doubt: Notify,
    /// When it was last known, and what.
    last: Mutex<Option<(Instant, bool)>>,
    /// Who asks while somebody else does waits for the same answer.
    asking: tokio::sync::Mutex<()>,
}

impl Default for Health {
    fn default() -> Self {
        Health {
            writable: watch::Sender::new(true),
            doubt: Notify::new(),
            last: Mutex::default(),
            asking: tokio::sync::Mutex::default(),
        }
    }
}

impl Health {
    /// Something was written.
    pub fn succeeded(&self) {
        self.know(true);
    }

    /// Something could not be written.
    pub fn failed(&self) {
        *self.last() = None;
        self.doubt.notify_one();
    }

    /// Whether writing works, and every change of it.
    pub fn writable(&self) -> watch::Receiver<bool> {
        self.writable.subscribe()
    }

    /// Nothing is written any more.
    pub fn end(&self) {
        *self.last() = Some((Instant::now(), false));
    }

    fn know(&self, writable: bool) {
        *self.last() = Some((Instant::now(), writable));
        self.writable
            .send_if_modified(|known| std::mem::replace(known, writable) != writable);
    }

    fn last(&self) -> MutexGuard<'_, Option<(Instant, bool)>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether something can be written now; known for a second, and never waited for longer than
/// [`READY_MS`] twice.
pub(super) async fn is_ready(writer: &Writer) -> bool {
    let health = writer.health();
    let _asking = health.asking.lock().await;
    let known = *health.last();
    match known {
        Some((at, writable)) if at.elapsed() < TRIED => writable,
        _ => try_out(writer).await,
    }
}

/// Tries to write whenever there is a doubt, until it works again.
pub(super) fn watch(writer: Writer) -> AbortHandle {
    let task = tokio::spawn(async move {
        loop {
            writer.health().doubt.notified().await;
            while !try_out(&writer).await {
                sleep(TRIED).await;
            }
        }
    });
    task.abort_handle()
}

async fn try_out(writer: &Writer) -> bool {
    let tried = timeout(Duration::from_millis(READY_MS), writer.try_out()).await;
    let works = matches!(tried, Ok(Ok(())));
    let health = writer.health();
    if *health.writable.borrow() != works {
        match works {
            true => tracing::info!("the database can be written to again"),
            false => tracing::error!(cause = %cause_of(tried), "the database cannot be written to"),
        }
    }
    health.know(works);
    works
}

fn cause_of<E>(tried: Result<crate::Result<()>, E>) -> String {
    match tried {
        Ok(Ok(())) => String::new(),
        Ok(Err(cause)) => cause.to_string(),
        Err(_) => "a small write did not end in time".to_owned(),
    }
}
