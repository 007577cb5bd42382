//! The numbers of the front door; tests set them lower.

use model::limits;
use std::{net::IpAddr, time::Duration};

/// What a route costs, and so how often it may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// Files of this process's memory and signs of life: never counted.
    Free,
    Page,
    Export,
    Write,
    /// Asking for a mail link.
    Link,
    /// Opening one.
    OpenedLink,
    Join,
    Exchange,
}

impl Rate {
    /// Its name in the log.
    pub fn name(self) -> &'static str {
        match self {
            Rate::Free => "free",
            Rate::Page => "page",
            Rate::Export => "export",
            Rate::Write => "write",
            Rate::Link => "link",
            Rate::OpenedLink => "opened_link",
            Rate::Join => "join",
            Rate::Exchange => "exchange",
        }
    }
}

/// Most requests in a minute of each kind, for an account.
#[derive(Clone, Debug)]
pub struct Quotas {
    pub pages: u32,
    pub exports: u32,
    pub writes: u32,
    pub joins: u32,
    pub exchanges: u32,
    /// An address has as much as so many accounts.
    pub accounts_an_address: u32,
    /// In an hour, for an address.
    pub links: u32,
    /// In a minute, for everybody.
    pub links_in_all: u32,
    /// In a minute, for an address.
    pub opened_links: u32,
}

/// How much of the machine those who ask may use.
#[derive(Clone, Debug)]
pub struct Limits {
    pub quotas: Quotas,
    pub connections: usize,
    pub connections_an_address: usize,
    /// Whether this machine's own addresses are counted: behind them is a proxy or the operator.
    pub counts_loopback: bool,
    /// For the head of a request, and between two requests.
    pub head: Duration,
    /// For a page or file.
    pub request: Duration,
    /// How long a reader may take nothing.
    pub stalled: Duration,
    pub bodies_bytes: usize,
    pub bodies_an_account: usize,
    /// For a body, whatever its size.
    pub body: Duration,
    pub body_bytes_a_second: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            quotas: Quotas::default(),
            connections: limits::CONNECTIONS,
            connections_an_address: limits::CONNECTIONS_AN_ADDRESS,
            counts_loopback: false,
            head: Duration::from_secs(limits::HEAD_SECONDS),
            request: Duration::from_secs(limits::REQUEST_SECONDS),
            stalled: Duration::from_secs(limits::STALLED_ANSWER_SECONDS),
            bodies_bytes: limits::BODIES_BYTES,
            bodies_an_account: limits::BODIES_AN_ACCOUNT,
            body: Duration::from_secs(limits::BODY_SECONDS),
            body_bytes_a_second: limits::BODY_BYTES_A_SECOND,
        }
    }
}

impl Default for Quotas {
    fn default() -> Quotas {
        Quotas {
            pages: limits::PAGES_A_MINUTE,
            exports: limits::EXPORTS_A_MINUTE,
            writes: limits::WRITES_A_MINUTE,
            joins: limits::JOINS_A_MINUTE,
            exchanges: limits::EXCHANGES_A_MINUTE,
            accounts_an_address: limits::ACCOUNTS_AN_ADDRESS,
            links: limits::LINKS_AN_HOUR_AN_ADDRESS,
            links_in_all: limits::LINKS_A_MINUTE,
            opened_links: limits::OPENED_LINKS_A_MINUTE,
        }
    }
}

impl Limits {
    /// Whether what this address asks for is counted.
    pub fn counts(&self, address: IpAddr) -> bool {
        self.counts_loopback || !address.is_loopback()
    }
}
