//! One person types where another restructures at the same moment: what stands afterwards.
#![allow(clippy::unwrap_used)]

use crate::document::{
    edit::Op,
    notation::{Sheet, field, parse},
    position::{Position, Range, Selection},
    projection::Slice,
    schema::BlockKind,
};

fn typed(text: &str) -> Op {
    let text = text.to_owned();
    Op::InsertText { text, marks: None }
}

/// Carries out an operation and answers what goes out.
fn act(sheet: &mut Sheet, op: &Op) -> Vec<u8> {
    let edited = sheet.draft.edit(&field(), op, sheet.selection.unwrap());
    let edited = edited.unwrap();
    sheet.selection = edited.selection.or(sheet.selection);
    sheet.check();
    edited.update
}

/// Takes in an update as a page does; answers what it sends itself.
fn take(sheet: &mut Sheet, update: &[u8]) -> Vec<u8> {
    sheet.draft.watch(sheet.selection.map(|at| (field(), at)));
    sheet.draft.apply(update).unwrap();
    sheet.check();
    sheet.selection = sheet.draft.watched().map(|(_, selection)| *selection);
    sheet.draft.take_reunited()
}

/// The two of them on one document, each with a selection of it.
fn two(ann: &str, ben: &str) -> (Sheet, Sheet) {
    let a = Sheet::of(1, ann);
    let mut b = a.copy(2);
    b.selection = parse(ben).selection(b.projection());
    (a, b)
}

/// Ann types `XY` while Ben does something; then both learn of it, and Ann types `Z`.
#[track_caller]
fn row(ann: &str, ben: &str, op: &Op, after: &str) -> (Sheet, Sheet) {
    let (mut a, mut b) = two(ann, ben);
    let typed_by_ann = [act(&mut a, &typed("X")), act(&mut a, &typed("Y"))];
    let done_by_ben = act(&mut b, op);
    let mut to_ben = typed_by_ann.to_vec();
    to_ben.push(take(&mut a, &done_by_ben));
    to_ben.push(act(&mut a, &typed("Z")));
    for update in to_ben.iter().filter(|update| !update.is_empty()) {
        assert!(take(&mut b, update).is_empty(), "Ben has nothing to bring");
    }
    assert_eq!(a.line(), after);
    assert_eq!(b.text(), a.text());
    (a, b)
}

#[test]
fn letters_go_with_the_half_that_a_split_writes_anew() {
    row(
        "<p>abc|def</p>",
        "<p>abc|def</p>",
        &Op::Split,
        "<p>abcXYZ|</p><p>def</p>",
    );
    row(
        "<p>abcdef|</p>",
        "<p>abcd|ef</p>",
        &Op::Split,
        "<p>abcd</p><p>efXYZ|</p>",
    );
    row(
        "<p>abcde|f</p>",
        "<p>abcd|ef</p>",
        &Op::Split,
        "<p>abcd</p><p>eXYZ|f</p>",
    );
    row(
        "<p>a|bcdef</p>",
        "<p>ab|cdef</p>",
        &Op::Split,
        "<p>aXYZ|b</p><p>cdef</p>",
    );
    row(
        "<p>abcd|ef</p>",
        "<p>ab|cdef</p>",
        &Op::Split,
        "<p>ab</p><p>cdXYZ|ef</p>",
    );
    row(
        "<ul><li><p>abcdef|</p></li></ul><p></p>",
        "<ul><li><p>abcd|ef</p></li></ul><p></p>",
        &Op::Split,
        "<ul><li><p>abcd</p></li><li><p>efXYZ|</p></li></ul><p></p>",
    );
    row(
        "<p>abcdef|</p>",
        "<p>abcd|ef</p>",
        &Op::InsertBreak,
        "<p>abcd<br>efXYZ|</p>",
    );
}

#[test]
fn letters_go_with_the_block_that_is_joined() {
    row(
        "<p>abc</p><p>de|f</p>",
        "<p>abc</p><p>|def</p>",
        &Op::JoinBackward,
        "<p>abcdeXYZ|f</p>",
    );
    row(
        "<p>abc</p><p>|def</p>",
        "<p>abc</p><p>|def</p>",
        &Op::JoinBackward,
        "<p>abcXYZ|def</p>",
    );
    row(
        "<p>abc</p><p>def|</p>",
        "<p>abc|</p><p>def</p>",
        &Op::JoinForward,
        "<p>abcdefXYZ|</p>",
    );
}

