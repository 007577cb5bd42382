//! Brings a projection up to date from the branches that changed.

use super::{
    Block, Content, Projection,
    read::{self, TextPiece, values},
};
use crate::{document::position::BlockId, proposal::FieldName};
use std::{collections::HashSet, sync::Arc};
use yrs::{Out, ReadTxn, Xml, XmlFragmentRef, XmlOut};

/// What changed in one field: enough to repaint only that, and to find moved words again.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub field: FieldName,
    /// Blocks that stay and whose text or attributes changed, as they were before.
    pub dirty: Vec<Arc<Block>>,
    /// Containers whose list of children changed; none stands for the field's root.
    pub reshaped: Vec<Option<BlockId>>,
    /// New blocks, outer before inner.
    pub created: Vec<BlockId>,
    /// Blocks that are gone, as they were, outer before inner.
    pub removed: Vec<Arc<Block>>,
}

impl FieldChange {
    pub(crate) fn none(field: FieldName) -> FieldChange {
        FieldChange {
            field,
            dirty: Vec::new(),
            reshaped: Vec::new(),
            created: Vec::new(),
            removed: Vec::new(),
        }
    }

    /// Whether nothing visible changed.
    pub fn is_empty(&self) -> bool {
        self.dirty.is_empty()
            && self.reshaped.is_empty()
            && self.created.is_empty()
            && self.removed.is_empty()
    }

    /// By how many characters the text grew, if `after` is the field after the change.
    pub fn chars_gained(&self, after: &Projection) -> isize {
        let mut gained = 0;
        for block in &self.dirty {
            let now = after.block(block.id).map_or(0, Block::chars);
            gained += now as isize - block.chars() as isize;
        }
        let created = self.created.iter().filter_map(|id| after.block(*id));
        gained += created.map(Block::chars).sum::<usize>() as isize;
        let removed = self.removed.iter().map(|block| block.chars());
        gained - removed.sum::<usize>() as isize
    }

    /// Adds what changed afterwards in the same field.
    pub(crate) fn absorb(&mut self, later: FieldChange) {
        let known: HashSet<BlockId> = self.dirty.iter().map(|block| block.id).collect();
        let created: HashSet<BlockId> = self.created.iter().copied().collect();
        let gone: HashSet<BlockId> = later.removed.iter().map(|block| block.id).collect();
        self.dirty.extend(
            later
                .dirty
                .into_iter()
                .filter(|block| !known.contains(&block.id) && !created.contains(&block.id)),
        );
        for parent in later.reshaped {
            if !self.reshaped.contains(&parent) && parent.is_none_or(|id| !created.contains(&id)) {
                self.reshaped.push(parent);
            }
        }
        for block in later.removed {
            if !created.contains(&block.id) {
                let before = self.dirty.iter().find(|dirty| dirty.id == block.id);
                self.removed.push(before.cloned().unwrap_or(block));
            }
        }
        self.created.extend(later.created);
        self.created.retain(|id| !gone.contains(id));
        self.dirty.retain(|block| !gone.contains(&block.id));
        self.reshaped
            .retain(|parent| parent.is_none_or(|id| !gone.contains(&id)));
    }
}

impl Projection {
    /// Reads the changed branches again; `dirty` may hold ids that are no block of this field.
    pub(crate) fn refresh<T: ReadTxn>(
        &mut self,
        field: &FieldName,
        root: &XmlFragmentRef,
        dirty: &[Option<BlockId>],
        txn: &T,
    ) -> FieldChange {
        let mut change = FieldChange::none(field.clone());
        for id in dirty {
            match id {
                None => {
                    let before = self.roots.clone();
                    let children = values(root, txn);
                    self.littered = children.iter().any(|child| read::block_id(child).is_none());
                    self.roots = self.relist(&before, children, None, txn, &mut change);
                }
                Some(id) => self.refresh_block(*id, txn, &mut change),
            }
        }
        let gone: HashSet<BlockId> = change.removed.iter().map(|block| block.id).collect();
        change.dirty.retain(|block| !gone.contains(&block.id));
        change
            .reshaped
            .retain(|parent| parent.is_none_or(|id| !gone.contains(&id)));
        change.created.retain(|id| !gone.contains(id));
        change
    }

    fn refresh_block<T: ReadTxn>(&mut self, id: BlockId, txn: &T, change: &mut FieldChange) {
        let Some(branch) = read::branch(id, txn) else {
            return;
        };
        let Some(before) = self.blocks.get(&id).cloned() else {
            self.refresh_owner(&branch, txn, change);
            return;
        };
        let mut block = Block::clone(&before);
        match (&branch, &before.content) {
            (XmlOut::Text(text), _) => block.content = read::stray(text, txn),
            (XmlOut::Element(element), Content::Text(_)) => {
                block.kind = read::kind(element, txn);
                let (pieces, spans) = read::pieces(element, txn);
                block.littered = pieces.iter().any(TextPiece::is_littered);
                block.content = Content::Text(spans);
            }
            (XmlOut::Element(element), Content::Blocks(children)) => {
                block.kind = read::kind(element, txn);
                let values = values(element, txn);
                block.littered = values.iter().any(|child| read::block_id(child).is_none());
                block.content =
                    Content::Blocks(self.relist(children, values, Some(id), txn, change));
            }
            (XmlOut::Element(element), Content::Nothing) => block.kind = read::kind(element, txn),
            (XmlOut::Fragment(_), _) => return,
        }
        let repaint = block.kind != before.kind
            || block.littered
            || (block.is_textblock() && block.content != before.content);
        if repaint
            && !change.dirty.iter().any(|dirty| dirty.id == id)
            && !change.created.contains(&id)
        {
            change.dirty.push(before.clone());
        }
        if *before != block {
            self.blocks.insert(id, Arc::new(block));
        }
    }

    /// A text or a break changed: its textblock is what has to be read again.
    fn refresh_owner<T: ReadTxn>(&mut self, branch: &XmlOut, txn: &T, change: &mut FieldChange) {
        let parent = match branch {
            XmlOut::Text(text) => Xml::parent(text),
            XmlOut::Element(element) => Xml::parent(element),
            XmlOut::Fragment(_) => None,
        };
        let Some(XmlOut::Element(parent)) = parent else {
            return;
        };
        let Some(owner) = read::id_of(&parent) else {
            return;
        };
        if self
            .blocks
            .get(&owner)
            .is_some_and(|block| block.is_textblock())
        {
            self.refresh_block(owner, txn, change);
        }
    }

    fn relist<T: ReadTxn>(
        &mut self,
        before: &[BlockId],
        values: Vec<Out>,
        parent: Option<BlockId>,
        txn: &T,
        change: &mut FieldChange,
    ) -> Vec<BlockId> {
        let depth = self.depth(parent) + 1;
        let after = self.read_children(values, parent, depth, txn, &mut change.created);
        let littered = parent.is_none() && self.littered;
        if after != before || littered {
            let stay: HashSet<BlockId> = after.iter().copied().collect();
            for id in before {
                if !stay.contains(id) {
                    self.remove(*id, &mut change.removed);
                }
            }
            if !change.reshaped.contains(&parent) {
                change.reshaped.push(parent);
            }
        }
        after
    }

    fn remove(&mut self, id: BlockId, removed: &mut Vec<Arc<Block>>) {
        let Some(block) = self.blocks.remove(&id) else {
            return;
        };
        removed.push(block.clone());
        for child in block.children() {
            self.remove(*child, removed);
        }
    }
}
