//! Whatever a connection sends, its cost has a bound: time and memory of taking it, of repairing and
//! of showing the document afterwards, on a thread with a small stack.
//!
//! A binary of its own, because memory is counted by its allocator.
#![allow(clippy::unwrap_used)]

#[path = "hostile/attacks.rs"]
mod attacks;
#[path = "hostile/foreign.rs"]
mod foreign;
#[path = "../../model/tests/fixtures/forge.rs"]
mod forge;

use attacks::{Attack, Before, FIELD, attack};
use forge::{At, Forge};
use model::{
    document::{draft::Draft, html, projection::Node},
    ids::AccountId,
    limits::TREE_DEPTH,
    proposal::FieldName,
    role::Role,
    sync::{CloseCode, Message, Millis},
    workflow::State,
};
use peak_alloc::PeakAlloc;
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use services::collab::{
    records::{Loaded, Row},
    room::{Access, Input, Output, Room, Seat, SeatId},
};
use std::{env, fs, sync::Mutex, thread};
use uuid::Uuid;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

/// Tests take turns, so that each sees its own memory and has the machine for itself.
static TURN: Mutex<()> = Mutex::new(());

const SEAT: SeatId = SeatId(1);
const NOW: Millis = Millis(0);
/// The stack of the thread on which everything runs.
const STACK_BYTES: usize = 512 * 1024;
/// Most memory that one frame may add, for good or while it is taken.
const MEMORY_MB: f32 = 64.0;
/// Longest that taking one frame and showing what it left may take, beyond what it took before.
const TIME_MS: u128 = 200;
/// Time is measured where it means something: what is optimised. In every build the guard counts the
/// steps before they are taken (`limits::CONFLICTS_AN_UPDATE`, `limits::TREE_DEPTH`).
const TIME_COUNTS: bool = !cfg!(debug_assertions);
/// How many sequences are played, unless [`CASES`] says another number.
const SEQUENCES: u32 = 8;
/// Names the number of sequences, and the seed from which they come.
const CASES: &str = "TALKA_FUZZ_CASES";
const SEED: &str = "TALKA_FUZZ_SEED";

fn field() -> FieldName {
    FIELD.parse().unwrap()
}

fn loaded(updates: &[Vec<u8>]) -> Loaded {
    let row = |(id, bytes): (usize, &Vec<u8>)| Row {
        id: id as i64,
        bytes: bytes.clone().into(),
    };
    Loaded {
        fields: [field()].into(),
        rows: updates.iter().enumerate().map(row).collect(),
        ..Loaded::default()
    }
}

fn sit(room: &mut Room, seat: SeatId) {
    let access = Access {
        role: Role::Editor,
        state: State::Draft,
        side: None,
    };
    let account = AccountId(Uuid::from_u128(u128::from(seat.0)));
    let who = Seat::new(account, String::new(), true, access);
    room.apply(Input::Join { seat, who }, NOW);
}

/// Sends an update; whether it was taken, and the code if its sender was closed.
fn send(room: &mut Room, seat: SeatId, update: &[u8]) -> (bool, Option<CloseCode>) {
    let bytes = Message::Update(update).frame();
    let mut todo = room.apply(Input::Frame { seat, bytes }, NOW);
    let (mut taken, mut closed) = (false, None);
    while let Some(output) = todo.pop() {
        match output {
            Output::Persist(batch) => {
                taken = true;
                let rows = (0..batch.changes.len() as i64).map(|row| 1_000_000 + row);
                let rows = rows.collect();
                todo.extend(room.apply(Input::Committed { rows }, NOW));
            }
            Output::Reread => todo.extend(room.apply(Input::Rows(loaded(&[])), NOW)),
            Output::Close { code, .. } => closed = Some(code),
            _ => {}
        }
    }
    (taken, closed)
}

/// How long this thread has had a processor, in milliseconds: other work on the machine does not
/// count.
fn busy_ms() -> u128 {
    let scheduled = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let ns = scheduled
        .split(' ')
        .next()
        .and_then(|ns| ns.parse::<u128>().ok());
    ns.unwrap_or_default() / 1_000_000
}

/// Opens the document as a page does, and shows it; how long that took.
fn show(room: &Room) -> u128 {
    let whole = room.draft().whole();
    let started = busy_ms();
    let page = Draft::load(1, [&whole[..]]).unwrap();
    let html = html::render::of_field(page.projection(&field()));
    drop(html);
    busy_ms() - started
}

