//! Positions that stick to their neighbours: Yjs relative positions, as y-prosemirror writes them.

use super::{Draft, Field};
use crate::{
    document::{
        position::{BlockId, Position, Side},
        projection::{
            Projection,
            read::{self, TextPiece},
        },
    },
    proposal::FieldName,
    sync::{json, lib0::MAX_SAFE_INTEGER},
};
use yrs::{
    Assoc, BranchID, ClientID, ID, IndexScope, IndexedSequence, ReadTxn, StickyIndex, Transact,
    Xml, XmlElementRef, XmlOut,
    branch::{Branch, BranchPtr},
};

impl Draft {
    /// A place as relative position JSON; none when the block is no living textblock.
    pub fn relative(&self, field: &FieldName, position: Position, side: Side) -> Option<String> {
        let position = self.projection(field).clamp(position)?;
        let index = relative(position, side, self.projection(field), &self.doc.transact())?;
        Some(write(&index))
    }

    /// The place of relative position JSON; none when it is not one, or what it stands in is gone.
    pub fn absolute(&self, json: &str) -> Option<(FieldName, Position)> {
        let index = read(json)?;
        let txn = self.doc.transact();
        let field = self.field_of(&index, &txn)?;
        let Field { projection, .. } = self.fields.get(&field)?;
        let (_, position) = absolute(&index, projection, &txn)?;
        Some((field, position))
    }

    pub(super) fn field_of<T: ReadTxn>(&self, index: &StickyIndex, txn: &T) -> Option<FieldName> {
        let mut branch = index.get_offset(txn)?.branch;
        while let Some(parent) = parent(branch) {
            branch = parent;
        }
        match branch.id() {
            BranchID::Root(name) => name.parse().ok(),
            BranchID::Nested(_) => None,
        }
    }
}

/// The item that relative position JSON names; none where it names what an item would stand in.
pub(crate) fn item(json: &str) -> Option<ID> {
    match read(json)?.scope() {
        IndexScope::Relative(id) => Some(*id),
        _ => None,
    }
}

/// Relative position JSON as `Y.relativePositionToJSON` writes it.
fn write(index: &StickyIndex) -> String {
    let id = |id: &ID| format!("{{\"client\":{},\"clock\":{}}}", id.client, id.clock);
    let (name, value) = match index.scope() {
        IndexScope::Relative(item) => ("item", id(item)),
        IndexScope::Nested(kind) => ("type", id(kind)),
        IndexScope::Root(name) => ("tname", json::quote(name)),
    };
    let side = match index.assoc {
        Assoc::After => 0,
        Assoc::Before => -1,
    };
    format!("{{\"{name}\":{value},\"assoc\":{side}}}")
}

/// Reads relative position JSON as `Y.createRelativePositionFromJSON` does.
fn read(position: &str) -> Option<StickyIndex> {
    let id = |name| {
        let value = json::member(position, name)?;
        let number = |name| json::integer(json::member(value, name)?);
        let client = u64::try_from(number("client")?).ok()?;
        let client = (client <= MAX_SAFE_INTEGER).then_some(client)?;
        Some(ID::new(
            ClientID::new(client),
            u32::try_from(number("clock")?).ok()?,
        ))
    };
    let root = || {
        Some(IndexScope::Root(
            json::text(json::member(position, "tname")?)?.into(),
        ))
    };
    let scope = id("item").map(IndexScope::Relative).or_else(root);
    let scope = scope.or_else(|| id("type").map(IndexScope::Nested))?;
    let assoc = match json::member(position, "assoc") {
        Some(side) if json::integer(side)? < 0 => Assoc::Before,
        _ => Assoc::After,
    };
    Some(StickyIndex::new(scope, assoc))
}

fn parent(branch: BranchPtr) -> Option<BranchPtr> {
    let parent = match XmlOut::try_from(branch).ok()? {
        XmlOut::Element(element) => Xml::parent(&element),
        XmlOut::Text(text) => Xml::parent(&text),
        XmlOut::Fragment(fragment) => fragment.parent(),
    }?;
    Some(BranchPtr::from(AsRef::<Branch>::as_ref(&parent)))
}

/// The pieces of a textblock; its runs are read only when something hidden stands in it.
fn pieces<T: ReadTxn>(element: &XmlElementRef, projection: &Projection, txn: &T) -> Vec<TextPiece> {
    let block = read::id_of(element).and_then(|id| projection.block(id));
    match block.is_some_and(|block| block.littered) {
        true => read::pieces(element, txn).0,
        false => read::lengths(element, txn),
    }
}

