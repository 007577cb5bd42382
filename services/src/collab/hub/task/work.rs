//! What a room's task has done beside it: everything that waits for the store or the bus.

use super::{RETRY, Task};
use crate::{
    Result,
    collab::{
        bus::Signal,
        records::{CommitError, Compacted, Loaded, RowId},
        room::{Batch, Input},
    },
    texts::{Outcome, Rendered},
};
use model::{
    event::{Event, MovedAnchor},
    ids::AccountId,
    limits::{PRESENCE_COLLECTED_MS, ROWS_A_SNAPSHOT},
    proposal::FieldName,
    sync::awareness,
};
use std::{collections::BTreeMap, time::Duration};
use tokio::time::sleep;

/// How long presence is collected before it goes to other instances.
const PRESENCE_COLLECTED: Duration = Duration::from_millis(PRESENCE_COLLECTED_MS);

/// What the task's own work came to.
pub(super) enum Done {
    Commit(std::result::Result<Vec<RowId>, CommitError>),
    Load(Result<Option<Loaded>>),
    Compact(Result<Option<Compacted>>),
    Save(Result<()>, Vec<MovedAnchor>),
    Settle(Result<(Rendered, Outcome)>, BTreeMap<FieldName, AccountId>),
    Present,
}

impl Task {
    pub(super) fn persist(&self, batch: Batch) {
        let (shared, proposal, done) = (self.shared.clone(), self.proposal, self.done.clone());
        tokio::spawn(async move {
            sleep(RETRY * batch.attempt).await;
            let committed = shared.records.commit(proposal, &batch).await;
            // An error means that the task is gone, and with it everyone who could be told.
            let _ = done.send(Done::Commit(committed));
        });
    }

    /// Passes presence on, one signal after the other: what comes meanwhile is collected, and of
    /// each replica only the newest goes out.
    pub(super) fn present(&mut self, states: &[u8]) {
        let entries = awareness::decode(states).unwrap_or_default();
        let clients = entries.iter().map(|entry| entry.client);
        self.unpresented.extend(clients);
        self.present_next();
    }

    pub(super) fn present_next(&mut self) {
        if self.presenting || self.unpresented.is_empty() {
            return;
        }
        let clients = std::mem::take(&mut self.unpresented);
        let room = self.room.as_ref();
        let Some(states) = room.and_then(|room| room.awareness().encode(clients)) else {
            return;
        };
        self.presenting = true;
        let signal = Signal::presence(self.proposal, &states);
        let (shared, done) = (self.shared.clone(), self.done.clone());
        tokio::spawn(async move {
            shared.bus.send(signal).await;
            sleep(PRESENCE_COLLECTED).await;
            // An error means that the task is gone.
            let _ = done.send(Done::Present);
        });
    }

    /// Keeps where anchors went, one write after the other, so that the last word is the newest.
    pub(super) fn save_anchors(&mut self, moved: Vec<MovedAnchor>) {
        let signal = Signal::Event {
            proposal: self.proposal,
            to: None,
            event: Box::new(Event::Anchors {
                moved: moved.clone(),
            }),
        };
        let shared = self.shared.clone();
        tokio::spawn(async move { shared.bus.send(signal).await });
        self.moved
            .extend(moved.into_iter().map(|moved| (moved.id, moved)));
        self.save_next_anchors();
    }

    pub(super) fn save_next_anchors(&mut self) {
        if self.saving || self.moved.is_empty() {
            return;
        }
        self.saving = true;
        let moved: Vec<_> = std::mem::take(&mut self.moved).into_values().collect();
        let (shared, proposal, done) = (self.shared.clone(), self.proposal, self.done.clone());
        tokio::spawn(async move {
            let saved = shared.records.save_anchors(proposal, &moved).await;
            // An error means that the task is gone.
            let _ = done.send(Done::Save(saved, moved));
        });
    }

    /// Anchors that could not be kept are tried again with the next ones, unless they moved on.
    pub(super) fn saved(&mut self, saved: Result<()>, moved: Vec<MovedAnchor>) {
        self.saving = false;
        if let Err(cause) = saved {
            tracing::error!(%cause, proposal = %self.proposal, "anchors were not kept");
            for moved in moved {
                self.moved.entry(moved.id).or_insert(moved);
            }
            return;
        }
        self.save_next_anchors();
    }

    /// Looks at the store once more, and once again if something came up meanwhile.
    pub(super) fn reread(&mut self) {
        if self.rereading.is_some() {
            self.rereading = Some(true);
            return;
        }
        let Some(known) = self.room.as_ref().map(|room| room.known().clone()) else {
            return;
        };
        self.rereading = Some(false);
        let (shared, proposal, done) = (self.shared.clone(), self.proposal, self.done.clone());
        tokio::spawn(async move {
            let loaded = shared.records.load(proposal, &known).await;
            // An error means that the task is gone.
            let _ = done.send(Done::Load(loaded));
        });
    }

    pub(super) async fn loaded(&mut self, loaded: Result<Option<Loaded>>) -> Result<()> {
        match loaded {
            Ok(Some(loaded)) => {
                self.step(Input::Rows(loaded)).await?;
                self.settling.falls_behind();
            }
            Ok(None) => self.step(Input::Rights(BTreeMap::new())).await?,
            Err(cause) => {
                tracing::warn!(%cause, proposal = %self.proposal, "the store was not read");
                self.step(Input::RereadFailed).await?;
            }
        }
        if self.rereading.take() == Some(true) {
            self.reread();
        }
        Ok(())
    }

    pub(super) fn compact(&mut self) {
        let rows = self.room.as_ref().map_or(0, |room| room.known().rows.len());
        if self.compacting || rows < ROWS_A_SNAPSHOT {
            return;
        }
        self.compacting = true;
        let (shared, proposal, done) = (self.shared.clone(), self.proposal, self.done.clone());
        tokio::spawn(async move {
            let compacted = shared.records.compact(proposal).await;
            // An error means that the task is gone.
            let _ = done.send(Done::Compact(compacted));
        });
    }
}
