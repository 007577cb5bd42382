//! Pasting: blocks with open ends go in where the caret is.

use super::{EditRefused, clear_selection, insert, join::is_plain, split};
use crate::document::{
    draft::Editing,
    mend::mend,
    position::{BlockId, Position, Selection},
    projection::{Block, Node, NodeContent, Slice, Span},
    schema::BlockKind,
    surgery::fit,
};

pub(super) fn insert(
    editing: &mut Editing,
    selection: Selection,
    slice: &Slice,
) -> Result<Selection, EditRefused> {
    let at = clear_selection(editing, selection)?;
    let block = editing
        .projection()
        .block(at.block)
        .ok_or(EditRefused::PlaceGone)?
        .clone();
    if is_plain(&block.kind) {
        return insert::text(editing, Selection::at(at), &plain(&slice.nodes), None);
    }
    let mut nodes = mend(slice.nodes.clone());
    let open = (slice.open_start > 0, slice.open_end > 0);
    if let [only] = nodes.as_slice()
        && only.kind.is_textblock()
        && (open.0 || open.1)
        && (!block.is_empty_text() || only.kind == BlockKind::Paragraph)
    {
        return Ok(inline(editing, at, &fit(only.spans(), block.kind.holds())));
    }
    if nodes.is_empty() {
        return Ok(Selection::at(at));
    }
    let ends = at.offset == block.units();
    let head = if open.0 && !block.is_empty_text() {
        peel(&mut nodes, true)
    } else {
        None
    };
    let tail = if open.1 && !ends {
        peel(&mut nodes, false)
    } else {
        None
    };
    let head = head.unwrap_or_default();
    if nodes.is_empty() && tail.is_none() {
        return Ok(inline(editing, at, &head));
    }
    let gap = Gap::open(editing, &block, at, !head.is_empty())?;
    gap.fill(editing, &head, &nodes, tail.as_deref())
}

fn inline(editing: &mut Editing, at: Position, spans: &[Span]) -> Selection {
    let len: u32 = spans.iter().map(Span::units).sum();
    editing.step(|surgery| surgery.insert_spans(at.block, at.offset, spans));
    Selection::caret(at.block, at.offset + len)
}

/// The text of blocks, one line each.
fn plain(nodes: &[Node]) -> String {
    let mut lines = Vec::new();
    fn collect(node: &Node, lines: &mut Vec<String>) {
        match &node.content {
            NodeContent::Text(spans) => lines.push(
                spans
                    .iter()
                    .map(|span| match span {
                        Span::Text { text, .. } => text.as_str(),
                        Span::Break => "\n",
                    })
                    .collect(),
            ),
            NodeContent::Blocks(children) => {
                children.iter().for_each(|child| collect(child, lines))
            }
            NodeContent::Nothing => {}
        }
    }
    nodes.iter().for_each(|node| collect(node, &mut lines));
    lines.join("\n")
}

/// Takes the text of the outermost textblock at one end, and what then holds nothing.
fn peel(nodes: &mut Vec<Node>, start: bool) -> Option<Vec<Span>> {
    let index = if start {
        0
    } else {
        nodes.len().checked_sub(1)?
    };
    let node = nodes.get_mut(index)?;
    match &mut node.content {
        NodeContent::Text(spans) if node.kind.is_textblock() && !is_plain(&node.kind) => {
            let spans = std::mem::take(spans);
            nodes.remove(index);
            Some(spans)
        }
        NodeContent::Blocks(children) if !matches!(node.kind, BlockKind::Table) => {
            let item = node.kind == BlockKind::ListItem;
            let spans = peel(children, start)?;
            let headless = children
                .first()
                .is_some_and(|first| first.kind != BlockKind::Paragraph);
            if item && start && headless {
                children.insert(0, Node::paragraph(""));
            }
            if children.is_empty() {
                nodes.remove(index);
            }
            Some(spans)
        }
        _ => None,
    }
}

/// The place where blocks go in: between the text before the caret and the text behind it.
struct Gap {
    front: Option<BlockId>,
    back: Option<BlockId>,
}

impl Gap {
    fn open(
        editing: &mut Editing,
        block: &Block,
        at: Position,
        head: bool,
    ) -> Result<Gap, EditRefused> {
        if at.offset == block.units() {
            return Ok(Gap {
                front: Some(block.id),
                back: None,
            });
        }
        if at.offset == 0 && !head {
            return Ok(Gap {
                front: None,
                back: Some(block.id),
            });
        }
        let back = split::divide(editing, block, at.offset)?;
        let front = editing
            .projection()
            .previous_text(back)
            .map(|block| block.id);
        Ok(Gap {
            front,
            back: Some(back),
        })
    }

