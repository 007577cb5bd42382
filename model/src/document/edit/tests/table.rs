//! Tables.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn a_table_comes() {
    check(
        "<p>x|</p>",
        Op::Table(TableOp::Insert {
            rows: 1,
            columns: 2,
            header: true,
        }),
        "<p>x</p><table><tr><th><p>|</p></th><th><p></p></th></tr></table><p></p>",
    );
    check(
        "<p>|</p>",
        Op::Table(TableOp::Insert {
            rows: 2,
            columns: 1,
            header: false,
        }),
        "<table><tr><td><p>|</p></td></tr><tr><td><p></p></td></tr></table><p></p>",
    );
    check(
        "<p>a|b</p>",
        Op::Table(TableOp::Insert {
            rows: 1,
            columns: 1,
            header: false,
        }),
        "<p>a</p><table><tr><td><p>|</p></td></tr></table><p>b</p>",
    );
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        Op::Table(TableOp::Insert {
            rows: 1,
            columns: 1,
            header: false,
        }),
        "<ul><li><p>a</p><table><tr><td><p>|</p></td></tr></table><p></p></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn rows() {
    check(
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::AddRow { after: true }),
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr><tr><td><p></p></td><td><p></p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::AddRow { after: false }),
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p></p></td><td><p></p></td></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::RemoveRow),
        "<table><tr><th><p>|a</p></th><th><p>b</p></th></tr></table><p></p>",
    );
    check(
        "<table><tr><td 1x2><p>a</p></td><td><p>b|</p></td></tr><tr><td><p>c</p></td></tr></table><p></p>",
        Op::Table(TableOp::AddRow { after: true }),
        "<table><tr><td 1x3><p>a</p></td><td><p>b|</p></td></tr><tr><td><p></p></td></tr><tr><td><p>c</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td 1x2><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c|</p></td></tr></table><p></p>",
        Op::Table(TableOp::RemoveRow),
        "<table><tr><td><p>a</p></td><td><p>|b</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td 1x2><p>a</p></td><td><p>b|</p></td></tr><tr><td><p>c</p></td></tr></table><p></p>",
        Op::Table(TableOp::RemoveRow),
        "<table><tr><td><p>a</p></td><td><p>|c</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td><p>a|</p></td></tr></table><p></p>",
        Op::Table(TableOp::RemoveRow),
        "<p>|</p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn columns() {
    check(
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::AddColumn { after: true }),
        "<table><tr><th><p>a</p></th><th><p></p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p></p></td><td><p>d</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::AddColumn { after: false }),
        "<table><tr><th><p></p></th><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p></p></td><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::RemoveColumn),
        "<table><tr><th><p>b</p></th></tr><tr><td><p>|d</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td 2x1><p>a</p></td></tr><tr><td><p>b|</p></td><td><p>c</p></td></tr></table><p></p>",
        Op::Table(TableOp::AddColumn { after: true }),
        "<table><tr><td 3x1><p>a</p></td></tr><tr><td><p>b|</p></td><td><p></p></td><td><p>c</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td 2x1><p>a</p></td></tr><tr><td><p>b|</p></td><td><p>c</p></td></tr></table><p></p>",
        Op::Table(TableOp::RemoveColumn),
        "<table><tr><td><p>a</p></td></tr><tr><td><p>|c</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td><p>a|</p></td></tr></table><p></p>",
        Op::Table(TableOp::RemoveColumn),
        "<p>|</p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn headers() {
    check(
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::ToggleHeaderRow),
        "<table><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::ToggleHeaderColumn),
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><th><p>c|</p></th><td><p>d</p></td></tr></table><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn cells_merge_and_split() {
    check(
        "<table><tr><td><p>{a</p></td><td><p>b}|</p></td></tr></table><p></p>",
        Op::Table(TableOp::Merge),
        "<table><tr><td 2x1><p>|a</p><p>b</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td><p>{</p></td><td><p>b}|</p></td></tr></table><p></p>",
        Op::Table(TableOp::Merge),
        "<table><tr><td 2x1><p>|b</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td><p>{a</p></td></tr><tr><td><p>}|</p></td></tr></table><p></p>",
        Op::Table(TableOp::Merge),
        "<table><tr><td 1x2><p>|a</p></td></tr><tr></tr></table><p></p>",
    );
    check(
        "<table><tr><td 2x1><p>a|</p></td></tr></table><p></p>",
        Op::Table(TableOp::Split),
        "<table><tr><td><p>|a</p></td><td><p></p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td 2x2><p>a|</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td></tr></table><p></p>",
        Op::Table(TableOp::Split),
        "<table><tr><td><p>|a</p></td><td><p></p></td><td><p>b</p></td></tr><tr><td><p></p></td><td><p></p></td><td><p>c</p></td></tr></table><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn a_table_goes() {
    check(
        "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::RemoveTable),
        "<p>|</p>",
    );
    check(
        "<p>x</p><table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c|</p></td><td><p>d</p></td></tr></table><p></p>",
        Op::Table(TableOp::RemoveTable),
        "<p>x</p><p>|</p>",
    );
    check(
        "<quote><table><tr><td><p>a|</p></td></tr></table></quote><p></p>",
        Op::Table(TableOp::RemoveTable),
        "<quote><p>|</p></quote><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn not_everywhere() {
    refused(
        "<p>a|</p>",
        Op::Table(TableOp::AddRow { after: true }),
        EditRefused::NotHere,
    );
    refused(
        "<table><tr><td><p>a|</p></td></tr></table><p></p>",
        Op::Table(TableOp::Insert {
            rows: 1,
            columns: 1,
            header: false,
        }),
        EditRefused::NotHere,
    );
    refused(
        "<p>a|</p>",
        Op::Table(TableOp::Insert {
            rows: 0,
            columns: 1,
            header: false,
        }),
        EditRefused::NotHere,
    );
    refused(
        "<table><tr><td><p>a|</p></td></tr></table><p></p>",
        Op::Table(TableOp::Split),
        EditRefused::NothingToDo,
    );
    refused(
        "<table><tr><td><p>a|</p></td></tr></table><p></p>",
        Op::Table(TableOp::Merge),
        EditRefused::NothingToDo,
    );
}
