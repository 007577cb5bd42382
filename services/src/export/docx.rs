//! The edition as a Word document: real styles, lists and tables, so that it can be worked on.

mod blocks;
mod lists;
mod notes;
mod parts;
mod runs;
mod styles;

use super::{edition::Edition, talks::Talks};
use crate::error::{Error, Result};
use blocks::{BlockWriter, Piece};
use docx_rs::{Docx, PageMargin, Paragraph, Run, TableOfContents};
use model::text::{key, say};
use notes::Notes;
use std::io::Cursor;

/// A4 in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
/// 20 mm in twentieths of a point.
const MARGIN: i32 = 1_134;

/// Section headings and those below them stand in the contents.
const CONTENTS_LEVELS: (usize, usize) = (2, 3);

/// The bytes of the file.
pub(super) fn write(edition: &Edition, talks: &Talks) -> Result<Vec<u8>> {
    let notes = Notes::of_talks(talks);
    let done: Vec<String> = notes.done().collect();
    let mut writer = BlockWriter::new(notes);
    let front = writer.blocks(&edition.front());
    let mut text = Vec::new();
    for (number, part) in edition.sections.iter().enumerate() {
        let loose = talks.loose.get(number).map(Vec::as_slice);
        text.push(writer.heading(2, &part.heading, loose.unwrap_or_default()));
        text.extend(writer.blocks(&edition.text_of(part)));
    }
    text.extend(writer.blocks(&edition.back()));
    text.extend(writer.blocks(&edition.end()));
    let margin = PageMargin::new()
        .top(MARGIN)
        .bottom(MARGIN)
        .left(MARGIN)
        .right(MARGIN);
    let docx = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .created_at(&edition.made_at)
        .updated_at(&edition.made_at);
    let docx = styles::add(docx);
    let docx = writer.lists.add_to(docx);
    let docx = add(docx, front).add_table_of_contents(contents(edition));
    let built = add(docx, text).build();
    let mut file = Cursor::new(Vec::new());
    parts::finish(built, edition, done.into_iter())
        .pack(&mut file)
        .map_err(Error::internal)?;
    Ok(file.into_inner())
}

fn add(docx: Docx, pieces: Vec<Piece>) -> Docx {
    pieces.into_iter().fold(docx, |docx, piece| match piece {
        Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Piece::Table(table) => docx.add_table(*table),
    })
}

fn contents(edition: &Edition) -> TableOfContents {
    let title = say(edition.language, key::PDF_CONTENTS);
    let heading = Paragraph::new()
        .keep_next(true)
        .add_run(Run::new().add_text(&title).bold());
    TableOfContents::new()
        .heading_styles_range(CONTENTS_LEVELS.0, CONTENTS_LEVELS.1)
        // Word knows the pages only when it opens the file.
        .dirty()
        .alias(title)
        .add_before_paragraph(heading)
        .auto()
}
