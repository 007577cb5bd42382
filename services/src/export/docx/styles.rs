//! The styles under which Word finds the parts of the document.

use docx_rs::{Docx, LineSpacing, RunFonts, Style, StyleType};

pub(super) const QUOTE: &str = "Quote";
pub(super) const CODE: &str = "Code";
pub(super) const CODE_FONT: &str = "Courier New";
const TEXT_FONT: &str = "Georgia";
/// In half points.
const TEXT_SIZE: usize = 22;
const HEADING_SIZES: [usize; 6] = [40, 30, 25, 23, 22, 22];
/// In twentieths of a point.
const SPACE_AFTER: u32 = 120;
const SPACE_BEFORE_HEADING: u32 = 280;
const QUOTE_INDENT: i32 = 480;

/// The name of a heading's style, as Word knows it.
pub(super) fn heading(level: u8) -> String {
    format!("Heading{level}")
}

/// A document with all styles.
pub(super) fn add(docx: Docx) -> Docx {
    let docx = docx
        .default_size(TEXT_SIZE)
        .default_fonts(fonts(TEXT_FONT))
        .default_line_spacing(LineSpacing::new().after(SPACE_AFTER));
    let docx = HEADING_SIZES
        .iter()
        .zip(1..)
        .fold(docx, |docx, (size, level)| {
            docx.add_style(heading_style(level, *size))
        });
    docx.add_style(
        Style::new(QUOTE, StyleType::Paragraph)
            .name("Quote")
            .italic()
            .indent(Some(QUOTE_INDENT), None, None, None),
    )
    .add_style(
        Style::new(CODE, StyleType::Paragraph)
            .name("Code")
            .fonts(fonts(CODE_FONT)),
    )
}

/// One font for all scripts.
pub(super) fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name)
}

fn heading_style(level: u8, size: usize) -> Style {
    Style::new(heading(level), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .based_on("Normal")
        .next("Normal")
        .q_format(true)
        .outline_lvl(usize::from(level) - 1)
        .line_spacing(
            LineSpacing::new()
                .before(SPACE_BEFORE_HEADING)
                .after(SPACE_AFTER),
        )
        .size(size)
        .bold()
}
