#![allow(clippy::unwrap_used)]

use super::*;
use crate::{
    document::{
        anchor::{Anchor, Tracker, make},
        draft::Draft,
        notation::{Sheet, field},
        position::Selection,
        projection::{Block, Span},
    },
    ids::{AnchorId, ThreadId},
};
use std::sync::Arc;
use uuid::Uuid;

fn id(number: u128) -> ThreadId {
    ThreadId(Uuid::from_u128(number))
}

/// A block with suggestions, as one person types in it; `|` in what is shown is the caret.
struct Page {
    sheet: Sheet,
    known: Vec<Known>,
    caret: u32,
    next: u128,
}

impl Page {
    fn of(line: &str) -> Page {
        let sheet = Sheet::of(1, line);
        Page {
            sheet,
            known: Vec::new(),
            caret: 0,
            next: 1,
        }
    }

    fn block(&self) -> Block {
        let text = self.sheet.draft.projection(&field());
        text.textblocks().next().unwrap().clone()
    }

    fn runs(&self) -> Vec<ShownRun> {
        let placed = self.known.iter().map(|it| Placed {
            id: it.id,
            from: it.from,
            pieces: &it.pieces,
        });
        runs(&self.block(), &placed.collect::<Vec<_>>())
    }

    fn splice(&mut self, splice: Splice) -> Result<(), NotTyped> {
        let typing = type_into(&self.block(), &self.known, &splice, id(self.next))?;
        self.caret = typing.caret;
        for typed in typing.changed {
            if typed.id == id(self.next) {
                self.next += 1;
            }
            self.known.retain(|it| it.id != typed.id);
            if !typed.pieces.is_empty() {
                self.known.push(Known {
                    id: typed.id,
                    mine: true,
                    from: typed.from,
                    pieces: typed.pieces,
                });
            }
        }
        Ok(())
    }

    /// The letters of a word at the caret; `<` is Backspace, `>` is Delete.
    fn types(&mut self, at: Option<u32>, keys: &str) {
        self.caret = at.unwrap_or(self.caret);
        for key in keys.chars() {
            let (from, to) = match key {
                '<' => (self.caret.saturating_sub(1), self.caret),
                '>' => (self.caret, self.caret + 1),
                _ => (self.caret, self.caret),
            };
            let text = if "<>".contains(key) {
                String::new()
            } else {
                key.to_string()
            };
            self.splice(Splice {
                from,
                to,
                text,
                forward: key == '>',
            })
            .unwrap();
        }
    }

    /// `[-deleted-]` and `{+inserted+}`, with the caret.
    fn show(&self) -> String {
        let (mut out, mut at) = (String::new(), 0);
        let put = |out: &mut String, text: &str, at: u32| {
            let caret = self.caret.checked_sub(at).filter(|it| *it <= units(text));
            match caret {
                Some(caret) if !out.contains('|') => {
                    out.push_str(&shown::part(text, 0, caret));
                    out.push('|');
                    out.push_str(&shown::part(text, caret, units(text)));
                }
                _ => out.push_str(text),
            }
        };
        for run in self.runs() {
            let text = match &run.span {
                Span::Text { text, .. } => text.clone(),
                Span::Break => "\n".to_owned(),
            };
            let (open, close) = match (&run.inserted, run.deleted.is_empty()) {
                (Some(_), _) => ("{+", "+}"),
                (None, false) => ("[-", "-]"),
                (None, true) => ("", ""),
            };
            out.push_str(open);
            put(&mut out, &text, at);
            out.push_str(close);
            at += run.units();
        }
        out
    }

    fn count(&self) -> usize {
        self.known.len()
    }
}

fn check(line: &str, at: u32, keys: &str, shown: &str) -> Page {
    let mut page = Page::of(line);
    page.types(Some(at), keys);
    assert_eq!(page.show(), shown, "{line} at {at}: {keys}");
    page
}

#[test]
fn letters_in_a_row_are_one_suggestion() {
    let page = check("<p>one two</p>", 3, "xyz", "one{+xyz|+} two");
    assert_eq!(page.count(), 1);
    check("<p>one two</p>", 4, "new ", "one {+new |+}two");
    check("<p>one</p>", 0, "a ", "{+a |+}one");
    check("<p>one</p>", 1, "x", "o{+x|+}ne");
}

