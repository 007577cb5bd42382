//! A foreign client that writes whatever the format allows, and bytes that are no update at all.

use super::{
    Chance,
    act::{self, FreshLetters},
};
use crate::document::{
    draft::Draft,
    normalise::faults,
    notation::{field, write},
};
use std::{collections::HashMap, sync::Arc};
use yrs::{
    Any, ArrayPrelim, Doc, MapPrelim, OffsetKind, Options, Out, ReadTxn, Text, Transact,
    TransactionMut, WriteTxn, Xml, XmlElementPrelim, XmlElementRef, XmlFragment, XmlFragmentPrelim,
    XmlTextPrelim, XmlTextRef, types::Attrs, updates::decoder::Decode,
};

const TAGS: [&str; 17] = [
    "paragraph",
    "heading",
    "blockquote",
    "bulletList",
    "orderedList",
    "listItem",
    "codeBlock",
    "horizontalRule",
    "hardBreak",
    "table",
    "tableRow",
    "tableCell",
    "tableHeader",
    "image",
    "script",
    "",
    "text",
];
const KEYS: [&str; 10] = [
    "level", "start", "type", "language", "colspan", "rowspan", "colwidth", "align", "onclick",
    "href",
];
const MARKS: [&str; 9] = [
    "bold",
    "italic",
    "code",
    "link",
    "comment",
    "bold--AAAAAAAA",
    "comment--AAAAAAAA",
    "underline",
    "",
];

/// Lets a foreign client write at random and an innocent one take it in; answers what went wrong.
pub fn play_hostile(seed: u64) -> Result<(), String> {
    let mut chance = Chance::new(seed);
    let foreign = foreign_doc();
    let mut server = Draft::for_server(1);
    let mut person = Draft::for_browser(2, Arc::new(|| 0));
    let mut letters = FreshLetters::new();
    for _ in 0..12 {
        let before = foreign.transact().state_vector();
        scribble(&foreign, &mut chance);
        let update = foreign.transact().encode_diff_v1(&before);
        take(&mut server, &mut person, &update, &mut chance, &mut letters)
            .map_err(|fault| format!("hostile {seed}: {fault}"))?;
        garble(&mut chance, update, &mut server);
        let back = yrs::Update::decode_v1(&server.whole()).map_err(|error| error.to_string())?;
        let applied = foreign.transact_mut().apply_update(back);
        applied.map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn foreign_doc() -> Doc {
    let mut options = Options::with_client_id(yrs::ClientID::new(3));
    options.offset_kind = OffsetKind::Utf16;
    Doc::with_options(options)
}

fn take(
    server: &mut Draft,
    person: &mut Draft,
    update: &[u8],
    chance: &mut Chance,
    letters: &mut FreshLetters,
) -> Result<(), String> {
    // A refusal is a fine answer to a foreign client.
    let Ok(changes) = server.apply(update) else {
        return Ok(());
    };
    let repair = server.normalise(&changes);
    legal(server)?;
    let _ = person.apply(update);
    same("person", person)?;
    for written in write_on(person, chance, letters)? {
        let changes = server.apply(&written).map_err(|error| error.to_string())?;
        let repair = server.normalise(&changes);
        legal(server)?;
        let _ = person.apply(&repair);
    }
    let _ = person.apply(&repair);
    same("person", person)
}

/// Somebody goes on writing in what the foreign client left, before the repair arrives.
fn write_on(
    person: &mut Draft,
    chance: &mut Chance,
    letters: &mut FreshLetters,
) -> Result<Vec<Vec<u8>>, String> {
    let mut updates = Vec::new();
    for _ in 0..chance.below(6) {
        let projection = person.projection(&field());
        let Some(selection) = act::selection(projection, chance) else {
            break;
        };
        let op = act::op(projection, selection, chance, letters);
        let before = write(projection);
        let edited = match chance.below(6) {
            0 => person.undo(),
            _ => person.edit(&field(), &op, selection),
        };
        if let Ok(edited) = edited {
            updates.push(edited.update);
        }
        same("person", person).map_err(|fault| format!("{op:?} on {before}: {fault}"))?;
    }
    updates.retain(|update| !update.is_empty());
    Ok(updates)
}

fn same(name: &str, draft: &Draft) -> Result<(), String> {
    let (wanted, found) = (draft.rebuilt(&field()), draft.projection(&field()));
    match wanted == *found {
        true => Ok(()),
        false => {
            let (wanted, found) = (write(&wanted), write(found));
            Err(format!(
                "{name}: the projection is not a rebuild\n{wanted}\n{found}"
            ))
        }
    }
}

fn legal(server: &Draft) -> Result<(), String> {
    same("server", server)?;
    let faults = faults(server.projection(&field()));
    match faults.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "{faults:?} in {}",
            write(server.projection(&field()))
        )),
    }
}

