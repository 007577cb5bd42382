//! Every test there is, in parts: what is fast first, and one number at the end.
//!
//! All native tests are one Cargo call, so that every dependency is compiled once, with one set of
//! features; the server binary of that call is the one the browser tests talk to.

mod counts;
mod failures;
mod native;
mod part;

use crate::build::{self, Profile};
use crate::compile::compile;
use crate::machine::{self, Needs};
use crate::postgres::{Disk, Postgres};
use crate::shell::{self, Command, minutes, step};
use crate::workspace::{Workspace, on_path};
use crate::{setup, size};
use anyhow::{Result, bail};
use counts::Counts;
use native::Executable;
use part::{Part, Request};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What the target directory holds when all tests are compiled, with room to spare.
const DISK_MB: u64 = 7_000;

/// Runs every part, or those that `--only` names; what follows the names goes to their test
/// programs.
pub fn test(workspace: &Workspace, rest: &[String]) -> Result<()> {
    let request = Request::read(rest)?;
    let mut session = Session {
        workspace,
        extra: &request.extra,
        // Whoever asks for single parts waits for them; everything runs on what is delivered.
        profile: match request.is_everything() {
            true => Profile::Release,
            false => Profile::Quick,
        },
        tests: Vec::new(),
        postgres: None,
    };
    let needs = Needs {
        disk_mb: DISK_MB,
        address: None,
        node: request.parts.iter().any(|part| part.needs_node()),
    };
    println!("{}", part::plan(&request.parts));
    machine::check(workspace, &needs)?;
    let mut report = Report::default();
    report.run("compile", |counts| session.compile(&request.parts, counts));
    for part in &request.parts {
        report.run(part.name(), |counts| session.run(*part, counts));
    }
    report.close()
}

/// What has been counted so far, and what went wrong beside single tests.
struct Report {
    started: Instant,
    counts: Counts,
    /// A line a part that has ended.
    parts: Vec<String>,
    errors: Vec<String>,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            started: Instant::now(),
            counts: Counts::default(),
            parts: Vec::new(),
            errors: Vec::new(),
        }
    }
}

impl Report {
    /// A part that fails without naming a failed test counts as one failed test. The next part runs
    /// whatever became of this one.
    fn run(&mut self, what: &str, part: impl FnOnce(&mut Counts) -> Result<()>) {
        let started = Instant::now();
        let mut counts = Counts::default();
        println!("▸ {what}");
        if let Err(error) = part(&mut counts) {
            eprintln!("{error:#}");
            self.errors.push(format!("{what}: {error:#}"));
            counts.failed = counts.failed.max(1);
        }
        let line = line(what, &counts, started.elapsed());
        println!("{line}");
        self.parts.push(line);
        self.counts.add(counts);
    }

    /// The last line stands alone: `N passed, N failed`.
    fn close(mut self) -> Result<()> {
        println!("\nall parts, {}", minutes(self.started.elapsed()));
        for line in &self.parts {
            println!("{line}");
        }
        for skipped in &self.counts.skipped {
            println!("SKIPPED: {skipped}");
        }
        if std::env::var_os("CI").is_some() {
            // Here a test that did not run is a test that failed.
            self.counts.failed += self.counts.skipped.len();
        }
        for line in self.counts.failures.lines() {
            println!("{line}");
        }
        for error in &self.errors {
            println!("FAILED: {error}");
        }
        let Counts { passed, failed, .. } = self.counts;
        println!("{passed} passed, {failed} failed");
        if failed > 0 {
            bail!("not all tests passed");
        }
        Ok(())
    }
}

/// `  store       215 passed,   0 failed, 1 skipped, 2 min 3 s`
fn line(what: &str, counts: &Counts, time: Duration) -> String {
    let skipped = match counts.skipped.len() {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    let (passed, failed) = (counts.passed, counts.failed);
    let time = minutes(time);
    format!("  {what:<10} {passed:>5} passed, {failed:>3} failed{skipped}, {time}")
}

/// One call of this command.
struct Session<'a> {
    workspace: &'a Workspace,
    /// What goes to the test programs.
    extra: &'a [String],
    /// The browser half that pages load.
    profile: Profile,
    /// The native test programs.
    tests: Vec<Executable>,
    /// For the tests that write to a database.
    postgres: Option<Postgres>,
}

