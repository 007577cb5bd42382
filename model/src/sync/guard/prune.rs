//! Takes items out of an update: in their place stand collected ranges of the same clocks.

use super::{
    Ranges,
    item::{GC, ItemId, block},
};
use crate::sync::{
    ClientId, Malformed,
    lib0::{Reader, write_number},
};
use std::collections::{HashMap, HashSet};

/// What is taken out of an update; items are named by the first clock that the update gives them.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// Items in whose place collected ranges stand.
    pub gone: HashSet<ItemId>,
    /// Up to which clock a replica's items stay; none when all of them do.
    pub ends: Option<HashMap<ClientId, u32>>,
}

/// The update without these items.
pub(super) fn without(bytes: &[u8], cut: &Cut) -> Result<Vec<u8>, Malformed> {
    let mut reader = Reader::new(bytes);
    let (mut out, mut kept) = (Vec::with_capacity(bytes.len()), 0);
    for _ in 0..reader.count(3)? {
        let blocks = reader.count(2)?;
        let client = reader.number()?;
        let mut clock = reader.small_number()?;
        let (first, mut own, mut count) = (clock, Vec::new(), 0);
        let end = cut.ends.as_ref().map_or(u32::MAX, |ends| {
            ends.get(&client).copied().unwrap_or_default()
        });
        for _ in 0..blocks {
            let before = reader.rest();
            let clocks = block(&mut reader)?.clocks;
            let raw = &before[..before.len() - reader.rest().len()];
            if clock < end {
                count += 1;
                match cut.gone.contains(&(client, clock)) {
                    true => {
                        own.push(GC);
                        write_number(&mut own, u64::from(clocks));
                    }
                    false => own.extend_from_slice(raw),
                }
            }
            clock = clock.checked_add(clocks).ok_or(Malformed::Number)?;
        }
        if count > 0 {
            kept += 1;
            write_number(&mut out, count);
            write_number(&mut out, client);
            write_number(&mut out, u64::from(first));
            out.extend(own);
        }
    }
    let mut update = Vec::with_capacity(out.len() + reader.rest().len() + 4);
    write_number(&mut update, kept);
    update.extend(out);
    update.extend_from_slice(reader.rest());
    Ok(update)
}

/// An update that says of these clocks, of each replica up to the first hole, that they were here and
/// are gone: who has something of them deletes it.
pub(crate) fn collected(clocks: &Ranges) -> Vec<u8> {
    let ends = clocks
        .iter()
        .map(|(client, _)| (client, clocks.end(client)));
    let ends: Vec<_> = ends.filter(|(_, end)| *end > 0).collect();
    let (mut blocks, mut deletes) = (Vec::new(), Vec::new());
    for (client, end) in &ends {
        for number in [1, *client, 0, u64::from(GC), u64::from(*end)] {
            write_number(&mut blocks, number);
        }
        for number in [*client, 1, 0, u64::from(*end)] {
            write_number(&mut deletes, number);
        }
    }
    let mut update = Vec::with_capacity(blocks.len() + deletes.len() + 8);
    write_number(&mut update, ends.len() as u64);
    update.extend(blocks);
    write_number(&mut update, ends.len() as u64);
    update.extend(deletes);
    update
}
