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
//! - **f** what protects a side is given only by that side;
//! - **g** a sign-off that counts is by somebody who signs for that side now;
//! - **h** in threads nobody speaks, decides or opens again without the right to; nothing that was said
//!   goes; an open objection holds the final, and any open thread where the admins ask for that;
//! - **w** what waits for somebody is what their pages say, and nothing else.
//!
//! Every verb has to come to something in an ordinary run: what is always refused shows nothing.
//!
//! A plan that fails is made shorter, printed and kept in `plans/`, where every later run plays it.
//! `TALKA_ACTS_SEEDS` asks for more seeds, `TALKA_ACTS_BEGIN` for others.

mod check;
mod facts;
mod plan;
mod stage;
mod talks;
mod waits;

use super::{World, clean_up, fresh_databases, fresh_postgres};
use crate::collab::tests::simulator::plan::shorten;
use check::Watcher;
use plan::{Plan, Start, Step, Verb};
use stage::{Outcome, PARTNERS, Stage};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, panic,
    path::PathBuf,
};
use tokio::runtime::{Builder, Runtime};

/// The first seed of an ordinary run. From here on, every verb comes to something.
const FIRST_SEED: u64 = 66;
/// Seeds of an ordinary run.
const SEEDS: u64 = 8;
/// Attempts of one plan.
const STEPS: usize = 120;

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

/// How many attempts of each verb did something, and how many finals there were.
#[derive(Clone, Debug, Default)]
struct Tally {
    done: BTreeMap<&'static str, usize>,
    finals: usize,
    /// Which kinds of things waited for somebody.
    waited: BTreeSet<&'static str>,
}

impl Tally {
    fn count(&mut self, step: &Step, done: bool) {
        if done {
            *self.done.entry(step.verb.name()).or_default() += 1;
        }
    }

    fn add(&mut self, other: &Tally) {
        self.finals += other.finals;
        self.waited.extend(&other.waited);
        for (verb, count) in &other.done {
            *self.done.entry(verb).or_default() += count;
        }
    }
}

async fn play(url: &str, plan: &Plan, mode: Mode) -> Tally {
    let stage = Stage::build(World::open(url.to_owned(), true).await, plan.start).await;
    let mut watcher = Watcher::begin(&stage).await;
    let before = watcher.finals();
    let mut tally = Tally::default();
    match mode {
        Mode::AtOnce => {
            for pair in plan.steps.chunks(2) {
                let second = pair.get(1).unwrap_or(&pair[0]);
                let (one, other) = tokio::join!(stage.step(&pair[0]), stage.step(second));
                let erased = pair.iter().any(|step| step.verb == Verb::Erase);
                watcher.after_both(&stage, erased).await;
                tally.count(&pair[0], one == Outcome::Done);
                tally.count(second, other == Outcome::Done);
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
                let changed = watcher.after(&stage, step, by, &outcome).await;
                tally.count(step, changed);
                for person in [step.by, step.whom] {
                    tally.waited.extend(waits::check(&stage, person).await);
                }
            }
        }
    }
    tally.finals = watcher.finals() - before;
    if mode == Mode::OneSide {
        assert_eq!(tally.finals, 0, "a: one side has made a final alone");
    }
    stage.world.s.close().await;
    clean_up(url);
    tally
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
    let begin = number("TALKA_ACTS_BEGIN").unwrap_or(FIRST_SEED);
    let seeds = number("TALKA_ACTS_SEEDS").unwrap_or(SEEDS);
    let mut all = Tally::default();
    for seed in begin..begin + seeds {
        let mut plan = Plan::of_seed(seed, STEPS, by);
        if (mode, plan.start) == (Mode::OneSide, Start::Signed) {
            // Then the other side has done its part before.
            plan.start = Start::ForSignOff;
        }
        match played(&plan, mode) {
            Ok(tallies) => tallies.iter().for_each(|it| all.add(it)),
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
        assert!(all.finals > 1, "too little happened: {all:?}");
        for verb in plan::verbs().map(Verb::name) {
            assert!(all.done.contains_key(verb), "{verb} is never done: {all:?}");
        }
        let kinds = [
            "answer",
            "came_back",
            "decide",
            "empty",
            "review",
            "sign_off",
        ];
        assert!(kinds.iter().all(|it| all.waited.contains(it)), "{all:?}");
    }
}

#[test]
fn one_side_alone_makes_nothing_final() {
    let mut ours = everybody();
    ours.retain(|person| !PARTNERS.contains(person));
    let all = run(Mode::OneSide, &ours);
    eprintln!("{all:?}");
    assert!(!all.done.is_empty(), "nothing happened");
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
