//! The selection's way to where its text went.

use super::{Fate, Found, Trace};
use crate::{
    document::{
        map::OpMap,
        position::{Position, Selection, Side},
    },
    proposal::FieldName,
};
use std::ops::Range;

/// Both ends of a selection on their way.
pub(super) struct Ends {
    field: Option<FieldName>,
    other: Option<Selection>,
    was: [Option<Position>; 2],
    now: [Option<Position>; 2],
    /// For ends that went with letters of the present trace, how much of its map lies behind them.
    went: [Option<usize>; 2],
}

impl Ends {
    pub(super) fn of(before: Option<(FieldName, Selection)>, restored: Option<Selection>) -> Ends {
        let both = |selection: Option<Selection>| match selection {
            Some(Selection::Text { anchor, head }) => [Some(anchor), Some(head)],
            _ => [None, None],
        };
        let (field, was) = before.unzip();
        let text = matches!(was, Some(Selection::Text { .. }));
        Ends {
            field,
            other: restored.filter(|_| !text),
            was: both(was),
            now: both(restored),
            went: [None, None],
        }
    }

    fn in_block(&self, trace: &Trace, end: usize) -> Option<usize> {
        let here = self.was[end].filter(|at| at.block == trace.id)?;
        (self.field.as_ref() == Some(&trace.field)).then_some(here.offset as usize)
    }

    /// Goes with the text before it.
    pub(super) fn follow(
        &mut self,
        trace: &Trace,
        found: &Found,
        went: impl Fn(usize) -> Option<Position>,
    ) {
        for end in 0..2 {
            let Some(at) = self.in_block(trace, end) else {
                continue;
            };
            let at = at.min(trace.fates.len());
            let left = at.checked_sub(1).map(|at| trace.fates[at]);
            if !found.removed && left != Some(Fate::Doomed) {
                continue;
            }
            let place = went(at);
            let place = place.or(found.instead.filter(|_| found.removed));
            let beside = found.beside.filter(|_| found.removed);
            self.now[end] = place.or(self.now[end]).or(beside);
        }
    }

    /// Letters of the trace went to a place: an end among them or behind them goes along.
    pub(super) fn went(
        &mut self,
        trace: &Trace,
        units: &Range<usize>,
        target: Position,
        shifts: usize,
    ) {
        for end in 0..2 {
            let at = self.in_block(trace, end);
            if let Some(at) = at.filter(|at| units.start < *at && *at <= units.end) {
                let offset = target.offset + (at - units.start) as u32;
                self.now[end] = Some(Position::new(target.block, offset));
                self.went[end] = Some(shifts);
            }
        }
    }

    pub(super) fn map(&mut self, field: &FieldName, map: &OpMap) {
        if self.field.as_ref() != Some(field) {
            return;
        }
        for end in 0..2 {
            let done = self.went[end].take().unwrap_or_default();
            let moved = |at| map.map_since(done, at, Side::Before);
            self.now[end] = self.now[end].and_then(moved);
        }
    }

    pub(super) fn selection(self) -> Option<(FieldName, Selection)> {
        let selection = match self.now {
            [Some(anchor), Some(head)] => Some(Selection::text(anchor, head)),
            [Some(at), None] | [None, Some(at)] => Some(Selection::at(at)),
            [None, None] => self.other,
        };
        self.field.zip(selection)
    }
}
