//! Lists.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn blocks_become_items() {
    check(
        "<p>a|b</p><p>c</p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a|b</p></li></ul><p>c</p>",
    );
    check(
        "<p>{a</p><p>b}|</p>",
        Op::ToggleList(BlockKind::ORDERED),
        "<ol><li><p>{a</p></li><li><p>b}|</p></li></ol><p></p>",
    );
    check(
        "<h1>a|</h1><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a|</p></li></ul><p></p>",
    );
    check(
        "<pre>a\nb|</pre><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a<br>b|</p></li></ul><p></p>",
    );
    check(
        "<quote><p>a|</p></quote><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<quote><ul><li><p>a|</p></li></ul></quote><p></p>",
    );
    check(
        "<table><tr><td><p>a|</p></td></tr></table><p></p>",
        Op::ToggleList(BlockKind::ORDERED),
        "<table><tr><td><ol><li><p>a|</p></li></ol></td></tr></table><p></p>",
    );
    check(
        "<p>{a</p><ul><li><p>b</p></li></ul><p>c}|</p><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>{a</p></li><li><p>b</p></li><li><p>c}|</p></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn neighbouring_lists_take_them_in() {
    check(
        "<ul><li><p>a</p></li></ul><p>b|</p><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a</p></li><li><p>b|</p></li></ul><p></p>",
    );
    check(
        "<p>a|</p><ul><li><p>b</p></li></ul><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a|</p></li><li><p>b</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p></li></ul><p>b|</p><ul><li><p>c</p></li></ul><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a</p></li><li><p>b|</p></li><li><p>c</p></li></ul><p></p>",
    );
    check(
        "<ol><li><p>a</p></li></ol><p>b|</p><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ol><li><p>a</p></li></ol><ul><li><p>b|</p></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn items_become_blocks_again() {
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<p>a|</p><p></p>",
    );
    check(
        "<ul><li><p>{a</p></li><li><p>b}|</p></li></ul><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<p>{a</p><p>b}|</p><p></p>",
    );
    check(
        "<ul><li><p>a</p></li><li><p>b|</p></li><li><p>c</p></li></ul><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a</p></li></ul><p>b|</p><ul><li><p>c</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>b|</p></li></ul></li></ul><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a</p></li><li><p>b|</p></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn bullets_become_numbers() {
    check(
        "<ul><li><p>a|</p></li><li><p>b</p></li></ul><p></p>",
        Op::ToggleList(BlockKind::ORDERED),
        "<ol><li><p>a|</p></li><li><p>b</p></li></ol><p></p>",
    );
    check(
        "<ol 3><li><p>a|</p></li></ol><p></p>",
        Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a|</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>b|</p></li></ul></li></ul><p></p>",
        Op::ToggleList(BlockKind::ORDERED),
        "<ul><li><p>a</p><ol><li><p>b|</p></li></ol></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn one_level_deeper() {
    check(
        "<ul><li><p>a</p></li><li><p>b|</p></li></ul><p></p>",
        Op::Indent,
        "<ul><li><p>a</p><ul><li><p>b|</p></li></ul></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>x</p></li></ul></li><li><p>b|</p></li></ul><p></p>",
        Op::Indent,
        "<ul><li><p>a</p><ul><li><p>x</p></li><li><p>b|</p></li></ul></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ol><li><p>x</p></li></ol></li><li><p>b|</p></li></ul><p></p>",
        Op::Indent,
        "<ul><li><p>a</p><ol><li><p>x</p></li></ol><ul><li><p>b|</p></li></ul></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p></li><li><p>{b</p></li><li><p>c}|</p></li><li><p>d</p></li></ul><p></p>",
        Op::Indent,
        "<ul><li><p>a</p><ul><li><p>{b</p></li><li><p>c}|</p></li></ul></li><li><p>d</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p></li><li><p>b|</p><ul><li><p>c</p></li></ul></li></ul><p></p>",
        Op::Indent,
        "<ul><li><p>a</p><ul><li><p>b|</p><ul><li><p>c</p></li></ul></li></ul></li></ul><p></p>",
    );
    refused(
        "<ul><li><p>a|</p></li></ul><p></p>",
        Op::Indent,
        EditRefused::NothingToDo,
    );
    refused("<p>a|</p>", Op::Indent, EditRefused::NotHere);
    refused("<p>a|</p>", Op::Outdent, EditRefused::NotHere);
}

#[cfg_attr(test, test)]
pub(super) fn one_level_up() {
    check(
        "<ul><li><p>a</p><ul><li><p>b|</p></li></ul></li></ul><p></p>",
        Op::Outdent,
        "<ul><li><p>a</p></li><li><p>b|</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>b|</p></li><li><p>c</p></li></ul></li></ul><p></p>",
        Op::Outdent,
        "<ul><li><p>a</p></li><li><p>b|</p><ul><li><p>c</p></li></ul></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>b</p></li><li><p>c|</p></li></ul></li><li><p>d</p></li></ul><p></p>",
        Op::Outdent,
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c|</p></li><li><p>d</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>b|</p></li></ul><p>x</p></li></ul><p></p>",
        Op::Outdent,
        "<ul><li><p>a</p></li><li><p>b|</p><p>x</p></li></ul><p></p>",
    );
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        Op::Outdent,
        "<p>a|</p><p></p>",
    );
    check(
        "<ul><li><p>a|</p><p>b</p></li></ul><p></p>",
        Op::Outdent,
        "<p>a|</p><p>b</p><p></p>",
    );
    check(
        "<ul><li><p>a</p><ol><li><p>b|</p></li></ol></li></ul><p></p>",
        Op::Outdent,
        "<ul><li><p>a</p></li><li><p>b|</p></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn tables_and_quotes_make_no_items() {
    refused(
        "<p>{a</p><hr><p>b}|</p>",
        Op::ToggleList(BlockKind::BulletList),
        EditRefused::NotHere,
    );
    refused(
        "<p>{a</p><quote><p>b</p></quote><p>c}|</p>",
        Op::ToggleList(BlockKind::BulletList),
        EditRefused::NotHere,
    );
}
