//! Undo with the clock of a browser.

use crate::{Test, browser};
use model::document::{
    draft::Draft,
    edit::Op,
    notation::{Sheet, field, parse},
};
use std::sync::Arc;

/// Longer than the pause that ends a step of undo.
const PAUSE_MS: u64 = 1_100;

pub const TESTS: &[Test] = &[
    ("clock: letters in a row are one step", letters_in_a_row),
    ("clock: a pause ends a step", a_pause_ends_a_step),
];

fn sheet() -> Sheet {
    let parsed = parse("<p>|</p>");
    let mut draft = Draft::for_browser(browser::client_id(), Arc::new(browser::now_ms));
    draft.plant(&field(), &parsed.nodes);
    draft.undo_boundary();
    let selection = parsed.selection(draft.projection(&field()));
    Sheet { draft, selection }
}

fn types(sheet: &mut Sheet, text: &str) {
    for letter in text.chars() {
        let op = Op::InsertText {
            text: letter.to_string(),
            marks: None,
        };
        assert_eq!(sheet.act(&op), Ok(()));
    }
}

fn letters_in_a_row() {
    let mut sheet = sheet();
    types(&mut sheet, "abc");
    assert_eq!(sheet.undo(), Ok(()));
    assert_eq!(sheet.line(), "<p>|</p>");
    assert_eq!(sheet.redo(), Ok(()));
    assert_eq!(sheet.line(), "<p>abc|</p>");
}

fn a_pause_ends_a_step() {
    let mut sheet = sheet();
    types(&mut sheet, "ab");
    let start = browser::now_ms();
    while browser::now_ms() < start + PAUSE_MS {
        std::hint::spin_loop();
    }
    types(&mut sheet, "cd");
    assert_eq!(sheet.undo(), Ok(()));
    assert_eq!(sheet.line(), "<p>ab|</p>");
    assert_eq!(sheet.undo(), Ok(()));
    assert_eq!(sheet.line(), "<p>|</p>");
}
