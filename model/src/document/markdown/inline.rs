//! Runs of text as Markdown: what could be read as markup is escaped.

use crate::document::{
    html::{address::safe_address, render::escape},
    projection::Span,
    schema::{Mark, Marks},
};

/// Where the words will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// In a paragraph, where a hard break is a backslash at the line's end.
    Many,
    /// In a heading, where there is no break.
    Single,
    /// In a cell, where a break is a tag and a bar ends the cell.
    Cell,
}

/// The spans as Markdown.
pub fn write(spans: &[Span], line: Line) -> String {
    let mut words = String::new();
    for (index, span) in spans.iter().enumerate() {
        match span {
            Span::Text { text, marks } => words.push_str(&run(text, marks, line)),
            Span::Break => words.push_str(line_end(line, index + 1 == spans.len())),
        }
    }
    match line {
        Line::Many => words
            .split('\n')
            .map(guard_start)
            .collect::<Vec<_>>()
            .join("\n"),
        Line::Single | Line::Cell => words,
    }
}

/// How many of `c` stand in a row at most.
pub fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c)
        .map(str::len)
        .max()
        .unwrap_or(0)
}

fn line_end(line: Line, last: bool) -> &'static str {
    match line {
        _ if last => "",
        Line::Many => "\\\n",
        Line::Single => " ",
        Line::Cell => "<br>",
    }
}

/// One run. Space at its edges stays outside of the marks, where Markdown wants it.
fn run(text: &str, marks: &Marks, line: Line) -> String {
    let core = text.trim();
    if core.is_empty() {
        return text.replace(['\n', '\r'], " ");
    }
    let start = text.len() - text.trim_start().len();
    let (before, after) = (&text[..start], &text[start + core.len()..]);
    let mut words = match marks.code {
        true => code(core, line),
        false => escaped(core, line),
    };
    for (mark, open, close) in [
        (Mark::Strike, "~~", "~~"),
        (Mark::Underline, "<u>", "</u>"),
        (Mark::Italic, "*", "*"),
        (Mark::Bold, "**", "**"),
    ] {
        if marks.has(mark) {
            words = format!("{open}{words}{close}");
        }
    }
    let href = marks
        .link
        .as_ref()
        .and_then(|link| safe_address(&link.href));
    if let Some(href) = href {
        words = format!("[{words}](<{}>)", address(href));
    }
    format!("{before}{words}{after}").replace(['\n', '\r'], " ")
}

fn address(href: &str) -> String {
    href.replace('\\', "%5C")
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace('|', "%7C")
}

fn code(text: &str, line: Line) -> String {
    let ticks = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    let text = match line {
        Line::Cell => text.replace('|', "\\|"),
        Line::Many | Line::Single => text.to_owned(),
    };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

fn escaped(text: &str, line: Line) -> String {
    let mut words = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let entity = c == '&'
            && chars
                .peek()
                .is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#');
        let bar = c == '|' && line == Line::Cell;
        match c {
            '<' | '>' => words.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' => words.extend(['\\', c]),
            '&' if entity => words.push_str("&amp;"),
            '|' if bar => words.push_str("\\|"),
            c => words.push(c),
        }
    }
    words
}

/// Escapes what at a line's start would make a heading, a list or a rule of it.
fn guard_start(line: &str) -> String {
    let line = line.trim_start();
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    match line.starts_with(['#', '-', '+', '=']) {
        true => format!("\\{line}"),
        false => line.to_owned(),
    }
}
