//! Where a plan is carried out: the people, the instances, the store and the wires between them.

use super::{
    acts::{self, Page, Told},
    instance::Instance,
    person::{Down, Person},
    plan::{Plan, Step},
};
use crate::{
    Services,
    collab::{
        bus::{Ask, Signal},
        records::{CommitError, Known, Records, RowId},
        room::{Batch, Input, Output, Room, Seat, SeatId},
        tests::world::World,
    },
    store::{drafts::DraftRecords, entities::draft_update},
};
use bytes::Bytes;
use model::{
    event::Event,
    ids::{AccountId, ProposalId},
    role::Role,
    sync::{Message, Millis},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    DatabaseTransaction, EntityTrait, TransactionTrait,
};
use std::collections::{BTreeMap, VecDeque};

/// Everything there is.
pub struct Stage {
    pub world: World,
    pub records: DraftRecords,
    pub people: Vec<Person>,
    pub instances: Vec<Instance>,
    pub now: Millis,
    /// Once it lies, the store writes into this transaction, which nobody ends.
    liar: Option<DatabaseTransaction>,
    /// What was sent to the seat of a person who posts.
    posted: Option<(usize, SeatId, Vec<Bytes>)>,
    /// Where acts happen, and what they tell.
    pub services: Services,
    pub told: Told,
    /// Who moves the proposal.
    pub coordinator: AccountId,
    /// How many acts were done.
    pub acts: usize,
}

impl Stage {
    pub async fn build(plan: &Plan) -> Stage {
        let world = World::in_a_file().await;
        let (services, told) = acts::services(&world);
        let coordinator = world.member(Role::Admin).await;
        let mut people = Vec::new();
        for number in 0..plan.people {
            let account = world.member(Role::Editor).await;
            let page = Page::load(&services, &world, account).await;
            people.push(Person::new(number, account, page));
        }
        Stage {
            records: DraftRecords::new(world.store.clone(), 0),
            world,
            people,
            instances: (0..plan.instances).map(|_| Instance::default()).collect(),
            now: Millis(0),
            liar: None,
            posted: None,
            services,
            told,
            coordinator,
            acts: 0,
        }
    }

    pub async fn step(&mut self, step: &Step) {
        let now = self.now;
        let count = self.people.len();
        let instances = self.instances.len();
        match *step {
            Step::Write { person, place } => self.people[person % count].write(place),
            Step::Delete { person, place } => self.people[person % count].delete(place),
            Step::ToRoom { person, frames } => {
                for _ in 0..frames {
                    self.carry_up(person % count).await;
                }
            }
            Step::ToPerson { person, frames } => {
                for _ in 0..frames {
                    self.people[person % count].receive(now);
                }
            }
            Step::Break { person } => self.hang_up(person % count).await,
            Step::Connect { person, instance } => {
                self.connect(person % count, instance % instances).await;
            }
            Step::Post { person, instance } => {
                self.post(person % count, instance % instances).await;
            }
            Step::Reload { person } => {
                self.reload_page(person % count).await;
            }
            Step::Present { person } => self.people[person % count].say(now),
            Step::Commit { instance } => self.commit(instance % instances).await,
            Step::CommitFails { instance } => {
                let instance = instance % instances;
                if self.instances[instance].writing.take().is_some() {
                    self.apply(instance, Input::CommitFailed).await;
                }
            }
            Step::CommitLost { instance } => self.commit_lost(instance % instances).await,
            Step::Look { instance } => self.look(instance % instances).await,
            Step::Signal { instance } => {
                self.signal(instance % instances, 1).await;
            }
            Step::SignalTwice { instance } => {
                self.signal(instance % instances, 2).await;
            }
            Step::SignalLost { instance } => {
                let instance = &mut self.instances[instance % instances];
                instance.is_deaf |= instance.signals.pop_front().is_some();
            }
            Step::Kill { instance } => self.kill(instance % instances),
            Step::Compact => self.compact().await,
            Step::Promote { person, role } => self.promote(person % count, role).await,
            Step::Wait { ms } => self.wait(ms).await,
            _ => self.act(step).await,
        }
    }

