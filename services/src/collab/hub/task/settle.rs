//! Keeps the read model up with the room: within a second after a commit, and before the room closes.
//!
//! What is written is the draft at a moment at which all of it is on disk: when nothing waits, or, where
//! something always does, as a batch is handed out, once that batch is written. Nobody waits for it but
//! the end of the room.

use super::{Task, work::Done};
use crate::{
    Result,
    collab::{
        records::RowId,
        room::{Batch, Room},
    },
    texts::{Capture, Outcome, Rendered},
};
use model::{ids::AccountId, limits::SETTLE_ATTEMPTS, proposal::FieldName};
use std::collections::BTreeMap;
use tokio::sync::oneshot;

/// How far the read model is behind the room.
#[derive(Default)]
pub(super) struct Settling {
    state: State,
    running: bool,
    /// Whether the next batch is to be captured, because something always waits.
    wanted: bool,
    /// The draft as a batch was handed out; what it holds is on disk when the batch is.
    captured: Option<Capture>,
    writers: BTreeMap<FieldName, AccountId>,
    last: Rendered,
    failures: u32,
    /// Readers who wait until it says what the room held when they asked.
    asked: Vec<oneshot::Sender<()>>,
}

/// What the read model says, as far as the room knows.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    /// Another text than the room; that of a room that has just been opened is not known.
    #[default]
    Behind,
    Current,
}

impl Settling {
    /// The room holds what the read model does not say.
    pub fn falls_behind(&mut self) {
        self.state = State::Behind;
    }

    /// The room was loaded again.
    pub fn starts_over(&mut self) {
        self.falls_behind();
        self.captured = None;
    }

    /// Whether it says what the room holds.
    fn is_done(&self) -> bool {
        !self.running && self.captured.is_none() && self.state == State::Current
    }

    fn answer(&mut self) {
        for reply in self.asked.drain(..) {
            // An error means that the reader waits no longer.
            let _ = reply.send(());
        }
    }

    /// Whether nothing is left to be written. What fails again and again is left to the next reader.
    pub fn may_end(&self) -> bool {
        !self.running && (self.state == State::Current || self.failures >= SETTLE_ATTEMPTS)
    }
}

impl Task {
    /// Begins to write the read model if it is behind, or has the next batch captured.
    pub(super) fn settle(&mut self) {
        let Some(room) = &mut self.room else {
            return;
        };
        if self.settling.running || self.settling.state == State::Current {
            return;
        }
        if room.is_settled() {
            let capture = captured(room);
            self.settling.state = State::Current;
            self.write_down(capture);
        } else {
            self.settling.wanted = true;
        }
    }

    /// Writes the read model for a reader.
    pub(super) fn settle_for(&mut self, reply: oneshot::Sender<()>) {
        self.settling.asked.push(reply);
        self.settle();
        if self.settling.is_done() {
            self.settling.answer();
        }
    }

    /// Captures the draft, if that is wanted, as a batch is handed out that holds all that waited.
    pub(super) fn capture(&mut self, batch: &Batch) {
        if let Some(room) = &mut self.room
            && self.settling.wanted
            && !self.settling.running
            && batch.attempt == 0
        {
            self.settling.captured = Some(captured(room));
            // What comes from elsewhere meanwhile is not in it.
            self.settling.state = State::Current;
            self.settling.wanted = false;
        }
    }

    /// A batch is on disk, in these rows, and with it what was captured.
    pub(super) fn settle_captured(&mut self, rows: &[RowId]) {
        match self.settling.captured.take() {
            Some(mut capture) => {
                capture.known.rows.extend(rows);
                self.write_down(capture);
            }
            None => self.settling.falls_behind(),
        }
    }

    fn write_down(&mut self, mut capture: Capture) {
        let settling = &mut self.settling;
        settling.running = true;
        let mut writers = std::mem::take(&mut settling.writers);
        writers.append(&mut capture.writers);
        capture.writers = writers.clone();
        let last = settling.last.clone();
        let (shared, proposal, done) = (self.shared.clone(), self.proposal, self.done.clone());
        tokio::spawn(async move {
            let settled = shared.records.settle(proposal, capture, &last).await;
            // An error means that the task is gone.
            let _ = done.send(Done::Settle(settled, writers));
        });
    }

    /// The read model was written, or is to be written again.
    pub(super) fn settled(
        &mut self,
        settled: Result<(Rendered, Outcome)>,
        writers: BTreeMap<FieldName, AccountId>,
    ) {
        self.settling.running = false;
        let outcome = match settled {
            Ok((rendered, outcome)) => {
                self.settling.last = rendered;
                Some(outcome)
            }
            Err(cause) => {
                if self.settling.failures == 0 {
                    tracing::warn!(%cause, proposal = %self.proposal, "a read model was not written");
                }
                None
            }
        };
        match outcome {
            Some(Outcome::Written | Outcome::Newer) => self.settling.failures = 0,
            Some(Outcome::Crossed | Outcome::Compacted) | None => {
                self.settling.failures += 1;
                self.settling.falls_behind();
                for (field, account) in writers {
                    self.settling.writers.entry(field).or_insert(account);
                }
            }
        }
        if outcome == Some(Outcome::Compacted) {
            self.reread();
        }
        if self.settling.failures > 0 || self.settling.is_done() {
            self.settling.answer();
        } else if !self.settling.asked.is_empty() {
            self.settle();
        }
    }
}

fn captured(room: &mut Room) -> Capture {
    let draft = room.draft();
    let field = |name: &FieldName| (name.clone(), draft.projection(name).clone());
    Capture {
        fields: draft.fields().map(field).collect(),
        known: room.known().clone(),
        writers: room.take_writers(),
    }
}