/// Runs on a thread with a small stack.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let turn = TURN
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let small = thread::Builder::new().stack_size(STACK_BYTES);
    let done = small.spawn(work).unwrap().join();
    drop(turn);
    if let Err(panic) = done {
        std::panic::resume_unwind(panic);
    }
}

/// Plays attacks one after the other; each who is closed comes back.
fn play(attacks: &[Attack]) {
    let mut room = Room::new(1, loaded(&[]), Vec::new()).unwrap();
    sit(&mut room, SEAT);
    let mut before = Before::default();
    let mut shown = show(&room);
    for attack in attacks {
        let (update, after) = before.forge(attack);
        let memory = ALLOCATED.current_usage_as_mb();
        ALLOCATED.reset_peak_usage();
        let started = busy_ms();
        let (taken, closed) = send(&mut room, SEAT, &update);
        let took = busy_ms() - started;
        let peak = ALLOCATED.peak_usage_as_mb() - memory;
        let now = show(&room);
        println!("{attack:?}: taken {taken}, {closed:?}, {took} ms, page {now} ms, {peak} MB");
        let longer = now.saturating_sub(shown);
        assert!(!TIME_COUNTS || took <= TIME_MS, "{attack:?} took {took} ms");
        assert!(
            !TIME_COUNTS || longer <= TIME_MS,
            "{attack:?} made a page take {now} ms"
        );
        assert!(peak <= MEMORY_MB, "{attack:?} took {peak} MB");
        shown = now;
        if taken {
            before = after;
        }
        if closed.is_some() {
            sit(&mut room, SEAT);
        }
    }
    let mut draft = Draft::for_server(55);
    let honest = draft.plant(&field(), &[Node::paragraph("honest")]).update;
    sit(&mut room, SeatId(2));
    let (taken, closed) = send(&mut room, SeatId(2), &honest);
    assert!(taken, "the others go on: {closed:?}");
}

/// Deep, wide, conflicting, hidden, huge, hidden in several frames, foreign or broken. The same seed
/// plays the same sequences.
#[test]
fn any_sequence_of_hostile_updates_has_a_bounded_cost() {
    let number = |name| env::var(name).ok().and_then(|number| number.parse().ok());
    let seed: u64 = number(SEED).unwrap_or(1);
    let cases = number(CASES).map_or(SEQUENCES, |cases| cases as u32);
    println!("{cases} sequences from seed {seed}: {SEED}={seed} {CASES}={cases}");
    let config = ProptestConfig {
        cases,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config, random);
    let played = runner.run(&vec(attack(), 1..6), |attacks| {
        on_a_small_stack(move || play(&attacks));
        Ok(())
    });
    if let Err(found) = played {
        panic!("seed {seed}: {found}");
    }
}

/// Each kind of attack at its largest.
#[test]
fn each_attack_alone_has_a_bounded_cost() {
    let large = 40_000;
    let sized: [fn(u32) -> Attack; 11] = [
        Attack::Deep,
        Attack::DeepTables,
        Attack::Wide,
        Attack::Crowd,
        Attack::Crowds,
        Attack::Tail,
        Attack::Splits,
        Attack::Values,
        Attack::Spans,
        Attack::Holes,
        Attack::Missing,
    ];
    for make in sized {
        on_a_small_stack(move || play(&[make(large), Attack::Clear]));
        on_a_small_stack(move || play(&[make(1_500), make(1_500), Attack::Clear]));
    }
    on_a_small_stack(|| {
        play(&[
            Attack::Marks(30_000, 10),
            Attack::Marks(6_000, 10),
            Attack::Marks(10, 17),
        ])
    });
}

#[test]
fn the_frame_of_nine_thousand_quotes_is_refused_and_so_is_the_same_in_small_frames() {
    on_a_small_stack(|| {
        let mut room = Room::new(1, loaded(&[]), Vec::new()).unwrap();
        sit(&mut room, SEAT);
        let (update, _) = Before::default().forge(&Attack::Deep(9_000));
        assert_eq!(
            send(&mut room, SEAT, &update),
            (false, Some(CloseCode::Malformed))
        );
        let (mut before, mut levels) = (Before::default(), 0);
        sit(&mut room, SEAT);
        while levels < TREE_DEPTH as u32 + 30 {
            let (update, after) = before.forge(&Attack::Deep(10));
            levels += 10;
            let (taken, _) = send(&mut room, SEAT, &update);
            // What is deeper than anyone shows is repaired away, and the rest hangs on nothing.
            sit(&mut room, SEAT);
            if taken {
                before = after;
            }
        }
        show(&room);
    });
}

