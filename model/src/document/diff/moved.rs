//! Which of the removed blocks stand elsewhere now.
//!
//! A document knows no moves: words that are cut and pasted are removed here and written there. So a
//! removed block and an added one that say the same, or nearly so, are one that moved.

use super::{
    Change, Leaf,
    words::{self, Bag},
};
use crate::limits::{DIFF_PAIRS, DIFF_WORDS};
use std::collections::HashMap;

/// A shorter text stands in many places by chance.
const LEAST_CHARS: usize = 12;
/// With less in common, in percent, one was removed and another one added.
const ALIKE_PERCENT: usize = 70;

/// Names what moved, by numbers from 1.
pub fn find(changes: &mut [Change]) {
    let (mut old, mut new) = (candidates(changes, true), candidates(changes, false));
    let mut pairs = equal(changes, &mut old, &mut new);
    pairs.extend(alike(changes, &old, &new));
    pairs.sort_unstable();
    for (number, (old, new)) in (1..).zip(pairs) {
        let (Change::Removed(before), Change::Added(after)) = (&changes[old], &changes[new]) else {
            continue;
        };
        let (before, after) = (before.clone(), after.clone());
        changes[new] = Change::Moved {
            number,
            runs: words::runs(&before.spans, &after.spans),
            before: before.clone(),
            after,
        };
        changes[old] = Change::MovedAway {
            number,
            leaf: before,
        };
    }
}

fn candidates(changes: &[Change], removed: bool) -> Vec<usize> {
    let is_one = |change: &Change| {
        leaf(change, removed).is_some_and(|leaf| {
            leaf.kind.is_textblock() && leaf.text().chars().count() >= LEAST_CHARS
        })
    };
    let all = changes.iter().enumerate();
    all.filter(|(_, change)| is_one(change))
        .map(|(at, _)| at)
        .collect()
}

fn leaf(change: &Change, removed: bool) -> Option<&Leaf> {
    match (change, removed) {
        (Change::Removed(leaf), true) | (Change::Added(leaf), false) => Some(leaf),
        _ => None,
    }
}

fn text(changes: &[Change], at: usize, removed: bool) -> String {
    leaf(&changes[at], removed)
        .map(Leaf::text)
        .unwrap_or_default()
}

/// Those with the same words; each is one of one pair at most.
fn equal(changes: &[Change], old: &mut Vec<usize>, new: &mut Vec<usize>) -> Vec<(usize, usize)> {
    let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
    for at in old.iter().rev() {
        waiting
            .entry(text(changes, *at, true))
            .or_default()
            .push(*at);
    }
    let mut pairs = Vec::new();
    new.retain(|at| {
        let found = waiting.get_mut(&text(changes, *at, false));
        let found = found.and_then(Vec::pop);
        pairs.extend(found.map(|old| (old, *at)));
        found.is_none()
    });
    old.retain(|at| pairs.iter().all(|(paired, _)| paired != at));
    pairs
}

/// Those that are nearly the same, the most alike first; none where there are too many to compare.
fn alike(changes: &[Change], old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > DIFF_PAIRS {
        return Vec::new();
    }
    let bags = |list: &[usize], removed: bool| -> Vec<Bag> {
        let leaves = list.iter().filter_map(|at| leaf(&changes[*at], removed));
        leaves.map(Bag::of).collect()
    };
    let (old_bags, new_bags) = (bags(old, true), bags(new, false));
    let words: usize = old_bags.iter().map(Bag::different_words).sum();
    if words * new.len() > DIFF_WORDS {
        return Vec::new();
    }
    let mut likeness = Vec::new();
    for (a, old_bag) in old.iter().zip(&old_bags) {
        for (b, new_bag) in new.iter().zip(&new_bags) {
            let percent = old_bag.likeness_percent(new_bag);
            if percent >= ALIKE_PERCENT {
                likeness.push((percent, *a, *b));
            }
        }
    }
    likeness.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, a, b) in likeness {
        if pairs.iter().all(|pair| pair.0 != a && pair.1 != b) {
            pairs.push((a, b));
        }
    }
    pairs
}
