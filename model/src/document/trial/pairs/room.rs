//! People, and the server between them, which repairs what it takes in.

use super::{Gesture, act, parse, write};
use crate::document::{
    draft::Draft,
    notation::field,
    projection::{Block, Projection},
};
use std::sync::Arc;

/// So many rounds at most until nobody has anything to bring.
const ROUNDS: usize = 50;

pub(super) struct Participant {
    pub(super) draft: Draft,
    outbox: Vec<Vec<u8>>,
    /// How much of what was told has come here.
    heard: usize,
}

pub(super) struct Room {
    pub(super) people: Vec<Participant>,
    server: Draft,
    told: Vec<(Option<usize>, Vec<u8>)>,
    pub(super) original: Vec<String>,
    words: usize,
}

impl Room {
    pub(super) fn new(line: &str, people: usize) -> Room {
        let mut server = Draft::for_server(1);
        server.plant(&field(), &parse(line).nodes);
        let person = |number: usize| {
            let mut draft = Draft::for_browser(number as u64 + 2, Arc::new(|| 0));
            draft.apply(&server.whole()).unwrap();
            Participant {
                draft,
                outbox: Vec::new(),
                heard: 0,
            }
        };
        let people = (0..people).map(person).collect();
        let words = server.projection(&field()).textblocks();
        let words = words.flat_map(|block| words_of(&block.text())).collect();
        Room {
            people,
            server,
            told: Vec::new(),
            original: words,
            words: 0,
        }
    }

    /// The beginning of words that nobody wrote before.
    pub(super) fn fresh(&mut self, number: usize) -> String {
        self.words += 1;
        format!("{}{:03}", ["ann", "ben", "cat"][number], self.words)
    }

    /// Something that a person did before, which everybody knows.
    pub(super) fn prepare(&mut self, number: usize, wanted: Gesture, word: &str) {
        act::prepare(self, number, wanted, word);
        self.settle();
    }

    pub(super) fn projection(&self) -> &Projection {
        self.server.projection(&field())
    }

    pub(super) fn text(&self) -> String {
        write(self.projection())
    }

    /// What a person sees.
    pub(super) fn seen(&self, number: usize) -> String {
        write(self.people[number].draft.projection(&field()))
    }

    /// All text, a line for each block.
    pub(super) fn words(&self) -> String {
        let lines: Vec<String> = self.projection().textblocks().map(Block::text).collect();
        lines.join("\n")
    }

    pub(super) fn says(&mut self, number: usize, update: Vec<u8>) {
        if !update.is_empty() {
            self.people[number].outbox.push(update);
        }
    }

    /// What a person did comes to the server, and what it repairs goes out with it.
    pub(super) fn send(&mut self, number: usize) {
        for update in std::mem::take(&mut self.people[number].outbox) {
            let changes = self.server.apply(&update).unwrap();
            let repair = self.server.normalise(&changes);
            match repair.is_empty() {
                true => self.told.push((Some(number), update)),
                false => {
                    self.told.push((Some(number), update));
                    self.told.push((None, repair));
                }
            }
        }
    }

    pub(super) fn hear(&mut self, number: usize) {
        let Room { people, told, .. } = self;
        let person = &mut people[number];
        let news: Vec<Vec<u8>> = told[person.heard..]
            .iter()
            .filter(|(from, _)| *from != Some(number))
            .map(|(_, update)| update.clone())
            .collect();
        person.heard = told.len();
        if news.is_empty() {
            return;
        }
        let news = yrs::merge_updates_v1(&news).unwrap();
        person.draft.apply(&news).unwrap();
        let brought = person.draft.take_reunited();
        self.says(number, brought);
    }

    /// Everything goes everywhere, until nobody has anything to say.
    pub(super) fn settle(&mut self) {
        for _ in 0..ROUNDS {
            (0..self.people.len()).for_each(|number| self.send(number));
            (0..self.people.len()).for_each(|number| self.hear(number));
        }
        assert!(self.people.iter().all(|it| it.outbox.is_empty()));
    }

    /// All copies are the same, and each is a full rebuild.
    pub(super) fn agree(&self) -> Result<(), String> {
        for (number, person) in self.people.iter().enumerate() {
            let here = person.draft.projection(&field());
            if here != self.projection() {
                let (here, server) = (write(here), self.text());
                return Err(format!("copies differ: {number} has {here}, not {server}"));
            }
            if *here != person.draft.rebuilt(&field()) {
                return Err(format!("the projection of {number} is not a rebuild"));
            }
        }
        Ok(())
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
