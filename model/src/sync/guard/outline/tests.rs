//! What the outline lets in, what it refuses, and that it places items as yrs does.
#![allow(clippy::unwrap_used)]

#[path = "../../../../tests/fixtures/forge.rs"]
#[allow(dead_code)]
mod forge;

use super::*;
use crate::sync::guard::items;
use crate::{
    document::{draft::Draft, projection::Node},
    limits::{CONFLICTS_AN_UPDATE, MARKS_A_TEXT, NAME_BYTES, TREE_DEPTH},
};
use forge::{At, Forge, Id};
use std::ops::Range;

const FIELD: &str = "situation.lv";

fn field() -> FieldName {
    FIELD.parse().unwrap()
}

fn admit(outline: &mut Outline, update: &[u8]) -> Result<(), Malformed> {
    let ordered = outline.order(update)?;
    outline.admit(ordered, &[field()].into(), &[])
}

/// What an empty document says to this.
fn answer<T>(write: impl FnOnce(&mut Forge) -> T) -> Result<(), Malformed> {
    let mut forge = Forge::default();
    write(&mut forge);
    admit(&mut Outline::default(), &forge.update())
}

fn text_in(forge: &mut Forge, client: u64) -> Id {
    let paragraph = forge.element(client, At::Root(FIELD), "paragraph");
    forge.text(client, At::In(paragraph))
}

/// Quotes in quotes.
fn quotes(forge: &mut Forge, at: At<'_>, levels: usize) -> Id {
    let mut last = forge.element(1, at, "blockquote");
    for _ in 1..levels {
        last = forge.element(1, At::In(last), "blockquote");
    }
    last
}

#[test]
fn depth_counts_through_all_updates() {
    let deepest = |forge: &mut Forge| quotes(forge, At::Root(FIELD), TREE_DEPTH);
    assert_eq!(answer(deepest), Ok(()));
    let deeper = |forge: &mut Forge| quotes(forge, At::Root(FIELD), TREE_DEPTH + 1);
    assert_eq!(answer(deeper), Err(Malformed::Depth));

    let (mut outline, mut forge) = (Outline::default(), Forge::default());
    let last = quotes(&mut forge, At::Root(FIELD), TREE_DEPTH);
    admit(&mut outline, &forge.update()).unwrap();
    let mut next = Forge::after(&forge.ends());
    next.element(2, At::In(last), "blockquote");
    assert_eq!(admit(&mut outline, &next.update()), Err(Malformed::Depth));
}

#[test]
fn only_fields_of_the_proposal_hold_anything() {
    for root in ["hidden", "situation.pl", "situation", ""] {
        let write = |forge: &mut Forge| forge.element(1, At::Root(root), "paragraph");
        assert_eq!(answer(write), Err(Malformed::Root), "{root}");
    }
}

#[test]
fn each_place_holds_its_own_kind_of_content() {
    let refused: [fn(&mut Forge) -> Id; 5] = [
        |forge| forge.letters(1, At::Root(FIELD), "loose"),
        |forge| forge.value(1, At::Root(FIELD), "loose"),
        |forge| forge.binary(1, At::Root(FIELD), 4),
        |forge| {
            let text = text_in(forge, 1);
            forge.element(1, At::In(text), "image")
        },
        |forge| {
            let heading = forge.element(1, At::Root(FIELD), "heading");
            forge.letters(1, At::Key(heading, "level"), "2")
        },
    ];
    for (number, write) in refused.into_iter().enumerate() {
        assert_eq!(answer(write), Err(Malformed::Tag), "{number}");
    }
    let level = |forge: &mut Forge| {
        let heading = forge.element(1, At::Root(FIELD), "heading");
        forge.value(1, At::Key(heading, "level"), "2");
    };
    assert_eq!(answer(level), Ok(()));
}

