//! People who type, restructure, take back and lose the line in one text, as the minute in
//! `end2end/editor/soak.spec.js` does: two with Talka's editor, two that write no moves.
//!
//! Everybody writes numbered words in an alphabet of their own, and who has Talka never looks at the
//! caret. Whatever happens, everybody's letters stand in the order in which they were typed. They
//! restructure one after the other, and nobody where the foreign two write: no copy brings their
//! letters after moved text.
#![allow(clippy::unwrap_used)]

mod foreign;
mod typist;

use super::Chance;
use crate::document::{
    draft::Draft,
    notation::{field, parse, write},
    projection::{Block, Projection},
};
use foreign::Foreign;
use typist::Typist;

const TEXT: &str = "<p>ALPHA BETA GAMMA DELTA</p><p>RIVERS AND TOWNS</p><p>MEADOW</p>\
    <p>HILLS AND FORESTS</p><p>TIPTAP</p><p></p><p>PEER</p>";
const ALPHABETS: [&str; 4] = ["abcdefghij", "klmnopqrst", "āčēģīķļņšū", "ąćęłńóśźżě"];
/// Of these people so many have Talka.
const TALKA: usize = 2;
/// So many rounds at most until nobody has anything to bring.
const ROUNDS: usize = 50;

/// What somebody has written, what of it stands, and what is on its way.
struct Words {
    alphabet: Vec<char>,
    written: usize,
    stands: String,
    outbox: Vec<Vec<u8>>,
    /// How much of what the server told has come.
    heard: usize,
    away: bool,
}

impl Words {
    fn next(&mut self) -> String {
        let digits = self.written.to_string();
        self.written += 1;
        let letter = |digit: char| self.alphabet[digit.to_digit(10).unwrap() as usize];
        digits.chars().map(letter).collect()
    }

    fn own(&self, text: &str) -> String {
        text.chars().filter(|c| self.alphabet.contains(c)).collect()
    }
}

fn is_foreign(text: &str) -> bool {
    let foreign = |c| ALPHABETS[TALKA..].iter().any(|letters| letters.contains(c));
    text.chars().any(foreign)
}

fn lines(projection: &Projection) -> String {
    let texts: Vec<String> = projection.textblocks().map(Block::text).collect();
    texts.join("\n")
}

enum Person {
    Typist(Box<Typist>),
    Foreign(Foreign),
}

impl Person {
    fn words(&mut self) -> &mut Words {
        match self {
            Person::Typist(typist) => &mut typist.words,
            Person::Foreign(foreign) => &mut foreign.words,
        }
    }

    fn text(&self) -> String {
        match self {
            Person::Typist(typist) => lines(typist.draft.projection(&field())),
            Person::Foreign(foreign) => foreign.lines(),
        }
    }

    fn take(&mut self, update: &[u8]) {
        match self {
            Person::Typist(typist) => typist.take(update),
            Person::Foreign(foreign) => foreign.take(update),
        }
    }

    fn check(&mut self) -> Result<(), String> {
        let text = self.text();
        let words = self.words();
        let (own, stands) = (words.own(&text), &words.stands);
        match own == *stands {
            true => Ok(()),
            false => Err(format!("{own} stands, not {stands}: {text:?}")),
        }
    }
}

/// An update and its repair: both as one to the others, the repair alone to its author.
struct Told {
    author: usize,
    update: Vec<u8>,
    repair: Vec<u8>,
}

impl Told {
    fn to(&self, number: usize) -> Vec<u8> {
        match (self.author == number, self.repair.is_empty()) {
            (true, _) => self.repair.clone(),
            (false, true) => self.update.clone(),
            (false, false) => yrs::merge_updates_v1([&self.update, &self.repair]).unwrap(),
        }
    }
}

struct World {
    chance: Chance,
    now_ms: typist::Now,
    people: Vec<Person>,
    server: Draft,
    told: Vec<Told>,
    trail: Vec<String>,
}

impl World {
    fn new(seed: u64) -> World {
        let mut server = Draft::for_server(1);
        server.plant(&field(), &parse(TEXT).nodes);
        let now_ms = typist::Now::default();
        let person = |number: usize| {
            let words = Words {
                alphabet: ALPHABETS[number].chars().collect(),
                written: 0,
                stands: String::new(),
                outbox: Vec::new(),
                heard: 0,
                away: false,
            };
            let client = number as u64 + 10;
            match number < TALKA {
                true => Person::Typist(Box::new(Typist::new(
                    client,
                    &server.whole(),
                    words,
                    &now_ms,
                ))),
                false => Person::Foreign(Foreign::new(client, &server.whole(), words)),
            }
        };
        World {
            chance: Chance::new(seed),
            people: (0..ALPHABETS.len()).map(person).collect(),
            now_ms,
            server,
            told: Vec::new(),
            trail: vec![format!("seed {seed}")],
        }
    }

