//! The id of what somebody sends: the same while the same words are sent again, so that the server
//! does once what arrives twice.

use leptos::prelude::*;
use uuid::Uuid;

/// What was tried to be sent last, and under which id.
#[derive(Clone, Copy, Default)]
pub struct Attempt(StoredValue<Option<(String, Uuid)>>);

impl Attempt {
    /// The id for these words: that of the last attempt if it had the same ones, else a fresh one.
    pub fn id(self, words: &str) -> Uuid {
        let known = self.0.with_value(|last| {
            let (tried, id) = last.as_ref()?;
            (tried == words).then_some(*id)
        });
        known.unwrap_or_else(|| {
            let id = fresh();
            self.0.set_value(Some((words.to_owned(), id)));
            id
        })
    }
}

#[cfg(feature = "hydrate")]
fn fresh() -> Uuid {
    uuid::Builder::from_random_bytes(crate::editor::browser::random_bytes()).into_uuid()
}

/// Nobody sends anything while a page is written.
#[cfg(not(feature = "hydrate"))]
fn fresh() -> Uuid {
    Uuid::nil()
}