#[test]
fn what_is_deleted_stays_and_is_struck() {
    check("<p>one two</p>", 3, "<<", "o|[-ne-] two");
    check("<p>one two</p>", 0, ">>", "[-on|-]e two");
    let page = check("<p>one two</p>", 7, "<<<<three", "one{+three|+}[- two-]");
    assert_eq!(page.count(), 1);
}

#[test]
fn own_letters_go_without_a_trace() {
    let page = check("<p>one two</p>", 3, "xyz<<<", "one| two");
    assert_eq!(page.count(), 0, "a suggestion of nothing is none");
    check("<p>one two</p>", 3, "xy<", "one{+x|+} two");
}

#[test]
fn words_typed_over_stand_behind_those_they_replace() {
    let mut page = Page::of("<p>one two three</p>");
    let text = "zwei".to_owned();
    let splice = Splice {
        from: 4,
        to: 7,
        text,
        forward: false,
    };
    page.splice(splice).unwrap();
    assert_eq!(page.show(), "one [-two-]{+zwei|+} three");
    page.types(None, "!<<");
    assert_eq!(page.show(), "one [-two-]{+zwe|+} three");
    assert_eq!(page.count(), 1);
}

#[test]
fn another_place_is_another_suggestion() {
    let mut page = check("<p>one two three</p>", 3, "x", "one{+x|+} two three");
    page.types(Some(14), "y");
    assert_eq!(page.count(), 2);
    assert_eq!(page.show(), "one{+x+} two three{+y|+}");
}

#[test]
fn what_others_insert_is_not_taken_away() {
    let mut page = check("<p>one two</p>", 3, "xyz", "one{+xyz|+} two");
    page.known[0].mine = false;
    let whole = Splice {
        from: 0,
        to: 10,
        text: String::new(),
        forward: false,
    };
    page.splice(whole).unwrap();
    assert_eq!(page.show(), "[-|one-]{+xyz+}[- two-]");
    assert_eq!(page.count(), 2);
    page.types(Some(4), "n");
    assert_eq!(page.show(), "[-one-]{+xyz+}{+n|+}[- two-]");
}

#[test]
fn a_suggestion_covers_whole_words_and_needs_some() {
    let page = check("<p>one two three</p>", 5, "x", "one t{+x|+}wo three");
    assert_eq!((page.known[0].from, page.known[0].pieces.len()), (4, 3));
    let page = check("<p>one two</p>", 4, "x", "one {+x|+}two");
    assert_eq!(page.known[0].from, 4, "a word that becomes another");
    let mut empty = Page::of("<p></p>");
    let text = "x".to_owned();
    let typed = empty.splice(Splice {
        from: 0,
        to: 0,
        text,
        forward: false,
    });
    assert_eq!(typed, Err(NotTyped::NoWords));
    let mut page = Page::of("<p>one</p>");
    let text = "x".repeat(SUGGESTION_UNITS + 1);
    let typed = page.splice(Splice {
        from: 0,
        to: 0,
        text,
        forward: false,
    });
    assert_eq!(typed, Err(NotTyped::TooLong));
}

#[test]
fn places_lead_there_and_back() {
    let page = check("<p>one two</p>", 7, "<<<zwei", "one {+zwei|+}[-two-]");
    let runs = page.runs();
    for base in 0..=7 {
        assert_eq!(to_base(&runs, to_shown(&runs, base)), base);
    }
    assert_eq!(to_base(&runs, 6), 4, "what is inserted stands at its place");
}