impl Session<'_> {
    /// Everything that the parts need from the compiler, and a database server.
    fn compile(&mut self, parts: &[Part], counts: &mut Counts) -> Result<()> {
        if parts.iter().any(|part| part.package().is_some()) {
            self.tests = native::compile_tests(self.workspace)?;
        } else {
            build::quick_server(self.workspace)?;
        }
        if parts.iter().any(|part| part.writes_to_databases()) {
            match Postgres::start(Disk::Careless) {
                Ok(postgres) => self.postgres = Some(postgres),
                Err(error) => counts.skip(format!("tests on PostgreSQL: {error:#}")),
            }
        }
        if parts.iter().any(|part| part.loads_pages()) {
            step("the browser half", || {
                build::site(self.workspace, self.profile)
            })?;
        }
        Ok(())
    }

    fn run(&self, part: Part, counts: &mut Counts) -> Result<()> {
        match part {
            Part::Tools => self.tools(counts),
            Part::Model | Part::Pdf | Part::App | Part::Server | Part::Store => {
                native::run(self, part, counts)
            }
            Part::Foreign => self.foreign(counts),
            Part::Wasm => self.wasm(counts),
            Part::Size => self.size(),
            Part::Stories | Part::Editor => self.pages(part, &[], counts),
            Part::Firefox => match setup::firefox() {
                Ok(firefox) => self.pages(part, &[("FIREFOX", firefox)], counts),
                Err(error) => {
                    counts.skip(format!("the editor in Firefox: {error:#}"));
                    Ok(())
                }
            },
            Part::System => match setup::screen().and_then(|()| setup::firefox()) {
                Ok(firefox) => self.pages(part, &[("FIREFOX", firefox)], counts),
                Err(error) => {
                    counts.skip(format!("keys of the system, and WebKit: {error:#}"));
                    Ok(())
                }
            },
        }
    }

    /// The tests of what builds and checks; this tool itself has to be compiled with the features
    /// that it runs with.
    fn tools(&self, counts: &mut Counts) -> Result<()> {
        let own = self
            .workspace
            .cargo(["test", "--no-fail-fast", "--package", "xtask"]);
        counts.watch(own.arg("--").args(self.extra))?;
        native::run(self, Part::Tools, counts)
    }

    /// The browser half as it is delivered has limits.
    fn size(&self) -> Result<()> {
        build::site(self.workspace, Profile::Release)?;
        size::judge(self.workspace)
    }

    /// Other Yjs clients, in Node: files of `end2end/interop` that end in `.test.js`.
    fn foreign(&self, counts: &mut Counts) -> Result<()> {
        setup::npm(self.workspace)?;
        let folder = self.workspace.root.join("end2end");
        let example = self.workspace.cargo(["build", "--example", "interop"]);
        compile(example.args(build::NATIVE))?;
        let document = self.workspace.target.join("debug/examples/interop");
        let node = Command::new("node")
            .args(["--test", "--test-reporter=spec"])
            .args(self.extra)
            .args(test_files(&folder.join("interop"))?);
        let node = node.dir(folder).env("TALKA_INTEROP", document);
        counts.watch(self.with_binary(node))
    }

    /// The model's own tests as a browser runs them; the files of `end2end/wasm`.
    fn wasm(&self, counts: &mut Counts) -> Result<()> {
        let module = build::model(self.workspace, Profile::Quick)?;
        let playwright = playwright(self.workspace)?.arg("--project=wasm");
        counts.watch(playwright.args(self.extra).env("TALKA_MODEL_WASM", module))
    }

    /// People in real browsers: a project of `end2end/playwright.config.js`.
    fn pages(&self, part: Part, needs: &[(&str, PathBuf)], counts: &mut Counts) -> Result<()> {
        let project = format!("--project={}", part.name());
        let playwright = playwright(self.workspace)?.arg(project).args(self.extra);
        let playwright = needs.iter().fold(playwright, |playwright, (name, value)| {
            playwright.env(name, value)
        });
        counts.watch(self.with_binary(playwright))
    }

    /// The tests start servers of their own from this binary, each on a port and database of its own.
    fn with_binary(&self, command: Command) -> Command {
        command.env("TALKA_BIN", self.workspace.binary("debug"))
    }
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = std::fs::read_dir(folder)?.flatten();
    let mut files: Vec<_> = files.map(|file| file.path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    files.sort();
    if files.is_empty() {
        bail!("there are no tests in {}", folder.display());
    }
    Ok(files)
}

/// A call of Playwright with the machine's browser.
pub fn playwright(workspace: &Workspace) -> Result<Command> {
    if on_path(&["node"]).is_none() {
        bail!("Node.js is needed: https://nodejs.org");
    }
    setup::npm(workspace)?;
    let chromium = setup::browser()?;
    let playwright = Command::new("npx").args(["playwright", "test", "--reporter=list"]);
    let folder = workspace.root.join("end2end");
    Ok(playwright.dir(folder).env("CHROMIUM", chromium))
}

impl Counts {
    /// Runs a test program and adds up what it prints.
    fn watch(&mut self, command: Command) -> Result<()> {
        let mut seen = Self::default();
        let succeeded = shell::watch(command, |line| seen.read(line))?;
        let failed = seen.failed;
        self.add(seen);
        if !succeeded && failed == 0 {
            bail!("the test program failed");
        }
        Ok(())
    }
}