    /// Everybody has a word in the text before the others do anything.
    fn begin(&mut self) {
        for number in 0..self.people.len() {
            self.write(number);
            self.send(number, usize::MAX);
        }
        (0..self.people.len()).for_each(|number| self.hear(number, usize::MAX, false));
    }

    fn note(&mut self, number: usize, what: &str) {
        let text = match &self.people[number] {
            Person::Typist(typist) => typist.line(),
            Person::Foreign(foreign) => foreign.line(),
        };
        self.trail.push(format!("{number} {what}: {text}"));
    }

    /// What somebody did comes to the server, and what it repairs goes out with it.
    fn send(&mut self, number: usize, most: usize) {
        let outbox = &mut self.people[number].words().outbox;
        let count = most.min(outbox.len());
        for update in outbox.drain(..count).collect::<Vec<_>>() {
            let changes = self.server.apply(&update).unwrap();
            let repair = self.server.normalise(&changes);
            if !repair.is_empty() {
                self.trail.push(format!("repair: {}", self.text()));
            }
            self.told.push(Told {
                author: number,
                update,
                repair,
            });
        }
    }

    fn text(&self) -> String {
        write(self.server.projection(&field()))
    }

    /// The next of what was told comes to somebody.
    fn hear(&mut self, number: usize, most: usize, at_once: bool) {
        let heard = self.people[number].words().heard;
        let end = self.told.len().min(heard.saturating_add(most));
        self.people[number].words().heard = end;
        let news = self.told[heard..end].iter();
        let news = news.map(|told| told.to(number)).filter(|it| !it.is_empty());
        let mut news: Vec<Vec<u8>> = news.collect();
        if at_once && news.len() > 1 {
            news = vec![yrs::merge_updates_v1(&news).unwrap()];
        }
        for update in news {
            self.people[number].take(&update);
            self.note(number, "hears");
        }
    }

    fn step(&mut self) -> Result<(), String> {
        let number = self.chance.below(self.people.len());
        self.now_ms.pass(self.chance.below(700) as u64);
        let mut restructures = self.chance.below(100);
        if self.people[number].words().away {
            restructures = 100;
            if self.chance.once_in(6) {
                self.comes_back(number);
            }
        }
        match restructures {
            0..=11 => self.turn(number)?,
            12 => self.loses_the_line(number),
            13..=29 => self.traffic(number),
            _ => self.write(number),
        }
        self.people[number]
            .check()
            .map_err(|fault| format!("{number}: {fault}"))
    }

    fn traffic(&mut self, number: usize) {
        if self.people[number].words().away {
            return;
        }
        let most = self.chance.below(6);
        match self.chance.below(3) {
            0 => self.send(number, most),
            1 => self.hear(number, most, false),
            _ => self.hear(number, most, true),
        }
    }

    fn write(&mut self, number: usize) {
        let word = self.people[number].words().next();
        let World { people, chance, .. } = self;
        match &mut people[number] {
            Person::Typist(typist) => typist.begin_word(&word, chance),
            Person::Foreign(foreign) => foreign.write(&word),
        }
        while let Person::Typist(typist) = &mut self.people[number]
            && typist.press()
        {
            self.note(number, "types");
            if self.chance.once_in(3) {
                self.traffic(number);
            }
        }
        self.note(number, "wrote");
    }

    /// Somebody restructures and waits until all that are there have it.
    fn turn(&mut self, number: usize) -> Result<(), String> {
        // Those who are away hold the turn.
        if (0..self.people.len()).any(|number| self.people[number].words().away) {
            return Ok(());
        }
        let World { people, chance, .. } = self;
        let what = match &mut people[number] {
            Person::Typist(typist) => typist.restructure(chance)?,
            Person::Foreign(foreign) => foreign.restructure(chance),
        };
        self.note(number, &what);
        self.send(number, usize::MAX);
        for other in 0..self.people.len() {
            let at_once = self.chance.once_in(2);
            self.hear(other, usize::MAX, at_once);
        }
        Ok(())
    }

