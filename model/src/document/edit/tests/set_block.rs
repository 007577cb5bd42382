//! Paragraph, heading, code.
#![allow(clippy::unwrap_used)]

use super::*;

#[cfg_attr(test, test)]
pub(super) fn a_block_becomes_another() {
    check(
        "<p>a|b</p>",
        Op::SetBlock(BlockKind::Heading { level: 2 }),
        "<h2>a|b</h2><p></p>",
    );
    check(
        "<h1>a|</h1><p></p>",
        Op::SetBlock(BlockKind::Heading { level: 3 }),
        "<h3>a|</h3><p></p>",
    );
    check(
        "<h1>a|</h1><p></p>",
        Op::SetBlock(BlockKind::Paragraph),
        "<p>a|</p><p></p>",
    );
    check(
        "<p><b>a</b><br>c|</p>",
        Op::SetBlock(BlockKind::CODE),
        "<pre>a\nc|</pre><p></p>",
    );
    check(
        "<pre>a\nb|</pre><p></p>",
        Op::SetBlock(BlockKind::Paragraph),
        "<p>a<br>b|</p><p></p>",
    );
    check(
        "<p>{a</p><p>b}|</p><p></p>",
        Op::SetBlock(BlockKind::Heading { level: 1 }),
        "<h1>{a</h1><h1>b}|</h1><p></p>",
    );
    check(
        "<p>|</p>",
        Op::SetBlock(BlockKind::Heading { level: 1 }),
        "<h1>|</h1><p></p>",
    );
    check(
        "<quote><p>a|</p></quote><p></p>",
        Op::SetBlock(BlockKind::Heading { level: 1 }),
        "<quote><h1>a|</h1></quote><p></p>",
    );
    check(
        "<table><tr><td><p>a|</p></td></tr></table><p></p>",
        Op::SetBlock(BlockKind::Heading { level: 1 }),
        "<table><tr><td><h1>a|</h1></td></tr></table><p></p>",
    );
    check("<p>a|</p>", Op::SetBlock(BlockKind::Paragraph), "<p>a|</p>");
}

#[cfg_attr(test, test)]
pub(super) fn an_item_leaves_the_list_for_it() {
    check(
        "<ul><li><p>a|</p></li></ul><p></p>",
        Op::SetBlock(BlockKind::Heading { level: 1 }),
        "<h1>a|</h1><p></p>",
    );
    check(
        "<ul><li><p>a</p><ul><li><p>b|</p></li></ul></li></ul><p></p>",
        Op::SetBlock(BlockKind::Heading { level: 1 }),
        "<ul><li><p>a</p></li></ul><h1>b|</h1><p></p>",
    );
    check(
        "<ul><li><p>{a</p></li><li><p>b}|</p></li></ul><p></p>",
        Op::SetBlock(BlockKind::Heading { level: 1 }),
        "<h1>{a</h1><h1>b}|</h1><p></p>",
    );
    check(
        "<ul><li><p>a</p><p>b|</p></li></ul><p></p>",
        Op::SetBlock(BlockKind::Heading { level: 1 }),
        "<ul><li><p>a</p><h1>b|</h1></li></ul><p></p>",
    );
}

#[cfg_attr(test, test)]
pub(super) fn only_textblocks_can_be_set() {
    refused(
        "<p>a|</p>",
        Op::SetBlock(BlockKind::Quote),
        EditRefused::NotHere,
    );
    refused(
        "<p>a|</p>",
        Op::SetBlock(BlockKind::Rule),
        EditRefused::NotHere,
    );
}
