//! What takes several statements, with something that happens between two of them.

use super::{acts::act_on, stage::Stage};
use crate::{
    collab::{records::Records, room::Input, tests::peer::text_of},
    journal,
    store::Between,
};
use futures::FutureExt;
use model::{document::draft::Draft, role::Role};
use std::sync::{Arc, Mutex};

/// Statements of a load, of an answer with news and of an act, at least.
const LOAD_STATEMENTS: usize = 6;
const ANSWER_STATEMENTS: usize = 24;
const ACT_STATEMENTS: usize = 8;

/// What the thing between came to, if it happened.
type Happened<T> = Arc<Mutex<Option<T>>>;

impl Stage {
    /// Lets something happen after so many statements of what is read next.
    fn between<T: Send + 'static>(
        &self,
        after: usize,
        act: impl Future<Output = T> + Send + 'static,
    ) -> Happened<T> {
        let happened = Happened::default();
        let told = happened.clone();
        let act = async move {
            let came_to = act.await;
            *told.lock().unwrap() = Some(came_to);
        };
        let act = act.boxed();
        self.services.db.set_between(Some(Between { after, act }));
        happened
    }

    /// What happened between, if the statements were enough for it.
    fn happened<T>(&self, happened: &Happened<T>) -> Option<T> {
        self.services.db.set_between(None);
        happened.lock().unwrap().take()
    }

    /// An instance reads the store beside a compaction, which must not hide anything from it.
    pub async fn look_beside(&mut self, instance: usize, place: usize) {
        let (records, proposal) = (self.records.clone(), self.world.proposal);
        let compaction = async move { records.compact(proposal).await.unwrap() };
        let compacted = self.between(place % LOAD_STATEMENTS, compaction);
        if self.instances[instance].room.is_none() {
            let room = self.fresh_room(instance).await;
            self.instances[instance].room = Some(room);
        } else {
            self.instances[instance].looking = true;
            self.look(instance).await;
        }
        let compacted = self.happened(&compacted).flatten();
        let stored = self.stored().await.draft().whole();
        let room = self.instances[instance].room.as_ref().unwrap();
        let whole = room.draft().whole();
        let mut copy = Draft::load(0, [&whole[..]]).unwrap();
        let before = text_of(&copy);
        copy.apply(&stored).unwrap();
        assert_eq!(before, text_of(&copy), "instance {instance} read it all");
        if let Some(compacted) = compacted {
            self.apply(instance, Input::Compacted(compacted)).await;
        }
    }

    /// The page of a person asks for what it lacks, while somebody else acts.
    pub async fn ask_beside(&mut self, person: usize, place: usize) {
        if self.people[person].page.answer.is_some() {
            return;
        }
        let Some(acted) = self.act_between(person, place).await else {
            return;
        };
        let page = &self.people[person].page;
        let (account, since) = (self.people[person].account, page.feed.whole());
        let news = self.news(account, since).await;
        self.acts += usize::from(self.happened(&acted) == Some(true));
        let page = &mut self.people[person].page;
        (page.may_lack, page.answer) = (false, Some(news));
        self.carry_told();
    }

    /// A person loads the page, while somebody else acts.
    pub async fn reload_beside(&mut self, person: usize, place: usize) {
        let Some(acted) = self.act_between(person, place).await else {
            return;
        };
        self.reload_page(person).await;
        self.acts += usize::from(self.happened(&acted) == Some(true));
        self.check_whole(person).await;
        self.carry_told();
    }

    /// Lets somebody else act on a thread in the middle of what is read next.
    async fn act_between(&self, person: usize, place: usize) -> Option<Happened<bool>> {
        let thread = self.some_thread(place).await?;
        let other = self.people[(person + 1) % self.people.len()].account;
        let services = self.services.clone();
        let act = async move { act_on(&services, other, thread, place).await.is_ok() };
        Some(self.between(place % ANSWER_STATEMENTS, act))
    }

    /// A person acts, while the role for it is taken away: what is not on disk by then never is.
    pub async fn act_beside(&mut self, person: usize, place: usize) {
        let Some(thread) = self.some_thread(place).await else {
            return;
        };
        let (services, account) = (self.services.clone(), self.people[person].account);
        let scope = self.world.proposal.0;
        let before = journal::newest_seq(&services.db, scope).await.unwrap();
        let demotion = self.world.role_taken(account, Role::Reader);
        let taking = async move {
            let newest = journal::newest_seq(&services.db, scope).await.unwrap();
            demotion.await;
            newest
        };
        let taken = self.between(place % ACT_STATEMENTS, taking);
        let done = act_on(&self.services, account, thread, place).await;
        let taken = self.happened(&taken);
        let too_late = done.is_ok() && taken == Some(before);
        assert!(!too_late, "person {person} acted without the right to");
        self.acts += usize::from(done.is_ok());
        self.carry_told();
        if taken.is_some() {
            self.promote(person, Role::Reader).await;
        }
    }
}
