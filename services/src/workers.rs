//! Work that keeps a processor busy, beside the threads that answer requests.
//!
//! There are fewer places than processors, so that requests are answered whatever is asked for. Each
//! piece of work has a thread of its own with a large stack; a panic costs only that piece.

use crate::error::{Error, Result};
use model::{
    error::Refusal,
    limits::{
        ARCHIVES_AT_ONCE, ARCHIVES_TAKEN_AT_ONCE, WORK_SECONDS, WORK_STACK_BYTES, WORK_WAIT_SECONDS,
    },
};
use std::{num::NonZero, sync::Arc, thread, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, oneshot},
    time::timeout,
};

/// The places for such work in this process; cheap to clone.
#[derive(Clone)]
pub(crate) struct Workers {
    places: Arc<Semaphore>,
    /// How many more archives may be made, and taken.
    archives: [Arc<Semaphore>; 2],
}

/// Leave to make an archive, or to keep one for who is taking it.
pub(crate) type ArchivePermit = OwnedSemaphorePermit;

/// One place, taken until its work has ended.
pub(crate) struct WorkerPermit {
    _permit: OwnedSemaphorePermit,
}

impl Workers {
    /// One place fewer than there are processors, and at least one.
    pub fn new() -> Workers {
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        Workers::with(processors.saturating_sub(1).max(1))
    }

    fn with(places: usize) -> Workers {
        Workers {
            places: Arc::new(Semaphore::new(places)),
            archives: [ARCHIVES_AT_ONCE, ARCHIVES_TAKEN_AT_ONCE]
                .map(|many| Arc::new(Semaphore::new(many))),
        }
    }

    /// Leave to make an archive and to keep it: their work is done piece by piece, and too many of
    /// them would fill the disk. [`Refusal::Busy`] when there is none within [`WORK_WAIT_SECONDS`].
    pub async fn archive(&self) -> Result<[ArchivePermit; 2]> {
        let [made, kept] = self
            .archives
            .each_ref()
            .map(|it| it.clone().acquire_owned());
        let both = async { tokio::try_join!(made, kept) };
        let both = timeout(Duration::from_secs(WORK_WAIT_SECONDS), both).await;
        let (made, kept) = both.map_err(|_| Refusal::Busy)?.map_err(Error::internal)?;
        Ok([made, kept])
    }

    /// A place; [`Refusal::Busy`] when there is none within [`WORK_WAIT_SECONDS`].
    pub async fn place(&self) -> Result<WorkerPermit> {
        let free = self.places.clone().acquire_owned();
        let place = timeout(Duration::from_secs(WORK_WAIT_SECONDS), free).await;
        let place = place.map_err(|_| Refusal::Busy)?;
        let _permit = place.map_err(Error::internal)?;
        Ok(WorkerPermit { _permit })
    }

    /// Does the work in a place of its own; [`Refusal::Busy`] when it does not end within
    /// [`WORK_SECONDS`]. It cannot be stopped: it keeps its place until it ends.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let work = self.place().await?.run(work);
        let done = timeout(Duration::from_secs(WORK_SECONDS), work).await;
        done.map_err(|_| Refusal::Busy)?
    }
}

impl WorkerPermit {
    /// Does the work here, however long it takes.
    pub async fn run<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        beside(move || {
            let _until_it_ends = self;
            work()
        })
        .await
    }
}

/// Does the work on a thread of its own without waiting for a place: for whoever holds the
/// database meanwhile, and would be waited for by those who have the places.
pub(crate) async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let (tell, told) = oneshot::channel();
    let work = move || {
        // Nobody may be there any more to hear it.
        let _ = tell.send(work());
    };
    thread::Builder::new()
        .name("work".to_owned())
        .stack_size(WORK_STACK_BYTES)
        .spawn(work)
        .map_err(Error::internal)?;
    told.await.map_err(|_| Error::internal("the work panicked"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::tests::refusal;
    use std::sync::mpsc;

    #[tokio::test(start_paused = true)]
    async fn who_finds_no_place_in_time_is_told_that_the_server_is_busy() {
        let workers = Workers::with(1);
        let place = workers.place().await.unwrap();
        assert_eq!(refusal(workers.run(|| ()).await), Refusal::Busy);
        drop(place);
        workers.place().await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_takes_too_long_is_not_waited_for_and_keeps_its_place() {
        let workers = Workers::with(1);
        let (end, ended) = mpsc::channel::<()>();
        let endless = workers.run(move || ended.recv());
        assert_eq!(refusal(endless.await.map(|_| ())), Refusal::Busy);
        assert_eq!(refusal(workers.run(|| ()).await), Refusal::Busy);
        end.send(()).unwrap();
        let _its_place = workers.places.clone().acquire_owned().await.unwrap();
    }

    #[tokio::test]
    async fn a_panic_costs_only_its_own_work() {
        let workers = Workers::with(1);
        let failed = workers.run(|| panic!("as planned")).await;
        let failed: Result<()> = failed;
        assert!(matches!(failed, Err(Error::Internal(_))));
        assert_eq!(workers.run(|| 7).await.unwrap(), 7);
    }
}