#[test]
fn what_is_no_suggestion_is_not_sane() {
    let suggestion = |was: &str, pieces: &[Piece]| Suggestion {
        revision: 1,
        was: was.to_owned(),
        pieces: pieces.to_vec(),
        withdrawn: false,
    };
    let insert = |text: &str| Piece::Insert(text.to_owned());
    assert!(suggestion("one", &[Piece::Delete(3), insert("two")]).is_sane());
    let wrong: [(&str, &[Piece]); 9] = [
        ("one", &[]),
        ("one", &[Piece::Keep(3)]),
        ("one", &[Piece::Delete(2)]),
        ("one", &[Piece::Delete(4)]),
        ("one", &[Piece::Delete(3), Piece::Delete(0)]),
        ("one", &[Piece::Keep(3), insert("a\nb")]),
        ("one", &[Piece::Keep(3), insert("a"), insert("b")]),
        ("𝄞a", &[Piece::Delete(1), Piece::Keep(2)]),
        ("one", &[Piece::Delete(u32::MAX), Piece::Keep(4)]),
    ];
    for (was, pieces) in wrong {
        assert!(!suggestion(was, pieces).is_sane(), "{was}: {pieces:?}");
    }
}

/// A suggestion with its anchor, as the server keeps it.
#[derive(Clone)]
struct Kept {
    id: ThreadId,
    anchor: Anchor,
    suggestion: Suggestion,
}

fn kept(draft: &Draft, block: &Block, typed: &Typed) -> Kept {
    let range = Range::within(block.id, typed.from, typed.to);
    let anchor = make(draft, &field(), Selection::text(range.from, range.to)).unwrap();
    let suggestion = Suggestion {
        revision: 1,
        was: words(draft.projection(&field()), range),
        pieces: typed.pieces.clone(),
        withdrawn: false,
    };
    assert!(suggestion.is_sane(), "{suggestion:?}");
    Kept {
        id: typed.id,
        anchor,
        suggestion,
    }
}

/// Accepts it where its words stand; whether they do.
fn accept(draft: &mut Draft, tracker: &mut Tracker, kept: &Kept) -> bool {
    let range = tracker.range(AnchorId(kept.id.0));
    let text = draft.projection(&field());
    let Some(place) = range.and_then(|range| kept.suggestion.place(text, range)) else {
        return false;
    };
    for op in kept.suggestion.ops(place) {
        let edited = draft.edit(&field(), &op, Selection::at(place)).unwrap();
        tracker.follow_edit(draft, &edited);
    }
    true
}

fn tracker(draft: &Draft, kept: &[Kept]) -> Tracker {
    let mut tracker = Tracker::new();
    for it in kept {
        tracker.hold(draft, AnchorId(it.id.0), &field(), it.anchor.clone(), false);
    }
    tracker
}

const LINE: &str = "<p>alpha beta <b>gamma delta</b> epsilon zeta eta theta iota kappa lambda mu nu xi omikron</p>";

fn copy(sheet: &Sheet, client: u64) -> Draft {
    sheet.copy(client).draft
}

fn text_of(draft: &Draft) -> String {
    let text = draft.projection(&field());
    text.textblocks()
        .map(Block::text)
        .collect::<Vec<_>>()
        .join("\n")
}

/// One person's suggestions from random places, each typed at once.
fn suggested(sheet: &Sheet, choices: &[(u32, u32, String)]) -> (Vec<Known>, Vec<Kept>) {
    let block = sheet
        .draft
        .projection(&field())
        .textblocks()
        .next()
        .unwrap();
    let mut page = Page {
        sheet: sheet.copy(99),
        known: Vec::new(),
        caret: 0,
        next: 1,
    };
    for (from, units, text) in choices {
        let all: u32 = page.runs().iter().map(ShownRun::units).sum();
        let from = from % (all + 1);
        let to = (from + units).min(all);
        let splice = Splice {
            from,
            to,
            text: text.clone(),
            forward: false,
        };
        page.splice(splice).unwrap();
    }
    let typed = |it: &Known| Typed {
        id: it.id,
        from: it.from,
        to: it.from + it.pieces.iter().map(Piece::covers).sum::<u32>(),
        pieces: it.pieces.clone(),
    };
    let kept = page
        .known
        .iter()
        .map(|it| kept(&sheet.draft, block, &typed(it)));
    let kept = kept.collect();
    (page.known, kept)
}

