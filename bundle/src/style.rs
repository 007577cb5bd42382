//! One style sheet out of `style/`: the imports of `main.css` in their order, lightly minified.
//!
//! Browsers understand nested and layered CSS themselves, so nothing is compiled; brotli makes
//! names and repetitions cheap, so only comments and white space are taken out.

use anyhow::{Context, Result, bail};
use std::path::Path;

/// The whole style sheet that `file` imports, as one text.
pub fn bundle(file: &Path) -> Result<String> {
    let mut text = String::new();
    append(file, &mut text)?;
    Ok(minify(&text))
}

fn append(file: &Path, text: &mut String) -> Result<()> {
    let source = std::fs::read_to_string(file).with_context(|| format!("{}", file.display()))?;
    for line in source.lines() {
        match import(line)? {
            Some(Import { name, layer }) => {
                let open = layer.map(|layer| format!("@layer {layer} {{\n"));
                text.push_str(open.as_deref().unwrap_or_default());
                append(&file.with_file_name(name), text)?;
                text.push_str(if open.is_some() { "}\n" } else { "" });
            }
            None => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    Ok(())
}

struct Import<'a> {
    name: &'a str,
    layer: Option<&'a str>,
}

/// Understands `@import "area.css";`, `@import url("area.css");`, each also with `layer(name)`.
fn import(line: &str) -> Result<Option<Import<'_>>> {
    let Some(rest) = line.trim().strip_prefix("@import") else {
        return Ok(None);
    };
    let mut quoted = rest.split(['"', '\'']);
    let (_, name, conditions) = (
        quoted.next(),
        quoted.next(),
        quoted.next().unwrap_or_default(),
    );
    let name = name.with_context(|| format!("a quoted name in `{line}`"))?;
    let conditions = conditions
        .trim_start_matches(')')
        .trim()
        .trim_end_matches(';')
        .trim();
    let layer = conditions
        .strip_prefix("layer(")
        .and_then(|rest| rest.strip_suffix(')'));
    if !conditions.is_empty() && layer.is_none() {
        bail!("only `layer(name)` is understood after an import: `{line}`");
    }
    Ok(Some(Import {
        name: name.trim_start_matches("./"),
        layer,
    }))
}

/// Takes out comments, line ends and indentation, outside of strings.
fn minify(source: &str) -> String {
    let mut small = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if character == '"' || character == '\'' {
            let length = string_length(rest, character);
            small.push_str(&rest[..length]);
            length
        } else if character.is_whitespace() {
            push_space(&mut small);
            rest.len() - rest.trim_start().len()
        } else {
            push_character(&mut small, character);
            character.len_utf8()
        };
        rest = &rest[length..];
    }
    small
}

/// A blank matters between words (`a b`, `1px solid`), never beside a brace or a semicolon.
fn push_space(small: &mut String) {
    if !small.is_empty() && !small.ends_with(['{', '}', ';', ' ', ',']) {
        small.push(' ');
    }
}

fn push_character(small: &mut String, character: char) {
    if matches!(character, '{' | '}' | ';' | ',') && small.ends_with(' ') {
        small.pop();
    }
    if character == '}' && small.ends_with(';') {
        small.pop();
    }
    small.push(character);
}

fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if character == quote && !escaped {
            return at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn white_space_that_means_something_stays() {
        assert_eq!(
            minify("a  b > c {\n  margin: 0 auto ;\n}\n"),
            "a b > c{margin: 0 auto}"
        );
        assert_eq!(
            minify("p { width: calc(1px + 2em); }"),
            "p{width: calc(1px + 2em)}"
        );
        assert_eq!(minify(".a :hover {} .a:hover {}"), ".a :hover{}.a:hover{}");
        assert_eq!(
            minify("a { &  .b, & > i { top: 0 } }"),
            "a{& .b,& > i{top: 0}}"
        );
    }

    #[test]
    fn comments_go_and_strings_stay() {
        assert_eq!(
            minify("/* a */ b::after { content: \" /*  \\\" \" }"),
            "b::after{content: \" /*  \\\" \"}"
        );
    }

    #[test]
    fn imports_are_put_in_their_place() {
        let folder = std::env::temp_dir().join(format!("xtask-style-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(
            folder.join("main.css"),
            "@import \"one.css\";\n@import url('./two.css') layer(base);\np{}\n",
        )
        .unwrap();
        std::fs::write(folder.join("one.css"), "a{}").unwrap();
        std::fs::write(folder.join("two.css"), "b{}").unwrap();
        let bundle = bundle(&folder.join("main.css"));
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(bundle.unwrap(), "a{}@layer base{b{}}p{}");
    }

    #[test]
    fn an_import_with_a_condition_is_refused() {
        assert!(import("@import \"print.css\" print;").is_err());
        assert!(import("  color: red;").unwrap().is_none());
    }
}
