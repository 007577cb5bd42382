//! Looks at the bytes of an update, a state vector or an awareness update before yrs does.
//!
//! yrs 0.28 decodes nested values by recursion without a limit (60 KB of nested arrays end the
//! process, and no unwinding catches that) and reserves what a count claims. So this walk goes first:
//! it reserves nothing, recurses at most [`NESTING_DEPTH`] deep, measures every count against the
//! bytes that are there, and refuses what Talka's documents never hold. What it brings back is what a
//! room must know to decide: whose clocks an update moves, and what it deletes.
//!
//! The format is that of Yjs' `UpdateEncoderV1`, lib0's `writeAny` and y-protocols' `awareness.js`.
//!
//! What cannot be seen in the bytes of one update alone (how deep its items lie in the tree, which
//! list holds them, how many others were written at the same place) is the matter of [`outline`].

mod order;
pub mod outline;
mod prune;

use super::{
    ClientId, Malformed,
    lib0::{Reader, write_number},
};
use crate::limits::{AWARENESS_BYTES, AWARENESS_ENTRIES, NESTING_DEPTH};
use std::{collections::BTreeMap, ops::Range};

/// The next clock of every replica: what a state vector says.
pub type Clocks = BTreeMap<ClientId, u32>;

/// Ranges of clocks by replica, sorted and merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges(BTreeMap<ClientId, Vec<Range<u32>>>);

/// What an update brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The clocks of the items it holds.
    pub inserts: Ranges,
    /// The clocks of the items it deletes.
    pub deletes: Ranges,
    /// How many items, gaps and deleted ranges it is made of: its size in memory goes with them.
    pub blocks: usize,
}

impl Ranges {
    /// Every replica with its ranges.
    pub fn iter(&self) -> impl Iterator<Item = (ClientId, &[Range<u32>])> {
        self.0.iter().map(|(client, ranges)| (*client, &ranges[..]))
    }

    /// Whether there is no range.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this clock of a replica is in these ranges.
    pub fn has(&self, client: ClientId, clock: u32) -> bool {
        let own = self.0.get(&client).map_or(&[][..], |own| own);
        let found = own.partition_point(|own| own.end <= clock);
        own.get(found).is_some_and(|own| own.start <= clock)
    }

    /// Whether every clock of `other` is in these ranges.
    pub fn covers(&self, other: &Ranges) -> bool {
        other.iter().all(|(client, ranges)| {
            let own = self.0.get(&client).map_or(&[][..], |own| own);
            ranges.iter().all(|range| {
                let found = own.partition_point(|own| own.end < range.end);
                own.get(found).is_some_and(|own| own.start <= range.start)
            })
        })
    }

    /// The parts of these ranges that `known` does not have.
    pub fn beyond(&self, known: &Ranges) -> Vec<(ClientId, Range<u32>)> {
        let mut news = Vec::new();
        for (client, ranges) in self.iter() {
            let known = known.0.get(&client).map_or(&[][..], |known| known);
            for range in ranges {
                let mut start = range.start;
                let first = known.partition_point(|known| known.end <= range.start);
                for known in known[first..]
                    .iter()
                    .take_while(|known| known.start < range.end)
                {
                    if start < known.start {
                        news.push((client, start..known.start));
                    }
                    start = known.end;
                }
                if start < range.end {
                    news.push((client, start..range.end));
                }
            }
        }
        news
    }

    /// The first clock of a replica that is not in these ranges.
    pub fn end(&self, client: ClientId) -> u32 {
        let first = self.0.get(&client).and_then(|ranges| ranges.first());
        first
            .filter(|range| range.start == 0)
            .map_or(0, |range| range.end)
    }