#[test]
fn what_hangs_on_nothing_is_missing_and_neighbours_stand_in_one_list() {
    let nothing = |forge: &mut Forge| forge.element(1, At::In((7, 3)), "paragraph");
    assert_eq!(answer(nothing), Err(Malformed::Missing));
    let apart = |forge: &mut Forge| {
        let (one, other) = (text_in(forge, 1), text_in(forge, 1));
        let left = forge.letters(1, At::In(one), "a");
        let right = forge.letters(1, At::In(other), "b");
        forge.letters(2, At::Between(Some(left), Some(right)), "c");
    };
    assert_eq!(answer(apart), Err(Malformed::Update));
}

#[test]
fn names_and_marks_have_limits() {
    let marked = |count: u16, name: &'static str| {
        move |forge: &mut Forge| {
            let text = text_in(forge, 1);
            let mut last = forge.letters(1, At::In(text), "a");
            for number in 0..count {
                let name = format!("{name}{number}");
                last = forge.mark(1, At::Between(Some(last), None), &name, "{}");
            }
        }
    };
    assert_eq!(answer(marked(MARKS_A_TEXT, "m")), Ok(()));
    assert_eq!(
        answer(marked(MARKS_A_TEXT + 1, "m")),
        Err(Malformed::TooLarge)
    );
    let long = "m".repeat(NAME_BYTES).leak();
    assert_eq!(answer(marked(1, long)), Err(Malformed::TooLarge));
}

#[test]
fn what_yrs_would_compare_is_counted_before_it_does() {
    let crowd = |count: u32| {
        move |forge: &mut Forge| {
            let text = text_in(forge, 1);
            for client in 0..u64::from(count) {
                forge.letters(100 + client, At::In(text), "y");
            }
        }
    };
    // Each is compared with all before it.
    let count = (2.0 * CONFLICTS_AN_UPDATE as f64).sqrt() as u32;
    assert_eq!(answer(crowd(count / 2)), Ok(()));
    assert_eq!(answer(crowd(count * 2)), Err(Malformed::Crowded));
}

#[test]
fn items_that_lean_on_each_other_come_in_any_order() {
    // The higher client comes first in an update and leans on the lower one.
    let write = |forge: &mut Forge| {
        let text = text_in(forge, 1);
        let first = forge.letters(9, At::In(text), "a");
        let second = forge.letters(1, At::Between(Some(first), None), "b");
        forge.letters(9, At::Between(Some(second), None), "c");
    };
    assert_eq!(answer(write), Ok(()));
}

#[test]
fn the_store_is_read_in_any_order_and_without_what_is_too_deep() {
    let mut forge = Forge::default();
    let text = text_in(&mut forge, 1);
    let first = forge.update();
    let mut second = Forge::after(&forge.ends());
    second.letters(2, At::In(text), "words");
    let second = second.update();
    let mut outline = Outline::default();
    let sifted = outline.take_stored([&second[..], &first[..]]).unwrap();
    let order: Vec<_> = sifted.taken.iter().map(|(number, _)| *number).collect();
    assert_eq!((order, sifted.waiting), (vec![1, 0], Vec::<usize>::new()));
    let sifted = Outline::default();
    let mut alone = sifted;
    assert_eq!(alone.take_stored([&second[..]]).unwrap().waiting, [0]);

    let mut deep = Forge::default();
    quotes(&mut deep, At::Root(FIELD), TREE_DEPTH + 50);
    let deep = deep.update();
    let draft = Draft::load(5, [&deep[..]]).unwrap();
    let (mut levels, mut blocks) = (0, draft.projection(&field()).roots().to_vec());
    while let Some(block) = blocks.pop() {
        levels += 1;
        blocks.extend(draft.projection(&field()).children(Some(block)));
    }
    assert!(levels > 0 && levels <= TREE_DEPTH, "{levels}");
}

#[test]
fn what_is_refused_is_refused_again_after_the_outline_was_made_anew() {
    let mut draft = Draft::for_server(3);
    draft.plant(&field(), &[Node::paragraph("words")]);
    let mut outline = Outline::of(&draft.whole());
    let mut forge = Forge::default();
    quotes(&mut forge, At::Root(FIELD), TREE_DEPTH + 1);
    let update = forge.update();
    assert_eq!(admit(&mut outline, &update), Err(Malformed::Depth));
    let mut outline = Outline::of(&draft.whole());
    assert_eq!(admit(&mut outline, &update), Err(Malformed::Depth));
}

