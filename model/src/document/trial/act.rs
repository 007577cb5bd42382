//! What a random person does next.

use super::Chance;
use crate::document::{
    edit::{Op, TableOp},
    grid::Grid,
    position::{BlockId, Position, Range, Selection},
    projection::{Node, Projection, Slice, Span},
    schema::{BlockKind, Cell, Link, Mark, Marks},
};

/// FreshLetters that nobody has typed yet; every fifth takes two UTF-16 units.
pub(super) struct FreshLetters(u32);

impl FreshLetters {
    pub(super) fn new() -> FreshLetters {
        FreshLetters(0)
    }

    fn next(&mut self) -> char {
        const HAN: (u32, u32) = (0x4E00, 0x5000);
        const HAN_BEYOND: u32 = 0x2_0000;
        self.0 += 1;
        let single = HAN.0 + self.0;
        let code = match self.0.is_multiple_of(5) || self.0 >= HAN.1 {
            true => HAN_BEYOND + self.0,
            false => single,
        };
        char::from_u32(code).unwrap_or('?')
    }

    pub(super) fn word(&mut self, chance: &mut Chance, most: usize) -> String {
        (0..1 + chance.below(most)).map(|_| self.next()).collect()
    }
}

/// A place in a random textblock.
pub(super) fn place(projection: &Projection, chance: &mut Chance) -> Option<Position> {
    let blocks: Vec<(BlockId, u32)> = projection
        .textblocks()
        .map(|block| (block.id, block.units()))
        .collect();
    let (block, len) = *chance.pick(&blocks)?;
    let offset = match chance.below(4) {
        0 => 0,
        1 => len,
        _ => chance.below(len as usize + 1) as u32,
    };
    projection.clamp(Position::new(block, offset))
}

/// A random selection: mostly a caret, sometimes text, cells or a rule.
pub(super) fn selection(projection: &Projection, chance: &mut Chance) -> Option<Selection> {
    let anchor = place(projection, chance)?;
    match chance.below(10) {
        0..=5 => Some(Selection::at(anchor)),
        6 | 7 => {
            let head = Position::new(anchor.block, chance.below(40) as u32);
            Some(Selection::text(anchor, projection.clamp(head)?))
        }
        8 => Some(Selection::text(anchor, place(projection, chance)?)),
        _ => blocks(projection, anchor, chance).or(Some(Selection::at(anchor))),
    }
}

fn blocks(projection: &Projection, at: Position, chance: &mut Chance) -> Option<Selection> {
    if let Some((grid, cell)) = Grid::around(projection, at.block) {
        let head = *chance.pick(grid.cells())?;
        return Some(Selection::Cells { anchor: cell, head });
    }
    let is_whole = |kind: &BlockKind| matches!(kind, BlockKind::Rule | BlockKind::Table);
    let whole: Vec<BlockId> = projection
        .blocks()
        .filter(|block| is_whole(&block.kind))
        .map(|block| block.id)
        .collect();
    chance.pick(&whole).map(|id| Selection::Node(*id))
}

/// A random operation.
pub(super) fn op(
    projection: &Projection,
    selection: Selection,
    chance: &mut Chance,
    letters: &mut FreshLetters,
) -> Op {
    match chance.below(34) {
        0..=8 => Op::InsertText {
            text: letters.word(chance, 4),
            marks: marks(chance),
        },
        9 | 10 => Op::Delete(range(projection, selection, chance)),
        11 => Op::Replace {
            range: range(projection, selection, chance),
            text: letters.word(chance, 3),
        },
        12..=14 => Op::Split,
        15 | 16 => Op::JoinBackward,
        17 => Op::JoinForward,
        18 => Op::InsertBreak,
        19 | 20 => Op::SetBlock(textblock(chance)),
        21 | 22 => Op::ToggleMark(Mark::ALL[chance.below(Mark::ALL.len())]),
        23 => Op::SetLink(
            chance
                .once_in(2)
                .then(|| Link::to("https://leszno.example")),
        ),
        24 => Op::ClearMarks,
        25 => Op::ToggleQuote,
        26 => Op::Lift,
        27 => Op::ToggleList(if chance.once_in(2) {
            BlockKind::BulletList
        } else {
            BlockKind::ORDERED
        }),
        28 => Op::Indent,
        29 => Op::Outdent,
        30 => Op::InsertRule,
        31 => Op::InsertSlice(slice(chance, letters)),
        _ => Op::Table(table(chance)),
    }
}

