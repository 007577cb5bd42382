//! The edition as a Word document: real styles, lists and tables, so that it can be worked on.

mod blocks;
mod lists;
mod runs;
mod styles;

use super::edition::Edition;
use crate::error::{Error, Result};
use blocks::{BlockWriter, Piece};
use docx_rs::{Docx, PageMargin};
use std::io::Cursor;

/// A4 in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
/// 20 mm in twentieths of a point.
const MARGIN: i32 = 1_134;

/// The bytes of the file.
pub(super) fn write(edition: &Edition) -> Result<Vec<u8>> {
    let mut writer = BlockWriter::default();
    let pieces = writer.blocks(&edition.nodes());
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
    let docx = pieces.into_iter().fold(docx, |docx, piece| match piece {
        Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Piece::Table(table) => docx.add_table(*table),
    });
    let mut file = Cursor::new(Vec::new());
    docx.build().pack(&mut file).map_err(Error::internal)?;
    Ok(file.into_inner())
}