/// What who suggested it sees, without what is struck.
fn seen(sheet: &Sheet, known: &[Known]) -> String {
    let block = sheet
        .draft
        .projection(&field())
        .textblocks()
        .next()
        .unwrap();
    let placed = known.iter().map(|it| Placed {
        id: it.id,
        from: it.from,
        pieces: &it.pieces,
    });
    let runs = runs(block, &placed.collect::<Vec<_>>());
    let left = runs.iter().filter(|run| run.deleted.is_empty());
    let words = left.map(|run| match &run.span {
        Span::Text { text, .. } => text.as_str(),
        Span::Break => "\n",
    });
    words.collect()
}

/// Whether no word is covered by two of them.
fn are_apart(known: &[Known]) -> bool {
    let range = |it: &Known| {
        (
            it.from,
            it.from + it.pieces.iter().map(Piece::covers).sum::<u32>(),
        )
    };
    let mut ranges: Vec<_> = known.iter().map(range).collect();
    ranges.sort_unstable();
    ranges.windows(2).all(|it| it[0].1 < it[1].0)
}

fn choices() -> impl proptest::strategy::Strategy<Value = Vec<(u32, u32, String)>> {
    proptest::collection::vec((0_u32..100, 0_u32..9, "[a-zā ]{0,5}"), 1..7)
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(400))]

    /// Also: any order of accepting independent ones gives one text, and rejecting changes nothing.
    #[test]
    fn accepting_all_equals_what_was_seen(choices in choices(), seed in 0_usize..1_000) {
        let sheet = Sheet::of(1, LINE);
        let (known, kept) = suggested(&sheet, &choices);
        proptest::prop_assume!(are_apart(&known));
        let wanted = seen(&sheet, &known);
        let before = text_of(&sheet.draft);
        let mut order: Vec<&Kept> = kept.iter().collect();
        if !order.is_empty() {
            let turn = seed % order.len();
            order.rotate_left(turn);
            if seed % 2 == 1 { order.reverse(); }
        }
        let mut draft = copy(&sheet, 2);
        let mut held = tracker(&draft, &kept);
        for it in order {
            assert!(accept(&mut draft, &mut held, it), "{it:?}", it = it.suggestion);
        }
        assert_eq!(text_of(&draft), wanted);
        assert_eq!(text_of(&sheet.draft), before, "what nobody accepted is not in the text");
    }

    /// Competing ones too: what cannot be put where it was made is refused, never put elsewhere.
    #[test]
    fn what_is_accepted_stands_and_what_is_stale_does_not(
        choices in choices(), typed in (0_u32..60, "[A-Z]{1,3}"), turn in 0_usize..8,
    ) {
        let sheet = Sheet::of(1, LINE);
        let (_, kept) = suggested(&sheet, &choices);
        let mut server = Draft::load(2, [&sheet.draft.whole()[..]]).unwrap();
        server.open(&field());
        let mut held = tracker(&server, &kept);
        // Somebody types in another copy, and takes it back half of the time.
        let mut author = Draft::for_browser(3, Arc::new(|| 0));
        author.apply(&sheet.draft.whole()).unwrap();
        let block = author.projection(&field()).textblocks().next().unwrap().id;
        let at = Selection::caret(block, typed.0);
        let op = Op::InsertText { text: typed.1.clone(), marks: None };
        let mut outbox = vec![author.edit(&field(), &op, at).unwrap().update];
        if turn % 2 == 1 {
            outbox.push(author.undo().unwrap().update);
        }
        for (index, it) in kept.iter().enumerate() {
            if index == turn % kept.len().max(1) {
                for update in outbox.drain(..) {
                    let changes = server.apply(&update).unwrap();
                    held.follow(&server, &changes, None);
                }
            }
            let before = text_of(&server);
            let adds = it.suggestion.adds();
            match accept(&mut server, &mut held, it) {
                false => assert_eq!(text_of(&server), before),
                true => assert!(text_of(&server).contains(&it.suggestion.wants()), "{adds}"),
            }
        }
        for update in outbox {
            server.apply(&update).unwrap();
        }
        author.apply(&server.whole()).unwrap();
        let whole = author.whole();
        server.apply(&whole).unwrap();
        assert_eq!(text_of(&author), text_of(&server), "copies agree");
    }
}
