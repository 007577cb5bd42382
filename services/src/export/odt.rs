//! The edition as an OpenDocument text (OASIS ODF 1.3): real headings, lists and tables, comments as
//! annotations and open suggestions as tracked changes, so that it can be worked on.

mod blocks;
mod notes;
mod words;

use super::{edition::Edition, talks::Talks};
use crate::error::{Error, Result};
use blocks::OdtWriter;
use model::{
    document::html::render::escape,
    language::Language,
    text::{key, say},
};
use std::{
    fmt::Write as _,
    io::{Cursor, Write},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const KIND: &str = "application/vnd.oasis.opendocument.text";
const SPACES: &str = concat!(
    r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" "#,
    r#"xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" "#,
    r#"xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" "#,
    r#"xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" "#,
    r#"xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" "#,
    r#"xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" "#,
    r#"xmlns:xlink="http://www.w3.org/1999/xlink" "#,
    r#"xmlns:dc="http://purl.org/dc/elements/1.1/" "#,
    r#"xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" "#,
    r#"xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0""#,
);
const STYLES: &str = include_str!("odt/styles.xml");
const MANIFEST: &str = include_str!("odt/manifest.xml");
/// Headings down to this level stand in the contents.
const CONTENTS_LEVEL: u8 = 3;

/// The bytes of the file.
pub(super) fn write(edition: &Edition, talks: &Talks) -> Result<Vec<u8>> {
    let (language, country) = tag(edition.language);
    let styles = STYLES
        .replace("{spaces}", SPACES)
        .replace("{language}", language)
        .replace("{country}", country);
    let parts = [
        ("META-INF/manifest.xml", MANIFEST.to_owned()),
        ("meta.xml", meta(edition)),
        ("styles.xml", styles),
        ("content.xml", content(edition, talks)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // Readers look for the kind at the very beginning of the file.
    zip.start_file("mimetype", stored)
        .map_err(Error::internal)?;
    zip.write_all(KIND.as_bytes()).map_err(Error::internal)?;
    for (name, text) in parts {
        zip.start_file(name, packed).map_err(Error::internal)?;
        zip.write_all(text.as_bytes()).map_err(Error::internal)?;
    }
    Ok(zip.finish().map_err(Error::internal)?.into_inner())
}

fn content(edition: &Edition, talks: &Talks) -> String {
    let mut writer = OdtWriter::new(talks);
    writer.blocks(&edition.front());
    let before = std::mem::take(&mut writer.out);
    for (number, part) in edition.sections.iter().enumerate() {
        let loose = talks.loose.get(number).map(Vec::as_slice);
        writer.heading(2, &part.heading, loose.unwrap_or_default());
        writer.blocks(&edition.text_of(part));
    }
    writer.blocks(&edition.back());
    writer.blocks(&edition.end());
    let changes = match writer.changes.is_empty() {
        true => String::new(),
        false => format!(
            "<text:tracked-changes text:track-changes=\"false\">{}</text:tracked-changes>",
            writer.changes
        ),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content {SPACES} office:version=\"1.3\">\
         <office:automatic-styles>{}</office:automatic-styles><office:body><office:text>{changes}{before}{}{}\
         </office:text></office:body></office:document-content>",
        writer.styles(),
        contents(edition, &writer),
        writer.out,
    )
}

/// The contents as they are until a word processor makes them anew, with pages.
fn contents(edition: &Edition, writer: &OdtWriter) -> String {
    let title = say(edition.language, key::PDF_CONTENTS);
    let title = escape(&title);
    let mut list = format!(
        "<text:table-of-content text:name=\"{title}\"><text:table-of-content-source \
         text:outline-level=\"{CONTENTS_LEVEL}\"><text:index-title-template>{title}\
         </text:index-title-template></text:table-of-content-source><text:index-body><text:index-title \
         text:name=\"{title}\"><text:p text:style-name=\"Contents_20_Heading\">{title}</text:p>\
         </text:index-title>"
    );
    for (number, (level, words)) in writer.headings.iter().enumerate() {
        if (2..=CONTENTS_LEVEL).contains(level) {
            let _ = write!(
                list,
                "<text:p text:style-name=\"Contents_20_{level}\"><text:a xlink:type=\"simple\" \
                 xlink:href=\"#h{number}\">{}</text:a></text:p>",
                words::written(words)
            );
        }
    }
    list.push_str("</text:index-body></text:table-of-content>");
    list
}

fn meta(edition: &Edition) -> String {
    let (language, country) = tag(edition.language);
    let sides = edition.cover.sides.iter().map(|side| side.name.as_str());
    let authors = sides.collect::<Vec<_>>().join("; ");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta {SPACES} office:version=\"1.3\">\
         <office:meta><meta:generator>Talka</meta:generator><dc:title>{}</dc:title>\
         <meta:initial-creator>{}</meta:initial-creator><meta:creation-date>{made}</meta:creation-date>\
         <dc:date>{made}</dc:date><dc:language>{language}-{country}</dc:language></office:meta>\
         </office:document-meta>",
        escape(&edition.title),
        escape(&authors),
        made = edition.made_at,
    )
}

fn tag(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Lv => ("lv", "LV"),
        Language::Pl => ("pl", "PL"),
        Language::En => ("en", "GB"),
    }
}
