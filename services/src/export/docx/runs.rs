//! Runs of text with their marks and links.

use super::styles;
use docx_rs::{BreakType, Hyperlink, HyperlinkType, Paragraph, Run};
use model::document::{
    html::address::safe_address,
    projection::Span,
    schema::{Mark, Marks},
};

/// How links look, as Word's own.
const LINK_COLOUR: &str = "0563C1";

/// The paragraph with these spans.
pub(super) fn add(paragraph: Paragraph, spans: &[Span]) -> Paragraph {
    spans.iter().fold(paragraph, |paragraph, span| match span {
        Span::Break => paragraph.add_run(Run::new().add_break(BreakType::TextWrapping)),
        Span::Text { text, marks } => add_text(paragraph, text, marks),
    })
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
