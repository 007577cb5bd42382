//! The report as the template reads it (`pdf/src/report.typ`): short names, and only texts and
//! numbers.

use crate::export::edition::{CoverFact, CoverSide};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct PdfReport {
    pub title: String,
    /// The title as the head of each page has it.
    pub short: String,
    /// In points.
    pub title_size: u8,
    pub authors: Vec<String>,
    pub day: Day,
    pub lang: &'static str,
    pub region: &'static str,
    /// Version and stage.
    pub standing: String,
    pub programme: String,
    pub partnership: String,
    pub sides: Vec<Side>,
    pub facts: Vec<Fact>,
    pub words: Words,
    pub sections: Vec<Chapter>,
    pub annexes: Vec<Chapter>,
    pub signed: Vec<String>,
    /// Empty for a text that is no version.
    pub hash: String,
    /// Where a final is looked up by its fingerprint; empty for other texts.
    pub verify: String,
}

/// What the template itself says.
#[derive(Serialize)]
pub(super) struct Words {
    pub contents: String,
    pub empty: String,
    pub last: String,
    pub hash: String,
    pub verify: String,
}

#[derive(Serialize)]
pub(super) struct Day {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

#[derive(Serialize)]
pub(super) struct Side {
    pub role: String,
    pub name: String,
    pub place: String,
}

#[derive(Serialize)]
pub(super) struct Fact {
    pub name: String,
    pub text: String,
}

/// A section or an annex.
#[derive(Serialize)]
pub(super) struct Chapter {
    pub heading: String,
    pub blocks: Vec<Block>,
}

#[derive(Serialize)]
#[serde(tag = "k")]
pub(super) enum Block {
    #[serde(rename = "p")]
    Paragraph { s: Vec<Run> },
    #[serde(rename = "h")]
    Heading { n: u8, s: Vec<Run> },
    #[serde(rename = "ul")]
    Bullets { tight: bool, i: Vec<Vec<Block>> },
    #[serde(rename = "ol")]
    Numbers {
        tight: bool,
        n: u32,
        i: Vec<Vec<Block>>,
    },
    #[serde(rename = "q")]
    Quote { b: Vec<Block> },
    #[serde(rename = "code")]
    Code { t: String },
    #[serde(rename = "hr")]
    Rule,
    #[serde(rename = "t")]
    Table(Sheet),
}

#[derive(Serialize)]
pub(super) struct Sheet {
    /// An annex, in smaller letters.
    pub small: bool,
    /// The widths against each other.
    pub columns: Vec<f64>,
    /// The rows that every page repeats.
    pub head: Vec<TableCell>,
    pub body: Vec<TableCell>,
}

#[derive(Serialize)]
pub(super) struct TableCell {
    pub x: usize,
    pub y: usize,
    pub w: usize,
    pub h: usize,
    /// Whether it names a row or a column.
    pub head: bool,
    pub b: Vec<Block>,
}

/// A run of text, or the end of a line.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Run {
    Text {
        t: String,
        /// `b`, `i`, `u`, `s`, `c`: bold, italic, underlined, struck out, code.
        #[serde(skip_serializing_if = "String::is_empty")]
        m: String,
        /// The address of a link.
        #[serde(skip_serializing_if = "Option::is_none")]
        l: Option<String>,
    },
    Break {
        br: bool,
    },
}

impl Day {
    /// The day of an RFC 3339 moment.
    pub fn of(moment: &str) -> Day {
        let mut parts = moment.split(['-', 'T']);
        let mut next = || parts.next().and_then(|part| part.parse::<u16>().ok());
        let (year, month, day) = (next(), next(), next());
        Day {
            year: year.unwrap_or(1970),
            month: month.map_or(1, |month| month.clamp(1, 12) as u8),
            day: day.map_or(1, |day| day.clamp(1, 31) as u8),
        }
    }
}

impl Side {
    pub fn of(side: &CoverSide) -> Side {
        Side {
            role: side.role.clone(),
            name: super::words::breakable(&side.name, super::words::LINE_CHARS),
            place: super::words::breakable(&side.place, super::words::LINE_CHARS),
        }
    }
}

impl Fact {
    pub fn of((name, text): &CoverFact) -> Fact {
        Fact {
            name: name.clone(),
            text: text.clone(),
        }
    }
}
