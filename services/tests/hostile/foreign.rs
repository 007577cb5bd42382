//! A foreign editor that uses yrs itself and writes whatever yrs can write, and bytes that broke on
//! the way.

use super::attacks::FIELD;
use proptest::{collection::vec, prelude::*};
use std::sync::Arc;
use yrs::{
    Any, Array, ArrayPrelim, ClientID, Doc, MapPrelim, OffsetKind, Options, ReadTxn, StateVector,
    Text, Transact, TransactionMut, WriteTxn, Xml, XmlElementPrelim, XmlElementRef, XmlFragment,
    XmlFragmentRef, XmlTextPrelim, types::Attrs,
};

const TAGS: [&str; 10] = [
    "paragraph",
    "heading",
    "blockquote",
    "bulletList",
    "listItem",
    "codeBlock",
    "table",
    "tableRow",
    "tableCell",
    "script",
];
const KEYS: [&str; 5] = ["level", "colspan", "start", "href", "onclick"];
const MARKS: [&str; 4] = ["bold", "link", "comment", ""];

/// One act of the foreign editor; the numbers say where and what.
#[derive(Clone, Debug)]
pub enum Act {
    Element(u8, u8),
    Words(u8, String),
    Attribute(u8, u8, i64),
    Mark(u8, u8),
    Embed(u8),
    Value(u8),
    Remove(u8),
}

pub fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => (any::<u8>(), any::<u8>()).prop_map(|(at, tag)| Act::Element(at, tag)),
        3 => (any::<u8>(), "\\PC{0,20}").prop_map(|(at, words)| Act::Words(at, words)),
        2 => (any::<u8>(), any::<u8>(), any::<i64>())
            .prop_map(|(at, key, value)| Act::Attribute(at, key, value)),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(at, mark)| Act::Mark(at, mark)),
        1 => any::<u8>().prop_map(Act::Embed),
        1 => any::<u8>().prop_map(Act::Value),
        1 => any::<u8>().prop_map(Act::Remove),
    ];
    vec(act, 1..60)
}

/// The update of a document in which this client did all that.
pub fn update(client: u64, acts: &[Act]) -> Vec<u8> {
    let mut options = Options::with_client_id(ClientID::new(client));
    options.offset_kind = OffsetKind::Utf16;
    let doc = Doc::with_options(options);
    let mut txn = doc.transact_mut();
    let root = txn.get_or_insert_xml_fragment(FIELD);
    for act in acts {
        play(&root, &mut txn, act);
    }
    drop(txn);
    doc.transact()
        .encode_state_as_update_v1(&StateVector::default())
}

fn play(root: &XmlFragmentRef, txn: &mut TransactionMut, act: &Act) {
    match act {
        Act::Element(at, tag) => {
            let element = XmlElementPrelim::empty(TAGS[usize::from(*tag) % TAGS.len()]);
            match element_at(root, txn, *at) {
                Some(parent) => drop(parent.push_back(txn, element)),
                None => drop(root.push_back(txn, element)),
            }
        }
        Act::Words(at, words) => {
            if let Some(parent) = element_at(root, txn, *at) {
                parent.push_back(txn, XmlTextPrelim::new(words.as_str()));
            }
        }
        Act::Attribute(at, key, value) => {
            if let Some(element) = element_at(root, txn, *at) {
                let key = KEYS[usize::from(*key) % KEYS.len()];
                element.insert_attribute(txn, key, Any::from(*value as f64));
            }
        }
        Act::Mark(at, mark) => mark_text(root, txn, *at, *mark),
        Act::Embed(at) => {
            if let Some(parent) = element_at(root, txn, *at) {
                let text = parent.push_back(txn, XmlTextPrelim::new("embed"));
                text.insert_embed(txn, 2, ArrayPrelim::from(["a"]));
            }
        }
        Act::Value(at) => {
            let list: &yrs::ArrayRef = root.as_ref();
            match at % 2 {
                0 => drop(list.insert(txn, 0, MapPrelim::from([("a", 1)]))),
                _ => drop(list.insert(txn, 0, Any::from("loose"))),
            }
        }
        Act::Remove(at) => {
            let length = root.len(txn);
            if length > 0 {
                root.remove_range(txn, u32::from(*at) % length, 1);
            }
        }
    }
}

fn mark_text(root: &XmlFragmentRef, txn: &mut TransactionMut, at: u8, mark: u8) {
    let Some(parent) = element_at(root, txn, at) else {
        return;
    };
    let text = parent.push_back(txn, XmlTextPrelim::new("marked words"));
    let mark = Arc::from(MARKS[usize::from(mark) % MARKS.len()]);
    let marks: Attrs = [(mark, Any::from("javascript:alert(1)"))].into();
    text.format(txn, u32::from(at) % 12, 3, marks);
}

/// One of the elements, the root for some numbers.
fn element_at(root: &XmlFragmentRef, txn: &TransactionMut, at: u8) -> Option<XmlElementRef> {
    let elements = root
        .successors(txn)
        .filter_map(|node| node.into_xml_element());
    let elements: Vec<XmlElementRef> = elements.collect();
    elements.into_iter().nth(usize::from(at) % 24)
}
