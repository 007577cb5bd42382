//! Two people change the same structure: every word stands exactly once afterwards.
//!
//! Each does one thing, at one moment or one after the other, in the same block, in neighbours or in
//! blocks around each other. A server between them takes both in either order and repairs.
#![allow(clippy::unwrap_used)]

mod act;
mod histories;
mod room;
mod undo;
mod values;

use crate::document::{normalise::faults, notation::parse, notation::write};
use act::{ACTS, Done, Gesture};
use room::Room;
use std::collections::HashSet;

/// A document and the words in which Ann and Ben stand.
struct Scene {
    name: &'static str,
    line: &'static str,
    ann: &'static str,
    ben: &'static str,
}

const PROSE: &str = "<p>alpha bravo</p><p>charlie delta</p><p>echo foxtrot</p><p>end</p>";
const LIST: &str = "<p>intro lead</p><ul><li><p>alpha bravo</p></li><li><p>charlie delta</p></li>\
    <li><p>echo foxtrot</p><ul><li><p>golf hotel</p></li><li><p>india juliet</p></li></ul></li>\
    <li><p>kilo lima</p></li></ul><p>end</p>";
const QUOTE: &str = "<p>intro lead</p><quote><p>alpha bravo</p><p>charlie delta</p>\
    <p>echo foxtrot</p></quote><p>end</p>";
const TABLE: &str = "<p>intro lead</p><table><tr><td><p>alpha bravo</p></td>\
    <td><p>charlie delta</p></td></tr><tr><td><p>echo foxtrot</p></td>\
    <td><p>golf hotel</p></td></tr></table><p>end</p>";

const fn scene(
    name: &'static str,
    line: &'static str,
    ann: &'static str,
    ben: &'static str,
) -> Scene {
    Scene {
        name,
        line,
        ann,
        ben,
    }
}

const SCENES: [Scene; 14] = [
    scene("paragraph, same", PROSE, "charlie", "charlie"),
    scene("paragraph, neighbours", PROSE, "charlie", "echo"),
    scene("paragraph, one between", PROSE, "alpha", "echo"),
    scene("item, same", LIST, "charlie", "charlie"),
    scene("item, neighbours", LIST, "alpha", "charlie"),
    scene("item, before a list", LIST, "charlie", "echo"),
    scene("item, around the other", LIST, "echo", "golf"),
    scene("inner item, same", LIST, "golf", "golf"),
    scene("inner item, neighbours", LIST, "golf", "india"),
    scene("paragraph before a list", LIST, "intro", "alpha"),
    scene("quote, same", QUOTE, "charlie", "charlie"),
    scene("quote, neighbours", QUOTE, "alpha", "charlie"),
    scene("cell, same", TABLE, "charlie", "charlie"),
    scene("cell, neighbours", TABLE, "alpha", "charlie"),
];

/// When Ben acts, and whose change comes to the server first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    AnnFirst,
    BenFirst,
    Afterwards,
}

/// What became of two acts: what is wrong, and the document.
fn play(scene: &Scene, ann: Gesture, ben: Gesture, when: When) -> Option<Result<(), String>> {
    let mut room = Room::new(scene.line, 2);
    room.prepare(0, ann, scene.ann);
    room.prepare(1, ben, scene.ben);
    let start = room.text();
    let first = act::act(&mut room, 0, ann, scene.ann)?;
    if when == When::Afterwards {
        room.settle();
    }
    let second = act::act(&mut room, 1, ben, scene.ben)?;
    match when {
        When::BenFirst => room.send(1),
        _ => room.send(0),
    }
    room.settle();
    Some(check(&room, &[first, second]).map_err(|fault| format!("{fault}\n    from {start}")))
}

fn check(room: &Room, done: &[Done]) -> Result<(), String> {
    let typed = done.iter().flat_map(|done| done.typed.iter());
    let gone = done.iter().flat_map(|done| done.gone.iter());
    counted(room, room.original.iter().chain(typed), &gone.collect())
}

/// Every word stands once; those that somebody named to go may be gone.
fn counted<'a>(
    room: &Room,
    mut words: impl Iterator<Item = &'a String>,
    gone: &HashSet<&String>,
) -> Result<(), String> {
    room.agree()?;
    let faults = faults(room.projection());
    if !faults.is_empty() {
        return Err(format!("illegal {faults:?}: {}", room.text()));
    }
    let text = room.words();
    let fault = words.find_map(|word| {
        let count = text.matches(word.as_str()).count();
        let fine = count == 1 || (count == 0 && gone.contains(word));
        (!fine).then(|| format!("{word} stands {count} times: {}", room.text()))
    });
    fault.map_or(Ok(()), Err)
}

/// All pairs of one scene; how many were played, and what failed.
fn pairs_of(number: usize, only: Option<&str>) -> (usize, Vec<String>) {
    let scene = &SCENES[number];
    let (mut played, mut failed) = (0, Vec::new());
    for (row, ann) in ACTS.into_iter().enumerate() {
        for (column, ben) in ACTS.into_iter().enumerate() {
            if only.is_none() && !(row + column + number).is_multiple_of(EACH) {
                continue;
            }
            for when in [When::AnnFirst, When::BenFirst, When::Afterwards] {
                let name = format!("{} | {ann:?} | {ben:?} | {when:?}", scene.name);
                if !name.contains(only.unwrap_or_default()) {
                    continue;
                }
                let Some(outcome) = play(scene, ann, ben, when) else {
                    continue;
                };
                played += 1;
                failed.extend(outcome.err().map(|fault| format!("{name}\n    {fault}")));
            }
        }
    }
    (played, failed)
}

/// Of the pairs every so many-th is played unless it is asked for.
const EACH: usize = 5;

/// `PAIRS=…` plays all those whose row in the table contains it; `PAIRS=` all.
#[test]
fn every_word_stands_once_whatever_two_people_do() {
    let only = std::env::var("PAIRS").ok();
    let scenes = std::sync::Mutex::new(0..SCENES.len());
    let work = || {
        let (mut played, mut failed) = (0, Vec::new());
        while let Some(scene) = scenes.lock().unwrap().next() {
            let (more, faults) = pairs_of(scene, only.as_deref());
            played += more;
            failed.extend(faults);
        }
        (played, failed)
    };
    let outcomes: Vec<(usize, Vec<String>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        let threads = threads.into_iter();
        threads.map(|thread| thread.join().unwrap()).collect()
    });
    let played: usize = outcomes.iter().map(|(played, _)| played).sum();
    let failed: Vec<String> = outcomes
        .into_iter()
        .flat_map(|(_, failed)| failed)
        .collect();
    assert!(
        failed.is_empty(),
        "{}\n{} of {played} pairs fail",
        failed.join("\n"),
        failed.len()
    );
}
