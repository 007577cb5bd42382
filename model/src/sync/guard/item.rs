//! The items of an update, one after the other, as `UpdateEncoderV1` writes them.

use super::Ranges;
use crate::{
    limits::NESTING_DEPTH,
    sync::{ClientId, Malformed, json, lib0::Reader},
};
use std::ops::Range;

/// The blocks of one replica; how many they are.
pub(super) fn client_blocks<'a>(
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
    if inserts.has_client(client) {
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
    pub place: Option<Origins<'a>>,
    pub content: ItemContent<'a>,
}

/// What an item holds, as far as it matters where it may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemContent<'a> {
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
pub(crate) struct Origins<'a> {
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

pub(super) struct WireStruct<'a> {
    pub clocks: u32,
    skipped: bool,
    place: Option<Origins<'a>>,
    content: ItemContent<'a>,
}

/// A whole info byte: a collected range.
pub(super) const GC: u8 = 0;
/// A whole info byte: a range that the update leaves out.
const SKIP: u8 = 10;
const HAS_ORIGIN: u8 = 0b1000_0000;
const HAS_RIGHT_ORIGIN: u8 = 0b0100_0000;
const HAS_PARENT_KEY: u8 = 0b0010_0000;

pub(super) fn block<'a>(reader: &mut Reader<'a>) -> Result<WireStruct<'a>, Malformed> {
    let info = reader.byte()?;
    if info == GC || info == SKIP {
        let clocks = reader.small_number()?;
        return if clocks == 0 {
            Err(Malformed::Number)
        } else {
            Ok(WireStruct {
                clocks,
                skipped: info == SKIP,
                place: None,
                content: ItemContent::Gone,
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
    Ok(WireStruct {
        clocks,
        skipped: false,
        place: Some(Origins {
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
fn content<'a>(reader: &mut Reader<'a>, tag: u8) -> Result<(u32, ItemContent<'a>), Malformed> {
    match tag {
        1 => Ok((reader.small_number()?, ItemContent::Gone)),
        3 => reader.bytes().map(|_| (1, ItemContent::Foreign)),
        4 => {
            let units = reader.string()?.encode_utf16().count();
            let units = u32::try_from(units).map_err(|_| Malformed::Number)?;
            Ok((units, ItemContent::Letters))
        }
        5 => json::check(reader.string()?).map(|()| (1, ItemContent::Foreign)),
        6 => {
            let (key, value) = (reader.string()?, reader.string()?);
            json::check(value)?;
            let value_bytes = value.len();
            Ok((1, ItemContent::Mark { key, value_bytes }))
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
            Ok((count, ItemContent::Value { bytes }))
        }
        _ => Err(Malformed::Tag),
    }
}

/// Array, map, text, element, fragment or XML text. Hooks and weak links are refused.
fn shared_type<'a>(reader: &mut Reader<'a>) -> Result<ItemContent<'a>, Malformed> {
    match reader.byte()? {
        0 | 1 | 2 | 4 => Ok(ItemContent::Foreign),
        3 => Ok(ItemContent::Element {
            tag: reader.string()?,
        }),
        6 => Ok(ItemContent::Text),
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
