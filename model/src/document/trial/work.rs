//! What the benchmarks do, natively and in a browser; whoever measures brings a clock.

use crate::document::{
    draft::{Changes, Draft},
    edit::Op,
    notation::field,
    position::{BlockId, Position, Range, Selection},
    projection::{Node, Span},
    schema::{BlockKind, Link, Mark, Marks},
};
use std::{hint::black_box, sync::Arc};

/// An edit of one text: place, removed units, inserted text.
pub type Patch = (u32, u32, String);

/// A page of a proposal as the template sets it.
const CHARS_A_PAGE: usize = 2_000;
/// Pages of a long proposal.
pub const PAGES: usize = 40;
/// FreshLetters typed for one figure.
const LETTERS: usize = 2_000;

fn draft(client_id: u64) -> Draft {
    Draft::for_browser(client_id, Arc::new(|| 0))
}

/// The shared text alone, as yjs' own benchmark measures it.
pub fn one_text(patches: &[Patch]) -> Vec<u8> {
    use yrs::{Doc, OffsetKind, Options, ReadTxn, StateVector, Text, Transact};
    let mut options = Options::with_client_id(yrs::ClientID::new(7));
    options.offset_kind = OffsetKind::Utf16;
    let doc = Doc::with_options(options);
    let text = doc.get_or_insert_text("text");
    for (at, removed, inserted) in patches {
        let mut txn = doc.transact_mut();
        if *removed > 0 {
            text.remove_range(&mut txn, *at, *removed);
        }
        text.insert(&mut txn, *at, inserted);
    }
    doc.transact()
        .encode_state_as_update_v1(&StateVector::default())
}

/// The whole way of a keystroke: operation, transaction, update, projection, undo. Panics if the
/// text is not `end` afterwards.
pub fn paragraphs(patches: &[Patch], end: &str) -> Vec<u8> {
    let mut draft = draft(7);
    draft.plant(&field(), &[Node::paragraph("")]);
    let mut lines = Lines::new(draft.projection(&field()).roots()[0]);
    for (at, removed, inserted) in patches {
        if *removed > 0 {
            let range = lines.range(*at, *at + *removed);
            lines.edit(&mut draft, &Op::Delete(range), range.from);
        }
        let mut at = *at;
        for (number, part) in inserted.split('\n').enumerate() {
            if number > 0 {
                let place = lines.place(at);
                lines.edit(&mut draft, &Op::Split, place);
                at += 1;
            }
            if !part.is_empty() {
                let place = lines.place(at);
                lines.edit(&mut draft, &written(place, part), place);
                at += part.len() as u32;
            }
        }
    }
    let blocks = draft.projection(&field()).textblocks();
    let words: String = blocks.map(|block| block.text()).collect();
    assert_eq!(words, end.replace('\n', ""), "the trace ends as it should");
    draft.whole()
}

fn written(at: Position, text: &str) -> Op {
    Op::Replace {
        range: Range { from: at, to: at },
        text: text.to_owned(),
    }
}

/// Opens a document; answers how many blocks it has.
pub fn load(bytes: &[u8]) -> usize {
    let mut draft = draft(7);
    taken(&mut draft, bytes);
    black_box(draft.projection(&field()).len())
}

/// A document of so many equal paragraphs of 171 bytes, as one update.
pub fn many(blocks: usize) -> Vec<u8> {
    let text = "vārdi un teikumi ".repeat(9);
    let nodes: Vec<Node> = (0..blocks).map(|_| Node::paragraph(&text)).collect();
    planted(&nodes)
}

/// A proposal of [`PAGES`] pages, as one update.
pub fn proposal() -> Vec<u8> {
    planted(&pages())
}

fn planted(nodes: &[Node]) -> Vec<u8> {
    let mut draft = draft(6);
    draft.plant(&field(), nodes);
    draft.whole()
}

