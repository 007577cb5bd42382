//! Random acts of everybody: whatever people try, both sides hold the key.
//!
//! A seed makes a plan of attempts, and after each of them this must hold (`check`):
//!
//! - **a** no proposal becomes final by acts of people of one side alone; the sign-offs of a final are
//!   by different people of both sides who signed for them at that time;
//! - **b** a final version never changes, nor what visitors are served of it; what is published is a
//!   final;
//! - **c** no side loses its last admin while it has members;
//! - **d** the journal has no holes and no idle lines, and tells the same as the tables;
//! - **e** what was refused has changed nothing;
//! - **f** what protects a side is given only by that side.
//!
//! A plan that fails is made shorter, printed and kept in `plans/`, where every later run plays it.
//! `TALKA_ACTS_SEEDS` asks for more seeds, `TALKA_ACTS_BEGIN` for others.

mod check;
mod facts;
mod plan;
mod stage;

use super::{World, clean_up, fresh_databases, fresh_postgres};
use crate::collab::tests::simulator::plan::shorten;
use check::Watcher;
use plan::{Plan, Step, Verb};
use stage::{Outcome, PARTNERS, Stage};
use std::{env, fs, panic, path::PathBuf};
use tokio::runtime::{Builder, Runtime};

/// Seeds of an ordinary run.
const SEEDS: u64 = 4;
/// Attempts of one plan.
const STEPS: usize = 70;

/// How a plan is played.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// One attempt after the other; what happened before a final is of everybody.
    Everybody,
    /// One after the other, and the partner does nothing: nothing becomes final.
    OneSide,
    /// Two at a time.
    AtOnce,
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn plans() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/tests/acts/plans")
}

/// How many attempts did something, and how many finals there were.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    done: usize,
    finals: usize,
}

async fn play(url: &str, plan: &Plan, mode: Mode) -> Tally {
    let stage = Stage::build(World::open(url.to_owned(), true).await, plan.start).await;
    let mut watcher = Watcher::begin(&stage).await;
    let before = watcher.finals();
    let mut done = 0;
    match mode {
        Mode::AtOnce => {
            for pair in plan.steps.chunks(2) {
                let second = pair.get(1).unwrap_or(&pair[0]);
                let (one, other) = tokio::join!(stage.step(&pair[0]), stage.step(second));
                let erased = pair.iter().any(|step| step.verb == Verb::Erase);
                watcher.after_both(&stage, erased).await;
                done += [one, other]
                    .iter()
                    .filter(|it| **it == Outcome::Done)
                    .count();
            }
        }
        Mode::Everybody | Mode::OneSide => {
            for step in &plan.steps {
                let by = stage.account(step.by).await;
                let outcome = stage.step(step).await;
                // Whoever signs in for the first time is there only then.
                let by = match by {
                    None => stage.account(step.by).await,
                    by => by,
                };
                let by = by.map(|it| it.0);
                watcher.after(&stage, step, by, &outcome).await;
                done += usize::from(outcome == Outcome::Done);
            }
        }
    }
    let finals = watcher.finals() - before;
    if mode == Mode::OneSide {
        assert_eq!(finals, 0, "a: one side has made a final alone");
    }
    stage.world.s.close().await;
    clean_up(url);
    Tally { done, finals }
}

fn databases(mode: Mode) -> Vec<String> {
    runtime().block_on(async {
        match (mode, env::var("TALKA_TEST_POSTGRES_URL")) {
            // SQLite has one writer: nothing happens at once.
            (Mode::AtOnce, Ok(server)) => vec![fresh_postgres(&server).await],
            (Mode::AtOnce, Err(_)) => Vec::new(),
            _ => fresh_databases().await,
        }
    })
}

fn played(plan: &Plan, mode: Mode) -> std::thread::Result<Vec<Tally>> {
    let urls = databases(mode);
    panic::catch_unwind(|| {
        let play = |url: &String| runtime().block_on(play(url, plan, mode));
        urls.iter().map(play).collect()
    })
}

/// Plays the plans of all seeds; what they came to.
fn run(mode: Mode, by: &[usize]) -> Tally {
    let number = |name: &str| env::var(name).ok().and_then(|it| it.parse::<u64>().ok());
    let begin = number("TALKA_ACTS_BEGIN").unwrap_or(0);
    let seeds = number("TALKA_ACTS_SEEDS").unwrap_or(SEEDS);
    let mut all = Tally::default();
    for seed in begin..begin + seeds {
        let plan = Plan::of_seed(seed, STEPS, by);
        match played(&plan, mode) {
            Ok(tallies) => {
                all.done += tallies.iter().map(|it| it.done).sum::<usize>();
                all.finals += tallies.iter().map(|it| it.finals).sum::<usize>();
            }
            Err(cause) => {
                report(seed, &plan, mode);
                panic::resume_unwind(cause);
            }
        }
    }
    all
}

/// Makes the plan shorter, prints it and keeps it.
fn report(seed: u64, plan: &Plan, mode: Mode) {
    let with = |steps: &[Step]| Plan {
        steps: steps.to_vec(),
        ..*plan
    };
    // Every attempt at a shorter plan panics as well: one report is enough.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let steps = shorten(&plan.steps, |steps| played(&with(steps), mode).is_err());
    panic::set_hook(hook);
    let name = match mode {
        Mode::Everybody => "everybody",
        Mode::OneSide => "one-side",
        Mode::AtOnce => "at-once",
    };
    let path = plans().join(format!("{name}-{seed}.plan"));
    let shorter = with(&steps).to_string();
    fs::write(&path, &shorter).unwrap();
    eprintln!(
        "seed {seed} failed; its plan is kept in {}:\n{shorter}",
        path.display()
    );
}

fn everybody() -> Vec<usize> {
    (0..plan::PEOPLE).collect()
}

#[test]
fn whatever_people_try_both_sides_hold_the_key() {
    let all = run(Mode::Everybody, &everybody());
    eprintln!("{all:?}");
    // Seeds of one's own may come to nothing.
    if env::var("TALKA_ACTS_BEGIN").is_err() {
        assert!(
            all.done > 80 && all.finals > 1,
            "too little happened: {all:?}"
        );
    }
}

#[test]
fn one_side_alone_makes_nothing_final() {
    let mut ours = everybody();
    ours.retain(|person| !PARTNERS.contains(person));
    let all = run(Mode::OneSide, &ours);
    eprintln!("{all:?}");
    assert!(all.done > 0, "nothing happened");
}

#[test]
fn what_two_people_do_at_once_holds_as_well() {
    let all = run(Mode::AtOnce, &everybody());
    eprintln!("{all:?}");
}

#[test]
fn every_plan_that_once_failed_holds() {
    for entry in fs::read_dir(plans()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mode = match name.split_once('-') {
            Some(("everybody", _)) => Mode::Everybody,
            Some(("one", _)) => Mode::OneSide,
            Some(("at", _)) => Mode::AtOnce,
            _ => continue,
        };
        eprintln!("{name}");
        let plan = fs::read_to_string(&path).unwrap().parse().unwrap();
        if let Err(cause) = played(&plan, mode) {
            panic::resume_unwind(cause);
        }
    }
}
