//! Backspace and Delete.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn a_character_goes() {
    check("<p>ab|c</p>", Op::JoinBackward, "<p>a|c</p>");
    check("<p>𠀅𠀊|</p>", Op::JoinBackward, "<p>𠀅|</p>");
    check("<p>a<br>|b</p>", Op::JoinBackward, "<p>a|b</p>");
    check("<p>a{b}|c</p>", Op::JoinBackward, "<p>a|c</p>");
    check("<p>a{b</p><p>c}|d</p>", Op::JoinBackward, "<p>a|d</p>");
    check("<p>a|</p>", Op::JoinBackward, "<p>|</p>");
    check("<p>a|bc</p>", Op::JoinForward, "<p>a|c</p>");
    check("<p>|𠀅𠀊</p>", Op::JoinForward, "<p>|𠀊</p>");
    check("<p>a|<br>b</p>", Op::JoinForward, "<p>a|b</p>");
    check("<p>a{b}|c</p>", Op::JoinForward, "<p>a|c</p>");
    check("<p>|a</p>", Op::JoinForward, "<p>|</p>");
}

#[cfg_attr(test, test)]
pub(super) fn two_paragraphs_become_one() {
    check("<p>ab</p><p>|cd</p>", Op::JoinBackward, "<p>ab|cd</p>");
    check("<p>a</p><p>|bcd</p>", Op::JoinBackward, "<p>a|bcd</p>");
    check("<p>abc</p><p>|d</p>", Op::JoinBackward, "<p>abc|d</p>");
    check("<p></p><p>|ab</p>", Op::JoinBackward, "<p>|ab</p>");
    check("<p>ab</p><p>|</p>", Op::JoinBackward, "<p>ab|</p>");
    check("<p></p><p>|</p>", Op::JoinBackward, "<p>|</p>");
    check(
        "<p><b>a</b></p><p>|<i>b</i></p>",
        Op::JoinBackward,
        "<p><b>a</b><i>|b</i></p>",
    );
    check("<p>a<br></p><p>|b</p>", Op::JoinBackward, "<p>a<br>|b</p>");
    check(
        "<h1>a</h1><p>|b</p>",
        Op::JoinBackward,
        "<h1>a|b</h1><p></p>",
    );
    check(
        "<p>a</p><h1>|b</h1><p></p>",
        Op::JoinBackward,
        "<p>a|b</p><p></p>",
    );
    check(
        "<p></p><h1>|b</h1><p></p>",
        Op::JoinBackward,
        "<h1>|b</h1><p></p>",
    );
    check(
        "<p>a</p><pre>|b\nc</pre><p></p>",
        Op::JoinBackward,
        "<p>a|b<br>c</p><p></p>",
    );
    check(
        "<pre>a</pre><p>|<b>b</b><br>c</p>",
        Op::JoinBackward,
        "<pre>a|b\nc</pre><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn the_next_block_comes_to_the_caret() {
    check("<p>ab|</p><p>cd</p>", Op::JoinForward, "<p>ab|cd</p>");
    check("<p>a|</p><p>bcd</p>", Op::JoinForward, "<p>a|bcd</p>");
    check("<p>|</p><p>ab</p>", Op::JoinForward, "<p>|ab</p>");
    check(
        "<p>|</p><h1>a</h1><p></p>",
        Op::JoinForward,
        "<h1>|a</h1><p></p>",
    );
    check("<p>ab|</p><p></p>", Op::JoinForward, "<p>ab|</p>");
    check(
        "<p>a|</p><ul><li><p>b</p></li></ul><p></p>",
        Op::JoinForward,
        "<p>a|b</p><p></p>",
    );
    check(
        "<p>|</p><ul><li><p>b</p></li></ul><p></p>",
        Op::JoinForward,
        "<ul><li><p>|b</p></li></ul><p></p>",
    );
    check(
        "<p>a|</p><quote><p>b</p><p>c</p></quote><p></p>",
        Op::JoinForward,
        "<p>a|b</p><quote><p>c</p></quote><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li><li><p>b</p></li></ul><p></p>",
        Op::JoinForward,
        "<ul><li><p>a|b</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li></ul><p>b</p>",
        Op::JoinForward,
        "<ul><li><p>a|b</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|</p><ul><li><p>b</p></li></ul></li></ul><p></p>",
        Op::JoinForward,
        "<ul><li><p>a|b</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul><p></p>",
        Op::JoinForward,
        "<ul><li><p>a|b</p><ul><li><p>c</p></li></ul></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn the_start_of_an_item_lifts_it() {
    check(
        "<ul><li><p>|a</p></li></ul><p></p>",
        Op::JoinBackward,
        "<p>|a</p><p></p>",
    );
    check(
        "<ul><li><p>a</p></li><li><p>|b</p></li></ul><p></p>",
        Op::JoinBackward,
        "<ul><li><p>a</p></li></ul><p>|b</p><p></p>",
    );
    check(
        "<ul><li><p>a</p></li><li><p>|b</p></li><li><p>c</p></li></ul><p></p>",
        Op::JoinBackward,
        "<ul><li><p>a</p></li></ul><p>|b</p><ul><li><p>c</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>|b</p></li></ul></li></ul><p></p>",
        Op::JoinBackward,
        "<ul><li><p>a</p></li><li><p>|b</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>|a</p><ul><li><p>b</p></li></ul></li></ul><p></p>",
        Op::JoinBackward,
        "<p>|a</p><ul><li><p>b</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><p>|b</p></li></ul><p></p>",
        Op::JoinBackward,
        "<ul><li><p>a|b</p></li></ul><p></p>",
    );
    check(
        "<p>x</p><ol><li><p>|a</p></li></ol><p></p>",
        Op::JoinBackward,
        "<p>x</p><p>|a</p><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn the_start_of_a_quote_leaves_it() {
    check(
        "<quote><p>|a</p></quote><p></p>",
        Op::JoinBackward,
        "<p>|a</p><p></p>",
    );
    check(
        "<quote><p>|a</p><p>b</p></quote><p></p>",
        Op::JoinBackward,
        "<p>|a</p><quote><p>b</p></quote><p></p>",
    );
    check(
        "<quote><p>a</p><p>|b</p></quote><p></p>",
        Op::JoinBackward,
        "<quote><p>a|b</p></quote><p></p>",
    );
    check(
        "<quote><p>a</p></quote><p>|b</p>",
        Op::JoinBackward,
        "<quote><p>a|b</p></quote><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn what_is_no_paragraph_becomes_one_at_the_very_start() {
    check("<h1>|a</h1><p></p>", Op::JoinBackward, "<p>|a</p><p></p>");
    check(
        "<pre>|a\nb</pre><p></p>",
        Op::JoinBackward,
        "<p>|a<br>b</p><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn a_paragraph_behind_a_list_goes_into_its_last_item() {
    check(
        "<ul><li><p>a</p></li></ul><p>|b</p>",
        Op::JoinBackward,
        "<ul><li><p>a|b</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul><p>|c</p>",
        Op::JoinBackward,
        "<ul><li><p>a</p><ul><li><p>b|c</p></li></ul></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn rules_and_tables_are_selected_first() {
    check(
        "<p>a</p><hr><p>|b</p>",
        Op::JoinBackward,
        "[hr]<p>a</p><hr><p>b</p>",
    );
    check("<hr><p>|b</p>", Op::JoinBackward, "[hr]<hr><p>b</p>");
    check(
        "<table><tr><td><p>a</p></td></tr></table><p>|b</p>",
        Op::JoinBackward,
        "[table]<table><tr><td><p>a</p></td></tr></table><p>b</p>",
    );
    check(
        "<p>a|</p><hr><p>b</p>",
        Op::JoinForward,
        "[hr]<p>a</p><hr><p>b</p>",
    );
    check(
        "<p>a|</p><table><tr><td><p>a</p></td></tr></table><p>b</p>",
        Op::JoinForward,
        "[table]<p>a</p><table><tr><td><p>a</p></td></tr></table><p>b</p>",
    );
    assert_eq!(
        after(
            "<p>a</p><hr><p>|b</p>",
            &[Op::JoinBackward, Op::JoinBackward]
        ),
        "<p>a</p><p>|b</p>"
    );
    assert_eq!(
        after("<p>a|</p><hr><p>b</p>", &[Op::JoinForward, Op::JoinForward]),
        "<p>a</p><p>|b</p>"
    );
}

#[cfg_attr(test, test)]
pub(super) fn cells_and_ends_hold() {
    refused("<p>|a</p>", Op::JoinBackward, EditRefused::NothingToDo);
    refused("<p>a|</p>", Op::JoinForward, EditRefused::NothingToDo);
    refused("<p>|</p>", Op::JoinBackward, EditRefused::NothingToDo);
    refused(
        "<table><tr><td><p>a</p></td><td><p>|b</p></td></tr></table><p></p>",
        Op::JoinBackward,
        EditRefused::NothingToDo,
    );
    refused(
        "<table><tr><td><p>a|</p></td><td><p>b</p></td></tr></table><p></p>",
        Op::JoinForward,
        EditRefused::NothingToDo,
    );
    refused(
        "<table><tr><td><p>|a</p></td></tr></table><p></p>",
        Op::JoinBackward,
        EditRefused::NothingToDo,
    );
}

#[cfg_attr(test, test)]
pub(super) fn the_longer_paragraph_keeps_its_identity() {
    let kept = |line: &str, index: usize| {
        let mut sheet = Sheet::of(1, line);
        let block = sheet.projection().roots()[index];
        sheet.act(&Op::JoinBackward).unwrap();
        sheet.projection().text_of(block)
    };
    assert_eq!(kept("<p>a</p><p>|bcd</p>", 1), "abcd");
    assert_eq!(kept("<p>abc</p><p>|d</p>", 0), "abcd");
    assert_eq!(kept("<p></p><p>|d</p>", 1), "d");
}
