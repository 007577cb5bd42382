//! Runs of text with their marks and links.

use super::{notes::Notes, styles};
use crate::export::talks::TalkPiece;
use docx_rs::{BreakType, Delete, Hyperlink, HyperlinkType, Insert, Paragraph, Run};
use model::document::{
    html::address::safe_address,
    projection::Span,
    schema::{Mark, Marks},
};

/// How links look, as Word's own.
const LINK_COLOUR: &str = "0563C1";

/// The paragraph with these spans.
pub(super) fn add(paragraph: Paragraph, spans: &[Span]) -> Paragraph {
    lines(spans)
        .iter()
        .fold(paragraph, |paragraph, span| match span {
            Span::Break => paragraph.add_run(line_end()),
            Span::Text { text, marks } => add_text(paragraph, text, marks),
        })
}

/// The paragraph with these parts, in which somebody said or suggests something.
pub(super) fn add_pieces(paragraph: Paragraph, pieces: &[TalkPiece], notes: &Notes) -> Paragraph {
    pieces
        .iter()
        .fold(paragraph, |paragraph, piece| match piece {
            TalkPiece::Begin(talk) => notes.begin(paragraph, *talk),
            TalkPiece::End(talk) => notes.end(paragraph, *talk),
            TalkPiece::Kept(span) => add(paragraph, std::slice::from_ref(span)),
            TalkPiece::Inserted(span, by) => {
                let run = match span {
                    Span::Break => line_end(),
                    Span::Text { text, marks } => marked(Run::new().add_text(text), marks),
                };
                paragraph.add_insert(Insert::new(run).author(&by.name).date(&by.at))
            }
            TalkPiece::Deleted(span, by) => {
                let run = match span {
                    Span::Break => line_end(),
                    Span::Text { text, marks } => marked(Run::new().add_delete_text(text), marks),
                };
                paragraph.add_delete(Delete::new().add_run(run).author(&by.name).date(&by.at))
            }
        })
}

fn line_end() -> Run {
    Run::new().add_break(BreakType::TextWrapping)
}

/// The spans with each line end as one: a run of Word holds none, and would lose it.
fn lines(spans: &[Span]) -> Vec<Span> {
    let mut lines = Vec::new();
    for span in spans {
        let Span::Text { text, marks } = span else {
            lines.push(Span::Break);
            continue;
        };
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                lines.push(Span::Break);
            }
            if !line.is_empty() {
                lines.push(Span::Text {
                    text: line.to_owned(),
                    marks: marks.clone(),
                });
            }
        }
    }
    lines
}

fn add_text(paragraph: Paragraph, text: &str, marks: &Marks) -> Paragraph {
    let run = marked(Run::new().add_text(text), marks);
    let address = marks
        .link
        .as_ref()
        .and_then(|link| safe_address(&link.href));
    match address {
        Some(address) => {
            let run = run.color(LINK_COLOUR).underline("single");
            paragraph.add_hyperlink(Hyperlink::new(address, HyperlinkType::External).add_run(run))
        }
        None => paragraph.add_run(run),
    }
}

fn marked(run: Run, marks: &Marks) -> Run {
    Mark::ALL
        .into_iter()
        .filter(|mark| marks.has(*mark))
        .fold(run, |run, mark| match mark {
            Mark::Bold => run.bold(),
            Mark::Italic => run.italic(),
            Mark::Underline => run.underline("single"),
            Mark::Strike => run.strike(),
            Mark::Code => run.fonts(styles::fonts(styles::CODE_FONT)),
        })
}
