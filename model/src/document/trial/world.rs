//! Several people, a server between them, and what must hold whatever they do.

use super::{
    Chance,
    act::{self, FreshLetters},
    orders::Said,
};
use crate::document::{
    draft::{Changes, Draft},
    edit::{EditRefused, Op},
    map::OpMap,
    normalise::faults,
    notation::{field, write},
    position::{BlockId, Position, Selection, Side},
    projection::{Projection, Span},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// One history, to be played again from this line alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub seed: u64,
    pub people: usize,
    pub steps: usize,
}

impl std::fmt::Display for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.seed, self.people, self.steps)
    }
}

impl std::str::FromStr for Plan {
    type Err = std::num::ParseIntError;
    fn from_str(line: &str) -> Result<Plan, Self::Err> {
        let mut numbers = line.split_whitespace().map(str::parse::<u64>);
        let mut next = || numbers.next().unwrap_or(Ok(0));
        let (seed, people, steps) = (next()?, next()? as usize, next()? as usize);
        Ok(Plan {
            seed,
            people,
            steps,
        })
    }
}

/// What may go wrong, with the whole history; the last line says what.
type Played = Result<(), String>;

struct Person {
    draft: Draft,
    /// Updates on their way here, in any order.
    inbox: Vec<usize>,
    /// Updates on their way to the server.
    outbox: Vec<usize>,
    /// What came here, also from here itself.
    heard: Vec<usize>,
    typed: HashSet<char>,
    /// FreshLetters of others that came after the last undo; redo may not take them.
    arrived: HashSet<char>,
}

struct World {
    chance: Chance,
    letters: FreshLetters,
    people: Vec<Person>,
    server: Draft,
    said: Said,
    /// Whose step undo would take back whole, and what stood there before it.
    last: Option<(usize, String)>,
    trail: Vec<String>,
}

/// Plays a history and answers what went wrong.
pub fn play(plan: Plan) -> Played {
    let mut world = World::new(plan);
    let mut run = || {
        for _ in 0..plan.steps {
            world.step()?;
        }
        world.settle()
    };
    let played = run();
    played.map_err(|fault| format!("plan {plan}\n{}\n{fault}", world.trail.join("\n")))
}

/// After so many rounds in which nobody does anything, nothing may be on its way.
const ROUNDS: usize = 40;

impl Person {
    fn waits(&self) -> bool {
        !self.inbox.is_empty() || !self.outbox.is_empty()
    }

    fn says(&mut self, said: &mut Said, update: Vec<u8>) {
        let number = said.add(update);
        self.outbox.push(number);
        self.heard.push(number);
    }
}

impl World {
    fn new(plan: Plan) -> World {
        let mut chance = Chance::new(plan.seed);
        let mut letters = FreshLetters::new();
        let mut server = Draft::for_server(1);
        let nodes: Vec<_> = (0..2 + chance.below(5))
            .map(|_| act::node(&mut chance, &mut letters, 0))
            .collect();
        server.plant(&field(), &nodes);
        server.normalise_all();
        let mut said = Said::default();
        let whole = said.add(server.whole());
        said.came(whole);
        let people = (0..plan.people)
            .map(|number| Person {
                draft: Draft::for_browser(number as u64 + 2, Arc::new(|| 0)),
                inbox: vec![whole],
                outbox: Vec::new(),
                heard: Vec::new(),
                typed: HashSet::new(),
                arrived: HashSet::new(),
            })
            .collect();
        World {
            chance,
            letters,
            people,
            server,
            said,
            last: None,
            trail: Vec::new(),
        }
    }

    fn step(&mut self) -> Played {
        let number = self.chance.below(self.people.len());
        match self.chance.below(12) {
            0 => self.deliver(number),
            1 => self.send(number),
            2 => self.take_back(number, true),
            3 if self.chance.once_in(2) => self.take_back(number, false),
            _ => self.act(number),
        }
    }

    fn act(&mut self, number: usize) -> Played {
        let World {
            chance,
            letters,
            people,
            trail,
            said,
            last,
            ..
        } = self;
        let person = &mut people[number];
        let projection = person.draft.projection(&field());
        let Some(selection) = act::selection(projection, chance) else {
            return self.begin(number);
        };
        let op = act::op(projection, selection, chance, letters);
        trail.push(format!(
            "{number}: {op:?} at {selection:?} in {}",
            write(projection)
        ));
        let before = projection.clone();
        let edited = match person.draft.edit(&field(), &op, selection) {
            Ok(edited) => edited,
            Err(EditRefused::NotHere | EditRefused::NothingToDo) => {
                return same(
                    &before,
                    person.draft.projection(&field()),
                    "a refusal changed something",
                );
            }
            Err(refused) => return Err(format!("refused: {refused}")),
        };
        let after = person.draft.projection(&field());
        person.typed.extend(
            letters_of(after)
                .keys()
                .filter(|c| !letters_of(&before).contains_key(c)),
        );
        *last = None;
        if !edited.update.is_empty() {
            *last = op.is_boundary().then(|| (number, write(&before)));
            person.says(said, edited.update);
        }
        let after = person.draft.projection(&field());
        if let Some(selection) = edited.selection {
            stands(after, selection)?;
        }
        kept(&op, &before, after)?;
        counted(&before, after, &edited.changes)?;
        followed(&before, after, &edited.map)?;
        self.check(number)
    }

