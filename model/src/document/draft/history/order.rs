//! What undo and redo bring back stands where its text stood, not where it once stood.
//!
//! yrs puts a block back among its old neighbours. Who joined two paragraphs and takes that back, after
//! somebody else has written a paragraph behind the joined one, would get the second half behind that.

use super::Draft;
use crate::document::{
    draft::{Changes, Editing, FieldChange, REUNITED, merge, moves},
    position::BlockId,
    projection::{Block, Projection},
};
use std::{collections::HashMap, ops::Range};
use yrs::{ID, Transact};

/// So many copies of letters of one step are followed.
const UNITS: usize = 10_000;
/// At most so many blocks are put in order.
const BLOCKS: usize = 64;

/// Where the text stood that a step wrote anew, before it is taken back or done again.
pub(super) struct FormerPlace {
    /// The textblocks of each field, numbered in their order.
    numbers: HashMap<BlockId, usize>,
    /// Originals that follow each other, and the number of the block that their copy stood in.
    runs: Vec<(ID, u32, usize)>,
}

impl FormerPlace {
    /// The number of the block that the copy of this stood in.
    fn number_of(&self, root: ID) -> Option<usize> {
        let holds = |(start, units, _): &&(ID, u32, usize)| {
            start.client == root.client && (start.clock..start.clock + units).contains(&root.clock)
        };
        self.runs.iter().find(holds).map(|(_, _, number)| *number)
    }
}

/// A block that has to be moved: in front of which child of its parent.
struct Misplaced {
    block: BlockId,
    parent: Option<BlockId>,
    index: usize,
}

impl Draft {
    /// Before a step is taken back or done again; none when it moved words on purpose.
    pub(super) fn stood(&self, undoing: bool) -> Option<FormerPlace> {
        let history = self.history.as_ref()?;
        let top = history.stack(undoing).last()?;
        let step = history.steps.get(top.meta())?;
        if step.moved {
            return None;
        }
        let mut runs: Vec<(ID, ID, u32)> = Vec::new();
        for id in super::units(top.insertions()).take(UNITS) {
            let root = self.moves.root(id);
            if root == id {
                continue;
            }
            match runs.last_mut() {
                Some((from, copy, units))
                    if goes_on(*from, *units, root) && goes_on(*copy, *units, id) =>
                {
                    *units += 1;
                }
                _ => runs.push((root, id, 1)),
            }
        }
        let numbers: HashMap<BlockId, usize> = self
            .fields
            .values()
            .flat_map(|field| field.projection.textblocks())
            .enumerate()
            .map(|(number, block)| (block.id, number))
            .collect();
        let number = |(root, copy, units): (ID, ID, u32)| {
            let (_, place) = self.place_of(copy)?;
            Some((root, units, *numbers.get(&place.block)?))
        };
        let runs = runs.into_iter().filter_map(number).collect();
        Some(FormerPlace { numbers, runs })
    }

    /// Afterwards: moves the blocks that came back in front of those that stood behind their text. The
    /// update, what it changed, and the numbers under which the blocks were written.
    pub(super) fn put_in_order(
        &mut self,
        stood: &FormerPlace,
        changes: &Changes,
    ) -> (Vec<u8>, Changes, Range<u32>) {
        let first = self.clock();
        let (mut updates, mut done) = (Vec::new(), Changes::default());
        for change in &changes.fields {
            for _ in 0..BLOCKS {
                let Some(wrong) = self.misplaced(stood, change) else {
                    break;
                };
                let Some(node) = self.projection(&change.field).node(wrong.block) else {
                    break;
                };
                let mut editing = Editing::new(self, change.field.clone(), REUNITED);
                editing.step(|surgery| {
                    surgery.insert_block(wrong.parent, wrong.index, &node);
                    surgery.remove_block(wrong.block);
                });
                let edited = editing.finish(None);
                updates.push(edited.update);
                done.absorb(edited.changes);
            }
        }
        (merge(updates), done, first..self.clock())
    }

    fn misplaced(&self, stood: &FormerPlace, change: &FieldChange) -> Option<Misplaced> {
        let projection = self.projection(&change.field);
        let created = |block: &&Block| change.created.contains(&block.id);
        for block in projection.textblocks().filter(created) {
            let id = moves::ids(block.id, 0, 1, &self.doc.transact())
                .pop()
                .flatten();
            let number = id.and_then(|id| stood.number_of(self.moves.root(id)));
            let behind = |number: usize| {
                let before = projection.textblocks().take_while(|it| it.id != block.id);
                let mut behind = before.filter(|it| {
                    stood
                        .numbers
                        .get(&it.id)
                        .is_some_and(|other| *other > number)
                });
                behind.next().map(|block| block.id)
            };
            if let Some(first) = number.and_then(behind) {
                return in_front_of(projection, change, block.id, first);
            }
        }
        None
    }
}

fn goes_on(start: ID, units: u32, id: ID) -> bool {
    start.client == id.client && start.clock + units == id.clock
}

/// How a new block, with what is new around it, comes in front of another one.
fn in_front_of(
    projection: &Projection,
    change: &FieldChange,
    block: BlockId,
    other: BlockId,
) -> Option<Misplaced> {
    let around = projection.ancestors(Some(block));
    let outermost = around
        .take_while(|it| change.created.contains(&it.id))
        .last()?;
    let mut above = projection.ancestors(Some(other));
    let sibling = above.find(|it| it.parent == outermost.parent)?;
    Some(Misplaced {
        block: outermost.id,
        parent: outermost.parent,
        index: projection.index(sibling.id)?,
    })
}