    /// An act beside the text, what pages hear of it, and what happens beside what.
    async fn act(&mut self, step: &Step) {
        let count = self.people.len();
        let instances = self.instances.len();
        match *step {
            Step::Comment { person, place } => self.comment(person % count, place).await,
            Step::Discuss { person, place } => self.discuss(person % count, place).await,
            Step::MoveOn => self.move_on().await,
            Step::Ask { person } => {
                self.ask(person % count).await;
            }
            Step::Answered { person } => {
                self.answered(person % count).await;
            }
            Step::SignalsSwap { instance, place } => {
                let signals = &mut self.instances[instance % instances].signals;
                if signals.len() > 1 {
                    signals.swap(0, 1 + place % (signals.len() - 1));
                }
            }
            Step::SignalsLost { instance } => {
                let instance = &mut self.instances[instance % instances];
                instance.is_deaf |= !instance.signals.is_empty();
                instance.signals.clear();
            }
            Step::Settle => self.settle().await,
            Step::LookBeside { instance, place } => {
                self.look_beside(instance % instances, place).await;
            }
            Step::AskBeside { person, place } => self.ask_beside(person % count, place).await,
            Step::ReloadBeside { person, place } => {
                self.reload_beside(person % count, place).await;
            }
            Step::ActBeside { person, place } => self.act_beside(person % count, place).await,
            other => unreachable!("{other:?} is no act"),
        }
    }

    /// An input reaches an instance's room, if it has one.
    pub async fn apply(&mut self, instance: usize, input: Input) {
        let now = self.now;
        let Some(room) = &mut self.instances[instance].room else {
            return;
        };
        let mut outputs = VecDeque::from(room.apply(input, now));
        while let Some(output) = outputs.pop_front() {
            outputs.extend(self.carry_out(instance, output).await);
        }
    }

    async fn carry_out(&mut self, instance: usize, output: Output) -> Vec<Output> {
        match output {
            Output::Send { seat, frame } => self.deliver(instance, seat, Down::Frame(frame)),
            Output::Close { seat, code } => self.deliver(instance, seat, Down::Close(code)),
            Output::Persist(batch) => {
                let before = self.instances[instance].writing.replace(batch);
                assert!(before.is_none(), "two commits at once");
            }
            Output::Reread => self.instances[instance].looking = true,
            Output::Present(states) => {
                self.tell(instance, &Signal::presence(self.world.proposal, &states));
            }
            Output::Moved(moved) => self.moved(instance, moved).await,
            Output::Edited { .. } => {}
            Output::Reload => return self.reload(instance).await,
        }
        Vec::new()
    }

    fn deliver(&mut self, instance: usize, seat: SeatId, down: Down) {
        if let (Some((at, of, frames)), Down::Frame(frame)) = (&mut self.posted, &down)
            && (*at, *of) == (instance, seat)
        {
            frames.push(frame.clone());
        }
        let wires = self
            .people
            .iter_mut()
            .filter_map(|person| person.wire.as_mut());
        for wire in wires {
            if (wire.instance, wire.seat) == (instance, seat) {
                wire.down.push_back(down.clone());
            }
        }
    }

    pub fn tell(&mut self, from: usize, signal: &Signal) {
        for (number, instance) in self.instances.iter_mut().enumerate() {
            if number != from && instance.room.is_some() {
                instance.signals.push_back(signal.clone());
            }
        }
    }

    pub async fn fresh_room(&mut self, instance: usize) -> Room {
        let loaded = self
            .records
            .load(self.world.proposal, &Known::default())
            .await;
        let loaded = loaded.unwrap().unwrap();
        let anchors = self.records.anchors(self.world.proposal).await.unwrap();
        let replica = self.instances[instance].replica(instance);
        Room::new(replica, loaded, anchors).unwrap()
    }

    async fn reload(&mut self, instance: usize) -> Vec<Output> {
        let fresh = self.fresh_room(instance).await;
        let instance = &mut self.instances[instance];
        instance.writing = None;
        instance.looking = true;
        let (room, outputs) = fresh.succeed(instance.room.take().unwrap(), None);
        instance.room = Some(room);
        outputs
    }

    async fn carry_up(&mut self, person: usize) -> bool {
        let Some(wire) = &mut self.people[person].wire else {
            return false;
        };
        let (instance, seat) = (wire.instance, wire.seat);
        let Some(bytes) = wire.up.pop_front() else {
            return false;
        };
        self.apply(instance, Input::Frame { seat, bytes }).await;
        true
    }

    async fn hang_up(&mut self, person: usize) {
        let Some(wire) = &self.people[person].wire else {
            return;
        };
        let (instance, seat) = (wire.instance, wire.seat);
        self.people[person].broken();
        self.apply(instance, Input::Left { seat }).await;
    }

    async fn sit_down(&mut self, person: usize, instance: usize) -> (SeatId, Seat) {
        if self.instances[instance].room.is_none() {
            let room = self.fresh_room(instance).await;
            self.instances[instance].room = Some(room);
        }
        self.instances[instance].seats += 1;
        let seat = SeatId(self.instances[instance].seats);
        let account = self.people[person].account;
        let access = self.records.access(self.world.proposal, account).await;
        let who = Seat::new(account, String::new(), true, access.unwrap().unwrap());
        (seat, who)
    }

