#![allow(clippy::unwrap_used)]
use super::*;
use crate::{
    limits::{AWARENESS_BYTES, NESTING_DEPTH},
    sync::{
        json,
        lib0::{write_bytes, write_number},
    },
};
use yrs::{
    Any, Array, Doc, GetString, Map, MapPrelim, ReadTxn, StateVector, Text, Transact, XmlFragment,
    XmlTextPrelim, updates::encoder::Encode,
};

/// A document that holds every kind of content that Talka's clients may send.
fn rich() -> Doc {
    let mut options = yrs::Options::with_client_id(yrs::block::ClientID::new(7));
    options.offset_kind = yrs::OffsetKind::Utf16;
    let doc = Doc::with_options(options);
    let text = doc.get_or_insert_text("text");
    let array = doc.get_or_insert_array("array");
    let map = doc.get_or_insert_map("map");
    let xml = doc.get_or_insert_xml_fragment("situation.lv");
    let mut txn = doc.transact_mut();
    text.insert(&mut txn, 0, "Jauniešu brīvprātīgais darbs 👩‍🌾");
    let bold = [("bold".into(), Any::from_json("{}").unwrap())];
    text.format(&mut txn, 2, 5, bold.into_iter().collect());
    text.remove_range(&mut txn, 3, 4);
    array.insert(
        &mut txn,
        0,
        Any::from_json("[1,-2,2.5,\"x\",null,true,{\"a\":[1]}]").unwrap(),
    );
    map.insert(&mut txn, "inner", MapPrelim::from([("k", "v")]));
    map.insert(&mut txn, "inner", "replaced");
    xml.push_back(&mut txn, XmlTextPrelim::new("Ziema"));
    drop(txn);
    doc
}

fn whole(doc: &Doc) -> Vec<u8> {
    doc.transact()
        .encode_state_as_update_v1(&StateVector::default())
}

/// An update of one item by client 1: a value under the root `r`.
fn one_item(content_tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![1, 1, 1, 0, content_tag, 1, 1, b'r'];
    out.extend_from_slice(content);
    out.push(0);
    out
}

fn nested_arrays(depth: usize) -> Vec<u8> {
    let mut content = vec![1];
    for _ in 0..depth {
        content.extend([117, 1]);
    }
    content.push(126);
    one_item(8, &content)
}

#[test]
fn an_honest_update_passes_and_its_clocks_are_those_of_yrs() {
    let doc = rich();
    let contents = update(&whole(&doc)).unwrap();
    let clock = doc
        .transact()
        .state_vector()
        .get(&yrs::block::ClientID::new(7));
    let inserts: Vec<_> = contents.inserts.iter().collect();
    let all = std::slice::from_ref(&(0..clock)).to_vec();
    assert_eq!(inserts, [(7, &all[..])]);
    assert!(!contents.deletes.is_empty());
    assert!(
        doc.get_or_insert_text("text")
            .get_string(&doc.transact())
            .starts_with("Jau")
    );
}

#[test]
fn an_honest_state_vector_passes() {
    let doc = rich();
    let bytes = doc.transact().state_vector().encode_v1();
    let clocks = state_vector(&bytes).unwrap();
    assert_eq!(update(&whole(&doc)).unwrap().inserts.state_vector(), bytes);
    assert_eq!(clocks.len(), 1);
    assert!(clocks[&7] > 30);
}

#[test]
fn nothing_is_an_update_that_says_nothing() {
    assert!(update(&[0, 0]).unwrap().is_empty());
    assert_eq!(update(&[]), Err(Malformed::Truncated));
}

