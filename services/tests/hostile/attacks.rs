//! Updates that cost more than they look.

use super::{
    foreign,
    forge::{At, Forge, Id},
};
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeMap;

/// The field of the proposal.
pub const FIELD: &str = "situation.lv";

/// One hostile update; the number says how large it is.
#[derive(Clone, Debug)]
pub enum Attack {
    /// Quotes in quotes, in one update or continued by the next.
    Deep(u32),
    /// Tables in cells of tables.
    DeepTables(u32),
    Wide(u32),
    /// Items at one place, each with another right neighbour.
    Crowd(u32),
    /// The same, by many replicas.
    Crowds(u32),
    /// One chain of letters, and items that each yrs compares with all that follows in it.
    Tail(u32),
    /// Items each in the middle of another replica's run.
    Splits(u32),
    /// Values of one attribute without a predecessor.
    Values(u32),
    /// Runs of text under many marks.
    Marks(u32, u32),
    /// Cells that claim huge spans.
    Spans(u32),
    /// Every second letter is deleted.
    Holes(u32),
    Hidden(u32),
    Binary(u32),
    /// What hangs on something that comes in a later update, or never.
    Missing(u32),
    /// Everything that came before is deleted.
    Clear,
    /// What a foreign editor writes with yrs, under one of a few replicas: some say different things
    /// under the same clocks.
    Foreign(u8, Vec<foreign::Act>),
    /// The same, with bytes that broke on the way.
    Broken(u8, Vec<foreign::Act>, Vec<(u16, u8)>),
    /// Bytes that nobody wrote.
    Bytes(Vec<u8>),
}

pub fn attack() -> impl Strategy<Value = Attack> {
    let size = prop_oneof![1..100u32, 1..3_000u32, 3_000..40_000u32];
    let sized = |make: fn(u32) -> Attack| size.clone().prop_map(make).boxed();
    prop_oneof![
        sized(Attack::Deep),
        sized(Attack::DeepTables),
        sized(Attack::Wide),
        sized(Attack::Crowd),
        sized(Attack::Crowds),
        sized(Attack::Tail),
        sized(Attack::Splits),
        sized(Attack::Values),
        (1..10_000u32, 1..100u32).prop_map(|(runs, marks)| Attack::Marks(runs, marks)),
        sized(Attack::Spans),
        sized(Attack::Holes),
        sized(Attack::Hidden),
        sized(Attack::Binary),
        sized(Attack::Missing),
        Just(Attack::Clear),
        (0..4u8, foreign::acts()).prop_map(|(client, acts)| Attack::Foreign(client, acts)),
        (0..4u8, foreign::acts(), vec(any::<(u16, u8)>(), 1..6))
            .prop_map(|(client, acts, breaks)| Attack::Broken(client, acts, breaks)),
        vec(any::<u8>(), 0..400).prop_map(Attack::Bytes),
    ]
}

/// What was written so far, so that later updates can build upon it.
#[derive(Default)]
pub struct Before {
    pub ends: BTreeMap<u64, u32>,
    deepest: Option<Id>,
}

impl Before {
    /// The bytes of an attack, and what is there if it is taken.
    pub fn forge(&self, attack: &Attack) -> (Vec<u8>, Before) {
        if let Some(update) = written_elsewhere(attack) {
            let (ends, deepest) = (self.ends.clone(), self.deepest);
            return (update, Before { ends, deepest });
        }
        let mut forge = Forge::after(&self.ends);
        let root = At::Root(FIELD);
        let me = 1_000;
        let mut deepest = self.deepest;
        match attack {
            Attack::Deep(levels) => {
                let at = deepest.map_or(root, At::In);
                deepest = Some(chain(&mut forge, at, &["blockquote"], *levels));
            }
            Attack::DeepTables(levels) => {
                let tags = ["table", "tableRow", "tableCell"];
                deepest = Some(chain(&mut forge, root, &tags, *levels));
            }
            Attack::Wide(count) => wide(&mut forge, me, *count),
            Attack::Crowd(count) => crowd(&mut forge, me, *count),
            Attack::Crowds(count) => {
                let text = text_in(&mut forge, me);
                for number in 0..u64::from(*count) {
                    forge.letters(10_000 + number, At::In(text), "y");
                }
            }
            Attack::Tail(count) => tail(&mut forge, me, *count),
            Attack::Splits(count) => splits(&mut forge, me, *count),
            Attack::Values(count) => {
                let heading = forge.element(me, root, "heading");
                for _ in 0..*count {
                    forge.value(me, At::Key(heading, "level"), "1");
                }
            }
            Attack::Marks(runs, marks) => marked(&mut forge, me, *runs, *marks),
            Attack::Spans(count) => spans(&mut forge, me, *count),
            Attack::Holes(count) => holes(&mut forge, me, *count),
            Attack::Hidden(levels) => {
                let _ = chain(&mut forge, At::Root("hidden"), &["blockquote"], *levels);
            }
            Attack::Binary(bytes) => {
                forge.binary(me, root, *bytes as usize * 100);
            }
            Attack::Missing(levels) => {
                deepest = Some(chain(&mut forge, At::In((77, 0)), &["blockquote"], *levels));
            }
            Attack::Clear => {
                for (client, end) in &self.ends {
                    forge.delete((*client, 0), *end);
                }
            }
            Attack::Foreign(..) | Attack::Broken(..) | Attack::Bytes(_) => {}
        }
        let ends = forge.ends();
        (forge.update(), Before { ends, deepest })
    }
}