/// A sticky index for a place in a living textblock.
pub(super) fn relative<T: ReadTxn>(
    position: Position,
    side: Side,
    projection: &Projection,
    txn: &T,
) -> Option<StickyIndex> {
    let element = match read::branch(position.block, txn)? {
        XmlOut::Element(element) => element,
        XmlOut::Text(text) => return in_sequence(&text, position.offset, side, txn),
        XmlOut::Fragment(_) => return None,
    };
    let pieces = pieces(&element, projection, txn);
    let mut start = 0;
    let mut best = None;
    for (index, piece) in pieces.iter().enumerate() {
        let end = start + piece.units();
        if let TextPiece::Text { text, hidden, .. } = piece
            && (start..=end).contains(&position.offset)
        {
            let inner = position.offset - start;
            let inner = inner + hidden.iter().filter(|at| **at < inner).count() as u32;
            let place = in_sequence(text, inner, side, txn);
            // At a border the side decides: the text that ends here, or the one that begins.
            if best.is_none() || (side == Side::After && end > start) {
                best = place;
            }
        }
        if position.offset == end
            && side == Side::Before
            && *piece == TextPiece::Break
            && best.is_none()
        {
            best = in_sequence(&element, index as u32 + 1, side, txn);
        }
        // Before a break that no text stands before: the break itself, or what ends there.
        if position.offset == start && *piece == TextPiece::Break && best.is_none() {
            best = in_sequence(&element, index as u32, side, txn);
        }
        start = end;
    }
    best.or_else(|| in_sequence(&element, pieces.len() as u32, side, txn))
}

/// The end of a sequence has no item to stick to, so the sequence itself stands for it.
fn in_sequence<S, T>(sequence: &S, index: u32, side: Side, txn: &T) -> Option<StickyIndex>
where
    S: IndexedSequence + AsRef<Branch>,
    T: ReadTxn,
{
    let assoc = match side {
        Side::Before => Assoc::Before,
        Side::After => Assoc::After,
    };
    let empty = AsRef::<Branch>::as_ref(sequence).len() == 0;
    if empty {
        return Some(StickyIndex::from_type(txn, sequence, Assoc::Before));
    }
    let index = sequence.sticky_index(txn, index, assoc);
    index.or_else(|| Some(StickyIndex::from_type(txn, sequence, assoc)))
}

/// The place of a sticky index, if what it stands in lives.
pub(super) fn absolute<T: ReadTxn>(
    index: &StickyIndex,
    projection: &Projection,
    txn: &T,
) -> Option<(BlockId, Position)> {
    let position = projection.clamp(exact(index, projection, txn)?)?;
    Some((position.block, position))
}

/// The same, also inside a character: its second half stands behind its first.
pub(super) fn exact<T: ReadTxn>(
    index: &StickyIndex,
    projection: &Projection,
    txn: &T,
) -> Option<Position> {
    let place = index.get_offset(txn)?;
    if place.branch.is_deleted() {
        return None;
    }
    let position = match XmlOut::try_from(place.branch).ok()? {
        XmlOut::Text(text) => {
            let id = read::id_of(&text)?;
            match Xml::parent(&text)? {
                XmlOut::Element(owner) if projection.block(id).is_none() => {
                    in_text(&owner, id, place.index, projection, txn)?
                }
                _ => Position::new(id, place.index),
            }
        }
        XmlOut::Element(element) => in_element(&element, place.index, projection, txn)?,
        XmlOut::Fragment(_) => beside(projection, None, place.index as usize)?,
    };
    let block = projection.block(position.block)?;
    block.is_textblock().then_some(position)
}

fn in_text<T: ReadTxn>(
    owner: &XmlElementRef,
    text: BlockId,
    index: u32,
    projection: &Projection,
    txn: &T,
) -> Option<Position> {
    let pieces = pieces(owner, projection, txn);
    let mut start = 0;
    for piece in &pieces {
        match piece {
            TextPiece::Text {
                text: other,
                hidden,
                ..
            } if read::id_of(other) == Some(text) => {
                let passed = |(number, at): (usize, &u32)| at + (number as u32) < index;
                let before = hidden
                    .iter()
                    .enumerate()
                    .filter(|entry| passed(*entry))
                    .count();
                return Some(Position::new(
                    read::id_of(owner)?,
                    start + index - before as u32,
                ));
            }
            _ => start += piece.units(),
        }
    }
    None
}

fn in_element<T: ReadTxn>(
    element: &XmlElementRef,
    index: u32,
    projection: &Projection,
    txn: &T,
) -> Option<Position> {
    let id = read::id_of(element)?;
    match projection.block(id) {
        Some(block) if block.is_textblock() => {
            let pieces = pieces(element, projection, txn);
            let offset = pieces
                .iter()
                .take(index as usize)
                .map(TextPiece::units)
                .sum();
            Some(Position::new(id, offset))
        }
        Some(_) => beside(projection, Some(id), index as usize),
        None => {
            // A break: the place before it.
            let owner = Xml::parent(element)?.into_xml_element()?;
            let index = read::values(&owner, txn)
                .iter()
                .position(|value| read::block_id(value) == Some(id))?;
            in_element(&owner, index as u32, projection, txn)
        }
    }
}