    /// The state vector of whoever has these clocks: of each replica those up to the first hole.
    pub fn state_vector(&self) -> Vec<u8> {
        let ends = self.iter().map(|(client, _)| (client, self.end(client)));
        let ends: Vec<_> = ends.filter(|(_, end)| *end > 0).collect();
        let mut out = Vec::new();
        write_number(&mut out, ends.len() as u64);
        for (client, end) in ends {
            write_number(&mut out, client);
            write_number(&mut out, u64::from(end));
        }
        out
    }

    /// Takes in everything that is in `other`.
    pub fn extend(&mut self, other: Ranges) {
        for (client, ranges) in other.0 {
            let mut all = self.0.remove(&client).unwrap_or_default();
            let follows = match (&mut all[..], &ranges[..]) {
                ([.., last], [next]) if last.end == next.start => {
                    last.end = next.end;
                    true
                }
                _ => false,
            };
            if !follows {
                all.extend(ranges);
            }
            self.add(client, all);
        }
    }

    /// Adds the ranges of one replica, in any order.
    fn add(&mut self, client: ClientId, mut ranges: Vec<Range<u32>>) {
        ranges.retain(|range| !range.is_empty());
        ranges.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<u32>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        if !merged.is_empty() {
            self.0.insert(client, merged);
        }
    }
}

impl Contents {
    /// Whether the update says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.inserts.is_empty() && self.deletes.is_empty()
    }
}

/// Walks an update and says what it brings.
pub fn update(bytes: &[u8]) -> Result<Contents, Malformed> {
    walk(bytes, &mut |_| {})
}

/// The items and collected ranges of an update, replica by replica in the order of their clocks.
pub(crate) fn items(bytes: &[u8]) -> Result<Vec<Item<'_>>, Malformed> {
    let mut items = Vec::new();
    walk(bytes, &mut |item| items.push(item)).map(|_| items)
}

fn walk<'a>(bytes: &'a [u8], each: &mut dyn FnMut(Item<'a>)) -> Result<Contents, Malformed> {
    let mut reader = Reader::new(bytes);
    let mut blocks = 0;
    let mut inserts = Ranges::default();
    for _ in 0..reader.count(3)? {
        blocks += client_blocks(&mut reader, &mut inserts, each)?;
    }
    let deletes = delete_set(&mut reader)?;
    blocks += deletes.iter().map(|(_, own)| own.len()).sum::<usize>();
    if !reader.is_empty() {
        return Err(Malformed::Trailing);
    }
    Ok(Contents {
        inserts,
        deletes,
        blocks,
    })
}

/// Walks a state vector.
pub fn state_vector(bytes: &[u8]) -> Result<Clocks, Malformed> {
    let mut reader = Reader::new(bytes);
    let mut clocks = Clocks::new();
    for _ in 0..reader.count(2)? {
        let client = reader.number()?;
        clocks.insert(client, reader.small_number()?);
    }
    if reader.is_empty() {
        Ok(clocks)
    } else {
        Err(Malformed::Trailing)
    }
}

/// One replica's presence on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    pub client: ClientId,
    pub clock: u32,
    /// JSON, or nothing when the replica has left.
    pub state: Option<&'a str>,
}

/// Walks an awareness update.
pub fn awareness(bytes: &[u8]) -> Result<Vec<Entry<'_>>, Malformed> {
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

