//! One field's blocks as elements. Only what changed is touched, and never by `innerHTML`: elements of
//! other people's blocks keep their identity, so nobody's caret or composition is disturbed.

use super::{browser::document, leaves};
use model::{
    document::{
        position::{BlockId, Position, Range},
        projection::{Block, Content, FieldChange, Projection},
        schema::{BlockKind, Cell},
    },
    suggestion::{self, ShownRun},
};
use std::collections::{HashMap, HashSet};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

/// The attribute that carries a block's number on this page.
pub const HANDLE: &str = "data-b";

/// The elements of one field.
pub struct Canvas {
    pub host: HtmlElement,
    elements: HashMap<BlockId, Element>,
    /// Which block an element's number means.
    numbers: HashMap<u32, BlockId>,
    next_number: u32,
    /// The blocks that are shown with suggestions in them.
    shown: HashMap<BlockId, Vec<ShownRun>>,
}

impl Canvas {
    /// Takes the host over and draws the field in it; what the server had put there goes.
    pub fn adopt(host: HtmlElement, projection: &Projection) -> Canvas {
        let mut canvas = Canvas {
            host,
            elements: HashMap::new(),
            numbers: HashMap::new(),
            next_number: 1,
            shown: HashMap::new(),
        };
        canvas.redraw(projection);
        canvas
    }

    /// Draws everything anew.
    pub fn redraw(&mut self, projection: &Projection) {
        self.elements.clear();
        self.numbers.clear();
        self.host.set_text_content(None);
        self.reshape(projection, None);
    }

    /// Takes in which blocks are shown with suggestions in them, and answers those that change by it.
    pub fn suggest(&mut self, shown: HashMap<BlockId, Vec<ShownRun>>) -> Vec<BlockId> {
        let before = std::mem::replace(&mut self.shown, shown);
        let either = before.keys().chain(self.shown.keys());
        let changed = either.filter(|id| before.get(id) != self.shown.get(id));
        let changed: HashSet<BlockId> = changed.copied().collect();
        changed.into_iter().collect()
    }

    /// The text of a block with the suggestions in it, where there are any.
    pub fn shown(&self, block: BlockId) -> Option<&[ShownRun]> {
        self.shown.get(&block).map(Vec::as_slice)
    }

    /// The place in the text of a place in what is shown.
    pub fn to_text(&self, shown: Position) -> Position {
        let offset = match self.shown(shown.block) {
            Some(runs) => suggestion::to_base(runs, shown.offset),
            None => shown.offset,
        };
        Position::new(shown.block, offset)
    }

    /// As [`Canvas::to_text`], of both ends of a stretch of a block.
    pub fn text_range(&self, block: BlockId, from: u32, to: u32) -> Range {
        let [from, to] = [from, to].map(|at| self.to_text(Position::new(block, at)));
        Range { from, to }
    }

    /// The place in what is shown of a place in the text.
    pub fn to_shown(&self, position: Position) -> Position {
        let offset = match self.shown(position.block) {
            Some(runs) => suggestion::to_shown(runs, position.offset),
            None => position.offset,
        };
        Position::new(position.block, offset)
    }

    /// The element of a block.
    pub fn element(&self, id: BlockId) -> Option<&Element> {
        self.elements.get(&id)
    }

    /// The element whose children are the block's text or its blocks.
    pub fn content(&self, id: BlockId) -> Option<Element> {
        self.elements.get(&id).map(content_of)
    }

    /// The innermost block that a node stands in.
    pub fn block_at(&self, node: &Node) -> Option<BlockId> {
        let element = super::browser::element_of(node)?;
        let element = element.closest("[data-b]").ok()??;
        let number = element.get_attribute(HANDLE)?.parse().ok()?;
        let id = *self.numbers.get(&number)?;
        (self.elements.get(&id) == Some(&element)).then_some(id)
    }

    /// Brings the elements in step with what changed; `spared` is left as it is.
    pub fn patch(
        &mut self,
        projection: &Projection,
        change: &FieldChange,
        spared: Option<BlockId>,
    ) {
        for block in &change.removed {
            if projection.block(block.id).is_none() {
                self.forget(block.id);
            }
        }
        for block in &change.dirty {
            if spared != Some(block.id) {
                self.refresh(projection, block.id);
            }
        }
        for parent in &change.reshaped {
            self.reshape(projection, *parent);
        }
    }

    /// Puts right whatever the DOM has otherwise than the model; what is right is not touched.
    pub fn restore(&mut self, projection: &Projection) {
        self.reshape(projection, None);
        let blocks: Vec<BlockId> = projection.blocks().map(|block| block.id).collect();
        for id in blocks {
            self.refresh(projection, id);
            if projection
                .block(id)
                .is_some_and(|block| !block.children().is_empty())
            {
                self.reshape(projection, Some(id));
            }
        }
    }

    fn forget(&mut self, id: BlockId) {
        if let Some(element) = self.elements.remove(&id) {
            let number = element.get_attribute(HANDLE);
            if let Some(number) = number.and_then(|number| number.parse().ok()) {
                self.numbers.remove(&number);
            }
        }
    }

    /// Brings one block's own element and text in step; its children are left alone.
    pub fn refresh(&mut self, projection: &Projection, id: BlockId) {
        let (Some(block), Some(element)) = (projection.block(id), self.elements.get(&id).cloned())
        else {
            return;
        };
        let tag = tag_of(&block.kind);
        if !element.tag_name().eq_ignore_ascii_case(tag) {
            return self.retag(block, &element);
        }
        set_attributes(&element, &block.kind);
        if let Content::Text(spans) = &block.content {
            leaves::write(&content_of(&element), spans, self.shown(id));
        }
    }

