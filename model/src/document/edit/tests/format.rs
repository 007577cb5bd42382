//! Marks and links.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn a_mark_comes_and_goes() {
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
        "<p>{a<b>b</b>c}|</p>",
        Op::ToggleMark(Mark::Bold),
        "<p><b>{abc</b>}|</p>",
    );
    check(
        "<p><b>{abc}|</b></p>",
        Op::ToggleMark(Mark::Bold),
        "<p>{abc}|</p>",
    );
    check(
        "<p><b>a{b}|c</b></p>",
        Op::ToggleMark(Mark::Bold),
        "<p><b>a</b>{b<b>}|c</b></p>",
    );
    check(
        "<p>a{b</p><p>c}|d</p>",
        Op::ToggleMark(Mark::Bold),
        "<p>a<b>{b</b></p><p><b>c</b>}|d</p>",
    );
    check(
        "<p>{a<br>b}|</p>",
        Op::ToggleMark(Mark::Bold),
        "<p><b>{a</b><br><b>b</b>}|</p>",
    );
    check(
        "<p>{a}|</p><pre>b</pre><p></p>",
        Op::ToggleMark(Mark::Bold),
        "<p><b>{a</b>}|</p><pre>b</pre><p></p>",
    );
    check(
        "<p>{a</p><pre>b</pre><p>c}|</p>",
        Op::ToggleMark(Mark::Bold),
        "<p><b>{a</b></p><pre>b</pre><p><b>c</b>}|</p>",
    );
    check(
        "<ul><li><p>{a</p></li><li><p>b}|</p></li></ul><p></p>",
        Op::ToggleMark(Mark::Bold),
        "<ul><li><p><b>{a</b></p></li><li><p><b>b</b>}|</p></li></ul><p></p>",
    );
    check(
        "<p><a u>{a}|</a></p>",
        Op::ToggleMark(Mark::Bold),
        "<p><a u><b>{a</b></a>}|</p>",
    );
    check(
        "<p><i>{a}|</i></p>",
        Op::ToggleMark(Mark::Bold),
        "<p><b><i>{a</i></b>}|</p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn each_mark() {
    check(
        "<p>a{b}|c</p>",
        Op::ToggleMark(Mark::Bold),
        "<p>a<b>{b</b>}|c</p>",
    );
    check(
        "<p>a{b}|c</p>",
        Op::ToggleMark(Mark::Italic),
        "<p>a<i>{b</i>}|c</p>",
    );
    check(
        "<p>a{b}|c</p>",
        Op::ToggleMark(Mark::Underline),
        "<p>a<u>{b</u>}|c</p>",
    );
    check(
        "<p>a{b}|c</p>",
        Op::ToggleMark(Mark::Strike),
        "<p>a<s>{b</s>}|c</p>",
    );
    check(
        "<p>a{b}|c</p>",
        Op::ToggleMark(Mark::Code),
        "<p>a<code>{b</code>}|c</p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn code_excludes_the_others() {
    check(
        "<p><b><i>{a}|</i></b></p>",
        Op::ToggleMark(Mark::Code),
        "<p><code>{a</code>}|</p>",
    );
    check(
        "<p><a u>{a}|</a></p>",
        Op::ToggleMark(Mark::Code),
        "<p><code>{a</code>}|</p>",
    );
    check(
        "<p><code>{a}|</code></p>",
        Op::ToggleMark(Mark::Code),
        "<p>{a}|</p>",
    );
    check(
        "<p><code>{a}|</code></p>",
        Op::ToggleMark(Mark::Bold),
        "<p><b>{a</b>}|</p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn links() {
    check(
        "<p>a{b}|c</p>",
        Op::SetLink(Some(Link::to("u"))),
        "<p>a<a u>{b</a>}|c</p>",
    );
    check(
        "<p><a v>{b}|</a></p>",
        Op::SetLink(Some(Link::to("u"))),
        "<p><a u>{b</a>}|</p>",
    );
    check(
        "<p><b>{a}|</b></p>",
        Op::SetLink(Some(Link::to("u"))),
        "<p><a u><b>{a</b></a>}|</p>",
    );
    check(
        "<p>x<a v>a|b</a>c</p>",
        Op::SetLink(Some(Link::to("u"))),
        "<p>x<a u>a|b</a>c</p>",
    );
    check(
        "<p><a v>ab|</a>c</p>",
        Op::SetLink(Some(Link::to("u"))),
        "<p><a u>ab</a>|c</p>",
    );
    check(
        "<p><code>{a}|</code></p>",
        Op::SetLink(Some(Link::to("u"))),
        "<p><a u>{a</a>}|</p>",
    );
    check("<p><a v>{b}|</a></p>", Op::SetLink(None), "<p>{b}|</p>");
    check("<p><a v>a|b</a></p>", Op::SetLink(None), "<p>a|b</p>");
    check(
        "<p><a v>a<b>b|</b></a><a w>c</a></p>",
        Op::SetLink(None),
        "<p>a<b>b</b><a w>|c</a></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn marks_are_cleared() {
    check("<p><b><i>{a}|</i></b></p>", Op::ClearMarks, "<p>{a}|</p>");
    check(
        "<p><a u>{a</a><code>b}|</code></p>",
        Op::ClearMarks,
        "<p>{ab}|</p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn nothing_to_mark() {
    refused(
        "<p>a|b</p>",
        Op::ToggleMark(Mark::Bold),
        EditRefused::NothingToDo,
    );
    refused(
        "<pre>{a}|</pre><p></p>",
        Op::ToggleMark(Mark::Bold),
        EditRefused::NothingToDo,
    );
    refused("<p>a|b</p>", Op::SetLink(None), EditRefused::NotHere);
}
