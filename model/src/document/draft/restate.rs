//! A field made to say something else by the smallest change that does it, so that threads and carets
//! on what stays keep their places.

use super::{Draft, Edited, Editing};
use crate::{
    document::{
        diff::{Run, words},
        mend::mend,
        position::BlockId,
        projection::{Node, NodeContent, Projection, Span},
        schema::BlockKind,
    },
    proposal::FieldName,
};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// What the server writes in somebody's name.
const RESTATED: &str = "restated";

impl Draft {
    /// Makes a field say these blocks, made legal. Blocks that are the same on both sides are not
    /// touched; one that says something else in the same kind of block is changed word by word. Undo
    /// does not know it. The update is empty where the field says this already.
    pub fn restate(&mut self, field: &FieldName, nodes: &[Node]) -> Edited {
        self.open(field);
        if self.projection(field).says(nodes) {
            return Editing::new(self, field.clone(), RESTATED).finish(None);
        }
        let wanted = mend(nodes.to_vec()).into_iter();
        let wanted = ended(wanted.map(Node::into_new).collect());
        let text = self.projection(field);
        let end = text.roots().len();
        let roots = text.roots().iter().enumerate();
        // What a foreign editor wrote and nobody sees stays where it is.
        let there: Vec<Root> = roots
            .filter_map(|(at, id)| {
                let node = text.node(*id)?.into_new();
                Some(Root { at, id: *id, node })
            })
            .collect();
        let (old, new) = labels(&there, &wanted);
        let mut editing = Editing::new(self, field.clone(), RESTATED);
        let ops = capture_diff_slices(Algorithm::Patience, &old, &new);
        // From the end, so that the places before stay where they are.
        for op in ops.into_iter().rev().filter(|op| !is_equal(op)) {
            let (old, new) = (&there[op.old_range()], &wanted[op.new_range()]);
            let behind = there.get(op.old_range().end).map_or(end, |root| root.at);
            replace(&mut editing, behind, old, new);
        }
        editing.finish(None)
    }
}

impl Projection {
    /// Whether the field says these blocks. The empty paragraph that the normaliser leaves at the end,
    /// to type in, says nothing.
    pub fn says(&self, nodes: &[Node]) -> bool {
        ended(self.nodes()) == ended(nodes.to_vec())
    }
}

/// As the normaliser leaves them: behind a last block that is no paragraph stands an empty one.
fn ended(mut nodes: Vec<Node>) -> Vec<Node> {
    let last = nodes.last().map(|node| &node.kind);
    if last.is_some_and(|kind| *kind != BlockKind::Paragraph) {
        nodes.push(Node::paragraph(""));
    }
    nodes
}

/// A block at the root of a field.
struct Root {
    /// Its number among all that stands at the root.
    at: usize,
    id: BlockId,
    node: Node,
}

fn is_equal(op: &DiffOp) -> bool {
    matches!(op, DiffOp::Equal { .. })
}

/// A number for each block; equal numbers where blocks are equal.
fn labels(there: &[Root], wanted: &[Node]) -> (Vec<usize>, Vec<usize>) {
    let mut known = HashMap::new();
    let mut label = |node: &Node| {
        // Nodes have no hash; their whole content stands in what is printed of them.
        let printed = format!("{:?} {:?}", node.kind, node.content);
        let next = known.len();
        *known.entry(printed).or_insert(next)
    };
    let old = there.iter().map(|root| label(&root.node)).collect();
    let new = wanted.iter().map(&mut label).collect();
    (old, new)
}

/// Puts blocks in the place of others, in front of what stands at `behind`.
fn replace(editing: &mut Editing<'_>, behind: usize, old: &[Root], new: &[Node]) {
    for number in (0..old.len().max(new.len())).rev() {
        match (old.get(number), new.get(number)) {
            (Some(root), Some(after)) => match both_texts(&root.node, after) {
                Some((before, after)) => respell(editing, root.id, before, after),
                None => {
                    remove(editing, root.id);
                    insert(editing, root.at, after);
                }
            },
            (Some(root), None) => remove(editing, root.id),
            (None, Some(after)) => insert(editing, behind, after),
            (None, None) => {}
        }
    }
}

fn remove(editing: &mut Editing<'_>, block: BlockId) {
    editing.step(|surgery| surgery.remove_block(block));
}

