//! A PostgreSQL server of a test's own, which may be stopped and started again.

use super::skipped;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};
use uuid::Uuid;

/// Names the folder of PostgreSQL's programs, where they are not on the path.
const PROGRAMS: &str = "TALKA_TEST_POSTGRES_PROGRAMS";
/// Whom the server runs as where the tests run as root, which it refuses to be.
const USER: &str = "postgres";

pub(super) struct Cluster {
    folder: PathBuf,
}

impl Cluster {
    /// An empty server. None, with the reason told, where the programs are not there.
    pub fn start() -> Option<Cluster> {
        let folder = env::temp_dir().join(format!("talka-cluster-{}", Uuid::now_v7()));
        fs::create_dir_all(&folder).unwrap();
        if is_root() && !run(Command::new("chown").arg(USER).arg(&folder)) {
            skipped("there is no user postgres for a PostgreSQL server");
            return None;
        }
        let cluster = Cluster { folder };
        let settings = [
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--username=talka",
        ];
        let made = run(program("initdb")
            .arg("-D")
            .arg(cluster.data())
            .args(settings));
        if !made {
            skipped("there is no PostgreSQL here whose server a test may restart (initdb)");
            return None;
        }
        cluster.begin();
        Some(cluster)
    }

    /// Where it answers: on a socket in its folder, so that it needs no free port.
    pub fn url(&self) -> String {
        let folder = self.folder.display();
        format!("postgres://talka@localhost:5432/postgres?host={folder}")
    }

    /// Starts it, where it does not run.
    pub fn begin(&self) {
        self.control("start", &[]);
    }

    /// Ends it, as a power cut does.
    pub fn stop(&self) {
        self.control("stop", &["-m", "immediate"]);
    }

    /// Stops it, either in order or as a power cut does, and starts it again.
    pub fn restart(&self, in_order: bool) {
        let mode = if in_order { "fast" } else { "immediate" };
        self.control("restart", &["-m", mode]);
    }

    fn control(&self, what: &str, words: &[&str]) {
        let folder = self.folder.display();
        let options = format!("-p 5432 -k {folder} -c listen_addresses=''");
        let mut control = program("pg_ctl");
        control.args(["-w", "-D"]).arg(self.data());
        control.arg("-l").arg(self.folder.join("log"));
        control.args(["-o", &options, what]).args(words);
        let ended = run(&mut control);
        let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        assert!(ended, "pg_ctl {what}: {}", log());
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = program("pg_ctl");
        run(stop
            .args(["-m", "immediate", "stop", "-D"])
            .arg(self.data()));
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn program(name: &str) -> Command {
    let program = match env::var_os(PROGRAMS) {
        Some(folder) => Path::new(&folder).join(name),
        None => PathBuf::from(name),
    };
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", USER, "--regid", USER, "--clear-groups"]);
    command.arg(program);
    command
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// Whether the program was there and did it. What it says goes nowhere: a server that it starts
/// would keep a pipe open.
fn run(command: &mut Command) -> bool {
    use std::process::Stdio;
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null());
    let ended = quiet.stderr(Stdio::null()).current_dir("/").status();
    ended.is_ok_and(|status| status.success())
}
