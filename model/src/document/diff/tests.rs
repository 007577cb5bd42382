#![allow(clippy::unwrap_used)]

use super::*;
use crate::document::{
    draft::Draft,
    notation::{Sheet, field, write_nodes},
    projection::{Node, Span},
    schema::BlockKind,
};
use std::collections::BTreeMap;

/// The changes in one line: `=` kept, `-` removed, `+` added, `~` altered with its words as
/// `[-removed-]`, `{+added+}` and `<~restyled~>`, `^1` moved away and `@1` moved here.
fn show(diff: &Diff) -> String {
    let text = |spans: &[Span]| crate::document::plain::of_spans(spans);
    let runs = |runs: &[Run]| {
        let runs = runs.iter().map(|run| match run {
            Run::Kept(spans) => text(spans),
            Run::Removed(spans) => format!("[-{}-]", text(spans)),
            Run::Added(spans) => format!("{{+{}+}}", text(spans)),
            Run::Restyled { after, .. } => format!("<~{}~>", text(after)),
        });
        runs.collect::<String>()
    };
    let changes = diff.changes.iter().map(|change| match change {
        Change::Kept(leaf) => format!("={}", leaf.text()),
        Change::Removed(leaf) => format!("-{}", leaf.text()),
        Change::Added(leaf) => format!("+{}", leaf.text()),
        Change::Altered { runs: words, .. } => format!("~{}", runs(words)),
        Change::MovedAway { number, .. } => format!("^{number}"),
        Change::Moved {
            number,
            runs: words,
            ..
        } => format!("@{number} {}", runs(words)),
    });
    changes.collect::<Vec<_>>().join(" ")
}

/// What `diff` makes of `before`, checked against it word by word.
fn apply(diff: &Diff, before: &[Leaf]) -> Vec<Leaf> {
    let mut old = before.iter();
    let mut after = Vec::new();
    let (mut left, mut come) = (BTreeMap::new(), BTreeMap::new());
    for change in &diff.changes {
        match change {
            Change::Kept(leaf) => {
                assert!(old.next().unwrap().says_the_same(leaf));
                after.push(leaf.clone());
            }
            Change::Removed(leaf) => assert_eq!(old.next().unwrap(), leaf),
            Change::Added(leaf) => after.push(leaf.clone()),
            Change::Altered {
                before,
                after: new,
                runs,
            } => {
                assert_eq!(old.next().unwrap(), before);
                assert_eq!(words(runs, false), before.spans);
                after.push(Leaf {
                    spans: words(runs, true),
                    ..new.clone()
                });
            }
            Change::MovedAway { number, leaf } => {
                assert_eq!(old.next().unwrap(), leaf);
                assert!(left.insert(*number, leaf).is_none(), "it moves once");
            }
            Change::Moved {
                number,
                before,
                after: new,
                runs,
            } => {
                assert_eq!(words(runs, false), before.spans);
                assert!(come.insert(*number, before).is_none(), "it comes once");
                after.push(Leaf {
                    spans: words(runs, true),
                    ..new.clone()
                });
            }
        }
    }
    assert!(old.next().is_none(), "every old leaf is accounted for");
    assert_eq!(left, come, "what moves away comes elsewhere");
    after
}

/// The text of one side of the runs.
fn words(runs: &[Run], after: bool) -> Vec<Span> {
    let mut spans = Vec::new();
    for run in runs {
        let part = match (run, after) {
            (Run::Kept(spans), _) | (Run::Removed(spans), false) | (Run::Added(spans), true) => {
                spans
            }
            (Run::Restyled { before, .. }, false) => before,
            (Run::Restyled { after, .. }, true) => after,
            _ => continue,
        };
        for span in part {
            crate::document::projection::push_span(&mut spans, span.clone());
        }
    }
    spans
}