#[test]
fn letters_go_with_the_block_that_becomes_another() {
    let heading = Op::SetBlock(BlockKind::Heading { level: 2 });
    row(
        "<p>abc|</p>",
        "<p>a|bc</p>",
        &heading,
        "<h2>abcXYZ|</h2><p></p>",
    );
    row(
        "<p>|</p><p>b</p>",
        "<p>|</p><p>b</p>",
        &heading,
        "<h2>XYZ|</h2><p>b</p>",
    );
    row(
        "<p>a</p><p>bcd|</p>",
        "<p>{a</p><p>bcd}|</p>",
        &Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a</p></li><li><p>bcdXYZ|</p></li></ul><p></p>",
    );
    row(
        "<p>a|b<br>c</p>",
        "<p>a|b<br>c</p>",
        &Op::SetBlock(BlockKind::CODE),
        "<pre>aXYZ|b\nc</pre><p></p>",
    );
    row(
        "<p>a <b>bold|</b></p>",
        "<p>|a <b>bold</b></p>",
        &Op::ToggleQuote,
        "<quote><p>a <b>boldXYZ</b>|</p></quote><p></p>",
    );
}

#[test]
fn among_equal_places_the_copy_of_the_same_block_is_the_one() {
    row(
        "<p>a      b</p><p>|      </p><p>c</p>",
        "<p>{a      b</p><p>      }|</p><p>c</p>",
        &Op::ToggleQuote,
        "<quote><p>a      b</p><p>XYZ|      </p></quote><p>c</p>",
    );
    row(
        "<p>same</p><p>same|</p><p>c</p>",
        "<p>{same</p><p>same}|</p><p>c</p>",
        &Op::ToggleQuote,
        "<quote><p>same</p><p>sameXYZ|</p></quote><p>c</p>",
    );
    row(
        "<p>a</p><p></p><p>|</p><p>c</p>",
        "<p>{a</p><p></p><p>}|</p><p>c</p>",
        &Op::ToggleList(BlockKind::BulletList),
        "<ul><li><p>a</p></li><li><p></p></li><li><p>XYZ|</p></li></ul><p>c</p>",
    );
}

#[test]
fn letters_outlive_the_block_that_is_deleted() {
    row(
        "<p>a</p><p>|</p><p>c</p>",
        "<p>a</p><p>|</p><p>c</p>",
        &Op::JoinBackward,
        "<p>a</p><p>XYZ|</p><p>c</p>",
    );
    row(
        "<ul><li><p>a</p></li><li><p>|</p></li><li><p>b</p></li></ul><p>c</p>",
        "<ul><li><p>a</p></li><li><p>|</p></li><li><p>b</p></li></ul><p>c</p>",
        &Op::JoinBackward,
        "<ul><li><p>a</p></li></ul><p>XYZ|</p><ul><li><p>b</p></li></ul><p>c</p>",
    );
}

#[test]
fn letters_outlive_everything_around_them() {
    let (mut a, mut b) = two(
        "<p>a</p><p>bcd|e</p><p>f</p>",
        "<p>a</p><p>bcde</p><p>f</p>",
    );
    let typed = act(&mut a, &typed("XY"));
    let ids: Vec<_> = b.projection().textblocks().map(|block| block.id).collect();
    b.selection = Some(Selection::text(
        Position::new(ids[0], 1),
        Position::new(ids[2], 0),
    ));
    let range = Range {
        from: Position::new(ids[0], 1),
        to: Position::new(ids[2], 0),
    };
    let deleted = act(&mut b, &Op::Delete(range));
    let brought = take(&mut a, &deleted);
    assert_eq!(a.line(), "<p>af</p><p>XY|</p>");
    take(&mut b, &typed);
    take(&mut b, &brought);
    assert_eq!(b.text(), a.text());
}

#[test]
fn nothing_moves_that_its_author_saw() {
    let (mut a, mut b) = two("<p>ab|</p><p>c</p>", "<p>ab</p><p>c|</p>");
    let update = act(&mut a, &typed("XY"));
    take(&mut b, &update);
    b.selection = parse("<p>a|bXY</p><p>c</p>").selection(b.projection());
    let split = act(&mut b, &Op::Split);
    assert!(take(&mut a, &split).is_empty());
    assert_eq!(a.line(), "<p>a</p><p>bXY|</p><p>c</p>");
}

