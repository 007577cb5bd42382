//! Undo and redo of one person among others.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::{document::draft::Draft, language::Language, proposal::FieldName};

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
    sheet.draft = Draft::for_browser(5, Arc::new(move || clock.load(Ordering::Relaxed)));
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

/// A person's copy of two fields, from one of which words are moved into the other.
struct Two {
    draft: Draft,
    fields: [FieldName; 2],
}

impl Two {
    fn of(lines: [&str; 2]) -> Two {
        let mut draft = Draft::for_browser(1, std::sync::Arc::new(|| 0));
        let fields = [Language::Lv, Language::Pl].map(|language| FieldName {
            language,
            ..crate::document::notation::field()
        });
        for (field, line) in fields.iter().zip(lines) {
            draft.plant(field, &parse(line).nodes);
        }
        Two { draft, fields }
    }

    fn copy(&self, client_id: u64) -> Two {
        let mut draft = Draft::for_browser(client_id, std::sync::Arc::new(|| 0));
        draft.apply(&self.draft.whole()).unwrap();
        let fields = self.fields.clone();
        Two { draft, fields }
    }

    fn texts(&self) -> [String; 2] {
        self.fields.each_ref().map(|field| {
            let shown = self.draft.projection(field);
            assert_eq!(*shown, self.draft.rebuilt(field));
            crate::document::notation::write(shown)
        })
    }

    fn place(&self, field: usize, block: usize, offset: u32) -> Position {
        let shown = self.draft.projection(&self.fields[field]);
        Position::new(shown.textblocks().nth(block).unwrap().id, offset)
    }

    fn range(&self, field: usize, from: (usize, u32), to: (usize, u32)) -> Range {
        let shown = self.draft.projection(&self.fields[field]);
        let [from, to] = [from, to].map(|(block, offset)| self.place(field, block, offset));
        shown.range(from, to).unwrap()
    }

    fn act(&mut self, field: usize, at: Selection, op: &Op) {
        self.draft.edit(&self.fields[field], op, at).unwrap();
    }

    fn types(&mut self, field: usize, offset: u32, text: &str) {
        let at = Selection::at(self.place(field, 0, offset));
        self.act(field, at, &typed(text));
    }

    /// Words of the first field go into the first paragraph of the second.
    fn moves(&mut self, range: Range, offset: u32) {
        let slice = self.draft.projection(&self.fields[0]).slice(range);
        self.draft.undo_as_one(true);
        let words = Selection::text(range.from, range.to);
        self.act(0, words, &Op::Delete(range));
        let at = Selection::at(self.place(1, 0, offset));
        self.act(1, at, &Op::InsertSlice(slice));
        self.draft.undo_as_one(false);
    }

    fn meet(&mut self, other: &mut Two) {
        let (here, there) = (self.draft.whole(), other.draft.whole());
        self.draft.apply(&there).unwrap();
        other.draft.apply(&here).unwrap();
        assert_eq!(self.texts(), other.texts());
    }
}

#[cfg_attr(test, test)]
pub(super) fn words_moved_into_another_field_go_back_in_one_step() {
    let mut a = Two::of(["<p>one two three</p>", "<p>four</p>"]);
    a.types(1, 4, "!");
    let words = a.range(0, (0, 4), (0, 8));
    a.moves(words, 0);
    let moved = ["<p>one three</p>", "<p>two four!</p>"];
    assert_eq!(a.texts(), moved);
    a.types(1, 4, "x");
    a.draft.undo().unwrap();
    for _ in 0..2 {
        let undone = a.draft.undo().unwrap();
        assert_eq!(a.texts(), ["<p>one two three</p>", "<p>four!</p>"]);
        assert_eq!(undone.field, a.fields[0]);
        assert_eq!(
            undone.selection,
            Some(Selection::text(words.from, words.to))
        );
        let redone = a.draft.redo().unwrap();
        assert_eq!(a.texts(), moved);
        assert_eq!(redone.field, a.fields[1]);
        let behind = Selection::at(a.place(1, 0, 4));
        assert_eq!(redone.selection, Some(behind));
    }
    a.draft.undo().unwrap();
    a.draft.undo().unwrap();
    assert_eq!(a.texts(), ["<p>one two three</p>", "<p>four</p>"]);
    assert!(!a.draft.can_undo());
}

