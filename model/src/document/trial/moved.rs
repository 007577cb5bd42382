//! Random histories in which two people move words from one field into the other, and take it back.
#![allow(clippy::unwrap_used)]

use super::{
    Chance,
    act::{self, FreshLetters},
};
use crate::{
    document::{
        draft::Draft,
        edit::{EditRefused, Op},
        notation::{field, write},
        position::{Position, Range, Selection, Side},
        projection::Projection,
    },
    language::Language,
    proposal::FieldName,
};
use std::{collections::HashSet, sync::Arc};

const PEOPLE: usize = 2;

struct Person {
    draft: Draft,
    typed: HashSet<char>,
    /// How many of the updates that were said it has taken in.
    heard: usize,
    /// What stood before its last step, when that was a move and nothing came in between.
    moved: Option<[String; 2]>,
}

struct Moving {
    chance: Chance,
    letters: FreshLetters,
    people: Vec<Person>,
    said: Vec<Vec<u8>>,
    trail: Vec<String>,
}

fn fields() -> [FieldName; 2] {
    [Language::Lv, Language::Pl].map(|language| FieldName {
        language,
        ..field()
    })
}

fn texts(draft: &Draft) -> [String; 2] {
    fields().map(|field| write(draft.projection(&field)))
}

fn letters(texts: &[String; 2]) -> HashSet<char> {
    let all = texts.iter().flat_map(|text| text.chars());
    all.filter(|c| !c.is_ascii()).collect()
}

impl Moving {
    fn new(seed: u64) -> Moving {
        let mut chance = Chance::new(seed);
        let mut letters = FreshLetters::new();
        let mut server = Draft::for_server(1);
        for field in fields() {
            let nodes: Vec<_> = (0..1 + chance.below(4))
                .map(|_| act::node(&mut chance, &mut letters, 0))
                .collect();
            server.plant(&field, &nodes);
        }
        server.normalise_all();
        let people = (0..PEOPLE).map(|number| Person {
            draft: Draft::for_browser(number as u64 + 2, Arc::new(|| 0)),
            typed: HashSet::new(),
            heard: 0,
            moved: None,
        });
        Moving {
            people: people.collect(),
            said: vec![server.whole()],
            chance,
            letters,
            trail: vec![format!("seed {seed}")],
        }
    }

    fn play(&mut self, steps: usize) {
        (0..PEOPLE).for_each(|number| self.hear(number));
        for _ in 0..steps {
            let number = self.chance.below(PEOPLE);
            match self.chance.below(10) {
                0 | 1 => self.hear(number),
                2 | 3 => self.take_back(number, true),
                4 => self.take_back(number, false),
                5..=7 => self.moves(number),
                _ => self.acts(number),
            }
            self.check(number);
        }
        // What is brought after moved text by one comes to the other in the next round.
        for number in (0..4 * PEOPLE).map(|round| round % PEOPLE) {
            self.hear(number);
        }
        self.check(0);
        let all = self.people.iter().map(|person| texts(&person.draft));
        let all: Vec<_> = all.collect();
        self.hold(all[0] == all[1], &format!("{all:?}"));
    }

    #[track_caller]
    fn hold(&self, holds: bool, fault: &str) {
        assert!(holds, "{}\n{fault}", self.trail.join("\n"));
    }

    fn check(&self, number: usize) {
        let draft = &self.people[number].draft;
        for field in fields() {
            let same = draft.rebuilt(&field) == *draft.projection(&field);
            self.hold(same, "the projection is not a rebuild");
        }
    }

    fn say(&mut self, update: Vec<u8>) {
        if !update.is_empty() {
            self.said.push(update);
        }
    }

    fn hear(&mut self, number: usize) {
        let Moving { people, said, .. } = self;
        let person = &mut people[number];
        for update in &said[person.heard..] {
            person.draft.apply(update).unwrap();
        }
        person.heard = said.len();
        person.moved = None;
        let reunited = person.draft.take_reunited();
        self.say(reunited);
    }

    fn edit(&mut self, number: usize, field: &FieldName, op: &Op, at: Selection) -> bool {
        self.trail
            .push(format!("{number}: {op:?} at {at:?} in {field}"));
        let edited = self.people[number].draft.edit(field, op, at);
        let done = edited.is_ok();
        self.say(edited.map(|edited| edited.update).unwrap_or_default());
        done
    }

