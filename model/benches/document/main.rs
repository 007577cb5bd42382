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
    position::{Position, Selection},
    projection::{Node, Slice},
    schema::{BlockKind, Mark},
    trial::work::{self, Copies, PAGES, load},
};
use std::{sync::Arc, time::Instant};
use trace::Trace;

const COPIES: usize = 40;
const OPENINGS: usize = 30;

fn main() {
    memory();
    let trace = Trace::load();
    println!(
        "editing trace: {} ({} edits)",
        trace.source,
        trace.patches.len()
    );
    let patches = &trace.patches;
    let written = line("trace, one text, applied", || work::one_text(patches));
    line("trace, one text, loaded", || load(&written));
    let paragraphs = line("trace, paragraphs and projection, applied", || {
        work::paragraphs(patches, &trace.end)
    });
    line("trace, paragraphs and projection, loaded", || {
        load(&paragraphs)
    });
    trace::beside_yjs();
    let started = Instant::now();
    for blocks in [10, 500, 2_000] {
        let now_ms = || started.elapsed().as_secs_f64() * 1_000.0;
        let (here, there) = work::keystrokes(blocks, now_ms);
        report(&format!("a letter typed among {blocks} paragraphs"), here);
        let name = format!("a letter from elsewhere among {blocks} paragraphs");
        report(&name, there);
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

/// Times in milliseconds.
fn report(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times[times.len() * part / 100] * 1_000.0;
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

fn open_proposal() {
    let bytes = work::proposal();
    println!("a proposal of {PAGES} pages: {} KB", bytes.len() / 1024);
    let times = (0..OPENINGS).map(|_| {
        let started = Instant::now();
        load(&bytes);
        started.elapsed().as_secs_f64() * 1_000.0
    });
    report("open it", times.collect());
    let mut draft = draft();
    draft.apply(&bytes).unwrap();
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
    let bytes = work::many(2_000);
    let Some(before) = resident_kb() else { return };
    let copies = Copies::new(&bytes, COPIES);
    let Some(after) = resident_kb() else { return };
    let a_block = (after - before) as f64 * 1024.0 / copies.blocks() as f64;
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
