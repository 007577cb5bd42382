//! What the document costs: one line a figure, beside yjs in Node where that is installed.
//!
//! A plain program, because each line needs its own set-up and all of them together one table:
//! `cargo xtask bench`.
#![allow(clippy::unwrap_used)]

mod trace;

use model::document::{
    draft::Draft,
    edit::Op,
    notation::field,
    position::{Position, Range, Selection},
    projection::{Node, Slice, Span},
    schema::{BlockKind, Link, Mark, Marks},
};
use std::{hint::black_box, sync::Arc, time::Instant};
use trace::Trace;

/// A page of a proposal as the template sets it.
const CHARS_A_PAGE: usize = 2_000;
const PAGES: usize = 40;

fn main() {
    memory();
    let trace = Trace::load();
    println!(
        "editing trace: {} ({} edits)",
        trace.source,
        trace.patches.len()
    );
    let written = line("trace, one text, applied", || trace_in_one_text(&trace));
    line("trace, one text, loaded", || load(&written));
    let paragraphs = line("trace, paragraphs and projection, applied", || {
        trace_in_paragraphs(&trace)
    });
    line("trace, paragraphs and projection, loaded", || {
        load(&paragraphs)
    });
    trace::beside_yjs();
    for blocks in [10, 500, 2_000] {
        keystrokes(blocks);
    }
    open_proposal();
    everything_at_once();
}

fn line<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    println!(
        "{name:<48} {:>10.1} ms",
        started.elapsed().as_secs_f64() * 1_000.0
    );
    result
}

fn draft() -> Draft {
    Draft::for_browser(7, Arc::new(|| 0))
}

/// The shared text alone, as yjs' own benchmark measures it.
fn trace_in_one_text(trace: &Trace) -> Vec<u8> {
    use yrs::{Doc, OffsetKind, Options, ReadTxn, StateVector, Text, Transact};
    let mut options = Options::with_client_id(yrs::ClientID::new(7));
    options.offset_kind = OffsetKind::Utf16;
    let doc = Doc::with_options(options);
    let text = doc.get_or_insert_text("text");
    for (at, removed, inserted) in &trace.patches {
        let mut txn = doc.transact_mut();
        if *removed > 0 {
            text.remove_range(&mut txn, *at, *removed);
        }
        text.insert(&mut txn, *at, inserted);
    }
    doc.transact()
        .encode_state_as_update_v1(&StateVector::default())
}

/// The whole way of a keystroke: operation, transaction, update, projection, undo.
fn trace_in_paragraphs(trace: &Trace) -> Vec<u8> {
    let mut draft = draft();
    draft.plant(&field(), &[Node::paragraph("")]);
    let mut lines = trace::Lines::new(draft.projection(&field()).roots()[0]);
    for (at, removed, inserted) in &trace.patches {
        if *removed > 0 {
            let range = lines.range(*at, *at + *removed);
            let edited = draft
                .edit(&field(), &Op::Delete(range), Selection::at(range.from))
                .unwrap();
            lines.follow(&draft, &edited.changes, range.from.block);
        }
        for (number, part) in inserted.split('\n').enumerate() {
            let at = *at
                + inserted
                    .split('\n')
                    .take(number)
                    .map(|part| part.len() as u32 + 1)
                    .sum::<u32>();
            if number > 0 {
                let place = lines.place(at - 1);
                let edited = draft
                    .edit(&field(), &Op::Split, Selection::at(place))
                    .unwrap();
                lines.follow(&draft, &edited.changes, place.block);
            }
            if !part.is_empty() {
                let place = lines.place(at);
                let op = Op::Replace {
                    range: Range {
                        from: place,
                        to: place,
                    },
                    text: part.to_owned(),
                };
                let edited = draft.edit(&field(), &op, Selection::at(place)).unwrap();
                lines.follow(&draft, &edited.changes, place.block);
            }
        }
    }
    let words: String = draft
        .projection(&field())
        .textblocks()
        .map(|block| block.text())
        .collect();
    assert_eq!(
        words,
        trace.end.replace('\n', ""),
        "the trace ends as it should"
    );
    draft.whole()
}

fn load(bytes: &[u8]) -> usize {
    let mut draft = draft();
    draft.apply(bytes).unwrap();
    black_box(draft.projection(&field()).len())
}

