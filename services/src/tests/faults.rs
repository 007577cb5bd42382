//! What was acknowledged is on disk, whatever happens to the disk or the database server.
//!
//! The faults are real ones, beneath the driver: a full disk, a file system that turns read-only, a
//! file that was taken away, connections that the server ends. While a fault lasts and after it,
//! everything that can be written is tried, and a connection that has seen nothing of it is asked
//! what is there.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod cluster;
mod disk;
mod server;

use super::{World, comment_id, decision_id, who};
use crate::{
    Error, Result,
    collab::tests::peer::{Peer, text_of},
    demo::DemoRole,
    drafts,
    store::{
        ageless,
        entities::{comment, decision, sign_off},
    },
    threads, versions,
};
use model::{
    error::Refusal,
    event::Event,
    ids::{ProposalId, ThreadId},
    sync::{ClientEvent, CloseCode},
    thread::{Outcome, Thread},
};
use sea_orm::{Database, EntityTrait};
use std::{
    collections::BTreeSet,
    io::Write,
    time::{Duration, Instant},
};
use tokio::time::sleep;
use uuid::Uuid;

/// Says that a test did not run: past what the test program captures, so that the runner of all tests
/// counts it.
fn skipped(why: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "\nSKIPPED: {why}");
}

/// Longest that a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(120);

/// Everything that can be written, and what was said of it.
struct Play {
    world: World,
    url: String,
    proposal: ProposalId,
    thread: ThreadId,
    editor: Peer,
    acknowledged: BTreeSet<String>,
    refused: BTreeSet<String>,
    /// The versions that were signed off, as was acknowledged. Who signs a text again gets the version of before.
    signed: BTreeSet<Uuid>,
    /// Sign-offs whose answer was lost.
    unsure: u64,
}

impl Play {
    /// On the demo's proposal, which is agreed, so that it can be written to and signed off.
    async fn on(url: &str) -> Play {
        let world = World::open(url.to_owned(), true).await;
        let proposal = world.agree().await;
        let editor = who(DemoRole::Editor);
        let mut open = threads::list(&world.s, editor, proposal).await.unwrap();
        open.retain(|thread| thread.is_open());
        Play {
            url: url.to_owned(),
            proposal,
            thread: open[0].id,
            editor: Peer::join(&world.s.hub, proposal, editor, 11).await,
            world,
            acknowledged: BTreeSet::new(),
            refused: BTreeSet::new(),
            signed: BTreeSet::new(),
            unsure: 0,
        }
    }

    /// Tries everything that can be written once.
    async fn round(&mut self, name: &str) {
        self.write(&format!("text-{name}")).await;
        self.answer(&format!("answer-{name}")).await;
        self.decide(&format!("decision-{name}")).await;
        self.sign_off().await;
    }

    /// Writes a paragraph; one that is not called saved stays with its author.
    async fn write(&mut self, word: &str) -> bool {
        let editor = who(DemoRole::Editor);
        if self.editor.connection.is_none() {
            let hub = &self.world.s.hub;
            let joined = self.editor.try_connect(hub, self.proposal, editor).await;
            if joined.is_err() {
                return false;
            }
        }
        self.editor.write(word).await;
        let end = self.editor.until_saved_or_closed().await;
        let before = self.acknowledged.len();
        match end {
            None => self.acknowledged.extend(words(&self.editor.text())),
            Some(code) => assert!(matches!(code, CloseCode::NotSaved | CloseCode::RoomFailed)),
        }
        self.acknowledged.len() > before
    }

    async fn answer(&mut self, body: &str) {
        let commenter = who(DemoRole::Commenter);
        let answered =
            threads::answer(&self.world.s, commenter, self.thread, body, comment_id()).await;
        self.hear(body, answered);
    }

    async fn decide(&mut self, reason: &str) {
        let (s, editor) = (&self.world.s, who(DemoRole::Editor));
        let Ok(threads) = threads::list(s, editor, self.proposal).await else {
            return;
        };
        let is_open = |thread: &Thread| thread.id == self.thread && thread.is_open();
        if !threads.iter().any(is_open)
            && let Err(cause) = threads::reopen(s, editor, self.thread).await
        {
            was_not_saved(cause);
            return;
        }
        let decided = threads::decide(
            s,
            editor,
            self.thread,
            Outcome::Taken,
            reason,
            decision_id(),
        )
        .await;
        self.hear(reason, decided);
    }

