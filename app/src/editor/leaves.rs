//! The text of one block as it stands in the DOM: its leaves, and how to bring them in step with the
//! spans of the model by as few writes as possible.
//!
//! The old side of every comparison is the DOM itself, never a copy of what was drawn: browsers,
//! keyboards and extensions change it behind our back, and what they left alone must stay.

use super::browser::document;
use model::{
    document::{
        projection::Span,
        schema::{Mark, Marks},
    },
    suggestion::ShownRun,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

/// Stands for a hard break, so that offsets in text and in the model agree.
pub const BREAK: char = '\u{fffc}';

/// A text node or a line break.
pub struct Leaf {
    pub node: Node,
    pub kind: LeafKind,
    /// None when it stands in something that we would not have drawn.
    marks: Option<Signs>,
}

/// What a leaf is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LeafKind {
    Text,
    /// A `<br data-a>`: one unit in the model.
    Break,
    /// A `<br>` that only keeps an empty line open.
    Filler,
}

/// The marks of a leaf, as its wrappers say.
#[derive(Clone, Default, PartialEq)]
struct Signs {
    href: Option<String>,
    /// The suggestion that inserts it, and those that delete it, outer before inner.
    inserted: Option<String>,
    deleted: Vec<String>,
    /// One bit for each of [`Mark::ALL`].
    bits: u8,
}

/// Says which suggestion an `ins` or a `del` belongs to; other programs go by it too.
const SUGGESTION: &str = "data-suggestion";

const TAGS: [(&str, Mark); 5] = [
    ("STRONG", Mark::Bold),
    ("EM", Mark::Italic),
    ("U", Mark::Underline),
    ("S", Mark::Strike),
    ("CODE", Mark::Code),
];

impl Leaf {
    /// Length in UTF-16 units, as the model counts.
    pub fn units(&self) -> u32 {
        match self.kind {
            LeafKind::Text => self.text_node().length(),
            LeafKind::Break => 1,
            LeafKind::Filler => 0,
        }
    }

    fn text_node(&self) -> &Text {
        self.node.unchecked_ref()
    }

    /// The direct child of the content that this leaf stands in.
    fn top(&self, content: &Element) -> Node {
        let mut node = self.node.clone();
        while let Some(parent) = node.parent_node() {
            if &parent == content.unchecked_ref::<Node>() {
                break;
            }
            node = parent;
        }
        node
    }
}

/// All leaves of a block, in order.
pub fn read(content: &Element) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    let mut child = content.first_child();
    while let Some(node) = child {
        child = node.next_sibling();
        let before = leaves.len();
        collect(&node, Some(Signs::default()), 0, &mut leaves);
        if leaves.len() - before > 1 {
            for leaf in &mut leaves[before..] {
                leaf.marks = None;
            }
        }
    }
    leaves
}

/// `rank` is how deep in the fixed order of nesting the wrappers already are.
fn collect(node: &Node, signs: Option<Signs>, rank: usize, leaves: &mut Vec<Leaf>) {
    if node.node_type() == Node::TEXT_NODE {
        let kind = LeafKind::Text;
        leaves.push(Leaf {
            node: node.clone(),
            kind,
            marks: signs,
        });
        return;
    }
    let Some(element) = node.dyn_ref::<Element>() else {
        return;
    };
    let tag = element.tag_name();
    if tag == "BR" {
        let ours = element.has_attribute("data-a");
        let kind = if ours {
            LeafKind::Break
        } else {
            LeafKind::Filler
        };
        leaves.push(Leaf {
            node: node.clone(),
            kind,
            marks: signs,
        });
        return;
    }
    let (inner, inner_rank) = inside(element, &tag, signs, rank);
    let mut child = node.first_child();
    while let Some(next) = child {
        collect(&next, inner.clone(), inner_rank, leaves);
        child = next.next_sibling();
    }
}

fn inside(
    element: &Element,
    tag: &str,
    signs: Option<Signs>,
    rank: usize,
) -> (Option<Signs>, usize) {
    let Some(mut signs) = signs else {
        return (None, rank);
    };
    if element.has_attribute("style") {
        return (None, rank);
    }
    if matches!(tag, "INS" | "DEL") && rank == 0 {
        let Some(id) = element.get_attribute(SUGGESTION) else {
            return (None, rank);
        };
        match tag {
            "INS" => signs.inserted = Some(id),
            _ => signs.deleted.push(id),
        }
        return (Some(signs), 0);
    }
    if tag == "A" && rank == 0 {
        signs.href = Some(element.get_attribute("href").unwrap_or_default());
        return (Some(signs), 1);
    }
    let place = TAGS.iter().position(|(name, _)| *name == tag);
    match place {
        Some(place) if place + 2 > rank => {
            signs.bits |= 1 << place;
            (Some(signs), place + 2)
        }
        _ => (None, rank),
    }
}

