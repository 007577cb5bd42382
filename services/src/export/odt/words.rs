//! Runs of text. Readers of ODF take several spaces for one (ODF 1.3 part 3, 6.1.2), so the others
//! are said.

use model::document::{
    html::{address::safe_address, render::escape},
    projection::Span,
    schema::{Mark, Marks},
};
use std::{collections::BTreeSet, fmt::Write};

/// The marks for which the file needs a style; a style's name is `T` and their letters.
#[derive(Default)]
pub(super) struct Used(BTreeSet<String>);

impl Used {
    /// The definitions.
    pub fn styles(&self) -> String {
        let mut styles = String::new();
        for letters in &self.0 {
            let properties: String = letters.chars().map(property).collect();
            let _ = write!(
                styles,
                "<style:style style:name=\"T{letters}\" style:family=\"text\"><style:text-properties{properties}/></style:style>"
            );
        }
        styles
    }

    /// A span as XML.
    pub fn span(&mut self, span: &Span) -> String {
        let Span::Text { text, marks } = span else {
            return "<text:line-break/>".to_owned();
        };
        let letters: String = Mark::ALL
            .into_iter()
            .filter(|mark| marks.has(*mark))
            .map(letter)
            .collect();
        let words = written(text);
        let styled = match letters.is_empty() {
            true => words,
            false => {
                let styled =
                    format!("<text:span text:style-name=\"T{letters}\">{words}</text:span>");
                self.0.insert(letters);
                styled
            }
        };
        match address(marks) {
            Some(address) => format!(
                "<text:a xlink:type=\"simple\" xlink:href=\"{}\">{styled}</text:a>",
                escape(address)
            ),
            None => styled,
        }
    }
}

fn address(marks: &Marks) -> Option<&str> {
    marks
        .link
        .as_ref()
        .and_then(|link| safe_address(&link.href))
}

fn letter(mark: Mark) -> char {
    match mark {
        Mark::Bold => 'b',
        Mark::Italic => 'i',
        Mark::Underline => 'u',
        Mark::Strike => 's',
        Mark::Code => 'c',
    }
}

fn property(letter: char) -> &'static str {
    match letter {
        'b' => " fo:font-weight=\"bold\"",
        'i' => " fo:font-style=\"italic\"",
        'u' => " style:text-underline-style=\"solid\" style:text-underline-width=\"auto\"",
        's' => " style:text-line-through-style=\"solid\"",
        _ => " style:font-name=\"Courier New\"",
    }
}

/// Text with each space, tab and line end said.
pub(super) fn written(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // A space at the beginning may follow one in the run before.
    let mut after_space = true;
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        match c {
            '\n' => out.push_str("<text:line-break/>"),
            '\t' => out.push_str("<text:tab/>"),
            ' ' if after_space => out.push_str("<text:s/>"),
            c => {
                let end = next
                    .find([' ', '\n', '\t'])
                    .map_or(rest.len(), |at| c.len_utf8() + at);
                let end = if c == ' ' { 1 } else { end };
                out.push_str(&escape(&rest[..end]));
                after_space = c == ' ';
                rest = &rest[end..];
                continue;
            }
        }
        after_space = true;
        rest = next;
    }
    out
}
