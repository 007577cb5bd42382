//! Typing: text into a place or over a range, line breaks, and the first paragraph of a field.

use super::{EditRefused, clear_selection, delete};
use crate::document::{
    draft::Editing,
    position::{Position, Range, Selection},
    projection::{Block, Node, Projection, Span, units},
    schema::{Holds, Marks},
    surgery::fit,
};

pub(super) fn begin(editing: &mut Editing) -> Result<Selection, EditRefused> {
    if editing.projection().textblocks().next().is_none() {
        let end = editing.projection().roots().len();
        editing.step(|surgery| surgery.insert_block(None, end, &Node::paragraph("")));
    }
    let first = editing
        .projection()
        .textblocks()
        .next()
        .ok_or(EditRefused::NotHere)?;
    Ok(Selection::caret(first.id, 0))
}

pub(super) fn text(
    editing: &mut Editing,
    selection: Selection,
    text: &str,
    marks: Option<&Marks>,
) -> Result<Selection, EditRefused> {
    let inherited = match (marks, super::selected(editing.projection(), selection)) {
        (Some(marks), _) => marks.sane(),
        (None, Ok(range)) => replaced_marks(editing.projection(), range),
        (None, Err(EditRefused::NotHere)) => Marks::none(),
        (None, Err(refused)) => return Err(refused),
    };
    let at = clear_selection(editing, selection)?;
    write(editing, at, text, &inherited)
}

pub(super) fn replace(
    editing: &mut Editing,
    range: Range,
    text: &str,
) -> Result<Selection, EditRefused> {
    let range = editing
        .projection()
        .range(range.from, range.to)
        .ok_or(EditRefused::PlaceGone)?;
    let marks = replaced_marks(editing.projection(), range);
    let at = match range.is_empty() {
        true => range.from,
        false => delete::range(editing, range)?
            .head()
            .ok_or(EditRefused::NotHere)?,
    };
    write(editing, at, text, &marks)
}

fn write(
    editing: &mut Editing,
    at: Position,
    text: &str,
    marks: &Marks,
) -> Result<Selection, EditRefused> {
    let block = editing
        .projection()
        .block(at.block)
        .ok_or(EditRefused::PlaceGone)?;
    let holds = block.kind.holds();
    let marks = match holds {
        Holds::PlainText => Marks::none(),
        _ => marks.clone(),
    };
    let spans = fit(
        &[Span::Text {
            text: clean(text),
            marks,
        }],
        holds,
    );
    let len: u32 = spans.iter().map(Span::units).sum();
    editing.step(|surgery| surgery.insert_spans(at.block, at.offset, &spans));
    Ok(Selection::caret(at.block, at.offset + len))
}

pub(super) fn line_break(
    editing: &mut Editing,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    text(editing, selection, "\n", None)
}

/// Text as it may stand in a document: line ends are `\n`, other control characters are dropped.
pub(crate) fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// The marks of what is replaced, else those that typing takes on at this place.
fn replaced_marks(projection: &Projection, range: Range) -> Marks {
    let Some(block) = projection.block(range.from.block) else {
        return Marks::none();
    };
    if !range.is_empty()
        && let Some(marks) = marks_after(block, range.from.offset)
        && (range.to.block != range.from.block || range.to.offset > range.from.offset)
    {
        return marks.clone();
    }
    typing_marks(block, range.from.offset)
}

/// The marks that typing takes on: those of the text before, or after at the start of the block.
/// A link ends where its text ends.
pub fn typing_marks(block: &Block, offset: u32) -> Marks {
    let after = marks_after(block, offset);
    let before = marks_before(block, offset);
    let main = match (offset, before) {
        (0, _) => after,
        (_, before) => before,
    };
    let mut marks = main.cloned().unwrap_or_default();
    let other = if offset == 0 { None } else { after };
    if marks.link.is_some() && other.and_then(|marks| marks.link.as_ref()) != marks.link.as_ref() {
        marks.link = None;
    }
    marks
}

fn marks_before(block: &Block, offset: u32) -> Option<&Marks> {
    span_around(block, |start, end| start < offset && offset <= end)
}

fn marks_after(block: &Block, offset: u32) -> Option<&Marks> {
    span_around(block, |start, end| start <= offset && offset < end)
}

fn span_around(block: &Block, hit: impl Fn(u32, u32) -> bool) -> Option<&Marks> {
    let mut start = 0;
    for span in block.spans() {
        let end = start + span.units();
        if hit(start, end) {
            return match span {
                Span::Text { marks, .. } => Some(marks),
                Span::Break => None,
            };
        }
        start = end;
    }
    None
}

/// The offset one character further in a block, or back; a break and a surrogate pair are one.
pub(super) fn neighbour(block: &Block, offset: u32, forward: bool) -> Option<u32> {
    let mut at = 0;
    let mut last = None;
    for step in block.spans().iter().flat_map(steps) {
        if forward && at >= offset {
            return Some(at + step);
        }
        if at + step >= offset && !forward && offset > 0 {
            return Some(at);
        }
        at += step;
        last = Some(at);
    }
    last.filter(|end| !forward && *end < offset)
}

fn steps(span: &Span) -> Vec<u32> {
    match span {
        Span::Text { text, .. } => text
            .chars()
            .map(|c| units(c.encode_utf8(&mut [0; 4])))
            .collect(),
        Span::Break => vec![1],
    }
}
