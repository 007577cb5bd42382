//! Suggestions on their way to the server. Each is kept on this device until the server has it, so that
//! what is suggested without a connection outlives a reload and arrives later, once.

use crate::{
    api::{
        Refused,
        threads::{Suggest, Withdraw},
    },
    editor::{session::Desk, state::SaveState},
    parts::under_way::storage,
    sync::plain,
};
use leptos::{prelude::*, server_fn::ServerFn};
use litemap::LiteMap;
use model::{
    error::Refusal,
    ids::{ProposalId, ThreadId},
    thread::Thread,
};
use serde::Serialize;
use wasm_bindgen_futures::spawn_local;

/// How long letters gather before they are sent.
const GATHER_MS: u32 = 600;
/// After an answer that did not come.
const RETRY_MS: u32 = 3_000;
/// How often it is tried while the server does not know the words yet.
const ATTEMPTS: u32 = 4;

/// What the server lacks.
#[derive(Default)]
pub struct Outbox {
    waiting: LiteMap<ThreadId, Thread>,
    scheduled: bool,
    sending: bool,
    attempts: u32,
}

impl Outbox {
    /// How many suggestions wait.
    pub fn count(&self) -> usize {
        self.waiting.len()
    }

    /// Whether something waits that nobody is about to send.
    pub fn is_waiting(&self) -> bool {
        self.count() > 0 && !self.scheduled
    }

    /// The save state, with what waits here.
    pub fn of(&self, state: SaveState) -> SaveState {
        let waiting = u32::try_from(self.count()).unwrap_or(u32::MAX);
        match state {
            SaveState::Saved if waiting > 0 => SaveState::Saving,
            SaveState::Offline { changes } => SaveState::Offline {
                changes: changes.saturating_add(waiting),
            },
            state => state,
        }
    }
}

impl Desk {
    /// Keeps a suggestion on this device and sends it soon.
    pub(super) fn send_suggestion(&mut self, thread: Thread) {
        self.outbox.waiting.insert(thread.id, thread);
        self.keep_outbox();
        self.tell_save_state();
        self.flush_in(GATHER_MS);
    }

    fn flush_in(&mut self, ms: u32) {
        if !std::mem::replace(&mut self.outbox.scheduled, true) {
            self.later().after(ms, |desk| {
                desk.outbox.scheduled = false;
                desk.flush();
            });
        }
    }

    /// Sends what waits, one after the other.
    pub fn flush(&mut self) {
        if self.outbox.sending {
            return;
        }
        let Some((_, thread)) = self.outbox.waiting.iter().next() else {
            return;
        };
        if self.wire.unsaved() > 0 {
            // The words that it was made on come first.
            return self.flush_in(RETRY_MS);
        }
        let Some((path, input)) = asked(&self.proposal, thread) else {
            return;
        };
        let sent = thread.clone();
        self.outbox.sending = true;
        let this = self.later();
        spawn_local(async move {
            let answer = plain::ask(path, &input).await;
            this.with(|desk| desk.sent(&sent, answer));
        });
    }

    fn sent(&mut self, sent: &Thread, answer: Result<Vec<u8>, Refused>) {
        self.outbox.sending = false;
        match answer {
            Ok(output) => {
                self.outbox.attempts = 0;
                self.forget_sent(sent);
                if let Ok(thread) = postcard::from_bytes::<Thread>(&output) {
                    self.drafting.put_thread(thread);
                    self.threads_changed();
                }
            }
            Err(refused) if is_passing(&refused.0, self.outbox.attempts) => {
                self.outbox.attempts += 1;
                self.tell_save_state();
                return self.flush_in(RETRY_MS);
            }
            Err(_) => self.not_taken(sent),
        }
        self.tell_save_state();
        self.flush();
    }

    /// What grew meanwhile still waits.
    fn forget_sent(&mut self, sent: &Thread) {
        let waiting = self.outbox.waiting.get(&sent.id);
        if waiting.is_some_and(|it| revision(it) == revision(sent)) {
            self.outbox.waiting.remove(&sent.id);
        }
        self.keep_outbox();
    }

    /// Somebody decided meanwhile, or the right is gone: the words stay to be copied.
    fn not_taken(&mut self, sent: &Thread) {
        self.outbox.attempts = 0;
        let lost = self.outbox.waiting.remove(&sent.id);
        self.keep_outbox();
        let lost = lost.and_then(|it| it.suggestion);
        if let Some(lost) = lost.filter(|it| !it.withdrawn) {
            let words = lost.wants();
            self.drafting.refused_suggestions.update(|known| {
                if !known.is_empty() {
                    known.push('\n');
                }
                known.push_str(&words);
            });
        }
        self.drafting.threads.update(|threads| {
            // The server's own word on it comes with the news.
            threads.retain(|it| it.id != sent.id || it.seq > 0);
        });
        self.ask_for_all_news();
        self.threads_changed();
    }

    /// What an earlier page could not send.
    pub fn recall_outbox(&mut self) {
        let kept = storage().and_then(|it| it.get_item(&self.outbox_key()).ok().flatten());
        let Some(kept) = kept.and_then(|kept| serde_json::from_str::<Vec<Thread>>(&kept).ok())
        else {
            return;
        };
        for thread in kept {
            self.drafting.threads.update(|threads| {
                match threads.iter_mut().find(|it| it.id == thread.id) {
                    Some(known) if known.decision.is_some() => {}
                    Some(known) => *known = thread.clone(),
                    None => threads.push(thread.clone()),
                }
            });
            self.outbox.waiting.insert(thread.id, thread);
        }
        self.flush_in(GATHER_MS);
    }

    fn keep_outbox(&self) {
        let Some(storage) = storage() else { return };
        let waiting: Vec<&Thread> = self.outbox.waiting.iter().map(|(_, it)| it).collect();
        let key = self.outbox_key();
        let _ = match (waiting.is_empty(), serde_json::to_string(&waiting)) {
            (false, Ok(kept)) => storage.set_item(&key, &kept),
            _ => storage.remove_item(&key),
        };
    }

    fn outbox_key(&self) -> String {
        let account = self.me.as_ref().map(|me| me.account.to_string());
        let account = account.unwrap_or_default();
        format!("talka-suggestions/{account}/{}", self.proposal)
    }
}

fn revision(thread: &Thread) -> Option<u32> {
    thread.suggestion.as_ref().map(|it| it.revision)
}

/// What may go well another time.
fn is_passing(refusal: &Refusal, attempts: u32) -> bool {
    match refusal {
        Refusal::Unavailable
        | Refusal::CannotSave
        | Refusal::Busy
        | Refusal::NewVersion
        | Refusal::NotSignedIn
        | Refusal::SetAside
        | Refusal::TooFast { .. } => true,
        Refusal::WordsGone => attempts < ATTEMPTS,
        _ => false,
    }
}

/// The call that tells the server of a suggestion.
fn asked(proposal: &str, thread: &Thread) -> Option<(&'static str, Vec<u8>)> {
    let suggestion = thread.suggestion.clone()?;
    if suggestion.withdrawn {
        return packed(&Withdraw { thread: thread.id });
    }
    packed(&Suggest {
        proposal: proposal.parse::<ProposalId>().ok()?,
        field: thread.field.clone(),
        anchor: thread.anchor.clone(),
        was: suggestion.was,
        pieces: suggestion.pieces,
        revision: suggestion.revision,
        id: thread.id,
    })
}

fn packed<S: ServerFn + Serialize>(input: &S) -> Option<(&'static str, Vec<u8>)> {
    Some((S::PATH, postcard::to_allocvec(input).ok()?))
}
