//! Blocks that stand nowhere yet: what is pasted, imported, copied or about to be written.

use super::{Content, Projection, Span};
use crate::document::{
    position::{BlockId, Range},
    schema::BlockKind,
};

/// What stands in a [`Node`].
#[derive(Clone, Debug, PartialEq)]
pub enum NodeContent {
    Text(Vec<Span>),
    Blocks(Vec<Node>),
    Nothing,
}

/// A block without a place and without an id.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: BlockKind,
    pub content: NodeContent,
    /// The textblock and the offset from which its text was taken, when it is moved.
    pub(crate) origin: Option<(BlockId, u32)>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.kind == other.kind && self.content == other.content
    }
}

impl Node {
    /// A textblock.
    pub fn text(kind: BlockKind, spans: Vec<Span>) -> Node {
        Node {
            kind,
            content: NodeContent::Text(spans),
            origin: None,
        }
    }

    /// A paragraph with plain text.
    pub fn paragraph(text: &str) -> Node {
        let spans = if text.is_empty() {
            Vec::new()
        } else {
            vec![Span::plain(text)]
        };
        Node::text(BlockKind::Paragraph, spans)
    }

    /// A container.
    pub fn blocks(kind: BlockKind, children: Vec<Node>) -> Node {
        Node {
            kind,
            content: NodeContent::Blocks(children),
            origin: None,
        }
    }

    /// A rule.
    pub fn rule() -> Node {
        Node {
            kind: BlockKind::Rule,
            content: NodeContent::Nothing,
            origin: None,
        }
    }

    /// The textblock that it is a copy of.
    pub fn taken_from(&self) -> Option<BlockId> {
        self.origin.map(|(block, _)| block)
    }

    /// Its spans; none unless it is a textblock.
    pub fn spans(&self) -> &[Span] {
        match &self.content {
            NodeContent::Text(spans) => spans,
            _ => &[],
        }
    }

    /// The blocks in it; none unless it is a container.
    pub fn children(&self) -> &[Node] {
        match &self.content {
            NodeContent::Blocks(children) => children,
            _ => &[],
        }
    }

    /// How many blocks stand in each other, itself included.
    pub(crate) fn depth(&self) -> usize {
        match &self.content {
            NodeContent::Blocks(children) => {
                1 + children.iter().map(Node::depth).max().unwrap_or(0)
            }
            _ => 1,
        }
    }

    /// The same block as something new, not as one that is moved.
    pub(crate) fn into_new(self) -> Node {
        let content = match self.content {
            NodeContent::Blocks(children) => {
                NodeContent::Blocks(children.into_iter().map(Node::into_new).collect())
            }
            content => content,
        };
        Node {
            kind: self.kind,
            content,
            origin: None,
        }
    }

    /// Adds blocks at its end; nothing when it is no container.
    pub(crate) fn push_all(&mut self, nodes: Vec<Node>) {
        if let NodeContent::Blocks(children) = &mut self.content {
            children.extend(nodes);
        }
    }

    /// The blocks in it; none unless it is a container.
    pub(crate) fn into_children(self) -> Vec<Node> {
        match self.content {
            NodeContent::Blocks(children) => children,
            _ => Vec::new(),
        }
    }

    /// The last block in it.
    pub(crate) fn last_child(&mut self) -> Option<&mut Node> {
        match &mut self.content {
            NodeContent::Blocks(children) => children.last_mut(),
            _ => None,
        }
    }

    /// Number of UTF-16 units of all text in it, and one for each block: how much moving it costs.
    pub(crate) fn weight(&self) -> u32 {
        match &self.content {
            NodeContent::Text(spans) => 1 + spans.iter().map(Span::units).sum::<u32>(),
            NodeContent::Blocks(children) => 1 + children.iter().map(Node::weight).sum::<u32>(),
            NodeContent::Nothing => 1,
        }
    }
}

/// Blocks cut out of a document; `open_start` and `open_end` say how many levels at each end are
/// only halves, to be merged with what stands at the place of insertion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slice {
    pub nodes: Vec<Node>,
    pub open_start: u32,
    pub open_end: u32,
}