#[test]
fn a_caret_goes_with_the_text_before_it() {
    for (ann, ben, op, after) in [
        (
            "<p>abcdef|</p>",
            "<p>abcd|ef</p>",
            Op::Split,
            "<p>abcd</p><p>ef|</p>",
        ),
        (
            "<p>{abcdef}|</p>",
            "<p>abcd|ef</p>",
            Op::Split,
            "<p>{abcd</p><p>ef}|</p>",
        ),
        (
            "<p>ab</p><p>cd|</p>",
            "<p>ab</p><p>|cd</p>",
            Op::JoinBackward,
            "<p>abcd|</p>",
        ),
        (
            "<p>ab|</p>",
            "<p>a|b</p>",
            Op::SetBlock(BlockKind::Heading { level: 1 }),
            "<h1>ab|</h1><p></p>",
        ),
    ] {
        let (mut a, mut b) = two(ann, ben);
        let done = act(&mut b, &op);
        assert!(take(&mut a, &done).is_empty());
        assert_eq!(a.line(), after);
    }
}

#[test]
fn undo_takes_the_letters_back_where_they_went() {
    let (mut a, mut b) = two("<p>abcdef|</p>", "<p>abcd|ef</p>");
    let update = act(&mut a, &typed("XY"));
    let split = act(&mut b, &Op::Split);
    let brought = take(&mut a, &split);
    take(&mut b, &update);
    take(&mut b, &brought);
    assert_eq!(a.text(), "<p>abcd</p><p>efXY</p>");
    let undone = a.draft.undo().unwrap();
    assert_eq!(a.text(), "<p>abcd</p><p>ef</p>");
    take(&mut b, &undone.update);
    assert_eq!(b.text(), a.text());
    a.redo().unwrap();
    assert_eq!(a.text(), "<p>abcd</p><p>efXY</p>");
}

#[test]
fn what_an_earlier_page_kept_goes_with_the_text_too() {
    let (mut a, mut b) = two("<p>abcdef|</p>", "<p>abcd|ef</p>");
    let kept = act(&mut a, &typed("XY"));
    let mut page = b.copy(3);
    page.draft.recall(&kept).unwrap();
    let split = act(&mut b, &Op::Split);
    let brought = take(&mut page, &split);
    assert_eq!(page.text(), "<p>abcd</p><p>efXY</p>");
    take(&mut b, &kept);
    take(&mut b, &brought);
    assert_eq!(b.text(), page.text());
}

#[test]
fn words_that_are_pasted_elsewhere_take_no_letters_along() {
    let (mut a, mut b) = two("<p>Hello |you</p><p>c</p>", "<p>Hello you</p><p>c|</p>");
    let update = act(&mut a, &typed("XY"));
    take(&mut b, &update);
    let nodes = parse("<p>Hello </p>").nodes;
    let slice = Slice {
        nodes,
        open_start: 1,
        open_end: 1,
    };
    let mut both = vec![act(&mut b, &Op::InsertSlice(slice))];
    b.selection = parse("<p>{Hello }|XYyou</p><p>cHello </p>").selection(b.projection());
    both.push(act(&mut b, &typed("Bye ")));
    let both = yrs::merge_updates_v1(&both).unwrap();
    assert!(take(&mut a, &both).is_empty());
    assert_eq!(a.text(), "<p>Bye XYyou</p><p>cHello </p>");
}

#[test]
fn undo_doubles_no_text_that_somebody_else_has_moved_on() {
    let (mut a, mut b) = two("<p>ab|c</p><p>d</p>", "<p>a|bc</p><p>d</p>");
    let heading = act(&mut a, &Op::SetBlock(BlockKind::Heading { level: 2 }));
    take(&mut b, &heading);
    b.selection = parse("<h2>a|bc</h2><p>d</p>").selection(b.projection());
    let quoted = act(&mut b, &Op::ToggleQuote);
    take(&mut a, &quoted);
    let before = a.text();
    if let Ok(edited) = a.draft.undo() {
        take(&mut b, &edited.update);
    }
    assert_eq!(a.text(), before);
    assert_eq!(b.text(), before);
}
