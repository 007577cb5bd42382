//! Places in the DOM and positions in the model, both ways.

use super::{
    browser::window,
    draw::Canvas,
    leaves::{self, Leaf, LeafKind},
};
use model::document::{
    position::{BlockId, Position, Selection},
    projection::Projection,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// A boundary point: a node and an offset in it, as the DOM counts.
#[derive(Clone, PartialEq)]
pub struct Point {
    pub node: Node,
    pub offset: u32,
}

impl Point {
    pub fn new(node: Node, offset: u32) -> Point {
        Point { node, offset }
    }
}

/// Where a boundary point stands in the text.
pub fn to_model(canvas: &Canvas, projection: &Projection, point: &Point) -> Option<Position> {
    let shown = to_shown(canvas, projection, point)?;
    Some(canvas.to_text(shown))
}

/// Where a boundary point stands in what is shown: the text and what is suggested to insert.
///
/// Points outside of any text, such as between two list items, go to the nearest text behind them,
/// else to the nearest before.
pub fn to_shown(canvas: &Canvas, projection: &Projection, point: &Point) -> Option<Position> {
    let host: &Node = canvas.host.unchecked_ref();
    if !host.contains(Some(&point.node)) {
        return None;
    }
    if let Some(block) = canvas.block_at(&point.node)
        && projection.block(block).is_some_and(|it| it.is_textblock())
    {
        let content = canvas.content(block)?;
        return Some(Position::new(block, units_before(&content, point)));
    }
    let nearest = nearest(canvas, projection, point)?;
    Some(canvas.to_shown(nearest))
}

fn nearest(canvas: &Canvas, projection: &Projection, point: &Point) -> Option<Position> {
    let marker = point.node.child_nodes().item(point.offset);
    let texts = projection.textblocks().map(|block| block.id);
    let is_behind = |block: &BlockId| {
        let Some(element) = canvas.element(*block) else {
            return false;
        };
        let element: &Node = element.unchecked_ref();
        match &marker {
            Some(marker) => marker.contains(Some(element)) || follows(marker, element),
            None => follows(&point.node, element) && !point.node.contains(Some(element)),
        }
    };
    let mut last = None;
    for block in texts {
        if is_behind(&block) {
            let inside = marker.is_some();
            return match last {
                Some(last) if !inside => Some(end_of(projection, last)),
                _ => Some(Position::new(block, 0)),
            };
        }
        last = Some(block);
    }
    last.map(|block| end_of(projection, block))
}

fn end_of(projection: &Projection, block: BlockId) -> Position {
    Position::new(block, projection.block(block).map_or(0, |it| it.units()))
}

/// Whether `other` comes after `node` in document order.
fn follows(node: &Node, other: &Node) -> bool {
    node.compare_document_position(other) & Node::DOCUMENT_POSITION_FOLLOWING != 0
}

/// How many units of the block stand before a point in it.
fn units_before(content: &Element, point: &Point) -> u32 {
    let leaves = leaves::read(content);
    let mut sum = 0;
    if let Some(at) = leaves.iter().position(|leaf| leaf.node == point.node) {
        sum = leaves[..at].iter().map(Leaf::units).sum();
        let inside = match leaves[at].kind {
            LeafKind::Text => point.offset.min(leaves[at].units()),
            _ => 0,
        };
        return sum + inside;
    }
    let marker = point.node.child_nodes().item(point.offset);
    for leaf in &leaves {
        let reached = match &marker {
            Some(marker) => marker.contains(Some(&leaf.node)) || follows(marker, &leaf.node),
            None => follows(&point.node, &leaf.node) && !point.node.contains(Some(&leaf.node)),
        };
        if reached {
            break;
        }
        sum += leaf.units();
    }
    sum
}

/// Where a position stands in the DOM: at the border of two runs in the left one, except at the end
/// of a link, which does not grow.
pub fn to_dom(canvas: &Canvas, position: Position) -> Option<Point> {
    shown_to_dom(canvas, canvas.to_shown(position))
}

/// As [`to_dom`], of a position in what is shown.
pub fn shown_to_dom(canvas: &Canvas, position: Position) -> Option<Point> {
    let content = canvas.content(position.block)?;
    let leaves = leaves::read(&content);
    let mut left = position.offset;
    for (index, leaf) in leaves.iter().enumerate() {
        let units = leaf.units();
        let next = leaves.get(index + 1);
        let next_is_text = next.is_some_and(|next| next.kind == LeafKind::Text);
        match leaf.kind {
            LeafKind::Text if left < units => return Some(Point::new(leaf.node.clone(), left)),
            LeafKind::Text if left == units && !(next_is_text && leaves_link(&leaf.node)) => {
                return Some(Point::new(leaf.node.clone(), left));
            }
            LeafKind::Break | LeafKind::Filler if left == 0 => return before(&leaf.node),
            _ => left = left.saturating_sub(units),
        }
    }
    match leaves.last() {
        Some(last) if last.kind == LeafKind::Text => {
            Some(Point::new(last.node.clone(), last.units()))
        }
        _ => Some(Point::new(content.into(), 0)),
    }
}

fn before(node: &Node) -> Option<Point> {
    let parent = node.parent_node()?;
    let mut index = 0;
    let mut sibling = node.previous_sibling();
    while let Some(previous) = sibling {
        index += 1;
        sibling = previous.previous_sibling();
    }
    Some(Point::new(parent, index))
}

fn leaves_link(text: &Node) -> bool {
    let parent = text.parent_element();
    parent.is_some_and(|parent| parent.closest("a").ok().flatten().is_some())
}

/// What the browser has selected, as two points: anchor and head.
pub fn read() -> Option<(Point, Point)> {
    let selection = window().get_selection().ok()??;
    let anchor = Point::new(selection.anchor_node()?, selection.anchor_offset());
    let head = Point::new(selection.focus_node()?, selection.focus_offset());
    Some((anchor, head))
}

/// Puts the caret into what is shown.
pub fn put_caret(canvas: &Canvas, shown: Position) {
    if let Some(point) = shown_to_dom(canvas, shown)
        && let Ok(Some(selection)) = window().get_selection()
    {
        let _ = selection.collapse_with_offset(Some(&point.node), point.offset);
    }
}

/// Whether the browser selects this already, among suggested words, where several places of the page
/// are one place of the text.
fn stands_among_suggestions(canvas: &Canvas, selection: &Selection) -> bool {
    let Selection::Text { anchor, head } = *selection else {
        return false;
    };
    let stands = |point: &Point, position: Position| {
        let block = canvas.block_at(&point.node)?;
        let content = canvas.content(block).filter(|_| block == position.block)?;
        let shown = Position::new(block, units_before(&content, point));
        Some(canvas.shown(block).is_some() && canvas.to_text(shown) == position)
    };
    read().is_some_and(|(from, to)| {
        stands(&from, anchor) == Some(true) && stands(&to, head) == Some(true)
    })
}

/// Selects in the browser what is selected in the model, if it is not selected already.
pub fn write(canvas: &Canvas, selection: &Selection) {
    if stands_among_suggestions(canvas, selection) {
        return;
    }
    let (anchor, head) = match selection {
        Selection::Text { anchor, head } => (to_dom(canvas, *anchor), to_dom(canvas, *head)),
        Selection::Node(id) => around(canvas, *id),
        Selection::Cells { anchor, head } => {
            let start = canvas
                .element(*anchor)
                .map(|it| Point::new(it.clone().into(), 0));
            let end = canvas.element(*head);
            let end = end.map(|it| Point::new(it.clone().into(), it.child_nodes().length()));
            (start, end)
        }
    };
    let (Some(anchor), Some(head)) = (anchor, head) else {
        return;
    };
    if read().is_some_and(|now| now == (anchor.clone(), head.clone())) {
        return;
    }
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.set_base_and_extent(&anchor.node, anchor.offset, &head.node, head.offset);
    }
}

fn around(canvas: &Canvas, id: BlockId) -> (Option<Point>, Option<Point>) {
    let start = canvas.element(id).and_then(|it| before(it));
    let end = start
        .clone()
        .map(|start| Point::new(start.node, start.offset + 1));
    (start, end)
}