fn pages() -> Vec<Node> {
    let words = "Brīvprātīgais darbs stiprina jauniešu prasmes un pašvaldību sadarbību. ";
    let mut nodes = Vec::new();
    let mut chars = 0;
    while chars < PAGES * CHARS_A_PAGE {
        let number = nodes.len();
        let text = words.repeat(3 + number % 4);
        chars += text.chars().count();
        let marks = Marks::none().with(Mark::Bold);
        let spans = vec![
            Span::Text {
                text: words.to_owned(),
                marks,
            },
            Span::plain(text),
            Span::Text {
                text: words.to_owned(),
                marks: Marks::none().linked(Link::to("https://leszno.example")),
            },
        ];
        nodes.push(match number % 8 {
            0 => Node::text(BlockKind::Heading { level: 2 }, vec![Span::plain(words)]),
            5 => {
                let item = |spans| {
                    Node::blocks(
                        BlockKind::ListItem,
                        vec![Node::text(BlockKind::Paragraph, spans)],
                    )
                };
                Node::blocks(
                    BlockKind::BulletList,
                    vec![item(spans.clone()), item(spans)],
                )
            }
            _ => Node::text(BlockKind::Paragraph, spans),
        });
    }
    nodes
}

/// Documents in memory, to see how much they take.
pub struct Copies(Vec<Draft>);

impl Copies {
    /// So many copies of one document.
    pub fn new(bytes: &[u8], count: usize) -> Copies {
        let copy = |_| {
            let mut copy = Draft::for_server(9);
            taken(&mut copy, bytes);
            copy
        };
        Copies((0..count).map(copy).collect())
    }

    /// How many blocks they have together.
    pub fn blocks(&self) -> usize {
        let blocks = self.0.iter().map(|copy| copy.projection(&field()).len());
        blocks.sum()
    }
}

fn taken(draft: &mut Draft, bytes: &[u8]) {
    let applied = draft.apply(bytes);
    assert!(applied.is_ok(), "{applied:?}");
}

/// A letter in the middle of a document of so many paragraphs: how long each took where it was
/// typed, and where it came from elsewhere, by a clock in milliseconds.
pub fn keystrokes(blocks: usize, now_ms: impl Fn() -> f64) -> (Vec<f64>, Vec<f64>) {
    let (mut draft, mut other) = (draft(7), draft(8));
    let bytes = many(blocks);
    taken(&mut draft, &bytes);
    taken(&mut other, &bytes);
    let block = draft.projection(&field()).roots()[blocks / 2];
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for number in 0..LETTERS {
        let at = Position::new(block, 70 + (number % 50) as u32);
        let op = written(at, "ē");
        let start = now_ms();
        let update = edit(&mut draft, &op, at).1;
        let sent = now_ms();
        taken(&mut other, &update);
        here.push(sent - start);
        there.push(now_ms() - sent);
        let back = Op::Delete(Range::within(block, at.offset, at.offset + 1));
        taken(&mut other, &edit(&mut draft, &back, at).1);
    }
    (here, there)
}

fn edit(draft: &mut Draft, op: &Op, at: Position) -> (Changes, Vec<u8>) {
    match draft.edit(&field(), op, Selection::at(at)) {
        Ok(edited) => (edited.changes, edited.update),
        Err(refused) => panic!("{op:?}: {refused}"),
    }
}

/// Which paragraph holds which part of the trace's text; a line end is the border between two.
struct Lines {
    blocks: Vec<(BlockId, u32)>,
}

impl Lines {
    fn new(first: BlockId) -> Lines {
        Lines {
            blocks: vec![(first, 0)],
        }
    }

    fn place(&self, mut at: u32) -> Position {
        for (block, len) in &self.blocks {
            if at <= *len {
                return Position::new(*block, at);
            }
            at -= len + 1;
        }
        panic!("the trace writes behind its text");
    }

    fn range(&self, from: u32, to: u32) -> Range {
        Range {
            from: self.place(from),
            to: self.place(to),
        }
    }

    /// Takes over what an edit changed.
    fn follow(&mut self, draft: &Draft, changes: &Changes, at: BlockId) {
        let projection = draft.projection(&field());
        if changes
            .fields
            .iter()
            .any(|change| !change.reshaped.is_empty())
        {
            let list = projection.roots().iter();
            self.blocks = list
                .map(|id| (*id, projection.block(*id).map_or(0, |block| block.units())))
                .collect();
        } else if let Some(entry) = self.blocks.iter_mut().find(|(block, _)| *block == at) {
            entry.1 = projection.block(at).map_or(0, |block| block.units());
        }
    }

    fn edit(&mut self, draft: &mut Draft, op: &Op, at: Position) {
        let (changes, _) = edit(draft, op, at);
        self.follow(draft, &changes, at.block);
    }
}
