//! What happens besides the text: threads, progress, rights.
//!
//! Acts of a proposal have numbers without holes. A page knows the last one up to which it has heard of
//! all. When one is missing, because the line was lost or two came in the wrong order, the page waits a
//! moment and then asks for everything since.

use super::desk::Desk;
use crate::sync::plain;
use leptos::prelude::*;
use model::{
    event::{Event, News},
    proposal::{Progress, ProposalPage},
    sync::{CloseCode, Message},
    thread::Thread,
};
use std::collections::BTreeSet;
use wasm_bindgen_futures::spawn_local;

/// How long a missing act may still be on its way.
const PATIENCE_MS: u32 = 700;
/// Where all pages are to ask at once, they spread over this time.
const SPREAD_MS: f64 = 2_000.0;
/// After an answer that did not come.
const RETRY_MS: u32 = 5_000;

/// The acts of which this page has heard.
pub struct Heard {
    /// All up to this one.
    last: u64,
    /// Those that came before others that are missing.
    ahead: BTreeSet<u64>,
    /// Whether it is going to ask, or waits for the answer.
    asking: bool,
}

impl Heard {
    /// What the page was written with.
    pub fn of(page: &ProposalPage) -> Heard {
        Heard {
            last: page.progress.seq,
            ahead: BTreeSet::new(),
            asking: false,
        }
    }

    /// The last act up to which nothing is missing.
    pub fn last(&self) -> u64 {
        self.last
    }

    fn of_act(&mut self, seq: u64) {
        self.ahead.insert(seq);
        self.go_on();
    }

    fn of_all_until(&mut self, seq: u64) {
        self.last = self.last.max(seq);
        self.go_on();
    }

    fn go_on(&mut self) {
        while let Some(first) = self.ahead.pop_first() {
            if first > self.last + 1 {
                self.ahead.insert(first);
                return;
            }
            self.last = self.last.max(first);
        }
    }
}

impl Desk {
    /// What the server tells besides the text.
    pub(super) fn hear(&mut self, event: Event) {
        let drafting = self.drafting;
        match event {
            Event::Thread { thread } => self.hear_thread(*thread),
            Event::Anchors { moved } => drafting.threads.update(|threads| {
                for moved in moved {
                    if let Some(thread) = threads.iter_mut().find(|it| it.anchor_id == moved.id) {
                        thread.anchor = moved.anchor;
                        thread.detached = moved.detached;
                    }
                }
            }),
            Event::Progress { progress } => self.hear_progress(*progress),
            Event::News(news) => self.hear_news(*news),
            Event::MayBeBehind => {
                let pause = js_sys::Math::random() * SPREAD_MS;
                return self.ask_for_news_in(pause as u32);
            }
            Event::Rights { role, state } => return self.told_rights(role, state),
            Event::Storage { writable } => return self.wire.storage(writable),
        }
        if !self.news.ahead.is_empty() {
            self.ask_for_news_in(PATIENCE_MS);
        }
        self.threads_changed();
    }

    fn hear_thread(&mut self, thread: Thread) {
        self.news.of_act(thread.seq);
        self.drafting.put_thread(thread);
    }

    fn hear_progress(&mut self, progress: Progress) {
        self.news.of_act(progress.seq);
        self.show_progress(progress);
    }

    fn show_progress(&mut self, progress: Progress) {
        let shown = self.drafting.progress;
        if shown.with_untracked(|known| known.seq <= progress.seq) {
            shown.set(progress);
            self.rights_changed();
        }
    }

    /// Everything since the page last heard, also where the words of threads stand by now.
    fn hear_news(&mut self, news: News) {
        let News { threads, progress } = news;
        self.news.of_all_until(progress.seq);
        self.drafting.threads.update(|known| {
            for thread in threads {
                match known.iter_mut().find(|it| it.id == thread.id) {
                    Some(known) if known.seq > thread.seq => {}
                    // An own suggestion that grew here since.
                    Some(known) if revision(known) > revision(&thread) => {
                        known.seq = thread.seq;
                        known.comments = thread.comments;
                        known.decision = thread.decision;
                    }
                    Some(known) => *known = thread,
                    None => known.push(thread),
                }
            }
        });
        self.show_progress(progress);
    }

    /// The same from a page that the server has written since.
    pub fn hear_page(&mut self, page: ProposalPage) {
        self.news.of_all_until(page.progress.seq);
        for thread in page.threads {
            self.drafting.put_thread(thread);
        }
        self.show_progress(page.progress);
        self.threads_changed();
    }

    /// Asks for everything anew, soon.
    pub fn ask_for_all_news(&mut self) {
        self.news.last = 0;
        self.ask_for_news_in(0);
    }

    fn ask_for_news_in(&mut self, pause_ms: u32) {
        if !std::mem::replace(&mut self.news.asking, true) {
            self.this.after(pause_ms, Desk::ask_for_news);
        }
    }

    fn ask_for_news(&mut self) {
        let (this, proposal, last) = (self.this.clone(), self.proposal.clone(), self.news.last);
        spawn_local(async move {
            let answer = plain::exchange(&proposal, &[], last).await;
            this.with(|desk| desk.news_came(answer));
        });
    }

    fn news_came(&mut self, answer: Result<Vec<u8>, Option<CloseCode>>) {
        self.news.asking = false;
        let Ok(answer) = answer else {
            if self.wire.ended().is_none() {
                self.ask_for_news_in(RETRY_MS);
            }
            return;
        };
        // Nothing is missing on the server's disk.
        self.news.ahead.clear();
        for message in Message::read_all(&answer).unwrap_or_default() {
            if let Message::Event(event) = message {
                self.hear(*event);
            }
        }
    }
}

/// How often a suggestion grew; none for other threads.
fn revision(thread: &Thread) -> Option<u32> {
    thread.suggestion.as_ref().map(|it| it.revision)
}
