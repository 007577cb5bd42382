//! Looks at awareness updates, and at JSON from outside.

use crate::{
    limits::{AWARENESS_BYTES, AWARENESS_ENTRIES, NESTING_DEPTH},
    sync::{ClientId, Malformed, lib0::Reader},
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
    json(state)?;
    Ok(PresenceEntry {
        client,
        clock,
        state: (state != "null").then_some(state),
    })
}

/// Checks that a text is JSON and not nested too deeply.
pub fn json(text: &str) -> Result<(), Malformed> {
    json_depth(text)?;
    serde_json::from_str::<serde::de::IgnoredAny>(text)
        .map(|_| ())
        .map_err(|_| Malformed::Json)
}

/// Counts brackets outside of strings.
fn json_depth(text: &str) -> Result<(), Malformed> {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > NESTING_DEPTH {
                    return Err(Malformed::Depth);
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}
