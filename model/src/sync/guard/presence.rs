//! Looks at awareness updates.

use crate::{
    limits::{AWARENESS_BYTES, AWARENESS_ENTRIES},
    sync::{ClientId, Malformed, json, lib0::Reader},
};

/// One replica's presence on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresenceEntry<'a> {
    pub client: ClientId,
    pub clock: u32,
    /// JSON, or nothing when the replica has left.
    pub state: Option<&'a str>,
}

/// Walks an awareness update.
pub fn awareness(bytes: &[u8]) -> Result<Vec<PresenceEntry<'_>>, Malformed> {
    let mut reader = Reader::new(bytes);
    let count = reader.count(3)?;
    if count > AWARENESS_ENTRIES {
        return Err(Malformed::TooLarge);
    }
    let entries = (0..count).map(|_| entry(&mut reader));
    let entries = entries.collect::<Result<Vec<_>, _>>()?;
    if reader.is_empty() {
        Ok(entries)
    } else {
        Err(Malformed::Trailing)
    }
}

fn entry<'a>(reader: &mut Reader<'a>) -> Result<PresenceEntry<'a>, Malformed> {
    let client = reader.number()?;
    let clock = reader.small_number()?;
    let state = reader.string()?;
    if state.len() > AWARENESS_BYTES {
        return Err(Malformed::TooLarge);
    }
    json::check(state)?;
    Ok(PresenceEntry {
        client,
        clock,
        state: (state != "null").then_some(state),
    })
}