#[test]
fn changes_are_named_by_block_and_by_word() {
    let rows = [
        ("<p>a b</p>", "<p>a b</p>", "=a b", 0),
        (
            "<p>one two three</p>",
            "<p>one 2 three</p>",
            "~one [-two-]{+2+} three",
            1,
        ),
        (
            "<p>a</p><p>b</p>",
            "<p>a</p><p>x</p><p>b</p>",
            "=a +x =b",
            1,
        ),
        (
            "<p>a</p><p>x</p><p>b</p>",
            "<p>a</p><p>b</p>",
            "=a -x =b",
            1,
        ),
        ("<p>one two</p>", "<p>one <b>two</b></p>", "~one <~two~>", 1),
        ("<p>one two</p>", "<h1>one two</h1>", "~one two", 1),
        (
            "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
            "<ul><li><p>b</p></li></ul>",
            "-a =b",
            1,
        ),
        (
            "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
            "<ul><li><p>a</p></li></ul><ul><li><p>b</p></li></ul>",
            "=a =b",
            1,
        ),
        (
            "<p>ācti, veģi</p>",
            "<p>ācti; veģi</p>",
            "~ācti[-,-]{+;+} veģi",
            1,
        ),
        ("<p>a<br>b</p>", "<p>a b</p>", "~a[-\n-]{+ +}b", 1),
        ("<hr>", "<p></p>", "- +", 1),
        ("", "<p>a</p>", "+a", 1),
    ];
    for (before, after, expected, places) in rows {
        let (before, after) = (Sheet::of(1, before), Sheet::of(2, after));
        let diff = Diff::between(before.projection(), after.projection());
        assert_eq!(show(&diff), expected);
        assert_eq!(
            changed_places(before.projection(), after.projection()),
            places,
            "{expected}"
        );
    }
}

#[test]
fn a_block_that_stays_is_recognised_however_much_it_changes() {
    let before = Sheet::of(1, "<p>{one two three}|</p><p>x</p>");
    let mut after = before.copy(2);
    let block = after.projection().roots()[0];
    after.selection = Some(crate::document::position::Selection::text(
        crate::document::position::Position::new(block, 0),
        crate::document::position::Position::new(block, 13),
    ));
    let text = "completely other".to_owned();
    after
        .act(&crate::document::edit::Op::InsertText { text, marks: None })
        .unwrap();
    let diff = Diff::between(before.projection(), after.projection());
    assert_eq!(
        show(&diff),
        "~[-one-]{+completely+} [-two three-]{+other+} =x"
    );
}

#[test]
fn a_paragraph_that_stands_elsewhere_has_moved() {
    let (a, b, c) = (
        "<p>The first paragraph of all</p>",
        "<p>In the middle of the text</p>",
        "<p>What stands at the end</p>",
    );
    let rows = [
        // As it was.
        (
            [a, b, c].concat(),
            [c, a, b].concat(),
            "@1 What stands at the end =The first paragraph of all =In the middle of the text ^1",
        ),
        // With a word more, and set in bold.
        (
            [a, b, c].concat(),
            [b, c, "<p>The <b>first</b> paragraph of them all</p>"].concat(),
            "^1 =In the middle of the text =What stands at the end \
             @1 The <~first~> paragraph of {+them +}all",
        ),
        // The same words twice: one stays and one moves.
        (
            [a, a, b].concat(),
            [a, b, a].concat(),
            "=The first paragraph of all ^1 =In the middle of the text \
             @1 The first paragraph of all",
        ),
        // Too short to be known again.
        (
            ["<p>Yes</p>", b, c].concat(),
            [b, c, "<p>Yes</p>"].concat(),
            "-Yes =In the middle of the text =What stands at the end +Yes",
        ),
    ];
    for (before, after, expected) in rows {
        let (before, after) = (Sheet::of(1, &before), Sheet::of(2, &after));
        let diff = Diff::between(before.projection(), after.projection());
        assert_eq!(show(&diff), expected);
        apply(&diff, &leaf::leaves(before.projection()));
    }
}