/// A letter in the middle of a document of so many paragraphs, typed here and coming from elsewhere.
fn keystrokes(blocks: usize) {
    const LETTERS: usize = 2_000;
    let nodes: Vec<Node> = (0..blocks)
        .map(|_| Node::paragraph(&"vārdi un teikumi ".repeat(9)))
        .collect();
    let mut draft = draft();
    draft.plant(&field(), &nodes);
    let mut other = Draft::for_browser(8, Arc::new(|| 0));
    other.apply(&draft.whole()).unwrap();
    let block = draft.projection(&field()).roots()[blocks / 2];
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for number in 0..LETTERS {
        let at = Position::new(block, 70 + (number % 50) as u32);
        let op = Op::Replace {
            range: Range { from: at, to: at },
            text: "ē".to_owned(),
        };
        let started = Instant::now();
        let edited = draft.edit(&field(), &op, Selection::at(at)).unwrap();
        here.push(started.elapsed());
        let started = Instant::now();
        other.apply(&edited.update).unwrap();
        there.push(started.elapsed());
        let back = Op::Delete(Range::within(block, at.offset, at.offset + 1));
        let edited = draft.edit(&field(), &back, Selection::at(at)).unwrap();
        other.apply(&edited.update).unwrap();
    }
    report(&format!("a letter typed among {blocks} paragraphs"), here);
    report(
        &format!("a letter from elsewhere among {blocks} paragraphs"),
        there,
    );
}

fn report(name: &str, mut times: Vec<std::time::Duration>) {
    times.sort();
    let at = |part: usize| times[times.len() * part / 100].as_secs_f64() * 1_000_000.0;
    println!(
        "{name:<48} {:>10.1} µs median {:>10.1} µs 95th percentile",
        at(50),
        at(95)
    );
}

/// What a person does with Ctrl+A in 2 000 paragraphs.
fn everything_at_once() {
    let nodes: Vec<Node> = (0..2_000)
        .map(|_| Node::paragraph(&"vārdi un teikumi ".repeat(9)))
        .collect();
    let mut draft = draft();
    draft.plant(&field(), &nodes);
    let all = |draft: &Draft| {
        let projection = draft.projection(&field());
        let mut ids = projection
            .textblocks()
            .map(|block| (block.id, block.units()));
        let first = ids.next().unwrap();
        let last = ids.last().unwrap_or(first);
        Selection::text(Position::new(first.0, 0), Position::new(last.0, last.1))
    };
    let slice = Slice {
        nodes,
        open_start: 1,
        open_end: 1,
    };
    let mut run = |name: &str, op: Op| {
        let selection = all(&draft);
        line(name, || draft.edit(&field(), &op, selection).unwrap());
        line(&format!("{name}, undone"), || draft.undo().unwrap());
    };
    run("2 000 paragraphs bold", Op::ToggleMark(Mark::Bold));
    run(
        "2 000 paragraphs headings",
        Op::SetBlock(BlockKind::Heading { level: 2 }),
    );
    run(
        "2 000 paragraphs a list",
        Op::ToggleList(BlockKind::BulletList),
    );
    run(
        "2 000 paragraphs gone",
        Op::InsertText {
            text: "a".to_owned(),
            marks: None,
        },
    );
    run("2 000 paragraphs pasted over them", Op::InsertSlice(slice));
}

fn proposal() -> Vec<Node> {
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

fn open_proposal() {
    let mut draft = draft();
    draft.plant(&field(), &proposal());
    let bytes = draft.whole();
    let mut times = Vec::new();
    for _ in 0..30 {
        let started = Instant::now();
        load(&bytes);
        times.push(started.elapsed());
    }
    println!("a proposal of {PAGES} pages: {} KB", bytes.len() / 1024);
    report("open it", times);
    let html = || model::document::html::of_field(draft.projection(&field()));
    let started = Instant::now();
    let size = html().len();
    println!(
        "{:<48} {:>10.1} ms ({} KB)",
        "write it as HTML",
        started.elapsed().as_secs_f64() * 1_000.0,
        size / 1024
    );
}

/// Resident memory of many copies, as the system counts it.
fn memory() {
    const COPIES: usize = 40;
    let mut draft = draft();
    draft.plant(
        &field(),
        &(0..2_000)
            .map(|_| Node::paragraph(&"vārdi un teikumi ".repeat(9)))
            .collect::<Vec<_>>(),
    );
    let bytes = draft.whole();
    let Some(before) = resident_kb() else { return };
    let copies: Vec<Draft> = (0..COPIES)
        .map(|_| {
            let mut copy = Draft::for_server(9);
            copy.apply(&bytes).unwrap();
            copy
        })
        .collect();
    let Some(after) = resident_kb() else { return };
    let blocks = copies
        .iter()
        .map(|copy| copy.projection(&field()).len())
        .sum::<usize>();
    let a_block = (after - before) as f64 * 1024.0 / blocks as f64;
    println!(
        "{:<48} {a_block:>10.0} bytes, of which {} are text",
        "memory of a paragraph",
        153 + 9 * 2
    );
}

fn resident_kb() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