    /// A new element for a block whose kind has changed; what stands in it moves over.
    fn retag(&mut self, block: &Block, old: &Element) {
        let new = self.frame(block);
        let (from, to) = (content_of(old), content_of(&new));
        while let Some(child) = from.first_child() {
            let _ = to.append_child(&child);
        }
        if let Content::Text(spans) = &block.content {
            leaves::write(&to, spans, self.shown(block.id));
        }
        let _ = old.replace_with_with_node_1(&new);
    }

    /// Brings a container's list of children in step.
    pub fn reshape(&mut self, projection: &Projection, parent: Option<BlockId>) {
        let container: Element = match parent {
            None => self.host.clone().into(),
            Some(id) => match self.content(id) {
                Some(content) => content,
                None => return,
            },
        };
        let wanted: Vec<Element> = projection
            .children(parent)
            .iter()
            .filter_map(|child| self.element_or_new(projection, *child))
            .collect();
        arrange(&container, &wanted);
    }

    fn element_or_new(&mut self, projection: &Projection, id: BlockId) -> Option<Element> {
        if let Some(element) = self.elements.get(&id) {
            return Some(element.clone());
        }
        let block = projection.block(id)?;
        if matches!(block.kind, BlockKind::Foreign { .. }) {
            return None;
        }
        let element = self.frame(block);
        match &block.content {
            Content::Text(spans) => leaves::write(&content_of(&element), spans, self.shown(id)),
            Content::Blocks(_) => self.reshape(projection, Some(id)),
            Content::Nothing => {}
        }
        Some(element)
    }

    /// The empty element of a block, known by its number from now on.
    fn frame(&mut self, block: &Block) -> Element {
        let element = create(tag_of(&block.kind));
        let inner = match block.kind {
            BlockKind::CodeBlock { .. } => Some("code"),
            BlockKind::Table => Some("tbody"),
            _ => None,
        };
        if let Some(inner) = inner {
            let _ = element.append_child(&create(inner));
        }
        self.forget(block.id);
        let number = self.next_number;
        self.next_number += 1;
        let _ = element.set_attribute(HANDLE, &number.to_string());
        set_attributes(&element, &block.kind);
        self.numbers.insert(number, block.id);
        self.elements.insert(block.id, element.clone());
        element
    }
}

/// An element of the page's document.
pub fn create(tag: &str) -> Element {
    // A name that we spell ourselves is always valid.
    let made = document().create_element(tag);
    made.unwrap_or_else(|never| never.unchecked_into())
}

/// Puts exactly these children into the container; children that stay are not moved.
fn arrange(container: &Element, wanted: &[Element]) {
    let numbers: HashSet<Option<String>> =
        wanted.iter().map(|it| it.get_attribute(HANDLE)).collect();
    let mut child = container.first_child();
    while let Some(node) = child {
        child = node.next_sibling();
        let number = node.dyn_ref::<Element>().map(|it| it.get_attribute(HANDLE));
        if !number.is_some_and(|number| numbers.contains(&number)) {
            let _ = container.remove_child(&node);
        }
    }
    let mut place = container.first_child();
    for element in wanted {
        let node: &Node = element.unchecked_ref();
        if place.as_ref() == Some(node) {
            place = node.next_sibling();
        } else {
            let _ = container.insert_before(node, place.as_ref());
        }
    }
    while let Some(node) = place {
        place = node.next_sibling();
        let _ = container.remove_child(&node);
    }
}

fn content_of(element: &Element) -> Element {
    let inner = matches!(element.tag_name().as_str(), "PRE" | "TABLE");
    let inner = inner.then(|| element.first_element_child()).flatten();
    inner.unwrap_or_else(|| element.clone())
}

fn tag_of(kind: &BlockKind) -> &'static str {
    const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
    match kind {
        BlockKind::Paragraph | BlockKind::Stray | BlockKind::Foreign { .. } => "p",
        BlockKind::Heading { level } => HEADINGS[usize::from(level.clamp(&1, &6) - 1)],
        BlockKind::CodeBlock { .. } => "pre",
        BlockKind::Quote => "blockquote",
        BlockKind::BulletList => "ul",
        BlockKind::OrderedList { .. } => "ol",
        BlockKind::ListItem => "li",
        BlockKind::Rule => "hr",
        BlockKind::Table => "table",
        BlockKind::TableRow => "tr",
        BlockKind::TableCell(_) => "td",
        BlockKind::TableHeader(_) => "th",
    }
}

fn set_attributes(element: &Element, kind: &BlockKind) {
    if kind.is_textblock() {
        set(element, "dir", Some("auto"));
    }
    match kind {
        BlockKind::OrderedList { start, style } => {
            set(
                element,
                "start",
                (*start != 1).then(|| start.to_string()).as_deref(),
            );
            let style = style
                .as_deref()
                .filter(|it| matches!(*it, "a" | "A" | "i" | "I" | "1"));
            set(element, "type", style);
        }
        BlockKind::TableCell(cell) | BlockKind::TableHeader(cell) => set_spans(element, cell),
        _ => {}
    }
}

fn set_spans(element: &Element, cell: &Cell) {
    let many = |span: u32| (span != 1).then(|| span.to_string());
    set(element, "colspan", many(cell.colspan).as_deref());
    set(element, "rowspan", many(cell.rowspan).as_deref());
    let align = cell
        .align
        .as_deref()
        .filter(|it| matches!(*it, "left" | "center" | "right"));
    set(element, "align", align);
}

/// Writes an attribute only when it differs.
fn set(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() == value {
        return;
    }
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
