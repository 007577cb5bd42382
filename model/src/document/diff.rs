//! What changed between two versions, by block and by word.
//!
//! Both fields are laid out as [`Leaf`]s, the blocks that hold text or nothing, each with the
//! containers around it. Equal leaves are aligned first; what is left between them is paired by
//! block id and by likeness, and a pair is compared word by word. What is left then and says the same
//! in another place has moved.

pub mod accounts;
mod align;
pub mod leaf;
mod moved;
pub mod words;

use super::projection::Projection;
use align::Pair;
pub use leaf::Leaf;
pub use words::Run;

/// What became of one leaf.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Kept(Leaf),
    Removed(Leaf),
    Added(Leaf),
    Altered {
        before: Leaf,
        after: Leaf,
        /// The words of both, in order; their kinds may differ as well.
        runs: Vec<Run>,
    },
    /// It stands elsewhere now, where the change with this number says what became of its words.
    MovedAway {
        number: u32,
        leaf: Leaf,
    },
    /// It stood elsewhere before.
    Moved {
        number: u32,
        before: Leaf,
        after: Leaf,
        runs: Vec<Run>,
    },
}

/// The way from one version of a field to another, in document order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    pub changes: Vec<Change>,
}

impl Diff {
    /// The way from one version to another.
    pub fn between(before: &Projection, after: &Projection) -> Diff {
        let (before, after) = (leaf::leaves(before), leaf::leaves(after));
        let changes = align::pairs(&before, &after)
            .into_iter()
            .map(|pair| match pair {
                Pair::Equal(_, new) => Change::Kept(after[new].clone()),
                Pair::Old(old) => Change::Removed(before[old].clone()),
                Pair::New(new) => Change::Added(after[new].clone()),
                Pair::Alike(old, new) => Change::Altered {
                    runs: words::runs(&before[old].spans, &after[new].spans),
                    before: before[old].clone(),
                    after: after[new].clone(),
                },
            });
        let mut changes: Vec<Change> = changes.collect();
        moved::find(&mut changes);
        Diff { changes }
    }
}

/// In how many blocks the text has changed; 0 only if both versions are equal in every respect. It
/// takes time and memory in proportion to the texts.
pub fn changed_places(before: &Projection, after: &Projection) -> u32 {
    if before.nodes() == after.nodes() {
        return 0;
    }
    let changed = align::changed_leaves(&leaf::fingerprints(before), &leaf::fingerprints(after));
    // Only a container changed: a list fell apart, a table was resized.
    u32::try_from(changed.max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
