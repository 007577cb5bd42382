#![allow(clippy::unwrap_used)]

use super::*;
use crate::document::{
    edit::Op,
    notation::{Sheet, field},
    position::{Position, Range, Selection},
};

/// Anna at copy 2 and Marek at copy 3 change `one two three`; what they sent, in order.
struct Desk {
    before: Draft,
    after: Draft,
    block: BlockId,
    copies: [Draft; 2],
    log: Vec<(&'static str, Vec<u8>)>,
}

const NAMES: [&str; 2] = ["Anna", "Marek"];

impl Desk {
    fn new() -> Desk {
        let first = Sheet::of(1, "<p>one two three</p>");
        Desk {
            before: first.copy(9).draft,
            after: first.copy(4).draft,
            block: first.projection().roots()[0],
            copies: [first.copy(2).draft, first.copy(3).draft],
            log: Vec::new(),
        }
    }

    fn at(&self, offset: u32) -> Position {
        Position::new(self.block, offset)
    }

    fn act(&mut self, who: usize, op: &Op, caret: u32) {
        let selection = Selection::at(self.at(caret));
        let edited = self.copies[who].edit(&field(), op, selection).unwrap();
        self.send(who, edited.update);
    }

    fn send(&mut self, who: usize, update: Vec<u8>) {
        self.after.apply(&update).unwrap();
        self.log.push((NAMES[who], update));
    }

    fn writes(&mut self, who: usize, text: &str, caret: u32) {
        let op = Op::InsertText {
            text: text.to_owned(),
            marks: None,
        };
        self.act(who, &op, caret);
    }

    fn deletes(&mut self, who: usize, from: u32, to: u32) {
        let (from, to) = (self.at(from), self.at(to));
        self.act(who, &Op::Delete(Range { from, to }), 0);
    }

    fn by(&self) -> Vec<(u32, Option<&'static str>)> {
        let mut deleters = Deleters::new(Ranges::default(), Vec::new());
        for (name, update) in &self.log {
            deleters.note(Some(*name), update).unwrap();
        }
        let (before, after) = (&self.before, &self.after);
        let book = Book {
            before,
            after,
            field: &field(),
            clients: &HashMap::from([(2, "Anna"), (3, "Marek")]),
            deleters: &deleters,
        };
        let diff = Diff::between(before.projection(&field()), after.projection(&field()));
        let credits = book.credits(&diff).into_iter().flatten();
        credits.flat_map(|credit| credit.by).collect()
    }
}

#[test]
fn every_inserted_and_deleted_run_says_who_did_it() {
    let mut desk = Desk::new();
    desk.writes(0, " more", 13);
    desk.deletes(0, 0, 4);
    desk.writes(1, "1 ", 4);
    // [-one-]{+1+} two three{+ more+}
    let wanted = [(3, Some("Anna")), (1, Some("Marek")), (5, Some("Anna"))];
    assert_eq!(desk.by(), wanted);
}

#[test]
fn letters_that_stay_in_a_changed_word_are_nobodys_doing() {
    let mut desk = Desk::new();
    // `one` becomes `ones`, and `two three` one word.
    desk.writes(0, "s", 3);
    desk.deletes(1, 8, 9);
    // [-one-]{+ones+} [-two three-]{+twothree+}
    let by: Vec<_> = desk.by().into_iter().map(|(_, name)| name).collect();
    assert_eq!(by, [Some("Anna"), Some("Marek")]);
}

#[test]
fn who_repeats_what_others_have_deleted_did_not_delete_it() {
    let mut desk = Desk::new();
    desk.deletes(0, 0, 4);
    // Marek knows of it and sends everything that he has, as a page does that comes back on line.
    desk.copies[1].apply(&desk.log[0].1.clone()).unwrap();
    let whole = desk.copies[1].whole();
    desk.log.insert(0, ("Anna", desk.log[0].1.clone()));
    desk.send(1, whole);
    assert_eq!(desk.by(), [(4, Some("Anna"))]);
}

#[test]
fn what_was_deleted_before_anybody_noted_it_is_nobodys_doing() {
    let mut desk = Desk::new();
    desk.deletes(0, 0, 4);
    let old = guard::update(&desk.after.whole()).unwrap().deletes;
    let mut deleters = Deleters::new(old, Vec::new());
    deleters.note(Some("Marek"), &desk.after.whole()).unwrap();
    assert!(deleters.named().is_empty());
}

#[test]
fn deleted_ranges_are_read_as_they_were_written() {
    let ranges = Ranges::of([(7, 3..5), (2, 0..1), (7, 9..12), (7, 5..6)]);
    let read = guard::update(&ranges.as_deletion()).unwrap();
    assert_eq!(read.deletes, ranges);
    assert!(read.inserts.is_empty());
}

#[test]
fn the_characters_of_all_who_wrote_are_all_characters() {
    let mut desk = Desk::new();
    desk.writes(0, "ā🐝 ", 0);
    desk.writes(1, "zwei ", 4);
    desk.deletes(0, 0, 1);
    let wrote = desk.after.wrote(&field());
    let all = desk.after.projection(&field()).chars();
    assert_eq!(wrote.values().sum::<usize>(), all);
    assert_eq!(wrote[&Some(2)], 2, "a bee and a space");
    assert_eq!(wrote[&Some(3)], 5);
    assert_eq!(wrote[&Some(1)], 13);
}
