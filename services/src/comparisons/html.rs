//! A comparison as HTML, the same on its page and in the file that is taken along.
//!
//! Each change stands there twice: as one text, which everybody can hear and read in one column, and
//! side by side for wide screens, which is hidden from screen readers. The style shows one of them.

mod change;
mod words;

use super::{ComparedSection, Comparison, Moment, Tally};
use crate::export::{Download, edition::file_name};
use change::ChangeWriter;
use model::{
    document::{diff::Change, html::render::escape},
    language::Language,
    text::{
        Key,
        day::{day_on_text, iso_day},
        key, say, say_with,
    },
};
use std::fmt::Write;

const PAGE_STYLE: &str = include_str!("html/page.css");
const STYLE: &str = include_str!("../../../style/compare.css");

/// What a moment is called within a sentence.
pub fn moment_name(language: Language, moment: Moment) -> String {
    let version = moment.to_string();
    say_with(
        language,
        key::COMPARE_MOMENT,
        &[("version", (&version).into())],
    )
}

/// The heading of a comparison.
pub fn title(comparison: &Comparison, language: Language) -> String {
    let [older, newer] = comparison
        .ends
        .each_ref()
        .map(|end| moment_name(language, end.moment));
    let values = [("older", (&older).into()), ("newer", (&newer).into())];
    say_with(language, key::COMPARE_TITLE, &values)
}

/// Everything that was compared, with its words in this language.
pub fn body(comparison: &Comparison, language: Language) -> String {
    let tally = Tally::of_all(&comparison.sections);
    let mut html = summary(&tally, language);
    if tally.changes > 0 {
        html.push_str(&contents(comparison, language));
    }
    let mut writer = ChangeWriter::new(comparison, language, tally.changes);
    for section in comparison.sections.iter().filter(|it| it.is_changed()) {
        write_section(&mut html, &mut writer, section);
    }
    html
}

/// One self-contained page.
pub fn file(comparison: &Comparison, language: Language) -> Download {
    let proposal = escape(comparison.title.best(language));
    let title = escape(&title(comparison, language));
    let (lang, text) = (language.code(), comparison.language.code());
    let values = [("language", text.into())];
    let written_in = escape(&say_with(language, key::LANGUAGE_NAME, &values));
    let mut page = String::new();
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title} · {proposal}</title>\n\
         <style>\n{PAGE_STYLE}{STYLE}</style>\n</head>\n<body>\n<main>\n<p>{proposal} · {written_in}</p>\n\
         <h1>{title}</h1>\n<ul>\n"
    );
    for end in &comparison.ends {
        let words = standing(end, language, &end.hash);
        let _ = writeln!(page, "<li>{}</li>", escape(&words));
    }
    let _ = write!(
        page,
        "</ul>\n{}</main>\n</body>\n</html>\n",
        body(comparison, language)
    );
    let [older, newer] = comparison.ends.each_ref().map(|end| end.moment);
    let name = file_name(comparison.title.best(language));
    let file_name = format!("{name} {older}-{newer}.{text}.html");
    Download {
        file_name,
        content_type: "text/html; charset=utf-8",
        bytes: page.into_bytes(),
    }
}

/// Which text an end is: its state, its day and its fingerprint, or as much of that as people compare.
pub fn standing(end: &super::ComparedEnd, language: Language, hash: &str) -> String {
    let state = say_with(language, key::STATE, &[("state", end.state.code().into())]);
    let day = end.at.map(|at| day_on_text(language, &iso_day(at)));
    let values = [
        ("version", end.moment.to_string()),
        ("state", state),
        ("day", day.unwrap_or_default()),
        ("hash", hash.to_owned()),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.into()));
    say_with(language, key::COMPARE_END, &values)
}

/// How much changed, in all.
fn summary(tally: &Tally, language: Language) -> String {
    if tally.changes == 0 {
        let words = escape(&say(language, key::COMPARE_NONE));
        return format!("<p class=\"cmp-none\">{words}</p>\n");
    }
    let lines = lines(tally, language).join("</li><li>");
    format!("<ul class=\"cmp-summary plain\"><li>{lines}</li></ul>\n")
}

fn lines(tally: &Tally, language: Language) -> Vec<String> {
    let counts: [(Key, &str, usize); 5] = [
        (key::COMPARE_CHANGES, "changes", tally.changes),
        (key::COMPARE_INSERTED, "words", tally.inserted_words),
        (key::COMPARE_DELETED, "words", tally.deleted_words),
        (key::COMPARE_MOVED, "blocks", tally.moved),
        (key::COMPARE_RESTYLED, "words", tally.restyled_words),
    ];
    let counts = counts.into_iter().filter(|(_, _, count)| *count > 0);
    counts
        .map(|(key, name, count)| escape(&say_with(language, key, &[(name, count.into())])))
        .collect()
}

/// The sections that changed, with how much, and those that did not.
fn contents(comparison: &Comparison, language: Language) -> String {
    let mut html = String::new();
    let label = escape(&say(language, key::COMPARE_SECTIONS));
    let _ = writeln!(
        html,
        "<nav class=\"cmp-contents\" aria-label=\"{label}\"><ol>"
    );
    let sections = comparison.sections.iter();
    for section in sections.clone().filter(|it| it.is_changed()) {
        let heading = escape(section.heading.best(language));
        let changes = Tally::of(section).changes;
        let count = say_with(
            language,
            key::COMPARE_CHANGES,
            &[("changes", changes.into())],
        );
        let _ = writeln!(
            html,
            "<li><a href=\"#compared-{}\" rel=\"external\">{heading}</a> <span>{}</span></li>",
            escape(&section.key),
            escape(&count)
        );
    }
    html.push_str("</ol>");
    let same = sections.filter(|it| !it.is_changed());
    let same: Vec<&str> = same.map(|it| it.heading.best(language)).collect();
    if !same.is_empty() {
        let values = [("sections", same.join("; "))];
        let values = values.each_ref().map(|(name, value)| (*name, value.into()));
        let words = escape(&say_with(language, key::COMPARE_SAME, &values));
        let _ = write!(html, "<p>{words}</p>");
    }
    html.push_str("</nav>\n");
    html
}

fn write_section(html: &mut String, writer: &mut ChangeWriter<'_>, section: &ComparedSection) {
    let (key, heading) = (escape(&section.key), section.heading.best(writer.language));
    let _ = writeln!(
        html,
        "<section class=\"cmp-section\" id=\"compared-{key}\" aria-labelledby=\"compared-{key}-title\">\n\
         <h2 id=\"compared-{key}-title\">{}</h2>",
        escape(heading)
    );
    html.push_str(&writer.heads());
    if section.is_rearranged {
        html.push_str(&writer.rearranged());
    }
    let mut kept = Vec::new();
    for (change, credits) in &section.changes {
        match change {
            Change::Kept(leaf) => kept.push(leaf.clone()),
            change => {
                html.push_str(&writer.kept(&std::mem::take(&mut kept)));
                html.push_str(&writer.change(&key, change, credits));
            }
        }
    }
    html.push_str(&writer.kept(&kept));
    html.push_str("</section>\n");
}
