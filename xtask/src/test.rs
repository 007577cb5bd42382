//! Every test there is, and one number at the end.
//!
//! All native tests are one Cargo call, so that every dependency is compiled once, with one set of
//! features; the server binary of that call is the one the browser tests talk to.

mod counts;

use crate::build::{self, Profile};
use crate::postgres::Postgres;
use crate::shell::{self, Command, step};
use crate::workspace::{Workspace, on_path};
use crate::{setup, size};
use anyhow::{Result, bail};
use counts::Counts;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Runs everything; extra arguments are passed to the native tests only, and nothing else runs.
/// `--wasm` runs the document's tests in the browser alone, `--pages` what people do in browsers
/// alone, built with the fast profiles: what follows it goes to Playwright.
pub fn test(workspace: &Workspace, rest: &[String]) -> Result<()> {
    let started = Instant::now();
    let mut report = Report::default();
    if rest == ["--wasm"] {
        report.run("the document in the browser", |counts| {
            document_in_browser(workspace, counts)
        });
        return report.close(started);
    }
    if let [first, playwright @ ..] = rest
        && first == "--pages"
    {
        report.run("the server", |_| server(workspace));
        report.run("browser half", |_| browser_half(workspace, Profile::Dev));
        report.run("Node packages", |_| setup::npm(workspace));
        report.run("pages in browsers", |counts| {
            pages(workspace, playwright, counts)
        });
        return report.close(started);
    }
    report.run("native tests", |counts| native(workspace, rest, counts));
    if rest.is_empty() {
        report.run("xtask's own tests", |counts| own(workspace, counts));
        report.run("browser half", |_| {
            browser_half(workspace, Profile::Release)
        });
        report.run("Node packages", |_| setup::npm(workspace));
        report.run("foreign clients in Node", |counts| {
            interop(workspace, counts)
        });
        report.run("the document in the browser", |counts| {
            document_in_browser(workspace, counts)
        });
        report.run("pages in browsers", |counts| pages(workspace, &[], counts));
    }
    report.close(started)
}

/// What has been counted so far, and what went wrong beside single tests.
#[derive(Default)]
struct Report {
    counts: Counts,
    errors: Vec<String>,
}

impl Report {
    /// A part that fails without naming a failed test counts as one failed test.
    fn run(&mut self, what: &str, part: impl FnOnce(&mut Counts) -> Result<()>) {
        let mut counts = Counts::default();
        if let Err(error) = step(what, || part(&mut counts)) {
            eprintln!("{error:#}");
            self.errors.push(format!("{error:#}"));
            counts.failed = counts.failed.max(1);
        }
        self.counts.add(counts);
    }

    /// The last line stands alone: `N passed, N failed`.
    fn close(mut self, started: Instant) -> Result<()> {
        let is_ci = std::env::var_os("CI").is_some();
        for skipped in &self.counts.skipped {
            println!("SKIPPED: {skipped}");
        }
        if is_ci {
            // Here a test that did not run is a test that failed.
            self.counts.failed += self.counts.skipped.len();
        }
        for error in &self.errors {
            println!("FAILED: {error}");
        }
        println!("all tests took {:.0} s", started.elapsed().as_secs_f32());
        println!(
            "{} passed, {} failed",
            self.counts.passed, self.counts.failed
        );
        if self.counts.failed > 0 {
            bail!("not all tests passed");
        }
        Ok(())
    }
}

/// `app` takes part with its server half; its browser half is never built in the same call.
const NATIVE: [&str; 10] = [
    "--features",
    "app/ssr",
    "--package",
    "model",
    "--package",
    "services",
    "--package",
    "app",
    "--package",
    "server",
];

fn native(workspace: &Workspace, rest: &[String], counts: &mut Counts) -> Result<()> {
    // With the binary, which `cargo test` alone would not build; separately, it would get other
    // features than the tests, and so would most of what it depends on.
    let compile = workspace
        .cargo(["build", "--lib", "--bins", "--tests"])
        .args(NATIVE);
    step("compile", || shell::run(compile))?;
    let postgres = match Postgres::start() {
        Ok(postgres) => Some(postgres),
        Err(error) => {
            counts.skip(format!("store tests on PostgreSQL: {error:#}"));
            None
        }
    };
    let mut cargo = workspace
        .cargo(["test", "--no-fail-fast"])
        .args(NATIVE)
        .args(rest);
    if let Some(postgres) = &postgres {
        cargo = cargo
            .env("TALKA_TEST_POSTGRES_URL", postgres.url())
            .env("TALKA_TEST_POSTGRES_PROGRAMS", postgres.programs());
    }
    counts.watch(cargo)
}

