//! Paragraph, heading or code block: another level is an attribute, another node is made anew.

use super::{EditRefused, list, parts, replant::Siblings};
use crate::document::{
    draft::Editing,
    position::{BlockId, Position, Selection},
    projection::{Node, Projection},
    schema::BlockKind,
};

pub(super) fn set(
    editing: &mut Editing,
    selection: Selection,
    kind: &BlockKind,
) -> Result<Selection, EditRefused> {
    if !kind.is_textblock() || *kind == BlockKind::Stray {
        return Err(EditRefused::NotHere);
    }
    let ids: Vec<BlockId> = parts(editing.projection(), selection)?
        .into_iter()
        .map(|part| part.0)
        .collect();
    for id in ids {
        let start = Position::new(id, 0);
        loop {
            let at = editing
                .moved_since(0, start)
                .ok_or(EditRefused::PlaceGone)?;
            if *kind == BlockKind::Paragraph || !leads_item(editing.projection(), at.block) {
                one(editing, at.block, kind)?;
                break;
            }
            out_of_item(editing, at.block)?;
        }
    }
    Ok(editing.follow(selection))
}

/// An item of a list begins with a paragraph, so what becomes something else leaves the list.
fn leads_item(projection: &Projection, id: BlockId) -> bool {
    let parent = projection.block(id).and_then(|block| block.parent);
    let parent = parent.and_then(|id| projection.block(id));
    parent.is_some_and(|parent| parent.kind == BlockKind::ListItem)
        && projection.index(id) == Some(0)
}

fn out_of_item(editing: &mut Editing, id: BlockId) -> Result<(), EditRefused> {
    let parent = editing
        .projection()
        .block(id)
        .and_then(|block| block.parent);
    let leader = Siblings {
        parent,
        first: 0,
        last: 0,
    };
    let item = leader
        .outer(editing.projection())
        .ok_or(EditRefused::PlaceGone)?;
    list::lift(editing, &item)
}

fn one(editing: &mut Editing, id: BlockId, kind: &BlockKind) -> Result<BlockId, EditRefused> {
    let projection = editing.projection();
    let block = projection.block(id).ok_or(EditRefused::PlaceGone)?.clone();
    let index = projection.index(id).ok_or(EditRefused::PlaceGone)?;
    if block.kind.same_tag(kind) && block.kind != BlockKind::Stray {
        editing.step(|surgery| surgery.set_attributes(id, kind));
        return Ok(id);
    }
    let node = Node {
        origin: Some((id, 0)),
        ..Node::text(kind.clone(), block.spans().to_vec())
    };
    let new = editing.step(|surgery| {
        let new = surgery.insert_block(block.parent, index, &node);
        surgery.remove_block(id);
        new
    });
    new.flatten().ok_or(EditRefused::NotHere)
}
