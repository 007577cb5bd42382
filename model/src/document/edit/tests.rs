//! Rows over all operations and places, one file a verb: what stands before, what is done, what
//! stands after. Many are named by the tests of prosemirror-commands, prosemirror-transform and
//! matrix-rich-text-editor; the meaning is theirs, the rows are ours.
#![allow(clippy::unwrap_used)]

mod delete;
mod format;
mod insert;
mod join;
mod list;
mod paste;
mod set_block;
mod split;
mod table;
mod undo;
mod wrap;

use super::*;
use crate::document::{
    normalise::faults,
    notation::{Sheet, parse},
};

/// Does one operation, checks that the tree is legal, and that undo brings the start back and redo
/// the end.
#[track_caller]
fn check(before: &str, op: Op, after: &str) {
    let mut sheet = Sheet::of(1, before);
    let start = sheet.text();
    let legal = faults(sheet.projection()).is_empty();
    sheet
        .act(&op)
        .unwrap_or_else(|refused| panic!("{before}: {op:?}: {refused}"));
    assert_eq!(sheet.line(), after, "{op:?} on {before}");
    let faults = faults(sheet.projection());
    assert!(
        !legal || faults.is_empty(),
        "{op:?} on {before}: {faults:?}"
    );
    let end = sheet.text();
    if end != start {
        sheet.undo().unwrap();
        assert_eq!(sheet.text(), start, "undo of {op:?} on {before}");
        sheet.redo().unwrap();
        assert_eq!(sheet.text(), end, "redo of {op:?} on {before}");
    }
}

/// Does nothing, and says why.
#[track_caller]
fn refused(before: &str, op: Op, why: EditRefused) {
    let mut sheet = Sheet::of(1, before);
    let start = sheet.line();
    assert_eq!(sheet.act(&op), Err(why), "{op:?} on {before}");
    assert_eq!(sheet.line(), start, "{op:?} on {before}");
}

fn typed(text: &str) -> Op {
    Op::InsertText {
        text: text.to_owned(),
        marks: None,
    }
}

/// The document with several operations done one after the other.
#[track_caller]
fn after(before: &str, ops: &[Op]) -> String {
    let mut sheet = Sheet::of(1, before);
    for op in ops {
        sheet
            .act(op)
            .unwrap_or_else(|refused| panic!("{before}: {op:?}: {refused}"));
    }
    sheet.line()
}

/// What stands between the braces of a line, as a copy would take it.
fn copied(line: &str) -> Op {
    let sheet = Sheet::of(9, line);
    let range = selected(sheet.projection(), sheet.selection.unwrap()).unwrap();
    Op::InsertSlice(sheet.projection().slice(range))
}

/// Whole blocks, as an import would bring them.
fn whole(line: &str) -> Op {
    Op::InsertSlice(Slice {
        nodes: parse(line).nodes,
        open_start: 0,
        open_end: 0,
    })
}

/// The range between the braces of a line, for operations that name one.
#[track_caller]
fn check_range(before: &str, op: impl Fn(Range) -> Op, after: &str) {
    let sheet = Sheet::of(1, before);
    let range = selected(sheet.projection(), sheet.selection.unwrap()).unwrap();
    check(before, op(range), after);
}
