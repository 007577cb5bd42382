//! The texts that are kept in memory, within a limit of bytes.

use super::{Mark, Text, TextView};
use crate::error::{Error, Result};
use model::{
    error::Refusal,
    ids::{ProposalId, VersionId},
    limits::{KEPT_TEXTS_BYTES, KEPT_TEXTS_IDLE_SECONDS, KEPT_VIEWS_BYTES, WORK_SECONDS},
    proposal::FieldName,
};
use moka::{future::Cache, policy::EvictionPolicy};
use std::{pin::Pin, sync::Arc, time::Duration};
use tokio::time::timeout;

/// About how many bytes a block takes beside its text.
const BLOCK_BYTES: usize = 250;

/// What a text is kept under: everything that it is made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub source: Source,
    pub fields: Vec<FieldName>,
}

/// The document from which a text is made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Source {
    Live(ProposalId, Mark),
    Version(VersionId),
}

/// The texts of this process; cheap to clone.
#[derive(Clone)]
pub(crate) struct Texts {
    /// What pages show.
    pub(super) views: Kept<TextView>,
    /// What was decoded.
    pub(super) texts: Kept<Text>,
    /// How often a document was decoded, for tests that limit what a page costs.
    #[cfg(test)]
    decoded: Arc<std::sync::atomic::AtomicUsize>,
}

impl Texts {
    /// None yet.
    pub fn new() -> Texts {
        Texts {
            views: Kept::new(KEPT_VIEWS_BYTES, view_bytes),
            texts: Kept::new(KEPT_TEXTS_BYTES, text_bytes),
            #[cfg(test)]
            decoded: Arc::default(),
        }
    }

    /// Counts that a document is decoded.
    pub(super) fn count(&self) {
        #[cfg(test)]
        self.decoded
            .fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }

    /// How often a document was decoded so far.
    #[cfg(test)]
    pub(crate) fn decoded(&self) -> usize {
        self.decoded.load(std::sync::atomic::Ordering::SeqCst)
    }

    /// Forgets everything, as a process that has just begun.
    #[cfg(test)]
    pub(crate) fn forget(&self) {
        self.views.0.invalidate_all();
        self.texts.0.invalidate_all();
    }
}

/// Texts of one kind.
pub(super) struct Kept<T>(Cache<Key, Arc<T>>);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Kept(self.0.clone())
    }
}

impl<T: Send + Sync + 'static> Kept<T> {
    fn new(capacity_bytes: u64, size_bytes: fn(&T) -> usize) -> Kept<T> {
        let weight = move |_: &Key, text: &Arc<T>| {
            let bytes = size_bytes(text);
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        let cache = Cache::builder()
            .max_capacity(capacity_bytes)
            .weigher(weight)
            .eviction_policy(EvictionPolicy::lru())
            .time_to_idle(Duration::from_secs(KEPT_TEXTS_IDLE_SECONDS))
            .build();
        Kept(cache)
    }

    pub(super) async fn kept(&self, key: &Key) -> Option<Arc<T>> {
        self.0.get(key).await
    }

    pub(super) async fn keep(&self, key: Key, text: T) -> Arc<T> {
        let text = Arc::new(text);
        self.0.insert(key, text.clone()).await;
        text
    }

    /// The text under this key; made by the first who asks, while the others wait. It goes on being
    /// made when nobody waits any more: [`Refusal::Busy`] after [`WORK_SECONDS`].
    pub(super) async fn shared(
        &self,
        key: Key,
        make: Pin<Box<dyn Future<Output = Result<Arc<T>>> + Send>>,
    ) -> Result<Arc<T>> {
        if let Some(text) = self.kept(&key).await {
            return Ok(text);
        }
        let cache = self.0.clone();
        let making = tokio::spawn(async move { cache.try_get_with(key, make).await });
        match timeout(Duration::from_secs(WORK_SECONDS), making).await {
            Ok(Ok(Ok(text))) => Ok(text),
            Ok(Ok(Err(cause))) => Err(copy_of(&cause)),
            Ok(Err(cause)) => Err(Error::internal(cause)),
            Err(_) => Err(Refusal::Busy.into()),
        }
    }
}

/// The same for each of those who waited.
fn copy_of(cause: &Error) -> Error {
    match cause {
        Error::Refused(refusal) => refusal.clone().into(),
        other => Error::internal(other),
    }
}

/// About how many bytes a view takes in memory.
fn view_bytes(view: &TextView) -> usize {
    view.fields.iter().map(|view| view.html.len()).sum()
}

/// About how many bytes a text takes in memory.
fn text_bytes(text: &Text) -> usize {
    let blocks = text
        .fields
        .iter()
        .map(|(_, field)| field.len() * BLOCK_BYTES);
    // The HTML twice: the blocks hold the words once more.
    text.whole.len() + 2 * view_bytes(&text.view) + blocks.sum::<usize>()
}
