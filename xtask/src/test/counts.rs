//! Passed and failed tests, read from the last lines of the test programs.

use super::failures::Failures;
use crate::shell::without_colours;

/// A sum of test results.
#[derive(Default, Debug)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
    /// What did not run, and why.
    pub skipped: Vec<String>,
    pub failures: Failures,
}

impl Counts {
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped.extend(other.skipped);
        self.failures.add(other.failures);
    }

    pub fn skip(&mut self, what: String) {
        self.skipped.push(what);
    }

    /// Adds what a line of Cargo's, Node's or Playwright's output says, if it is a sum, or the word
    /// of a test that it did not run.
    pub fn read(&mut self, line: &str) {
        self.failures.read(line);
        let line = without_colours(line);
        if let Some((_, why)) = line.split_once("SKIPPED: ") {
            self.skip(why.to_owned());
        } else if let Some(sums) = line.strip_prefix("test result: ") {
            let (_, sums) = sums.split_once(". ").unwrap_or_default();
            sums.split("; ").for_each(|sum| self.read_sum(sum));
        } else if let Some(sum) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            if let Some((what, count)) = sum.split_once(' ') {
                self.read_sum(&format!("{count} {what}"));
            }
        } else if line.starts_with("  ") {
            self.read_sum(line.trim().split(" (").next().unwrap_or_default());
        }
    }

    /// `3 passed`, `1 failed`, `2 ignored`, and the other words for it.
    fn read_sum(&mut self, sum: &str) {
        let Some((count, what)) = sum.split_once(' ') else {
            return;
        };
        let Ok(count) = count.parse::<usize>() else {
            return;
        };
        match what {
            "passed" | "pass" => self.passed += count,
            // A test that passes only sometimes is not one that passes.
            "failed" | "fail" | "cancelled" | "flaky" | "interrupted" => self.failed += count,
            "ignored" | "skipped" | "todo" | "did not run" => {
                self.skipped
                    .extend((0..count).map(|_| format!("a test is marked as {what}")));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(output: &str) -> (usize, usize, usize) {
        let mut counts = Counts::default();
        output.lines().for_each(|line| counts.read(line));
        (counts.passed, counts.failed, counts.skipped.len())
    }

    #[test]
    fn cargo_is_understood() {
        let output = "\
running 3 tests
test a ... ok
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: \u{1b}[31mFAILED\u{1b}[0m. 1 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out
";
        assert_eq!(counted(output), (3, 4, 1));
    }

    #[test]
    fn a_test_that_says_that_it_did_not_run_is_skipped() {
        let output = "\
test tests::faults::disk::a_full_disk ...
SKIPPED: no file system can be mounted here
ok
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out
";
        assert_eq!(counted(output), (2, 0, 1));
    }

    #[test]
    fn node_is_understood() {
        let spec =
            "ℹ tests 5\nℹ suites 1\nℹ pass 3\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0\n";
        assert_eq!(counted(spec), (3, 1, 1));
        assert_eq!(counted("\u{1b}[34mℹ pass 3\u{1b}[39m\n"), (3, 0, 0));
        assert_eq!(counted("# pass 3\n# fail 2\n"), (3, 2, 0));
    }

    #[test]
    fn playwright_is_understood() {
        let output = "  ✓  1 story.spec.ts:3:1 › two people write (2.1s)\n\n  1 failed\n    story.spec.ts\n  2 skipped\n  3 did not run\n  4 passed (5.1s)\n";
        assert_eq!(counted(output), (4, 1, 5));
        assert_eq!(counted("  1 flaky\n"), (0, 1, 0));
    }

    #[test]
    fn other_lines_count_nothing() {
        let output = "3 passed yesterday\n  4 apples\n# a comment\nℹ duration_ms 12\n";
        assert_eq!(counted(output), (0, 0, 0));
    }
}
