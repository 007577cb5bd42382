//! What happens besides the text: threads, progress, rights.
//!
//! The page's half is [`Feed`]. Where it has missed an act, the page waits a moment, for the act may be on
//! its way, and then asks for everything since.

use super::desk::Desk;
use crate::sync::plain;
use leptos::prelude::*;
use model::{
    event::{Event, News},
    feed::{self, Feed},
    proposal::{Progress, ProposalPage},
    sync::{CloseCode, Message},
    thread::Thread,
};
use wasm_bindgen_futures::spawn_local;

/// How long a missing act may still be on its way.
const PATIENCE_MS: u32 = 700;
/// Where all pages are to ask at once, they spread over this time.
const SPREAD_MS: f64 = 2_000.0;
/// After an answer that did not come.
const RETRY_MS: u32 = 5_000;

/// The feed of a page, and whether it is asking.
pub struct Hearing {
    feed: Feed,
    /// Whether it is going to ask, or waits for the answer.
    asking: bool,
}

impl Hearing {
    /// What the page was written with.
    pub fn of(page: &ProposalPage) -> Hearing {
        Hearing {
            feed: Feed::since(page.progress.seq),
            asking: false,
        }
    }

    /// The last act up to which nothing can be missing.
    pub fn whole(&self) -> u64 {
        self.feed.whole()
    }
}

impl Desk {
    /// What the server tells besides the text.
    pub(super) fn hear(&mut self, event: Event) {
        let drafting = self.drafting;
        match event {
            Event::Thread { thread } => self.hear_thread(*thread),
            Event::Anchors { moved } => drafting
                .threads
                .update(|threads| feed::put_moved(threads, moved)),
            Event::Progress { progress, acts } => self.hear_progress(*progress, &acts),
            Event::News(news) => self.hear_news(*news),
            Event::MayBeBehind => {
                let pause = js_sys::Math::random() * SPREAD_MS;
                return self.ask_for_news_in(pause as u32);
            }
            Event::Rights { role, state } => return self.told_rights(role, state),
            Event::Storage { writable } => return self.wire.storage(writable),
        }
        if self.news.feed.is_behind() {
            self.ask_for_news_in(PATIENCE_MS);
        }
        self.threads_changed();
    }

    fn hear_thread(&mut self, thread: Thread) {
        let feed = &mut self.news.feed;
        let threads = self.drafting.threads;
        threads.update(|threads| feed.thread(threads, thread));
    }

    fn hear_progress(&mut self, progress: Progress, acts: &[u64]) {
        let feed = &mut self.news.feed;
        if change(self.drafting.progress, |known| {
            feed.progress(known, progress, acts)
        }) {
            self.rights_changed();
        }
    }

    fn hear_news(&mut self, news: News) {
        let (feed, threads) = (&mut self.news.feed, self.drafting.threads);
        let is_news = change(self.drafting.progress, |known| {
            let update = |threads: &mut Vec<Thread>| (true, feed.news(threads, known, news));
            threads.try_maybe_update(update).unwrap_or_default()
        });
        if is_news {
            self.rights_changed();
        }
    }

    /// The same from a page that the server has written since.
    pub fn hear_page(&mut self, page: ProposalPage) {
        let (threads, progress) = (page.threads, page.progress);
        self.hear_news(News { threads, progress });
        self.threads_changed();
    }

    /// Asks for everything anew, soon.
    pub fn ask_for_all_news(&mut self) {
        self.news.feed = Feed::since(0);
        self.ask_for_news_in(0);
    }

    fn ask_for_news_in(&mut self, pause_ms: u32) {
        if !std::mem::replace(&mut self.news.asking, true) {
            self.this.after(pause_ms, Desk::ask_for_news);
        }
    }

    fn ask_for_news(&mut self) {
        let (this, proposal, since) = (self.this.clone(), self.proposal.clone(), self.news.whole());
        spawn_local(async move {
            let answer = plain::exchange(&proposal, &[], since).await;
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
        self.news.feed.answered();
        for message in Message::read_all(&answer).unwrap_or_default() {
            if let Message::Event(event) = message {
                self.hear(*event);
            }
        }
    }
}

/// Changes the progress that is shown; tells its readers, and whoever asks, when it did change.
fn change(shown: RwSignal<Progress>, change: impl FnOnce(&mut Progress) -> bool) -> bool {
    let changed = shown.try_maybe_update(|known| {
        let changed = change(known);
        (changed, changed)
    });
    changed.unwrap_or_default()
}