/// A place between blocks: the start of the text after it, else the end of the text before it.
fn beside(projection: &Projection, parent: Option<BlockId>, index: usize) -> Option<Position> {
    let children = projection.children(parent);
    if let Some(block) = children
        .get(index..)?
        .iter()
        .find_map(|id| projection.first_text(*id))
    {
        return Some(Position::new(block.id, 0));
    }
    let before = children.get(..index)?.iter().rev();
    let block = before
        .into_iter()
        .find_map(|id| projection.last_text(*id))?;
    Some(Position::new(block.id, block.units()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::document::{
        edit::Op,
        notation::{Sheet, field},
        position::{Range, Selection},
    };

    /// Every place of a document, there and back on both sides.
    #[track_caller]
    fn round_trips(line: &str) {
        let sheet = Sheet::of(1, line);
        for block in sheet.projection().textblocks() {
            for offset in 0..=block.units() {
                let at = Position::new(block.id, offset);
                if block.snap(offset) != offset {
                    continue;
                }
                for side in [Side::Before, Side::After] {
                    let json = sheet.draft.relative(&field(), at, side).unwrap();
                    let back = sheet.draft.absolute(&json);
                    assert_eq!(
                        back,
                        Some((field(), at)),
                        "{side:?} of {offset} in {line}: {json}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_place_comes_back() {
        round_trips("<p></p>");
        round_trips("<p>ab</p><h1>c</h1><p></p>");
        round_trips("<p>a<b>b</b><i>c</i>d</p>");
        round_trips("<p><br></p>");
        round_trips("<p>a<br>b</p><p><br>a</p><p>a<br></p><p><br><br></p><p>a<br><br>b</p>");
        round_trips("<p>𠀅a𠀊<br>𠀅</p>");
        round_trips("<ul><li><p>a</p><ul><li><p></p></li></ul></li></ul><p></p>");
        round_trips("<table><tr><td><p>ab</p></td><th><p></p></th></tr></table><p></p>");
    }

    #[test]
    fn the_json_is_that_of_yjs() {
        let sheet = Sheet::of(1, "<p>ab</p><p></p>");
        let place = |number: usize, offset, side| {
            let block = sheet.projection().roots()[number];
            sheet
                .draft
                .relative(&field(), Position::new(block, offset), side)
                .unwrap()
        };
        assert_eq!(
            place(0, 1, Side::After),
            r#"{"item":{"client":1,"clock":3},"assoc":0}"#
        );
        assert_eq!(
            place(0, 1, Side::Before),
            r#"{"item":{"client":1,"clock":2},"assoc":-1}"#
        );
        assert_eq!(
            place(0, 2, Side::After),
            r#"{"type":{"client":1,"clock":1},"assoc":0}"#
        );
        assert_eq!(
            place(1, 0, Side::After),
            r#"{"type":{"client":1,"clock":5},"assoc":-1}"#
        );
    }

    #[test]
    fn positions_of_y_prosemirror_are_understood() {
        let sheet = Sheet::of(1, "<p>ab</p><p></p>");
        let block = |number: usize| sheet.projection().roots()[number];
        let at = |json: &str| sheet.draft.absolute(json).map(|(_, at)| at);
        let nulls = r#"{"type":null,"tname":null,"item":{"client":1,"clock":3},"assoc":0}"#;
        assert_eq!(at(nulls), Some(Position::new(block(0), 1)));
        let element = r#"{"type":{"client":1,"clock":4},"tname":null,"item":null,"assoc":-1}"#;
        assert_eq!(at(element), Some(Position::new(block(1), 0)));
        let root = r#"{"type":null,"tname":"summary.en","item":null,"assoc":-1}"#;
        assert_eq!(at(root), Some(Position::new(block(0), 0)));
        for nonsense in [
            "",
            "{}",
            "null",
            "[1]",
            r#"{"item":{"client":77,"clock":3}}"#,
            r#"{"tname":"nowhere"}"#,
        ] {
            assert_eq!(at(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn places_stick_to_their_side_and_die_with_their_block() {
        let mut sheet = Sheet::of(1, "<p>a|b</p><p>c</p>");
        let block = sheet.projection().roots()[0];
        let place = |sheet: &Sheet, side| {
            sheet
                .draft
                .relative(&field(), Position::new(block, 1), side)
                .unwrap()
        };
        let (before, after) = (place(&sheet, Side::Before), place(&sheet, Side::After));
        sheet
            .act(&Op::InsertText {
                text: "xx".to_owned(),
                marks: None,
            })
            .unwrap();
        let offset =
            |sheet: &Sheet, json: &str| sheet.draft.absolute(json).map(|(_, at)| at.offset);
        assert_eq!(offset(&sheet, &before), Some(1));
        assert_eq!(offset(&sheet, &after), Some(3));
        let last = sheet.projection().roots()[1];
        let everything = Range {
            from: Position::new(block, 0),
            to: Position::new(last, 1),
        };
        sheet.selection = Some(Selection::text(everything.from, everything.to));
        sheet.act(&Op::Delete(everything)).unwrap();
        assert_eq!(offset(&sheet, &after), Some(0));
    }
}