    async fn connect(&mut self, person: usize, instance: usize) {
        if self.people[person].wire.is_some() {
            return;
        }
        let (seat, who) = self.sit_down(person, instance).await;
        self.people[person].connected(instance, seat, self.now);
        self.apply(instance, Input::Join { seat, who }).await;
        self.greet(person, instance).await;
    }

    /// Who has joined is sent what happened since the page last heard.
    async fn greet(&mut self, person: usize, instance: usize) {
        let who = &self.people[person];
        let since = who.page.feed.whole();
        let news = self.news(who.account, since).await;
        let (Some(news), Some(wire)) = (news, &who.wire) else {
            return;
        };
        let event = Message::Event(Box::new(Event::News(Box::new(news))));
        let frame = Down::Frame(event.frame().into());
        self.deliver(instance, wire.seat, frame);
    }

    /// A person loads the page again.
    pub async fn reload_page(&mut self, person: usize) {
        self.hang_up(person).await;
        let account = self.people[person].account;
        let page = Page::load(&self.services, &self.world, account).await;
        self.people[person].page = page;
        self.people[person].reload();
    }

    async fn post(&mut self, person: usize, instance: usize) {
        let person_number = person;
        if self.people[person].wire.is_some() {
            return;
        }
        let (seat, who) = self.sit_down(person, instance).await;
        self.posted = Some((instance, seat, Vec::new()));
        self.apply(instance, Input::Join { seat, who }).await;
        let (body, last) = self.people[person].half.post(&self.people[person].draft);
        let mut changes = 0;
        for message in Message::read_all(&body).unwrap() {
            changes += u64::from(matches!(message, Message::Update(_)));
            let bytes = message.frame();
            self.apply(instance, Input::Frame { seat, bytes }).await;
        }
        while self.instances[instance].looking || self.instances[instance].writing.is_some() {
            self.look(instance).await;
            self.commit(instance).await;
        }
        self.apply(instance, Input::Left { seat }).await;
        let (_, _, frames) = self.posted.take().unwrap();
        let answer: Vec<u8> = frames
            .into_iter()
            .filter(|frame| match Message::read(frame).unwrap() {
                Message::Step1(_) => false,
                Message::Acknowledgement(ack) => ack.messages >= changes,
                _ => true,
            })
            .flatten()
            .collect();
        let person = &mut self.people[person];
        let events = person
            .half
            .posted(&answer, last, &mut person.draft, self.now)
            .unwrap();
        person.take(events);
        let (account, since) = (person.account, person.page.feed.whole());
        if let Some(news) = self.news(account, since).await {
            self.people[person_number]
                .page
                .hear(Event::News(Box::new(news)));
        }
    }

    async fn commit(&mut self, instance: usize) {
        let Some(batch) = self.instances[instance].writing.take() else {
            return;
        };
        let proposal = self.world.proposal;
        let committed = match &self.liar {
            None => self.records.commit(proposal, &batch).await,
            Some(outer) => Ok(lie(outer, proposal, &batch).await),
        };
        match committed {
            Ok(rows) => {
                self.tell(
                    instance,
                    &Signal::Rows {
                        proposal,
                        rows: rows.clone(),
                    },
                );
                self.apply(instance, Input::Committed { rows }).await;
            }
            Err(CommitError::Refused) => {
                let mut outputs = VecDeque::from(self.reload(instance).await);
                while let Some(output) = outputs.pop_front() {
                    outputs.extend(self.carry_out(instance, output).await);
                }
                Box::pin(self.read_rights(instance)).await;
            }
            Err(CommitError::Store(cause)) => panic!("{cause}"),
        }
    }

    /// The rows are there, but whoever wrote them does not hear so.
    async fn commit_lost(&mut self, instance: usize) {
        let Some(batch) = self.instances[instance].writing.take() else {
            return;
        };
        let proposal = self.world.proposal;
        if let Ok(rows) = self.records.commit(proposal, &batch).await {
            self.tell(instance, &Signal::Rows { proposal, rows });
        }
        self.apply(instance, Input::CommitFailed).await;
    }

    pub async fn look(&mut self, instance: usize) {
        if !std::mem::take(&mut self.instances[instance].looking) {
            return;
        }
        let Some(known) = self.instances[instance]
            .room
            .as_ref()
            .map(|room| room.known().clone())
        else {
            return;
        };
        let loaded = self.records.load(self.world.proposal, &known).await;
        self.apply(instance, Input::Rows(loaded.unwrap().unwrap()))
            .await;
    }

    async fn signal(&mut self, instance: usize, times: usize) -> bool {
        let owner = &mut self.instances[instance];
        let next = owner.signals.pop_front();
        let lost = || std::mem::take(&mut owner.is_deaf).then_some(Signal::Lost);
        let Some(signal) = next.or_else(lost) else {
            return false;
        };
        for _ in 0..times {
            self.hear(instance, &signal).await;
        }
        true
    }