#[cfg_attr(test, test)]
pub(super) fn moved_paragraphs_go_back_into_their_field() {
    let start = ["<p>one</p><h2>two</h2><p>three</p>", "<p>four</p>"];
    let mut a = Two::of(start);
    let blocks = a.range(0, (0, 2), (2, 2));
    a.moves(blocks, 1);
    let moved = a.texts();
    assert_eq!(moved, ["<p>onree</p>", "<p>fe</p><h2>two</h2><p>thour</p>"]);
    a.draft.undo().unwrap();
    assert_eq!(a.texts(), start);
    a.draft.redo().unwrap();
    assert_eq!(a.texts(), moved);
}

#[cfg_attr(test, test)]
pub(super) fn moved_words_go_back_among_what_others_wrote_since() {
    let mut a = Two::of(["<p>one two three</p>", "<p>four</p>"]);
    let mut b = a.copy(2);
    let words = a.range(0, (0, 4), (0, 8));
    a.moves(words, 0);
    a.meet(&mut b);
    b.types(0, 0, "A");
    b.types(0, 10, "B");
    b.types(1, 2, "C");
    b.types(1, 9, "D");
    a.meet(&mut b);
    assert_eq!(a.texts(), ["<p>Aone threeB</p>", "<p>twCo fourD</p>"]);
    a.draft.undo().unwrap();
    a.meet(&mut b);
    assert_eq!(a.texts(), ["<p>Aone two threeB</p>", "<p>CfourD</p>"]);
    b.types(0, 0, "E");
    b.types(1, 6, "F");
    a.meet(&mut b);
    a.draft.redo().unwrap();
    a.meet(&mut b);
    let [from, into] = a.texts();
    assert_eq!(from, "<p>EAone threeB</p>");
    assert!(
        [
            "<p>twCo fourDF</p>",
            "<p>Ctwo fourDF</p>",
            "<p>two CfourDF</p>"
        ]
        .contains(&&*into),
        "{into}"
    );
    assert!(
        b.draft.undo().is_ok(),
        "what others wrote is theirs to take back"
    );
}

