//! How often: for each account, for each address, and for mail links by everybody together.

use super::limits::{Quotas, Rate};
use governor::{
    DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use model::{ids::AccountId, limits};
use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    time::Duration,
};

/// How long until the next try.
pub type Wait = Duration;

/// Every rate of one instance.
pub struct Rates {
    accounts: Kinds,
    addresses: Kinds,
    links: Keyed,
    opened_links: Keyed,
    links_in_all: DefaultDirectRateLimiter,
    clock: DefaultClock,
}

/// Those that accounts and addresses have alike.
struct Kinds {
    pages: Keyed,
    exports: Keyed,
    writes: Keyed,
    joins: Keyed,
    exchanges: Keyed,
}

impl Rates {
    pub fn new(quotas: &Quotas) -> Rates {
        Rates {
            accounts: Kinds::new(quotas, 1),
            addresses: Kinds::new(quotas, quotas.accounts_an_address),
            links: Keyed::new(Quota::per_hour(at_least_one(quotas.links))),
            opened_links: Keyed::a_minute(quotas.opened_links),
            links_in_all: RateLimiter::direct(Quota::per_minute(at_least_one(quotas.links_in_all))),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a request of this address; how long to wait when there were too many.
    pub fn check_address(&self, rate: Rate, address: Option<IpAddr>) -> Result<(), Wait> {
        let keyed = match rate {
            Rate::Link => Some(&self.links),
            Rate::OpenedLink => Some(&self.opened_links),
            other => self.addresses.of(other),
        };
        if let (Some(keyed), Some(address)) = (keyed, address) {
            keyed.check(key_of(address), &self.clock)?;
        }
        if rate == Rate::Link {
            let all = self.links_in_all.check();
            all.map_err(|until| until.wait_time_from(self.clock.now()))?;
        }
        Ok(())
    }

    /// Counts a request of this account.
    pub fn check_account(&self, rate: Rate, account: Option<AccountId>) -> Result<(), Wait> {
        match (self.accounts.of(rate), account) {
            (Some(keyed), Some(account)) => {
                let key = account.0.as_u128();
                keyed.check(
                    Key {
                        own: key,
                        shared: key,
                    },
                    &self.clock,
                )
            }
            _ => Ok(()),
        }
    }
}

impl Kinds {
    fn new(quotas: &Quotas, times: u32) -> Kinds {
        let keyed = |a_minute: u32| Keyed::a_minute(a_minute.saturating_mul(times));
        Kinds {
            pages: keyed(quotas.pages),
            exports: keyed(quotas.exports),
            writes: keyed(quotas.writes),
            joins: keyed(quotas.joins),
            exchanges: keyed(quotas.exchanges),
        }
    }

    fn of(&self, rate: Rate) -> Option<&Keyed> {
        match rate {
            Rate::Page => Some(&self.pages),
            Rate::Export => Some(&self.exports),
            Rate::Write => Some(&self.writes),
            Rate::Join => Some(&self.joins),
            Rate::Exchange => Some(&self.exchanges),
            Rate::Free | Rate::Link | Rate::OpenedLink => None,
        }
    }
}

/// Who is counted: one by one, or together with others while there are too many.
struct Key {
    own: u128,
    shared: u128,
}

fn key_of(address: IpAddr) -> Key {
    let own = match address {
        IpAddr::V4(address) => u128::from(address.to_ipv6_mapped()),
        IpAddr::V6(address) => u128::from(address),
    };
    let neighbours = match address {
        IpAddr::V4(_) => 16,
        IpAddr::V6(_) => Ipv6Addr::BITS - 32,
    };
    Key {
        own,
        shared: own >> neighbours << neighbours,
    }
}

/// One rate, kept for each key that asked lately.
struct Keyed {
    limiter: DefaultKeyedRateLimiter<u128>,
    checks: AtomicU32,
    /// Whether so many ask that neighbours are counted as one.
    is_crowded: AtomicBool,
}

/// How often is looked whether there are too many keys.
const CHECKS_A_LOOK: u32 = 1_024;

impl Keyed {
    fn new(quota: Quota) -> Keyed {
        Keyed {
            limiter: RateLimiter::keyed(quota),
            checks: AtomicU32::new(0),
            is_crowded: AtomicBool::new(false),
        }
    }

    fn a_minute(requests: u32) -> Keyed {
        Keyed::new(Quota::per_minute(at_least_one(requests)))
    }

    fn check(&self, key: Key, clock: &DefaultClock) -> Result<(), Wait> {
        let checks = self.checks.fetch_add(1, Ordering::Relaxed);
        if checks % CHECKS_A_LOOK == CHECKS_A_LOOK - 1 {
            self.tidy();
        }
        let key = match self.is_crowded.load(Ordering::Relaxed) {
            true => key.shared,
            false => key.own,
        };
        let checked = self.limiter.check_key(&key);
        checked.map_err(|until| until.wait_time_from(clock.now()))
    }

    /// Forgets who has not asked lately. Where there are too many all the same, neighbours are
    /// counted as one from now on, so that no number of addresses fills the memory.
    fn tidy(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
        let is_crowded = self.limiter.len() > limits::COUNTED_KEYS;
        self.is_crowded.store(is_crowded, Ordering::Relaxed);
    }
}

/// A rate of nothing at all would be no rate.
fn at_least_one(requests: u32) -> NonZeroU32 {
    NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn address(number: u32) -> Option<IpAddr> {
        Some(std::net::Ipv4Addr::from(number).into())
    }

    #[test]
    fn each_has_its_own_rate_and_is_told_how_long_to_wait() {
        let quotas = Quotas {
            pages: 2,
            accounts_an_address: 2,
            ..Quotas::default()
        };
        let rates = Rates::new(&quotas);
        let (anna, other) = (address(1), address(2));
        for _ in 0..4 {
            assert_eq!(rates.check_address(Rate::Page, anna), Ok(()));
        }
        let wait = rates.check_address(Rate::Page, anna).unwrap_err();
        assert!(wait <= Duration::from_secs(15), "{wait:?}");
        assert_eq!(rates.check_address(Rate::Page, other), Ok(()));
        assert_eq!(rates.check_address(Rate::Write, anna), Ok(()));
        let account = |id| Some(AccountId(uuid::Uuid::from_u128(id)));
        assert_eq!(rates.check_account(Rate::Page, account(1)), Ok(()));
        assert_eq!(rates.check_account(Rate::Page, account(1)), Ok(()));
        assert!(rates.check_account(Rate::Page, account(1)).is_err());
        assert_eq!(rates.check_account(Rate::Page, account(2)), Ok(()));
        assert_eq!(rates.check_account(Rate::Page, None), Ok(()));
    }

    #[test]
    fn all_mail_links_together_have_a_rate_too() {
        let quotas = Quotas {
            links: 2,
            links_in_all: 3,
            ..Quotas::default()
        };
        let rates = Rates::new(&quotas);
        let ask = |number| rates.check_address(Rate::Link, address(number)).is_ok();
        assert!(ask(1) && ask(1) && !ask(1));
        assert!(ask(2));
        assert!(!ask(3), "three in all");
    }

    #[test]
    fn no_number_of_addresses_fills_the_memory() {
        let quotas = Quotas {
            pages: 1,
            accounts_an_address: 1,
            ..Quotas::default()
        };
        let rates = Rates::new(&quotas);
        for number in 0..3 * limits::COUNTED_KEYS as u32 {
            let _ = rates.check_address(Rate::Page, address(number));
        }
        let kept = rates.addresses.pages.limiter.len();
        let most = limits::COUNTED_KEYS + CHECKS_A_LOOK as usize + (1 << 16);
        assert!(kept <= most, "{kept}");
    }
}