#[test]
fn nothing_is_shown_twice_however_paragraphs_are_moved_and_changed() {
    for seed in 1..200 {
        let mut random = Random(0x2545_f491_4f6c_dd1d_u64.wrapping_mul(seed));
        let mut texts: Vec<String> = (0..3 + random.below(12))
            .map(|at| format!("Paragraph {at} says {} of them", random.below(4)))
            .collect();
        let before = paragraphs(1, texts.clone().into_iter());
        for _ in 0..random.below(5) {
            let (from, to) = (
                random.below(texts.len() as u64),
                random.below(texts.len() as u64),
            );
            let text = texts.remove(from as usize);
            texts.insert((to as usize).min(texts.len()), text);
        }
        let at = random.below(texts.len() as u64) as usize;
        match random.below(3) {
            0 => texts[at].push_str(" and more"),
            1 => drop(texts.remove(at)),
            _ => texts.insert(at, "Something entirely new stands here".to_owned()),
        }
        let after = paragraphs(2, texts.into_iter());
        let (before, after) = (before.projection(&field()), after.projection(&field()));
        let diff = Diff::between(before, after);
        let made = write_nodes(&leaf::nodes(&apply(&diff, &leaf::leaves(before))));
        assert_eq!(made, write_nodes(&after.nodes()), "seed {seed}");
    }
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn text(&mut self) -> String {
        let words = ["a", "bb", "ccc", "dž", "e, f", "🐝"];
        let mut text = String::new();
        for _ in 0..self.below(6) {
            let word = words[self.below(6) as usize];
            match self.below(5) {
                0 => text.push_str(&format!("<b>{word}</b>")),
                1 => text.push_str(&format!("<i>{word} </i>")),
                2 => text.push_str("<br>"),
                _ => text.push_str(&format!("{word} ")),
            }
        }
        text
    }

    fn blocks(&mut self, depth: u64) -> String {
        (0..1 + self.below(4)).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: u64) -> String {
        match self.below(if depth < 3 { 9 } else { 5 }) {
            0..=2 => format!("<p>{}</p>", self.text()),
            3 => format!("<h{0}>{1}</h{0}>", 1 + self.below(3), self.text()),
            4 => "<hr>".to_owned(),
            5 => format!("<quote>{}</quote>", self.blocks(depth + 1)),
            6 => format!("<ul>{}</ul>", self.items(depth)),
            7 => format!("<ol>{}</ol>", self.items(depth)),
            _ => format!(
                "<table><tr><td>{}</td><td>{}</td></tr></table>",
                self.blocks(3),
                self.blocks(3)
            ),
        }
    }

    fn items(&mut self, depth: u64) -> String {
        let item = |random: &mut Random| {
            format!("<li><p>{}</p>{}</li>", random.text(), random.inner(depth))
        };
        (0..1 + self.below(3)).map(|_| item(self)).collect()
    }

    fn inner(&mut self, depth: u64) -> String {
        match self.below(3) {
            0 => self.block(depth + 1),
            _ => String::new(),
        }
    }
}

#[test]
fn applying_the_diff_to_the_first_version_gives_the_second() {
    for seed in 1..400 {
        let mut random = Random(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed));
        let (first, second) = (random.blocks(0), random.blocks(0));
        let (before, after) = (Sheet::of(1, &first), Sheet::of(2, &second));
        let diff = Diff::between(before.projection(), after.projection());
        let made = apply(&diff, &leaf::leaves(before.projection()));
        let made = write_nodes(&leaf::nodes(&made));
        assert_eq!(
            made,
            write_nodes(&after.projection().nodes()),
            "seed {seed}"
        );
        let equal = before.projection().nodes() == after.projection().nodes();
        assert_eq!(
            changed_places(before.projection(), after.projection()) == 0,
            equal
        );
    }
}

/// A field of these paragraphs.
fn paragraphs(client_id: u64, texts: impl Iterator<Item = String>) -> Draft {
    let mut draft = Draft::for_server(client_id);
    let nodes: Vec<_> = texts.map(|text| Node::paragraph(&text)).collect();
    draft.plant(&field(), &nodes);
    draft
}

fn leaf_of(text: String) -> Leaf {
    Leaf {
        id: None,
        around: [].into(),
        joined: 0,
        kind: BlockKind::Paragraph,
        spans: vec![Span::plain(text)],
    }
}

fn changed(old: &[Leaf], new: &[Leaf]) -> usize {
    let fingerprints = |leaves: &[Leaf]| leaves.iter().map(Leaf::fingerprint).collect::<Vec<_>>();
    align::changed_leaves(&fingerprints(old), &fingerprints(new))
}