    async fn sign_off(&mut self) {
        let admin = who(DemoRole::Admin);
        match versions::sign_off(&self.world.s, admin, self.proposal).await {
            Ok(progress) => {
                let versions = progress.sign_offs.iter().map(|it| it.version.0);
                self.signed.extend(versions);
            }
            Err(cause) => self.unsure += u64::from(!was_not_saved(cause)),
        }
    }

    fn hear<T>(&mut self, what: &str, answer: Result<T>) {
        match answer {
            Ok(_) => drop(self.acknowledged.insert(what.to_owned())),
            Err(cause) => {
                if was_not_saved(cause) {
                    self.refused.insert(what.to_owned());
                }
            }
        }
    }

    /// A connection that has seen nothing finds what was acknowledged, and nothing that was refused.
    async fn check(&self) {
        let fresh = Database::connect(ageless(&self.url)).await.unwrap();
        let draft = drafts::stored(&fresh, self.proposal).await.unwrap();
        let mut there = words(&text_of(&draft));
        let comments = comment::Entity::find().all(&fresh).await.unwrap();
        there.extend(comments.into_iter().map(|row| row.body));
        let decisions = decision::Entity::find().all(&fresh).await.unwrap();
        there.extend(decisions.into_iter().map(|row| row.reason));
        let lost: Vec<_> = self.acknowledged.difference(&there).collect();
        assert_eq!(lost, Vec::<&String>::new(), "acknowledged and not there");
        let kept: Vec<_> = self.refused.intersection(&there).collect();
        assert_eq!(kept, Vec::<&String>::new(), "refused and there");
        let signed = sign_off::Entity::find().all(&fresh).await.unwrap();
        let signed: BTreeSet<Uuid> = signed.into_iter().map(|row| row.version).collect();
        let lost: Vec<_> = self.signed.difference(&signed).collect();
        assert_eq!(lost, Vec::<&Uuid>::new(), "signed and not there");
        let others = signed.difference(&self.signed).count() as u64;
        assert!(others <= self.unsure, "{others} sign-offs that nobody made");
        fresh.close().await.unwrap();
    }

    /// The fault is over: everything is written again, without a restart.
    async fn heals(&mut self, name: &str) {
        until_ready(&self.world, true).await;
        let (acknowledged, signed) = (self.acknowledged.len(), self.signed.len());
        self.round(name).await;
        assert!(self.acknowledged.len() >= acknowledged + 3, "all is saved");
        assert_eq!(self.signed.len(), signed + 1);
        assert_eq!(self.editor.half.unsaved(), 0, "nothing was left behind");
        self.check().await;
    }

    /// Waits until the page was told this of the store, after whatever it was told before.
    async fn until_told(&mut self, writable: bool) {
        let is_so = |editor: &Peer| told(editor).last() == Some(&writable);
        self.editor.until(is_so).await;
    }
}

/// Waits until the database says so of itself.
async fn until_ready(world: &World, ready: bool) {
    let begin = Instant::now();
    while world.s.is_ready().await != ready {
        assert!(begin.elapsed() < PATIENCE, "it does not become {ready}");
        sleep(Duration::from_millis(50)).await;
    }
}

/// What a page was told of the store, newest last.
fn told(page: &Peer) -> Vec<bool> {
    let told = page.events.iter().filter_map(|event| match event {
        ClientEvent::Event(event) => match **event {
            Event::Storage { writable } => Some(writable),
            _ => None,
        },
        _ => None,
    });
    told.collect()
}

/// Whether nothing can have been written; whoever asked reads a sentence about it. Where the answer
/// was lost on the way, nobody can say.
fn was_not_saved(cause: Error) -> bool {
    let text = cause.to_string();
    match cause.into_refusal() {
        Refusal::CannotSave => true,
        Refusal::Unavailable => false,
        other => panic!("{other:?}: {text}"),
    }
}

fn words(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| line.starts_with("text-"));
    lines.map(str::to_owned).collect()
}