#[test]
fn deletions_of_many_pieces_have_a_price() {
    let mut forge = Forge::default();
    let text = text_in(&mut forge, 1);
    let run = "ab".repeat(40_000);
    forge.letters(1, At::In(text), &run);
    let mut outline = Outline::default();
    admit(&mut outline, &forge.update()).unwrap();
    let every_second = |count: u32| -> Vec<(ClientId, Range<u32>)> {
        (0..count).map(|at| (1, 2 + 2 * at..3 + 2 * at)).collect()
    };
    let nothing = || Outline::default().order(&[0, 0]).unwrap();
    let fields = [field()].into();
    assert_eq!(
        outline.admit(nothing(), &fields, &every_second(100)),
        Ok(())
    );
    let many = every_second(CONFLICTS_AN_UPDATE as u32);
    assert_eq!(
        outline.admit(nothing(), &fields, &many),
        Err(Malformed::Crowded)
    );
}

#[test]
fn what_deletions_split_is_counted() {
    let mut forge = Forge::default();
    let text = text_in(&mut forge, 1);
    let (client, first) = forge.letters(1, At::In(text), &"ab".repeat(100));
    let mut outline = Outline::default();
    admit(&mut outline, &forge.update()).unwrap();
    let before = outline.blocks();
    let mut holes = Forge::default();
    let at = |number: u32| first + 1 + 2 * number;
    (0..90).for_each(|number| holes.delete((client, at(number)), 1));
    let deletes: Vec<_> = (0..90)
        .map(|number| (client, at(number)..at(number) + 1))
        .collect();
    let update = holes.update();
    let ordered = outline.order(&update).unwrap();
    outline.admit(ordered, &[field()].into(), &deletes).unwrap();
    let mut draft = Draft::for_server(3);
    draft.apply(&forge.update()).unwrap();
    draft.apply(&update).unwrap();
    let held = items(&draft.whole()).unwrap().len();
    assert!(held > before + 170 && outline.blocks() >= held, "{held}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, ..Default::default() })]
    /// Whatever is typed and deleted, yrs never holds more items than are counted here.
    #[test]
    fn at_least_as_many_items_are_counted_as_yrs_holds(
        typed in proptest::collection::vec((0u32..30, 0u32..6), 1..40)
    ) {
        let mut draft = Draft::for_server(3);
        draft.plant(&field(), &[Node::paragraph("some words to begin with, long enough")]);
        let mut outline = Outline::of(&draft.whole());
        for (at, length) in typed {
            let block = draft.projection(&field()).textblocks().next().unwrap().id;
            let op = type_or_delete(block, at, length);
            let caret = crate::document::position::Selection::caret(block, at);
            if let Ok(edited) = draft.edit(&field(), &op, caret)
                && !edited.update.is_empty()
            {
                outline.trust(&edited.update).unwrap();
            }
        }
        let whole = draft.whole();
        let held = items(&whole).unwrap().len();
        proptest::prop_assert!(outline.blocks() >= held, "{} < {held}", outline.blocks());
        let fresh = Outline::of(&whole).blocks();
        proptest::prop_assert!((held..=2 * held).contains(&fresh), "{fresh} for {held}");
    }
}

fn type_or_delete(
    block: crate::document::position::BlockId,
    at: u32,
    length: u32,
) -> crate::document::edit::Op {
    use crate::document::{
        edit::Op,
        position::{self, Position},
    };
    match length % 2 {
        0 => Op::InsertText {
            text: "x".repeat(length as usize + 1),
            marks: None,
        },
        _ => Op::Delete(position::Range {
            from: Position::new(block, at),
            to: Position::new(block, at + length),
        }),
    }
}