#[cfg_attr(test, test)]
pub(super) fn words_stay_moved_where_they_could_not_go_back() {
    // Somebody wrote in a paragraph that came along.
    let mut a = Two::of(["<p>one</p><p>two</p><p>three</p>", "<p>four</p>"]);
    let mut b = a.copy(2);
    let blocks = a.range(0, (0, 3), (2, 0));
    a.moves(blocks, 4);
    a.meet(&mut b);
    let at = Selection::at(b.place(1, 1, 1));
    b.act(1, at, &typed("x"));
    a.meet(&mut b);
    let moved = a.texts();
    assert_eq!(a.draft.undo().unwrap_err(), EditRefused::OthersWroteHere);
    assert_eq!(a.texts(), moved);
    assert!(
        !a.draft.can_undo() && !a.draft.can_redo(),
        "it was given up"
    );
    a.meet(&mut b);

    // Somebody removed the paragraph that they came from.
    let mut a = Two::of(["<p>one two</p><p>three</p>", "<p>four</p>"]);
    let mut b = a.copy(2);
    let words = a.range(0, (0, 4), (0, 7));
    a.moves(words, 0);
    a.meet(&mut b);
    let gone = b.range(0, (0, 0), (1, 0));
    b.act(0, Selection::text(gone.from, gone.to), &Op::Delete(gone));
    a.meet(&mut b);
    let moved = a.texts();
    let turned_back = a.draft.undo().unwrap();
    assert_eq!(turned_back.refused, Some(EditRefused::OthersWroteHere));
    assert_eq!(turned_back.field, a.fields[1]);
    assert_eq!(a.texts(), moved);
    assert!(
        !a.draft.can_undo() && !a.draft.can_redo(),
        "it was given up"
    );
    a.meet(&mut b);
    assert_eq!(a.texts(), moved);
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
    let mut draft = Draft::for_browser(1, std::sync::Arc::new(|| 0));
    let fields = [Language::Lv, Language::Pl].map(|language| FieldName {
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
    assert_eq!(draft.undo().unwrap().field, fields[0]);
    assert_eq!(draft.projection(&fields[0]).chars(), 0);
    // The empty paragraphs to write in are no steps of their own.
    assert!(!draft.can_undo());
}

/// I type words, the other does something at a place of the text, and I take them back and do it again.
#[track_caller]
fn found(words: &str, op: &Op, at: (usize, u32), undone: &str, redone: &str) {
    let mut a = Sheet::of(1, "<p>base|</p><p>end</p>");
    let mut b = a.copy(2);
    a.act(&typed(words)).unwrap();
    meet(&mut a, &mut b);
    caret(&mut b, at.0, at.1);
    b.act(op).unwrap();
    meet(&mut a, &mut b);
    for _ in 0..2 {
        a.undo().unwrap();
        assert_eq!(a.line(), undone);
        meet(&mut a, &mut b);
        a.redo().unwrap();
        assert_eq!(a.line(), redone);
        meet(&mut a, &mut b);
    }
}

#[cfg_attr(test, test)]
pub(super) fn undo_and_redo_find_words_whose_block_the_other_wrote_anew() {
    found(
        " mine",
        &Op::ToggleList(BlockKind::BulletList),
        (0, 0),
        "<ul><li><p>base|</p></li></ul><p>end</p>",
        "<ul><li><p>base mine|</p></li></ul><p>end</p>",
    );
    found(
        " mine",
        &Op::SetBlock(BlockKind::Heading { level: 2 }),
        (0, 4),
        "<h2>base|</h2><p>end</p>",
        "<h2>base mine|</h2><p>end</p>",
    );
    found(
        " mine",
        &Op::Split,
        (0, 7),
        "<p>base|</p><p></p><p>end</p>",
        "<p>base mi</p><p>ne|</p><p>end</p>",
    );
    found(
        " mine",
        &Op::Split,
        (0, 2),
        "<p>ba</p><p>se|</p><p>end</p>",
        "<p>ba</p><p>se mine|</p><p>end</p>",
    );
    found(
        " mine",
        &Op::JoinBackward,
        (1, 0),
        "<p>base|end</p>",
        "<p>base mine|end</p>",
    );
}

/// A letter that takes two units, in a text of its own before a break, and behind another such one.
#[cfg_attr(test, test)]
pub(super) fn undo_takes_both_halves_of_a_letter() {
    for start in ["<p>|<br>end</p>", "<p>\u{1f600}|<br>end</p>"] {
        let mut a = Sheet::of(1, start);
        a.act(&typed("\u{1f601}")).unwrap();
        let line = a.line();
        a.undo().unwrap();
        assert_eq!(a.line(), start);
        a.redo().unwrap();
        assert_eq!(a.line(), line);
    }
    found(
        "\u{1f600}",
        &Op::SetBlock(BlockKind::Heading { level: 2 }),
        (0, 0),
        "<h2>base|</h2><p>end</p>",
        "<h2>base\u{1f600}|</h2><p>end</p>",
    );
    let mut a = Sheet::of(1, "<p>\u{1f600}|</p>");
    let mut b = a.copy(2);
    a.act(&typed("\u{1f601}")).unwrap();
    a.undo().unwrap();
    meet(&mut a, &mut b);
    caret(&mut b, 0, 0);
    b.act(&Op::ToggleQuote).unwrap();
    meet(&mut a, &mut b);
    a.redo().unwrap();
    assert_eq!(a.line(), "<quote><p>\u{1f600}\u{1f601}|</p></quote><p></p>");
    meet(&mut a, &mut b);
}

/// A break has no letters to be found by: yrs takes it back.
#[cfg_attr(test, test)]
pub(super) fn a_break_that_came_with_words_goes_with_them() {
    let slice = copied("<p>{b<br>c}|</p>");
    for op in [slice, typed("b\rc"), typed("b\nc")] {
        let mut a = Sheet::of(1, "<p>a|</p>");
        let mut b = a.copy(2);
        a.act(&op).unwrap();
        assert_eq!(a.text(), "<p>ab<br>c</p>");
        meet(&mut a, &mut b);
        a.undo().unwrap();
        assert_eq!(a.text(), "<p>a</p>");
        a.redo().unwrap();
        assert_eq!(a.text(), "<p>ab<br>c</p>");
        meet(&mut a, &mut b);
    }
}

#[cfg_attr(test, test)]
pub(super) fn redo_finds_the_place_of_words_whose_block_the_other_wrote_anew_since() {
    let split = (Op::Split, "<p>ba</p><p>se mine|</p>");
    let heading = Op::SetBlock(BlockKind::Heading { level: 2 });
    for (op, after) in [split, (heading, "<h2>base mine|</h2><p></p>")] {
        let mut a = Sheet::of(1, "<p>base|</p>");
        let mut b = a.copy(2);
        a.act(&typed(" mine")).unwrap();
        a.undo().unwrap();
        meet(&mut a, &mut b);
        caret(&mut b, 0, 2);
        b.act(&op).unwrap();
        meet(&mut a, &mut b);
        a.redo().unwrap();
        assert_eq!(a.line(), after);
        meet(&mut a, &mut b);
    }
}

#[cfg_attr(test, test)]
pub(super) fn undo_brings_removed_words_to_where_the_other_wrote_their_neighbours() {
    let mut a = Sheet::of(1, "<p>one {two }|three</p>");
    let mut b = a.copy(2);
    let block = a.projection().textblocks().next().unwrap().id;
    a.act(&Op::Delete(Range::within(block, 4, 8))).unwrap();
    meet(&mut a, &mut b);
    caret(&mut b, 0, 0);
    b.act(&Op::ToggleQuote).unwrap();
    meet(&mut a, &mut b);
    a.undo().unwrap();
    assert_eq!(a.text(), "<quote><p>one two three</p></quote><p></p>");
    meet(&mut a, &mut b);
    a.redo().unwrap();
    assert_eq!(a.text(), "<quote><p>one three</p></quote><p></p>");
    meet(&mut a, &mut b);
}

#[cfg_attr(test, test)]
pub(super) fn in_an_empty_paragraph_only_the_own_words_go() {
    let mut a = Sheet::of(1, "<p>|</p>");
    let mut b = a.copy(2);
    a.act(&typed("mine ")).unwrap();
    meet(&mut a, &mut b);
    caret(&mut b, 0, 5);
    b.act(&typed("theirs")).unwrap();
    meet(&mut a, &mut b);
    a.undo().unwrap();
    assert_eq!(a.text(), "<p>theirs</p>");
    b.undo().unwrap();
    meet(&mut a, &mut b);
    assert_eq!(a.text(), "<p></p>");
    a.redo().unwrap();
    b.redo().unwrap();
    meet(&mut a, &mut b);
    assert!(
        ["<p>mine theirs</p>", "<p>theirsmine </p>"].contains(&&*a.text()),
        "{}",
        a.text()
    );
}

/// An empty paragraph as y-prosemirror writes it, without a text: whoever types first makes one.
fn foreign_paragraph() -> Vec<u8> {
    use yrs::{Doc, ReadTxn, StateVector, Transact, XmlElementPrelim, XmlFragment};
    let doc = Doc::with_client_id(9);
    let name = crate::document::notation::field().to_string();
    let root = doc.get_or_insert_xml_fragment(name);
    root.insert(
        &mut doc.transact_mut(),
        0,
        XmlElementPrelim::empty("paragraph"),
    );
    let txn = doc.transact();
    txn.encode_state_as_update_v1(&StateVector::default())
}

#[cfg_attr(test, test)]
pub(super) fn in_a_foreign_empty_paragraph_undo_takes_only_the_own_words() {
    for knows in [true, false] {
        let (mut a, mut b) = (Sheet::of(1, ""), Sheet::of(2, ""));
        for sheet in [&mut a, &mut b] {
            sheet.draft.apply(&foreign_paragraph()).unwrap();
        }
        caret(&mut b, 0, 0);
        b.act(&typed("theirs ")).unwrap();
        meet(&mut a, &mut b);
        caret(&mut a, 0, 7);
        a.act(&typed("mine")).unwrap();
        if knows {
            meet(&mut a, &mut b);
        }
        b.undo().unwrap();
        meet(&mut a, &mut b);
        assert_eq!(a.text(), "<p>mine</p>", "{knows}");
    }
}

#[cfg_attr(test, test)]
pub(super) fn anothers_undo_takes_no_letters_that_are_typed_at_that_moment() {
    let mut a = Sheet::of(1, "<p>|</p>");
    let mut b = a.copy(2);
    b.selection = parse("<p>|</p>").selection(b.projection());
    b.act(&typed("theirs ")).unwrap();
    meet(&mut a, &mut b);
    caret(&mut a, 0, 7);
    "ABCD"
        .chars()
        .for_each(|c| a.act(&typed(&c.to_string())).unwrap());
    b.undo().unwrap();
    meet(&mut a, &mut b);
    a.selection = Some(Selection::caret(a.projection().roots()[0], 4));
    "EFGH"
        .chars()
        .for_each(|c| a.act(&typed(&c.to_string())).unwrap());
    meet(&mut a, &mut b);
    assert_eq!(a.text(), "<p>ABCDEFGH</p>");
}

/// The soak's seed 962248: one joins two paragraphs, another presses Enter behind them and writes on.
#[cfg_attr(test, test)]
pub(super) fn a_join_is_taken_back_in_front_of_what_was_written_behind_it() {
    let mut a = Sheet::of(1, "<p>one</p><h2>|two more</h2><p>end</p>");
    let mut b = a.copy(2);
    a.act(&Op::JoinBackward).unwrap();
    meet(&mut a, &mut b);
    caret(&mut b, 0, 11);
    b.act(&Op::Split).unwrap();
    b.act(&typed("three")).unwrap();
    meet(&mut a, &mut b);
    a.undo().unwrap();
    let apart = "<p>one</p><h2>two more</h2><p>three</p><p>end</p>";
    assert_eq!(a.text(), apart);
    a.redo().unwrap();
    assert_eq!(a.text(), "<p>onetwo more</p><p>three</p><p>end</p>");
    a.undo().unwrap();
    meet(&mut a, &mut b);
    assert_eq!(a.text(), apart);
}

/// The same with a block that was written anew: what came behind the copy stays behind it.
#[cfg_attr(test, test)]
pub(super) fn a_heading_is_taken_back_in_front_of_what_was_written_behind_it() {
    let mut a = Sheet::of(1, "<p>one</p><p>tw|o</p><p>end</p>");
    let mut b = a.copy(2);
    a.act(&Op::ToggleQuote).unwrap();
    meet(&mut a, &mut b);
    let quoted = b.projection().roots()[1];
    let after = b.projection().next_text(quoted).map(|block| block.id);
    b.selection = after.map(|id| Selection::caret(id, 0));
    b.act(&Op::Split).unwrap();
    caret(&mut b, 2, 0);
    b.act(&typed("three")).unwrap();
    meet(&mut a, &mut b);
    a.undo().unwrap();
    assert_eq!(a.text(), "<p>one</p><p>two</p><p>three</p><p>end</p>");
    meet(&mut a, &mut b);
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