    fn acts(&mut self, number: usize) {
        let Moving {
            chance,
            letters: new,
            people,
            ..
        } = self;
        let person = &people[number];
        let before = letters(&texts(&person.draft));
        let field = chance.pick(&fields()).unwrap().clone();
        let shown = person.draft.projection(&field);
        let Some(at) = act::selection(shown, chance) else {
            return;
        };
        let op = act::op(shown, at, chance, new);
        self.edit(number, &field, &op, at);
        let person = &mut self.people[number];
        person.moved = None;
        let after = letters(&texts(&person.draft));
        person.typed.extend(after.difference(&before));
    }

    /// Words go from one field into the other as the editor moves them.
    fn moves(&mut self, number: usize) {
        let Moving { chance, people, .. } = self;
        let draft = &people[number].draft;
        let [mut from, mut into] = fields();
        if chance.once_in(2) {
            std::mem::swap(&mut from, &mut into);
        }
        let shown = draft.projection(&from);
        let place = |chance: &mut Chance, shown: &Projection| act::place(shown, chance);
        let ends = place(chance, shown).zip(place(chance, shown));
        let words = ends.and_then(|(a, b)| shown.range(a, b));
        let words = words.filter(|words| !words.is_empty());
        let Some((words, to)) = words.zip(place(chance, draft.projection(&into))) else {
            return;
        };
        let before = texts(draft);
        let slice = shown.slice(words);
        self.people[number].draft.undo_as_one(true);
        self.move_words(number, [&from, &into], words, to, Op::InsertSlice(slice));
        self.people[number].draft.undo_as_one(false);
        self.people[number].moved = (texts(&self.people[number].draft) != before).then_some(before);
    }

    fn move_words(
        &mut self,
        number: usize,
        [from, into]: [&FieldName; 2],
        words: Range,
        to: Position,
        insert: Op,
    ) {
        let held = self.people[number].draft.relative(into, to, Side::Before);
        let selected = Selection::text(words.from, words.to);
        self.edit(number, from, &Op::Delete(words), selected);
        let held = held.and_then(|held| self.people[number].draft.absolute(&held));
        self.edit(
            number,
            into,
            &insert,
            Selection::at(held.map_or(to, |it| it.1)),
        );
    }

    fn take_back(&mut self, number: usize, undoing: bool) {
        let verb = if undoing { "undo" } else { "redo" };
        let person = &mut self.people[number];
        let before = texts(&person.draft);
        let wanted = person.moved.take();
        self.trail.push(format!("{number}: {verb} in {before:?}"));
        let done = match undoing {
            true => person.draft.undo(),
            false => person.draft.redo(),
        };
        let Ok(edited) = done else {
            let refused = done.unwrap_err();
            let known = matches!(
                refused,
                EditRefused::NothingToDo | EditRefused::OthersWroteHere
            );
            let same = texts(&self.people[number].draft) == before;
            return self.hold(known && same, &format!("{refused}"));
        };
        let after = texts(&person.draft);
        let typed = person.typed.clone();
        self.say(edited.update);
        if edited.refused.is_some() {
            return self.hold(after == before, "a refusal changed something");
        }
        let (old, new) = (letters(&before), letters(&after));
        let others = old.difference(&new).find(|c| !typed.contains(c));
        let taken = undoing && others.is_some();
        self.hold(!taken, &format!("{verb} took {others:?}: {after:?}"));
        if let (Some(wanted), true) = (wanted, undoing) {
            self.hold(after == wanted, &format!("not {wanted:?} but {after:?}"));
            self.redoes(number, &before, &wanted);
        }
    }

    /// What was just taken back comes again exactly, and goes again.
    fn redoes(&mut self, number: usize, moved: &[String; 2], start: &[String; 2]) {
        for (wanted, undoing) in [(moved, false), (start, true)] {
            let draft = &mut self.people[number].draft;
            let done = match undoing {
                true => draft.undo(),
                false => draft.redo(),
            };
            let Ok(edited) = done else { return };
            let (found, refused) = (texts(draft), edited.refused);
            self.say(edited.update);
            self.hold(
                refused.is_some() || found == *wanted,
                &format!("not {wanted:?} again but {found:?}"),
            );
            if refused.is_some() {
                return;
            }
        }
    }
}

#[test]
fn words_move_between_fields_and_back() {
    let histories = std::env::var("MOVED_HISTORIES").map_or(40, |number| number.parse().unwrap());
    for seed in 0..histories {
        Moving::new(seed).play(60);
    }
}