/// The block's text as it stands in the DOM; breaks are [`BREAK`].
pub fn text(leaves: &[Leaf]) -> String {
    let mut out = String::new();
    for leaf in leaves {
        match leaf.kind {
            LeafKind::Text => out.push_str(&leaf.text_node().data()),
            LeafKind::Break => out.push(BREAK),
            LeafKind::Filler => {}
        }
    }
    out
}

/// The block's text as the model has it; breaks are [`BREAK`].
pub fn model_text(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        match span {
            Span::Text { text, .. } => out.push_str(text),
            Span::Break => out.push(BREAK),
        }
    }
    out
}

/// The block's text with the suggestions in it; breaks are [`BREAK`].
pub fn shown_text(runs: &[ShownRun]) -> String {
    let runs = runs.iter();
    runs.map(|run| model_text(std::slice::from_ref(&run.span)))
        .collect()
}

/// A run as it is to stand in the DOM.
struct Wanted<'a> {
    span: &'a Span,
    signs: Signs,
}

impl<'a> Wanted<'a> {
    fn of(span: &'a Span) -> Wanted<'a> {
        let signs = match span {
            Span::Text { marks, .. } => signs(marks),
            Span::Break => Signs::default(),
        };
        Wanted { span, signs }
    }

    fn shown(run: &'a ShownRun) -> Wanted<'a> {
        let mut wanted = Wanted::of(&run.span);
        wanted.signs.inserted = run.inserted.map(|id| id.to_string());
        wanted.signs.deleted = run.deleted.iter().map(ToString::to_string).collect();
        wanted
    }
}

/// Brings the DOM of a block in step with the model; `shown` is its text with suggestions in it.
pub fn write(content: &Element, spans: &[Span], shown: Option<&[ShownRun]>) {
    let wanted: Vec<Wanted<'_>> = match shown {
        Some(runs) => runs.iter().map(Wanted::shown).collect(),
        None => spans.iter().map(Wanted::of).collect(),
    };
    let wanted = &wanted[..];
    let leaves = read(content);
    let (leaves, fillers): (Vec<Leaf>, Vec<Leaf>) = leaves
        .into_iter()
        .partition(|leaf| leaf.kind != LeafKind::Filler);
    let (from, leaves_end, spans_end) = unchanged(&leaves, wanted);
    let after = leaves.get(leaves_end).map(|leaf| leaf.top(content));
    rewrite(
        content,
        &leaves[from..leaves_end],
        &wanted[from..spans_end],
        after,
    );
    remove_strangers(content, &fillers);
    set_filler(content, wanted.last().map(|it| it.span), fillers);
}

/// How many leaves at the front stay as they are, and where the equal tails begin.
fn unchanged(leaves: &[Leaf], spans: &[Wanted<'_>]) -> (usize, usize, usize) {
    let pairs = leaves.iter().zip(spans);
    let from = pairs.take_while(|(leaf, span)| same(leaf, span)).count();
    let pairs = leaves[from..].iter().rev().zip(spans[from..].iter().rev());
    let tail = pairs.take_while(|(leaf, span)| same(leaf, span)).count();
    (from, leaves.len() - tail, spans.len() - tail)
}

fn same(leaf: &Leaf, wanted: &Wanted<'_>) -> bool {
    fits(leaf, wanted)
        && match wanted.span {
            Span::Text { text, .. } => leaf.text_node().data() == *text,
            Span::Break => true,
        }
}

/// Whether the leaf can show the span by changing its characters only.
fn fits(leaf: &Leaf, wanted: &Wanted<'_>) -> bool {
    let kind = match wanted.span {
        Span::Text { .. } => LeafKind::Text,
        Span::Break => LeafKind::Break,
    };
    leaf.kind == kind && leaf.marks.as_ref() == Some(&wanted.signs)
}

fn rewrite(content: &Element, leaves: &[Leaf], spans: &[Wanted<'_>], after: Option<Node>) {
    let (mut l, mut s) = (0, 0);
    while l < leaves.len() || s < spans.len() {
        let (leaf, span) = (leaves.get(l), spans.get(s));
        let (leaves_left, spans_left) = (leaves.len() - l, spans.len() - s);
        if let (Some(leaf), Some(span)) = (leaf, span)
            && fits(leaf, span)
        {
            if let Span::Text { text, .. } = span.span {
                set_data(leaf.text_node(), text);
            }
            (l, s) = (l + 1, s + 1);
            continue;
        }
        if let Some(span) = span
            && spans_left >= leaves_left
        {
            let before = leaf.map(|leaf| leaf.top(content)).or_else(|| after.clone());
            let _ = content.insert_before(&make(span), before.as_ref());
            s += 1;
        }
        if let Some(leaf) = leaf
            && leaves_left >= spans_left
        {
            remove(content, &leaf.node);
            l += 1;
        }
    }
}

/// Takes a leaf away, and the wrappers that it leaves empty.
fn remove(content: &Element, leaf: &Node) {
    let mut node = leaf.clone();
    while let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(&node);
        if &parent == content.unchecked_ref::<Node>() || parent.has_child_nodes() {
            return;
        }
        node = parent;
    }
}

/// Elements without any leaf: wrappers that a browser left behind, pasted pictures, extensions' things.
fn remove_strangers(content: &Element, fillers: &[Leaf]) {
    let mut child = content.first_child();
    while let Some(node) = child {
        child = node.next_sibling();
        let mut leaves = Vec::new();
        collect(&node, None, 0, &mut leaves);
        if leaves.is_empty() && !fillers.iter().any(|filler| filler.node == node) {
            let _ = content.remove_child(&node);
        }
    }
}

fn set_filler(content: &Element, last: Option<&Span>, fillers: Vec<Leaf>) {
    let needed = match last {
        None | Some(Span::Break) => true,
        Some(Span::Text { text, .. }) => text.ends_with('\n'),
    };
    let mut there = false;
    for filler in fillers {
        let last = content.last_child().is_some_and(|last| last == filler.node);
        if needed && last && !there {
            there = true;
        } else {
            remove(content, &filler.node);
        }
    }
    if needed && !there {
        let _ = content.append_child(&line_break(false));
    }
}

/// Writes only the characters that differ, so that the browser moves carets and marks by itself.
fn set_data(node: &Text, text: &str) {
    let old = node.data();
    if old == text {
        return;
    }
    let splice = super::diff::splice(&old, text, None);
    let _ = node.replace_data(splice.from, splice.to - splice.from, &splice.text);
}

fn make(wanted: &Wanted<'_>) -> Node {
    let signs = &wanted.signs;
    let mut node: Node = match wanted.span {
        Span::Text { text, .. } => document().create_text_node(text).into(),
        Span::Break => line_break(true),
    };
    for (place, (tag, _)) in TAGS.iter().enumerate().rev() {
        if signs.bits & 1 << place != 0 {
            node = wrap(tag, &node);
        }
    }
    if let Some(href) = &signs.href {
        node = wrap("a", &node);
        let link: &Element = node.unchecked_ref();
        let _ = link.set_attribute("href", href);
        let _ = link.set_attribute("rel", "noopener noreferrer nofollow");
    }
    let inserted = signs.inserted.iter().map(|id| ("ins", id));
    let deleted = signs.deleted.iter().rev().map(|id| ("del", id));
    for (tag, id) in inserted.chain(deleted) {
        node = wrap(tag, &node);
        let element: &Element = node.unchecked_ref();
        let _ = element.set_attribute(SUGGESTION, id);
    }
    node
}

fn wrap(tag: &str, inner: &Node) -> Node {
    let outer = super::draw::create(tag);
    let _ = outer.append_child(inner);
    outer.into()
}

fn line_break(atom: bool) -> Node {
    let element = super::draw::create("br");
    if atom {
        let _ = element.set_attribute("data-a", "");
    }
    element.into()
}

fn signs(marks: &Marks) -> Signs {
    let on = [
        marks.bold,
        marks.italic,
        marks.underline,
        marks.strike,
        marks.code,
    ];
    let bits = on.iter().enumerate();
    let bits = bits.fold(0, |bits, (place, on)| bits | u8::from(*on) << place);
    let href = marks
        .link
        .as_ref()
        .map(|link| super::link::safe(&link.href));
    Signs {
        href,
        bits,
        ..Signs::default()
    }
}