    fn fill(
        &self,
        editing: &mut Editing,
        head: &[Span],
        nodes: &[Node],
        tail: Option<&[Span]>,
    ) -> Result<Selection, EditRefused> {
        if let Some(front) = self.front {
            let end = editing.projection().block(front).map_or(0, Block::units);
            editing.step(|surgery| surgery.insert_spans(front, end, head));
        }
        if let (Some(back), Some(tail)) = (self.back, tail) {
            editing.step(|surgery| surgery.insert_spans(back, 0, tail));
        }
        let last = self.place(editing, nodes)?;
        let texts = last.is_some_and(|last| {
            let projection = editing.projection();
            projection
                .last_text(last)
                .or(projection.next_text(last))
                .is_some()
        });
        if texts {
            self.close(editing, nodes);
        }
        let len = tail.map_or(0, |tail| tail.iter().map(Span::units).sum());
        match (self.back, tail, last) {
            (Some(back), Some(_), _) => Ok(Selection::caret(back, len)),
            (_, _, Some(last)) => self.behind(editing, last),
            (Some(back), _, None) => Ok(Selection::caret(back, 0)),
            (None, _, None) => Err(EditRefused::NotHere),
        }
    }

    /// Writes the blocks in between and answers the last one.
    fn place(&self, editing: &mut Editing, nodes: &[Node]) -> Result<Option<BlockId>, EditRefused> {
        let projection = editing.projection();
        let beside = self.front.or(self.back).ok_or(EditRefused::NotHere)?;
        let block = projection.block(beside).ok_or(EditRefused::PlaceGone)?;
        let index = projection.index(beside).ok_or(EditRefused::PlaceGone)?;
        let after = usize::from(self.front.is_some());
        let parent = block.parent.and_then(|id| projection.block(id));
        let Some(item) = parent.filter(|parent| parent.kind == BlockKind::ListItem) else {
            let (parent, at) = (block.parent, index + after);
            let ids = editing.step(|surgery| surgery.insert_blocks(parent, at, nodes));
            return Ok(ids.and_then(|ids| ids.last().copied()));
        };
        let (list, own, siblings) = (item.parent, item.id, item.children().len());
        if (after == 1 && index + 1 < siblings && self.back.is_none()) || (after == 0 && index > 0)
        {
            let ids =
                editing.step(|surgery| surgery.insert_blocks(Some(own), index + after, nodes));
            return Ok(ids.and_then(|ids| ids.last().copied()));
        }
        let place = projection.index(own).ok_or(EditRefused::PlaceGone)? + after;
        let (inner, items) = as_items(nodes, self.front.is_some());
        let ids = editing.step(|surgery| {
            let mut ids = surgery.insert_blocks(Some(own), index + after, &inner);
            ids.extend(surgery.insert_blocks(list, place, &items));
            ids
        });
        Ok(ids.and_then(|ids| ids.last().copied()))
    }

    /// An empty block that the pasted ones replace goes away.
    fn close(&self, editing: &mut Editing, nodes: &[Node]) {
        let projection = editing.projection();
        let Some(front) = self.front.and_then(|id| projection.block(id)) else {
            return;
        };
        if nodes.is_empty() || !front.is_empty_text() {
            return;
        }
        let parent = front.parent.and_then(|id| projection.block(id));
        let item = parent.filter(|parent| parent.kind == BlockKind::ListItem);
        let doomed = match item {
            None => front.id,
            Some(item) if item.children().len() == 1 => item.id,
            Some(item) => {
                let next = item.children().get(1).and_then(|id| projection.block(*id));
                let leads = projection.index(front.id) == Some(0);
                if leads && next.is_none_or(|next| next.kind != BlockKind::Paragraph) {
                    return;
                }
                front.id
            }
        };
        editing.step(|surgery| surgery.remove_block(doomed));
    }

    /// The caret at the end of what was pasted.
    fn behind(&self, editing: &Editing, last: BlockId) -> Result<Selection, EditRefused> {
        let projection = editing.projection();
        let inside = projection
            .last_text(last)
            .map(|block| Selection::caret(block.id, block.units()));
        let next = || {
            projection
                .next_text(last)
                .map(|block| Selection::caret(block.id, 0))
        };
        let before = || {
            let block = projection.previous_text(last)?;
            Some(Selection::caret(block.id, block.units()))
        };
        inside
            .or_else(next)
            .or_else(before)
            .ok_or(EditRefused::NotHere)
    }
}

/// Blocks pasted into a list: lists flow into it, paragraphs become items, anything else goes with
/// the item before it. Answers what belongs to the item at the caret, and the new items.
fn as_items(nodes: &[Node], has_front: bool) -> (Vec<Node>, Vec<Node>) {
    let mut inner = Vec::new();
    let mut items: Vec<Node> = Vec::new();
    for node in nodes {
        match &node.content {
            NodeContent::Blocks(children) if node.kind.is_list() => items.extend(children.clone()),
            _ if node.kind == BlockKind::Paragraph => {
                items.push(Node::blocks(BlockKind::ListItem, vec![node.clone()]));
            }
            _ => match items.last_mut() {
                Some(last) => last.push_all(vec![node.clone()]),
                None if has_front => inner.push(node.clone()),
                None => {
                    let leader = vec![Node::paragraph(""), node.clone()];
                    items.push(Node::blocks(BlockKind::ListItem, leader));
                }
            },
        }
    }
    (inner, items)
}
