//! Several people, several instances, one store, and everything that can go wrong in between.
//!
//! A seed makes a plan, a plan is carried out step by step over the real room, the real halves and a
//! real store in memory, and in the end everybody must agree and nothing that was called saved may be
//! missing. A plan that fails is printed with its seed and kept in `plans/`, where it is played again
//! by every later run.

mod acts;
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

#[test]
fn everyone_agrees_whatever_happened_on_the_way() {
    let asked = env::var("TALKA_SIMULATOR_SEEDS").ok();
    let seeds = asked.and_then(|asked| asked.parse().ok()).unwrap_or(SEEDS);
    let begin = env::var("TALKA_SIMULATOR_BEGIN").ok();
    let begin: u64 = begin.and_then(|begin| begin.parse().ok()).unwrap_or(0);
    for seed in begin..begin + seeds {
        let plan = Plan::of_seed(seed);
        if let Err(cause) = panic::catch_unwind(|| play(&plan)) {
            // Every attempt at a shorter plan panics as well: one report is enough.
            let hook = panic::take_hook();
            panic::set_hook(Box::new(|_| {}));
            let shorter = plan.shorten(|plan| panic::catch_unwind(|| play(plan)).is_err());
            panic::set_hook(hook);
            let path = plans().join(format!("seed-{seed}.plan"));
            fs::write(&path, shorter.to_string()).unwrap();
            eprintln!("seed {seed} failed; its plan is kept in {}", path.display());
            panic::resume_unwind(cause);
        }
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