#[test]
fn what_belongs_to_no_field_or_is_nothing_of_ours_is_refused() {
    on_a_small_stack(|| {
        let mut room = Room::new(1, loaded(&[]), Vec::new()).unwrap();
        let attacks: [fn(&mut Forge); 7] = [
            |forge| {
                forge.element(9, At::Root("hidden"), "paragraph");
            },
            |forge| {
                forge.element(9, At::Root("situation.pl"), "paragraph");
            },
            |forge| {
                forge.binary(9, At::Root(FIELD), 10);
            },
            |forge| {
                forge.value(9, At::Root(FIELD), "any");
            },
            |forge| {
                forge.letters(9, At::Root(FIELD), "loose");
            },
            |forge| {
                forge.item(9, At::Root(FIELD), 7, 1, &[4]);
            },
            |forge| {
                let text = forge.text(9, At::Root(FIELD));
                forge.item(9, At::In(text), 5, 1, b"\x02{}");
            },
        ];
        for attack in attacks {
            sit(&mut room, SEAT);
            let mut forge = Forge::default();
            attack(&mut forge);
            let answer = send(&mut room, SEAT, &forge.update());
            assert_eq!(answer, (false, Some(CloseCode::Malformed)));
        }
        assert_eq!(room.draft().whole(), [0, 0]);
    });
}

/// What an attack left on the disk before there were limits.
#[test]
fn a_document_that_is_deep_and_full_of_hidden_bytes_opens_and_is_well() {
    on_a_small_stack(|| {
        let mut draft = Draft::for_server(55);
        let honest = draft.plant(&field(), &[Node::paragraph("honest")]).update;
        let (deep, _) = Before::default().forge(&Attack::Deep(100_000));
        let mut hidden = Forge::default();
        hidden.binary(7, At::Root("hidden"), 1_000_000);
        let mut clear = Forge::default();
        clear.delete((1_000, 0), 100_000);
        let rows = [honest, deep.clone(), hidden.update(), clear.update()];
        let room = Room::new(1, loaded(&rows), Vec::new()).unwrap();
        assert_eq!(
            html::render::of_field(room.draft().projection(&field())),
            "<p>honest</p>"
        );
        assert!(room.draft().whole().len() < 10_000);
        // The same without the deletion: what is left is repaired as soon as somebody writes.
        let mut room = Room::new(1, loaded(&rows[..3]), Vec::new()).unwrap();
        sit(&mut room, SEAT);
        let more = draft.plant(&field(), &[Node::paragraph("more")]).update;
        assert!(send(&mut room, SEAT, &more).0);
        show(&room);
    });
}

#[test]
fn a_document_that_is_full_takes_what_deletes_and_closes_nobody() {
    on_a_small_stack(|| {
        let mut room = Room::new(1, loaded(&[]), Vec::new()).unwrap();
        sit(&mut room, SEAT);
        let mut ends = Default::default();
        let refused = (0..20).find(|_| {
            let mut forge = Forge::after(&ends);
            let block = forge.element(9, At::Root(FIELD), "paragraph");
            let text = forge.text(9, At::In(block));
            forge.letters(9, At::In(text), &"a".repeat(4_000_000));
            let (taken, closed) = send(&mut room, SEAT, &forge.update());
            assert_eq!(closed, None);
            if taken {
                ends = forge.ends();
            }
            !taken
        });
        assert!(refused.is_some_and(|frames| frames > 3), "{refused:?}");
        // What was refused is missing underneath, so that a page begins anew.
        sit(&mut room, SEAT);
        let mut clear = Forge::default();
        clear.delete((9, 0), ends[&9]);
        assert_eq!(send(&mut room, SEAT, &clear.update()), (true, None));
        let mut forge = Forge::after(&ends);
        forge.element(9, At::Root(FIELD), "paragraph");
        sit(&mut room, SEAT);
        assert!(send(&mut room, SEAT, &forge.update()).0);
    });
}