fn marks(chance: &mut Chance) -> Option<Marks> {
    chance.once_in(3).then(|| match chance.below(3) {
        0 => Marks::none(),
        1 => Marks::none().with(Mark::Bold).with(Mark::Italic),
        _ => Marks::none().linked(Link::to("https://daugavpils.example")),
    })
}

fn range(projection: &Projection, selection: Selection, chance: &mut Chance) -> Range {
    let (from, to) = match selection {
        Selection::Text { anchor, head } => (anchor, head),
        _ => {
            let any = Position::new(
                projection.roots().first().copied().unwrap_or_else(nowhere),
                0,
            );
            (
                place(projection, chance).unwrap_or(any),
                place(projection, chance).unwrap_or(any),
            )
        }
    };
    projection.range(from, to).unwrap_or(Range { from, to })
}

fn nowhere() -> BlockId {
    BlockId::of(yrs::ID::new(yrs::ClientID::new(0), 0))
}

fn textblock(chance: &mut Chance) -> BlockKind {
    match chance.below(4) {
        0 | 1 => BlockKind::Paragraph,
        2 => BlockKind::Heading {
            level: 1 + chance.below(6) as u8,
        },
        _ => BlockKind::CODE,
    }
}

fn table(chance: &mut Chance) -> TableOp {
    let after = chance.once_in(2);
    match chance.below(12) {
        0 | 1 => TableOp::Insert {
            rows: 2,
            columns: 1 + chance.below(3) as u32,
            header: after,
        },
        2 => TableOp::AddRow { after },
        3 => TableOp::AddColumn { after },
        4 => TableOp::RemoveRow,
        5 => TableOp::RemoveColumn,
        6 => TableOp::RemoveTable,
        7 => TableOp::ToggleHeaderRow,
        8 => TableOp::ToggleHeaderColumn,
        9 | 10 => TableOp::Merge,
        _ => TableOp::Split,
    }
}

fn slice(chance: &mut Chance, letters: &mut FreshLetters) -> Slice {
    let nodes = (0..1 + chance.below(3))
        .map(|_| node(chance, letters, 0))
        .collect();
    Slice {
        nodes,
        open_start: chance.below(4) as u32,
        open_end: chance.below(4) as u32,
    }
}

/// A random block, legal or not.
pub(super) fn node(chance: &mut Chance, letters: &mut FreshLetters, depth: usize) -> Node {
    let kind = match chance.below(if depth > 3 { 3 } else { 11 }) {
        0 | 1 => BlockKind::Paragraph,
        2 => textblock(chance),
        3 => BlockKind::Quote,
        4 => BlockKind::BulletList,
        5 => BlockKind::ORDERED,
        6 => BlockKind::ListItem,
        7 => return Node::rule(),
        8 => BlockKind::Table,
        9 => BlockKind::TableRow,
        _ => BlockKind::TableCell(Cell {
            colspan: 1 + chance.below(2) as u32,
            ..Cell::default()
        }),
    };
    if kind.is_textblock() {
        return Node::text(kind, spans(chance, letters));
    }
    let children = (0..chance.below(4))
        .map(|_| node(chance, letters, depth + 1))
        .collect();
    Node::blocks(kind, children)
}

fn spans(chance: &mut Chance, letters: &mut FreshLetters) -> Vec<Span> {
    (0..chance.below(3))
        .map(|_| match chance.below(5) {
            0 => Span::Break,
            _ => Span::Text {
                text: letters.word(chance, 4),
                marks: marks(chance).unwrap_or_default(),
            },
        })
        .collect()
}
