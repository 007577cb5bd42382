#![allow(clippy::unwrap_used)]
//! Rows: the words in braces are commented on, something happens, and the braces show the anchor.

use super::*;
use crate::{
    document::{
        edit::Op,
        notation::{Sheet, field, write, write_selected},
        position::Selection,
        schema::{BlockKind, Mark},
    },
    ids::AnchorId,
};

fn thread() -> AnchorId {
    AnchorId(uuid::Uuid::from_u128(7))
}

/// A document and an anchor on what is selected in it.
struct Case {
    sheet: Sheet,
    tracker: Tracker,
}

impl Case {
    fn on(line: &str) -> Case {
        let sheet = Sheet::of(1, line);
        let anchor = make(&sheet.draft, &field(), sheet.selection.unwrap()).unwrap();
        let mut tracker = Tracker::new();
        let news = tracker.hold(&sheet.draft, thread(), &field(), anchor, false);
        assert_eq!(news, None, "a new anchor stands where it was made");
        Case { sheet, tracker }
    }

    /// Selects the nth occurrence of a text of one block.
    fn select(&mut self, text: &str, nth: usize) {
        let places = self.sheet.projection().textblocks().flat_map(|block| {
            let words = block.text();
            let starts: Vec<usize> = words.match_indices(text).map(|(at, _)| at).collect();
            let units = move |at: usize| words[..at].encode_utf16().count() as u32;
            let found = starts
                .into_iter()
                .map(move |at| (units(at), units(at + text.len())));
            found
                .map(|(from, to)| (block.id, from, to))
                .collect::<Vec<_>>()
        });
        let place = places.collect::<Vec<_>>().get(nth).copied();
        let Some((block, from, to)) = place else {
            panic!("no {text:?} in {}", self.sheet.text());
        };
        self.sheet.selection = Some(Selection::text(
            Position::new(block, from),
            Position::new(block, to),
        ));
    }

    /// Puts the caret before (or, with `after`, behind) a text.
    fn caret(&mut self, text: &str, after: bool) {
        self.select(text, 0);
        let Some(Selection::Text { anchor, head }) = self.sheet.selection else {
            return;
        };
        self.sheet.selection = Some(Selection::at(if after { head } else { anchor }));
    }

    fn act(&mut self, op: &Op) {
        let edited = self
            .sheet
            .draft
            .edit(&field(), op, self.sheet.selection.unwrap())
            .unwrap();
        self.sheet.selection = edited.selection.or(self.sheet.selection);
        self.tracker.follow_edit(&self.sheet.draft, &edited);
    }

    fn delete(&mut self, text: &str) {
        self.select(text, 0);
        let Some(Selection::Text { anchor, head }) = self.sheet.selection else {
            return;
        };
        self.act(&Op::Delete(Range {
            from: anchor,
            to: head,
        }));
    }

    fn write(&mut self, text: &str) {
        self.act(&Op::InsertText {
            text: text.to_owned(),
            marks: None,
        });
    }

    fn undo(&mut self) {
        let edited = self.sheet.draft.undo().unwrap();
        self.tracker.follow_edit(&self.sheet.draft, &edited);
    }

    fn show(&self) -> String {
        match self.tracker.range(thread()) {
            Some(Range { from, to }) => {
                write_selected(self.sheet.projection(), Selection::text(from, to)).replace('|', "")
            }
            None => format!("detached: {}", self.sheet.text()),
        }
    }

    fn check(&self, expected: &str) {
        assert_eq!(self.show(), expected);
    }
}

#[test]
fn words_keep_their_thread_while_others_are_written_around_and_inside() {
    let mut case = Case::on("<p>one {two three}| four</p>");
    case.caret("one", false);
    case.write("zero ");
    case.check("<p>zero one {two three} four</p>");
    case.caret("three", true);
    case.write("!");
    case.check("<p>zero one {two three}! four</p>");
    case.caret("three", false);
    case.write("and ");
    case.check("<p>zero one {two and three}! four</p>");
    case.delete(" three");
    case.check("<p>zero one {two and}! four</p>");
    case.delete("two and");
    case.check("detached: <p>zero one ! four</p>");
    case.undo();
    assert_eq!(
        case.tracker.anchor(thread()).unwrap().quote.exact,
        "two and three"
    );
}

