#![allow(clippy::unwrap_used)]
//! Random histories of several people: words that still stand have their thread on them.
//!
//! Every character that is ever typed is another one, so that a row of them tells exactly which
//! words stand where, whatever was done to them.

use super::{Tracker, make, search::fold, text::Text};
use crate::{
    document::{
        draft::{Changes, Draft, Edited},
        edit::Op,
        map::OpMap,
        notation::field,
        position::{Position, Range, Selection},
        projection::{Node, Slice},
        schema::{BlockKind, Mark},
    },
    ids::AnchorId,
    proposal::FieldName,
};
use std::sync::Arc;

struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end.max(1)
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A copy of the document with its own tracker.
struct Copy {
    draft: Draft,
    tracker: Tracker,
    /// Updates that were not sent yet.
    outbox: Vec<Vec<u8>>,
    /// How much of the server's log it has taken in.
    read: usize,
    clipboard: Option<Slice>,
}

impl Copy {
    fn follow(&mut self, changes: &Changes, map: Option<(&FieldName, &OpMap)>) {
        self.tracker.follow(&self.draft, changes, map);
    }
}

struct World {
    random: Random,
    next_character: u32,
    people: Vec<Copy>,
    server: Copy,
    log: Vec<Vec<u8>>,
    /// The words of each thread, as they were commented on.
    words: Vec<(AnchorId, Vec<u16>)>,
}

fn copy(draft: Draft) -> Copy {
    Copy {
        draft,
        tracker: Tracker::new(),
        outbox: Vec::new(),
        read: 0,
        clipboard: None,
    }
}

