//! Which leaf of one version is which leaf of the other.
//!
//! Time and memory are bounded whatever the texts are: a stretch with too many pairs or words is not
//! compared, all its old leaves are removed and all its new ones added.

use super::{Leaf, words};
use crate::limits::{DIFF_PAIRS, DIFF_WORDS};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// Two leaves that belong together, or one that has no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    Equal(usize, usize),
    Alike(usize, usize),
    Old(usize),
    New(usize),
}

/// Two leaves with less in common, in percent, are not one that was altered.
const ALIKE_PERCENT: usize = 40;

/// How many of the leaves with these fingerprints differ, without looking which old one became which
/// new one.
pub fn changed_leaves(old: &[u64], new: &[u64]) -> usize {
    let changed = |op: DiffOp| match op {
        DiffOp::Equal { .. } => 0,
        op => op.old_range().len().max(op.new_range().len()),
    };
    let ops = capture_diff_slices(Algorithm::Patience, old, new);
    ops.into_iter().map(changed).sum()
}

/// All leaves of both versions, each once, in document order.
pub fn pairs(before: &[Leaf], after: &[Leaf]) -> Vec<Pair> {
    let (old, new) = labels(before, after);
    let mut pairs = Vec::with_capacity(before.len().max(after.len()));
    let mut words_left = DIFF_WORDS;
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        match op {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => {
                pairs.extend((0..len).map(|at| Pair::Equal(old_index + at, new_index + at)));
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                pairs.extend((old_index..old_index + old_len).map(Pair::Old));
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                pairs.extend((new_index..new_index + new_len).map(Pair::New));
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                let stretch = Stretch {
                    old: (old_index, &before[old_index..old_index + old_len]),
                    new: (new_index, &after[new_index..new_index + new_len]),
                };
                pairs.extend(stretch.pairs(&mut words_left));
            }
        }
    }
    pairs
}

/// A number for each leaf; equal numbers where leaves say the same.
fn labels(before: &[Leaf], after: &[Leaf]) -> (Vec<usize>, Vec<usize>) {
    let mut known: HashMap<u64, Vec<(&Leaf, usize)>> = HashMap::new();
    let mut count = 0;
    let mut label = |leaf| {
        let alike = known.entry(Leaf::fingerprint(leaf)).or_default();
        let same = alike.iter().find(|(known, _)| known.says_the_same(leaf));
        if let Some((_, label)) = same {
            return *label;
        }
        count += 1;
        alike.push((leaf, count));
        count
    };
    let old = before.iter().map(&mut label).collect();
    let new = after.iter().map(&mut label).collect();
    (old, new)
}

/// Leaves between two places where both versions agree.
struct Stretch<'a> {
    old: (usize, &'a [Leaf]),
    new: (usize, &'a [Leaf]),
}

impl Stretch<'_> {
    /// The pairs of greatest likeness that cross none of each other; none where that costs too much.
    fn pairs(&self, words_left: &mut usize) -> Vec<Pair> {
        match self.likeness(words_left) {
            Some(likeness) => self.paired(&likeness),
            None => self.unpaired(),
        }
    }

    /// All old leaves, then all new ones.
    fn unpaired(&self) -> Vec<Pair> {
        let old = (self.old.0..self.old.0 + self.old.1.len()).map(Pair::Old);
        let new = (self.new.0..self.new.0 + self.new.1.len()).map(Pair::New);
        old.chain(new).collect()
    }

    fn paired(&self, likeness: &[Vec<usize>]) -> Vec<Pair> {
        let (rows, columns) = (self.old.1.len(), self.new.1.len());
        let mut best = vec![vec![0_usize; columns + 1]; rows + 1];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                let together = likeness[row][column];
                let paired = if together > 0 {
                    best[row + 1][column + 1] + together
                } else {
                    0
                };
                best[row][column] = paired.max(best[row + 1][column]).max(best[row][column + 1]);
            }
        }
        let mut pairs = Vec::new();
        let (mut row, mut column) = (0, 0);
        while row < rows || column < columns {
            let here = best[row.min(rows)][column.min(columns)];
            let can_pair = row < rows && column < columns && likeness[row][column] > 0;
            if can_pair && here == best[row + 1][column + 1] + likeness[row][column] {
                pairs.push(Pair::Alike(self.old.0 + row, self.new.0 + column));
                (row, column) = (row + 1, column + 1);
            } else if row < rows && here == best[row + 1][column] {
                pairs.push(Pair::Old(self.old.0 + row));
                row += 1;
            } else {
                pairs.push(Pair::New(self.new.0 + column));
                column += 1;
            }
        }
        pairs
    }

    /// Share of common words in percent, more for the same block; 0 where leaves are not one. None
    /// where there are too many pairs or words to compare.
    fn likeness(&self, words_left: &mut usize) -> Option<Vec<Vec<usize>>> {
        if self.old.1.len() * self.new.1.len() > DIFF_PAIRS {
            return None;
        }
        let bags = |leaves: &[Leaf]| leaves.iter().map(words::Bag::of).collect::<Vec<_>>();
        let (old, new) = (bags(self.old.1), bags(self.new.1));
        let words: usize = old.iter().map(words::Bag::different_words).sum();
        *words_left = words_left.checked_sub(words.checked_mul(new.len())?)?;
        let of_pair = |row: usize, column: usize| {
            let (a, b) = (&self.old.1[row], &self.new.1[column]);
            if a.kind.is_textblock() != b.kind.is_textblock() {
                return 0;
            }
            let same_block = a.id.is_some() && a.id == b.id;
            match (same_block, old[row].likeness_percent(&new[column])) {
                (true, percent) => 100 + percent,
                (false, percent) if percent >= ALIKE_PERCENT => percent,
                _ => 0,
            }
        };
        let row_of = |row| (0..new.len()).map(|column| of_pair(row, column)).collect();
        Some((0..old.len()).map(row_of).collect())
    }
}
