//! What is counted of a running process, and read by Prometheus at `GET /metrics`.
//!
//! Names are stable: dashboards and alerts (`deploy/`) hold them, `docs/operating.md` lists them.
//! Nothing here says who did what: labels are routes, names of events and outcomes.

use crate::{
    Services,
    error::Result,
    security_event::SecurityEvent,
    store::entities::{set_aside, waiting_mail},
};
use model::limits::FAILURES_BEFORE_SET_ASIDE;
use prometheus_client::{
    encoding::text::encode,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::{sync::LazyLock, time::Duration};

/// The measures of this process.
pub static MEASURES: LazyLock<Measures> = LazyLock::new(Measures::new);

/// A word for what, and which.
type Label = [(&'static str, String); 1];

/// Seconds, from half a millisecond up, each twice the one before.
const SECONDS: [f64; 14] = [
    0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 4.096,
    16.384,
];

/// What becomes of a mail at an attempt, or at last.
const MAIL_OUTCOMES: [&str; 4] = ["taken", "put_off", "refused", "expired"];

/// Everything that is counted.
pub struct Measures {
    registry: Registry,
    requests: Family<[(&'static str, String); 2], Counter>,
    request_seconds: Family<Label, Histogram>,
    commit_seconds: Histogram,
    commits_failed: Counter,
    batches_waiting: Gauge,
    received_bytes: Counter,
    sent_bytes: Counter,
    security_events: Family<Label, Counter>,
    mails: Family<Label, Counter>,
    stall_seconds: Histogram,
    rooms: Gauge,
    seats: Gauge,
    connections: Gauge,
    writable: Gauge,
    mails_waiting: Gauge,
    set_aside: Gauge,
    resident_bytes: Gauge,
}

fn seconds() -> Histogram {
    Histogram::new(SECONDS)
}

impl Measures {
    fn new() -> Measures {
        let mut measures = Measures {
            registry: Registry::with_prefix("talka"),
            requests: Family::default(),
            request_seconds: Family::new_with_constructor(seconds),
            commit_seconds: seconds(),
            commits_failed: Counter::default(),
            batches_waiting: Gauge::default(),
            received_bytes: Counter::default(),
            sent_bytes: Counter::default(),
            security_events: Family::default(),
            mails: Family::default(),
            stall_seconds: seconds(),
            rooms: Gauge::default(),
            seats: Gauge::default(),
            connections: Gauge::default(),
            writable: Gauge::default(),
            mails_waiting: Gauge::default(),
            set_aside: Gauge::default(),
            resident_bytes: Gauge::default(),
        };
        // What never happened is 0 and not unknown, so that the first time is seen as an increase.
        for event in SecurityEvent::ALL {
            let labels = [("event", event.name().to_owned())];
            drop(measures.security_events.get_or_create(&labels));
        }
        for outcome in MAIL_OUTCOMES {
            let labels = [("outcome", outcome.to_owned())];
            drop(measures.mails.get_or_create(&labels));
        }
        measures.register_counters();
        measures.register_gauges();
        measures
    }

    fn register_counters(&mut self) {
        let Measures { registry: to, .. } = self;
        let requests = self.requests.clone();
        to.register(
            "requests",
            "Requests by route and class of status",
            requests,
        );
        let seconds = self.request_seconds.clone();
        to.register_with_unit(
            "request",
            "Time of answers by route",
            Unit::Seconds,
            seconds,
        );
        let seconds = self.commit_seconds.clone();
        let help = "Time from a batch of text to the disk";
        to.register_with_unit("commit", help, Unit::Seconds, seconds);
        let failed = self.commits_failed.clone();
        to.register(
            "commits_failed",
            "Batches of text that were not written",
            failed,
        );
        let received = self.received_bytes.clone();
        to.register(
            "collab_received_bytes",
            "Bytes of frames that came",
            received,
        );
        let sent = self.sent_bytes.clone();
        to.register("collab_sent_bytes", "Bytes of frames that left", sent);
        let events = self.security_events.clone();
        to.register(
            "security_events",
            "Security events, refusals among them",
            events,
        );
        let mails = self.mails.clone();
        to.register("mails", "Mails by what became of them", mails);
        let stalls = self.stall_seconds.clone();
        let help = "How much later than due a task came to its turn, asked ten times a second";
        to.register_with_unit("runtime_stall", help, Unit::Seconds, stalls);
    }

    fn register_gauges(&mut self) {
        let gauges = [
            ("rooms", "Proposals that are open here", &self.rooms),
            (
                "collab_connections",
                "Connections to open proposals",
                &self.seats,
            ),
            (
                "http_connections",
                "Connections of any kind",
                &self.connections,
            ),
            (
                "batches_waiting",
                "Batches of text that wait for the disk",
                &self.batches_waiting,
            ),
            (
                "database_writable",
                "1 while something can be written",
                &self.writable,
            ),
            (
                "mails_waiting",
                "Mails that no mail server has taken yet",
                &self.mails_waiting,
            ),
            (
                "set_aside",
                "Documents that failed too often",
                &self.set_aside,
            ),
            (
                "resident_memory_bytes",
                "Memory of the process",
                &self.resident_bytes,
            ),
        ];
        for (name, help, gauge) in gauges {
            self.registry.register(name, help, gauge.clone());
        }
    }

    /// A route answered.
    pub fn answered(&self, route: &str, status: u16, time: Duration) {
        let class = format!("{}xx", status / 100);
        let labels = [("route", route.to_owned()), ("status", class)];
        self.requests.get_or_create(&labels).inc();
        let labels = [("route", route.to_owned())];
        let seconds = self.request_seconds.get_or_create(&labels);
        seconds.observe(time.as_secs_f64());
    }

    /// A batch of text waits for the disk, until what comes back is dropped.
    pub(crate) fn batch(&self) -> Waits {
        self.batches_waiting.inc();
        Waits(self.batches_waiting.clone())
    }

    pub(crate) fn committed(&self, time: Duration, is_written: bool) {
        self.commit_seconds.observe(time.as_secs_f64());
        if !is_written {
            self.commits_failed.inc();
        }
    }

    /// A frame came.
    pub fn received(&self, bytes: usize) {
        self.received_bytes.inc_by(bytes as u64);
    }

    /// A frame left.
    pub fn sent(&self, bytes: usize) {
        self.sent_bytes.inc_by(bytes as u64);
    }

    pub(crate) fn happened(&self, event: SecurityEvent) {
        let labels = [("event", event.name().to_owned())];
        self.security_events.get_or_create(&labels).inc();
    }

    pub(crate) fn mail(&self, outcome: &str) {
        let labels = [("outcome", outcome.to_owned())];
        self.mails.get_or_create(&labels).inc();
    }

    /// A task came to its turn so much later than due.
    pub fn stalled(&self, time: Duration) {
        self.stall_seconds.observe(time.as_secs_f64());
    }

    /// A connection is there, until what comes back is dropped.
    pub fn connection(&self) -> Waits {
        self.connections.inc();
        Waits(self.connections.clone())
    }
}

/// Something that is counted as long as it is there.
#[derive(Debug)]
pub struct Waits(Gauge);

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Everything as Prometheus reads it.
pub async fn text(s: &Services) -> Result<String> {
    let measures = &*MEASURES;
    measures.rooms.set(s.hub.open_rooms() as i64);
    measures.seats.set(s.hub.connections() as i64);
    let writable = *s.writable().borrow();
    measures.writable.set(writable.into());
    let waiting = waiting_mail::Entity::find()
        .filter(waiting_mail::Column::RefusedAt.is_null())
        .count(&s.db)
        .await?;
    measures.mails_waiting.set(waiting as i64);
    let often = set_aside::Column::Failures.gte(FAILURES_BEFORE_SET_ASIDE as i32);
    let set_aside = set_aside::Entity::find().filter(often).count(&s.db).await?;
    measures.set_aside.set(set_aside as i64);
    if let Some(bytes) = resident_bytes() {
        measures.resident_bytes.set(bytes);
    }
    let mut text = String::new();
    encode(&mut text, &measures.registry).map_err(crate::Error::internal)?;
    Ok(text)
}

/// What the process holds of the machine's memory; none where the system does not say so in a file.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: i64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}