    fn begin(&mut self, number: usize) -> Played {
        let nowhere = BlockId::of(yrs::ID::new(yrs::ClientID::new(0), 0));
        let person = &mut self.people[number];
        let edited = person
            .draft
            .edit(&field(), &Op::Begin, Selection::caret(nowhere, 0));
        let edited = edited.map_err(|refused| format!("begin: {refused}"))?;
        person.says(&mut self.said, edited.update);
        self.last = None;
        self.check(number)
    }

    /// Undo and redo take nobody else's letters, and redo after undo is as if nothing happened.
    fn take_back(&mut self, number: usize, undoing: bool) -> Played {
        let last = self.last.take();
        let person = &mut self.people[number];
        let before = person.draft.projection(&field()).clone();
        let verb = if undoing { "undo" } else { "redo" };
        self.trail
            .push(format!("{number}: {verb} in {}", write(&before)));
        let done = if undoing {
            person.draft.undo()
        } else {
            person.draft.redo()
        };
        let edited = match done {
            Ok(edited) => edited,
            Err(EditRefused::NothingToDo | EditRefused::OthersWroteHere) => {
                return self.check(number);
            }
            Err(refused) => return Err(format!("{verb}: {refused}")),
        };
        person.says(&mut self.said, edited.update);
        let after = person.draft.projection(&field()).clone();
        if let Some(selection) = edited.selection {
            stands(&after, selection)?;
        }
        let (old, new) = (letters_of(&before), letters_of(&after));
        let others = |c: &&char| match undoing {
            true => !person.typed.contains(c),
            false => person.arrived.contains(c),
        };
        if let Some(lost) = old.keys().filter(|c| !new.contains_key(c)).find(others) {
            return Err(format!(
                "{verb} took {lost} of somebody else: {}",
                write(&after)
            ));
        }
        if undoing {
            person.arrived.clear();
        }
        if let Some((who, wanted)) = last
            && undoing
            && who == number
            && edited.refused.is_none()
            && wanted != write(&after)
        {
            return Err(format!(
                "undo does not bring back\n{wanted}\nbut\n{}",
                write(&after)
            ));
        }
        self.check(number)
    }

    fn send(&mut self, number: usize) -> Played {
        let updates = std::mem::take(&mut self.people[number].outbox);
        for update in updates {
            let changes = self
                .server
                .apply(self.said.get(update))
                .map_err(|error| format!("server: {error}"))?;
            self.said.came(update);
            let repair = self.server.normalise(&changes);
            let faults = faults(self.server.projection(&field()));
            if !faults.is_empty() {
                return Err(format!(
                    "{faults:?} on the server: {}",
                    write(self.server.projection(&field()))
                ));
            }
            let repair = (!repair.is_empty()).then(|| {
                let number = self.said.add(repair);
                self.said.came(number);
                number
            });
            for (other, person) in self.people.iter_mut().enumerate() {
                if other != number {
                    person.inbox.push(update);
                }
                person.inbox.extend(repair);
            }
        }
        let rebuilt = self.server.rebuilt(&field());
        same(
            &rebuilt,
            self.server.projection(&field()),
            "the server's projection is not a rebuild",
        )
    }

    fn deliver(&mut self, number: usize) -> Played {
        while !self.people[number].inbox.is_empty() {
            let index = self.chance.below(self.people[number].inbox.len());
            let person = &mut self.people[number];
            let update = person.inbox.swap_remove(index);
            let old = person.draft.projection(&field()).clone();
            let before = letters_of(&old);
            let changes = person
                .draft
                .apply(self.said.get(update))
                .map_err(|error| format!("{number}: {error}"))?;
            person.heard.push(update);
            self.last = None;
            counted(&old, person.draft.projection(&field()), &changes)?;
            let reunited = person.draft.take_reunited();
            if !reunited.is_empty() {
                person.says(&mut self.said, reunited);
            }
            let after = letters_of(person.draft.projection(&field()));
            person
                .arrived
                .extend(after.keys().filter(|c| !before.contains_key(c)));
            self.check(number)?;
        }
        Ok(())
    }

    fn check(&self, number: usize) -> Played {
        let draft = &self.people[number].draft;
        same(
            &draft.rebuilt(&field()),
            draft.projection(&field()),
            "the projection is not a rebuild",
        )
    }

