//! The texts that are kept in memory, within a limit of bytes.

use super::{Mark, Text};
use crate::error::{Error, Result};
use model::{
    error::Refusal,
    ids::{ProposalId, VersionId},
    limits::{KEPT_TEXTS_BYTES, KEPT_TEXTS_IDLE_SECONDS, WORK_SECONDS},
    proposal::{FieldName, FieldView},
};
use moka::{future::Cache, policy::EvictionPolicy};
use std::{sync::Arc, time::Duration};
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
pub(crate) struct Texts(Cache<Key, Arc<Text>>);

impl Texts {
    /// None yet.
    pub fn new() -> Texts {
        let cache = Cache::builder()
            .max_capacity(KEPT_TEXTS_BYTES)
            .weigher(|_, text: &Arc<Text>| weight(text))
            .eviction_policy(EvictionPolicy::lru())
            .time_to_idle(Duration::from_secs(KEPT_TEXTS_IDLE_SECONDS))
            .build();
        Texts(cache)
    }

    pub(super) async fn kept(&self, key: &Key) -> Option<Arc<Text>> {
        self.0.get(key).await
    }

    pub(super) async fn keep(&self, key: Key, text: Text) -> Arc<Text> {
        let text = Arc::new(text);
        self.0.insert(key, text.clone()).await;
        text
    }

    /// The text under this key; made by the first who asks, while the others wait. It goes on being
    /// made when nobody waits any more: [`Refusal::Busy`] after [`WORK_SECONDS`].
    pub(super) async fn shared(
        &self,
        key: Key,
        make: impl Future<Output = Result<Text>> + Send + 'static,
    ) -> Result<Arc<Text>> {
        if let Some(text) = self.kept(&key).await {
            return Ok(text);
        }
        let cache = self.0.clone();
        let making = tokio::spawn(async move {
            let make = async { make.await.map(Arc::new) };
            cache.try_get_with(key, make).await
        });
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

/// About how many bytes the text takes in memory.
fn weight(text: &Text) -> u32 {
    let shown = text.views.iter().map(|view: &FieldView| view.html.len());
    let blocks = text
        .fields
        .iter()
        .map(|(_, field)| field.len() * BLOCK_BYTES);
    // The HTML twice: the blocks hold the words once more.
    let bytes = text.whole.len() + 2 * shown.sum::<usize>() + blocks.sum::<usize>();
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