    async fn hear(&mut self, instance: usize, signal: &Signal) {
        for ask in signal.clone().asks() {
            match ask {
                Ask::Reread => self.instances[instance].looking = true,
                Ask::Presence(states) => self.apply(instance, Input::Presence(states)).await,
                Ask::Rights => self.read_rights(instance).await,
                Ask::Publish { event, .. } => self.hear_event(instance, *event).await,
                Ask::Sessions(_) => {}
            }
        }
    }

    async fn read_rights(&mut self, instance: usize) {
        let mut rights = BTreeMap::new();
        for person in &self.people {
            let access = self
                .records
                .access(self.world.proposal, person.account)
                .await;
            rights.insert(person.account, access.unwrap().unwrap());
        }
        self.apply(instance, Input::Rights(rights)).await;
    }

    fn kill(&mut self, instance: usize) {
        self.instances[instance].kill();
        for person in &mut self.people {
            if person
                .wire
                .as_ref()
                .is_some_and(|wire| wire.instance == instance)
            {
                person.broken();
            }
        }
    }

    async fn compact(&mut self) {
        let compacted = self.records.compact(self.world.proposal).await.unwrap();
        if let Some(compacted) = compacted {
            self.apply(0, Input::Compacted(compacted)).await;
        }
    }

    pub async fn promote(&mut self, person: usize, role: Role) {
        self.world.set_role(self.people[person].account, role).await;
        self.people[person].promote(role);
        let proposal = self.world.proposal;
        self.read_rights(0).await;
        self.tell(0, &Signal::Rights { proposal });
    }

    async fn wait(&mut self, ms: u64) {
        self.now = Millis(self.now.0 + ms);
        let now = self.now;
        for person in &mut self.people {
            person.tick(now);
        }
        for instance in 0..self.instances.len() {
            self.apply(instance, Input::Tick).await;
        }
    }

    /// Everything that is under way arrives, until nothing is.
    pub async fn settle(&mut self) {
        for _ in 0..10_000 {
            if !self.settle_once().await {
                return;
            }
        }
        panic!("it does not come to rest");
    }

    async fn settle_once(&mut self) -> bool {
        let now = self.now;
        let mut moved = false;
        for instance in 0..self.instances.len() {
            let owner = &self.instances[instance];
            moved |= owner.writing.is_some() || owner.looking;
            self.commit(instance).await;
            self.look(instance).await;
            moved |= self.signal(instance, 1).await;
        }
        for person in 0..self.people.len() {
            if self.people[person].wire.is_none() {
                self.connect(person, person % self.instances.len()).await;
                moved = true;
            }
            while self.carry_up(person).await {
                moved = true;
            }
            while self.people[person].receive(now) {
                moved = true;
            }
            moved |= self.ask(person).await;
            moved |= self.answered(person).await;
        }
        moved
    }

    /// Everybody comes to rest, and then everything must be right.
    pub async fn end(&mut self) {
        self.settle().await;
        self.check_refused().await;
        for person in 0..self.people.len() {
            self.promote(person, Role::Editor).await;
        }
        self.settle().await;
        for person in &mut self.people {
            person.say(self.now);
        }
        for _ in 0..5 {
            self.wait(10_000).await;
            self.settle().await;
        }
        self.check().await;
        self.check_pages().await;
    }

    /// Everybody comes to rest and writes once more, into a store that lies from then on or does not.
    pub async fn last_words(&mut self, lies: bool) {
        self.settle().await;
        for person in 0..self.people.len() {
            self.promote(person, Role::Editor).await;
        }
        self.settle().await;
        if lies {
            self.liar = Some(self.world.store.raw.begin().await.unwrap());
        }
        for person in &mut self.people {
            person.write(0);
        }
        self.settle().await;
        self.check_acknowledged().await;
    }
}

/// What a driver does that counts a transaction which the database has ended, or the other way
/// round: each "commit" ends a savepoint.
async fn lie(outer: &DatabaseTransaction, proposal: ProposalId, batch: &Batch) -> Vec<RowId> {
    let txn = outer.begin().await.unwrap();
    let mut rows = Vec::new();
    for change in &batch.changes {
        let row = draft_update::ActiveModel {
            id: NotSet,
            proposal: Set(proposal.0),
            bytes: Set(change.bytes.to_vec()),
            account: Set(Some(change.account.0)),
            at: Set(0),
        };
        let inserted = draft_update::Entity::insert(row).exec(&txn).await;
        rows.push(inserted.unwrap().last_insert_id);
    }
    txn.commit().await.unwrap();
    rows
}
