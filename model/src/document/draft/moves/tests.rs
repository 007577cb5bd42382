#![allow(clippy::unwrap_used)]

use super::{ENTRIES, MOVES, Move};
use crate::document::{
    draft::Draft,
    edit::Op,
    notation::{field, parse, write},
    position::Selection,
};
use std::sync::Arc;
use yrs::{Array, Doc, ReadTxn, StateVector, Transact};

/// An update of a foreign client that writes these entries.
fn said(entries: &[String]) -> Vec<u8> {
    let doc = Doc::new();
    let array = doc.get_or_insert_array(MOVES);
    let mut txn = doc.transact_mut();
    for entry in entries {
        array.push_back(&mut txn, entry.as_str());
    }
    txn.encode_state_as_update_v1(&StateVector::default())
}

#[test]
fn entries_are_read_as_they_are_written() {
    let entry = Move::read("1 2 3 4 5").unwrap();
    assert_eq!(entry.write(), "1 2 3 4 5");
    let brought = Move::read("1 2 3 4 5 1").unwrap();
    assert_eq!(brought.write(), "1 2 3 4 5 1");
    assert_ne!(brought, entry);
    for nonsense in [
        "",
        "a",
        "1 2 3 4",
        "1 2 3 4 5000000000",
        "1 4294967295 3 4 5",
        "9007199254740992 2 3 4 5",
        "1 2 3 4 5 256",
        "𠀅 2 3 4 5",
    ] {
        assert_eq!(Move::read(nonsense), None, "{nonsense}");
    }
}

#[test]
fn wrong_entries_take_nothing_away() {
    let mut server = Draft::for_server(1);
    server.plant(&field(), &parse("<p>alpha bravo</p><p>charlie</p>").nodes);
    let before = write(server.projection(&field()));
    let mut entries: Vec<String> = [
        "𠀅",
        "1 0 1 0 9",
        "1 3 1 3 4294967292",
        "1 3 2 3 4294967292",
    ]
    .map(str::to_owned)
    .to_vec();
    // Each is a copy of the next, and the last of the first; and more than anybody keeps.
    entries.extend((0..ENTRIES + 9).map(|at| format!("5 {} 5 {at} 1", (at + 1) % (ENTRIES + 9))));
    let changes = server.apply(&said(&entries)).unwrap();
    server.normalise(&changes);
    assert_eq!(write(server.projection(&field())), before);
    let array = server.doc.transact().get_array(MOVES).unwrap();
    assert!(array.len(&server.doc.transact()) <= ENTRIES);
}

#[test]
fn the_list_stays_short_and_still_finds_what_stands_twice() {
    let mut server = Draft::for_server(1);
    server.plant(&field(), &parse("<p>alpha bravo</p><p>end</p>").nodes);
    let person = |client| {
        let mut draft = Draft::for_browser(client, Arc::new(|| 0));
        draft.apply(&server.whole()).unwrap();
        draft
    };
    let (mut ann, mut ben) = (person(2), person(3));
    let quote = |draft: &mut Draft| {
        let first = draft.projection(&field()).textblocks().next().unwrap().id;
        let caret = Selection::caret(first, 0);
        let edited = draft.edit(&field(), &Op::ToggleQuote, caret);
        edited.unwrap().update
    };
    for _ in 0..ENTRIES / 20 {
        let update = quote(&mut ann);
        let changes = server.apply(&update).unwrap();
        server.normalise(&changes);
        ben.apply(&update).unwrap();
    }
    let (one, other) = (quote(&mut ann), quote(&mut ben));
    for update in [one, other] {
        let changes = server.apply(&update).unwrap();
        server.normalise(&changes);
    }
    assert_eq!(
        write(server.projection(&field())),
        "<quote><p>alpha bravo</p></quote><p>end</p>"
    );
    let array = server.doc.transact().get_array(MOVES).unwrap();
    assert!(array.len(&server.doc.transact()) <= ENTRIES);
}

#[test]
fn of_a_letter_that_stands_twice_both_halves_go() {
    let mut server = Draft::for_server(1);
    server.plant(&field(), &parse("<p>b\u{1f600}c</p><p>end</p>").nodes);
    let quoted = |client| {
        let mut draft = Draft::for_browser(client, Arc::new(|| 0));
        draft.apply(&server.whole()).unwrap();
        let first = draft.projection(&field()).textblocks().next().unwrap().id;
        let edited = draft.edit(&field(), &Op::ToggleQuote, Selection::caret(first, 0));
        edited.unwrap().update
    };
    let both = [quoted(2), quoted(3)];
    for update in both {
        let changes = server.apply(&update).unwrap();
        server.normalise(&changes);
    }
    let text = write(server.projection(&field()));
    assert_eq!(text, "<quote><p>b\u{1f600}c</p></quote><p>end</p>");
}
