//! The demo in one command: build everything, serve it, and say where to click.

use crate::build::{self, Profile};
use crate::machine::{self, Needs};
use crate::shell::{Command, Steps, minutes};
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

const DEFAULT_ADDRESS: &str = "127.0.0.1:3000";
const READY_LIMIT: Duration = Duration::from_secs(60);
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// One click each; the server offers the same links on its sign-in page in demo mode.
const DEMO_ROLES: [(&str, &str); 7] = [
    ("admin", "the coordinator in Daugavpils"),
    ("partner-admin", "the coordinator in Leszno"),
    ("editor", "the youth specialist in Daugavpils, an editor"),
    ("partner-editor", "the youth worker in Leszno, an editor"),
    ("suggester", "an external expert, who comments"),
    ("commenter", "an external volunteer, who comments"),
    ("reader", "the head of department in Daugavpils, who reads"),
];

/// What the target directory holds when everything is compiled, with room to spare.
const DISK_MB: u64 = 3_000;

/// Builds for a try, serves the demo, ends with Ctrl-C.
pub fn run(workspace: &Workspace) -> Result<()> {
    let address = address();
    let needs = Needs {
        disk_mb: DISK_MB,
        address: Some(&address),
        node: false,
    };
    let mut steps = Steps::new(5);
    steps.step("look at the machine and fetch the crates", || {
        machine::check(workspace, &needs)
    })?;
    steps.step("compile the server", || build::quick_server(workspace))?;
    let wasm = steps.step("compile the browser half", || {
        build::browser_half(workspace, Profile::Quick)
    })?;
    steps.step("pack the site", || {
        build::pack(workspace, &wasm, Profile::Quick)
    })?;
    let mut server = steps.step("start the server", || {
        Demo::start(workspace, &workspace.binary("debug"))
    })?;
    println!("ready after {}", minutes(steps.elapsed()));
    server.say_where();
    server.wait()
}

/// Where the demo listens.
fn address() -> String {
    std::env::var("TALKA_ADDR").unwrap_or_else(|_| DEFAULT_ADDRESS.to_owned())
}

/// The server in demo mode, on a database that stays in `var/`.
pub struct Demo {
    child: Child,
    address: String,
}

impl Demo {
    pub fn start(workspace: &Workspace, binary: &Path) -> Result<Self> {
        let folder = workspace.root.join("var");
        std::fs::create_dir_all(&folder)?;
        let address = address();
        let database = format!("sqlite://{}?mode=rwc", folder.join("talka.db").display());
        let child = Command::ending_with_us(binary, "TERM")
            .dir(&workspace.root)
            .env("TALKA_DEMO", "1")
            // Whoever gives this command wants the demo, on whatever address and database it set up.
            .env("TALKA_DEMO_ANYWHERE", "1")
            .env("TALKA_ADDR", &address)
            .env("TALKA_DATABASE_URL", database)
            .start()?;
        let mut demo = Self { child, address };
        demo.wait_until_ready()?;
        Ok(demo)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < READY_LIMIT {
            if answers(&self.address, "/readyz").unwrap_or(false) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended ({status})");
            }
            std::thread::sleep(POLL_INTERVAL);
        }
        bail!(
            "the server did not become ready in {} s",
            READY_LIMIT.as_secs()
        )
    }

    pub fn say_where(&self) {
        println!("\nSign in with one click as");
        for (role, who) in DEMO_ROLES {
            println!("  http://{}/demo/{role:<14} {who}", self.address);
        }
        println!("Ctrl-C stops the server.\n\nOpen http://{}/", self.address);
    }

    fn wait(&mut self) -> Result<()> {
        let status = self.child.wait()?;
        if !status.success() {
            bail!("the server ended ({status})");
        }
        Ok(())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// True if `GET path` is answered with 200.
fn answers(address: &str, path: &str) -> Result<bool> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200"))
}
