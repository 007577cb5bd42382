//! Letters of others in what a step of this person made.

use crate::document::projection::read;
use yrs::{
    Assoc, BranchID, ClientID, Doc, ID, IdSet, IndexedSequence, ReadTxn, StickyIndex, Transact,
    XmlOut, XmlTextRef,
};

/// Whether a branch among these insertions lives and now holds letters of another person.
pub(super) fn takes_others_letters(doc: &Doc, insertions: &IdSet) -> bool {
    let txn = doc.transact();
    let own = doc.client_id();
    insertions.iter().any(|(client, ranges)| {
        ranges.iter().flat_map(|range| range.clone()).any(|clock| {
            live_branch(ID::new(*client, clock), &txn)
                .is_some_and(|branch| others_write(&branch, own, &txn))
        })
    })
}

/// The branch of an id, or of what was made anew in its place.
pub(super) fn live_branch<T: ReadTxn>(id: ID, txn: &T) -> Option<XmlOut> {
    let branch = BranchID::get_nested(txn, &id)?;
    if !branch.is_deleted() {
        return XmlOut::try_from(branch).ok();
    }
    let place = StickyIndex::from_id(id, Assoc::After).get_offset(txn)?;
    let parent = place.branch;
    if parent.is_deleted() {
        return None;
    }
    let element = match XmlOut::try_from(parent).ok()? {
        XmlOut::Element(element) => read::values(&element, txn),
        XmlOut::Fragment(fragment) => read::values(&fragment, txn),
        XmlOut::Text(_) => return None,
    };
    match element.into_iter().nth(place.index as usize)? {
        yrs::Out::YXmlElement(element) => Some(XmlOut::Element(element)),
        yrs::Out::YXmlText(text) => Some(XmlOut::Text(text)),
        _ => None,
    }
}

fn others_write<T: ReadTxn>(branch: &XmlOut, own: ClientID, txn: &T) -> bool {
    match branch {
        XmlOut::Text(text) => others_letters(text, own, txn),
        XmlOut::Element(element) => read::values(element, txn).iter().any(|child| match child {
            yrs::Out::YXmlElement(child) => others_write(&XmlOut::Element(child.clone()), own, txn),
            yrs::Out::YXmlText(text) => others_letters(text, own, txn),
            _ => false,
        }),
        XmlOut::Fragment(_) => false,
    }
}

fn others_letters<T: ReadTxn>(text: &XmlTextRef, own: ClientID, txn: &T) -> bool {
    let len = yrs::Text::len(text, txn);
    (0..len).any(|index| match text.sticky_index(txn, index, Assoc::After) {
        Some(place) => place.id().is_some_and(|id| id.client != own),
        None => false,
    })
}
