#![allow(clippy::unwrap_used)]
use super::*;
use crate::{export::pdf::report::Sheet, tests::pdf_reader as reader};
use model::document::schema::Cell;
use serde_json::json;
use std::time::{Duration, Instant};

/// What is read in a report with these blocks.
fn read(nodes: &[Node]) -> reader::Read {
    let blocks = Blocks::default().of(nodes);
    let report = json!({
        "title": "T", "short": "T", "title-size": 27, "authors": ["A"],
        "day": {"year": 2026, "month": 11, "day": 27}, "lang": "lv", "region": "LV", "standing": "",
        "programme": "", "partnership": "", "sides": [], "facts": [], "annexes": [], "signed": [],
        "words": {"contents": "C", "empty": "", "last": "", "hash": ""}, "hash": "",
        "sections": [{"heading": "S", "blocks": blocks}],
    });
    let pdf = crate::tests::typeset(&serde_json::to_vec(&report).unwrap()).unwrap();
    reader::Read::of(pdf)
}

fn cell(text: &str, colspan: u32, rowspan: u32) -> Node {
    let cell = Cell {
        colspan,
        rowspan,
        ..Cell::default()
    };
    Node::blocks(BlockKind::TableCell(cell), vec![Node::paragraph(text)])
}

fn head(text: &str) -> Node {
    let kind = BlockKind::TableHeader(Cell::default());
    Node::blocks(kind, vec![Node::paragraph(text)])
}

fn table(rows: Vec<Vec<Node>>) -> Node {
    let row = |cells| Node::blocks(BlockKind::TableRow, cells);
    Node::blocks(BlockKind::Table, rows.into_iter().map(row).collect())
}

fn table_of(node: &Node) -> Sheet {
    match Blocks::default().of(std::slice::from_ref(node)).pop() {
        Some(Block::Table(table)) => table,
        _ => panic!("no table"),
    }
}

#[test]
fn two_hundred_quotes_and_lists_in_each_other_keep_their_text() {
    let deep = |kind: fn(Vec<Node>) -> Node| {
        (0..200).fold(Node::paragraph("in the depth"), |it, _| kind(vec![it]))
    };
    let quotes = deep(|nodes| Node::blocks(BlockKind::Quote, nodes));
    let lists = deep(|nodes| {
        let item = Node::blocks(BlockKind::ListItem, nodes);
        Node::blocks(BlockKind::BulletList, vec![item])
    });
    let cells = deep(|nodes| {
        let cell = Node::blocks(BlockKind::TableCell(Cell::default()), nodes);
        table(vec![vec![cell]])
    });
    let read = read(&[quotes, lists, cells]);
    assert_eq!(
        read.text().matches("in the depth").count(),
        3,
        "{}",
        read.outline()
    );
    assert_eq!(read.of_kind("BlockQuote").len(), LEVELS);
    assert_eq!(read.of_kind("Table").len(), 1);
}

#[test]
fn a_word_wider_than_the_page_is_broken_and_stays_one_word() {
    let word = "Wörd".repeat(1_500);
    let address = format!("https://talka.example/{}", "a".repeat(1_500));
    let wide = table(vec![vec![
        cell(&word, 1, 1),
        cell(&address, 1, 1),
        cell("x", 1, 1),
    ]]);
    let read = read(&[Node::paragraph(&word), Node::paragraph(&address), wide]);
    assert_eq!(read.text().matches(&word).count(), 2);
    assert_eq!(read.text().matches(&address).count(), 2);
    assert!(
        read.most_right < 210.0 / 25.4 * 72.0 - 50.0,
        "{}",
        read.most_right
    );
}

#[test]
fn a_table_whose_cells_do_not_fit_keeps_them_all() {
    let ragged = table(vec![
        vec![cell("a", 2, 3), cell("b", 1, 900)],
        vec![cell("c", 1, 1), cell("d", 900, 1)],
        vec![cell("e", 1, 1)],
        vec![],
        (0..60)
            .map(|number| cell(&format!("f{number}."), 1, 1))
            .collect(),
    ]);
    let read = read(&[ragged]);
    let text = read.text();
    for words in ["a", "b", "c", "d", "e", "f0.", "f23.", "f59."] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn heads_at_the_top_are_the_tables_head_and_reach_no_further() {
    let tall = Cell {
        rowspan: 3,
        ..Cell::default()
    };
    let tall = Node::blocks(BlockKind::TableHeader(tall), vec![Node::paragraph("Tall")]);
    let it = table_of(&table(vec![
        vec![head("What"), tall],
        vec![cell("one", 1, 1), cell("two", 1, 1)],
    ]));
    assert_eq!((it.head.len(), it.body.len()), (2, 2));
    assert_eq!(it.head[1].h, 1);
    let only = table_of(&table(vec![vec![head("What"), head("Sum")]]));
    assert_eq!((only.head.len(), only.body.len()), (0, 2));
}

#[test]
fn columns_are_as_wide_as_their_words_ask_for() {
    let it = table_of(&table(vec![vec![
        cell("1", 1, 1),
        cell("Priekšlikuma izstrādes izmaksas sedz no projekta", 1, 1),
        cell("24 000 EUR", 1, 1),
    ]]));
    assert!(
        it.columns[1] > it.columns[2] && it.columns[2] > it.columns[0],
        "{:?}",
        it.columns
    );
}

#[test]
fn a_huge_table_takes_seconds_and_not_minutes() {
    let rows = (0..300).map(|row| {
        (0..6)
            .map(|column| cell(&format!("{row}/{column} words in it"), 1, 1))
            .collect()
    });
    let began = Instant::now();
    let read = read(&[table(rows.collect())]);
    assert!(read.text().contains("299/5"));
    assert!(
        began.elapsed() < Duration::from_secs(60),
        "{:?}",
        began.elapsed()
    );
}