impl World {
    fn new(seed: u64, people: u64) -> World {
        let mut world = World {
            random: Random(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed + 1)),
            next_character: 0x4e00,
            people: Vec::new(),
            server: copy(Draft::for_server(999)),
            log: Vec::new(),
            words: Vec::new(),
        };
        let nodes: Vec<Node> = (0..4)
            .map(|_| Node::paragraph(&world.characters(30)))
            .collect();
        let mut first = copy(Draft::for_browser(1, Arc::new(|| 0)));
        first
            .outbox
            .push(first.draft.plant(&field(), &nodes).update);
        first.draft.undo_boundary();
        world.people.push(first);
        for client in 1..people {
            world
                .people
                .push(copy(Draft::for_browser(client + 1, Arc::new(|| 0))));
        }
        world.sync();
        for thread in 0..6 {
            world.comment(thread);
        }
        world
    }

    fn characters(&mut self, count: u64) -> String {
        let characters = (0..count).map(|_| {
            self.next_character += 1;
            char::from_u32(self.next_character).unwrap()
        });
        characters.collect()
    }

    fn comment(&mut self, thread: u128) {
        let draft = &self.server.draft;
        let blocks: Vec<_> = draft.projection(&field()).textblocks().collect();
        let first = self.random.below(blocks.len() as u64) as usize;
        let last = (first + usize::from(self.random.chance(20))).min(blocks.len() - 1);
        let from = self.random.below(u64::from(blocks[first].units()) - 3) as u32;
        let to = match first == last {
            true => {
                from + 3
                    + self
                        .random
                        .below(u64::from(blocks[first].units() - from - 2))
                        as u32
            }
            false => 1 + self.random.below(u64::from(blocks[last].units()) - 1) as u32,
        };
        let range = Range {
            from: Position::new(blocks[first].id, from),
            to: Position::new(blocks[last].id, to),
        };
        let thread = AnchorId(uuid::Uuid::from_u128(thread));
        let anchor = make(draft, &field(), Selection::text(range.from, range.to)).unwrap();
        let words = fold(&Text::within(draft.projection(&field()), range));
        self.words.push((thread, words));
        self.server
            .tracker
            .hold(&self.server.draft, thread, &field(), anchor.clone(), false);
        for person in &mut self.people {
            person
                .tracker
                .hold(&person.draft, thread, &field(), anchor.clone(), false);
        }
    }

    /// Everybody sends and reads everything.
    fn sync(&mut self) {
        for person in 0..self.people.len() {
            self.send(person);
        }
        for person in 0..self.people.len() {
            self.read(person);
        }
    }

    /// Sends what waits: one update a change, or all in one as after a time without a connection.
    fn send(&mut self, person: usize) {
        let mut updates = std::mem::take(&mut self.people[person].outbox);
        if updates.len() > 1 && self.random.chance(30) {
            updates = vec![yrs::merge_updates_v1(&updates).unwrap()];
        }
        for update in updates {
            let changes = self.server.draft.apply(&update).unwrap();
            self.server.follow(&changes, None);
            self.log.push(update);
        }
    }

    fn read(&mut self, person: usize) {
        let person = &mut self.people[person];
        for update in &self.log[person.read..] {
            let changes = person.draft.apply(update).unwrap();
            person.follow(&changes, None);
        }
        person.read = self.log.len();
    }

    fn place(&mut self, person: usize) -> Option<(Position, u32)> {
        let projection = self.people[person].draft.projection(&field());
        let blocks: Vec<_> = projection.textblocks().collect();
        let block = blocks.get(self.random.below(blocks.len() as u64) as usize)?;
        let offset = match self.random.below(6) {
            0 => 0,
            1 => block.units(),
            _ => self.random.below(u64::from(block.units()) + 1) as u32,
        };
        Some((Position::new(block.id, offset), block.units()))
    }

    fn act(&mut self, person: usize) {
        let Some((at, units)) = self.place(person) else {
            return;
        };
        let caret = Selection::at(at);
        let most = u64::from(units - at.offset);
        let length = if self.random.chance(80) {
            most.min(5)
        } else {
            most
        };
        let end = Position::new(at.block, at.offset + self.random.below(length + 1) as u32);
        let range = Range { from: at, to: end };
        let (op, selection) = match self.random.below(20) {
            0..=2 => (self.typed(), caret),
            3 => (Op::Delete(range), caret),
            4 => {
                let text = self.characters(2);
                (Op::Replace { range, text }, caret)
            }
            5 | 6 => (Op::Split, caret),
            7 => (Op::JoinBackward, Selection::at(Position::new(at.block, 0))),
            8 => (
                Op::JoinForward,
                Selection::at(Position::new(at.block, units)),
            ),
            9 => (Op::SetBlock(self.kind()), caret),
            10 => (Op::ToggleMark(Mark::Bold), Selection::text(at, end)),
            11 => return self.cut(person, at, units),
            12 => return self.paste(person, caret),
            13 => return self.undo(person),
            14 => (Op::ToggleQuote, Selection::text(at, end)),
            15 => (Op::ToggleList(BlockKind::BulletList), caret),
            16 => (Op::ToggleList(BlockKind::ORDERED), Selection::text(at, end)),
            17 => (Op::Indent, caret),
            18 => (Op::Outdent, caret),
            _ => (Op::InsertBreak, caret),
        };
        self.edit(person, &op, selection);
    }

    fn typed(&mut self) -> Op {
        let text = self.characters(1);
        Op::InsertText { text, marks: None }
    }

    fn kind(&mut self) -> BlockKind {
        match self.random.below(4) {
            0 => BlockKind::CODE,
            1 => BlockKind::Heading { level: 2 },
            _ => BlockKind::Paragraph,
        }
    }

    fn edit(&mut self, person: usize, op: &Op, selection: Selection) {
        let copy = &mut self.people[person];
        if let Ok(edited) = copy.draft.edit(&field(), op, selection) {
            self.took(person, edited);
        }
    }

    fn took(&mut self, person: usize, edited: Edited) {
        let copy = &mut self.people[person];
        copy.tracker.follow_edit(&copy.draft, &edited);
        if !edited.update.is_empty() {
            copy.outbox.push(edited.update);
        }
    }

    fn undo(&mut self, person: usize) {
        let copy = &mut self.people[person];
        let undo = self.random.chance(70);
        let taken = if undo {
            copy.draft.undo()
        } else {
            copy.draft.redo()
        };
        if let Ok(edited) = taken {
            self.took(person, edited);
        }
    }

    /// Cuts some words, sometimes with a part of the next block, as blocks with open ends.
    fn cut(&mut self, person: usize, at: Position, units: u32) {
        let before = self.random.below(u64::from(at.offset.min(12)) + 1) as u32;
        let behind = self
            .random
            .below(u64::from((units - at.offset).min(12)) + 1) as u32;
        let projection = self.people[person].draft.projection(&field());
        let mut range = Range::within(at.block, at.offset - before, at.offset + behind);
        if let Some(next) = projection
            .next_text(at.block)
            .filter(|_| self.random.chance(30))
        {
            let offset = self.random.below(u64::from(next.units()) + 1) as u32;
            range.to = Position::new(next.id, offset);
        }
        if range.is_empty() || self.people[person].clipboard.is_some() {
            return;
        }
        self.people[person].clipboard = Some(projection.slice(range));
        self.edit(person, &Op::Delete(range), Selection::at(at));
    }

    fn paste(&mut self, person: usize, caret: Selection) {
        if let Some(slice) = self.people[person].clipboard.take() {
            self.edit(person, &Op::InsertSlice(slice), caret);
        }
    }

    fn step(&mut self) {
        let person = self.random.below(self.people.len() as u64) as usize;
        match self.random.below(10) {
            0 | 1 => {
                self.send(person);
                self.read(person);
            }
            _ => self.act(person),
        }
    }
}