#[test]
fn a_text_of_forty_thousand_blocks_may_be_replaced_as_a_whole() {
    const BLOCKS: usize = 40_000;
    let text = |word| move |at| leaf_of(format!("{word} {at}"));
    let old: Vec<_> = (0..BLOCKS).map(text("old")).collect();
    let new: Vec<_> = (0..BLOCKS).map(text("new")).collect();
    assert_eq!(changed(&old, &new), BLOCKS);
    let pairs = align::pairs(&old, &new);
    let expected = (0..BLOCKS).map(Pair::Old).chain((0..BLOCKS).map(Pair::New));
    assert_eq!(pairs, expected.collect::<Vec<_>>());
}

#[test]
fn forty_thousand_blocks_that_repeat_in_another_order_are_compared() {
    const BLOCKS: usize = 40_000;
    let mut random = Random(7);
    let mut few_words = || -> Vec<Leaf> {
        let word = |_| leaf_of(random.below(9).to_string());
        (0..BLOCKS).map(word).collect()
    };
    let (old, new) = (few_words(), few_words());
    let places = changed(&old, &new);
    assert!(places > 0 && places <= BLOCKS);
    let pairs = align::pairs(&old, &new).into_iter();
    let (mut olds, mut news) = (0, 0);
    for pair in pairs {
        olds += usize::from(!matches!(pair, Pair::New(_)));
        news += usize::from(!matches!(pair, Pair::Old(_)));
    }
    assert_eq!((olds, news), (BLOCKS, BLOCKS));
}

#[test]
fn blocks_with_too_many_words_to_compare_are_removed_and_added() {
    let text = |at: usize, last: &str| {
        let words: Vec<_> = (0..3_000).map(|word| format!("{at}{word}")).collect();
        format!("{} {last}", words.join(" "))
    };
    for (blocks, paired) in [(30, true), (40, false)] {
        let before = paragraphs(1, (0..blocks).map(|at| text(at, "old")));
        let after = paragraphs(2, (0..blocks).map(|at| text(at, "new")));
        let old = leaf::leaves(before.projection(&field()));
        let new = leaf::leaves(after.projection(&field()));
        let mut pairs = align::pairs(&old, &new).into_iter();
        assert_eq!(pairs.any(|pair| matches!(pair, Pair::Alike(..))), paired);
    }
}

#[test]
fn a_block_with_a_very_long_text_is_not_compared_word_by_word() {
    let long = |last: &str| std::iter::once(format!("{}{last}", "word ".repeat(11_000)));
    let (before, after) = (paragraphs(1, long("old")), paragraphs(2, long("new")));
    let (before, after) = (before.projection(&field()), after.projection(&field()));
    let runs = words::runs(
        &leaf::leaves(before)[0].spans,
        &leaf::leaves(after)[0].spans,
    );
    assert!(matches!(&runs[..], [Run::Removed(_), Run::Added(_)]));
    assert_eq!(changed_places(before, after), 1);
}

proptest::proptest! {
    /// Whatever the texts are, the count is 0 for equal ones only and within the number of blocks,
    /// in both directions.
    #[test]
    fn the_changed_places_are_as_many_as_there_can_be(
        before in proptest::collection::vec(0_u8..6, 0..60),
        after in proptest::collection::vec(0_u8..6, 0..60),
    ) {
        let text = |words: &[u8], client_id| {
            paragraphs(client_id, words.iter().map(u8::to_string).collect::<Vec<_>>().into_iter())
        };
        let (old, new) = (text(&before, 1), text(&after, 2));
        let (old, new) = (old.projection(&field()), new.projection(&field()));
        let least = before.len().abs_diff(after.len()) as u32;
        let most = (before.len() + after.len()) as u32;
        for places in [changed_places(old, new), changed_places(new, old)] {
            proptest::prop_assert_eq!(places == 0, before == after);
            proptest::prop_assert!((least..=most).contains(&places));
        }
        proptest::prop_assert_eq!(changed_places(old, old), 0);
    }
}
