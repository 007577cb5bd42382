//! What a page knows of a proposal besides its text, and whether it has missed anything.
//!
//! Acts of a proposal have numbers without holes. A page keeps the last number up to which it has
//! heard of all. An act that comes before others shows that some are missing: they may be on their
//! way, or lost, and then the page asks. It asks for everything since it was last told everything in
//! one answer, because an act may be told in two events, of which either can be lost.

use crate::{
    event::{MovedAnchor, News},
    proposal::Progress,
    thread::Thread,
};
use std::collections::BTreeSet;

/// The page's half of the live feed: the acts of which it has heard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// All up to this one were told in one answer.
    whole: u64,
    /// All up to this one were heard of.
    last: u64,
    /// Those that came before others that are missing.
    ahead: BTreeSet<u64>,
}

impl Feed {
    /// A page that was written with everything up to this act.
    pub fn since(act: u64) -> Feed {
        Feed {
            whole: act,
            last: act,
            ahead: BTreeSet::new(),
        }
    }

    /// The last act up to which nothing can be missing: what the page asks from.
    pub fn whole(&self) -> u64 {
        self.whole
    }

    /// Whether an act is missing of which a later one was heard.
    pub fn is_behind(&self) -> bool {
        !self.ahead.is_empty()
    }

    /// The server has answered with everything since the last act: nothing older is on its disk.
    pub fn answered(&mut self) {
        self.ahead.clear();
    }

    /// A thread as it is after its newest act.
    pub fn thread(&mut self, threads: &mut Vec<Thread>, thread: Thread) {
        self.heard(thread.seq);
        put_thread(threads, thread);
    }

    /// The progress after these acts; whether it was news.
    pub fn progress(&mut self, known: &mut Progress, progress: Progress, acts: &[u64]) -> bool {
        // Its own number may be that of an act on a thread, which is told apart and may have been lost.
        for act in acts {
            self.heard(*act);
        }
        put_progress(known, progress)
    }

    /// Everything since [`Feed::whole`], also where the words of threads stand by now; whether the
    /// progress was news.
    pub fn news(&mut self, threads: &mut Vec<Thread>, known: &mut Progress, news: News) -> bool {
        self.whole = self.whole.max(news.progress.seq);
        self.last = self.last.max(self.whole);
        self.go_on();
        for thread in news.threads {
            match threads.iter_mut().find(|it| it.id == thread.id) {
                Some(known) if known.seq > thread.seq => {}
                // An own suggestion that grew on the page since.
                Some(known) if revision(known) > revision(&thread) => {
                    known.seq = thread.seq;
                    known.comments = thread.comments;
                    known.decision = thread.decision;
                }
                Some(known) => *known = thread,
                None => threads.push(thread),
            }
        }
        put_progress(known, news.progress)
    }

    fn heard(&mut self, seq: u64) {
        self.ahead.insert(seq);
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

/// Puts a thread as the server has it into a page's list, unless a newer one is there. Where the words
/// of a thread stand is known better there, as long as they stand anywhere; so is what an own suggestion
/// wants that grew since it was sent.
pub fn put_thread(threads: &mut Vec<Thread>, thread: Thread) {
    match threads.iter_mut().find(|known| known.id == thread.id) {
        None => threads.push(thread),
        Some(known) if known.seq > thread.seq => {}
        Some(known) if known.detached || has_grown(known, &thread) => *known = thread,
        Some(known) => {
            let before = std::mem::replace(known, thread);
            (known.anchor, known.detached) = (before.anchor, false);
            known.anchor_id = before.anchor_id;
            known.suggestion = before.suggestion;
        }
    }
}

/// How often a suggestion grew; none for other threads.
fn revision(thread: &Thread) -> Option<u32> {
    thread.suggestion.as_ref().map(|it| it.revision)
}

/// Whether a suggestion is another one by now than it is known.
fn has_grown(known: &Thread, now: &Thread) -> bool {
    let withdrawn = now.is_withdrawn() && !known.is_withdrawn();
    revision(now) > revision(known) || withdrawn
}

/// Puts anchors that the server has moved where it found them.
pub fn put_moved(threads: &mut [Thread], moved: Vec<MovedAnchor>) {
    for moved in moved {
        if let Some(thread) = threads.iter_mut().find(|it| it.anchor_id == moved.id) {
            (thread.anchor, thread.detached) = (moved.anchor, moved.detached);
        }
    }
}

fn put_progress(known: &mut Progress, progress: Progress) -> bool {
    let is_news = known.seq <= progress.seq;
    if is_news {
        *known = progress;
    }
    is_news
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(acts: &[u64]) -> Feed {
        let mut feed = Feed::since(4);
        for act in acts {
            feed.heard(*act);
        }
        feed
    }

    #[test]
    fn a_page_is_behind_while_an_act_is_missing() {
        assert!(!heard(&[]).is_behind());
        assert!(!heard(&[5, 6]).is_behind());
        assert!(!heard(&[6, 5]).is_behind(), "they overtook each other");
        assert!(!heard(&[3, 5, 5]).is_behind(), "what was heard before");
        assert!(heard(&[6]).is_behind());
        assert!(heard(&[5, 7, 8]).is_behind());
    }

    #[test]
    fn a_page_asks_from_where_it_was_told_everything_at_once() {
        assert_eq!(heard(&[5, 6]).whole(), 4);
        let mut feed = heard(&[5, 7]);
        feed.answered();
        assert!(!feed.is_behind());
        assert_eq!(feed.whole(), 4);
    }
}