/// In a call of its own: with the features it was built with to run this.
fn own(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    counts.watch(workspace.cargo(["test", "--no-fail-fast", "--package", "xtask"]))
}

/// What is delivered is what the browser tests load. Its size has limits.
fn browser_half(workspace: &Workspace, profile: Profile) -> Result<()> {
    setup::wasm()?;
    build::site(workspace, profile)?;
    if profile == Profile::Release {
        size::judge(workspace)?;
    }
    Ok(())
}

/// Other Yjs clients, in Node: files of `end2end/interop` that end in `.test.js`.
fn interop(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    let folder = workspace.root.join("end2end");
    let files = test_files(&folder.join("interop"));
    if files.is_empty() {
        counts.skip("foreign clients: there are no tests in end2end/interop".to_owned());
        return Ok(());
    }
    need_node()?;
    let example = [
        "build",
        "--package",
        "model",
        "--features",
        "testing",
        "--example",
        "interop",
    ];
    step("compile the document for Node", || {
        shell::run(workspace.cargo(example))
    })?;
    let document = workspace.target.join("debug/examples/interop");
    let node = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .args(files);
    counts.watch(with_binary(workspace, node.dir(folder)).env("TALKA_INTEROP", document))
}

fn test_files(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = files.map(|file| file.path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    files.sort();
    files
}

/// The model's own tests as a browser runs them; the files of `end2end/wasm`.
fn document_in_browser(workspace: &Workspace, counts: &mut Counts) -> Result<()> {
    let module = build::model(workspace, Profile::Dev)?;
    let playwright = playwright(workspace)?.args(["--project=wasm"]);
    counts.watch(playwright.env("TALKA_MODEL_WASM", module))
}

/// The binary that the native tests would build, without them.
fn server(workspace: &Workspace) -> Result<()> {
    let compile = workspace.cargo(["build", "--lib", "--bins"]).args(NATIVE);
    shell::run(compile)
}

/// People in real browsers: the files of `end2end/stories` and `end2end/editor` in Chromium, those of
/// the latter that need no DevTools in Firefox too, and keys of the system in these and in WebKit.
fn pages(workspace: &Workspace, rest: &[String], counts: &mut Counts) -> Result<()> {
    let mut playwright = playwright(workspace)?.args(rest);
    if !rest
        .iter()
        .any(|argument| argument.starts_with("--project"))
    {
        playwright = playwright.args(["--project=stories", "--project=editor"]);
        match setup::firefox() {
            Ok(firefox) => playwright = playwright.arg("--project=firefox").env("FIREFOX", firefox),
            Err(error) => counts.skip(format!("the editor in Firefox: {error:#}")),
        }
        match setup::screen() {
            Ok(()) => playwright = playwright.arg("--project=system"),
            Err(error) => counts.skip(format!("keys of the system, and WebKit: {error:#}")),
        }
    }
    counts.watch(with_binary(workspace, playwright))
}

/// A call of Playwright with the machine's browser.
pub fn playwright(workspace: &Workspace) -> Result<Command> {
    need_node()?;
    let chromium = setup::browser()?;
    let playwright = Command::new("npx").args(["playwright", "test", "--reporter=list"]);
    let folder = workspace.root.join("end2end");
    Ok(playwright.dir(folder).env("CHROMIUM", chromium))
}

fn need_node() -> Result<()> {
    if on_path(&["node"]).is_none() {
        bail!("Node.js is needed: https://nodejs.org");
    }
    Ok(())
}

/// The tests start servers of their own from this binary, each on a port and database of its own.
fn with_binary(workspace: &Workspace, command: Command) -> Command {
    command.env("TALKA_BIN", workspace.binary("debug"))
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
