//! Quotes and lifting.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn into_a_quote_and_out() {
    check(
        "<p>a|</p>",
        Op::ToggleQuote,
        "<quote><p>a|</p></quote><p></p>",
    );
    check(
        "<p>{a</p><p>b}|</p><p></p>",
        Op::ToggleQuote,
        "<quote><p>{a</p><p>b}|</p></quote><p></p>",
    );
    check(
        "<h1>a|</h1><p></p>",
        Op::ToggleQuote,
        "<quote><h1>a|</h1></quote><p></p>",
    );
    check(
        "<quote><p>a|</p></quote><p></p>",
        Op::ToggleQuote,
        "<p>a|</p><p></p>",
    );
    check(
        "<quote><p>a</p><p>b|</p></quote><p></p>",
        Op::ToggleQuote,
        "<quote><p>a</p></quote><p>b|</p><p></p>",
    );
    check(
        "<quote><p>a|</p><p>b</p></quote><p></p>",
        Op::ToggleQuote,
        "<p>a|</p><quote><p>b</p></quote><p></p>",
    );
    check(
        "<quote><p>a</p><p>b|</p><p>c</p></quote><p></p>",
        Op::ToggleQuote,
        "<quote><p>a</p></quote><p>b|</p><quote><p>c</p></quote><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        Op::ToggleQuote,
        "<quote><ul><li><p>a|</p></li></ul></quote><p></p>",
    );
    check(
        "<ul><li><p>a</p><p>b|</p></li></ul><p></p>",
        Op::ToggleQuote,
        "<ul><li><p>a</p><quote><p>b|</p></quote></li></ul><p></p>",
    );
    check(
        "<table><tr><td><p>a|</p></td></tr></table><p></p>",
        Op::ToggleQuote,
        "<table><tr><td><quote><p>a|</p></quote></td></tr></table><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn lifting() {
    check(
        "<quote><p>a|</p></quote><p></p>",
        Op::Lift,
        "<p>a|</p><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        Op::Lift,
        "<p>a|</p><p></p>",
    );
    check(
        "<quote><ul><li><p>a|</p></li></ul></quote><p></p>",
        Op::Lift,
        "<quote><p>a|</p></quote><p></p>",
    );
    check(
        "<quote><quote><p>a|</p></quote></quote><p></p>",
        Op::Lift,
        "<quote><p>a|</p></quote><p></p>",
    );
    check(
        "<ul><li><p>a</p><quote><p>b|</p></quote></li></ul><p></p>",
        Op::Lift,
        "<ul><li><p>a</p><p>b|</p></li></ul><p></p>",
    );
    refused("<p>a|</p>", Op::Lift, EditRefused::NothingToDo);
    refused(
        "<table><tr><td><p>a|</p></td></tr></table><p></p>",
        Op::Lift,
        EditRefused::NothingToDo,
    );
}

#[cfg_attr(test, test)]
pub(super) fn rules() {
    check("<p>a|b</p>", Op::InsertRule, "<p>a</p><hr><p>|b</p>");
    check("<p>ab|</p>", Op::InsertRule, "<p>ab</p><hr><p>|</p>");
    check(
        "<p>ab|</p><p>c</p>",
        Op::InsertRule,
        "<p>ab</p><hr><p>|c</p>",
    );
    check("<p>|</p>", Op::InsertRule, "<hr><p>|</p>");
    check("<p>|ab</p>", Op::InsertRule, "<hr><p>|ab</p>");
    check(
        "<ul><li><p>|a</p></li></ul><p></p>",
        Op::InsertRule,
        "<ul><li><p></p><hr><p>|a</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        Op::InsertRule,
        "<ul><li><p>a</p><hr><p>|</p></li></ul><p></p>",
    );
    check("<h1>a|</h1>", Op::InsertRule, "<h1>a</h1><hr><p>|</p>");
    check(
        "<p>a{b</p><p>c}|d</p>",
        Op::InsertRule,
        "<p>a</p><hr><p>|d</p>",
    );
}