#[test]
fn every_cut_update_is_an_error() {
    let bytes = whole(&rich());
    for end in 0..bytes.len() {
        assert!(update(&bytes[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn bytes_after_an_update_are_an_error() {
    assert_eq!(update(&[0, 0, 0]), Err(Malformed::Trailing));
}

#[test]
fn sixty_kilobytes_of_nested_arrays_are_refused() {
    assert_eq!(update(&nested_arrays(30_000)), Err(Malformed::Depth));
    assert!(update(&nested_arrays(NESTING_DEPTH - 1)).is_ok());
    assert_eq!(update(&nested_arrays(NESTING_DEPTH)), Err(Malformed::Depth));
}

#[test]
fn nested_json_is_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let mut content = Vec::new();
    write_bytes(&mut content, deep.as_bytes());
    assert_eq!(update(&one_item(5, &content)), Err(Malformed::Depth));
    let brackets_in_a_string = format!("{{\"a\":\"{}\\\"\"}}", "[".repeat(1_000));
    assert_eq!(json::check(&brackets_in_a_string), Ok(()));
}

#[test]
fn huge_counts_in_five_bytes_are_refused() {
    let huge = [0xff, 0xff, 0xff, 0xff, 0x0f];
    assert_eq!(state_vector(&huge), Err(Malformed::Count));
    assert_eq!(update(&huge), Err(Malformed::Count));
    assert_eq!(awareness(&huge), Err(Malformed::Count));
    for tag in [117, 118] {
        let mut content = vec![1, tag];
        content.extend(huge);
        assert_eq!(update(&one_item(8, &content)), Err(Malformed::Count));
    }
    let mut many_blocks = vec![1];
    many_blocks.extend(huge);
    many_blocks.extend([1, 0]);
    assert_eq!(update(&many_blocks), Err(Malformed::Count));
}

#[test]
fn clocks_that_overflow_are_refused() {
    let mut collected = vec![1, 2, 1];
    write_number(&mut collected, u64::from(u32::MAX));
    collected.extend([0, 1, 0, 1, 0]);
    assert_eq!(update(&collected), Err(Malformed::Number));
    let mut deleted = vec![0, 1, 1, 1];
    write_number(&mut deleted, u64::from(u32::MAX));
    deleted.push(1);
    assert_eq!(update(&deleted), Err(Malformed::Number));
}

#[test]
fn the_same_replica_twice_is_refused() {
    assert_eq!(
        update(&[2, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0]),
        Err(Malformed::Tag)
    );
    assert_eq!(update(&[0, 2, 1, 1, 0, 1, 1, 1, 0, 1]), Err(Malformed::Tag));
}

#[test]
fn what_talka_never_holds_is_refused() {
    assert_eq!(update(&one_item(2, &[1, 0])), Err(Malformed::Tag));
    assert_eq!(update(&one_item(9, &[0, 118, 0])), Err(Malformed::Tag));
    assert_eq!(update(&one_item(7, &[5])), Err(Malformed::Tag));
    assert_eq!(update(&one_item(7, &[7])), Err(Malformed::Tag));
}

#[test]
fn presence_has_limits() {
    let entry = |state: &str| {
        let mut out = vec![1, 1, 1];
        write_bytes(&mut out, state.as_bytes());
        out
    };
    assert_eq!(awareness(&entry("{}")).unwrap().len(), 1);
    assert_eq!(awareness(&entry("null")).unwrap()[0].state, None);
    let large = format!("\"{}\"", "x".repeat(AWARENESS_BYTES));
    assert_eq!(awareness(&entry(&large)), Err(Malformed::TooLarge));
    assert_eq!(awareness(&entry("{")), Err(Malformed::Json));
    assert_eq!(awareness(&entry(&"[".repeat(100))), Err(Malformed::Depth));
}

#[test]
fn ranges_know_what_is_new() {
    let mut known = Ranges::default();
    known.add(1, vec![5..7, 0..2, 2..3]);
    let with = |client, range| {
        let mut ranges = Ranges::default();
        ranges.add(client, vec![range]);
        ranges
    };
    assert!(known.covers(&with(1, 0..3)));
    assert!(known.covers(&with(1, 5..6)));
    assert!(!known.covers(&with(1, 2..4)));
    assert!(!known.covers(&with(2, 0..1)));
    assert_eq!(with(1, 0..9).beyond(&known), [(1, 3..5), (1, 7..9)]);
    assert_eq!(with(1, 1..6).beyond(&known), [(1, 3..5)]);
    assert!(with(1, 5..7).beyond(&known).is_empty());
    assert_eq!(with(2, 0..1).beyond(&known), [(2, 0..1)]);
    assert_eq!((known.end(1), known.end(2)), (3, 0));
    known.extend(with(1, 3..4));
    assert_eq!(known.end(1), 4);
    known.extend(with(1, 4..5));
    assert_eq!(known.end(1), 7);
    known.extend(with(1, 0..9));
    assert_eq!(known, with(1, 0..9));
}

proptest::proptest! {
    /// What passes here, yrs decodes; and nothing makes either of them panic.
    #[test]
    fn what_passes_is_decoded_by_yrs(flips in proptest::collection::vec((0usize..400, 0u8..=255), 0..6)) {
        use yrs::updates::decoder::Decode;
        let mut bytes = whole(&rich());
        for (at, byte) in flips {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        if update(&bytes).is_ok() {
            proptest::prop_assert!(yrs::Update::decode_v1(&bytes).is_ok(), "{bytes:?}");
        }
    }
}
