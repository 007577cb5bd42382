//! Undo and redo of one person among others.
#![allow(clippy::unwrap_used)]

use super::*;

fn meet(a: &mut Sheet, b: &mut Sheet) {
    let (first, second) = (a.draft.whole(), b.draft.whole());
    a.draft.apply(&second).unwrap();
    b.draft.apply(&first).unwrap();
    a.check();
    b.check();
    assert_eq!(a.text(), b.text());
}

fn caret(sheet: &mut Sheet, block: usize, offset: u32) {
    let id = sheet.projection().textblocks().nth(block).unwrap().id;
    sheet.selection = Some(Selection::caret(id, offset));
}

#[cfg_attr(test, test)]
pub(super) fn letters_in_a_row_are_one_step() {
    let mut sheet = Sheet::of(1, "<p>|</p>");
    "abc"
        .chars()
        .for_each(|c| sheet.act(&typed(&c.to_string())).unwrap());
    sheet.undo().unwrap();
    assert_eq!(sheet.line(), "<p>|</p>");
    sheet.redo().unwrap();
    assert_eq!(sheet.line(), "<p>abc|</p>");
    assert_eq!(sheet.redo(), Err(EditRefused::NothingToDo));
}

#[cfg_attr(test, test)]
pub(super) fn enter_marks_and_jumps_are_boundaries() {
    let mut sheet = Sheet::of(1, "<p>|</p>");
    sheet.act(&typed("ab")).unwrap();
    sheet.act(&Op::Split).unwrap();
    sheet.act(&typed("cd")).unwrap();
    caret(&mut sheet, 0, 0);
    sheet.act(&typed("x")).unwrap();
    let mut seen = Vec::new();
    while sheet.undo().is_ok() {
        seen.push(sheet.line());
    }
    assert_eq!(
        seen,
        [
            "<p>|ab</p><p>cd</p>",
            "<p>ab</p><p>|</p>",
            "<p>ab|</p>",
            "<p>|</p>"
        ]
    );
}

#[cfg_attr(test, test)]
pub(super) fn a_pause_or_a_boundary_ends_the_step() {
    use std::sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    };
    let now = Arc::new(AtomicU64::new(0));
    let clock = now.clone();
    let mut sheet = Sheet::of(1, "<p>|</p>");
    sheet.draft = crate::document::draft::Draft::for_browser(
        5,
        Arc::new(move || clock.load(Ordering::Relaxed)),
    );
    let field = crate::document::notation::field();
    sheet.draft.plant(&field, &parse("<p></p>").nodes);
    sheet.draft.undo_boundary();
    caret(&mut sheet, 0, 0);
    sheet.act(&typed("a")).unwrap();
    now.store(500, Ordering::Relaxed);
    sheet.act(&typed("b")).unwrap();
    now.store(2_000, Ordering::Relaxed);
    sheet.act(&typed("c")).unwrap();
    sheet.draft.undo_boundary();
    sheet.act(&typed("d")).unwrap();
    let mut seen = Vec::new();
    while sheet.undo().is_ok() {
        seen.push(sheet.text());
    }
    assert_eq!(seen, ["<p>abc</p>", "<p>ab</p>", "<p></p>"]);
}

#[cfg_attr(test, test)]
pub(super) fn moved_words_go_back_in_one_step() {
    let mut sheet = Sheet::of(1, "<p>one two three|</p>");
    sheet.act(&typed("!")).unwrap();
    let block = sheet.projection().textblocks().next().unwrap().id;
    let range = Range::within(block, 4, 8);
    let slice = sheet.projection().slice(range);
    sheet.draft.undo_as_one(true);
    sheet.act(&Op::Delete(range)).unwrap();
    caret(&mut sheet, 0, 0);
    sheet.act(&Op::InsertSlice(slice)).unwrap();
    sheet.draft.undo_as_one(false);
    caret(&mut sheet, 0, 4);
    sheet.act(&typed("x")).unwrap();
    let mut seen = vec![sheet.text()];
    while sheet.undo().is_ok() {
        seen.push(sheet.text());
    }
    let texts = [
        "two xone three!",
        "two one three!",
        "one two three!",
        "one two three",
    ];
    assert_eq!(seen, texts.map(|text| format!("<p>{text}</p>")));
}