/// The bytes of an attack that builds upon nothing.
fn written_elsewhere(attack: &Attack) -> Option<Vec<u8>> {
    match attack {
        Attack::Foreign(client, acts) => Some(foreign::update(2_000 + u64::from(*client), acts)),
        Attack::Broken(client, acts, breaks) => {
            let mut update = foreign::update(2_000 + u64::from(*client), acts);
            let length = update.len();
            for (at, byte) in breaks {
                update[usize::from(*at) % length] = *byte;
            }
            Some(update)
        }
        Attack::Bytes(bytes) => Some(bytes.clone()),
        _ => None,
    }
}

fn wide(forge: &mut Forge, me: u64, count: u32) {
    for _ in 0..count / 3 {
        let paragraph = forge.element(me, At::Root(FIELD), "paragraph");
        let text = forge.text(me, At::In(paragraph));
        forge.letters(me, At::In(text), "abc");
    }
}

fn crowd(forge: &mut Forge, me: u64, count: u32) {
    let text = text_in(forge, me);
    let mut right = forge.letters(me, At::In(text), "z");
    for _ in 0..count {
        right = forge.letters(me + 1, At::Between(None, Some(right)), "x");
    }
    for _ in 0..count {
        forge.letters(me, At::In(text), "y");
    }
}

fn splits(forge: &mut Forge, me: u64, count: u32) {
    let text = text_in(forge, me);
    let run = "a".repeat(count as usize * 2);
    let (client, first) = forge.letters(me, At::In(text), &run);
    for number in (0..count).rev() {
        let left = (client, first + 2 * number);
        let right = (client, first + 2 * number + 1);
        forge.letters(me + 1, At::Between(Some(left), Some(right)), "b");
    }
}

fn marked(forge: &mut Forge, me: u64, runs: u32, marks: u32) {
    let text = text_in(forge, me);
    let mut last = forge.letters(me, At::In(text), "a");
    for number in 0..marks {
        let at = At::Between(Some(last), None);
        last = forge.mark(me, at, &format!("mark{number}"), "{}");
    }
    for number in 0..runs {
        let value = if number % 2 == 0 { "{}" } else { "null" };
        last = forge.mark(me, At::Between(Some(last), None), "bold", value);
        last = forge.letters(me, At::Between(Some(last), None), "a");
    }
}

fn spans(forge: &mut Forge, me: u64, count: u32) {
    let table = forge.element(me, At::Root(FIELD), "table");
    for _ in 0..(count / 100).max(1) {
        let row = forge.element(me, At::In(table), "tableRow");
        for _ in 0..20 {
            let cell = forge.element(me, At::In(row), "tableCell");
            forge.value(me, At::Key(cell, "colspan"), "4000000000");
            forge.value(me, At::Key(cell, "rowspan"), "4000000000");
        }
    }
}

fn holes(forge: &mut Forge, me: u64, count: u32) {
    let text = text_in(forge, me);
    let run = "a".repeat(count as usize * 2);
    let (client, first) = forge.letters(me, At::In(text), &run);
    for number in 0..count {
        forge.delete((client, first + 2 * number), 1);
    }
}

fn text_in(forge: &mut Forge, client: u64) -> Id {
    let paragraph = forge.element(client, At::Root(FIELD), "paragraph");
    forge.text(client, At::In(paragraph))
}

fn chain(forge: &mut Forge, root: At<'_>, tags: &[&str], levels: u32) -> Id {
    let mut last = forge.element(1_000, root, tags[0]);
    for level in 1..levels as usize {
        last = forge.element(1_000, At::In(last), tags[level % tags.len()]);
    }
    last
}

fn tail(forge: &mut Forge, client: u64, count: u32) {
    let text = text_in(forge, client);
    let mut chain = vec![forge.letters(client, At::In(text), "a")];
    for number in 0..count {
        // Runs of two replicas in turn cannot become one.
        let left = chain.last().copied();
        chain.push(forge.letters(client + u64::from(number % 2), At::Between(left, None), "a"));
    }
    for left in chain {
        forge.letters(client + 5, At::Between(Some(left), None), "b");
    }
}
