//! Which leaf of one version is which leaf of the other.

use super::{Leaf, words};
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
/// Most pairs that are compared word by word within one changed stretch.
const COMPARED_PAIRS: usize = 40_000;

/// All leaves of both versions, each once, in document order.
pub fn pairs(before: &[Leaf], after: &[Leaf]) -> Vec<Pair> {
    let (old, new) = labels(before, after);
    let mut pairs = Vec::with_capacity(before.len().max(after.len()));
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
                pairs.extend(stretch.pairs());
            }
        }
    }
    pairs
}

/// A number for each leaf; equal numbers where leaves say the same.
fn labels(before: &[Leaf], after: &[Leaf]) -> (Vec<usize>, Vec<usize>) {
    let mut known: HashMap<String, Vec<(&Leaf, usize)>> = HashMap::new();
    let mut count = 0;
    let mut label = |leaf| {
        let same_text = known.entry(Leaf::text(leaf)).or_default();
        let same = same_text
            .iter()
            .find(|(known, _)| known.says_the_same(leaf));
        if let Some((_, label)) = same {
            return *label;
        }
        count += 1;
        same_text.push((leaf, count));
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
    /// The pairs of greatest likeness that cross none of each other.
    fn pairs(&self) -> Vec<Pair> {
        let (rows, columns) = (self.old.1.len(), self.new.1.len());
        let likeness = self.likeness();
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

    /// Share of common words in percent, more for the same block; 0 where leaves are not one.
    fn likeness(&self) -> Vec<Vec<usize>> {
        let compared = self.old.1.len() * self.new.1.len() <= COMPARED_PAIRS;
        let bags = |leaves: &[Leaf]| leaves.iter().map(words::Bag::of).collect::<Vec<_>>();
        let (old, new) = match compared {
            true => (bags(self.old.1), bags(self.new.1)),
            false => (Vec::new(), Vec::new()),
        };
        let of_pair = |row: usize, column: usize| {
            let (a, b) = (&self.old.1[row], &self.new.1[column]);
            if a.kind.is_textblock() != b.kind.is_textblock() {
                return 0;
            }
            let same_block = a.id.is_some() && a.id == b.id;
            let percent = match compared {
                true => old[row].likeness_percent(&new[column]),
                false => 0,
            };
            match (same_block, percent) {
                (true, percent) => 100 + percent,
                (false, percent) if percent >= ALIKE_PERCENT => percent,
                _ => 0,
            }
        };
        (0..self.old.1.len())
            .map(|row| {
                (0..self.new.1.len())
                    .map(|column| of_pair(row, column))
                    .collect()
            })
            .collect()
    }
}
