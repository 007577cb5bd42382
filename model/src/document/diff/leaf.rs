//! A field laid out as a list: the blocks at the ends of the tree, and what stands around each.

use crate::document::{
    position::BlockId,
    projection::{Block, Node, NodeContent, Projection, Span},
    schema::BlockKind,
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

/// A block that holds text or nothing, for example a paragraph, a rule or an empty list.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// None in trees that were put together from a diff.
    pub id: Option<BlockId>,
    /// The containers around it, outermost first; shared by neighbours in the same one.
    pub around: Arc<[BlockKind]>,
    /// How many of these containers hold the leaf before it as well.
    pub joined: usize,
    pub kind: BlockKind,
    pub spans: Vec<Span>,
}

/// Ids are how leaves are found, not what they say.
impl PartialEq for Leaf {
    fn eq(&self, other: &Leaf) -> bool {
        self.joined == other.joined && self.says_the_same(other)
    }
}

impl Leaf {
    /// Whether both show the same text in the same kind of block within the same kinds of containers.
    pub fn says_the_same(&self, other: &Leaf) -> bool {
        self.kind == other.kind && self.spans == other.spans && self.around == other.around
    }

    /// The same number for leaves that say the same, and hardly ever for others.
    pub fn fingerprint(&self) -> u64 {
        fingerprint(self.around.iter().rev(), &self.kind, &self.spans)
    }

    /// Its words without marks; a break is `\n`.
    pub fn text(&self) -> String {
        crate::document::plain::of_spans(&self.spans)
    }
}

/// The leaves of a field in document order. Blocks of unknown kinds are left out.
pub fn leaves(field: &Projection) -> Vec<Leaf> {
    let mut list: Vec<Leaf> = Vec::new();
    let mut before: Vec<BlockId> = Vec::new();
    let mut parent = None;
    for block in leaf_blocks(field) {
        let mut path: Vec<&Block> = field.ancestors(block.parent).collect();
        path.reverse();
        let around = match list.last() {
            Some(last) if parent == block.parent => last.around.clone(),
            _ => path.iter().map(|block| block.kind.clone()).collect(),
        };
        let path: Vec<BlockId> = path.iter().map(|block| block.id).collect();
        let joined = path.iter().zip(&before).take_while(|(a, b)| a == b).count();
        list.push(Leaf {
            id: Some(block.id),
            around,
            joined,
            kind: kind_of(block).clone(),
            spans: block.spans().to_vec(),
        });
        (before, parent) = (path, block.parent);
    }
    list
}

/// The fingerprint of every leaf, in document order, without a copy of what they say.
pub fn fingerprints(field: &Projection) -> Vec<u64> {
    let of = |block: &Block| {
        let around = field.ancestors(block.parent).map(|block| &block.kind);
        fingerprint(around, kind_of(block), block.spans())
    };
    leaf_blocks(field).map(of).collect()
}

fn leaf_blocks(field: &Projection) -> impl Iterator<Item = &Block> {
    field.blocks().filter(|block| {
        let foreign = matches!(block.kind, BlockKind::Foreign { .. });
        !foreign && block.children().is_empty()
    })
}

fn kind_of(block: &Block) -> &BlockKind {
    match &block.kind {
        BlockKind::Stray => &BlockKind::Paragraph,
        kind => kind,
    }
}

/// `around` begins with the innermost container.
fn fingerprint<'a>(
    around: impl Iterator<Item = &'a BlockKind>,
    kind: &BlockKind,
    spans: &[Span],
) -> u64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    around.for_each(|kind| kind.hash(&mut hasher));
    spans.hash(&mut hasher);
    hasher.finish()
}

/// The tree that these leaves were laid out from.
pub fn nodes(leaves: &[Leaf]) -> Vec<Node> {
    let mut roots: Vec<Node> = Vec::new();
    for leaf in leaves {
        let mut level = &mut roots;
        for (depth, kind) in leaf.around.iter().enumerate() {
            let joins = depth < leaf.joined && level.last().is_some_and(is_container);
            if !joins {
                level.push(Node::blocks(kind.clone(), Vec::new()));
            }
            level = match level.last_mut().map(|node| &mut node.content) {
                Some(NodeContent::Blocks(children)) => children,
                _ => return roots,
            };
        }
        level.push(node(leaf));
    }
    roots
}

fn is_container(node: &Node) -> bool {
    matches!(node.content, NodeContent::Blocks(_))
}

fn node(leaf: &Leaf) -> Node {
    match &leaf.kind {
        BlockKind::Rule => Node::rule(),
        kind if kind.is_textblock() => Node::text(kind.clone(), leaf.spans.clone()),
        kind => Node::blocks(kind.clone(), Vec::new()),
    }
}
