//! Who wrote what: every unit of text carries the id of the copy that inserted it.

use super::{DocumentError, Draft, malformed};
use crate::{
    document::{
        position::BlockId,
        projection::read::{self, Piece},
    },
    limits,
    proposal::FieldName,
};
use std::ops::Range;
use yrs::{
    Assoc, ID, IdSet, IndexedSequence, ReadTxn, Transact, Update, XmlOut, XmlTextRef,
    updates::decoder::Decode,
};

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
            if let Piece::Text { text, units, .. } = piece {
                of_text(text, start, *units, &txn, &mut origins);
            }
            start += piece.units();
        }
        origins
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

/// What one update deleted.
#[derive(Clone, Debug)]
pub struct Deletions(IdSet);

impl Deletions {
    /// Reads an update; a bounded reader must have looked at it before.
    pub fn of(update: &[u8]) -> Result<Deletions, DocumentError> {
        let size_bytes = update.len();
        if size_bytes > limits::DOCUMENT_BYTES {
            return Err(DocumentError::TooBig { size_bytes });
        }
        let update = Update::decode_v1(update).map_err(malformed)?;
        Ok(Deletions(update.delete_set().clone()))
    }

    /// Whether a unit is among what was deleted.
    pub fn has(&self, client: u64, clock: u32) -> bool {
        self.0.contains(&ID::new(yrs::ClientID::new(client), clock))
    }
}