fn entry<'a>(reader: &mut Reader<'a>) -> Result<Entry<'a>, Malformed> {
    let client = reader.number()?;
    let clock = reader.small_number()?;
    let state = reader.string()?;
    if state.len() > AWARENESS_BYTES {
        return Err(Malformed::TooLarge);
    }
    json(state)?;
    Ok(Entry {
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

/// The blocks of one replica; how many they are.
fn client_blocks<'a>(
    reader: &mut Reader<'a>,
    inserts: &mut Ranges,
    each: &mut dyn FnMut(Item<'a>),
) -> Result<usize, Malformed> {
    let blocks = reader.count(2)?;
    let client = reader.number()?;
    let mut clock = reader.small_number()?;
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for _ in 0..blocks {
        let block = block(reader)?;
        let end = clock.checked_add(block.clocks).ok_or(Malformed::Number)?;
        match ranges.last_mut() {
            _ if block.skipped => {}
            Some(last) if last.end == clock => last.end = end,
            _ => ranges.push(clock..end),
        }
        if !block.skipped {
            each(Item {
                client,
                clocks: clock..end,
                place: block.place,
                content: block.content,
            });
        }
        clock = end;
    }
    if inserts.0.contains_key(&client) {
        return Err(Malformed::Tag);
    }
    inserts.add(client, ranges);
    Ok(blocks)
}

/// A replica and a clock.
pub(crate) type ItemId = (ClientId, u32);

/// Letters, an element or anything else that one replica wrote at one place.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a> {
    pub client: ClientId,
    pub clocks: Range<u32>,
    /// None for what was collected.
    pub place: Option<Place<'a>>,
    pub content: Content<'a>,
}

/// What an item holds, as far as it matters where it may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content<'a> {
    /// Something that was deleted or collected.
    Gone,
    Letters,
    /// A mark that begins or ends.
    Mark {
        key: &'a str,
        value_bytes: usize,
    },
    Element {
        tag: &'a str,
    },
    Text,
    /// A value, such as that of an attribute.
    Value {
        bytes: usize,
    },
    /// What no document of ours holds: embeds, binary data, lists, maps, fragments.
    Foreign,
}

/// Where an item was written: between these two, or in this parent when it has no neighbours.
#[derive(Clone, Debug)]
pub(crate) struct Place<'a> {
    pub left: Option<ItemId>,
    pub right: Option<ItemId>,
    pub parent: Option<Parent<'a>>,
    /// The key whose value it is, such as an attribute's name; known when the parent is.
    pub key: Option<&'a str>,
}

/// What holds an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Parent<'a> {
    Root(&'a str),
    Node(ItemId),
}

struct Block<'a> {
    clocks: u32,
    skipped: bool,
    place: Option<Place<'a>>,
    content: Content<'a>,
}

/// A whole info byte: a collected range.
const GC: u8 = 0;
/// A whole info byte: a range that the update leaves out.
const SKIP: u8 = 10;
const HAS_ORIGIN: u8 = 0b1000_0000;
const HAS_RIGHT_ORIGIN: u8 = 0b0100_0000;
const HAS_PARENT_KEY: u8 = 0b0010_0000;

fn block<'a>(reader: &mut Reader<'a>) -> Result<Block<'a>, Malformed> {
    let info = reader.byte()?;
    if info == GC || info == SKIP {
        let clocks = reader.small_number()?;
        return if clocks == 0 {
            Err(Malformed::Number)
        } else {
            Ok(Block {
                clocks,
                skipped: info == SKIP,
                place: None,
                content: Content::Gone,
            })
        };
    }
    let has = |flag: u8| info & flag != 0;
    let mut neighbour = |flag| has(flag).then(|| item_id(reader)).transpose();
    let (left, right) = (neighbour(HAS_ORIGIN)?, neighbour(HAS_RIGHT_ORIGIN)?);
    let (parent, key) = match (left, right) {
        (None, None) => {
            let parent = Some(parent(reader)?);
            let key = has(HAS_PARENT_KEY).then(|| reader.string());
            (parent, key.transpose()?)
        }
        _ => (None, None),
    };
    let (clocks, content) = content(reader, info & 0b1111)?;
    Ok(Block {
        clocks,
        skipped: false,
        place: Some(Place {
            left,
            right,
            parent,
            key,
        }),
        content,
    })
}

fn item_id(reader: &mut Reader<'_>) -> Result<ItemId, Malformed> {
    Ok((reader.number()?, reader.small_number()?))
}

fn parent<'a>(reader: &mut Reader<'a>) -> Result<Parent<'a>, Malformed> {
    match reader.number()? {
        0 => Ok(Parent::Node(item_id(reader)?)),
        1 => Ok(Parent::Root(reader.string()?)),
        _ => Err(Malformed::Tag),
    }
}

