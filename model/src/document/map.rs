//! Where every old place went in one operation, so that selection, presence and anchors follow it.

use super::position::{BlockId, Position, Side};

/// One thing that happened to places, in the order in which it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Within a block, `removed` units at `at` gave way to `inserted` ones.
    Splice {
        block: BlockId,
        at: u32,
        removed: u32,
        inserted: u32,
    },
    /// A stretch of text now stands elsewhere.
    Moved {
        old_block: BlockId,
        from: u32,
        to: u32,
        new_block: BlockId,
        new_start: u32,
        /// Whether nothing stood behind it in the old block.
        last: bool,
    },
    /// A block is gone; what was not moved out of it before is gone with it.
    Gone { block: BlockId },
}

/// Maps places before an operation to places after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpMap {
    shifts: Vec<Shift>,
}

impl OpMap {
    pub(crate) fn push(&mut self, shift: Shift) {
        self.shifts.push(shift);
    }

    pub(crate) fn append(&mut self, later: OpMap) {
        self.shifts.extend(later.shifts);
    }

    /// What happened, in order.
    pub fn shifts(&self) -> &[Shift] {
        &self.shifts
    }

    /// Whether every place stayed where it was.
    pub fn is_identity(&self) -> bool {
        self.shifts.is_empty()
    }

    /// Where a place is now; `side` says with which neighbour it goes. None when its words are gone.
    pub fn map(&self, position: Position, side: Side) -> Option<Position> {
        self.map_since(0, position, side)
    }

    /// The same for a place that was valid after the first `done` shifts.
    pub(crate) fn map_since(
        &self,
        done: usize,
        position: Position,
        side: Side,
    ) -> Option<Position> {
        let later = self.shifts.iter().skip(done);
        later
            .into_iter()
            .try_fold(position, |at, shift| shift.map(at, side))
    }
}

impl Shift {
    fn map(&self, at: Position, side: Side) -> Option<Position> {
        match *self {
            Shift::Splice {
                block,
                at: start,
                removed,
                inserted,
            } if block == at.block => Some(Position::new(
                block,
                splice(at.offset, start, removed, inserted, side),
            )),
            Shift::Moved {
                old_block,
                from,
                to,
                new_block,
                new_start,
                last,
            } if old_block == at.block => {
                let moved = match side {
                    _ if at.offset < from || at.offset > to => false,
                    Side::Before => at.offset > from || from == 0,
                    Side::After => at.offset < to || last,
                };
                Some(if moved {
                    Position::new(new_block, new_start + (at.offset - from))
                } else {
                    at
                })
            }
            Shift::Gone { block } if block == at.block => None,
            _ => Some(at),
        }
    }
}

fn splice(offset: u32, at: u32, removed: u32, inserted: u32, side: Side) -> u32 {
    let sticks = side == Side::Before;
    if offset < at || (offset == at && sticks) {
        offset
    } else if offset < at + removed {
        if sticks { at } else { at + inserted }
    } else {
        offset - removed + inserted
    }
}
