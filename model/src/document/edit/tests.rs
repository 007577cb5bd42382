//! Rows over all operations: what stands before, what is done, what stands after.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::document::notation::Sheet;

/// Does one operation, and checks that undo brings the start back and redo the end.
#[track_caller]
fn check(before: &str, op: Op, after: &str) {
    let mut sheet = Sheet::of(1, before);
    let start = sheet.text();
    sheet
        .act(&op)
        .unwrap_or_else(|refused| panic!("{before}: {op:?}: {refused}"));
    assert_eq!(sheet.line(), after, "{op:?} on {before}");
    let end = sheet.text();
    if end != start {
        sheet.undo().unwrap();
        assert_eq!(sheet.text(), start, "undo of {op:?} on {before}");
        sheet.redo().unwrap();
        assert_eq!(sheet.text(), end, "redo of {op:?} on {before}");
    }
}

fn typed(text: &str) -> Op {
    Op::InsertText {
        text: text.to_owned(),
        marks: None,
    }
}

#[test]
fn typing() {
    check("<p>a|c</p>", typed("b"), "<p>ab|c</p>");
    check("<p>|</p>", typed("ā"), "<p>ā|</p>");
    check("<p>a{b</p><p>c}|d</p>", typed("X"), "<p>aX|d</p>");
    check("<p><b>a|</b>c</p>", typed("b"), "<p><b>ab</b>|c</p>");
    check(
        "<p><a http://x>a|</a>c</p>",
        typed("b"),
        "<p><a http://x>a</a>b|c</p>",
    );
    check("<p>a|b</p>", typed("x\ny"), "<p>ax<br>y|b</p>");
}

#[test]
fn splitting_and_joining() {
    check("<p>ab|cd</p>", Op::Split, "<p>ab</p><p>|cd</p>");
    check("<p>a|bcd</p>", Op::Split, "<p>a</p><p>|bcd</p>");
    check("<p>|ab</p>", Op::Split, "<p></p><p>|ab</p>");
    check("<h1>ab|</h1>", Op::Split, "<h1>ab</h1><p>|</p>");
    check("<p>ab</p><p>|cd</p>", Op::JoinBackward, "<p>ab|cd</p>");
    check("<p>a</p><p>|bcd</p>", Op::JoinBackward, "<p>a|bcd</p>");
    check("<p>ab|</p><p>cd</p>", Op::JoinForward, "<p>ab|cd</p>");
    check("<p>ab|</p>", Op::JoinBackward, "<p>a|</p>");
}

#[test]
fn marks_and_blocks() {
    check(
        "<p>a{b}|c</p>",
        Op::ToggleMark(Mark::Bold),
        "<p>a<b>{b</b>}|c</p>",
    );
    check(
        "<p>a<b>{b}|</b>c</p>",
        Op::ToggleMark(Mark::Bold),
        "<p>a{b}|c</p>",
    );
    check(
        "<p>a|c</p>",
        Op::SetBlock(BlockKind::Heading { level: 2 }),
        "<h2>a|c</h2><p></p>",
    );
}

#[test]
fn lists() {
    let bullets = || Op::ToggleList(BlockKind::BulletList);
    let numbers = || Op::ToggleList(BlockKind::ORDERED);
    check(
        "<p>a|b</p><p>c</p>",
        bullets(),
        "<ul><li><p>a|b</p></li></ul><p>c</p>",
    );
    check(
        "<p>a{b</p><p>c}|d</p>",
        numbers(),
        "<ol><li><p>a{b</p></li><li><p>c}|d</p></li></ol><p></p>",
    );
    check(
        "<ul><li><p>a</p></li></ul><p>b|</p><p></p>",
        bullets(),
        "<ul><li><p>a</p></li><li><p>b|</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p></li></ul><p>b|</p><ul><li><p>c</p></li></ul><p></p>",
        bullets(),
        "<ul><li><p>a</p></li><li><p>b|</p></li><li><p>c</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li><li><p>b</p></li></ul><p></p>",
        numbers(),
        "<ol><li><p>a|</p></li><li><p>b</p></li></ol><p></p>",
    );
    check(
        "<ul><li><p>a</p></li><li><p>b|</p></li><li><p>c</p></li></ul><p></p>",
        bullets(),
        "<ul><li><p>a</p></li></ul><p>b|</p><ul><li><p>c</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p></li><li><p>b|</p></li></ul><p></p>",
        Op::Indent,
        "<ul><li><p>a</p><ul><li><p>b|</p></li></ul></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>b|</p></li><li><p>c</p></li></ul></li></ul><p></p>",
        Op::Outdent,
        "<ul><li><p>a</p></li><li><p>b|</p><ul><li><p>c</p></li></ul></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li><li><p>|</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p></li><li><p>|</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li></ul><p>|</p><p></p>",
    );
    check(
        "<ul><li><p>ab|c</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>ab</p></li><li><p>|c</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|bc</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li><li><p>|bc</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>|a</p></li></ul><p></p>",
        Op::JoinBackward,
        "<p>|a</p><p></p>",
    );
}

/// What stands between the braces of a line, as a copy would take it.
fn copied(line: &str) -> Op {
    let sheet = Sheet::of(9, line);
    let range = selected(sheet.projection(), sheet.selection.unwrap()).unwrap();
    Op::InsertSlice(sheet.projection().slice(range))
}

