//! Two textblocks become one; the longer side keeps its identity, so that fewer characters move.

use super::{
    EditRefused, clear_blocks, clear_selection, delete, insert, list,
    replant::{Siblings, nodes},
    selected, set_block, wrap,
};
use crate::document::{
    draft::Editing,
    position::{BlockId, Selection},
    projection::{Block, Node, Projection},
    schema::{BlockKind, Holds},
    surgery::{Surgery, fit},
};

pub(super) fn backward(
    editing: &mut Editing,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    if let Some(cleared) = cleared(editing, selection)? {
        return Ok(cleared);
    }
    let caret = selection.head().ok_or(EditRefused::NotHere)?;
    let projection = editing.projection();
    let block = projection
        .block(caret.block)
        .ok_or(EditRefused::PlaceGone)?;
    if caret.offset > 0 {
        let from = insert::neighbour(block, caret.offset, false).ok_or(EditRefused::NothingToDo)?;
        return Ok(delete::within(editing, caret.block, from, caret.offset));
    }
    if projection.index(caret.block) == Some(0)
        && let Some(parent) = block.parent.and_then(|id| projection.block(id))
    {
        let first = Siblings {
            parent: Some(parent.id),
            first: 0,
            last: 0,
        };
        match parent.kind {
            BlockKind::ListItem => {
                let item = first.outer(projection).ok_or(EditRefused::PlaceGone)?;
                list::lift(editing, &item)?;
                return Ok(editing.follow(selection));
            }
            BlockKind::Quote => {
                wrap::free(editing, &first)?;
                return Ok(editing.follow(selection));
            }
            _ => {}
        }
    }
    if let Some(before) = leaf_before(projection, caret.block) {
        return Ok(Selection::Node(before));
    }
    let previous = projection.previous_text(caret.block).map(|block| block.id);
    match previous.filter(|id| same_cell(projection, *id, caret.block)) {
        Some(previous) => blocks(editing, previous, caret.block, true),
        None if block.kind != BlockKind::Paragraph => {
            set_block::set(editing, selection, &BlockKind::Paragraph)
        }
        None => Err(EditRefused::NothingToDo),
    }
}

pub(super) fn forward(
    editing: &mut Editing,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    if let Some(cleared) = cleared(editing, selection)? {
        return Ok(cleared);
    }
    let caret = selection.head().ok_or(EditRefused::NotHere)?;
    let projection = editing.projection();
    let block = projection
        .block(caret.block)
        .ok_or(EditRefused::PlaceGone)?;
    if caret.offset < block.units() {
        let to = insert::neighbour(block, caret.offset, true).ok_or(EditRefused::NothingToDo)?;
        return Ok(delete::within(editing, caret.block, caret.offset, to));
    }
    if let Some(after) = leaf_after(projection, caret.block) {
        return Ok(Selection::Node(after));
    }
    let next = projection.next_text(caret.block).map(|block| block.id);
    match next.filter(|id| same_cell(projection, *id, caret.block)) {
        Some(next) => blocks(editing, caret.block, next, true),
        None => Err(EditRefused::NothingToDo),
    }
}

/// Removes what is selected; none when nothing is.
fn cleared(editing: &mut Editing, selection: Selection) -> Result<Option<Selection>, EditRefused> {
    if let Some(cleared) = clear_blocks(editing, selection) {
        return cleared.map(Some);
    }
    if selected(editing.projection(), selection)?.is_empty() {
        return Ok(None);
    }
    let caret = clear_selection(editing, selection)?;
    Ok(Some(Selection::at(caret)))
}

fn same_cell(projection: &Projection, a: BlockId, b: BlockId) -> bool {
    delete::cell_of(projection, a) == delete::cell_of(projection, b)
}

/// The rule or table that a caret at the start of a block stands right behind.
fn leaf_before(projection: &Projection, id: BlockId) -> Option<BlockId> {
    let block = projection
        .ancestors(Some(id))
        .find(|block| projection.index(block.id) != Some(0))?;
    innermost(projection, projection.sibling(block.id, -1)?, false)
}

/// The rule or table that a caret at the end of a block stands right before.
fn leaf_after(projection: &Projection, id: BlockId) -> Option<BlockId> {
    let is_last = |block: &&Block| projection.sibling(block.id, 1).is_none();
    let block = projection
        .ancestors(Some(id))
        .find(|block| !is_last(block))?;
    innermost(projection, projection.sibling(block.id, 1)?, true)
}

fn innermost(projection: &Projection, id: BlockId, first: bool) -> Option<BlockId> {
    let block = projection.block(id)?;
    if matches!(block.kind, BlockKind::Rule | BlockKind::Table) {
        return Some(id);
    }
    let next = if first {
        block.children().first()
    } else {
        block.children().last()
    };
    innermost(projection, *next?, first)
}

