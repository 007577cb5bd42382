//! How much changed, in words and blocks.

use super::ComparedSection;
use model::document::{
    diff::{Change, Run},
    plain,
    projection::Span,
};

/// What changed in one section or in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Blocks in which something changed; one that moved counts once.
    pub changes: usize,
    pub inserted_words: usize,
    pub deleted_words: usize,
    pub restyled_words: usize,
    pub moved: usize,
}

/// How many of these are changes; a block that moved is one.
pub(super) fn changes<'a>(all: impl Iterator<Item = &'a Change>) -> usize {
    all.filter(|it| !matches!(it, Change::Kept(_) | Change::MovedAway { .. }))
        .count()
}

impl Tally {
    /// Of one section.
    pub fn of(section: &ComparedSection) -> Tally {
        let mut tally = Tally::default();
        for (change, _) in &section.changes {
            match change {
                Change::Kept(_) | Change::MovedAway { .. } => {}
                Change::Removed(leaf) => tally.deleted_words += words(&leaf.spans),
                Change::Added(leaf) => tally.inserted_words += words(&leaf.spans),
                Change::Altered { runs, .. } => tally.runs(runs),
                Change::Moved { runs, .. } => {
                    tally.moved += 1;
                    tally.runs(runs);
                }
            }
        }
        let changes = changes(section.changes.iter().map(|(change, _)| change));
        tally.changes = changes + usize::from(section.is_rearranged);
        tally
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Kept(_) => {}
                Run::Removed(spans) => self.deleted_words += words(spans),
                Run::Added(spans) => self.inserted_words += words(spans),
                Run::Restyled { after, .. } => self.restyled_words += words(after),
            }
        }
    }

    /// Of all sections.
    pub fn of_all(sections: &[ComparedSection]) -> Tally {
        sections.iter().map(Tally::of).fold(Tally::default(), add)
    }
}

fn add(a: Tally, b: Tally) -> Tally {
    Tally {
        changes: a.changes + b.changes,
        inserted_words: a.inserted_words + b.inserted_words,
        deleted_words: a.deleted_words + b.deleted_words,
        restyled_words: a.restyled_words + b.restyled_words,
        moved: a.moved + b.moved,
    }
}

fn words(spans: &[Span]) -> usize {
    plain::of_spans(spans).split_whitespace().count()
}
