//! Several people, several instances, one store, and everything that can go wrong in between.
//!
//! A seed makes a plan, a plan is carried out step by step over the real room, the real halves and a
//! real store in memory, and in the end everybody must agree and nothing that was called saved may be
//! missing. A plan that fails is printed with its seed and kept in `plans/`, where it is played again
//! by every later run.
//!
//! # What it finds
//!
//! Bugs that were planted on purpose. Each is found by a plan in `plans/`, which every run plays; those of
//! A, C, E and F were made shorter from a seed that found it, those of B and D were written by hand.
//!
//! | planted | plan |
//! | --- | --- |
//! | A: a room tells its pages only some events | `planted-a` |
//! | B: an older progress takes the place of a newer one (`model::feed`) | `planted-b` |
//! | C: a lost signal is not told to the pages (`Signal::asks`) | `planted-c` |
//! | D: a page asks from the last act it heard of, not from the last it has (`Feed::whole`) | `planted-d` |
//! | E: of two events that overtook each other the older one stays (`feed::put_thread`) | `planted-e` |
//! | F: a load reads the snapshot before the rows, beside a compaction (`store::drafts::load`) | `planted-f` |
//! | G: an act does not ask again for the right within its transaction (`threads::answer`) | a seed, by `Stage::act_beside` |
//! | G: the row of the proposal is not locked (`access::lock_proposal`, PostgreSQL) | none: here one act ends before the next; four of `tests::at_once` |
//!
//! One was not planted: an answer with news named acts that came while it was read, and left out their
//! threads (`news-beside-an-act`).
//!
//! Known and not mended: an event that reaches an instance before the rows with its words makes that
//! room keep the anchor as detached. Plans with many acts meet it, so seeds of them are played only where
//! `TALKA_SIMULATOR_ACTS` asks for it.

mod acts;
mod beside;
mod check;
mod instance;
mod person;
pub(crate) mod plan;
mod stage;

use plan::Plan;
use stage::Stage;
use std::{env, fs, panic, path::PathBuf};
use tokio::runtime::{Builder, Runtime};

/// Seeds of an ordinary run; `TALKA_SIMULATOR_SEEDS` asks for more, `TALKA_SIMULATOR_BEGIN` for others.
const SEEDS: u64 = 60;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn plans() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/collab/tests/plans")
}

fn play(plan: &Plan) {
    runtime().block_on(async {
        let mut stage = Stage::build(plan).await;
        for step in &plan.steps {
            stage.step(step).await;
        }
        stage.end().await;
    });
}

/// Plays the plans of all seeds. One that fails is made shorter and kept.
fn play_all(name: &str, plan_of: fn(u64) -> Plan) {
    let asked = env::var("TALKA_SIMULATOR_SEEDS").ok();
    let seeds = asked.and_then(|asked| asked.parse().ok()).unwrap_or(SEEDS);
    let begin = env::var("TALKA_SIMULATOR_BEGIN").ok();
    let begin: u64 = begin.and_then(|begin| begin.parse().ok()).unwrap_or(0);
    for seed in begin..begin + seeds {
        let plan = plan_of(seed);
        if let Err(cause) = panic::catch_unwind(|| play(&plan)) {
            // Every attempt at a shorter plan panics as well: one report is enough.
            let hook = panic::take_hook();
            panic::set_hook(Box::new(|_| {}));
            let shorter = plan.shorten(|plan| panic::catch_unwind(|| play(plan)).is_err());
            panic::set_hook(hook);
            let path = plans().join(format!("{name}-{seed}.plan"));
            fs::write(&path, shorter.to_string()).unwrap();
            eprintln!(
                "{name} {seed} failed; its plan is kept in {}",
                path.display()
            );
            panic::resume_unwind(cause);
        }
    }
}

#[test]
fn everyone_agrees_whatever_happened_on_the_way() {
    match env::var_os("TALKA_SIMULATOR_ACTS") {
        None => play_all("seed", Plan::of_seed),
        Some(_) => play_all("acts", Plan::of_acts),
    }
}

/// Plays a plan and lets everybody write once more, into a store that lies or not; what is wrong then.
fn last_words(seed: u64, lies: bool) -> Option<String> {
    let plan = Plan::of_seed(seed);
    let played = panic::catch_unwind(|| {
        runtime().block_on(async {
            let mut stage = Stage::build(&plan).await;
            for step in &plan.steps {
                stage.step(step).await;
            }
            stage.last_words(lies).await;
        });
    });
    let cause = played.err()?;
    Some(cause.downcast_ref::<String>().cloned().unwrap_or_default())
}

#[test]
fn a_commit_that_says_yes_and_is_not_there_is_found() {
    for seed in 0..4 {
        assert_eq!(
            last_words(seed, false),
            None,
            "an honest store, seed {seed}"
        );
        let found = last_words(seed, true).unwrap_or_default();
        assert!(
            found.contains("a saved word is lost"),
            "seed {seed}: {found}"
        );
    }
}

#[test]
fn every_plan_that_once_failed_holds() {
    for entry in fs::read_dir(plans()).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "plan")
        {
            eprintln!("{}", path.display());
            play(&fs::read_to_string(&path).unwrap().parse().unwrap());
        }
    }
}
