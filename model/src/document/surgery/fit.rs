//! Text as the block that it is written into may hold it.

use crate::document::{
    projection::{Span, push_span},
    schema::Holds,
};

/// Spans as a block of this kind may hold them: of the same length, unit by unit.
pub(crate) fn fit(spans: &[Span], holds: Holds) -> Vec<Span> {
    match holds {
        Holds::PlainText => {
            let mut words = String::new();
            for span in spans {
                match span {
                    Span::Text { text, .. } => words.push_str(text),
                    Span::Break => words.push('\n'),
                }
            }
            if words.is_empty() {
                Vec::new()
            } else {
                vec![Span::plain(words)]
            }
        }
        _ => break_lines(spans),
    }
}

/// A line end within a paragraph is a break; anything else is legal as it is.
fn break_lines(spans: &[Span]) -> Vec<Span> {
    let mut list = Vec::new();
    for span in spans {
        match span {
            Span::Break => list.push(Span::Break),
            Span::Text { text, marks } => {
                for (number, line) in text.split('\n').enumerate() {
                    if number > 0 {
                        list.push(Span::Break);
                    }
                    push_span(
                        &mut list,
                        Span::Text {
                            text: line.to_owned(),
                            marks: marks.clone(),
                        },
                    );
                }
            }
        }
    }
    list
}
