//! How much text each account may write: a document has a limit that one person shall not use up.

use crate::collab::room::{Bucket, Rate};
use model::{
    ids::AccountId,
    limits::{WRITTEN_BYTES_A_SECOND, WRITTEN_BYTES_AT_ONCE},
    sync::{Message, Millis},
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// What the accounts may still write.
#[derive(Default)]
pub(super) struct Quota(Mutex<HashMap<AccountId, Bucket>>);

/// So many accounts are remembered before those are forgotten that may write all of it again.
const REMEMBERED: usize = 1_000;

impl Quota {
    /// Takes a frame from what an account may still write; `false` if that is less.
    pub fn take(&self, account: AccountId, frame: &[u8], now: Millis) -> bool {
        if !matches!(
            Message::read(frame),
            Ok(Message::Step2(_) | Message::Update(_))
        ) {
            return true;
        }
        let mut accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if accounts.len() > REMEMBERED {
            accounts.retain(|_, bucket| !bucket.is_full(now));
        }
        let rate = Rate {
            burst: WRITTEN_BYTES_AT_ONCE,
            a_second: WRITTEN_BYTES_A_SECOND,
        };
        let fresh = || Bucket::full(rate, now);
        let bucket = accounts.entry(account).or_insert_with(fresh);
        bucket.take(frame.len() as u64, now)
    }
}
