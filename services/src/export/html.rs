//! The edition as one HTML page that needs nothing else, on screen and on paper.

use super::edition::{AnnexRow, Edition, Verify};
use model::{
    document::html::{Shape, of_nodes, render::escape},
    text::{key, say},
};
use std::fmt::Write;

const STYLE: &str = include_str!("html/style.css");

/// The whole page.
pub(super) fn write(edition: &Edition) -> String {
    let mut page = String::new();
    let lang = edition.language.code();
    let title = escape(&edition.title);
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<p>{}</p>\n<h1>{title}</h1>\n<p>{}</p>\n",
        escape(&edition.partnership),
        escape(&edition.standing),
    );
    for line in &edition.signed {
        let _ = writeln!(page, "<p>{}</p>", escape(line));
    }
    page.push_str("</header>\n<main>\n");
    for part in &edition.sections {
        let _ = writeln!(page, "<section>\n<h2>{}</h2>", escape(&part.heading));
        page.push_str(&text_of(edition, part));
        page.push_str("\n</section>\n");
    }
    page.push_str("</main>\n");
    if let Some(rows) = &edition.annex {
        write_annex(&mut page, edition, rows);
    }
    if let Some(verify) = &edition.verify {
        let [fingerprint, at] = Verify::words(edition.language).map(|it| escape(&it));
        let (hash, address) = (&verify.hash, escape(&verify.address));
        let _ = write!(
            page,
            "<footer>\n<p>{fingerprint} <code>{hash}</code></p>\n\
             <p>{at} <a href=\"{address}\">{address}</a></p>\n</footer>\n"
        );
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn text_of(edition: &Edition, part: &super::edition::EditionSection) -> String {
    if part.is_empty() {
        let empty = say(edition.language, key::EXPORT_SECTION_EMPTY);
        return format!("<p class=\"empty\">{}</p>", escape(&empty));
    }
    of_nodes(&part.text, Shape::READING)
}

fn write_annex(page: &mut String, edition: &Edition, rows: &[AnnexRow]) {
    let heading = escape(&say(edition.language, key::EXPORT_DECISIONS));
    let _ = writeln!(page, "<section class=\"annex\">\n<h2>{heading}</h2>");
    if rows.is_empty() {
        let none = say(edition.language, key::EXPORT_DECISIONS_NONE);
        let _ = writeln!(page, "<p>{}</p>", escape(&none));
    } else {
        page.push_str("<table>\n<thead>\n<tr>");
        for column in edition.columns() {
            let _ = write!(page, "<th scope=\"col\">{}</th>", escape(&column));
        }
        page.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            page.push_str("<tr>");
            for cell in row {
                let _ = write!(page, "<td>{}</td>", escape(cell).replace('\n', "<br>"));
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody>\n</table>\n");
    }
    page.push_str("</section>\n");
}
