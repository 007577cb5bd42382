//! Moving blocks: Yjs knows no move, so they are written anew and the old ones removed.

use super::EditRefused;
use crate::document::{
    draft::Editing,
    position::{BlockId, Range},
    projection::{Node, Projection},
};
use std::ops::RangeInclusive;

/// Neighbours under one parent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Siblings {
    /// None is the root of the field.
    pub parent: Option<BlockId>,
    pub first: usize,
    pub last: usize,
}

impl Siblings {
    /// The smallest stretch of neighbours around a range.
    pub(super) fn around(projection: &Projection, range: Range) -> Result<Siblings, EditRefused> {
        let from = projection
            .path(range.from.block)
            .ok_or(EditRefused::PlaceGone)?;
        let to = projection
            .path(range.to.block)
            .ok_or(EditRefused::PlaceGone)?;
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let depth = common.min(from.len() - 1);
        let mut parent = None;
        for index in &from[..depth] {
            parent = projection.children(parent).get(*index).copied();
        }
        Ok(Siblings {
            parent,
            first: from[depth],
            last: to[depth],
        })
    }

    /// The parent itself as a stretch of one block.
    pub(super) fn outer(&self, projection: &Projection) -> Option<Siblings> {
        let parent = self.parent?;
        let index = projection.index(parent)?;
        Some(Siblings {
            parent: projection.block(parent)?.parent,
            first: index,
            last: index,
        })
    }

    pub(super) fn ids(&self, projection: &Projection) -> Vec<BlockId> {
        let children = projection.children(self.parent);
        children
            .get(self.indexes())
            .map(<[BlockId]>::to_vec)
            .unwrap_or_default()
    }

    fn indexes(&self) -> RangeInclusive<usize> {
        self.first..=self.last
    }
}

/// Copies of blocks, each text with the place it came from.
pub(super) fn nodes(projection: &Projection, ids: &[BlockId]) -> Vec<Node> {
    ids.iter().filter_map(|id| projection.node(*id)).collect()
}

/// Puts `new` where a stretch of a container's children stood, but outside of the container, which
/// ends before and goes on after; of both rests the heavier one stays alive.
pub(super) fn burst(
    editing: &mut Editing,
    stretch: &Siblings,
    new: &[Node],
) -> Result<(), EditRefused> {
    let projection = editing.projection();
    let container = stretch.parent.ok_or(EditRefused::NothingToDo)?;
    let block = projection
        .block(container)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    let index = projection.index(container).ok_or(EditRefused::PlaceGone)?;
    let children = block.children();
    let before = children[..stretch.first].to_vec();
    let after = children
        .get(stretch.last + 1..)
        .unwrap_or_default()
        .to_vec();
    let inside = stretch.ids(projection);
    let (head, tail) = (nodes(projection, &before), nodes(projection, &after));
    let weight = |nodes: &[Node]| nodes.iter().map(Node::weight).sum::<u32>();
    let tail_moves = weight(&tail) <= weight(&head);
    let rest = |nodes| Node::blocks(block.kind.clone(), nodes);
    editing.step(|surgery| {
        let mut gone = inside;
        if after.is_empty() {
            surgery.insert_blocks(block.parent, index + 1, new);
        } else if before.is_empty() {
            surgery.insert_blocks(block.parent, index, new);
        } else if tail_moves {
            surgery.insert_block(block.parent, index + 1, &rest(tail));
            surgery.insert_blocks(block.parent, index + 1, new);
            gone.extend(&after);
        } else {
            surgery.insert_blocks(block.parent, index, new);
            surgery.insert_block(block.parent, index, &rest(head));
            gone.extend(&before);
        }
        if gone.len() == children.len() {
            surgery.remove_block(container);
        } else {
            surgery.remove_blocks(&gone);
        }
    });
    Ok(())
}

/// Puts new blocks in the place of a stretch.
pub(super) fn replace(editing: &mut Editing, stretch: &Siblings, new: &[Node]) {
    let gone = stretch.ids(editing.projection());
    editing.step(|surgery| {
        surgery.insert_blocks(stretch.parent, stretch.first, new);
        surgery.remove_blocks(&gone);
    });
}