#[cfg_attr(test, test)]
pub(super) fn only_ones_own_letters_go() {
    let mut a = Sheet::of(1, "<p>x|</p>");
    let mut b = a.copy(2);
    a.act(&typed("aa")).unwrap();
    caret(&mut b, 0, 1);
    b.act(&typed("bb")).unwrap();
    meet(&mut a, &mut b);
    a.undo().unwrap();
    assert_eq!(a.text(), "<p>xbb</p>");
    b.undo().unwrap();
    meet(&mut a, &mut b);
    assert_eq!(a.text(), "<p>x</p>");
    a.redo().unwrap();
    assert_eq!(a.text(), "<p>xaa</p>");
}

#[cfg_attr(test, test)]
pub(super) fn a_block_that_holds_others_letters_stays() {
    let mut a = Sheet::of(1, "<p>x|</p>");
    let mut b = a.copy(2);
    a.act(&Op::Split).unwrap();
    meet(&mut a, &mut b);
    caret(&mut b, 1, 0);
    b.act(&typed("bb")).unwrap();
    meet(&mut a, &mut b);
    assert_eq!(a.draft.undo().unwrap_err(), EditRefused::OthersWroteHere);
    assert_eq!(a.text(), "<p>x</p><p>bb</p>");
    assert!(
        !a.draft
            .undo()
            .is_err_and(|refused| refused == EditRefused::OthersWroteHere),
        "it was given up"
    );
}

#[cfg_attr(test, test)]
pub(super) fn others_steps_are_not_in_ones_stack() {
    let mut a = Sheet::of(1, "<p>x|</p>");
    let mut b = a.copy(2);
    caret(&mut b, 0, 1);
    b.act(&typed("y")).unwrap();
    meet(&mut a, &mut b);
    assert!(!a.draft.can_undo());
    let mut c = b.copy(3);
    assert!(!c.draft.can_undo());
    assert_eq!(c.undo(), Err(EditRefused::NothingToDo));
}

#[cfg_attr(test, test)]
pub(super) fn one_history_over_all_fields() {
    use crate::{document::draft::Draft, language::Language};
    let mut draft = Draft::for_browser(1, std::sync::Arc::new(|| 0));
    let fields = [Language::Lv, Language::Pl].map(|language| crate::proposal::FieldName {
        language,
        ..crate::document::notation::field()
    });
    let mut ends = Vec::new();
    for field in &fields {
        let nowhere = Sheet::of(1, "<p>|</p>").selection.unwrap();
        let begun = draft.edit(field, &Op::Begin, nowhere).unwrap();
        draft
            .edit(field, &typed("a"), begun.selection.unwrap())
            .unwrap();
        ends.push(field.clone());
    }
    assert_eq!(draft.undo().unwrap().field, fields[1]);
    assert_eq!(draft.projection(&fields[0]).chars(), 1);
    assert_eq!(draft.projection(&fields[1]).chars(), 0);
    draft.undo().unwrap();
    assert_eq!(draft.undo().unwrap().field, fields[0]);
    assert_eq!(draft.projection(&fields[0]).chars(), 0);
}

/// What yrs would restore here stood between a letter and the end with a removed one between them,
/// and copies would not agree on its place (see `draft/neighbours.rs`).
#[cfg_attr(test, test)]
pub(super) fn what_would_stand_elsewhere_in_other_copies_is_refused() {
    let mut a = Sheet::of(1, "<p>|</p>");
    a.act(&typed("abc")).unwrap();
    a.act(&Op::JoinBackward).unwrap();
    a.act(&Op::SetBlock(BlockKind::CODE)).unwrap();
    a.undo().unwrap();
    caret(&mut a, 0, 2);
    a.act(&typed("d")).unwrap();
    a.undo().unwrap();
    let mut b = a.copy(2);
    assert_eq!(a.undo().unwrap_err(), EditRefused::OthersWroteHere);
    assert_eq!(a.text(), "<p>ab</p>");
    assert!(!a.draft.can_undo() && !a.draft.can_redo());
    caret(&mut a, 0, 2);
    a.act(&typed("e")).unwrap();
    caret(&mut b, 0, 2);
    b.act(&typed("f")).unwrap();
    meet(&mut a, &mut b);
    a.undo().unwrap();
    meet(&mut a, &mut b);
    a.redo().unwrap();
    assert!(
        ["<p>abef</p>", "<p>abfe</p>"].contains(&&*a.text()),
        "{}",
        a.text()
    );
}