/// How many clocks an item's content takes, and what it is.
///
/// Refused although Yjs knows them: JSON (2, replaced by 8 since Yjs 13), documents in documents (9).
fn content<'a>(reader: &mut Reader<'a>, tag: u8) -> Result<(u32, Content<'a>), Malformed> {
    match tag {
        1 => Ok((reader.small_number()?, Content::Gone)),
        3 => reader.bytes().map(|_| (1, Content::Foreign)),
        4 => {
            let units = reader.string()?.encode_utf16().count();
            let units = u32::try_from(units).map_err(|_| Malformed::Number)?;
            Ok((units, Content::Letters))
        }
        5 => json(reader.string()?).map(|()| (1, Content::Foreign)),
        6 => {
            let (key, value) = (reader.string()?, reader.string()?);
            json(value)?;
            let value_bytes = value.len();
            Ok((1, Content::Mark { key, value_bytes }))
        }
        7 => shared_type(reader).map(|content| (1, content)),
        8 => {
            let before = reader.rest().len();
            let count = reader.count(1)?;
            for _ in 0..count {
                any(reader, NESTING_DEPTH)?;
            }
            let count = u32::try_from(count).map_err(|_| Malformed::Number)?;
            let bytes = before - reader.rest().len();
            Ok((count, Content::Value { bytes }))
        }
        _ => Err(Malformed::Tag),
    }
}

/// Array, map, text, element, fragment or XML text. Hooks and weak links are refused.
fn shared_type<'a>(reader: &mut Reader<'a>) -> Result<Content<'a>, Malformed> {
    match reader.byte()? {
        0 | 1 | 2 | 4 => Ok(Content::Foreign),
        3 => Ok(Content::Element {
            tag: reader.string()?,
        }),
        6 => Ok(Content::Text),
        _ => Err(Malformed::Tag),
    }
}

/// A lib0 `any` value.
fn any(reader: &mut Reader<'_>, depth_left: usize) -> Result<(), Malformed> {
    let deeper = depth_left.checked_sub(1).ok_or(Malformed::Depth)?;
    match reader.byte()? {
        120 | 121 | 126 | 127 => Ok(()),
        125 => signed_number(reader),
        124 => reader.take(4).map(|_| ()),
        122 | 123 => reader.take(8).map(|_| ()),
        119 => reader.string().map(|_| ()),
        118 => {
            for _ in 0..reader.count(2)? {
                reader.string()?;
                any(reader, deeper)?;
            }
            Ok(())
        }
        117 => {
            for _ in 0..reader.count(1)? {
                any(reader, deeper)?;
            }
            Ok(())
        }
        116 => reader.bytes().map(|_| ()),
        _ => Err(Malformed::Tag),
    }
}

/// A signed varint: at most 63 bits, so at most ten bytes.
fn signed_number(reader: &mut Reader<'_>) -> Result<(), Malformed> {
    for _ in 0..9 {
        if reader.byte()? < 0x80 {
            return Ok(());
        }
    }
    Err(Malformed::Number)
}

fn delete_set(reader: &mut Reader<'_>) -> Result<Ranges, Malformed> {
    let mut deletes = Ranges::default();
    for _ in 0..reader.count(2)? {
        let client = reader.number()?;
        let count = reader.count(2)?;
        let ranges = (0..count).map(|_| {
            let start = reader.small_number()?;
            let clocks = reader.small_number()?;
            let end = start.checked_add(clocks).ok_or(Malformed::Number)?;
            Ok(start..end)
        });
        let ranges = ranges.collect::<Result<Vec<_>, Malformed>>()?;
        if deletes.0.contains_key(&client) {
            return Err(Malformed::Tag);
        }
        deletes.add(client, ranges);
    }
    Ok(deletes)
}

#[cfg(test)]
mod tests;
