//! Acts beside the text, and what pages hear of them: threads, decisions, states and rights.

use super::stage::Stage;
use crate::{
    Config, Error, Result, Services, anchors,
    collab::{
        Hub,
        bus::{Bus, Signal},
        room::Input,
        tests::{peer::field, world::World},
    },
    drafts, mail, proposals,
    store::drafts::DraftRecords,
    tests::{comment_id, decision_id, opening},
    texts, threads, workers,
};
use model::{
    document::anchor::Quote,
    error::Refusal,
    event::{Event, MovedAnchor, News},
    feed::{self, Feed},
    ids::{AccountId, ThreadId},
    proposal::Progress,
    role::Role,
    thread::{Outcome, Severity, Thread},
    workflow::State,
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{sync::broadcast, time::sleep};

/// How long who was told that the machine is busy waits.
const AGAIN: Duration = Duration::from_millis(20);

/// What acts tell, kept until the stage carries it to the instances.
#[derive(Clone)]
pub struct Told {
    signals: Arc<Mutex<Vec<Signal>>>,
    unheard: broadcast::Sender<Signal>,
}

impl Told {
    fn new() -> Told {
        Told {
            signals: Arc::default(),
            unheard: broadcast::Sender::new(1),
        }
    }
}

#[async_trait::async_trait]
impl Bus for Told {
    async fn send(&self, signal: Signal) {
        self.signals.lock().unwrap().push(signal);
    }

    fn listen(&self) -> broadcast::Receiver<Signal> {
        self.unheard.subscribe()
    }
}

/// Services over the world's store that tell everything to the stage, and hold no room of their own.
pub fn services(world: &World) -> (Services, Told) {
    let config = Config {
        database_url: "sqlite::memory:".to_owned(),
        base_url: "https://talka.example".to_owned(),
        mail_server: None,
        demo: false,
        demo_anywhere: false,
        typeset: crate::tests::typeset,
    };
    let store = world.store.clone();
    let records = Arc::new(DraftRecords::new(store.clone(), 0));
    let told = Told::new();
    let hub = Hub::over(records, Arc::new(told.clone()), store.writable());
    let services = Services {
        mailer: mail::Mailer::new(&config).unwrap(),
        hub,
        texts: texts::Texts::new(),
        workers: workers::Workers::new(),
        store,
        config: Arc::new(config),
    };
    (services, told)
}

/// What a person's page shows besides the text.
pub struct Page {
    pub feed: Feed,
    pub threads: Vec<Thread>,
    pub progress: Progress,
    /// What it was told last that its person may do.
    pub rights: Option<(Role, State)>,
    /// Whether it was told that something may be missing.
    pub may_lack: bool,
    /// The answer to a question that is under way.
    pub answer: Option<Option<News>>,
}

impl Page {
    pub async fn load(services: &Services, world: &World, account: AccountId) -> Page {
        let page = loop {
            match proposals::page(services, Some(account), world.proposal).await {
                Err(Error::Refused(Refusal::Busy)) => sleep(AGAIN).await,
                page => break page.unwrap(),
            }
        };
        Page {
            feed: Feed::since(page.progress.seq),
            threads: page.threads,
            progress: page.progress,
            rights: None,
            may_lack: false,
            answer: None,
        }
    }

    pub fn hear(&mut self, event: Event) {
        match event {
            Event::Thread { thread } => self.feed.thread(&mut self.threads, *thread),
            Event::Anchors { moved } => feed::put_moved(&mut self.threads, moved),
            Event::Progress { progress, acts } => {
                self.feed.progress(&mut self.progress, *progress, &acts);
            }
            Event::News(news) => {
                let (threads, progress) = (&mut self.threads, &mut self.progress);
                self.feed.news(threads, progress, *news);
            }
            Event::MayBeBehind => self.may_lack = true,
            Event::Rights { role, state } => self.rights = Some((role, state)),
            Event::Storage { .. } => {}
        }
    }

    /// The answer arrives; whether there was one.
    pub fn answered(&mut self) -> bool {
        let Some(news) = self.answer.take() else {
            return false;
        };
        if let Some(news) = news {
            self.hear(Event::News(Box::new(news)));
        }
        self.feed.answered();
        true
    }
}

impl Stage {
    /// What acts told is on its way to every instance.
    pub fn carry_told(&mut self) {
        let signals: Vec<_> = self.told.signals.lock().unwrap().drain(..).collect();
        for signal in signals {
            self.tell(usize::MAX, &signal);
        }
    }

    pub async fn some_thread(&self, place: usize) -> Option<ThreadId> {
        let all = threads::all(&self.world.store.db, self.world.proposal);
        let mut all = all.await.unwrap();
        // Their ids are random, and they were opened at one time: a plan is to do the same again.
        all.sort_by_key(|thread| thread.seq);
        all.get(place % all.len().max(1)).map(|thread| thread.id)
    }

    /// The answer to what a page has sent; a refusal is an answer as well.
    fn answer(&mut self, person: usize, done: Result<Thread>) {
        if let Ok(thread) = done {
            feed::put_thread(&mut self.people[person].page.threads, thread);
            self.acts += 1;
        }
        self.carry_told();
    }

    /// A person comments on a word that this person sees.
    pub async fn comment(&mut self, person: usize, place: usize) {
        let who = &self.people[person];
        let words: Vec<String> = who.text().split_whitespace().map(str::to_owned).collect();
        let Some(word) = words.get(place % words.len().max(1)) else {
            return;
        };
        let anchor = drafts::anchor_on(&who.draft, &field(), word).unwrap();
        let severity = [Severity::Remark, Severity::Blocking][place % 2];
        let new = opening(field(), anchor, severity, "Kāpēc?");
        let opened = threads::open(&self.services, who.account, self.world.proposal, new);
        let opened = opened.await;
        self.answer(person, opened);
    }

    /// A person answers, decides or reopens a thread, as its place says.
    pub async fn discuss(&mut self, person: usize, place: usize) {
        let Some(thread) = self.some_thread(place).await else {
            return;
        };
        let account = self.people[person].account;
        let done = act_on(&self.services, account, thread, place).await;
        self.answer(person, done);
    }

    /// The coordinator opens the review, or takes the proposal back to a draft.
    pub async fn move_on(&mut self) {
        let (s, proposal) = (&self.services, self.world.proposal);
        let progress = proposals::progress(s, Some(self.coordinator), proposal);
        let to = match progress.await.unwrap().state {
            State::Draft => State::InReview,
            _ => State::Draft,
        };
        let moved = proposals::move_state(s, self.coordinator, proposal, to, "Vēlreiz.", None);
        moved.await.unwrap();
        self.acts += 1;
        self.carry_told();
    }

    /// What happened since then. A machine that has much to do says so, and is asked again.
    pub async fn news(&self, account: AccountId, since: u64) -> Option<News> {
        loop {
            match proposals::news(&self.services, account, self.world.proposal, since).await {
                Err(Error::Refused(Refusal::Busy)) => sleep(AGAIN).await,
                news => return news.unwrap(),
            }
        }
    }

    /// A page that lacks something asks for it; whether it did.
    pub async fn ask(&mut self, person: usize) -> bool {
        let who = &self.people[person];
        let lacks = who.page.may_lack || who.page.feed.is_behind();
        if !lacks || who.page.answer.is_some() {
            return false;
        }
        let since = who.page.feed.whole();
        let news = self.news(who.account, since).await;
        let page = &mut self.people[person].page;
        page.may_lack = false;
        page.answer = Some(news);
        true
    }

    /// Where anchors went is kept, and told to the other instances.
    pub async fn moved(&mut self, instance: usize, moved: Vec<MovedAnchor>) {
        let (store, proposal) = (&self.world.store, self.world.proposal);
        anchors::save(store, proposal, &moved).await.unwrap();
        let event = Box::new(Event::Anchors { moved });
        let to = None;
        let signal = Signal::Event {
            proposal,
            to,
            event,
        };
        self.tell(instance, &signal);
    }

    /// An event of another instance, or of an act, reaches the room of this one.
    pub async fn hear_event(&mut self, instance: usize, event: Event) {
        let (to, event) = (None, Box::new(event));
        Box::pin(self.apply(instance, Input::Publish { to, event })).await;
    }

    /// The answer to what a page has asked arrives; whether there was one. Whoever is told everything
    /// up to an act has then seen every thread that was not touched since.
    pub async fn answered(&mut self, person: usize) -> bool {
        let answered = self.people[person].page.answered();
        if answered {
            self.check_whole(person).await;
        }
        answered
    }

    /// A page has every act on a thread up to the one of which it says so.
    pub async fn check_whole(&self, person: usize) {
        let page = &self.people[person].page;
        let whole = page.feed.whole();
        let stored = threads::all(&self.services.db, self.world.proposal);
        for thread in stored.await.unwrap() {
            let seen = page.threads.iter().find(|it| it.id == thread.id);
            let has = thread.seq > whole || seen.is_some_and(|it| it.seq >= thread.seq);
            assert!(
                has,
                "person {person} was told everything up to {whole}, without {}",
                thread.seq
            );
        }
    }

    /// Everybody's page shows the threads, the state and the rights that the store holds.
    pub async fn check_pages(&self) {
        let (s, proposal) = (&self.services, self.world.proposal);
        let stored = threads::all(&s.db, proposal).await.unwrap();
        for person in &self.people {
            let progress = proposals::progress(s, Some(person.account), proposal);
            let (page, number) = (&person.page, person.number);
            let seen = by_id(&page.threads);
            assert_eq!(seen, by_id(&stored), "threads of person {number}");
            let progress = progress.await.unwrap();
            assert_eq!(
                told(&page.progress),
                told(&progress),
                "progress of person {number}"
            );
            let rights = (person.role, progress.state);
            assert_eq!(page.rights, Some(rights), "rights of person {number}");
        }
    }
}

/// Answers, decides or reopens a thread, as its place says.
pub async fn act_on(
    s: &Services,
    account: AccountId,
    thread: ThreadId,
    place: usize,
) -> Result<Thread> {
    match place % 3 {
        0 => threads::answer(s, account, thread, "Tāpēc.", comment_id()).await,
        1 => {
            let taken = Outcome::Taken;
            threads::decide(s, account, thread, taken, "Jā.", decision_id()).await
        }
        _ => threads::reopen(s, account, thread).await,
    }
}

/// Threads in one order, without where exactly their words stand, which a page follows by itself.
fn by_id(threads: &[Thread]) -> Vec<Thread> {
    let mut threads = threads.to_vec();
    threads.sort_by_key(|thread| thread.id.0);
    for thread in &mut threads {
        let anchor = &mut thread.anchor;
        (anchor.start, anchor.end, anchor.block_hint) = (String::new(), String::new(), 0);
        anchor.quote = Quote::default();
    }
    threads
}

/// Progress without what follows from the text, of which nobody is told by acts, and without the
/// number of the newest act, which need not be one that changed it.
fn told(progress: &Progress) -> Progress {
    Progress {
        seq: 0,
        present_hash: Default::default(),
        present_version: None,
        ..progress.clone()
    }
}