impl Projection {
    /// A copy of a block and everything in it; none of unknown kinds.
    pub fn node(&self, id: BlockId) -> Option<Node> {
        let block = self.block(id)?;
        let content = match &block.content {
            Content::Text(spans) => NodeContent::Text(spans.clone()),
            Content::Blocks(children) => {
                NodeContent::Blocks(children.iter().filter_map(|id| self.node(*id)).collect())
            }
            Content::Nothing => NodeContent::Nothing,
        };
        let kind = match &block.kind {
            BlockKind::Foreign { .. } => return None,
            BlockKind::Stray => BlockKind::Paragraph,
            kind => kind.clone(),
        };
        let origin = block.is_textblock().then_some((id, 0));
        Some(Node {
            kind,
            content,
            origin,
        })
    }

    /// The whole field as nodes.
    pub fn nodes(&self) -> Vec<Node> {
        self.roots()
            .iter()
            .filter_map(|id| self.node(*id))
            .collect()
    }
}

impl Projection {
    /// What stands between two places in document order, with the blocks around it as open ends.
    pub fn slice(&self, range: Range) -> Slice {
        let mut cut = Cut {
            range,
            inside: false,
            done: false,
        };
        let mut nodes: Vec<Node> = self
            .roots()
            .iter()
            .filter_map(|id| self.part(*id, &mut cut))
            .collect();
        let depth = |id| self.depth(Some(id)) as u32;
        let (mut open_start, mut open_end) = (depth(range.from.block), depth(range.to.block));
        // Containers around the whole range say nothing about what is in it.
        while let [only] = nodes.as_slice()
            && let NodeContent::Blocks(children) = &only.content
            && open_start > 1
            && open_end > 1
            && !only.kind.is_list()
            && only.kind != BlockKind::Table
        {
            nodes = children.clone();
            open_start -= 1;
            open_end -= 1;
        }
        Slice {
            nodes,
            open_start,
            open_end,
        }
    }

    fn part(&self, id: BlockId, cut: &mut Cut) -> Option<Node> {
        let block = self.block(id)?;
        match &block.content {
            Content::Text(spans) => {
                let Range { from, to } = cut.range;
                cut.inside |= id == from.block;
                if !cut.inside || cut.done {
                    return None;
                }
                cut.done = id == to.block;
                let start = if id == from.block { from.offset } else { 0 };
                let end = if id == to.block {
                    to.offset
                } else {
                    block.units()
                };
                Some(Node::text(block.kind.clone(), self::cut(spans, start, end)))
            }
            Content::Blocks(children) => {
                let inside: Vec<Node> = children
                    .iter()
                    .filter_map(|id| self.part(*id, cut))
                    .collect();
                (!inside.is_empty()).then(|| Node::blocks(block.kind.clone(), inside))
            }
            Content::Nothing if block.kind == BlockKind::Rule && cut.inside && !cut.done => {
                Some(Node::rule())
            }
            Content::Nothing => None,
        }
    }
}

/// How far the walk along a range has come.
struct Cut {
    range: Range,
    inside: bool,
    done: bool,
}

/// The part of some spans between two offsets in UTF-16 units.
pub(crate) fn cut(spans: &[Span], from: u32, to: u32) -> Vec<Span> {
    let mut part = Vec::new();
    let mut start = 0;
    for span in spans {
        let end = start + span.units();
        if end > from && start < to {
            match span {
                Span::Break => part.push(Span::Break),
                Span::Text { text, marks } => part.push(Span::Text {
                    text: cut_text(text, from.saturating_sub(start), to.saturating_sub(start)),
                    marks: marks.clone(),
                }),
            }
        }
        start = end;
    }
    part
}

/// The part of a text between two offsets in UTF-16 units; half a surrogate pair goes to the left.
pub(crate) fn cut_text(text: &str, from: u32, to: u32) -> String {
    let mut at = 0;
    text.chars()
        .filter(|c| {
            let start = at;
            at += c.len_utf16() as u32;
            start >= from && start < to
        })
        .collect()
}

/// Adds a span; a run with the marks of the last one continues it.
pub(crate) fn push_span(spans: &mut Vec<Span>, span: Span) {
    if let Span::Text { text, marks } = &span {
        if text.is_empty() {
            return;
        }
        if let Some(Span::Text {
            text: last,
            marks: same,
        }) = spans.last_mut()
            && same == marks
        {
            last.push_str(text);
            return;
        }
    }
    spans.push(span);
}
