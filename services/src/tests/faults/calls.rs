//! An I/O error at each write and each sync in turn.
//!
//! The test starts its own program once more, with a small library before the C library that lets
//! the calls fail which the test names.

use super::{Play, skipped};
use crate::store::ageless;
use sea_orm::{ConnectionTrait, Database};
use std::{
    env, fs,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    process::Command,
};
use uuid::Uuid;

/// Names the file with which the test tells the library what fails.
const CONTROL: &str = "TALKA_FAULT_CONTROL";
/// More writes and syncs than one act and a checkpoint after it need.
const CALLS: i64 = 60;

/// What the library shares: calls so far, and the first and the last that fail.
struct Control(fs::File);

impl Control {
    fn fail(&self, first: i64, last: i64) {
        let numbers = [0, first, last];
        let bytes: Vec<u8> = numbers.iter().flat_map(|it| it.to_ne_bytes()).collect();
        self.0.write_all_at(&bytes, 0).unwrap();
    }

    fn calls(&self) -> i64 {
        let mut bytes = [0; 8];
        self.0.read_exact_at(&mut bytes, 0).unwrap();
        i64::from_ne_bytes(bytes)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_at_any_write_or_sync_loses_nothing() {
    if let Some(control) = env::var_os(CONTROL) {
        return play(Path::new(&control)).await;
    }
    let folder = env::temp_dir().join(format!("talka-faulty-{}", Uuid::now_v7()));
    fs::create_dir_all(&folder).unwrap();
    let control = env::temp_dir().join(format!("talka-control-{}", Uuid::now_v7()));
    fs::write(&control, [0; 24]).unwrap();
    let Some(library) = library(&control) else {
        return skipped("there is no C compiler here (cc)");
    };
    let name = "tests::faults::calls::an_error_at_any_write_or_sync_loses_nothing";
    let ended = Command::new(env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env("LD_PRELOAD", &library)
        .env(CONTROL, &control)
        .env("TMPDIR", &folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(ended.status.success(), "{told}");
    let lines = told.lines().filter(|line| line.starts_with("faults:"));
    lines.for_each(|line| eprintln!("{line}"));
    fs::remove_dir_all(&folder).unwrap();
    fs::remove_file(&control).unwrap();
    fs::remove_file(&library).unwrap();
}

/// The library, made beside the control file.
fn library(control: &Path) -> Option<PathBuf> {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/faults/fails.c");
    let library = control.with_extension("so");
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O1", source, "-o"])
        .arg(&library);
    let made = cc.output().ok()?;
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    Some(library)
}

/// Every act, with every one of its calls failing once, alone and with all that follow.
async fn play(control: &Path) {
    let control = fs::OpenOptions::new().read(true).write(true).open(control);
    let control = Control(control.unwrap());
    let file = env::temp_dir().join("talka-faulty.db");
    let url = format!("sqlite:{}", file.display());
    let mut play = Play::on(&url).await;
    play.round("before").await;
    let (mut failed, mut acts) = (0, 0);
    for call in 1..=CALLS {
        let name = format!("call-{call}");
        let mut reached = false;
        for act in 0..4 {
            // Every third time all that follow fail as well, as on a disk that is gone.
            let last = if call % 3 == 0 && act != 0 {
                i64::MAX
            } else {
                call
            };
            control.fail(call, last);
            match act {
                0 => drop(play.write(&format!("text-{name}")).await),
                1 => play.answer(&format!("answer-{name}")).await,
                2 => play.decide(&format!("decision-{name}")).await,
                _ => play.sign_off().await,
            }
            checkpoint(&url).await;
            acts += 1;
            if control.calls() >= call {
                reached = true;
                failed += 1;
            }
            control.fail(0, 0);
            play.check().await;
        }
        if !reached {
            break;
        }
    }
    eprintln!("faults: {failed} of {acts} acts met an error");
    assert!(failed > 20, "the library fails calls: {failed}");
    play.heals("after").await;
    play.world.s.close().await;
    play.check().await;
}

/// Moves the log into the database file, or tries to.
async fn checkpoint(url: &str) {
    if let Ok(other) = Database::connect(ageless(url)).await {
        let _ = other
            .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
            .await;
        let _ = other.close().await;
    }
}
