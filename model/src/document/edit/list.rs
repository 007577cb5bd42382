//! Lists: into one, out of one, one level deeper, one level up.

use super::{
    EditRefused,
    replant::{self, Siblings, nodes},
    selected,
};
use crate::{
    document::{
        draft::Editing,
        position::{BlockId, Range, Selection},
        projection::{Node, NodeContent, Projection},
        schema::BlockKind,
    },
    limits::NESTING_DEPTH,
};

pub(super) fn toggle(
    editing: &mut Editing,
    selection: Selection,
    kind: &BlockKind,
) -> Result<Selection, EditRefused> {
    if !kind.is_list() {
        return Err(EditRefused::NotHere);
    }
    let range = selected(editing.projection(), selection)?;
    match items(editing.projection(), range)? {
        Some(items) if list_kind(editing.projection(), &items).same_tag(kind) => {
            lift(editing, &items)?
        }
        Some(items) => rename(editing, &items, kind)?,
        None => wrap(editing, range, kind)?,
    }
    Ok(editing.follow(selection))
}

pub(super) fn indent(
    editing: &mut Editing,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    let range = selected(editing.projection(), selection)?;
    let projection = editing.projection();
    let items = items(projection, range)?.ok_or(EditRefused::NotHere)?;
    let list = items.parent.ok_or(EditRefused::NotHere)?;
    let above = items.first.checked_sub(1).ok_or(EditRefused::NothingToDo)?;
    let above = *projection
        .children(Some(list))
        .get(above)
        .ok_or(EditRefused::PlaceGone)?;
    let kind = list_kind(projection, &items).clone();
    let ids = items.ids(projection);
    let moved = nodes(projection, &ids);
    let deepest = moved.iter().map(Node::depth).max().unwrap_or(0);
    if projection.depth(Some(list)) + 2 + deepest > NESTING_DEPTH {
        return Err(EditRefused::NotHere);
    }
    let nested = projection
        .children(Some(above))
        .last()
        .copied()
        .filter(|id| is_kind(projection, *id, &kind));
    let end = projection.children(Some(nested.unwrap_or(above))).len();
    editing.step(|surgery| {
        match nested {
            Some(nested) => surgery.insert_blocks(Some(nested), end, &moved),
            None => surgery.insert_blocks(Some(above), end, &[Node::blocks(kind, moved)]),
        };
        ids.into_iter().for_each(|id| surgery.remove_block(id));
    });
    Ok(editing.follow(selection))
}

pub(super) fn outdent(
    editing: &mut Editing,
    selection: Selection,
) -> Result<Selection, EditRefused> {
    let range = selected(editing.projection(), selection)?;
    let items = items(editing.projection(), range)?.ok_or(EditRefused::NotHere)?;
    lift(editing, &items)?;
    Ok(editing.follow(selection))
}

/// The items of the innermost list around the whole range; none when it is in no list.
pub(super) fn items(
    projection: &Projection,
    range: Range,
) -> Result<Option<Siblings>, EditRefused> {
    let mut stretch = Siblings::around(projection, range)?;
    while let Some(parent) = stretch.parent.and_then(|id| projection.block(id)) {
        if parent.kind.is_list() {
            return Ok(Some(stretch));
        }
        if parent.kind.is_cell() || matches!(parent.kind, BlockKind::Table | BlockKind::TableRow) {
            return Ok(None);
        }
        stretch = stretch.outer(projection).ok_or(EditRefused::PlaceGone)?;
    }
    Ok(None)
}

fn list_kind<'a>(projection: &'a Projection, items: &Siblings) -> &'a BlockKind {
    let list = items.parent.and_then(|id| projection.block(id));
    list.map_or(&BlockKind::BulletList, |list| &list.kind)
}

fn is_kind(projection: &Projection, id: BlockId, kind: &BlockKind) -> bool {
    projection
        .block(id)
        .is_some_and(|block| block.kind.same_tag(kind))
}

/// Takes items out of their list: into the list around it, or out of all lists.
pub(super) fn lift(editing: &mut Editing, items: &Siblings) -> Result<(), EditRefused> {
    let projection = editing.projection();
    let list = items
        .parent
        .and_then(|id| projection.block(id))
        .ok_or(EditRefused::PlaceGone)?;
    let outer = list.parent.and_then(|id| projection.block(id));
    match outer
        .filter(|outer| outer.kind == BlockKind::ListItem)
        .map(|outer| outer.id)
    {
        Some(outer) => into_outer_list(editing, items, outer),
        None => {
            let ids = items.ids(projection);
            let freed: Vec<Node> = ids
                .iter()
                .flat_map(|id| nodes(projection, projection.children(Some(*id))))
                .collect();
            replant::burst(editing, items, &freed)
        }
    }
}