/// Appends `second` to `first`, with nothing between them in document order. `yields` says whether
/// an empty first block gives way to the second one as it is.
pub(super) fn blocks(
    editing: &mut Editing,
    first: BlockId,
    second: BlockId,
    yields: bool,
) -> Result<Selection, EditRefused> {
    let projection = editing.projection();
    let a = projection
        .block(first)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    let b = projection
        .block(second)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    if yields && a.is_empty_text() && may_vanish(projection, &a) {
        let doomed = emptied(projection, first);
        editing.step(|surgery| {
            surgery.moved(first, 0, 0, second, 0);
            surgery.remove_block(doomed);
        });
        return Ok(Selection::caret(second, 0));
    }
    if a.parent == b.parent
        && a.kind == b.kind
        && b.units() > a.units()
        && may_vanish(projection, &a)
    {
        editing.step(|surgery| {
            surgery.write_spans(second, 0, a.spans());
            surgery.moved(second, 0, b.units(), second, a.units());
            surgery.moved(first, 0, a.units(), second, 0);
            surgery.remove_block(first);
        });
        return Ok(Selection::caret(second, a.units()));
    }
    let left = Leftover::of(projection, first, second);
    editing.step(|surgery| {
        let spans = fit(b.spans(), a.kind.holds());
        surgery.write_spans(first, a.units(), &spans);
        surgery.moved(second, 0, b.units(), first, a.units());
        left.settle(surgery, second);
    });
    Ok(Selection::caret(first, a.units()))
}

/// Whether what is left of its parent without this block is still whole.
fn may_vanish(projection: &Projection, block: &Block) -> bool {
    let Some(parent) = block.parent.and_then(|id| projection.block(id)) else {
        return true;
    };
    if parent.kind != BlockKind::ListItem || projection.index(block.id) != Some(0) {
        return true;
    }
    let next = parent
        .children()
        .get(1)
        .and_then(|id| projection.block(*id));
    next.is_none_or(|next| next.kind == BlockKind::Paragraph)
}

/// The outermost block around a textblock that holds nothing else.
fn emptied(projection: &Projection, id: BlockId) -> BlockId {
    let mut doomed = id;
    for block in projection.ancestors(Some(id)).skip(1) {
        if block.children().len() > 1 || block.kind.is_cell() {
            break;
        }
        doomed = block.id;
    }
    doomed
}

/// What becomes of the rest of an item whose first paragraph went into another block.
enum Leftover {
    /// The block goes, with what then holds nothing.
    Nothing { doomed: BlockId },
    /// The rest follows the text into the other item.
    Follows {
        item: BlockId,
        rest: Vec<Node>,
        into: BlockId,
        index: usize,
    },
    /// The item's inner list takes the item's place in a list of its own kind.
    Rises {
        item: BlockId,
        items: Vec<Node>,
        list: BlockId,
        index: usize,
    },
    /// The item keeps an empty paragraph before the rest.
    Stays { item: BlockId },
}

impl Leftover {
    fn of(projection: &Projection, first: BlockId, second: BlockId) -> Leftover {
        let whole = Leftover::Nothing {
            doomed: emptied(projection, second),
        };
        let Some(block) = projection.block(second) else {
            return whole;
        };
        let Some(item) = block.parent.and_then(|id| projection.block(id)) else {
            return whole;
        };
        if item.children().len() == 1 || may_vanish(projection, block) {
            return whole;
        }
        let rest = &item.children()[1..];
        let target = projection.block(first).and_then(|block| block.parent);
        let target = target.and_then(|id| projection.block(id));
        if let Some(into) = target.filter(|target| target.kind == BlockKind::ListItem) {
            let index = projection.index(first).map_or(1, |index| index + 1);
            return Leftover::Follows {
                item: item.id,
                rest: nodes(projection, rest),
                into: into.id,
                index,
            };
        }
        let list = item.parent.and_then(|id| projection.block(id));
        let inner = projection.block(rest[0]);
        match (list, inner, projection.index(item.id)) {
            (Some(list), Some(inner), Some(index))
                if rest.len() == 1 && inner.kind.same_tag(&list.kind) =>
            {
                let items = nodes(projection, inner.children());
                Leftover::Rises {
                    item: item.id,
                    items,
                    list: list.id,
                    index,
                }
            }
            _ => Leftover::Stays { item: item.id },
        }
    }

    fn settle(self, surgery: &mut Surgery, second: BlockId) {
        match self {
            Leftover::Nothing { doomed } => surgery.remove_block(doomed),
            Leftover::Follows {
                item,
                rest,
                into,
                index,
            } => {
                surgery.insert_blocks(Some(into), index, &rest);
                let doomed = emptied(surgery.before, item);
                surgery.remove_block(doomed);
            }
            Leftover::Rises {
                item,
                items,
                list,
                index,
            } => {
                surgery.insert_blocks(Some(list), index, &items);
                surgery.remove_block(item);
            }
            Leftover::Stays { item } => {
                surgery.insert_block(Some(item), 0, &Node::paragraph(""));
                surgery.remove_block(second);
            }
        }
    }
}

/// Whether a block of this kind holds neither marks nor breaks.
pub(super) fn is_plain(kind: &BlockKind) -> bool {
    kind.holds() == Holds::PlainText
}