impl World {
    /// Two people who structure one block at the same time may double it and its words, and then
    /// one of the two be deleted: whose thread it was is anyone's guess.
    fn leave_out_doubled(&mut self, score: &mut Score) {
        let copies = self.people.iter().chain([&self.server]);
        let texts: Vec<Vec<u16>> = copies
            .map(|copy| fold(&Text::of_field(copy.draft.projection(&field())).units))
            .collect();
        self.words.retain(|(_, words)| {
            let count = |text: &Vec<u16>| text.iter().filter(|unit| words.contains(unit)).count();
            let doubled = texts.iter().any(|text| count(text) > words.len());
            score.doubled += u32::from(doubled);
            !doubled
        });
    }
}

/// How threads fared whose words stand in a copy, one measurement a thread, copy and step.
#[derive(Debug, Default)]
struct Score {
    /// Threads left out from then on.
    doubled: u32,
    standing: u32,
    kept: u32,
    /// On words that were written between the first ones before these went elsewhere.
    elsewhere: u32,
    lost: Vec<String>,
}

impl Score {
    fn rate(&mut self, copy: &Copy, words: &[(AnchorId, Vec<u16>)], place: &str) {
        let projection = copy.draft.projection(&field());
        let text = fold(&Text::of_field(projection).units);
        for (thread, words) in words {
            if !text.windows(words.len()).any(|window| window == words) {
                continue;
            }
            self.standing += 1;
            let range = copy.tracker.range(*thread);
            let at = range.map(|range| fold(&Text::within(projection, range)));
            let at = at.unwrap_or_default();
            let strange = !at.is_empty() && !at.iter().any(|unit| words.contains(unit));
            let say = |words: &[u16]| String::from_utf16_lossy(words);
            let news = format!("{place}: on {:?} instead of {:?}", say(&at), say(words));
            self.elsewhere += u32::from(strange);
            match at == *words {
                true => self.kept += 1,
                false => self.lost.push(news),
            }
        }
    }
}

fn run(seed: u64, people: u64, steps: u64, score: &mut Score) {
    let mut world = World::new(seed, people);
    for step in 0..steps {
        world.step();
        world.leave_out_doubled(score);
        for copy in world.people.iter().chain([&world.server]) {
            let client = copy.draft.client_id();
            let place = format!("seed {seed}, {people} people, step {step}, client {client}");
            score.rate(copy, &world.words, &place);
        }
    }
}

/// How many histories to play; `ANCHOR_HISTORIES` asks for a longer run.
fn histories() -> u64 {
    let asked = std::env::var("ANCHOR_HISTORIES").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(40)
}

/// Of a hundred thousand words that stand, so many may have lost their thread to caution.
const LOST_OF_100_000: u64 = 200;

#[test]
fn words_that_still_stand_have_their_thread() {
    for people in 1..=3 {
        let mut score = Score::default();
        for seed in 0..histories() {
            run(seed, people, 60, &mut score);
        }
        let Score {
            doubled,
            standing,
            kept,
            elsewhere,
            lost,
        } = score;
        println!(
            "{people} people: {kept} of {standing} kept, {elsewhere} elsewhere; {doubled} left out"
        );
        let few = lost.len() as u64 * 100_000 <= u64::from(standing) * LOST_OF_100_000;
        assert!(few, "{kept} of {standing}\n{}", lost.join("\n"));
    }
}
