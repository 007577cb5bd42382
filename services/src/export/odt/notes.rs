//! Threads as annotations with answers, and suggestions as tracked changes.

use super::words::written;
use crate::export::talks::{Author, Message, Talks};
use model::document::html::render::escape;
use std::fmt::Write;

/// The beginning of a thread's passage. LibreOffice understands which annotation another one answers,
/// and whether it is resolved, by two attributes of its own.
pub(super) fn begin(talks: &Talks, talk: usize) -> String {
    let thread = &talks.all[talk];
    let mut out = String::new();
    for (number, message) in thread.messages.iter().enumerate() {
        let parent = match number {
            0 => String::new(),
            _ => format!(" loext:parent-name=\"{}\"", name(talk, 0)),
        };
        let _ = write!(
            out,
            "<office:annotation office:name=\"{}\" loext:resolved=\"{}\"{parent}>{}</office:annotation>",
            name(talk, number),
            thread.resolved,
            said(message),
        );
    }
    out
}

/// The end of a thread's passage.
pub(super) fn end(talks: &Talks, talk: usize) -> String {
    let numbers = 0..talks.all[talk].messages.len();
    let ends = numbers.map(|number| {
        let name = name(talk, number);
        format!("<office:annotation-end office:name=\"{name}\"/>")
    });
    ends.collect()
}

fn name(talk: usize, number: usize) -> String {
    format!("c{talk}-{number}")
}

fn said(message: &Message) -> String {
    let lines = message.text.split('\n');
    let lines: String = lines
        .map(|line| format!("<text:p>{}</text:p>", written(line)))
        .collect();
    format!("{}{lines}", who(&message.author, &message.at))
}

fn who(author: &str, at: &str) -> String {
    // Without the mark of UTC, which LibreOffice would not show as the same time.
    let at = at.trim_end_matches('Z');
    format!(
        "<dc:creator>{}</dc:creator><dc:date>{at}</dc:date>",
        escape(author)
    )
}

/// What stands at the beginning of the text about a change; `deleted` are the words that go.
pub(super) fn change(id: usize, by: &Author, deleted: Option<&str>) -> String {
    let info = format!(
        "<office:change-info>{}</office:change-info>",
        who(&by.name, &by.at)
    );
    let kind = match deleted {
        None => format!("<text:insertion>{info}</text:insertion>"),
        Some(words) => format!("<text:deletion>{info}<text:p>{words}</text:p></text:deletion>"),
    };
    format!(
        "<text:changed-region xml:id=\"ct{id}\" text:id=\"ct{id}\">{kind}</text:changed-region>"
    )
}