    /// A foreign client makes two blocks of one, behind these words.
    fn split(&mut self, number: usize, behind: &str) {
        let Person::Foreign(foreign) = &mut self.people[number] else {
            panic!("{number} has Talka")
        };
        foreign.split_behind(behind);
        self.note(number, "splits");
        self.send(number, usize::MAX);
    }

    fn loses_the_line(&mut self, number: usize) {
        if !(0..self.people.len()).any(|number| self.people[number].words().away) {
            self.people[number].words().away = true;
            self.note(number, "is away");
        }
    }

    fn comes_back(&mut self, number: usize) {
        self.people[number].words().away = false;
        let outbox = &mut self.people[number].words().outbox;
        if outbox.len() > 1 {
            *outbox = vec![yrs::merge_updates_v1(&*outbox).unwrap()];
        }
        self.hear(number, usize::MAX, true);
        self.send(number, usize::MAX);
        self.note(number, "is back");
    }

    fn settle(&mut self) -> Result<(), String> {
        for _ in 0..ROUNDS {
            (0..self.people.len()).for_each(|number| self.send(number, usize::MAX));
            (0..self.people.len()).for_each(|number| self.hear(number, usize::MAX, false));
        }
        let wanted = lines(self.server.projection(&field()));
        for (number, person) in self.people.iter_mut().enumerate() {
            if !person.words().outbox.is_empty() {
                return Err(format!("{number} brings letters for ever"));
            }
            let text = person.text();
            if text != wanted {
                return Err(format!("{number} has {text:?}, not {wanted:?}"));
            }
            person
                .check()
                .map_err(|fault| format!("{number} at the end: {fault}"))?;
        }
        let capitals = |text: &str| {
            let mut list: Vec<char> = text.chars().filter(char::is_ascii_uppercase).collect();
            list.sort_unstable();
            list
        };
        match capitals(&wanted) == capitals(TEXT) {
            true => Ok(()),
            false => Err(format!("what stood there before is not whole: {wanted:?}")),
        }
    }
}

fn play(seed: u64, steps: usize) -> Result<(), String> {
    let mut world = World::new(seed);
    let mut run = || {
        world.begin();
        (0..steps).try_for_each(|_| world.step())?;
        world.settle()
    };
    let played = run();
    played.map_err(|fault| format!("{}\nseed {seed}: {fault}", world.trail.join("\n")))
}

/// The soak's kind of fault with clients that write no moves: one splits where somebody types in Talka,
/// whose page brings the word after the text; the other writes what is left anew before it hears of it.
#[test]
fn a_word_stays_where_it_was_brought_when_a_foreign_client_copies_what_was_left() {
    for again in 0..2 {
        let mut world = World::new(0);
        world.begin();
        let Person::Typist(ann) = &mut world.people[0] else {
            panic!("the first has Talka")
        };
        ann.begin_word("bcd", &mut Chance::new(1));
        while ann.press() {}
        world.send(0, usize::MAX);
        world.split(2, "ALPHA BETA ");
        world.hear(0, usize::MAX, false);
        world.hear(3, usize::MAX, false);
        world.split(3, "ALPHA BETA b");
        if again > 0 {
            world.hear(2, usize::MAX, true);
            world.split(2, "c");
        }
        world.hear(0, usize::MAX, false);
        world.people[0].check().unwrap();
        let settled = world.settle();
        assert_eq!(settled, Ok(()), "{}", world.trail.join("\n"));
    }
}

/// `TYPIST_HISTORIES=…` plays so many; `TYPIST_SEED=…` one.
#[test]
fn everybodys_letters_stand_in_order_among_people_who_restructure_in_turn() {
    let asked = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|asked| asked.parse().ok())
    };
    let histories: u64 = asked("TYPIST_HISTORIES").unwrap_or(60);
    let seeds = match asked("TYPIST_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..histories,
    };
    let steps = |seed: u64| 30 + (seed % 4) as usize * 40;
    let failed: Vec<String> = seeds
        .filter_map(|seed| play(seed, steps(seed)).err())
        .collect();
    let heads = failed.iter().filter_map(|fault| fault.lines().last());
    let heads: Vec<&str> = heads.collect();
    let shortest = failed.iter().min_by_key(|fault| fault.lines().count());
    assert!(
        failed.is_empty(),
        "{}\n{}\n{} of {histories} failed",
        heads.join("\n"),
        shortest.unwrap(),
        failed.len(),
    );
}
