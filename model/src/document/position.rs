//! Where something is: a block and an offset in it, in the units of the DOM.

use std::fmt;
use yrs::{BranchID, ClientID, ID};

/// A block, by the id of its yrs branch: the same on every replica, and as long as the block lives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId {
    client: u64,
    clock: u32,
}

impl BlockId {
    /// No block of any document, where an operation needs no place.
    pub const NOWHERE: BlockId = BlockId {
        client: 0,
        clock: 0,
    };

    pub(crate) fn of(id: ID) -> BlockId {
        BlockId {
            client: id.client.get(),
            clock: id.clock,
        }
    }

    pub(crate) fn of_branch(id: &BranchID) -> Option<BlockId> {
        match id {
            BranchID::Nested(id) => Some(BlockId::of(*id)),
            BranchID::Root(_) => None,
        }
    }

    pub(crate) fn id(self) -> ID {
        ID::new(ClientID::new(self.client), self.clock)
    }
}

impl fmt::Debug for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.client, self.clock)
    }
}

/// A place in a textblock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    pub block: BlockId,
    /// UTF-16 units from the block's start; a hard break counts 1.
    pub offset: u32,
}

impl Position {
    /// A place in a textblock.
    pub fn new(block: BlockId, offset: u32) -> Position {
        Position { block, offset }
    }
}

/// Two places of one field, in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    pub from: Position,
    pub to: Position,
}

impl Range {
    /// Between two places of one block.
    pub fn within(block: BlockId, from: u32, to: u32) -> Range {
        Range {
            from: Position::new(block, from),
            to: Position::new(block, to),
        }
    }

    /// Whether nothing stands between.
    pub fn is_empty(&self) -> bool {
        self.from == self.to
    }
}

/// What a person has selected in one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Selection {
    /// Text between two places, in the order in which they were chosen; a caret when both are one.
    Text { anchor: Position, head: Position },
    /// A whole rule or table.
    Node(BlockId),
    /// A rectangle of cells of one table, by two of its corners.
    Cells { anchor: BlockId, head: BlockId },
}

impl Selection {
    /// A caret.
    pub fn caret(block: BlockId, offset: u32) -> Selection {
        Selection::at(Position::new(block, offset))
    }

    /// A caret.
    pub fn at(position: Position) -> Selection {
        Selection::Text {
            anchor: position,
            head: position,
        }
    }

    /// Text between two places.
    pub fn text(anchor: Position, head: Position) -> Selection {
        Selection::Text { anchor, head }
    }

    /// Whether nothing is selected.
    pub fn is_caret(&self) -> bool {
        matches!(self, Selection::Text { anchor, head } if anchor == head)
    }

    /// The end that moves, when text is selected.
    pub fn head(&self) -> Option<Position> {
        match self {
            Selection::Text { head, .. } => Some(*head),
            _ => None,
        }
    }
}

/// To which neighbour a place sticks when something is inserted there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// To what stands before it (`assoc` < 0 in a relative position).
    Before,
    /// To what stands after it (`assoc` ≥ 0).
    After,
}
