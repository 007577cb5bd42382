//! Where this person writes: the blocks and the selection that follow what others do.

use super::{Changes, Draft, history, stranded::Left};
use crate::{
    document::position::{BlockId, Selection},
    proposal::FieldName,
};
use std::collections::VecDeque;

/// So many blocks are remembered in which this person wrote.
const WRITTEN_BLOCKS: usize = 64;

/// What of this person's an update from elsewhere may displace.
#[derive(Default)]
pub(super) struct Near {
    /// Where this person wrote, the latest last.
    written: VecDeque<(FieldName, BlockId)>,
    pub(super) selection: Option<(FieldName, Selection)>,
    /// Copies that this person wrote with before, whose changes still go out.
    pub(super) former: Vec<u64>,
    /// How often letters were brought since this person last did something.
    pub(super) brought: u32,
    /// Letters that were brought, where others may still see them.
    pub(super) left: VecDeque<Left>,
    /// What went after the text that it was typed in, to be sent.
    pub(super) updates: Vec<Vec<u8>>,
}

impl Near {
    /// Remembers in which blocks this person's own change wrote.
    pub(super) fn wrote(&mut self, changes: &Changes) {
        for change in &changes.fields {
            let dirty = change.dirty.iter().map(|block| block.id);
            for id in dirty.chain(change.created.iter().copied()) {
                let known =
                    |(field, block): &(FieldName, BlockId)| *block == id && *field == change.field;
                match self.written.iter().rposition(known) {
                    Some(at) if at + 1 == self.written.len() => continue,
                    Some(at) => drop(self.written.remove(at)),
                    None if self.written.len() == WRITTEN_BLOCKS => {
                        drop(self.written.pop_front());
                    }
                    None => {}
                }
                self.written.push_back((change.field.clone(), id));
            }
        }
    }

    /// Every block that is near, once.
    pub(super) fn blocks(&self) -> Vec<(FieldName, BlockId)> {
        let mut blocks: Vec<_> = self.written.iter().cloned().collect();
        if let Some((field, Selection::Text { anchor, head })) = &self.selection {
            for at in [anchor, head] {
                let place = (field.clone(), at.block);
                if !blocks.contains(&place) {
                    blocks.push(place);
                }
            }
        }
        blocks
    }
}

impl Draft {
    /// Follows a selection through what comes from elsewhere from now on.
    pub fn watch(&mut self, place: Option<(FieldName, Selection)>) {
        self.near.selection = place;
    }

    /// Where the watched selection is now; none when what it stood in is gone.
    pub fn watched(&self) -> Option<&(FieldName, Selection)> {
        self.near.selection.as_ref()
    }

    /// Takes in a change that this person made with another copy and that nobody else has yet.
    pub fn recall(&mut self, update: &[u8]) -> Result<Changes, super::DocumentError> {
        let contents = crate::sync::guard::update(update).map_err(super::malformed)?;
        let changes = self.apply(update)?;
        let clients = contents.inserts.iter().map(|(client, _)| client);
        self.near.former.extend(clients);
        self.near.wrote(&changes);
        Ok(changes)
    }

    /// What this copy did by itself since it was last asked: it brought this person's letters to the
    /// text they were typed in. To be sent as if this person had done it.
    pub fn take_reunited(&mut self) -> Vec<u8> {
        super::merge(std::mem::take(&mut self.near.updates))
    }

    pub(super) fn keep_selection(&self) -> Option<history::Kept> {
        let (field, selection) = self.near.selection.as_ref()?;
        history::keep(&self.doc, &self.fields, field, *selection)
    }
}
