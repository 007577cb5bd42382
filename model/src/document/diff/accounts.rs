//! Who is behind each inserted and each deleted run of a diff.
//!
//! A document knows which copy wrote a unit, an update which units it deleted; who sat at the copy
//! and who sent the update the server knows. What nobody knows stays without a name.

use super::{Change, Diff, Run, leaf::Leaf};
use crate::{
    document::{
        draft::{Draft, origins::Origin},
        position::BlockId,
        projection::{Span, cut},
    },
    proposal::FieldName,
    sync::{
        ClientId,
        guard::{self, Ranges},
    },
};
use std::collections::HashMap;

/// A run, and who is behind which stretch of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit<A> {
    pub run: Run,
    /// UTF-16 units and who wrote or deleted them, in order; empty for what was only kept, also for words
    /// that are new only because they were parted or joined.
    pub by: Vec<(u32, Option<A>)>,
}

impl<A: Clone> Credit<A> {
    /// The words of an inserted or deleted run, cut where another account goes on.
    pub fn stretches(&self) -> Vec<(Vec<Span>, Option<A>)> {
        let (Run::Added(spans) | Run::Removed(spans)) = &self.run else {
            return Vec::new();
        };
        if self.by.is_empty() {
            return vec![(spans.clone(), None)];
        }
        let mut at = 0;
        let stretch = |(units, account): &(u32, Option<A>)| {
            let words = cut(spans, at, at + units);
            at += units;
            (words, account.clone())
        };
        self.by.iter().map(stretch).collect()
    }
}

/// Who deleted what. A unit is deleted once, by whoever was first to say so: an update may repeat what
/// others have deleted before it.
#[derive(Clone, Debug)]
pub struct Deleters<A> {
    known: Ranges,
    named: Vec<(A, Ranges)>,
}

impl<A: Clone + PartialEq> Deleters<A> {
    /// Those of whom it is known; `deleted` is everything that was deleted until then, by whomever.
    pub fn new(deleted: Ranges, named: Vec<(A, Ranges)>) -> Deleters<A> {
        Deleters {
            known: deleted,
            named,
        }
    }

    /// Takes in an update that this account sent, later than all before; nobody's name where the account
    /// is not known.
    ///
    /// # Errors
    /// When the bytes are no update.
    pub fn note(
        &mut self,
        account: Option<A>,
        update: &[u8],
    ) -> Result<(), crate::sync::Malformed> {
        let deletes = guard::update(update)?.deletes;
        let news = Ranges::of(deletes.beyond(&self.known));
        if news.is_empty() {
            return Ok(());
        }
        self.known.extend(news.clone());
        if let Some(account) = account {
            match self.named.iter_mut().find(|(known, _)| *known == account) {
                Some((_, ranges)) => ranges.extend(news),
                None => self.named.push((account, news)),
            }
        }
        Ok(())
    }

    /// What each of them deleted.
    pub fn named(&self) -> &[(A, Ranges)] {
        &self.named
    }

    fn of(&self, client: ClientId, clock: u32) -> Option<A> {
        let mut named = self.named.iter();
        let found = named.find(|(_, ranges)| ranges.has(client, clock));
        found.map(|(account, _)| account.clone())
    }
}

/// Everything that is known about who did what between two versions of a field.
pub struct Book<'a, A> {
    pub before: &'a Draft,
    pub after: &'a Draft,
    pub field: &'a FieldName,
    /// Whose copy is whose.
    pub clients: &'a HashMap<ClientId, A>,
    pub deleters: &'a Deleters<A>,
}

