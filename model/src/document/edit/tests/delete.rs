//! Removing a range.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn within_and_over_blocks() {
    let delete = Op::Delete;
    check_range("<p>a{b}|c</p>", delete, "<p>a|c</p>");
    check_range("<p>{abc}|</p>", delete, "<p>|</p>");
    check_range("<p>a{b</p><p>c}|d</p>", delete, "<p>a|d</p>");
    check_range("<p>a{b</p><p>x</p><p>c}|d</p>", delete, "<p>a|d</p>");
    check_range("<p>{ab</p><p>c}|d</p>", delete, "<p>|d</p>");
    check_range("<p>a{b</p><p>cd}|</p>", delete, "<p>a|</p>");
    check_range("<p>a{</p><p>}|b</p>", delete, "<p>a|b</p>");
    check_range("<h1>a{b</h1><p>c}|d</p>", delete, "<h1>a|d</h1><p></p>");
    check_range(
        "<p>a{b</p><h1>c}|d</h1><p></p>",
        delete,
        "<p>a|d</p><p></p>",
    );
    check_range(
        "<p>a{b</p><pre>c\n}|d</pre><p></p>",
        delete,
        "<p>a|d</p><p></p>",
    );
    check_range(
        "<pre>a{b</pre><p><b>c}|d</b></p>",
        delete,
        "<pre>a|d</pre><p></p>",
    );
    check_range("<p>a{b</p><hr><p>c}|</p>", delete, "<p>a|</p>");
    check_range(
        "<p><b>a{b</b></p><p><i>c}|d</i></p>",
        delete,
        "<p><b>a</b><i>|d</i></p>",
    );
    check_range("<p>a{<br>}|b</p>", delete, "<p>a|b</p>");
    check_range("<p>{<br>}|</p>", delete, "<p>|</p>");
    check_range("<p>a<br>{b}|</p>", delete, "<p>a<br>|</p>");
    check_range("<p>a{<br>b<br>}|c</p>", delete, "<p>a|c</p>");
}

#[cfg_attr(test, test)]
pub(super) fn over_lists() {
    let delete = Op::Delete;
    check_range(
        "<ul><li><p>a{b</p></li><li><p>c}|d</p></li></ul><p></p>",
        delete,
        "<ul><li><p>a|d</p></li></ul><p></p>",
    );
    check_range(
        "<ul><li><p>a{b</p></li><li><p>x</p></li><li><p>c}|d</p></li><li><p>e</p></li></ul><p></p>",
        delete,
        "<ul><li><p>a|d</p></li><li><p>e</p></li></ul><p></p>",
    );
    check_range(
        "<p>a{b</p><ul><li><p>c}|d</p></li></ul><p></p>",
        delete,
        "<p>a|d</p><p></p>",
    );
    check_range(
        "<ul><li><p>a{b</p></li></ul><p>c}|d</p>",
        delete,
        "<ul><li><p>a|d</p></li></ul><p></p>",
    );
    check_range(
        "<p>a{b</p><ul><li><p>c}|d</p><ul><li><p>e</p></li></ul></li></ul><p></p>",
        delete,
        "<p>a|d</p><ul><li><p>e</p></li></ul><p></p>",
    );
    check_range(
        "<p>a{b</p><ul><li><p>c}|d</p><p>e</p></li></ul><p></p>",
        delete,
        "<p>a|d</p><ul><li><p>e</p></li></ul><p></p>",
    );
    check_range(
        "<p>a{b</p><ul><li><p>c}|d</p><ol><li><p>e</p></li></ol></li></ul><p></p>",
        delete,
        "<p>a|d</p><ul><li><p></p><ol><li><p>e</p></li></ol></li></ul><p></p>",
    );
    check_range(
        "<ul><li><p>a{b</p></li><li><p>c}|d</p><ul><li><p>e</p></li></ul></li></ul><p></p>",
        delete,
        "<ul><li><p>a|d</p><ul><li><p>e</p></li></ul></li></ul><p></p>",
    );
    check_range(
        "<ul><li><p>a</p><ul><li><p>b{c</p></li></ul></li><li><p>d}|e</p></li></ul><p></p>",
        delete,
        "<ul><li><p>a</p><ul><li><p>b|e</p></li></ul></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn over_quotes_and_tables() {
    let delete = Op::Delete;
    check_range(
        "<quote><p>a{b</p></quote><quote><p>c}|d</p><p>e</p></quote><p></p>",
        delete,
        "<quote><p>a|d</p></quote><quote><p>e</p></quote><p></p>",
    );
    check_range(
        "<p>a{b</p><quote><p>c}|d</p></quote><p></p>",
        delete,
        "<p>a|d</p><p></p>",
    );
    check_range(
        "<p>a{b</p><table><tr><td><p>x</p></td></tr></table><p>c}|d</p>",
        delete,
        "<p>a|d</p>",
    );
    check_range(
        "<table><tr><td><p>a{b</p></td><td><p>c}|d</p></td></tr></table><p></p>",
        delete,
        "<table><tr><td><p>a|</p></td><td><p>d</p></td></tr></table><p></p>",
    );
    check_range(
        "<p>a{b</p><table><tr><td><p>x</p></td><td><p>c}|d</p></td></tr></table><p></p>",
        delete,
        "<p>a|</p><table><tr><td><p></p></td><td><p>d</p></td></tr></table><p></p>",
    );
    check_range(
        "<table><tr><td><p>a{b</p><p>x</p></td><td><p>y</p></td></tr></table><p>c}|d</p>",
        delete,
        "<table><tr><td><p>a|</p></td><td><p></p></td></tr></table><p>d</p>",
    );
    check_range(
        "<table><tr><td><p>a{b</p><p>c}|d</p></td></tr></table><p></p>",
        delete,
        "<table><tr><td><p>a|d</p></td></tr></table><p></p>",
    );
}
