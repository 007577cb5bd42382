//! What exactly stands after two people changed the same structure at one moment.

use super::{Gesture, act::act, room::Room};
use crate::document::{
    edit::Op,
    notation::field,
    position::{Position, Range, Selection},
};

/// What stands when Ann and Ben do something at one moment, whoever comes first.
#[track_caller]
fn row(line: &str, ann: (Gesture, &str), ben: (Gesture, &str), after: &str) {
    for first in 0..2 {
        let mut room = Room::new(line, 2);
        act(&mut room, 0, ann.0, ann.1).unwrap();
        act(&mut room, 1, ben.0, ben.1).unwrap();
        room.send(first);
        room.settle();
        room.agree().unwrap();
        assert_eq!(room.text(), after, "{first} first");
    }
}

const ITEMS: &str = "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul><p></p>";

#[test]
fn neighbouring_items_are_nested_both() {
    let after = "<ul><li><p>a</p><ul><li><p>b</p></li><li><p>c</p></li></ul></li></ul><p></p>";
    row(ITEMS, (Gesture::Tab, "b"), (Gesture::Tab, "c"), after);
    row(ITEMS, (Gesture::Tab, "c"), (Gesture::Tab, "b"), after);
}

#[test]
fn the_same_change_by_both_happens_once() {
    row(
        "<p>a</p><p>b</p>",
        (Gesture::Backspace, "b"),
        (Gesture::Backspace, "b"),
        "<p>ab</p>",
    );
    row(
        "<p>a</p><p>b</p>",
        (Gesture::Delete, "a"),
        (Gesture::Backspace, "b"),
        "<p>ab</p>",
    );
    let nested = "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul><p></p>";
    row(ITEMS, (Gesture::Tab, "b"), (Gesture::Tab, "b"), nested);
    row(
        "<p>a</p><p>b</p>",
        (Gesture::Heading, "a"),
        (Gesture::Heading, "a"),
        "<h2>a</h2><p>b</p>",
    );
    row(
        "<p>a</p><p>b</p>",
        (Gesture::Quote, "a"),
        (Gesture::Quote, "a"),
        "<quote><p>a</p></quote><p>b</p>",
    );
    row(
        "<p>a b</p><p>c</p>",
        (Gesture::Enter, "a"),
        (Gesture::Enter, "a"),
        "<p>a</p><p> b</p><p>c</p>",
    );
}

#[test]
fn joins_one_after_the_other_keep_the_order() {
    let line = "<p>aa</p><p>bb</p><p>cc</p>";
    row(
        line,
        (Gesture::Backspace, "bb"),
        (Gesture::Backspace, "cc"),
        "<p>aabbcc</p>",
    );
}

/// Cat splits where Ann types, Ann's page brings her word after the text, and Ben makes a list of what
/// is left before he hears of it.
#[test]
fn a_word_stays_where_its_author_brought_it_when_another_moves_what_was_left() {
    for first in [0, 1] {
        let mut room = Room::new("<p>alphalpha bravo</p><p>end</p>", 3);
        act(&mut room, 0, Gesture::TypeAtEnd, "bravo").unwrap();
        room.send(0);
        act(&mut room, 2, Gesture::Enter, "alphalpha").unwrap();
        room.send(2);
        room.hear(0);
        room.hear(1);
        assert_eq!(
            room.seen(0),
            "<p>alphalpha</p><p> bravo ann001typed</p><p>end</p>"
        );
        assert_eq!(
            room.seen(1),
            "<p>alphalpha ann001typed</p><p> bravo</p><p>end</p>"
        );
        act(&mut room, 1, Gesture::List, "alphalpha").unwrap();
        room.send(first);
        room.send(1);
        room.hear(0);
        let after = "<ul><li><p>alphalpha</p></li></ul><p> bravo ann001typed</p><p>end</p>";
        assert_eq!(room.seen(0), after, "at once, {first} first");
        room.settle();
        room.agree().unwrap();
        assert_eq!(room.text(), after, "{first} first");
    }
}

#[test]
fn an_empty_block_that_both_retype_is_one() {
    let mut room = Room::new("<p>a</p><p></p><p>b</p>", 2);
    for number in 0..2 {
        let draft = &mut room.people[number].draft;
        let empty = draft.projection(&field()).roots()[1];
        let heading = Op::ToggleQuote;
        let edited = draft
            .edit(&field(), &heading, Selection::caret(empty, 0))
            .unwrap();
        room.says(number, edited.update);
    }
    room.settle();
    room.agree().unwrap();
    assert_eq!(room.text(), "<p>a</p><quote><p></p></quote><p>b</p>");
}

#[test]
fn what_was_deleted_on_purpose_stays_deleted() {
    let mut room = Room::new(
        "<ul><li><p>a</p></li><li><p>bb</p></li><li><p>c</p></li></ul><p>d</p>",
        2,
    );
    act(&mut room, 1, Gesture::Tab, "c").unwrap();
    let draft = &mut room.people[0].draft;
    let blocks: Vec<_> = draft
        .projection(&field())
        .textblocks()
        .map(|it| it.id)
        .collect();
    let all = Range {
        from: Position::new(blocks[0], 1),
        to: Position::new(blocks[1], 2),
    };
    let selected = Selection::text(all.from, all.to);
    let edited = draft.edit(&field(), &Op::Delete(all), selected).unwrap();
    room.says(0, edited.update);
    room.settle();
    room.agree().unwrap();
    assert_eq!(
        room.text(),
        "<ul><li><p>a</p></li><li><p>c</p></li></ul><p>d</p>",
        "what was moved into the deleted item comes back, the item does not"
    );
}