/// Bytes with a few of them changed or cut off: an error or a document, never a panic.
fn garble(chance: &mut Chance, mut bytes: Vec<u8>, server: &mut Draft) {
    for _ in 0..1 + chance.below(4) {
        let index = chance.below(bytes.len());
        if let Some(byte) = bytes.get_mut(index) {
            *byte = chance.number() as u8;
        }
    }
    if chance.once_in(3) {
        bytes.truncate(chance.below(bytes.len() + 1));
    }
    let mut copy = Draft::for_server(9);
    let _ = copy.apply(&server.whole());
    let applied = copy.apply(&bytes);
    if let Ok(changes) = applied {
        copy.normalise(&changes);
    }
    let _ = (
        copy.updates_since(&bytes),
        copy.absolute(&String::from_utf8_lossy(&bytes)),
    );
    let _ = copy.whole();
}

fn scribble(doc: &Doc, chance: &mut Chance) {
    let mut txn = doc.transact_mut();
    let root = txn.get_or_insert_xml_fragment(field().to_string());
    for _ in 0..1 + chance.below(6) {
        let elements = elements(&root, &txn);
        match chance
            .pick(&elements)
            .cloned()
            .filter(|_| !chance.once_in(3))
        {
            None => into(&root, chance, &mut txn),
            Some(element) => match chance.below(5) {
                0 => attribute(&element, chance, &mut txn),
                1 if element.len(&txn) > 0 => {
                    let index = chance.below(element.len(&txn) as usize) as u32;
                    element.remove_range(&mut txn, index, 1);
                }
                _ => into(&element, chance, &mut txn),
            },
        }
    }
}

fn elements(root: &yrs::XmlFragmentRef, txn: &TransactionMut) -> Vec<XmlElementRef> {
    let tree = root.successors(txn);
    tree.filter_map(|node| node.into_xml_element()).collect()
}

/// Puts something into a fragment or an element, at a random place.
fn into<P>(parent: &P, chance: &mut Chance, txn: &mut TransactionMut)
where
    P: XmlFragment + AsRef<yrs::ArrayRef>,
{
    let at = chance.below(parent.len(txn) as usize + 1) as u32;
    let list: &yrs::ArrayRef = parent.as_ref();
    match chance.below(12) {
        0..=6 => {
            let tag = TAGS[chance.below(TAGS.len())];
            let element = parent.insert(txn, at, XmlElementPrelim::empty(tag));
            if chance.once_in(2) {
                let text = element.push_back(txn, XmlTextPrelim::new("abc"));
                letters(&text, chance, txn);
            }
        }
        7 | 8 => {
            let text = parent.insert(txn, at, XmlTextPrelim::new("x"));
            letters(&text, chance, txn);
        }
        9 => drop(yrs::Array::insert(
            list,
            txn,
            at,
            XmlFragmentPrelim::default(),
        )),
        10 => drop(yrs::Array::insert(
            list,
            txn,
            at,
            MapPrelim::from([("a", 1)]),
        )),
        _ => drop(yrs::Array::insert(list, txn, at, Any::from("loose"))),
    }
}

fn letters(text: &XmlTextRef, chance: &mut Chance, txn: &mut TransactionMut) {
    for _ in 0..chance.below(4) {
        let len = text.len(txn);
        let at = chance.below(len as usize + 1) as u32;
        match chance.below(6) {
            0 => drop(text.insert_embed(txn, at, Any::from("image"))),
            1 => drop(text.insert_embed(txn, at, ArrayPrelim::from(["a"]))),
            2 | 3 => text.insert_with_attributes(txn, at, "ł\n𠀅", marks(chance)),
            4 if at < len => text.format(txn, at, len - at, marks(chance)),
            _ => text.insert(txn, at, "y"),
        }
    }
}

fn marks(chance: &mut Chance) -> Attrs {
    let mark = |chance: &mut Chance| (Arc::from(MARKS[chance.below(MARKS.len())]), any(chance));
    (0..chance.below(3)).map(|_| mark(chance)).collect()
}

fn attribute(element: &XmlElementRef, chance: &mut Chance, txn: &mut TransactionMut) {
    let key = KEYS[chance.below(KEYS.len())];
    element.insert_attribute(txn, key, any(chance));
    if chance.once_in(3) {
        let _: Option<Out> = element.get_attribute(txn, key);
        element.remove_attribute(txn, &key);
    }
}

fn any(chance: &mut Chance) -> Any {
    match chance.below(9) {
        0 => Any::Null,
        1 => Any::Undefined,
        2 => Any::Bool(true),
        3 => Any::from(chance.number() as f64),
        4 => Any::from(f64::NAN),
        5 => Any::from(-3),
        6 => Any::from("javascript:alert(1)"),
        7 => Any::Array(Arc::from([Any::from(1), Any::Null])),
        _ => Any::Map(Arc::new(HashMap::from([(
            "href".to_owned(),
            Any::from("javascript:alert(1)"),
        )]))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_clients_get_an_error_or_a_legal_document() {
        for seed in 0..150 {
            if let Err(fault) = play_hostile(seed) {
                panic!("{fault}");
            }
        }
    }
}
