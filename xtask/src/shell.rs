//! Running programs, and saying what runs and how long it took.

use crate::workspace::on_path;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// How often a program with a time limit is looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// A program to run, with its arguments; `to_string` is what a person would type.
pub struct Command {
    inner: std::process::Command,
    shown: String,
}

impl Command {
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        Self {
            inner: std::process::Command::new(program),
            shown: PathBuf::from(program).display().to_string(),
        }
    }

    /// A program that is stopped by `signal` if we are killed, where the system can do that. It
    /// keeps its own process id.
    pub fn ending_with_us(program: impl AsRef<OsStr>, signal: &str) -> Self {
        match on_path(&["setpriv"]) {
            Some(setpriv) => Self::new(setpriv)
                .args(["--pdeathsig", signal])
                .arg(program),
            None => Self::new(program),
        }
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&argument.as_ref().to_string_lossy());
        self.inner.arg(argument);
        self
    }

    pub fn args<S: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = S>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    pub fn dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.inner.current_dir(folder);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.inner.env(name, value);
        self
    }

    pub fn without_env(mut self, name: &str) -> Self {
        self.inner.env_remove(name);
        self
    }

    /// Starts the program in the background, its output on ours.
    pub fn start(mut self) -> Result<Child> {
        self.inner.stdin(Stdio::null());
        self.inner
            .spawn()
            .with_context(|| format!("cannot start `{}`", self.shown))
    }

    /// Starts the program with both of its outputs readable.
    pub fn start_piped(mut self) -> Result<Child> {
        self.inner
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        self.inner
            .spawn()
            .with_context(|| format!("cannot start `{}`", self.shown))
    }

    /// Starts the program in the background with its output in a file.
    pub fn start_quietly(mut self, log: &Path) -> Result<Child> {
        let file = std::fs::File::create(log)?;
        self.inner
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file);
        self.inner
            .spawn()
            .with_context(|| format!("cannot start `{}`", self.shown))
    }
}

impl std::fmt::Display for Command {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.shown)
    }
}

/// Runs a program with its output on ours; an error if it fails.
pub fn run(mut command: Command) -> Result<()> {
    command.inner.stdin(Stdio::null());
    let status = command
        .inner
        .status()
        .with_context(|| format!("cannot start `{}`", command.shown))?;
    if !status.success() {
        bail!("`{}` failed ({status})", command.shown);
    }
    Ok(())
}

/// Runs a program silently and gives what it printed; an error with its messages if it fails.
pub fn output(mut command: Command) -> Result<String> {
    let output = command
        .inner
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{}`", command.shown))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        bail!(
            "`{}` failed ({})\n{text}{errors}",
            command.shown,
            output.status
        );
    }
    Ok(text)
}

/// Runs a program, shows its standard output line by line and gives every line to `seen`.
/// True if the program succeeded.
pub fn watch(mut command: Command, mut seen: impl FnMut(&str)) -> Result<bool> {
    let mut child = command
        .inner
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", command.shown))?;
    let output = child.stdout.take().context("piped output")?;
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        seen(&line);
    }
    Ok(child.wait()?.success())
}

/// Runs a program for at most `limit`; false if it failed or was stopped.
pub fn run_within(command: Command, limit: Duration) -> Result<bool> {
    let mut child = command.start()?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        std::thread::sleep(POLL_INTERVAL);
    }
}

/// Says what is being done, does it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("▸ {what}");
    let started = Instant::now();
    let result = work().with_context(|| what.to_owned())?;
    println!("  {}: {what}", minutes(started.elapsed()));
    Ok(result)
}

/// The steps of a command, counted, so that a reader knows how many are still to come.
pub struct Steps {
    number: usize,
    total: usize,
    started: Instant,
}

impl Steps {
    pub fn new(total: usize) -> Self {
        Self {
            number: 0,
            total,
            started: Instant::now(),
        }
    }

    /// The next step: says its number, does it, and says how long it took.
    pub fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.number += 1;
        step(&format!("{} of {}: {what}", self.number, self.total), work)
    }

    /// Time since the first step began.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// `0.4 s`, `12 s`, `3 min 5 s`.
pub fn minutes(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

/// Takes out terminal escapes (`ESC [ … letter`).
pub fn without_colours(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|character: char| character.is_ascii_alphabetic());
        plain.push_str(end.map_or("", |end| &part[end + 1..]));
    }
    plain
}
