//! A PostgreSQL server for the length of a run: empty, on a free loopback port and without a password.

use crate::setup;
use crate::setup::is_root;
use crate::shell::{self, Command, step};
use anyhow::{Context, Result, bail};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_secs(60);
const POLL_INTERVAL: Duration = Duration::from_millis(50);
/// Test threads open pools of their own.
const CONNECTIONS: &str = "max_connections=500";
/// An interrupt is PostgreSQL's fast way to stop: it takes its children along.
const STOP_SIGNAL: &str = "INT";
const USER: &str = "talka";

/// What a server does about a power cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    /// Nothing: a test is run again.
    Careless,
    /// Waits for the disk at every commit, as at home: what is measured.
    Careful,
}

impl Disk {
    fn settings(self) -> &'static [&'static str] {
        match self {
            Disk::Careless => &["fsync=off", "full_page_writes=off"],
            Disk::Careful => &[],
        }
    }
}

/// A running server; it stops when this is dropped.
pub struct Postgres {
    child: Child,
    folder: PathBuf,
    port: u16,
    programs: PathBuf,
}

impl Postgres {
    /// Starts an empty server.
    pub fn start(disk: Disk) -> Result<Self> {
        let programs = setup::postgres()?;
        step("start PostgreSQL", || Self::start_in(&programs, disk))
    }

    fn start_in(programs: &Path, disk: Disk) -> Result<Self> {
        let owner = Owner::choose()?;
        let folder = std::env::temp_dir().join(format!("talka-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        owner.own(&folder)?;
        let data = folder.join("data");
        let initdb = owner
            .command(&programs.join("initdb"))
            .arg("-D")
            .arg(&data)
            .dir(&folder);
        shell::output(initdb.args([
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
            "-U",
            USER,
        ]))?;
        let port = free_port()?;
        let server = owner
            .command(&programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .dir(&folder);
        let server = server
            .arg("-k")
            .arg(&folder)
            .arg("-p")
            .arg(port.to_string());
        let settings = ["listen_addresses=127.0.0.1", CONNECTIONS];
        let server = settings
            .iter()
            .chain(disk.settings())
            .fold(server, |server, setting| server.args(["-c", setting]));
        let child = server.start_quietly(&folder.with_extension("log"))?;
        let mut postgres = Self {
            child,
            folder,
            port,
            programs: programs.to_owned(),
        };
        postgres.wait_until_ready(&programs.join("pg_isready"))?;
        Ok(postgres)
    }

    /// Where the tests find it.
    pub fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    /// Where its programs are: a test starts a server of its own.
    pub fn programs(&self) -> &Path {
        &self.programs
    }

    fn wait_until_ready(&mut self, pg_isready: &Path) -> Result<()> {
        let started = Instant::now();
        let port = self.port.to_string();
        while started.elapsed() < START_LIMIT {
            let question = Command::new(pg_isready).args(["-q", "-h", "127.0.0.1", "-p", &port]);
            if shell::output(question).is_ok() {
                return Ok(());
            }
            if self.child.try_wait()?.is_some() {
                break;
            }
            std::thread::sleep(POLL_INTERVAL);
        }
        let log = std::fs::read_to_string(self.folder.with_extension("log")).unwrap_or_default();
        bail!("PostgreSQL did not start\n{log}")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let pid = self.child.id().to_string();
        shell::output(Command::new("kill").args(["-s", STOP_SIGNAL, &pid])).ok();
        self.child.wait().ok();
        std::fs::remove_dir_all(&self.folder).ok();
        std::fs::remove_file(self.folder.with_extension("log")).ok();
    }
}

/// Whom the server runs as: PostgreSQL refuses to be root.
struct Owner {
    user_and_group: Option<(&'static str, String)>,
}

impl Owner {
    fn choose() -> Result<Self> {
        if !is_root()? {
            return Ok(Self {
                user_and_group: None,
            });
        }
        let group = |name| shell::output(Command::new("id").args(["-gn", name]));
        let found = ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| Some((name, group(name).ok()?.trim().to_owned())));
        Ok(Self {
            user_and_group: Some(found.context("a user other than root for PostgreSQL")?),
        })
    }

    fn own(&self, folder: &Path) -> Result<()> {
        match self.user_and_group {
            Some((name, _)) => shell::run(Command::new("chown").arg(name).arg(folder)),
            None => Ok(()),
        }
    }

    /// `setpriv` replaces itself by the program, so that our child is the program.
    fn command(&self, program: &Path) -> Command {
        let Some((user, group)) = &self.user_and_group else {
            return Command::ending_with_us(program, STOP_SIGNAL);
        };
        // One call for both: a change of user forgets the signal.
        Command::new("setpriv")
            .args(["--reuid", user, "--regid", group, "--clear-groups"])
            .args(["--pdeathsig", STOP_SIGNAL])
            .arg(program)
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
