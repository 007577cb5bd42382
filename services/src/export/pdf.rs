//! The edition as a PDF: what stands where is said here, how it looks in the template of the crate
//! `pdf`, which knows nothing of the product.

mod blocks;
mod columns;
mod report;
mod words;

use super::edition::Edition;
use crate::error::{Error, Result};
use blocks::Blocks;
use model::{
    error::Refusal,
    language::Language,
    limits::PDF_CHARS,
    text::{key, say},
};
use report::{Block, Chapter, Day, Fact, PdfReport, Side, Words};

/// What typesets a report, given as JSON: `pdf::typeset` of the crate of that name. The services do
/// not depend on it, so that typst is compiled beside them.
pub type Typeset = fn(&[u8]) -> std::result::Result<Vec<u8>, String>;

/// A title longer than this is set in smaller letters, and cut at the head of pages.
const LONG_TITLE_CHARS: usize = 70;
/// In points.
const TITLE_SIZES: (u8, u8) = (27, 20);

/// The bytes of the file.
pub(super) fn write(edition: &Edition, typeset: Typeset) -> Result<Vec<u8>> {
    let mut blocks = Blocks::default();
    let report = report(edition, &mut blocks);
    if blocks.chars > PDF_CHARS {
        return Err(Refusal::TooLargeForPdf.into());
    }
    let report = serde_json::to_vec(&report).map_err(Error::internal)?;
    typeset(&report).map_err(Error::internal)
}

fn report(edition: &Edition, blocks: &mut Blocks) -> PdfReport {
    let say = |key| say(edition.language, key);
    let is_long = edition.title.chars().count() > LONG_TITLE_CHARS;
    let cover = &edition.cover;
    let sections = edition.sections.iter().map(|part| Chapter {
        heading: heading(&part.heading),
        blocks: match part.is_empty() {
            true => Vec::new(),
            false => blocks.of(&part.text),
        },
    });
    let sections = sections.collect();
    let annexes = edition.annex.iter().map(|_| Chapter {
        heading: say(key::EXPORT_DECISIONS),
        blocks: annex(edition, blocks),
    });
    let verify = edition.verify.as_ref().map(|it| it.address.clone());
    PdfReport {
        title: words::breakable(&edition.title, words::TITLE_CHARS),
        short: words::cut(&edition.title, LONG_TITLE_CHARS),
        title_size: if is_long {
            TITLE_SIZES.1
        } else {
            TITLE_SIZES.0
        },
        authors: cover.sides.iter().map(|side| side.name.clone()).collect(),
        day: Day::of(&edition.made_at),
        lang: edition.language.code(),
        region: region(edition.language),
        standing: cover.standing.clone(),
        programme: words::breakable(&cover.programme, words::LINE_CHARS),
        partnership: words::breakable(&edition.partnership, words::LINE_CHARS),
        sides: cover.sides.iter().map(Side::of).collect(),
        facts: cover.facts.iter().map(Fact::of).collect(),
        words: Words {
            contents: say(key::PDF_CONTENTS),
            empty: say(key::EXPORT_SECTION_EMPTY),
            last: say(key::PDF_LAST),
            hash: say(key::PDF_HASH),
            verify: say(key::EXPORT_VERIFY),
        },
        sections,
        annexes: annexes.collect(),
        signed: edition.signed.clone(),
        hash: cover.hash.clone().unwrap_or_default(),
        verify: verify.unwrap_or_default(),
    }
}

/// A heading without words would stand in no contents and be read out as nothing.
fn heading(words: &str) -> String {
    match words.trim().is_empty() {
        true => "–".to_owned(),
        false => words::breakable(words, words::TITLE_CHARS),
    }
}

fn annex(edition: &Edition, blocks: &mut Blocks) -> Vec<Block> {
    // Without the heading, which is the annex's own.
    let mut nodes = edition.back();
    let inside = nodes.split_off(nodes.len().min(1));
    blocks.small(&inside)
}

/// The country whose habits the typesetter follows.
fn region(language: Language) -> &'static str {
    match language {
        Language::Lv => "LV",
        Language::Pl => "PL",
        Language::En => "GB",
    }
}
