//! Every operation, one verb a file: what a person wants becomes small changes of the shared text.
//!
//! An operation acts on the selection unless it names a range. It never leaves a tree that a foreign
//! editor would destroy, and keeps as many characters alive as it can, because positions and
//! comments hang on them.

mod delete;
mod format;
mod insert;
mod join;
mod list;
mod replant;
mod rule;
mod set_block;
mod slice;
mod split;
mod table;
mod wrap;

pub use insert::typing_marks;
pub use table::TableOp;

use super::{
    draft::Editing,
    grid::selected_cells,
    position::{BlockId, Position, Range, Selection},
    projection::{Projection, Slice},
    schema::{BlockKind, Link, Mark, Marks},
};

/// What a person can do to the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// Puts a first paragraph into an empty field; otherwise only moves the caret to the start.
    Begin,
    /// Replaces the selection with text. Without marks it takes those of the text before it.
    InsertText { text: String, marks: Option<Marks> },
    /// Removes what stands between; blocks at both ends become one.
    Delete(Range),
    /// Replaces a range with text that takes the marks of what it replaces: what a browser typed.
    Replace { range: Range, text: String },
    /// Enter.
    Split,
    /// Backspace: at the start of a block joins, lifts or selects; else removes one character.
    JoinBackward,
    /// Delete: at the end of a block joins or selects; else removes one character.
    JoinForward,
    /// Shift+Enter.
    InsertBreak,
    /// Makes every selected textblock a paragraph, heading or code block.
    SetBlock(BlockKind),
    /// Adds the mark to the selection, or removes it when all of it has it.
    ToggleMark(Mark),
    /// Links the selection, or the link around the caret; none removes links.
    SetLink(Option<Link>),
    /// Removes all marks and links.
    ClearMarks,
    /// Puts the selected blocks into a quote, or takes them out of the one they stand in.
    ToggleQuote,
    /// Takes the selected blocks one level out of a list or a quote.
    Lift,
    /// Makes the selected blocks items of such a list, or frees them from it.
    ToggleList(BlockKind),
    /// One level deeper in the list.
    Indent,
    /// One level up in the list, or out of it.
    Outdent,
    /// A horizontal rule at the caret.
    InsertRule,
    /// Pastes blocks; open ends flow into the text around the caret.
    InsertSlice(Slice),
    /// Something with a table.
    Table(TableOp),
}

impl Op {
    /// Whether undo takes it back on its own, not with the letters around it.
    pub(crate) fn is_boundary(&self) -> bool {
        !matches!(
            self,
            Op::InsertText { .. } | Op::Delete(_) | Op::Replace { .. }
        )
    }
}

/// Why an operation did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditRefused {
    /// The place is not in the field any more: somebody else was faster.
    #[error("the place is gone")]
    PlaceGone,
    /// The operation makes no sense here.
    #[error("not possible here")]
    NotHere,
    /// There is nothing to undo, join, lift or change.
    #[error("nothing to do")]
    NothingToDo,
    /// Undoing this would remove what somebody else wrote.
    #[error("someone else wrote here")]
    OthersWroteHere,
}

/// Carries out an operation and answers what is selected afterwards.
pub(crate) fn run(
    editing: &mut Editing,
    op: &Op,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    match op {
        Op::Begin => insert::begin(editing),
        Op::InsertText { text, marks } => insert::text(editing, selection, text, marks.as_ref()),
        Op::Delete(range) => delete::range(editing, *range),
        Op::Replace { range, text } => insert::replace(editing, *range, text),
        Op::Split => split::split(editing, selection),
        Op::JoinBackward => join::backward(editing, selection),
        Op::JoinForward => join::forward(editing, selection),
        Op::InsertBreak => insert::line_break(editing, selection),
        Op::SetBlock(kind) => set_block::set(editing, selection, kind),
        Op::ToggleMark(mark) => format::toggle(editing, selection, *mark),
        Op::SetLink(link) => format::link(editing, selection, link.as_ref()),
        Op::ClearMarks => format::clear(editing, selection),
        Op::ToggleQuote => wrap::quote(editing, selection),
        Op::Lift => wrap::lift(editing, selection),
        Op::ToggleList(kind) => list::toggle(editing, selection, kind),
        Op::Indent => list::indent(editing, selection),
        Op::Outdent => list::outdent(editing, selection),
        Op::InsertRule => rule::insert(editing, selection),
        Op::InsertSlice(slice) => slice::insert(editing, selection, slice),
        Op::Table(op) => table::run(editing, selection, *op),
    }
}

/// The text that is selected, in document order.
fn selected(projection: &Projection, selection: Selection) -> Result<Range, EditRefused> {
    match selection {
        Selection::Text { anchor, head } => {
            projection.range(anchor, head).ok_or(EditRefused::PlaceGone)
        }
        Selection::Node(_) | Selection::Cells { .. } => Err(EditRefused::NotHere),
    }
}

/// The selected part of each textblock: the block, from where, to where.
fn parts(
    projection: &Projection,
    selection: Selection,
) -> Result<Vec<(BlockId, u32, u32)>, EditRefused> {
    let containers = match selection {
        Selection::Text { .. } => {
            let range = selected(projection, selection)?;
            let ids = projection.textblocks_between(range.from.block, range.to.block);
            return Ok(ids
                .into_iter()
                .filter_map(|id| part(projection, range, id))
                .collect());
        }
        Selection::Node(id) => vec![id],
        Selection::Cells { anchor, head } => selected_cells(projection, anchor, head),
    };
    let mut list = Vec::new();
    for id in containers {
        let (Some(first), Some(last)) = (projection.first_text(id), projection.last_text(id))
        else {
            continue;
        };
        for text in projection.textblocks_between(first.id, last.id) {
            list.push((
                text,
                0,
                projection.block(text).map_or(0, |block| block.units()),
            ));
        }
    }
    Ok(list)
}

fn part(projection: &Projection, range: Range, id: BlockId) -> Option<(BlockId, u32, u32)> {
    let from = if id == range.from.block {
        range.from.offset
    } else {
        0
    };
    let to = if id == range.to.block {
        range.to.offset
    } else {
        projection.block(id)?.units()
    };
    Some((id, from, to))
}

/// Removes a selected rule, table or cells' text; none when text is selected.
fn clear_blocks(
    editing: &mut Editing,
    selection: Selection,
) -> Option<Result<Selection, EditRefused>> {
    match selection {
        Selection::Text { .. } => None,
        Selection::Node(id) => Some(table::remove(editing, id)),
        Selection::Cells { anchor, head } => {
            let cells = selected_cells(editing.projection(), anchor, head);
            Some(table::empty_out(editing, &cells))
        }
    }
}

/// Removes what is selected, and answers where the caret is then.
fn clear_selection(editing: &mut Editing, selection: Selection) -> Result<Position, EditRefused> {
    if let Selection::Node(id) = selection {
        return table::swap(editing, id)?.head().ok_or(EditRefused::NotHere);
    }
    if let Some(cleared) = clear_blocks(editing, selection) {
        return cleared?.head().ok_or(EditRefused::NotHere);
    }
    let range = selected(editing.projection(), selection)?;
    if range.is_empty() {
        return Ok(range.from);
    }
    delete::range(editing, range)?
        .head()
        .ok_or(EditRefused::NotHere)
}

#[cfg(any(test, feature = "testing"))]
pub mod tests;
