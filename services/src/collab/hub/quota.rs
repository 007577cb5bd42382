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

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn account(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    #[test]
    fn an_account_writes_so_much_at_once_and_goes_on_after_a_while_while_others_are_free() {
        let quota = Quota::default();
        let frame = Message::Update(&vec![0; 1024 * 1024]).frame();
        let now = Millis(0);
        let taken = (0..100).take_while(|_| quota.take(account(1), &frame, now));
        let taken_bytes = taken.count() as u64 * frame.len() as u64;
        assert!(taken_bytes <= WRITTEN_BYTES_AT_ONCE);
        assert!(taken_bytes + frame.len() as u64 > WRITTEN_BYTES_AT_ONCE);
        assert!(quota.take(account(2), &frame, now));
        let pause_ms = frame.len() as u64 * 1_000 / WRITTEN_BYTES_A_SECOND + 1_000;
        let later = (0..100).take_while(|_| quota.take(account(1), &frame, Millis(pause_ms)));
        // What was left over the first time may make one more of it.
        assert!((1..=2).contains(&later.count()));
    }

    #[test]
    fn reading_costs_nothing_of_it() {
        let quota = Quota::default();
        let question = Message::Step1(&vec![0; 1024 * 1024]).frame();
        for _ in 0..100 {
            assert!(quota.take(account(1), &question, Millis(0)));
        }
    }

    #[test]
    fn who_may_write_all_of_it_again_is_forgotten() {
        let quota = Quota::default();
        let frame = Message::Update(&[0; 100]).frame();
        for number in 0..REMEMBERED as u128 * 3 {
            quota.take(account(number), &frame, Millis(number as u64 * 1_000));
        }
        let remembered = quota.0.lock().map(|accounts| accounts.len());
        assert!(remembered.is_ok_and(|count| count <= REMEMBERED + 2));
    }
}