/// The line, where the caret goes, whether behind these words, what is done, and the line after.
type Row = (&'static str, &'static str, bool, Op, &'static str);

fn check_rows(rows: &[Row]) {
    for (line, caret, after, op, expected) in rows {
        let mut case = Case::on(line);
        case.caret(caret, *after);
        case.act(op);
        case.check(expected);
        case.undo();
        case.check(&line.replace('|', ""));
    }
}

#[test]
fn words_keep_their_thread_through_splits() {
    check_rows(&[
        (
            "<p>one {two three}| four</p>",
            "one ",
            true,
            Op::Split,
            "<p>one </p><p>{two three} four</p>",
        ),
        (
            "<p>one {two three}| four</p>",
            "three",
            false,
            Op::Split,
            "<p>one {two </p><p>three} four</p>",
        ),
        (
            "<p>long long long {two three}| four</p>",
            "three",
            false,
            Op::Split,
            "<p>long long long {two </p><p>three} four</p>",
        ),
        (
            "<p>one {two three}|</p>",
            "one",
            false,
            Op::Split,
            "<p></p><p>one {two three}</p>",
        ),
    ]);
}

#[test]
fn words_keep_their_thread_through_joins_and_types() {
    check_rows(&[
        (
            "<p>one {two}|</p><p>three</p>",
            "three",
            false,
            Op::JoinBackward,
            "<p>one {two}three</p>",
        ),
        (
            "<p>one</p><p>{two}| three</p>",
            "two",
            false,
            Op::JoinBackward,
            "<p>one{two} three</p>",
        ),
        (
            "<p>one {two</p><p>three}| four</p>",
            "three",
            false,
            Op::JoinBackward,
            "<p>one {twothree} four</p>",
        ),
        (
            "<p>one {two}|</p>",
            "one",
            false,
            Op::SetBlock(BlockKind::Heading { level: 2 }),
            "<h2>one {two}</h2><p></p>",
        ),
        (
            "<p>one {two}|</p>",
            "one",
            false,
            Op::SetBlock(BlockKind::CODE),
            "<pre>one {two}</pre><p></p>",
        ),
    ]);
}

#[test]
fn marks_do_not_move_an_anchor() {
    let mut case = Case::on("<p>one {two three}| four</p>");
    case.select("three four", 0);
    case.act(&Op::ToggleMark(Mark::Bold));
    case.check(
        "<p>one {two <b>three}  four</b></p>"
            .replace("}  ", "} ")
            .as_str(),
    );
}

#[test]
fn deleted_words_come_back_with_undo() {
    let mut case = Case::on("<p>a cat and a {cat}|</p>");
    case.select("cat", 1);
    let Some(Selection::Text { anchor, head }) = case.sheet.selection else {
        panic!()
    };
    case.act(&Op::Delete(Range {
        from: anchor,
        to: head,
    }));
    case.check("detached: <p>a cat and a </p>");
    case.undo();
    case.check("<p>a cat and a {cat}</p>");
}

#[test]
fn equal_words_elsewhere_are_other_words() {
    let mut case = Case::on("<p>{a cat sat}| here</p><p>a cat sat there</p>");
    case.delete("a cat sat");
    case.check("detached: <p> here</p><p>a cat sat there</p>");
    case.caret("here", true);
    case.write("!");
    case.check("detached: <p> here!</p><p>a cat sat there</p>");
}

#[test]
fn cut_and_pasted_words_take_their_thread_along() {
    let mut case = Case::on("<p>one {two}| three</p><p>four</p>");
    case.delete("two");
    case.check("detached: <p>one  three</p><p>four</p>");
    case.caret("four", true);
    case.write(" two");
    case.check("<p>one  three</p><p>four {two}</p>");
}

/// A thread belongs to its section and language: who may read and decide there, and what counts there.
#[test]
fn words_cut_into_another_section_leave_their_thread_behind_until_they_come_back() {
    let mut case = Case::on("<p>one {two words of}| three</p>");
    case.delete("two words of");
    let other = FieldName {
        language: crate::language::Language::Lv,
        ..field()
    };
    let nowhere = case.sheet.selection.unwrap();
    for op in [
        Op::Begin,
        Op::InsertText {
            text: "two words of".to_owned(),
            marks: None,
        },
    ] {
        let draft = &mut case.sheet.draft;
        let first = draft.projection(&other).textblocks().next();
        let at = first.map_or(nowhere, |block| Selection::caret(block.id, 0));
        let edited = draft.edit(&other, &op, at).unwrap();
        case.tracker.follow_edit(&case.sheet.draft, &edited);
    }
    case.check("detached: <p>one  three</p>");
    assert_eq!(case.tracker.field(thread()), Some(&field()));
    case.caret("three", true);
    case.write(" two words of");
    case.check("<p>one  three {two words of}</p>");
}

#[test]
fn words_that_were_copied_and_then_deleted_are_the_copy() {
    let mut case = Case::on("<p>one {two words of}| three</p><p>four</p>");
    case.caret("four", true);
    case.write(" two words of");
    case.check("<p>one {two words of} three</p><p>four two words of</p>");
    case.delete("two words of");
    case.check("<p>one  three</p><p>four {two words of}</p>");
}

#[test]
fn an_anchor_is_found_again_by_its_words_alone() {
    let lost = |line: &str| {
        let sheet = Sheet::of(1, line);
        let mut anchor = make(&sheet.draft, &field(), sheet.selection.unwrap()).unwrap();
        anchor.start = "{}".to_owned();
        (sheet, anchor)
    };
    let (sheet, anchor) = lost("<p>some {voluntary work}| here</p>");
    let found = resolve(&sheet.draft, &field(), &anchor).range().unwrap();
    assert_eq!(
        found,
        sheet.projection().range(found.from, found.to).unwrap()
    );
    for (text, expected) in [
        (
            "<p>new</p><p>some voluntary work here</p>",
            "<p>new</p><p>some {voluntary work} here</p>",
        ),
        (
            "<p>a voluntary wrk here</p>",
            "<p>a {voluntary wrk} here</p>",
        ),
        ("<p>voluntary work, voluntary work</p>", "detached"),
        ("<p>nothing of it</p>", "detached"),
    ] {
        let other = Sheet::of(2, text);
        let shown = match resolve(&other.draft, &field(), &anchor) {
            Resolved::At(range) => {
                write_selected(other.projection(), Selection::text(range.from, range.to))
                    .replace('|', "")
            }
            Resolved::Detached => "detached".to_owned(),
        };
        assert_eq!(shown, expected);
    }
}

#[test]
fn nothing_to_comment_on_makes_no_anchor() {
    for line in ["<p>a|b</p>", "<p>a{ }|b</p>", "<p>a{</p><p>}|b</p>"] {
        let sheet = Sheet::of(1, line);
        assert_eq!(
            make(&sheet.draft, &field(), sheet.selection.unwrap()),
            None,
            "{line}"
        );
    }
}

#[test]
fn hanging_ends_are_pulled_in() {
    for (line, expected) in [
        ("<p>a{</p><p>b}|c</p>", "<p>a</p><p>{b}c</p>"),
        ("<p>a{b</p><p>}|c</p>", "<p>a{b}</p><p>c</p>"),
        ("<p>|{a}</p>", "<p>{a}</p>"),
    ] {
        Case::on(line).check(expected);
    }
}

#[test]
fn an_anchor_is_stored_and_sent_as_it_is() {
    let sheet = Sheet::of(1, "<p>some {words}| here</p>");
    let anchor = make(&sheet.draft, &field(), sheet.selection.unwrap()).unwrap();
    let json = serde_json::to_value(&anchor).unwrap();
    assert_eq!(json["quote"]["exact"], "words");
    assert_eq!(json["quote"]["prefix"], "some ");
    assert_eq!(json["quote"]["suffix"], " here");
    let start: serde_json::Value = serde_json::from_str(json["start"].as_str().unwrap()).unwrap();
    assert!(start["item"]["client"].is_number() && start["item"]["clock"].is_number());
    assert_eq!(serde_json::from_value::<Anchor>(json).unwrap(), anchor);
    assert_eq!(write(sheet.projection()), "<p>some words here</p>");
}

/// Paragraphs with words of their own in each, and anchors on as many of them.
fn crowd(anchors: u128) -> Case {
    let words = |number: u128| format!("alpha{number} beta{number} gamma{number}");
    let line: String = (0..600)
        .map(|number| format!("<p>{}</p>", words(number)))
        .collect();
    let mut case = Case {
        sheet: Sheet::of(1, &line),
        tracker: Tracker::new(),
    };
    for number in 0..anchors {
        case.select(&words(number), 0);
        let selection = case.sheet.selection.unwrap();
        let anchor = make(&case.sheet.draft, &field(), selection).unwrap();
        let id = AnchorId(uuid::Uuid::from_u128(number));
        case.tracker
            .hold(&case.sheet.draft, id, &field(), anchor, false);
    }
    case
}

#[test]
fn a_letter_touches_the_anchors_on_its_block_however_many_there_are() {
    for anchors in [1, 100, 500] {
        let mut case = crowd(anchors);
        case.caret("beta550", true);
        case.write("!");
        let touched = case.tracker.take_touched();
        assert!(touched.is_empty(), "{anchors} elsewhere: {touched:?}");
        case.caret("beta0", true);
        case.write("!");
        let own = AnchorId(uuid::Uuid::from_u128(0));
        assert_eq!(
            case.tracker.take_touched(),
            [own].into(),
            "{anchors} anchors"
        );
        assert!(case.tracker.take_touched().is_empty(), "told once");
    }
}

#[test]
fn an_anchor_is_touched_when_its_words_go_and_when_they_come_back() {
    let mut case = Case::on("<p>one {two three}| four</p><p>five</p>");
    case.delete("two three");
    assert_eq!(case.tracker.take_touched(), [thread()].into());
    case.caret("five", true);
    case.write("!");
    assert!(case.tracker.take_touched().is_empty(), "it stands nowhere");
    case.undo();
    case.undo();
    case.check("<p>one {two three} four</p><p>five</p>");
    assert_eq!(case.tracker.take_touched(), [thread()].into());
}
