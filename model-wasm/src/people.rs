//! Several people with client ids as a browser makes them, and random histories.

use crate::{Test, browser};
use model::document::{
    draft::Draft,
    notation::{field, parse, write},
    trial::{Alone, Plan, play},
};
use std::{collections::HashSet, sync::Arc};
use yrs::updates::decoder::Decode;

/// The seeds that play in a browser; the native tests play more of them.
const SEEDS: u64 = 12;
/// After so many meetings in which nobody does anything, nothing may be left to bring.
const ROUNDS: usize = 40;
const STEPS: usize = 40;
const IDS: usize = 1_000;

pub const TESTS: &[Test] = &[
    ("people: client ids are many and below 2^53", client_ids),
    ("people: a client id is kept in updates", kept_in_updates),
    ("people: random ids converge", random_ids_converge),
    ("people: histories of one hold", || histories(1)),
    ("people: histories of two hold", || histories(2)),
    ("people: histories of three hold", || histories(3)),
    ("people: histories of four hold", || histories(4)),
    ("people: a history nobody chose holds", any_history),
    ("people: what failed once holds", failed_once),
];

fn client_ids() {
    let ids: Vec<u64> = (0..IDS).map(|_| browser::client_id()).collect();
    assert!(ids.iter().all(|id| *id < 1 << 53));
    assert!(ids.iter().any(|id| *id > u64::from(u32::MAX)));
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), IDS);
}

fn person(client_id: u64) -> Draft {
    Draft::for_browser(client_id, Arc::new(browser::now_ms))
}

fn kept_in_updates() {
    for _ in 0..IDS {
        let id = browser::client_id();
        let mut draft = person(id);
        draft.plant(&field(), &parse("<p>words</p>").nodes);
        match yrs::Update::decode_v1(&draft.whole()) {
            Ok(update) => assert!(
                update
                    .state_vector()
                    .contains_client(&yrs::ClientID::new(id))
            ),
            Err(error) => panic!("{id}: {error}"),
        }
    }
}

fn random_ids_converge() {
    let (mut a, mut b) = (person(browser::client_id()), person(browser::client_id()));
    let seed = browser::number();
    let (mut first, mut second) = (Alone::new(seed), Alone::new(!seed));
    first.plant(&mut a);
    meet(&mut a, &mut b);
    for _ in 0..STEPS {
        first.act(&mut a);
        second.act(&mut b);
        if seed.is_multiple_of(2) {
            meet(&mut a, &mut b);
        }
    }
    meet(&mut a, &mut b);
    let lines = [&a, &b].map(|draft| write(draft.projection(&field())));
    assert_eq!(lines[0], lines[1], "seed {seed}");
}

/// Both have everything, also what one brings after text that the other moved.
fn meet(a: &mut Draft, b: &mut Draft) {
    for _ in 0..ROUNDS {
        let (first, second) = (a.whole(), b.whole());
        assert!(a.apply(&second).is_ok() && b.apply(&first).is_ok());
        let brought = [a.take_reunited(), b.take_reunited()];
        if brought.iter().all(Vec::is_empty) {
            return;
        }
    }
    panic!("letters are brought for ever");
}

fn holds(plan: Plan) {
    if let Err(fault) = play(plan) {
        panic!("{fault}");
    }
}

fn histories(people: usize) {
    for seed in 0..SEEDS {
        let seed = seed * 4 + people as u64;
        holds(Plan {
            seed,
            people,
            steps: STEPS,
        });
    }
}

fn any_history() {
    holds(Plan {
        seed: browser::number(),
        people: 3,
        steps: STEPS,
    });
}

fn failed_once() {
    let lines = include_str!("../../model/tests/fixtures/histories.txt").lines();
    lines.for_each(|line| match line.parse() {
        Ok(plan) => holds(plan),
        Err(error) => panic!("{line}: {error}"),
    });
}
