//! Three people, each some time without a connection, who restructure one text at random.

use super::{
    LIST, PROSE, QUOTE, TABLE,
    act::{self, ACTS, Gesture},
    counted,
    room::Room,
};
use crate::document::trial::Chance;
use std::collections::HashSet;

const PEOPLE: usize = 3;

fn play(seed: u64, steps: usize) -> Result<(), String> {
    let mut chance = Chance::new(seed);
    let line = *chance.pick(&[PROSE, LIST, QUOTE, TABLE]).unwrap();
    let mut room = Room::new(line, PEOPLE);
    let mut words = room.original.clone();
    let mut typed: Vec<Vec<String>> = vec![Vec::new(); PEOPLE];
    let mut gone: HashSet<String> = HashSet::new();
    let mut trail = vec![format!("seed {seed}: {line}")];
    for _ in 0..steps {
        let number = chance.below(PEOPLE);
        match chance.below(8) {
            0 => room.send(number),
            1 => room.hear(number),
            kind => {
                let act = match kind {
                    2 if chance.once_in(3) => Gesture::Redo,
                    2 => Gesture::Undo,
                    _ => *chance.pick(&ACTS).unwrap(),
                };
                if kind > 2 && act::takes_back(act) {
                    continue;
                }
                let word = chance.pick(&words).unwrap().clone();
                let Some(done) = act::act(&mut room, number, act, &word) else {
                    continue;
                };
                trail.push(format!("{number} {act:?} at {word}: {}", room.seen(number)));
                words.extend(done.typed.iter().cloned());
                typed[number].extend(done.typed);
                gone.extend(done.gone);
                if act::takes_back(act) {
                    gone.extend(typed[number].iter().cloned());
                }
            }
        }
    }
    room.settle();
    let gone = gone.iter().collect();
    counted(&room, words.iter(), &gone).map_err(|fault| format!("{fault}\n{}", trail.join("\n")))
}

/// `WORD_HISTORIES=…` plays so many.
#[test]
fn words_of_three_people_stand_once_whenever_they_meet() {
    let asked = std::env::var("WORD_HISTORIES").ok();
    let histories = asked.and_then(|asked| asked.parse().ok()).unwrap_or(150);
    let steps = |seed: u64| 6 + (seed % 5) as usize * 6;
    let failed: Vec<String> = (0..histories)
        .filter_map(|seed| play(seed, steps(seed)).err())
        .collect();
    let shortest = failed.iter().min_by_key(|fault| fault.len());
    assert!(
        failed.is_empty(),
        "{} of {histories} failed\n{}\n{}",
        failed.len(),
        failed
            .iter()
            .filter_map(|it| it.lines().next())
            .collect::<Vec<_>>()
            .join("\n"),
        shortest.unwrap()
    );
}
