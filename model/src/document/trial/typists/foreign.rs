//! A client without moves: one half of a block stays, the other is written anew, as y-prosemirror does.

use super::{Words, is_foreign};
use crate::document::{notation::field, trial::Chance};
use yrs::{
    Any, ClientID, Doc, OffsetKind, Options, Out, ReadTxn, Text, Transact, TransactionMut, Update,
    Xml, XmlElementPrelim, XmlElementRef, XmlFragment, XmlFragmentRef, XmlOut, XmlTextPrelim,
    XmlTextRef, updates::decoder::Decode,
};

pub(super) struct Foreign {
    doc: Doc,
    root: XmlFragmentRef,
    pub(super) words: Words,
}

/// A textblock: its element, its texts, and what they say.
struct Line {
    element: XmlElementRef,
    texts: Vec<XmlTextRef>,
    text: String,
    /// Whether it is a paragraph of one text at the root.
    simple: bool,
}

impl Foreign {
    pub(super) fn new(client: u64, document: &[u8], words: Words) -> Foreign {
        let mut options = Options::with_client_id(ClientID::new(client));
        options.offset_kind = OffsetKind::Utf16;
        let doc = Doc::with_options(options);
        let root = doc.get_or_insert_xml_fragment(field().to_string());
        let mut foreign = Foreign { doc, root, words };
        foreign.take(document);
        foreign
    }

    pub(super) fn take(&mut self, update: &[u8]) {
        let update = Update::decode_v1(update).unwrap();
        self.doc.transact_mut().apply_update(update).unwrap();
    }

    pub(super) fn line(&self) -> String {
        self.lines().replace('\n', " | ")
    }

    pub(super) fn lines(&self) -> String {
        let list = lines(&self.root, &self.doc.transact());
        let texts: Vec<String> = list.into_iter().map(|line| line.text).collect();
        texts.join("\n")
    }

    fn edit(&mut self, work: impl FnOnce(&XmlFragmentRef, &mut TransactionMut)) {
        let mut txn = self.doc.transact_mut();
        work(&self.root, &mut txn);
        txn.commit();
        if txn.has_changes() {
            self.words.outbox.push(txn.encode_update_v1());
        }
    }

    /// Behind its last letter, wherever others have put that; the first word behind a capital.
    pub(super) fn write(&mut self, word: &str) {
        let mark = if self.words.alphabet[0] == 'ā' {
            "TIPTAP"
        } else {
            "PEER"
        };
        let alphabet = self.words.alphabet.clone();
        self.edit(|root, txn| {
            let mut last = None;
            for text in lines(root, txn).into_iter().flat_map(|line| line.texts) {
                let letters: Vec<char> = plain(&text, txn).chars().collect();
                for (at, letter) in letters.iter().enumerate() {
                    let before: String = letters[..=at].iter().collect();
                    let first = last.is_none() && before.ends_with(mark);
                    if first || alphabet.contains(letter) {
                        last = Some((text.clone(), at as u32 + 1));
                    }
                }
            }
            let (text, at) = last.unwrap();
            text.insert(txn, at, &format!("{word} "));
        });
        self.words.stands.push_str(word);
    }

    pub(super) fn split_behind(&mut self, words: &str) {
        let list = lines(&self.root, &self.doc.transact());
        let line = list.iter().find(|line| line.text.contains(words)).unwrap();
        let before = line.text.split(words).next().unwrap();
        let at = before.encode_utf16().count() + words.encode_utf16().count();
        self.edit(|root, txn| split(root, txn, line, at as u32));
    }

