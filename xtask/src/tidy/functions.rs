//! Functions of more lines than a screen.
//!
//! The sources are formatted by rustfmt, so a function ends at the first line that is a closing
//! brace at the indentation of its `fn`: no parser is needed.

use super::sources::Sources;

const LIMIT_LINES: usize = 70;

pub fn findings(sources: &Sources) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.rust() {
        for (name, line, lines) in functions(&source.text) {
            if lines > LIMIT_LINES {
                let path = &source.path;
                found.push(format!(
                    "{path}:{line}: `{name}` has {lines} lines, at most {LIMIT_LINES}"
                ));
            }
        }
    }
    found
}

/// Name, first line and number of lines of every function with a body.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, name(line)?)));
    starts
        .filter_map(|(at, name)| {
            let indentation = &lines[at][..lines[at].len() - lines[at].trim_start().len()];
            Some((name, at + 1, length(&lines[at..], indentation)?))
        })
        .collect()
}

/// The name that a line declares a function of.
fn name(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let qualifiers = ["async", "const", "extern", "\"C\""];
    let word = words.find(|word| !qualifiers.contains(word) && !word.starts_with("pub"))?;
    let name: String = words
        .next()
        .filter(|_| word == "fn")?
        .chars()
        .take_while(|character| character.is_alphanumeric() || *character == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

/// Lines up to the closing brace; none for a declaration without a body.
fn length(lines: &[&str], indentation: &str) -> Option<usize> {
    let is_end = |line: &&str| line.strip_prefix(indentation) == Some("}");
    let opens = lines
        .iter()
        .position(|line| line.ends_with('{') || line.ends_with([';', '}']))?;
    if !lines[opens].ends_with('{') {
        return None;
    }
    lines.iter().position(is_end).map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::Source;

    #[test]
    fn functions_are_found_with_their_lengths() {
        let text = "\
pub(crate) async fn outer(
    a: u8,
) -> u8 {
    fn inner() {
        a
    }
    a
}

trait T {
    fn declared(&self);
    const fn short(&self) {}
}
";
        let found = functions(text);
        assert_eq!(
            found,
            [("outer".to_owned(), 1, 8), ("inner".to_owned(), 4, 3)]
        );
    }

    #[test]
    fn the_seventy_first_line_is_one_too_many() {
        let function = |lines: usize| format!("fn f() {{\n{}}}\n", "    a;\n".repeat(lines - 2));
        let sources = |lines| {
            Sources(vec![Source {
                path: "a.rs".to_owned(),
                text: function(lines),
            }])
        };
        assert_eq!(findings(&sources(70)).len(), 0);
        assert_eq!(
            findings(&sources(71)),
            ["a.rs:1: `f` has 71 lines, at most 70"]
        );
    }
}