/// Whole blocks, as an import would bring them.
fn whole(line: &str) -> Op {
    let nodes = crate::document::notation::parse(line).nodes;
    Op::InsertSlice(crate::document::projection::Slice {
        nodes,
        open_start: 0,
        open_end: 0,
    })
}

#[test]
fn pasting() {
    check("<p>a|d</p>", copied("<p>x{bc}|y</p>"), "<p>abc|d</p>");
    check(
        "<p>a|d</p>",
        copied("<p>x{b</p><p>c}|y</p>"),
        "<p>ab</p><p>c|d</p>",
    );
    check(
        "<p>a|d</p>",
        copied("<p>x{b</p><h1>m</h1><p>c}|y</p>"),
        "<p>ab</p><h1>m</h1><p>c|d</p>",
    );
    check(
        "<p>|</p>",
        whole("<h1>m</h1><p>c</p>"),
        "<h1>m</h1><p>c|</p>",
    );
    check("<p>ab|</p>", whole("<p>c</p>"), "<p>ab</p><p>c|</p>");
    check("<p>|ab</p>", whole("<p>c</p>"), "<p>c|</p><p>ab</p>");
    check("<p>a|b</p>", whole("<hr>"), "<p>a</p><hr><p>|b</p>");
    check(
        "<pre>a|b</pre><p></p>",
        whole("<p>c</p><p>d</p>"),
        "<pre>ac\nd|b</pre><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        whole("<ul><li><p>b</p></li><li><p>c</p></li></ul>"),
        "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c|</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|z</p></li></ul><p></p>",
        whole("<p>b</p>"),
        "<ul><li><p>a</p></li><li><p>b|</p></li><li><p>z</p></li></ul><p></p>",
    );
    check(
        "<p>x|</p>",
        copied("<ul><li><p>{b</p></li><li><p>c}|</p></li></ul>"),
        "<p>xb</p><ul><li><p>c|</p></li></ul><p></p>",
    );
    check(
        "<p>|</p><p></p>",
        copied("<ul><li><p>{b</p></li><li><p>c}|</p></li></ul>"),
        "<ul><li><p>b</p></li><li><p>c|</p></li></ul><p></p>",
    );
}

const TABLE: &str = "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>";

#[test]
fn tables() {
    let table = |op| Op::Table(op);
    check(
        "<p>x|</p>",
        table(TableOp::Insert {
            rows: 1,
            columns: 2,
            header: true,
        }),
        "<p>x</p><table><tr><th><p>|</p></th><th><p></p></th></tr></table><p></p>",
    );
    check(
        TABLE,
        table(TableOp::AddRow { after: true }),
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr><tr><td><p></p></td><td><p></p></td></tr></table><p></p>",
    );
    check(
        TABLE,
        table(TableOp::AddColumn { after: true }),
        "<table><tr><th><p>a</p></th><th><p></p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p></p></td><td><p>d</p></td></tr></table><p></p>",
    );
    check(
        TABLE,
        table(TableOp::RemoveRow),
        "<table><tr><th><p>|a</p></th><th><p>b</p></th></tr></table><p></p>",
    );
    check(
        TABLE,
        table(TableOp::RemoveColumn),
        "<table><tr><th><p>b</p></th></tr><tr><td><p>|d</p></td></tr></table><p></p>",
    );
    check(TABLE, table(TableOp::RemoveTable), "<p>|</p>");
    check(
        TABLE,
        table(TableOp::ToggleHeaderColumn),
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><th><p>c|</p></th><td><p>d</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td><p>{a</p></td><td><p>b}|</p></td></tr></table><p></p>",
        table(TableOp::Merge),
        "<table><tr><td 2x1><p>|a</p><p>b</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td 2x1><p>a|</p></td></tr></table><p></p>",
        table(TableOp::Split),
        "<table><tr><td><p>|a</p></td><td><p></p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td 1x2><p>a|</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td></tr></table><p></p>",
        table(TableOp::RemoveColumn),
        "<table><tr><td><p>|b</p></td></tr><tr><td><p>c</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td 1x2><p>a</p></td><td><p>b|</p></td></tr><tr><td><p>c</p></td></tr></table><p></p>",
        table(TableOp::RemoveRow),
        "<table><tr><td><p>a</p></td><td><p>|c</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td><p>a{b</p></td><td><p>c}|d</p></td></tr></table><p></p>",
        typed("X"),
        "<table><tr><td><p>aX|</p></td><td><p>d</p></td></tr></table><p></p>",
    );
}

#[test]
fn rules() {
    check("<p>a|b</p>", Op::InsertRule, "<p>a</p><hr><p>|b</p>");
    check("<p>ab|</p>", Op::InsertRule, "<p>ab</p><hr><p>|</p>");
    check("<p>|</p>", Op::InsertRule, "<hr><p>|</p>");
    check(
        "<ul><li><p>|a</p></li></ul><p></p>",
        Op::InsertRule,
        "<ul><li><p></p><hr><p>|a</p></li></ul><p></p>",
    );
    let mut sheet = Sheet::of(1, "<p>a</p><hr><p>|b</p>");
    sheet.act(&Op::JoinBackward).unwrap();
    assert_eq!(sheet.line(), "[hr]<p>a</p><hr><p>b</p>");
    sheet.act(&Op::JoinBackward).unwrap();
    assert_eq!(sheet.line(), "<p>a</p><p>|b</p>");
}
