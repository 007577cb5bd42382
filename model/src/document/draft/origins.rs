//! Who wrote what: every unit of text carries the id of the copy that inserted it.

use super::Draft;
use crate::{
    document::{
        position::BlockId,
        projection::{
            Block, Span,
            read::{self, TextPiece},
        },
    },
    proposal::FieldName,
};
use std::{collections::BTreeMap, ops::Range};
use yrs::{Assoc, ID, IndexedSequence, ReadTxn, Transact, XmlOut, XmlTextRef};

/// Units of a block that one copy wrote in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// In UTF-16 units of the block; a hard break counts 1.
    pub units: Range<u32>,
    /// The copy's client id, and the number that it gave to the first of these units.
    pub client: u64,
    pub clock: u32,
}

impl Draft {
    /// Who wrote the text of a block, in order; breaks are left out.
    pub fn origins(&self, field: &FieldName, block: BlockId) -> Vec<Origin> {
        let mut origins = Vec::new();
        if self.projection(field).block(block).is_none() {
            return origins;
        }
        let txn = self.doc.transact();
        let pieces = match read::branch(block, &txn) {
            Some(XmlOut::Element(element)) => read::pieces(&element, &txn).0,
            _ => Vec::new(),
        };
        let mut start = 0;
        for piece in &pieces {
            if let TextPiece::Text { text, units, .. } = piece {
                of_text(text, start, *units, &txn, &mut origins);
            }
            start += piece.units();
        }
        origins
    }
}

impl Draft {
    /// How many characters of a field each copy wrote, as [`Projection::chars`] counts them; those of
    /// nobody under none.
    ///
    /// [`Projection::chars`]: crate::document::projection::Projection::chars
    pub fn wrote(&self, field: &FieldName) -> BTreeMap<Option<u64>, usize> {
        let mut counts = BTreeMap::new();
        for block in self.projection(field).textblocks() {
            let origins = self.origins(field, block.id);
            count(block, &origins, &mut counts);
        }
        counts
    }
}

/// Adds the characters of a block to those who wrote them.
fn count(block: &Block, origins: &[Origin], counts: &mut BTreeMap<Option<u64>, usize>) {
    let (mut at, mut origins) = (0, origins.iter().peekable());
    for span in block.spans() {
        let Span::Text { text, .. } = span else {
            at += 1;
            continue;
        };
        for c in text.chars() {
            while origins.next_if(|origin| origin.units.end <= at).is_some() {}
            let by = origins.peek().filter(|it| it.units.contains(&at));
            *counts.entry(by.map(|it| it.client)).or_default() += 1;
            at += c.len_utf16() as u32;
        }
    }
}

fn of_text<T: ReadTxn>(
    text: &XmlTextRef,
    start: u32,
    units: u32,
    txn: &T,
    origins: &mut Vec<Origin>,
) {
    for at in 0..units {
        let place = text.sticky_index(txn, at, Assoc::After);
        let Some(id) = place.as_ref().and_then(|place| place.id()) else {
            continue;
        };
        push(origins, start + at, *id);
    }
}

fn push(origins: &mut Vec<Origin>, at: u32, id: ID) {
    let client = id.client.get();
    match origins.last_mut() {
        Some(last)
            if last.client == client
                && last.units.end == at
                && last.clock + (last.units.end - last.units.start) == id.clock =>
        {
            last.units.end += 1;
        }
        _ => origins.push(Origin {
            units: at..at + 1,
            client,
            clock: id.clock,
        }),
    }
}
