//! Repairs what merges and foreign editors leave illegal, in the fewest changes.
//!
//! Only the server does this, within the message that brought the fault: if every client repaired,
//! each would insert a paragraph of its own.

use super::{
    draft::Editing,
    grid::Grid,
    mend::mend,
    position::BlockId,
    projection::{Block, Content, FieldChange, Node, Projection, Span},
    schema::{BlockKind, Holds, Marks},
    surgery::Surgery,
};
use crate::limits::REPAIRS_AN_UPDATE;
use std::collections::HashSet;

/// A repair can make another one necessary, as the empty list in an item that is then empty.
const ROUNDS: usize = 4;

/// What is wrong with a block, or with the root of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something in it is neither a block nor text: foreign editors fail or delete.
    Litter,
    /// A node that no schema of ours knows.
    Unknown,
    /// A text where a block should stand.
    StrayText,
    /// A block where its kind may not stand.
    Misplaced,
    /// A container without anything in it.
    Empty,
    /// An item that does not begin with a paragraph.
    NoParagraph,
    /// Marks or breaks in code, or marks that nobody knows.
    Marks,
    /// Rows of different width, or spans that reach out of the table.
    Ragged,
    /// A last block that is no paragraph.
    NoTrail,
    /// Blocks nested deeper than anyone shows.
    TooDeep,
}

/// Everything that is wrong with a field.
pub fn faults(projection: &Projection) -> Vec<(Option<BlockId>, Fault)> {
    let mut list: Vec<_> = root_fault(projection)
        .map(|fault| (None, fault))
        .into_iter()
        .collect();
    for block in projection.blocks() {
        list.extend(fault(projection, block).map(|fault| (Some(block.id), fault)));
    }
    list
}

/// Repairs what changed.
pub(super) fn touched(editing: &mut Editing, change: &FieldChange) {
    let mut ids: Vec<BlockId> = change.created.clone();
    ids.extend(change.dirty.iter().map(|block| block.id));
    ids.extend(change.reshaped.iter().flatten());
    let near: Vec<BlockId> = ids
        .iter()
        .flat_map(|id| {
            editing
                .projection()
                .ancestors(Some(*id))
                .map(|block| block.id)
        })
        .collect();
    let mut seen = HashSet::new();
    let ids = near.into_iter().filter(|id| seen.insert(*id)).collect();
    rounds(editing, ids);
}

/// Repairs everything.
pub(super) fn whole(editing: &mut Editing) {
    let ids = editing
        .projection()
        .blocks()
        .map(|block| block.id)
        .collect();
    rounds(editing, ids);
}

fn rounds(editing: &mut Editing, mut ids: Vec<BlockId>) {
    for _ in 0..ROUNDS {
        let projection = editing.projection();
        let mut work: Vec<(Option<BlockId>, Fault)> = ids
            .iter()
            .filter_map(|id| projection.block(*id))
            .filter_map(|block| Some((Some(block.id), fault(projection, block)?)))
            .take(REPAIRS_AN_UPDATE)
            .collect();
        work.extend(root_fault(projection).map(|fault| (None, fault)));
        if work.is_empty() {
            return;
        }
        let near: Vec<BlockId> = work
            .iter()
            .flat_map(|(id, _)| projection.ancestors(*id).map(|block| block.id))
            .collect();
        let already = editing.changed_blocks();
        editing.step(|surgery| {
            for (id, fault) in work {
                repair(surgery, id, fault);
            }
        });
        ids = near;
        ids.extend(editing.changed_blocks().difference(&already));
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(*id));
    }
}

fn root_fault(projection: &Projection) -> Option<Fault> {
    if projection.littered {
        return Some(Fault::Litter);
    }
    let last = projection
        .roots()
        .last()
        .and_then(|id| projection.block(*id))?;
    let settled = matches!(
        last.kind,
        BlockKind::Paragraph | BlockKind::Stray | BlockKind::Foreign { .. }
    );
    (!settled).then_some(Fault::NoTrail)
}

/// The first thing that is wrong with a block itself.
fn fault(projection: &Projection, block: &Block) -> Option<Fault> {
    let parent = block
        .parent
        .and_then(|id| projection.block(id))
        .map(|parent| &parent.kind);
    match &block.kind {
        BlockKind::Stray => return Some(Fault::StrayText),
        BlockKind::Foreign { .. } => return Some(Fault::Unknown),
        kind if !kind.may_stand_in(parent) => return Some(Fault::Misplaced),
        kind if kind.holds() == Holds::Blocks && block.content == Content::Nothing => {
            return Some(Fault::TooDeep);
        }
        _ if block.littered => return Some(Fault::Litter),
        _ => {}
    }
    match &block.content {
        Content::Text(spans) => bad_spans(&block.kind, spans).then_some(Fault::Marks),
        Content::Blocks(children) if children.is_empty() && block.kind != BlockKind::TableRow => {
            Some(Fault::Empty)
        }
        Content::Blocks(children) if block.kind == BlockKind::ListItem => {
            let first = children.first().and_then(|id| projection.block(*id));
            first
                .is_some_and(|first| first.kind != BlockKind::Paragraph)
                .then_some(Fault::NoParagraph)
        }
        Content::Blocks(_) if block.kind == BlockKind::Table => {
            let grid = Grid::of(projection, block.id)?;
            grid.is_ragged(projection).then_some(Fault::Ragged)
        }
        _ => None,
    }
}

