//! What the failed tests of a program said, for the end of the output: whoever reads only that end
//! sees what failed and why.

use crate::shell::without_colours;

/// Lines kept of one failed test, its name among them.
const LINES_OF_A_FAILURE: usize = 12;

/// Failed tests whose words are kept; of further ones the name.
const FAILURES_KEPT: usize = 6;

/// Failed tests whose names are kept.
const NAMES_KEPT: usize = 30;

/// The words of failed tests, in the order of the output.
#[derive(Default, Debug)]
pub struct Failures {
    kept: Vec<Vec<String>>,
    /// The test of which the next line speaks is the last of `kept`.
    open: bool,
    /// Node says at its end once more what failed; only there a mark begins a failure.
    summing_up: bool,
}

impl Failures {
    pub fn add(&mut self, other: Self) {
        self.kept.extend(other.kept);
        self.kept.truncate(NAMES_KEPT);
        self.open = false;
    }

    /// Reads a line of Cargo's, Node's or Playwright's output.
    pub fn read(&mut self, line: &str) {
        let line = without_colours(line);
        if line == "✖ failing tests:" {
            self.summing_up = true;
            self.open = false;
        } else if self.begins(&line) {
            self.open = self.kept.len() < FAILURES_KEPT;
            if self.kept.len() < NAMES_KEPT {
                self.kept.push(vec![line.trim().to_owned()]);
            }
        } else if ends(&line) {
            self.open = false;
        } else if self.open && !line.trim().is_empty() {
            self.go_on(&line);
        }
    }

    fn begins(&self, line: &str) -> bool {
        let of_cargo = line.starts_with("---- ") && line.ends_with(" stdout ----");
        let of_node = self.summing_up && line.starts_with("✖ ");
        let numbered = line.trim_start().split_once(") ");
        let of_playwright = line.starts_with("  ")
            && numbered.is_some_and(|(number, rest)| {
                !number.is_empty()
                    && number.bytes().all(|byte| byte.is_ascii_digit())
                    && rest.starts_with('[')
            });
        of_cargo || of_node || of_playwright
    }

    fn go_on(&mut self, line: &str) {
        let Some(failure) = self.kept.last_mut() else {
            return;
        };
        if failure.len() < LINES_OF_A_FAILURE {
            failure.push(line.trim_end().to_owned());
        }
    }

    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.kept.iter().flatten().map(String::as_str)
    }
}

/// The sums that follow the words of failed tests.
fn ends(line: &str) -> bool {
    let sum = line.trim_start().split_once(' ');
    let of_playwright = line.starts_with("  ")
        && !line.starts_with("   ")
        && sum.is_some_and(|(count, rest)| {
            count.parse::<usize>().is_ok() && (rest == "failed" || rest.starts_with("passed"))
        });
    of_playwright || line == "failures:" || line.starts_with("test result: ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(output: &str) -> Vec<String> {
        let mut failures = Failures::default();
        output.lines().for_each(|line| failures.read(line));
        failures.lines().map(ToOwned::to_owned).collect()
    }

    #[test]
    fn cargo_says_why() {
        let output = "\
test a ... FAILED

failures:

---- a stdout ----
thread 'a' panicked at src/lib.rs:1:2:
assertion failed

failures:
    a

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out
";
        let expected = [
            "---- a stdout ----",
            "thread 'a' panicked at src/lib.rs:1:2:",
            "assertion failed",
        ];
        assert_eq!(read(output), expected);
    }

    #[test]
    fn playwright_says_why() {
        let output = "\
  ✘    2 [stories] › a.spec.js:3:1 › two write (2.1s)

\u{1b}[31m  1) [stories] › a.spec.js:3:1 › two write ───\u{1b}[39m

    Error: expect(locator).toHaveText

    Expected: 1

  2) [stories] › b.spec.js:3:1 › one reads ───
    Error: no

  2 failed
    [stories] › a.spec.js:3:1 › two write
  9 passed (5.1s)
";
        let expected = [
            "1) [stories] › a.spec.js:3:1 › two write ───",
            "    Error: expect(locator).toHaveText",
            "    Expected: 1",
            "2) [stories] › b.spec.js:3:1 › one reads ───",
            "    Error: no",
        ];
        assert_eq!(read(output), expected);
    }

    #[test]
    fn node_says_why() {
        let output = "✖ b (1ms)\nℹ fail 1\n\n✖ failing tests:\n\ntest at a.test.js:1:1\n✖ b (1ms)\n  AssertionError\n";
        assert_eq!(read(output), ["✖ b (1ms)", "  AssertionError"]);
    }

    #[test]
    fn long_words_are_cut() {
        let output = format!("---- a stdout ----\n{}", "word\n".repeat(90));
        assert_eq!(read(&output).len(), LINES_OF_A_FAILURE);
        let many: String = (0..90).map(|n| format!("---- {n} stdout ----\n")).collect();
        assert_eq!(read(&many).len(), NAMES_KEPT);
    }
}