fn insert(editing: &mut Editing<'_>, at: usize, node: &Node) {
    editing.step(|surgery| {
        surgery.insert_block(None, at, node);
    });
}

/// The texts of two textblocks of one kind.
fn both_texts<'a>(before: &'a Node, after: &'a Node) -> Option<(&'a [Span], &'a [Span])> {
    match (&before.content, &after.content) {
        (NodeContent::Text(old), NodeContent::Text(new)) if before.kind == after.kind => {
            Some((old, new))
        }
        _ => None,
    }
}

/// Changes the words of a block that are others.
fn respell(editing: &mut Editing<'_>, block: BlockId, before: &[Span], after: &[Span]) {
    let units = |spans: &[Span]| spans.iter().map(Span::units).sum::<u32>();
    let mut at = 0;
    for run in words::runs(before, after) {
        let (gone, come) = match run {
            Run::Kept(kept) => {
                at += units(&kept);
                continue;
            }
            Run::Removed(gone) => (gone, Vec::new()),
            Run::Added(come) => (Vec::new(), come),
            Run::Restyled { before, after } => (before, after),
        };
        if !gone.is_empty() {
            editing.step(|surgery| surgery.delete(block, at, at + units(&gone)));
        }
        if !come.is_empty() {
            editing.step(|surgery| surgery.insert_spans(block, at, &come));
            at += units(&come);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::document::{
        notation::{Sheet, field, write},
        projection::Node,
    };

    const LINE: &str = "<h2>Head</h2><p>Some <b>bold</b> words here</p>\
        <ul><li><p>one</p></li><li><p>two</p></li></ul>\
        <table><tr><th><p>a</p></th></tr><tr><td><p>b</p></td></tr></table><p>end</p>";

    fn nodes(text: &str) -> Vec<Node> {
        Sheet::of(9, text).projection().nodes()
    }

    /// What a field says after it was made to say something else.
    fn restated(from: &str, to: &str) -> (Sheet, Sheet) {
        let mut sheet = Sheet::of(1, from);
        let mut other = Sheet::of(2, "");
        other.draft.apply(&sheet.draft.whole()).unwrap();
        let edited = sheet.draft.restate(&field(), &nodes(to));
        if !edited.update.is_empty() {
            other.draft.apply(&edited.update).unwrap();
        }
        (sheet, other)
    }

    #[test]
    fn a_field_says_what_it_is_made_to_say_here_and_at_others() {
        let texts = [
            LINE,
            "",
            "<p>end</p>",
            "<p>Some words</p><p>end</p><p>end</p>",
            "<h3>Head</h3><p>Some <i>bold</i> words<br>here</p><pre>code</pre>",
            "<ul><li><p>two</p></li></ul><h2>Head</h2>",
        ];
        for from in texts {
            for to in texts {
                let (sheet, other) = restated(from, to);
                let wanted = nodes(to);
                assert!(sheet.projection().says(&wanted), "{from} → {to}");
                assert_eq!(other.text(), sheet.text(), "{from} → {to}, at another one");
                // Nothing is left for the normaliser, so saying it again changes nothing.
                let mut sheet = sheet;
                assert!(sheet.draft.normalise_all().is_empty() || from == to);
                assert!(sheet.draft.restate(&field(), &wanted).update.is_empty());
            }
        }
    }

    #[test]
    fn what_is_the_same_keeps_its_place_and_saying_it_again_changes_nothing() {
        let (mut sheet, _) = restated(LINE, LINE);
        let before = sheet.draft.state_vector();
        let again = sheet.draft.restate(&field(), &nodes(LINE));
        assert!(again.changes.is_empty(), "{:?}", again.changes);
        assert_eq!(sheet.draft.state_vector(), before);

        let mut sheet = Sheet::of(1, LINE);
        let ids = sheet.projection().roots().to_vec();
        let to = LINE.replace("words", "long words").replace("two", "2");
        sheet.draft.restate(&field(), &nodes(&to));
        let now = sheet.projection().roots().to_vec();
        assert_eq!(
            now[..2],
            ids[..2],
            "the heading, and the paragraph with other words"
        );
        assert_eq!(now[3..], ids[3..], "the table, and the end");
        assert_eq!(sheet.text(), write(Sheet::of(9, &to).projection()));
    }
}
