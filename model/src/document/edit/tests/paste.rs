//! Slices.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn text_flows_in() {
    check("<p>a|d</p>", copied("<p>x{bc}|y</p>"), "<p>abc|d</p>");
    check(
        "<p>a|d</p>",
        copied("<p>x{<b>b</b>}|y</p>"),
        "<p>a<b>b</b>|d</p>",
    );
    check(
        "<h1>a|</h1><p></p>",
        copied("<p>{b}|</p>"),
        "<h1>ab|</h1><p></p>",
    );
    check("<p>a|</p>", copied("<h1>{b}|</h1><p></p>"), "<p>ab|</p>");
    check(
        "<p>|</p><p></p>",
        copied("<h1>{b}|</h1><p></p>"),
        "<h1>b|</h1><p></p>",
    );
    check("<p>a{x}|d</p>", copied("<p>{bc}|</p>"), "<p>abc|d</p>");
    check(
        "<pre>a|</pre><p></p>",
        copied("<p>{<b>b</b><br>c}|</p>"),
        "<pre>ab\nc|</pre><p></p>",
    );
    check(
        "<p>a|</p>",
        copied("<pre>{b\nc}|</pre><p></p>"),
        "<p>ab<br>c|</p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn open_blocks_merge_at_both_ends() {
    check(
        "<p>a|d</p>",
        copied("<p>x{b</p><p>c}|y</p>"),
        "<p>ab</p><p>c|d</p>",
    );
    check(
        "<p>a|d</p>",
        copied("<p>{b</p><h1>m</h1><p>c}|</p>"),
        "<p>ab</p><h1>m</h1><p>c|d</p>",
    );
    check(
        "<p>a|</p>",
        copied("<p>{b</p><p>c}|</p>"),
        "<p>ab</p><p>c|</p>",
    );
    check(
        "<p>|d</p>",
        copied("<p>{b</p><p>c}|</p>"),
        "<p>b</p><p>c|d</p>",
    );
    check(
        "<p>x|</p>",
        copied("<ul><li><p>{b</p></li><li><p>c}|</p></li></ul><p></p>"),
        "<p>xb</p><ul><li><p>c|</p></li></ul><p></p>",
    );
    check(
        "<p>|</p><p></p>",
        copied("<ul><li><p>{b</p></li><li><p>c}|</p></li></ul><p></p>"),
        "<ul><li><p>b</p></li><li><p>c|</p></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn whole_blocks_stand_between() {
    check(
        "<p>|</p>",
        whole("<h1>m</h1><p>c</p>"),
        "<h1>m</h1><p>c|</p>",
    );
    check("<p>ab|</p>", whole("<p>c</p>"), "<p>ab</p><p>c|</p>");
    check("<p>|ab</p>", whole("<p>c</p>"), "<p>c|</p><p>ab</p>");
    check("<p>a|b</p>", whole("<p>c</p>"), "<p>a</p><p>c|</p><p>b</p>");
    check("<p>a|b</p>", whole("<hr>"), "<p>a</p><hr><p>|b</p>");
    check(
        "<p>a|b</p>",
        whole("<table><tr><td><p>x</p></td></tr></table>"),
        "<p>a</p><table><tr><td><p>x|</p></td></tr></table><p>b</p>",
    );
    check(
        "<quote><p>a|b</p></quote><p></p>",
        whole("<p>c</p>"),
        "<quote><p>a</p><p>c|</p><p>b</p></quote><p></p>",
    );
    check(
        "<table><tr><td><p>|</p></td></tr></table><p></p>",
        whole("<p>c</p><p>d</p>"),
        "<table><tr><td><p>c</p><p>d|</p></td></tr></table><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn lists_flow_into_lists() {
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
        "<ul><li><p>|</p></li></ul><p></p>",
        whole("<ol><li><p>b</p></li></ol>"),
        "<ul><li><p>b|</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        whole("<h1>b</h1>"),
        "<ul><li><p>a</p><h1>b|</h1></li></ul><p></p>",
    );
    check(
        "<ul><li><p>|a</p></li></ul><p></p>",
        whole("<h1>b</h1>"),
        "<ul><li><p></p><h1>b|</h1></li><li><p>a</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|</p><ul><li><p>x</p></li></ul></li></ul><p></p>",
        whole("<p>b</p>"),
        "<ul><li><p>a</p><p>b|</p><ul><li><p>x</p></li></ul></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn a_slice_is_what_was_selected() {
    let taken = |line: &str| match copied(line) {
        Op::InsertSlice(slice) => {
            format!(
                "{} {} {}",
                crate::document::notation::write_nodes(&slice.nodes),
                slice.open_start,
                slice.open_end
            )
        }
        _ => String::new(),
    };
    assert_eq!(taken("<p>a{b}|c</p>"), "<p>b</p> 1 1");
    assert_eq!(taken("<p>a{b</p><p>c}|d</p>"), "<p>b</p><p>c</p> 1 1");
    assert_eq!(taken("<quote><p>a{b}|c</p></quote><p></p>"), "<p>b</p> 1 1");
    assert_eq!(
        taken("<ul><li><p>a{b</p></li><li><p>c}|d</p></li></ul><p></p>"),
        "<ul><li><p>b</p></li><li><p>c</p></li></ul> 3 3"
    );
    assert_eq!(
        taken("<p>a{b</p><hr><p>c}|d</p>"),
        "<p>b</p><hr><p>c</p> 1 1"
    );
}

#[cfg_attr(test, test)]
pub(super) fn what_is_illegal_is_mended() {
    use crate::document::{notation::write_nodes, projection::Node};
    let item = |children| Node::blocks(BlockKind::ListItem, children);
    let mended = |nodes| write_nodes(&crate::document::mend(nodes));
    assert_eq!(mended(vec![item(vec![])]), "<ul><li><p></p></li></ul>");
    assert_eq!(
        mended(vec![item(vec![Node::rule()])]),
        "<ul><li><p></p><hr></li></ul>"
    );
    assert_eq!(mended(vec![Node::blocks(BlockKind::Quote, vec![])]), "");
    assert_eq!(
        mended(vec![Node::blocks(
            BlockKind::BulletList,
            vec![Node::paragraph("a")]
        )]),
        "<ul><li><p>a</p></li></ul>"
    );
    assert_eq!(
        mended(vec![Node::blocks(
            BlockKind::Table,
            vec![Node::paragraph("a")]
        )]),
        "<table><tr><td><p>a</p></td></tr></table>"
    );
    assert_eq!(mended(vec![Node::blocks(BlockKind::TableRow, vec![])]), "");
    let deep = (0..200).fold(Node::paragraph("a"), |inner, _| {
        Node::blocks(BlockKind::Quote, vec![inner])
    });
    assert!(mended(vec![deep]).contains("<p>a</p>"));
}
