//! One operation under way, from its first transaction to the update that goes out.

use super::*;

/// An operation under way: one or more transactions on one field that go out as one update.
pub(crate) struct Editing<'a> {
    draft: &'a mut Draft,
    field: FieldName,
    pub(super) updates: Vec<Vec<u8>>,
    pub(super) changes: Changes,
    map: OpMap,
    origin: &'static str,
}

impl<'a> Editing<'a> {
    pub(super) fn new(draft: &'a mut Draft, field: FieldName, origin: &'static str) -> Editing<'a> {
        Editing {
            draft,
            field,
            updates: Vec::new(),
            changes: Changes::default(),
            map: OpMap::default(),
            origin,
        }
    }

    /// The field as it is now.
    pub(crate) fn projection(&self) -> &Projection {
        self.draft.projection(&self.field)
    }

    pub(super) fn draft(&self) -> &Draft {
        self.draft
    }

    /// Makes changes in one transaction, then reads what changed.
    pub(crate) fn step<R>(&mut self, work: impl FnOnce(&mut Surgery) -> R) -> Option<R> {
        let Draft {
            doc, fields, moves, ..
        } = &mut *self.draft;
        let field = fields.get(&self.field)?;
        let mut txn = doc.transact_mut_with(self.origin);
        let mut surgery = Surgery {
            txn: &mut txn,
            root: field.root.clone(),
            before: &field.projection,
            map: OpMap::default(),
            moves,
            copied: Vec::new(),
        };
        let result = work(&mut surgery);
        self.map.append(std::mem::take(&mut surgery.map));
        let copied = std::mem::take(&mut surgery.copied);
        moves.note(copied, &mut txn);
        txn.commit();
        if txn.has_changes() {
            self.updates.push(txn.encode_update_v1());
        }
        let dirty = dirty(txn.changed_parent_types());
        self.changes.absorb(refresh(fields, dirty, &txn));
        Some(result)
    }

    /// Where a selection made before the operation is now.
    pub(crate) fn follow(&self, selection: Selection) -> Selection {
        let place = |at| self.map.map(at, Side::Before);
        match selection {
            Selection::Text { anchor, head } => match (place(anchor), place(head)) {
                (Some(anchor), Some(head)) => Selection::text(anchor, head),
                (Some(at), None) | (None, Some(at)) => Selection::at(at),
                (None, None) => selection,
            },
            other => other,
        }
    }

    /// The blocks that this operation has touched so far and that still stand.
    pub(crate) fn changed_blocks(&self) -> HashSet<BlockId> {
        let changes = self.changes.fields.iter();
        changes
            .flat_map(|change| {
                let dirty = change.dirty.iter().map(|block| block.id);
                let reshaped = change.reshaped.iter().flatten().copied();
                change.created.iter().copied().chain(dirty).chain(reshaped)
            })
            .collect()
    }

    /// Where a place is now that was valid when so much had happened.
    pub(crate) fn moved_since(&self, shifts: usize, at: Position) -> Option<Position> {
        self.map.map_since(shifts, at, Side::Before)
    }

    /// How much has happened to places so far.
    pub(super) fn shifts(&self) -> usize {
        self.map.shifts().len()
    }

    /// The number of what this copy writes next.
    pub(super) fn clock(&self) -> u32 {
        self.draft.clock()
    }

    /// The selection if what it says is there, else a caret in the first text.
    pub(super) fn standing(&self, selection: Selection) -> Selection {
        let projection = self.projection();
        let stands = match selection {
            Selection::Text { anchor, head } => {
                projection.clamp(anchor).is_some() && projection.clamp(head).is_some()
            }
            Selection::Node(id) => projection.block(id).is_some(),
            Selection::Cells { anchor, head } => {
                projection.block(anchor).is_some() && projection.block(head).is_some()
            }
        };
        match projection.textblocks().next().filter(|_| !stands) {
            Some(first) => Selection::caret(first.id, 0),
            None => selection,
        }
    }

    /// The last block of a field is a paragraph, as Tiptap keeps it: else each visit would edit.
    pub(super) fn trail(&mut self) {
        let projection = self.projection();
        let last = projection
            .roots()
            .last()
            .and_then(|id| projection.block(*id));
        if self.updates.is_empty() || last.is_none_or(|block| block.kind == BlockKind::Paragraph) {
            return;
        }
        let end = projection.roots().len();
        self.step(|surgery| surgery.insert_block(None, end, &Node::paragraph("")));
    }

    pub(super) fn finish(self, selection: Option<Selection>) -> Edited {
        Edited {
            field: self.field,
            update: merge(self.updates),
            changes: self.changes,
            map: self.map,
            selection,
            refused: None,
        }
    }
}