fn bad_spans(kind: &BlockKind, spans: &[Span]) -> bool {
    spans.iter().any(|span| match span {
        Span::Break => kind.holds() == Holds::PlainText,
        Span::Text { marks, .. } if kind.holds() == Holds::PlainText => !marks.is_empty(),
        Span::Text { marks, .. } => !marks.are_known(),
    })
}

fn repair(surgery: &mut Surgery, id: Option<BlockId>, fault: Fault) {
    let Some(id) = id else {
        return match fault {
            Fault::Litter => surgery.sweep(None),
            _ => {
                let end = surgery.count(None);
                surgery.insert_block(None, end, &Node::paragraph(""));
            }
        };
    };
    let Some(block) = surgery.before.block(id).cloned() else {
        return;
    };
    match fault {
        Fault::Litter => surgery.sweep(Some(id)),
        Fault::Unknown | Fault::StrayText => {
            let texts = surgery.texts_in(id).into_iter();
            let nodes = texts
                .map(|spans| Node::text(BlockKind::Paragraph, spans))
                .collect();
            replace(surgery, &block, nodes);
        }
        Fault::Misplaced => {
            let nodes = surgery.before.node(id).into_iter().collect();
            replace(surgery, &block, nodes);
        }
        Fault::Empty if matches!(block.kind, BlockKind::ListItem) || block.kind.is_cell() => {
            surgery.insert_block(Some(id), 0, &Node::paragraph(""));
        }
        Fault::Empty | Fault::TooDeep => surgery.remove_block(id),
        Fault::NoParagraph => drop(surgery.insert_block(Some(id), 0, &Node::paragraph(""))),
        Fault::Marks => plain(surgery, &block),
        Fault::Ragged => straighten(surgery, id),
        Fault::NoTrail => {}
    }
}

/// Puts legal blocks where an illegal one stood.
fn replace(surgery: &mut Surgery, block: &Block, nodes: Vec<Node>) {
    let Some(index) = surgery.index(block.parent, block.id) else {
        return;
    };
    let nodes = mend(nodes);
    let parent = block
        .parent
        .and_then(|id| surgery.before.block(id))
        .map(|parent| parent.kind.clone());
    let nodes = match &parent {
        Some(kind) if kind.is_list() => nodes
            .into_iter()
            .map(|node| wrapped(node, BlockKind::ListItem))
            .collect(),
        Some(BlockKind::Table) => {
            let cell = |node| wrapped(node, BlockKind::TableCell(Default::default()));
            let row = |node| Node::blocks(BlockKind::TableRow, vec![cell(node)]);
            nodes.into_iter().map(row).collect()
        }
        Some(BlockKind::TableRow) => {
            let cell = |node| wrapped(node, BlockKind::TableCell(Default::default()));
            nodes.into_iter().map(cell).collect()
        }
        _ => nodes,
    };
    surgery.insert_blocks(block.parent, index, &nodes);
    surgery.remove_block(block.id);
}

fn wrapped(node: Node, kind: BlockKind) -> Node {
    let leads = kind != BlockKind::ListItem || node.kind == BlockKind::Paragraph;
    let inside = if leads {
        vec![node]
    } else {
        vec![Node::paragraph(""), node]
    };
    Node::blocks(kind, inside)
}

/// Takes away marks that must not be there; a break in code becomes a line end.
fn plain(surgery: &mut Surgery, block: &Block) {
    let code = block.kind.holds() == Holds::PlainText;
    surgery.unmark(block, |marks| match code {
        true => Marks::none(),
        false => marks.known(),
    });
    let mut at = 0;
    for span in block.spans() {
        if code && *span == Span::Break {
            surgery.delete(block.id, at, at + 1);
            surgery.insert_text(block.id, at, "\n", &Marks::none());
        }
        at += span.units();
    }
}

/// Cuts spans to what they cover and fills the holes of a table with empty cells.
fn straighten(surgery: &mut Surgery, table: BlockId) {
    let Some(grid) = Grid::of(surgery.before, table) else {
        return;
    };
    for cell in grid.cells() {
        let (Some(rect), Some(block)) = (grid.rect(*cell), surgery.before.block(*cell)) else {
            continue;
        };
        let mut kind = block.kind.clone();
        if let BlockKind::TableCell(cell) | BlockKind::TableHeader(cell) = &mut kind {
            cell.colspan = (rect.right - rect.left) as u32;
            cell.rowspan = (rect.bottom - rect.top) as u32;
        }
        if kind != block.kind {
            surgery.set_attributes(*cell, &kind);
        }
    }
    let empty = Node::blocks(
        BlockKind::TableCell(Default::default()),
        vec![Node::paragraph("")],
    );
    for (row, id) in grid.rows.iter().enumerate() {
        let holes = (0..grid.width)
            .filter(|column| grid.at(row, *column).is_none())
            .count();
        for _ in 0..holes {
            let end = surgery.count(Some(*id));
            surgery.insert_block(Some(*id), end, &empty);
        }
    }
}
