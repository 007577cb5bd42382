//! Enter.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn a_paragraph_becomes_two() {
    check("<p>ab|cd</p>", Op::Split, "<p>ab</p><p>|cd</p>");
    check("<p>a|bcd</p>", Op::Split, "<p>a</p><p>|bcd</p>");
    check("<p>abc|d</p>", Op::Split, "<p>abc</p><p>|d</p>");
    check("<p>|ab</p>", Op::Split, "<p></p><p>|ab</p>");
    check("<p>ab|</p>", Op::Split, "<p>ab</p><p>|</p>");
    check("<p>|</p>", Op::Split, "<p></p><p>|</p>");
    check("<p>a{b}|c</p>", Op::Split, "<p>a</p><p>|c</p>");
    check("<p>a{b</p><p>c}|d</p>", Op::Split, "<p>a</p><p>|d</p>");
    check(
        "<p><b>a|b</b></p>",
        Op::Split,
        "<p><b>a</b></p><p><b>|b</b></p>",
    );
    check("<p>a<br>|b</p>", Op::Split, "<p>a<br></p><p>|b</p>");
    check("<p>a|<br>b</p>", Op::Split, "<p>a</p><p>|<br>b</p>");
    check(
        "<p><a u>a|b</a></p>",
        Op::Split,
        "<p><a u>a</a></p><p><a u>|b</a></p>",
    );
    check("<p>𠀅|𠀊</p>", Op::Split, "<p>𠀅</p><p>|𠀊</p>");
}

#[cfg_attr(test, test)]
pub(super) fn a_heading_goes_on_as_a_paragraph() {
    check("<h1>ab|</h1>", Op::Split, "<h1>ab</h1><p>|</p>");
    check(
        "<h1>a|b</h1><p></p>",
        Op::Split,
        "<h1>a</h1><h1>|b</h1><p></p>",
    );
    check(
        "<h1>|ab</h1><p></p>",
        Op::Split,
        "<p></p><h1>|ab</h1><p></p>",
    );
    check("<h1>|</h1>", Op::Split, "<h1></h1><p>|</p>");
}

#[cfg_attr(test, test)]
pub(super) fn code_takes_a_new_line_and_ends_at_the_third() {
    check(
        "<pre>a|b</pre><p></p>",
        Op::Split,
        "<pre>a\n|b</pre><p></p>",
    );
    check("<pre>|</pre><p></p>", Op::Split, "<pre>\n|</pre><p></p>");
    check(
        "<pre>a\n|</pre><p></p>",
        Op::Split,
        "<pre>a\n\n|</pre><p></p>",
    );
    check(
        "<pre>a\n\n|</pre><p></p>",
        Op::Split,
        "<pre>a</pre><p>|</p><p></p>",
    );
    check(
        "<pre>a\n\n|b</pre><p></p>",
        Op::Split,
        "<pre>a\n\n\n|b</pre><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn an_item_becomes_two() {
    check(
        "<ul><li><p>ab|cd</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>ab</p></li><li><p>|cd</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|bcd</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li><li><p>|bcd</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>|ab</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p></p></li><li><p>|ab</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>ab|</p></li><li><p>c</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>ab</p></li><li><p>|</p></li><li><p>c</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>ab|</p><ul><li><p>c</p></li></ul></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>ab</p></li><li><p>|</p><ul><li><p>c</p></li></ul></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|b</p><ul><li><p>cdefg</p></li></ul></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li><li><p>|b</p><ul><li><p>cdefg</p></li></ul></li></ul><p></p>",
    );
    check(
        "<ul><li><p>abcdefgh|i</p><ul><li><p>c</p></li></ul></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>abcdefgh</p></li><li><p>|i</p><ul><li><p>c</p></li></ul></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><p>b|c</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p><p>b</p></li><li><p>|c</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><p>|bc</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li><li><p>|bc</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><p>|</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li><li><p>|</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><h2>b|c</h2></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p><h2>b</h2></li><li><p>|c</p></li></ul><p></p>",
    );
    check(
        "<ol 4><li><p>a|b</p></li></ol><p></p>",
        Op::Split,
        "<ol 4><li><p>a</p></li><li><p>|b</p></li></ol><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn an_empty_item_leaves_the_list() {
    check(
        "<ul><li><p>a</p></li><li><p>|</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li></ul><p>|</p><p></p>",
    );
    check(
        "<ul><li><p>|</p></li></ul><p></p>",
        Op::Split,
        "<p>|</p><p></p>",
    );
    check(
        "<ul><li><p>|</p></li><li><p>a</p></li></ul><p></p>",
        Op::Split,
        "<p>|</p><ul><li><p>a</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p></li><li><p>|</p></li><li><p>b</p></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li></ul><p>|</p><ul><li><p>b</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>|</p></li></ul></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p></li><li><p>|</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>b</p></li><li><p>|</p></li></ul></li></ul><p></p>",
        Op::Split,
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>|</p></li></ul><p></p>",
    );
    check(
        "<quote><ul><li><p>a</p></li><li><p>|</p></li></ul></quote><p></p>",
        Op::Split,
        "<quote><ul><li><p>a</p></li></ul><p>|</p></quote><p></p>",
    );
    check(
        "<table><tr><td><ul><li><p>|</p></li></ul></td></tr></table><p></p>",
        Op::Split,
        "<table><tr><td><p>|</p></td></tr></table><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn an_empty_paragraph_leaves_the_quote() {
    check(
        "<quote><p>a</p><p>|</p></quote><p></p>",
        Op::Split,
        "<quote><p>a</p></quote><p>|</p><p></p>",
    );
    check(
        "<quote><p>|</p></quote><p></p>",
        Op::Split,
        "<p>|</p><p></p>",
    );
    check(
        "<quote><p>a</p><p>|</p><p>b</p></quote><p></p>",
        Op::Split,
        "<quote><p>a</p></quote><p>|</p><quote><p>b</p></quote><p></p>",
    );
    check(
        "<quote><p>a|b</p></quote><p></p>",
        Op::Split,
        "<quote><p>a</p><p>|b</p></quote><p></p>",
    );
    check(
        "<quote><p>ab|</p></quote><p></p>",
        Op::Split,
        "<quote><p>ab</p><p>|</p></quote><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn a_cell_stays() {
    check(
        "<table><tr><td><p>a|b</p></td></tr></table><p></p>",
        Op::Split,
        "<table><tr><td><p>a</p><p>|b</p></td></tr></table><p></p>",
    );
    check(
        "<table><tr><td><p>|</p></td></tr></table><p></p>",
        Op::Split,
        "<table><tr><td><p></p><p>|</p></td></tr></table><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn the_longer_side_keeps_its_identity() {
    let kept = |line: &str| {
        let mut sheet = Sheet::of(1, line);
        let block = sheet.projection().roots()[0];
        sheet.act(&Op::Split).unwrap();
        sheet.projection().text_of(block)
    };
    assert_eq!(kept("<p>a|bcdef</p>"), "bcdef");
    assert_eq!(kept("<p>abcd|ef</p>"), "abcd");
    assert_eq!(kept("<p>|abcdef</p>"), "abcdef");
    assert_eq!(kept("<p>abcdef|</p>"), "abcdef");
}
