//! A block for words whose own block went with one around it.

use super::Trace;
use crate::document::{
    draft::{Draft, Editing, moves},
    position::{BlockId, Position},
    projection::{Block, Node, Projection},
    schema::BlockKind,
};
use yrs::{ID, Transact};

/// So many textblocks before a place are remembered, in case that the nearest ones go with it.
const BEFORE: usize = 16;

/// A textblock before another one.
pub(super) struct Before {
    id: BlockId,
    /// Its first unit, and what that is a copy of.
    first: Option<(ID, ID)>,
    lists: usize,
}

/// How a block stood before an update.
pub(super) struct Stood {
    kind: BlockKind,
    /// The list, when it was the first block of an item.
    list: Option<BlockKind>,
    lists: usize,
}

impl Stood {
    pub(super) fn of(projection: &Projection, block: &Block) -> Stood {
        let item = item_around(projection, block);
        let leads = item.filter(|_| projection.index(block.id) == Some(0));
        let list = leads.and_then(|item| projection.block(item.parent?));
        Stood {
            kind: block.kind.clone(),
            list: list.map(|list| list.kind.clone()),
            lists: lists_around(projection, block.id),
        }
    }
}

fn item_around<'a>(projection: &'a Projection, block: &Block) -> Option<&'a Block> {
    let parent = block.parent.and_then(|id| projection.block(id));
    parent.filter(|parent| parent.kind == BlockKind::ListItem)
}

fn lists_around(projection: &Projection, id: BlockId) -> usize {
    let around = projection.ancestors(Some(id));
    around.filter(|block| block.kind.is_list()).count()
}

impl Draft {
    pub(super) fn before(&self, projection: &Projection, id: BlockId) -> Vec<Before> {
        let previous = |id: &BlockId| projection.previous_text(*id).map(|block| block.id);
        let list = std::iter::successors(previous(&id), previous).take(BEFORE);
        let txn = self.doc.transact();
        let before = |id| {
            let first = moves::ids(id, 0, 1, &txn).into_iter().next().flatten();
            Before {
                id,
                first: first.map(|id| (id, self.moves.root(id))),
                lists: lists_around(projection, id),
            }
        };
        list.map(before).collect()
    }

    /// Where the nearest textblock before it stands now, or the copy of it.
    pub(super) fn standing_before(&self, trace: &Trace) -> Option<BlockId> {
        self.nearest(trace).map(|(_, id)| id)
    }

    fn nearest<'a>(&self, trace: &'a Trace) -> Option<(&'a Before, BlockId)> {
        let projection = self.projection(&trace.field);
        trace.before.iter().find_map(|before| {
            let stands = projection.block(before.id).map(|block| block.id);
            let copy = || {
                let (id, root) = before.first?;
                let (field, place) = self.other_copy(id, root)?;
                (field == trace.field).then_some(place.block)
            };
            Some((before, stands.or_else(copy)?))
        })
    }
}

/// An empty block for words whose block is gone altogether: an item of a list behind the item before
/// it, anything else behind the block before it.
pub(super) fn own_block(editing: &mut Editing, trace: &Trace) -> Option<Position> {
    let Some((before, id)) = editing.draft().nearest(trace) else {
        return put(
            editing,
            None,
            0,
            Node::text(trace.stood.kind.clone(), Vec::new()),
        );
    };
    // What this person moved stands to each other as before; beside others it is a neighbour.
    let own = before.id.id().client.get() == editing.draft().client_id();
    let deeper = match own {
        true => trace.stood.lists as isize - before.lists as isize,
        false => 0,
    };
    let projection = editing.projection();
    let block = projection.block(id)?;
    match (
        &trace.stood.list,
        item_around(projection, block).map(|item| item.id),
    ) {
        (Some(list), Some(item)) => in_list(editing, item, list, deeper),
        (Some(list), None) => {
            let item = Node::blocks(BlockKind::ListItem, vec![Node::paragraph("")]);
            let index = projection.path(id)?.first()? + 1;
            put(editing, None, index, Node::blocks(list.clone(), vec![item]))
        }
        (None, item) => {
            let beside = block.parent == trace.parent || item.is_some();
            let (parent, index) = match beside {
                true => (block.parent, projection.index(id)? + 1),
                false => (None, projection.path(id)?.first()? + 1),
            };
            let around = parent.and_then(|id| projection.block(id));
            let fits = trace
                .stood
                .kind
                .may_stand_in(around.map(|block| &block.kind));
            let kind = match fits {
                true => trace.stood.kind.clone(),
                false => BlockKind::Paragraph,
            };
            put(editing, parent, index, Node::text(kind, Vec::new()))
        }
    }
}

/// An item behind another one, so many levels deeper or, when negative, further out.
fn in_list(
    editing: &mut Editing,
    item: BlockId,
    list: &BlockKind,
    deeper: isize,
) -> Option<Position> {
    let projection = editing.projection();
    let node = Node::blocks(BlockKind::ListItem, vec![Node::paragraph("")]);
    if deeper > 0 {
        let last = projection.children(Some(item)).last().copied();
        let inner = last.and_then(|id| projection.block(id));
        let inner = inner.filter(|inner| inner.kind.same_tag(list));
        return match inner.map(|inner| (inner.id, inner.children().len())) {
            Some((inner, end)) => put(editing, Some(inner), end, node),
            None => {
                let end = projection.children(Some(item)).len();
                put(
                    editing,
                    Some(item),
                    end,
                    Node::blocks(list.clone(), vec![node]),
                )
            }
        };
    }
    let mut item = item;
    for _ in deeper..0 {
        let outer = projection.ancestors(Some(item)).skip(1);
        let mut outer = outer.filter(|block| block.kind == BlockKind::ListItem);
        item = outer.next().map_or(item, |outer| outer.id);
    }
    let parent = projection.block(item)?.parent;
    put(editing, parent, projection.index(item)? + 1, node)
}

fn put(
    editing: &mut Editing,
    parent: Option<BlockId>,
    index: usize,
    node: Node,
) -> Option<Position> {
    let id = editing.step(|surgery| surgery.insert_block(parent, index, &node))??;
    let text = editing.projection().first_text(id)?;
    Some(Position::new(text.id, 0))
}
