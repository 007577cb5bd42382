//! Cargo as it compiles: one line that says how far it is and how long it will take.
//!
//! Cargo knows the number of crates and draws a bar. The bar is read from its output and written
//! again with the time that is left: as one line that stays on a terminal, as a line now and then
//! elsewhere.

use crate::shell::{Command, minutes};
use anyhow::{Context, Result, bail};
use std::io::{IsTerminal, Read, Write};
use std::time::{Duration, Instant};

/// How often a line is written where lines cannot be written over.
const PLAIN_INTERVAL: Duration = Duration::from_secs(20);
/// What was compiled before is counted within this time, and says nothing about speed.
const COUNTING: Duration = Duration::from_secs(1);
/// Crates at the end for which the number of crates says nothing about time.
const LAST: u32 = 12;
/// Cargo's words for what needs no answer; on a terminal the one line stands for them.
const ROUTINE: [&str; 11] = [
    "Compiling",
    "Checking",
    "Downloading",
    "Downloaded",
    "Updating",
    "Locking",
    "Adding",
    "Blocking",
    "Finished",
    "Fresh",
    "Building",
];

/// Runs a Cargo command that compiles; an error if it fails. What it has to say is printed, and its
/// standard output is given back.
pub fn compile(command: Command) -> Result<String> {
    let shown = command.to_string();
    let on_terminal = std::io::stderr().is_terminal();
    let command = command
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "80")
        .env(
            "CARGO_TERM_COLOR",
            if on_terminal { "always" } else { "never" },
        );
    let mut child = command.start_piped()?;
    let mut output = child.stdout.take().context("piped output")?;
    let printed = std::thread::spawn(move || {
        let mut text = String::new();
        output.read_to_string(&mut text).map(|_| text)
    });
    let mut line = Line::new(on_terminal);
    let errors = child.stderr.take().context("piped errors")?;
    follow(errors, &mut line)?;
    line.clear();
    let status = child.wait()?;
    let text = printed.join().ok().context("reads the output")??;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(text)
}

/// Cargo parts lines by line feeds, and frames of its bar by carriage returns.
fn follow(errors: impl Read, line: &mut Line) -> Result<()> {
    let mut piece = Vec::new();
    for byte in std::io::BufReader::new(errors).bytes() {
        match byte? {
            b'\r' => line.frame(&std::mem::take(&mut piece)),
            b'\n' => line.message(&std::mem::take(&mut piece)),
            byte => piece.push(byte),
        }
    }
    line.message(&piece);
    Ok(())
}

/// The line that says how far Cargo is.
struct Line {
    on_terminal: bool,
    started: Instant,
    said: Instant,
    /// Crates that needed no work.
    before: usize,
    shown: bool,
}

impl Line {
    fn new(on_terminal: bool) -> Self {
        let now = Instant::now();
        Self {
            on_terminal,
            started: now,
            said: now,
            before: 0,
            shown: false,
        }
    }

    fn frame(&mut self, bytes: &[u8]) {
        let Some((done, total)) = counts(&String::from_utf8_lossy(bytes)) else {
            return;
        };
        let elapsed = self.started.elapsed();
        if elapsed < COUNTING {
            self.before = done;
            return;
        }
        if !self.on_terminal && self.said.elapsed() < PLAIN_INTERVAL {
            return;
        }
        self.said = Instant::now();
        let left = left(elapsed, self.before, done, total).map_or(String::new(), |left| {
            format!(", about {} left", minutes(left))
        });
        self.say(&format!(
            "  {done} of {total} crates, {}{left}",
            minutes(elapsed)
        ));
    }

    fn say(&mut self, text: &str) {
        let mut errors = std::io::stderr().lock();
        if self.on_terminal {
            write!(errors, "\r\x1b[K{text}").ok();
            self.shown = true;
        } else {
            writeln!(errors, "{text}").ok();
        }
        errors.flush().ok();
    }

    /// A line of Cargo's or the compiler's own.
    fn message(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let plain = crate::shell::without_colours(&text);
        let first = plain.split_whitespace().next().unwrap_or_default();
        let is_routine = ROUTINE.contains(&first) && plain.starts_with(' ');
        if is_routine || plain.trim().is_empty() && self.shown {
            return;
        }
        self.clear();
        eprintln!("{}", text.trim_start_matches("\u{1b}[K"));
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            eprint!("\r\x1b[K");
        }
    }
}

/// Reads `12/345` from a frame of Cargo's bar: `Building [==>     ] 12/345: name, name`.
fn counts(frame: &str) -> Option<(usize, usize)> {
    let (_, rest) = frame.split_once("] ")?;
    let (counts, _) = rest.split_once(':').unwrap_or((rest, ""));
    let (done, total) = counts.trim().split_once('/')?;
    Some((done.parse().ok()?, total.parse().ok()?))
}

/// What is left at the speed so far, crates taken as equal; nothing before the first is done, nor for
/// the last few, which are the largest.
fn left(elapsed: Duration, before: usize, done: usize, total: usize) -> Option<Duration> {
    let compiled = u32::try_from(done.checked_sub(before)?).ok()?;
    let waiting = u32::try_from(total.saturating_sub(done)).ok()?;
    if waiting < LAST {
        return None;
    }
    Some(elapsed.checked_div(compiled)? * waiting)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_bar_is_read() {
        let frame = "    Building [=====>                    ] 123/547: sea-orm, tachys(build)";
        assert_eq!(counts(frame), Some((123, 547)));
        assert_eq!(counts("    Building [====] 1/2"), Some((1, 2)));
        assert_eq!(counts("warning: [0] 1 of 2"), None);
        assert_eq!(counts("   Compiling serde v1.0.229"), None);
    }

    #[test]
    fn the_time_that_is_left_counts_only_what_was_compiled_now() {
        let seconds = Duration::from_secs;
        assert_eq!(left(seconds(10), 100, 110, 150), Some(seconds(40)));
        assert_eq!(left(seconds(10), 100, 100, 150), None);
        assert_eq!(left(seconds(10), 0, 50, 55), None);
    }
}