impl<A: Clone + PartialEq> Book<'_, A> {
    /// The runs of each change of a diff with who is behind them; none of what was only kept.
    pub fn credits(&self, diff: &Diff) -> Vec<Vec<Credit<A>>> {
        let changes = diff.changes.iter();
        changes.map(|change| self.of_change(change)).collect()
    }

    fn of_change(&self, change: &Change) -> Vec<Credit<A>> {
        match change {
            Change::Kept(_) | Change::MovedAway { .. } => Vec::new(),
            Change::Added(leaf) => self.of_runs(&[Run::Added(leaf.spans.clone())], leaf, leaf),
            Change::Removed(leaf) => self.of_runs(&[Run::Removed(leaf.spans.clone())], leaf, leaf),
            Change::Altered {
                before,
                after,
                runs,
            }
            | Change::Moved {
                before,
                after,
                runs,
                ..
            } => self.of_runs(runs, before, after),
        }
    }

    fn of_runs(&self, runs: &[Run], before: &Leaf, after: &Leaf) -> Vec<Credit<A>> {
        let is = |wanted: fn(&Run) -> bool| runs.iter().any(wanted);
        let origins = |draft: &Draft, id: Option<BlockId>, wanted: bool| match id {
            Some(id) if wanted => draft.origins(self.field, id),
            _ => Vec::new(),
        };
        let differs = is(|it| matches!(it, Run::Removed(_) | Run::Added(_)));
        let old = origins(self.before, before.id, differs);
        let new = origins(self.after, after.id, differs);
        // A word is compared whole: letters of it may stand in both texts.
        let (was, is_now) = (ranges(&old), ranges(&new));
        let (mut old_at, mut new_at) = (0, 0);
        let credit = |run: &Run| {
            let by = match run {
                Run::Kept(_) | Run::Restyled { .. } => Vec::new(),
                Run::Added(spans) => stretches(new_at, units(spans), |at| {
                    let (client, clock) = unit(&new, at)?;
                    let by = || self.clients.get(&client).cloned();
                    (!was.has(client, clock)).then(by)
                }),
                Run::Removed(spans) => stretches(old_at, units(spans), |at| {
                    let (client, clock) = unit(&old, at)?;
                    let by = || self.deleters.of(client, clock);
                    (!is_now.has(client, clock)).then(by)
                }),
            };
            let (removed, added) = match run {
                Run::Kept(spans) => (units(spans), units(spans)),
                Run::Removed(spans) => (units(spans), 0),
                Run::Added(spans) => (0, units(spans)),
                Run::Restyled { before, after } => (units(before), units(after)),
            };
            (old_at, new_at) = (old_at + removed, new_at + added);
            Credit {
                run: run.clone(),
                by,
            }
        };
        runs.iter().map(credit).collect()
    }
}

/// The copy that wrote a unit, and its number there.
fn unit(origins: &[Origin], at: u32) -> Option<(ClientId, u32)> {
    let index = origins.partition_point(|origin| origin.units.end <= at);
    let origin = origins.get(index)?;
    let is_there = origin.units.contains(&at);
    is_there.then(|| (origin.client, origin.clock + (at - origin.units.start)))
}

fn units(spans: &[Span]) -> u32 {
    spans.iter().map(Span::units).sum()
}

fn ranges(origins: &[Origin]) -> Ranges {
    let range = |it: &Origin| {
        let units = it.units.end - it.units.start;
        (it.client, it.clock..it.clock + units)
    };
    Ranges::of(origins.iter().map(range))
}

/// Who did it, unit by unit; what `who` knows to have been there before goes with what stands beside it.
fn stretches<A: PartialEq>(
    start: u32,
    units: u32,
    who: impl Fn(u32) -> Option<Option<A>>,
) -> Vec<(u32, Option<A>)> {
    let mut list: Vec<(u32, Option<A>)> = Vec::new();
    let mut before = 0;
    for at in start..start + units {
        match (who(at), list.last_mut()) {
            (None, None) => before += 1,
            (None, Some((count, _))) => *count += 1,
            (Some(account), Some((count, last))) if *last == account => *count += 1,
            (Some(account), _) => list.push((1 + std::mem::take(&mut before), account)),
        }
    }
    list
}

#[cfg(test)]
mod tests;
