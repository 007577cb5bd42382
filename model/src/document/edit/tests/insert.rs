//! Typing.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn letters_go_where_the_caret_is() {
    check("<p>|</p>", typed("x"), "<p>x|</p>");
    check("<p>|ab</p>", typed("x"), "<p>x|ab</p>");
    check("<p>a|b</p>", typed("x"), "<p>ax|b</p>");
    check("<p>ab|</p>", typed("x"), "<p>abx|</p>");
    check("<p>a</p><p>|</p>", typed("x"), "<p>a</p><p>x|</p>");
    check("<h2>a|</h2><p></p>", typed("x"), "<h2>ax|</h2><p></p>");
    check("<pre>a|</pre><p></p>", typed("x"), "<pre>ax|</pre><p></p>");
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        typed("x"),
        "<ul><li><p>ax|</p></li></ul><p></p>",
    );
    check(
        "<quote><p>|a</p></quote><p></p>",
        typed("x"),
        "<quote><p>x|a</p></quote><p></p>",
    );
    check(
        "<table><tr><td><p>|</p></td></tr></table><p></p>",
        typed("x"),
        "<table><tr><td><p>x|</p></td></tr></table><p></p>",
    );
    check("<p>a<br>|</p>", typed("x"), "<p>a<br>x|</p>");
    check("<p>a<br>|b</p>", typed("x"), "<p>a<br>x|b</p>");
    check("<p>a|<br>b</p>", typed("x"), "<p>ax|<br>b</p>");
    check("<p>|<br>b</p>", typed("x"), "<p>x|<br>b</p>");
    check("<p>𠀅|𠀊</p>", typed("x"), "<p>𠀅x|𠀊</p>");
    check("<p>a<br><br>|</p>", typed("x"), "<p>a<br><br>x|</p>");
    check("<p>a<br>|<br>b</p>", typed("x"), "<p>a<br>x|<br>b</p>");
}

