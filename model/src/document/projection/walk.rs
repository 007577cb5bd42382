//! Ways through the tree: order, neighbours, paths.

use super::{Block, Projection};
use crate::document::position::{BlockId, Position, Range};
use std::cmp::Ordering;

impl Projection {
    /// How many blocks stand around and including this one; 0 for the root.
    pub fn depth(&self, id: Option<BlockId>) -> usize {
        self.ancestors(id).count()
    }

    /// The block itself, then the blocks around it, inner before outer.
    pub fn ancestors(&self, id: Option<BlockId>) -> impl Iterator<Item = &Block> {
        std::iter::successors(id.and_then(|id| self.block(id)), |block| {
            block.parent.and_then(|parent| self.block(parent))
        })
    }

    /// Where it stands among its parent's children.
    pub fn index(&self, id: BlockId) -> Option<usize> {
        let parent = self.block(id)?.parent;
        self.children(parent).iter().position(|child| *child == id)
    }

    /// The indexes that lead from the root to it.
    pub fn path(&self, id: BlockId) -> Option<Vec<usize>> {
        let mut path = Vec::new();
        for block in self.ancestors(Some(id)) {
            path.push(self.index(block.id)?);
        }
        path.reverse();
        if path.is_empty() { None } else { Some(path) }
    }

    /// The next sibling, or the one before.
    pub fn sibling(&self, id: BlockId, step: isize) -> Option<BlockId> {
        let index = self.index(id)?.checked_add_signed(step)?;
        let parent = self.block(id)?.parent;
        self.children(parent).get(index).copied()
    }

    /// All blocks in document order, outer before inner.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let mut stack: Vec<BlockId> = self.roots.iter().rev().copied().collect();
        std::iter::from_fn(move || {
            let block = self.block(stack.pop()?)?;
            stack.extend(block.children().iter().rev());
            Some(block)
        })
    }

    /// The textblocks in document order.
    pub fn textblocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks().filter(|block| block.is_textblock())
    }

    /// The first textblock in a block, which may be itself.
    pub fn first_text(&self, id: BlockId) -> Option<&Block> {
        let block = self.block(id)?;
        if block.is_textblock() {
            return Some(block);
        }
        block
            .children()
            .iter()
            .find_map(|child| self.first_text(*child))
    }

    /// The last textblock in a block, which may be itself.
    pub fn last_text(&self, id: BlockId) -> Option<&Block> {
        let block = self.block(id)?;
        if block.is_textblock() {
            return Some(block);
        }
        block
            .children()
            .iter()
            .rev()
            .find_map(|child| self.last_text(*child))
    }

    /// The textblock after this block.
    pub fn next_text(&self, id: BlockId) -> Option<&Block> {
        self.ancestors(Some(id)).find_map(|block| {
            let index = self.index(block.id)?;
            let later = self.children(block.parent).get(index + 1..)?;
            later.iter().find_map(|id| self.first_text(*id))
        })
    }

    /// The textblock before this block.
    pub fn previous_text(&self, id: BlockId) -> Option<&Block> {
        self.ancestors(Some(id)).find_map(|block| {
            let index = self.index(block.id)?;
            let earlier = self.children(block.parent).get(..index)?;
            earlier.iter().rev().find_map(|id| self.last_text(*id))
        })
    }

    /// Document order of two places; none when one is in no block of this field.
    pub fn order(&self, a: Position, b: Position) -> Option<Ordering> {
        if a.block == b.block {
            return Some(a.offset.cmp(&b.offset));
        }
        Some(self.path(a.block)?.cmp(&self.path(b.block)?))
    }

    /// Two places in document order, offsets within their blocks.
    pub fn range(&self, a: Position, b: Position) -> Option<Range> {
        let (a, b) = (self.clamp(a)?, self.clamp(b)?);
        Some(match self.order(a, b)? {
            Ordering::Greater => Range { from: b, to: a },
            _ => Range { from: a, to: b },
        })
    }

    /// The same place, not beyond the block's end and not inside a character; none when the block
    /// is no textblock.
    pub fn clamp(&self, position: Position) -> Option<Position> {
        let block = self.block(position.block)?;
        block
            .is_textblock()
            .then(|| Position::new(block.id, block.snap(position.offset)))
    }

    /// The textblocks from one to another, both included, in document order.
    pub fn textblocks_between(&self, from: BlockId, to: BlockId) -> Vec<BlockId> {
        if from == to {
            return vec![from];
        }
        let mut list = Vec::new();
        for block in self.textblocks().skip_while(|block| block.id != from) {
            list.push(block.id);
            if block.id == to {
                break;
            }
        }
        list
    }
}