/// What followed in the inner list, and behind it, goes with the last item, so that the order of
/// the text stays.
fn into_outer_list(
    editing: &mut Editing,
    items: &Siblings,
    outer: BlockId,
) -> Result<(), EditRefused> {
    let projection = editing.projection();
    let list = items.parent.ok_or(EditRefused::PlaceGone)?;
    let kind = list_kind(projection, items).clone();
    let siblings = projection.children(Some(list)).to_vec();
    let ids = items.ids(projection);
    let later = siblings.get(items.last + 1..).unwrap_or_default().to_vec();
    let place = projection.index(list).ok_or(EditRefused::PlaceGone)?;
    let behind = projection
        .children(Some(outer))
        .get(place + 1..)
        .unwrap_or_default()
        .to_vec();
    let target = projection.block(outer).and_then(|block| block.parent);
    let index = projection.index(outer).ok_or(EditRefused::PlaceGone)?;
    let mut moved = nodes(projection, &ids);
    if let Some(last) = moved.last_mut() {
        adopt(last, &kind, nodes(projection, &later));
        last.push_all(nodes(projection, &behind));
    }
    editing.step(|surgery| {
        surgery.insert_blocks(target, index + 1, &moved);
        if items.first == 0 {
            surgery.remove_block(list);
        } else {
            ids.into_iter()
                .chain(later)
                .for_each(|id| surgery.remove_block(id));
        }
        behind.into_iter().for_each(|id| surgery.remove_block(id));
    });
    Ok(())
}

/// Appends items to the list at the end of an item, or to a new one there.
fn adopt(item: &mut Node, kind: &BlockKind, later: Vec<Node>) {
    if later.is_empty() {
        return;
    }
    if let NodeContent::Blocks(children) = &mut item.content
        && let Some(last) = children.last_mut().filter(|last| last.kind.same_tag(kind))
    {
        return last.push_all(later);
    }
    item.push_all(vec![Node::blocks(kind.clone(), later)]);
}

/// Bullets become numbers or the other way round, for the whole list.
fn rename(editing: &mut Editing, items: &Siblings, kind: &BlockKind) -> Result<(), EditRefused> {
    let list = items
        .outer(editing.projection())
        .ok_or(EditRefused::PlaceGone)?;
    let mut new = nodes(editing.projection(), &list.ids(editing.projection()));
    new.iter_mut().for_each(|node| node.kind = kind.clone());
    replant::replace(editing, &list, &new);
    Ok(())
}

/// Each block becomes an item; neighbouring lists of the same kind take them in.
fn wrap(editing: &mut Editing, range: Range, kind: &BlockKind) -> Result<(), EditRefused> {
    let projection = editing.projection();
    let stretch = Siblings::around(projection, range)?;
    let parent = stretch
        .parent
        .and_then(|id| projection.block(id))
        .map(|block| &block.kind);
    if !kind.may_stand_in(parent) {
        return Err(EditRefused::NotHere);
    }
    let ids = stretch.ids(projection);
    let mut new = Vec::new();
    for node in nodes(projection, &ids) {
        new.extend(as_items(node)?);
    }
    let neighbour = |index: Option<usize>| {
        let id = *projection.children(stretch.parent).get(index?)?;
        is_kind(projection, id, kind).then_some(id)
    };
    let above = neighbour(stretch.first.checked_sub(1));
    let below = neighbour(Some(stretch.last + 1));
    let end = above.map_or(0, |id| projection.children(Some(id)).len());
    let joined = below
        .map(|id| nodes(projection, projection.children(Some(id))))
        .unwrap_or_default();
    editing.step(|surgery| {
        match (above, below) {
            (Some(above), below) => {
                new.extend(joined);
                surgery.insert_blocks(Some(above), end, &new);
                below.into_iter().for_each(|id| surgery.remove_block(id));
            }
            (None, Some(below)) => drop(surgery.insert_blocks(Some(below), 0, &new)),
            (None, None) => {
                surgery.insert_block(
                    stretch.parent,
                    stretch.first,
                    &Node::blocks(kind.clone(), new),
                );
            }
        }
        ids.into_iter().for_each(|id| surgery.remove_block(id));
    });
    Ok(())
}

fn as_items(node: Node) -> Result<Vec<Node>, EditRefused> {
    match (&node.kind, node.content) {
        (kind, NodeContent::Text(spans)) if kind.is_textblock() => {
            let text = Node {
                origin: node.origin,
                ..Node::text(BlockKind::Paragraph, spans)
            };
            Ok(vec![Node::blocks(BlockKind::ListItem, vec![text])])
        }
        (kind, NodeContent::Blocks(items)) if kind.is_list() => Ok(items),
        _ => Err(EditRefused::NotHere),
    }
}
