//! Quotes: around blocks, and out of whatever stands around them.

use super::{
    EditRefused, list,
    replant::{self, Siblings, nodes},
    selected,
};
use crate::{
    document::{
        draft::Editing,
        position::Selection,
        projection::{Node, Projection},
        schema::BlockKind,
    },
    limits::NESTING_DEPTH,
};

/// Puts the selected blocks into a quote, or takes them out of the one they stand in.
pub(super) fn quote(editing: &mut Editing, selection: Selection) -> Result<Selection, EditRefused> {
    let range = selected(editing.projection(), selection)?;
    let projection = editing.projection();
    let mut stretch = Siblings::around(projection, range)?;
    if let Some(quoted) = within_quote(projection, stretch.clone()) {
        free(editing, &quoted)?;
        return Ok(editing.follow(selection));
    }
    while !may_quote(projection, &stretch) {
        stretch = stretch.outer(projection).ok_or(EditRefused::NotHere)?;
    }
    let inside = nodes(projection, &stretch.ids(projection));
    let deepest = inside.iter().map(Node::depth).max().unwrap_or(0);
    if projection.depth(stretch.parent) + 1 + deepest > NESTING_DEPTH {
        return Err(EditRefused::NotHere);
    }
    replant::replace(editing, &stretch, &[Node::blocks(BlockKind::Quote, inside)]);
    Ok(editing.follow(selection))
}

/// Takes the selected blocks one level out of a list or a quote.
pub(super) fn lift(editing: &mut Editing, selection: Selection) -> Result<Selection, EditRefused> {
    let range = selected(editing.projection(), selection)?;
    let projection = editing.projection();
    let mut stretch = Siblings::around(projection, range)?;
    loop {
        let parent = stretch
            .parent
            .and_then(|id| projection.block(id))
            .ok_or(EditRefused::NothingToDo)?;
        match &parent.kind {
            BlockKind::Quote => {
                free(editing, &stretch)?;
                break;
            }
            kind if kind.is_list() => {
                list::lift(editing, &stretch)?;
                break;
            }
            BlockKind::ListItem => {
                stretch = stretch.outer(projection).ok_or(EditRefused::PlaceGone)?;
            }
            _ => return Err(EditRefused::NothingToDo),
        }
    }
    Ok(editing.follow(selection))
}

/// Takes a stretch of a quote out of it.
pub(super) fn free(editing: &mut Editing, stretch: &Siblings) -> Result<(), EditRefused> {
    let inside = nodes(editing.projection(), &stretch.ids(editing.projection()));
    replant::burst(editing, stretch, &inside)
}

fn within_quote(projection: &Projection, mut stretch: Siblings) -> Option<Siblings> {
    loop {
        match &projection.block(stretch.parent?)?.kind {
            BlockKind::Quote => return Some(stretch),
            kind if kind.is_cell() => return None,
            _ => stretch = stretch.outer(projection)?,
        }
    }
}

fn may_quote(projection: &Projection, stretch: &Siblings) -> bool {
    let parent = stretch
        .parent
        .and_then(|id| projection.block(id))
        .map(|block| &block.kind);
    BlockKind::Quote.may_stand_in(parent)
        && (parent != Some(&BlockKind::ListItem) || stretch.first > 0)
}
