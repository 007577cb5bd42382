//! Textblocks as one row of UTF-16 units, and the way back to places.

use crate::document::{
    position::{BlockId, Position, Range},
    projection::{Block, Projection},
};

/// Some textblocks in document order; block ends and breaks are `\n`.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub units: Vec<u16>,
    starts: Vec<(BlockId, usize)>,
}

/// Most blocks that are looked through for surroundings: empty ones could go on for ever.
const AROUND_BLOCKS: usize = 8;

impl Text {
    /// All textblocks of a field.
    pub fn of_field(projection: &Projection) -> Text {
        Text::of(projection.textblocks())
    }

    /// These textblocks.
    pub fn of<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> Text {
        let mut text = Text::default();
        for block in blocks {
            if !text.starts.is_empty() {
                text.units.push(u16::from(b'\n'));
            }
            text.starts.push((block.id, text.units.len()));
            text.units.extend(block.text().encode_utf16());
        }
        text
    }

    /// The blocks from one place to another.
    pub fn between(projection: &Projection, range: Range) -> Text {
        let blocks = projection.textblocks_between(range.from.block, range.to.block);
        Text::of(blocks.into_iter().filter_map(|id| projection.block(id)))
    }

    /// The units between two places.
    pub fn within(projection: &Projection, range: Range) -> Vec<u16> {
        let text = Text::between(projection, range);
        let place = text.place(range);
        place.map_or(Vec::new(), |place| text.units[place].to_vec())
    }

    /// The blocks of a place and enough of those around it for that many units on both sides.
    pub fn around(
        projection: &Projection,
        range: Range,
        context_units: usize,
    ) -> Option<(Text, std::ops::Range<usize>)> {
        let mut blocks = projection.textblocks_between(range.from.block, range.to.block);
        let mut missing = context_units.saturating_sub(range.from.offset as usize);
        let mut first = range.from.block;
        for _ in 0..AROUND_BLOCKS {
            let Some(block) = projection.previous_text(first).filter(|_| missing > 0) else {
                break;
            };
            missing = missing.saturating_sub(block.units() as usize);
            first = block.id;
            blocks.insert(0, first);
        }
        let after = projection
            .block(range.to.block)?
            .units()
            .saturating_sub(range.to.offset);
        let mut missing = context_units.saturating_sub(after as usize);
        let mut last = range.to.block;
        for _ in 0..AROUND_BLOCKS {
            let Some(block) = projection.next_text(last).filter(|_| missing > 0) else {
                break;
            };
            missing = missing.saturating_sub(block.units() as usize);
            last = block.id;
            blocks.push(last);
        }
        let text = Text::of(blocks.into_iter().filter_map(|id| projection.block(id)));
        let place = text.place(range)?;
        Some((text, place))
    }

    /// Where a place is in the row.
    pub fn place(&self, range: Range) -> Option<std::ops::Range<usize>> {
        let (from, to) = (self.offset(range.from)?, self.offset(range.to)?);
        (from <= to && to <= self.units.len()).then_some(from..to)
    }

    /// The blocks in the row.
    pub fn blocks(&self) -> impl Iterator<Item = BlockId> {
        self.starts.iter().map(|(block, _)| *block)
    }

    /// The units of one block in the row.
    pub fn block(&self, id: BlockId) -> Option<std::ops::Range<usize>> {
        let index = self.starts.iter().position(|(block, _)| *block == id)?;
        let end = self
            .starts
            .get(index + 1)
            .map_or(self.units.len(), |(_, start)| start - 1);
        Some(self.starts[index].1..end)
    }

    /// The place of a stretch that is not empty.
    pub fn range(&self, stretch: std::ops::Range<usize>) -> Option<Range> {
        let last = self.position(stretch.end.checked_sub(1)?)?;
        Some(Range {
            from: self.position(stretch.start)?,
            to: Position::new(last.block, last.offset + 1),
        })
    }

    fn position(&self, offset: usize) -> Option<Position> {
        let index = self
            .starts
            .partition_point(|(_, start)| *start <= offset)
            .checked_sub(1)?;
        let (block, start) = self.starts[index];
        Some(Position::new(block, u32::try_from(offset - start).ok()?))
    }

    fn offset(&self, position: Position) -> Option<usize> {
        let block = self
            .starts
            .iter()
            .find(|(block, _)| *block == position.block)?;
        Some(block.1 + position.offset as usize)
    }
}

/// The units without half a character at either end.
pub(super) fn whole_characters(units: &[u16]) -> &[u16] {
    let is_low = |unit: &u16| (0xdc00..0xe000).contains(unit);
    let is_high = |unit: &u16| (0xd800..0xdc00).contains(unit);
    let from = usize::from(units.first().is_some_and(is_low));
    let to = units.len() - usize::from(units.last().is_some_and(is_high));
    units.get(from..to).unwrap_or(&[])
}
