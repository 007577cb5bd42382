//! Bytes that no honest client sends: an error or a document, never a trap.
//!
//! Numbers have 32 bits here, memory ends at 4 GB, and a panic cannot be caught, so that a length
//! which a server merely refuses could end the page.

use crate::{Test, browser};
use model::document::{
    draft::Draft,
    notation::{field, write},
    trial::{Alone, Chance, play_hostile},
};

const FOREIGNERS: u64 = 30;
const RANDOM_UPDATES: usize = 20_000;
const LONGEST_BYTES: usize = 64;
/// Numbers at the borders of 31, 32, 53 and 64 bits, as the format writes them.
const LENGTHS: [&[u8]; 4] = [
    &[0xff, 0xff, 0xff, 0xff, 0x07],
    &[0xff, 0xff, 0xff, 0xff, 0x0f],
    &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
    &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
];

pub const TESTS: &[Test] = &[
    ("hostile: foreign clients", foreign_clients),
    ("hostile: random bytes", random_bytes),
    ("hostile: updates that are cut off", cut_off),
    ("hostile: lengths beyond 32 bits", long_lengths),
    ("hostile: bytes that are changed", changed_bytes),
];

fn foreign_clients() {
    for seed in 0..FOREIGNERS {
        if let Err(fault) = play_hostile(seed) {
            panic!("{fault}");
        }
    }
}

fn written(seed: u64) -> Draft {
    let mut draft = Draft::for_browser(browser::client_id(), std::sync::Arc::new(browser::now_ms));
    let mut person = Alone::new(seed);
    person.plant(&mut draft);
    for _ in 0..20 {
        person.act(&mut draft);
    }
    draft
}

/// Gives bytes to every entrance; afterwards the page still shows what the document says.
fn take(draft: &mut Draft, bytes: &[u8]) -> bool {
    let taken = draft.apply(bytes).is_ok();
    let _ = draft.updates_since(bytes);
    let _ = draft.absolute(&String::from_utf8_lossy(bytes));
    taken
}

fn check(draft: &Draft) {
    let (shown, rebuilt) = (draft.projection(&field()), draft.rebuilt(&field()));
    assert_eq!(write(shown), write(&rebuilt));
}

fn random_bytes() {
    let seed = browser::number();
    browser::error(&format!("seed {seed}"));
    let mut chance = Chance::new(seed);
    let mut draft = written(1);
    for _ in 0..RANDOM_UPDATES {
        let size = chance.below(LONGEST_BYTES);
        let bytes: Vec<u8> = (0..size).map(|_| chance.number() as u8).collect();
        take(&mut draft, &bytes);
    }
    check(&draft);
}

fn cut_off() {
    let whole = written(2).whole();
    for end in 0..whole.len() {
        let mut draft = Draft::for_browser(1, std::sync::Arc::new(browser::now_ms));
        assert!(!take(&mut draft, &whole[..end]), "{end} of {}", whole.len());
        check(&draft);
    }
}

fn long_lengths() {
    let whole = written(3).whole();
    for at in 0..whole.len() {
        for length in LENGTHS {
            let bytes = [&whole[..at], length, &whole[at + 1..]].concat();
            let mut draft = Draft::for_browser(1, std::sync::Arc::new(browser::now_ms));
            take(&mut draft, &bytes);
            check(&draft);
        }
    }
}

fn changed_bytes() {
    let whole = written(4).whole();
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            let mut draft = Draft::for_browser(1, std::sync::Arc::new(browser::now_ms));
            take(&mut draft, &bytes);
            check(&draft);
        }
    }
}
