//! Texts that use another word than the glossary's for a thing of the product.
//!
//! The words to avoid stand in the last table of `docs/glossary.md`, so that people and this check
//! read the same list.

use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::path::Path;

const GLOSSARY: &str = "docs/glossary.md";
/// The row above the words to avoid.
const HEAD: &str = "| language | not | but |";

/// Words that a language does not use, and what it says instead.
struct Avoided<'a> {
    language: &'a str,
    /// One after the other; the end of a word may be `*`.
    words: Vec<&'a str>,
    instead: &'a str,
}

pub fn findings(workspace: &Workspace) -> Result<Vec<String>> {
    let glossary = std::fs::read_to_string(workspace.root.join(GLOSSARY)).context(GLOSSARY)?;
    let avoided = avoided(&glossary);
    ensure!(!avoided.is_empty(), "{GLOSSARY}: no table {HEAD:?}");
    let mut found = Vec::new();
    for language in ["en", "lv", "pl"] {
        let folder = format!("locales/{language}");
        for file in files(&workspace.root.join(&folder))? {
            let text = std::fs::read_to_string(&file)?;
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let here = findings_in(language, &text, &avoided);
            found.extend(here.iter().map(|found| format!("{folder}/{name}:{found}")));
        }
    }
    Ok(found)
}

fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let mut files = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|it| it == "ftl"));
    files.sort();
    Ok(files)
}

fn avoided(glossary: &str) -> Vec<Avoided<'_>> {
    let rows = glossary.lines().skip_while(|line| *line != HEAD).skip(2);
    let rows = rows.map_while(|line| line.strip_prefix('|')?.strip_suffix('|'));
    rows.flat_map(|row| {
        let mut cells = row.split('|').map(str::trim);
        let mut cell = || cells.next().unwrap_or_default();
        let (language, all, instead) = (cell(), cell(), cell());
        all.split(',').map(move |words| Avoided {
            language,
            words: words.split_whitespace().collect(),
            instead,
        })
    })
    .collect()
}

/// `line: what` for every avoided word of a Fluent file.
fn findings_in(language: &str, text: &str, avoided: &[Avoided<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let words = words(&said(line));
        for it in avoided.iter().filter(|it| it.language == language) {
            if words
                .windows(it.words.len())
                .any(|here| is(here, &it.words))
            {
                let (number, not, instead) = (index + 1, it.words.join(" "), it.instead);
                found.push(format!("{number}: `{not}`; the glossary says `{instead}`"));
            }
        }
    }
    found
}

/// What a line of Fluent says: no comment, no key, no name of a case, nothing in braces.
fn said(line: &str) -> String {
    if line.starts_with('#') {
        return String::new();
    }
    let is_message = line.starts_with(|first: char| first.is_ascii_alphabetic());
    let text = match line.split_once(" = ") {
        Some((_, text)) if is_message => text,
        _ => line.trim_start(),
    };
    let is_case = text.starts_with('[') || text.starts_with("*[");
    let text = match text.split_once(']') {
        Some((_, text)) if is_case => text,
        _ => text,
    };
    let pieces = text.split('{').enumerate();
    pieces
        .map(|(index, piece)| match piece.split_once('}') {
            Some((_, rest)) if index > 0 => rest,
            None if index > 0 => "",
            _ => piece,
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|character: char| !character.is_alphanumeric() && character != '-');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn is(here: &[String], avoided: &[&str]) -> bool {
    here.iter()
        .zip(avoided)
        .all(|(word, avoided)| match avoided.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == avoided,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = "\
| name in code | English |
| --- | --- |
| `Thread` | comment |

| language | not | but |
| --- | --- | --- |
| en | thread*, mail, mail address | comment |
| lv | pavedien* | komentārs |

| en | after the table | nothing |
";

    /// What is found in a file of this language, without what the glossary says instead.
    fn found(language: &str, text: &str) -> Vec<String> {
        let found = findings_in(language, text, &avoided(GLOSSARY));
        let what = |it: &String| it.split(';').next().unwrap_or_default().to_owned();
        found.iter().map(what).collect()
    }

    #[test]
    fn a_text_with_another_word_than_the_glossary_s_is_found() {
        let rows = [
            ("en", "a = Open Threads", vec!["1: `thread*`"]),
            ("en", "# a file\na = Thread", vec!["2: `thread*`"]),
            (
                "en",
                "a = Your mail address",
                vec!["1: `mail`", "1: `mail address`"],
            ),
            ("en", "a =\n    By mail, { $n }", vec!["2: `mail`"]),
            (
                "en",
                "a = { $n ->\n   *[other] { $n } threads\n}",
                vec!["2: `thread*`"],
            ),
            ("en", "a = one } threads", vec!["1: `thread*`"]),
            ("lv", "a = { $n } pavedieni", vec!["1: `pavedien*`"]),
        ];
        for (language, text, expected) in rows {
            assert_eq!(found(language, text), expected, "{text}");
        }
    }

    #[test]
    fn what_nobody_reads_may_say_so() {
        let rows = [
            ("en", "# Threads"),
            ("en", "thread-mail = Comment"),
            ("en", "a = { $threads } comments { $mail }"),
            ("en", "a = { $threads ->\n    [mail] Comment\n}"),
            ("en", "a = By e-mail or email: a pavediens"),
            ("lv", "a = mail"),
            ("en", "a = after the table"),
        ];
        for (language, text) in rows {
            assert_eq!(found(language, text), Vec::<String>::new(), "{text}");
        }
    }
}