#[cfg_attr(test, test)]
pub(super) fn letters_replace_what_is_selected() {
    check("<p>a{b}|c</p>", typed("x"), "<p>ax|c</p>");
    check("<p>a|{b}c</p>", typed("x"), "<p>ax|c</p>");
    check("<p>{abc}|</p>", typed("x"), "<p>x|</p>");
    check("<p>a{b</p><p>c}|d</p>", typed("x"), "<p>ax|d</p>");
    check("<p>{a</p><p>b</p><p>c}|</p>", typed("x"), "<p>x|</p>");
    check("<p>a{b</p><hr><p>c}|d</p>", typed("x"), "<p>ax|d</p>");
    check(
        "<h1>a{b</h1><p>c}|d</p>",
        typed("x"),
        "<h1>ax|d</h1><p></p>",
    );
    check("<p>a{<br>}|c</p>", typed("x"), "<p>ax|c</p>");
    check(
        "<ul><li><p>a{b</p></li><li><p>c}|d</p></li></ul><p></p>",
        typed("x"),
        "<ul><li><p>ax|d</p></li></ul><p></p>",
    );
    check(
        "<p>a{b</p><ul><li><p>c}|d</p></li><li><p>e</p></li></ul><p></p>",
        typed("x"),
        "<p>ax|d</p><ul><li><p>e</p></li></ul><p></p>",
    );
    check(
        "<quote><p>a{b</p></quote><p>c}|d</p>",
        typed("x"),
        "<quote><p>ax|d</p></quote><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn letters_take_the_marks_of_the_text_before() {
    check("<p><b>a|</b>c</p>", typed("x"), "<p><b>ax</b>|c</p>");
    check("<p><b>|a</b></p>", typed("x"), "<p><b>x|a</b></p>");
    check("<p>a|<b>b</b></p>", typed("x"), "<p>ax<b>|b</b></p>");
    check(
        "<p><b><i>a|</i></b></p>",
        typed("x"),
        "<p><b><i>ax</i></b>|</p>",
    );
    check(
        "<p><code>a|</code></p>",
        typed("x"),
        "<p><code>ax</code>|</p>",
    );
    check("<p><b>a</b><br>|</p>", typed("x"), "<p><b>a</b><br>x|</p>");
    check("<p><b>a{b}|</b>c</p>", typed("x"), "<p><b>ax</b>|c</p>");
    check("<p>a{<b>b</b>}|c</p>", typed("x"), "<p>a<b>x</b>|c</p>");
    check(
        "<p><b>a</b><i>{b}|</i></p>",
        typed("x"),
        "<p><b>a</b><i>x</i>|</p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn a_link_ends_where_its_text_ends() {
    check("<p><a u>a|</a>b</p>", typed("x"), "<p><a u>a</a>x|b</p>");
    check("<p><a u>a|b</a></p>", typed("x"), "<p><a u>ax|b</a></p>");
    check("<p><a u>|a</a></p>", typed("x"), "<p>x<a u>|a</a></p>");
    check(
        "<p><a u><b>a|</b></a>b</p>",
        typed("x"),
        "<p><a u><b>a</b></a><b>x</b>|b</p>",
    );
    check(
        "<p><a u>a|</a><a v>b</a></p>",
        typed("x"),
        "<p><a u>a</a>x<a v>|b</a></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn line_ends_become_breaks_and_stay_in_code() {
    check("<p>a|b</p>", typed("x\ny"), "<p>ax<br>y|b</p>");
    check(
        "<pre>a|b</pre><p></p>",
        typed("x\ny"),
        "<pre>ax\ny|b</pre><p></p>",
    );
    check("<p>|</p>", typed("x\ny"), "<p>x<br>y|</p>");
}

#[cfg_attr(test, test)]
pub(super) fn control_characters_are_dropped() {
    check("<p>a|</p>", typed("\u{0}b\u{7}\r\nc"), "<p>ab<br>c|</p>");
}

#[cfg_attr(test, test)]
pub(super) fn explicit_marks_win() {
    let bold = |text: &str| Op::InsertText {
        text: text.to_owned(),
        marks: Some(Marks::none().with(Mark::Bold)),
    };
    check("<p>a|c</p>", bold("b"), "<p>a<b>b</b>|c</p>");
    check(
        "<p><i>a|c</i></p>",
        bold("b"),
        "<p><i>a</i><b>b</b><i>|c</i></p>",
    );
    check("<pre>a|c</pre><p></p>", bold("b"), "<pre>ab|c</pre><p></p>");
}

#[cfg_attr(test, test)]
pub(super) fn breaks() {
    check("<p>a|b</p>", Op::InsertBreak, "<p>a<br>|b</p>");
    check("<p>|ab</p>", Op::InsertBreak, "<p><br>|ab</p>");
    check("<p>ab|</p>", Op::InsertBreak, "<p>ab<br>|</p>");
    check("<p>|</p>", Op::InsertBreak, "<p><br>|</p>");
    check("<p>a{b}|c</p>", Op::InsertBreak, "<p>a<br>|c</p>");
    check(
        "<pre>a|b</pre><p></p>",
        Op::InsertBreak,
        "<pre>a\n|b</pre><p></p>",
    );
    check(
        "<p><b>a|b</b></p>",
        Op::InsertBreak,
        "<p><b>a</b><br><b>|b</b></p>",
    );
    check("<p>a<br>|b</p>", Op::InsertBreak, "<p>a<br><br>|b</p>");
    check(
        "<ul><li><p>a|b</p></li></ul><p></p>",
        Op::InsertBreak,
        "<ul><li><p>a<br>|b</p></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn what_a_browser_typed_replaces_a_range() {
    let put = |text: &'static str| {
        move |range| Op::Replace {
            range,
            text: text.to_owned(),
        }
    };
    check_range("<p>a{b}|c</p>", put("x"), "<p>ax|c</p>");
    check_range("<p><b>a{b}|</b>c</p>", put("x"), "<p><b>ax</b>|c</p>");
    check_range("<p>a{<b>b</b>}|c</p>", put("xy"), "<p>a<b>xy</b>|c</p>");
    check_range("<p>a|c</p>", put("b"), "<p>ab|c</p>");
    check_range("<p>a{b</p><p>c}|d</p>", put("x"), "<p>ax|d</p>");
    check_range("<p>{brivs}|</p>", put("brīvs"), "<p>brīvs|</p>");
}

#[cfg_attr(test, test)]
pub(super) fn a_rule_or_cells_give_way_to_what_is_typed() {
    let mut sheet = Sheet::of(1, "<p>a|</p><hr><p>b</p>");
    sheet.act(&Op::JoinForward).unwrap();
    sheet.act(&typed("x")).unwrap();
    assert_eq!(sheet.line(), "<p>a</p><p>x|</p><p>b</p>");
}

#[cfg_attr(test, test)]
pub(super) fn the_first_paragraph_of_an_empty_field() {
    let mut sheet = Sheet::of(1, "");
    let nowhere = Sheet::of(1, "<p>|</p>").selection.unwrap();
    sheet.selection = Some(nowhere);
    sheet.act(&Op::Begin).unwrap();
    assert_eq!(sheet.line(), "<p>|</p>");
    sheet.act(&typed("a")).unwrap();
    assert_eq!(sheet.line(), "<p>a|</p>");
    assert_eq!(
        after("<p>a</p><p>b|</p>", &[Op::Begin]),
        "<p>|a</p><p>b</p>"
    );
}