    pub(super) fn restructure(&mut self, chance: &mut Chance) -> String {
        let list = lines(&self.root, &self.doc.transact());
        let index = chance.below(list.len());
        let first = index.saturating_sub(1);
        if list[first..]
            .iter()
            .take(index + 2 - first)
            .any(|line| is_foreign(&line.text))
        {
            return "leaves it".to_owned();
        }
        let (line, before) = (&list[index], &list[first]);
        if !line.simple {
            return "leaves it".to_owned();
        }
        let units = line.text.encode_utf16().count();
        let at = chance.below(units + 1) as u32;
        match chance.below(6) {
            0 | 1 => self.edit(|root, txn| split(root, txn, line, at)),
            2 if index > 0 && before.simple => self.edit(|root, txn| join(root, txn, before, line)),
            3 => self.edit(|root, txn| anew(root, txn, line, &["heading"])),
            4 => self
                .edit(|root, txn| anew(root, txn, line, &["bulletList", "listItem", "paragraph"])),
            _ => self.edit(|root, txn| anew(root, txn, line, &["blockquote", "paragraph"])),
        }
        format!("restructures {:?}", line.text)
    }
}

fn place<T: ReadTxn>(root: &XmlFragmentRef, txn: &T, line: &Line) -> u32 {
    let mut children = root.children(txn);
    let at =
        children.position(|child| child.as_ptr() == XmlOut::Element(line.element.clone()).as_ptr());
    at.unwrap() as u32
}

fn split(root: &XmlFragmentRef, txn: &mut TransactionMut, line: &Line, at: u32) {
    let text = &line.texts[0];
    let tail: Vec<u16> = line.text.encode_utf16().skip(at as usize).collect();
    let index = place(root, txn, line);
    let element = root.insert(txn, index + 1, XmlElementPrelim::empty("paragraph"));
    element.push_back(txn, XmlTextPrelim::new(String::from_utf16_lossy(&tail)));
    let len = text.len(txn);
    text.remove_range(txn, at, len - at);
}

fn join(root: &XmlFragmentRef, txn: &mut TransactionMut, first: &Line, second: &Line) {
    let text = &first.texts[0];
    let end = text.len(txn);
    text.insert(txn, end, &second.text);
    let index = place(root, txn, second);
    root.remove_range(txn, index, 1);
}

fn anew(root: &XmlFragmentRef, txn: &mut TransactionMut, line: &Line, tags: &[&str]) {
    let index = place(root, txn, line);
    root.remove_range(txn, index, 1);
    let mut element = root.insert(txn, index, XmlElementPrelim::empty(tags[0]));
    for tag in &tags[1..] {
        element = element.push_back(txn, XmlElementPrelim::empty(*tag));
    }
    if tags[0] == "heading" {
        element.insert_attribute(txn, "level", Any::from(3i64));
    }
    element.push_back(txn, XmlTextPrelim::new(line.text.clone()));
    // Tiptap keeps a paragraph at the end.
    if index + 1 == root.len(txn) {
        root.push_back(txn, XmlElementPrelim::empty("paragraph"));
    }
}

fn lines<T: ReadTxn>(root: &XmlFragmentRef, txn: &T) -> Vec<Line> {
    let mut list = Vec::new();
    for child in root.children(txn) {
        collect(child, true, txn, &mut list);
    }
    list
}

fn collect<T: ReadTxn>(node: XmlOut, at_root: bool, txn: &T, list: &mut Vec<Line>) {
    let XmlOut::Element(element) = node else {
        return;
    };
    let tag = element.tag().to_string();
    let children: Vec<XmlOut> = element.children(txn).collect();
    if !["paragraph", "heading", "codeBlock"].contains(&tag.as_str()) {
        children
            .into_iter()
            .for_each(|child| collect(child, false, txn, list));
        return;
    }
    let count = children.len();
    let texts: Vec<XmlTextRef> = children
        .into_iter()
        .filter_map(XmlOut::into_xml_text)
        .collect();
    let text: String = texts.iter().map(|text| plain(text, txn)).collect();
    let simple = at_root && tag == "paragraph" && count == 1 && texts.len() == 1;
    list.push(Line {
        element,
        texts,
        text,
        simple,
    });
}

fn plain<T: ReadTxn>(text: &XmlTextRef, txn: &T) -> String {
    let runs = text.diff(txn, yrs::types::text::YChange::identity);
    let runs = runs.into_iter().filter_map(|run| match run.insert {
        Out::Any(Any::String(text)) => Some(text.to_string()),
        _ => None,
    });
    runs.collect()
}