    /// Everything arrives everywhere: all have the same, and it is legal.
    fn settle(&mut self) -> Played {
        let mut rounds = 0;
        // What is brought after moved text by one goes to all in the next round.
        while self.people.iter().any(Person::waits) {
            rounds += 1;
            if rounds > ROUNDS {
                return Err("updates go round for ever".to_owned());
            }
            for number in 0..self.people.len() {
                self.send(number)?;
            }
            for number in 0..self.people.len() {
                self.deliver(number)?;
            }
        }
        for (number, person) in self.people.iter().enumerate() {
            let message = format!("{number} has something else than the server");
            let wanted = self.server.projection(&field());
            same(wanted, person.draft.projection(&field()), &message)
                .map_err(|fault| format!("{fault}\n{}", self.said.log(&person.heard)))?;
        }
        let wanted = self.server.projection(&field());
        self.said.in_any_order(wanted, &mut self.chance)
    }
}

fn same(wanted: &Projection, found: &Projection, message: &str) -> Played {
    match wanted == found {
        true => Ok(()),
        false => Err(format!("{message}:\n{}\n{}", write(wanted), write(found))),
    }
}

/// Where every letter stands.
fn letters_of(projection: &Projection) -> HashMap<char, Position> {
    let mut list = HashMap::new();
    for block in projection.textblocks() {
        let mut at = 0;
        for span in block.spans() {
            match span {
                Span::Break => at += 1,
                Span::Text { text, .. } => {
                    for c in text.chars() {
                        if !c.is_control() {
                            list.insert(c, Position::new(block.id, at));
                        }
                        at += c.len_utf16() as u32;
                    }
                }
            }
        }
    }
    list
}

/// The letters that stand once: two people who make the same block anew at the same time double it.
fn single(projection: &Projection) -> HashMap<char, Position> {
    let mut times: HashMap<char, u32> = HashMap::new();
    for block in projection.textblocks() {
        for c in block.text().chars() {
            *times.entry(c).or_default() += 1;
        }
    }
    let mut list = letters_of(projection);
    list.retain(|c, _| times.get(c) == Some(&1));
    list
}

/// What is selected afterwards is there.
fn stands(projection: &Projection, selection: Selection) -> Played {
    let there = match selection {
        Selection::Text { anchor, head } => {
            projection.clamp(anchor) == Some(anchor) && projection.clamp(head) == Some(head)
        }
        Selection::Node(id) => projection.block(id).is_some(),
        Selection::Cells { anchor, head } => {
            projection.block(anchor).is_some() && projection.block(head).is_some()
        }
    };
    match there {
        true => Ok(()),
        false => Err(format!("{selection:?} is nowhere in {}", write(projection))),
    }
}

/// An operation that only moves or marks text loses none.
fn kept(op: &Op, before: &Projection, after: &Projection) -> Played {
    let only_moves = matches!(
        op,
        Op::SetBlock(_)
            | Op::ToggleMark(_)
            | Op::SetLink(_)
            | Op::ClearMarks
            | Op::ToggleQuote
            | Op::Lift
            | Op::ToggleList(_)
            | Op::Indent
            | Op::Outdent
    );
    let (old, new) = (letters_of(before), letters_of(after));
    match old.keys().find(|c| only_moves && !new.contains_key(c)) {
        Some(lost) => Err(format!("{lost} is lost: {}", write(after))),
        None => Ok(()),
    }
}

/// What changed says how many characters there are now.
fn counted(before: &Projection, after: &Projection, changes: &Changes) -> Played {
    let gained = changes
        .field(&field())
        .map_or(0, |change| change.chars_gained(after));
    match before.chars() as isize + gained == after.chars() as isize {
        true => Ok(()),
        false => Err(format!(
            "{} and {gained} characters are not {}",
            before.chars(),
            after.chars()
        )),
    }
}

/// The map of an operation knows where every letter went that still stands.
fn followed(before: &Projection, after: &Projection, map: &OpMap) -> Played {
    let (old, new) = (single(before), single(after));
    for (letter, place) in old {
        let Some(now) = new.get(&letter) else {
            continue;
        };
        let mapped = map.map(place, Side::After);
        if mapped != Some(*now) {
            let shifts = map.shifts();
            return Err(format!(
                "{letter} went from {place:?} to {now:?}, not to {mapped:?}: {shifts:?}\n{}",
                write(after)
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seed, people and steps of every history that once failed.
    const FAILED_ONCE: &str = include_str!("../../../tests/fixtures/histories.txt");

    #[test]
    fn what_failed_once_holds() {
        for line in FAILED_ONCE.lines() {
            match line.parse::<Plan>().map(play) {
                Ok(Ok(())) => {}
                Ok(Err(fault)) => panic!("{fault}"),
                Err(error) => panic!("{line}: {error}"),
            }
        }
    }

    #[test]
    fn random_histories_hold() {
        for seed in 0..60 {
            let plan = Plan {
                seed,
                people: 1 + (seed % 4) as usize,
                steps: 60,
            };
            if let Err(fault) = play(plan) {
                panic!("{fault}");
            }
        }
    }
}
