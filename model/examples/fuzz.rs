//! Random histories until something breaks: `fuzz [operations] [first seed]`; `fuzz one …` plays
//! one again.
//!
//! Each failure is written to `model/tests/fixtures/histories.txt`, which the tests play for ever.

use model::document::trial::{Plan, play, play_hostile};
use std::{io::Write, path::Path, process::ExitCode, time::Instant};

const OPERATIONS: usize = 1_000_000;
const STEPS: usize = 200;
const PEOPLE: usize = 4;
/// One foreign client for so many operations.
const OPERATIONS_A_FOREIGNER: usize = 200;
/// Failures after which a run gives up.
const FAILURES: usize = 20;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some("one") {
        return one();
    }
    let mut numbers = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse::<usize>().ok());
    let operations = numbers.next().unwrap_or(OPERATIONS);
    let first = numbers.next().unwrap_or(1) as u64;
    let started = Instant::now();
    let (mut done, mut seed, mut failures) = (0, first, 0);
    println!("random histories from seed {first}, {operations} operations");
    while done < operations && failures < FAILURES {
        let people = 1 + seed as usize % PEOPLE;
        let plan = Plan {
            seed,
            people,
            steps: STEPS,
        };
        let played = std::panic::catch_unwind(|| play(plan));
        let fault = match played {
            Ok(Ok(())) => None,
            Ok(Err(fault)) => Some(fault),
            Err(_) => Some(format!("plan {plan}\na panic")),
        };
        if let Some(fault) = fault {
            failures += 1;
            println!("{fault}");
            keep(plan);
        }
        done += STEPS;
        seed += 1;
        if (done / STEPS).is_multiple_of(500) {
            println!(
                "{done} operations, {:.0} s",
                started.elapsed().as_secs_f32()
            );
        }
    }
    let foreigners = operations / OPERATIONS_A_FOREIGNER;
    for seed in first..first + foreigners as u64 {
        let fault = match std::panic::catch_unwind(|| play_hostile(seed)) {
            Ok(Ok(())) => continue,
            Ok(Err(fault)) => fault,
            Err(_) => format!("hostile {seed}: a panic"),
        };
        failures += 1;
        println!("{fault}");
        if failures >= FAILURES {
            break;
        }
    }
    println!("{foreigners} foreign clients");
    println!(
        "{done} operations, {failures} failures, {:.0} s",
        started.elapsed().as_secs_f32()
    );
    if failures == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// `fuzz one SEED PEOPLE STEPS`, or `fuzz one SEED` for a foreign client.
fn one() -> ExitCode {
    let line: Vec<String> = std::env::args().skip(2).collect();
    let played = match (line.join(" ").parse::<Plan>(), line.len()) {
        (Ok(plan), 2..) => play(plan),
        (Ok(plan), _) => play_hostile(plan.seed),
        (Err(error), _) => Err(error.to_string()),
    };
    match played {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            println!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn keep(plan: Plan) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/histories.txt");
    let file = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(&path);
    let written = file.and_then(|mut file| writeln!(file, "{plan}"));
    if let Err(error) = written {
        println!("{}: {error}", path.display());
    }
}
