//! Who is behind each inserted and each deleted run of a diff.
//!
//! A document knows which copy wrote a unit, an update which units it deleted; who sat at the copy
//! and who sent the update the server knows. What nobody knows stays without a name.

use super::{Change, Diff, Run, leaf::Leaf};
use crate::{
    document::{
        draft::{
            Draft,
            origins::{Deletions, Origin},
        },
        position::BlockId,
        projection::Span,
    },
    proposal::FieldName,
};
use std::collections::HashMap;

/// A run, and who is behind which stretch of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit<A> {
    pub run: Run,
    /// UTF-16 units and who wrote or deleted them, in order; empty for what was only kept.
    pub by: Vec<(u32, Option<A>)>,
}

/// Everything that is known about who did what between two versions.
pub struct Book<A> {
    before: HashMap<BlockId, Vec<Origin>>,
    after: HashMap<BlockId, Vec<Origin>>,
    clients: HashMap<u64, A>,
    deletions: Vec<(Deletions, A)>,
}

impl<A: Clone + PartialEq> Book<A> {
    /// The book of one field between two versions. `clients` says whose copy is whose, `deletions`
    /// what the updates between the versions deleted and who sent them, oldest first.
    pub fn between(
        before: &Draft,
        after: &Draft,
        field: &FieldName,
        clients: HashMap<u64, A>,
        deletions: Vec<(Deletions, A)>,
    ) -> Book<A> {
        let origins = |draft: &Draft| {
            let blocks = draft.projection(field).textblocks();
            let origins = blocks.map(|block| (block.id, draft.origins(field, block.id)));
            origins.collect()
        };
        Book {
            before: origins(before),
            after: origins(after),
            clients,
            deletions,
        }
    }

    /// The runs of each change of a diff with who is behind them.
    pub fn credits(&self, diff: &Diff) -> Vec<Vec<Credit<A>>> {
        diff.changes
            .iter()
            .map(|change| self.of_change(change))
            .collect()
    }

    fn of_change(&self, change: &Change) -> Vec<Credit<A>> {
        match change {
            Change::Kept(_) => Vec::new(),
            Change::Added(leaf) => self.of_runs(&[Run::Added(leaf.spans.clone())], leaf, leaf),
            Change::Removed(leaf) => self.of_runs(&[Run::Removed(leaf.spans.clone())], leaf, leaf),
            Change::Altered {
                before,
                after,
                runs,
            } => self.of_runs(runs, before, after),
        }
    }

    fn of_runs(&self, runs: &[Run], before: &Leaf, after: &Leaf) -> Vec<Credit<A>> {
        let (mut old_at, mut new_at) = (0, 0);
        let credit = |run: &Run| {
            let by = match run {
                Run::Kept(_) | Run::Restyled { .. } => Vec::new(),
                Run::Added(spans) => {
                    stretches(new_at, units(spans), |at| self.writer(after.id?, at))
                }
                Run::Removed(spans) => {
                    stretches(old_at, units(spans), |at| self.deleter(before.id?, at))
                }
            };
            let (old, new) = match run {
                Run::Kept(spans) => (units(spans), units(spans)),
                Run::Removed(spans) => (units(spans), 0),
                Run::Added(spans) => (0, units(spans)),
                Run::Restyled { before, after } => (units(before), units(after)),
            };
            (old_at, new_at) = (old_at + old, new_at + new);
            Credit {
                run: run.clone(),
                by,
            }
        };
        runs.iter().map(credit).collect()
    }

    fn writer(&self, block: BlockId, at: u32) -> Option<A> {
        let (client, _) = unit(self.after.get(&block)?, at)?;
        self.clients.get(&client).cloned()
    }

    fn deleter(&self, block: BlockId, at: u32) -> Option<A> {
        let (client, clock) = unit(self.before.get(&block)?, at)?;
        let mut deletions = self.deletions.iter();
        let deletion = deletions.find(|(deletion, _)| deletion.has(client, clock));
        deletion.map(|(_, account)| account.clone())
    }
}

/// The copy that wrote a unit, and its number there.
fn unit(origins: &[Origin], at: u32) -> Option<(u64, u32)> {
    let index = origins.partition_point(|origin| origin.units.end <= at);
    let origin = origins
        .get(index)
        .filter(|origin| origin.units.contains(&at))?;
    Some((origin.client, origin.clock + (at - origin.units.start)))
}

fn units(spans: &[Span]) -> u32 {
    spans.iter().map(Span::units).sum()
}

fn stretches<A: PartialEq>(
    start: u32,
    units: u32,
    who: impl Fn(u32) -> Option<A>,
) -> Vec<(u32, Option<A>)> {
    let mut list: Vec<(u32, Option<A>)> = Vec::new();
    for at in start..start + units {
        let account = who(at);
        match list.last_mut() {
            Some((count, last)) if *last == account => *count += 1,
            _ => list.push((1, account)),
        }
    }
    list
}
