//! How much a connection may send: a bucket for each kind of message, which fills again with time.

use model::sync::Millis;

/// What may be sent at once, and how fast it comes back.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Most at once.
    pub burst: u64,
    /// How much comes back in a second.
    pub a_second: u64,
}

/// What is left of a [`Rate`], in thousandths.
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    rate: Rate,
    left: u64,
    at: Millis,
}

impl Bucket {
    /// A full one.
    pub fn full(rate: Rate, now: Millis) -> Bucket {
        let left = rate.burst * 1_000;
        Bucket {
            rate,
            left,
            at: now,
        }
    }

    /// Takes so much; `false`, and nothing taken, if there is not so much left.
    pub fn take(&mut self, amount: u64, now: Millis) -> bool {
        let filled = now.since(self.at).saturating_mul(self.rate.a_second);
        self.left = self
            .left
            .saturating_add(filled)
            .min(self.rate.burst * 1_000);
        self.at = self.at.max(now);
        match self.left.checked_sub(amount.saturating_mul(1_000)) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }

    /// Whether everything has come back.
    pub fn is_full(&self, now: Millis) -> bool {
        let filled = now.since(self.at).saturating_mul(self.rate.a_second);
        self.left.saturating_add(filled) >= self.rate.burst * 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_comes_back_with_time_and_never_more_than_at_first() {
        let rate = Rate {
            burst: 3,
            a_second: 2,
        };
        let mut bucket = Bucket::full(rate, Millis(0));
        assert!((0..3).all(|_| bucket.take(1, Millis(0))));
        assert!(!bucket.take(1, Millis(499)));
        assert!(bucket.take(1, Millis(500)));
        assert!(!bucket.is_full(Millis(1_000)));
        assert!(bucket.is_full(Millis(60_000)));
        assert!(!bucket.take(4, Millis(60_000)));
        assert!(bucket.take(3, Millis(60_000)));
    }
}
