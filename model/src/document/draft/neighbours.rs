//! Whether what undo made anew stands between neighbours.
//!
//! An item of Yjs names what stood left and right of it when it was written, and copies agree on its
//! place only when nothing stood between those two. Undo breaks this in yrs 0.28.1 and in Yjs 13.6
//! (yjs/yjs#794, y-crdt/y-crdt#643): of a block that was itself restored it takes the nearest
//! restored letters for neighbours, whatever was written between them since, and takes the same one
//! for both when a letter had been removed and brought back. Letters then stand in a wrong order, and
//! in another one elsewhere. Nothing in yrs tells, so this plays the lists again from their bytes.

use crate::sync::{
    ClientId,
    guard::{self, Item, ItemId, Parent},
};
use litemap::LiteMap;

/// Whether everything that `update` writes into a document of these bytes stands where nothing
/// stood between what it names left and right of it. Bytes that cannot be read are not judged.
pub(super) fn hold(before: &[u8], update: &[u8]) -> bool {
    let old = guard::items(before).ok().and_then(in_order);
    let (Some(old), Ok(new)) = (old, guard::items(update)) else {
        return true;
    };
    let mut homes = Homes::default();
    let old: Vec<_> = old.into_iter().map(|item| homes.take_in(item)).collect();
    let new: Vec<_> = new.into_iter().map(|item| homes.take_in(item)).collect();
    // Only the lists in which something is written anew are played.
    let mut lists: LiteMap<Parent, List> = LiteMap::new();
    for home in new.iter().filter_map(|(_, home)| *home) {
        lists.insert(home, List::default());
    }
    old.into_iter().for_each(|(item, home)| {
        let list = home.and_then(|home| lists.get_mut(&home));
        list.map(|list| list.integrate(item));
    });
    new.into_iter().all(|(item, home)| {
        let list = home.and_then(|home| lists.get_mut(&home));
        list.is_none_or(|list| list.integrate(item))
    })
}

/// What is left of each replica.
type Queues<'a> = LiteMap<ClientId, std::vec::IntoIter<Item<'a>>>;

/// Items so that each comes behind what it names; none when that cannot be.
fn in_order(items: Vec<Item<'_>>) -> Option<Vec<Item<'_>>> {
    let mut queues: Queues = LiteMap::new();
    let mut rest = items.into_iter().peekable();
    while let Some(first) = rest.next() {
        let client = first.client;
        let mut queue = vec![first];
        while let Some(item) = rest.next_if(|item| item.client == client) {
            queue.push(item);
        }
        queues.insert(client, queue.into_iter());
    }
    let clients: Vec<ClientId> = queues.keys().copied().collect();
    let mut ordered = Vec::new();
    for client in clients {
        let mut waiting = vec![client];
        while let Some(client) = waiting.last() {
            let queue = queues.get_mut(client)?;
            let Some(item) = queue.as_slice().first() else {
                waiting.pop();
                continue;
            };
            let named = named(item);
            match named.into_iter().flatten().find(|id| !has(&queues, *id)) {
                Some((first, _)) if waiting.contains(&first) => return None,
                Some((first, _)) => waiting.push(first),
                None => {
                    ordered.extend(queues.get_mut(client)?.next());
                    if waiting.len() > 1 {
                        waiting.pop();
                    }
                }
            }
        }
    }
    Some(ordered)
}

/// Whether an item has left its queue.
fn has(queues: &Queues, (client, clock): ItemId) -> bool {
    let next = queues
        .get(&client)
        .and_then(|queue| queue.as_slice().first());
    next.is_none_or(|next| clock < next.clocks.start)
}

/// Whom an item names of other replicas; its own earlier ones are always there.
fn named(item: &Item) -> [Option<ItemId>; 3] {
    let other = |id: &ItemId| id.0 != item.client;
    let Some(place) = &item.place else {
        return [None; 3];
    };
    let parent = match place.parent {
        Some(Parent::Node(id)) => Some(id),
        _ => None,
    };
    [place.left, place.right, parent].map(|id| id.filter(other))
}

/// In which list each item stands: of each replica the last clocks of items, and their list.
#[derive(Default)]
struct Homes<'a>(LiteMap<ClientId, Vec<(u32, Option<Parent<'a>>)>>);

impl<'a> Homes<'a> {
    /// Notes an item, and answers it with its list; none for what has no place in one.
    fn take_in(&mut self, item: Item<'a>) -> (Item<'a>, Option<Parent<'a>>) {
        let home = item.place.as_ref().and_then(|place| match place.parent {
            _ if place.key.is_some() => None,
            Some(parent) => Some(parent),
            None => self.of(place.left.or(place.right)?),
        });
        let ends = self.0.entry(item.client).or_default();
        ends.push((item.clocks.end - 1, home));
        (item, home)
    }

    fn of(&self, (client, clock): ItemId) -> Option<Parent<'a>> {
        let ends = self.0.get(&client)?;
        let found = ends.partition_point(|(last, _)| *last < clock);
        ends.get(found)?.1
    }
}

/// A stretch of a list that one replica wrote at once.
struct Piece {
    client: ClientId,
    start: u32,
    end: u32,
    left: Option<ItemId>,
    right: Option<ItemId>,
}

/// The pieces of one list as they stand, removed ones too.
#[derive(Default)]
struct List {
    pieces: Vec<Piece>,
    /// Where something was found last: what follows is mostly close by.
    near: usize,
}

/// So many pieces around the last one are looked at first.
const NEAR: usize = 4;

impl List {
    /// Puts an item where Yjs puts it, and answers whether nothing stood between its neighbours.
    fn integrate(&mut self, item: Item) -> bool {
        let Some(place) = item.place else {
            return true;
        };
        for border in [
            place.left.map(|(client, clock)| (client, clock + 1)),
            place.right,
        ] {
            border.into_iter().for_each(|id| self.cut(id));
        }
        let start = place.left.and_then(|id| self.find(id));
        let start = start.map_or(0, |index| index + 1);
        let end = place.right.and_then(|id| self.find(id));
        let piece = Piece {
            client: item.client,
            start: item.clocks.start,
            end: item.clocks.end,
            left: place.left,
            right: place.right,
        };
        let between = end.unwrap_or(self.pieces.len()) == start;
        let at = match between {
            true => start,
            false => self.settle(&piece, start, end),
        };
        self.pieces.insert(at, piece);
        self.near = at;
        between
    }

    /// Where Yjs puts a piece among others that were written between the same two (YATA).
    fn settle(&self, piece: &Piece, start: usize, end: Option<usize>) -> usize {
        let (mut at, mut conflicts) = (start, start);
        for (index, other) in self.pieces.iter().enumerate().skip(start) {
            if end == Some(index) {
                break;
            }
            if other.left == piece.left {
                if other.client < piece.client {
                    (at, conflicts) = (index + 1, index + 1);
                } else if other.right == piece.right {
                    break;
                }
                continue;
            }
            match other.left.and_then(|id| self.find(id)) {
                Some(left) if left >= start => {
                    if left < conflicts {
                        (at, conflicts) = (index + 1, index + 1);
                    }
                }
                _ => break,
            }
        }
        at
    }

    fn find(&self, (client, clock): ItemId) -> Option<usize> {
        let holds =
            |piece: &Piece| piece.client == client && (piece.start..piece.end).contains(&clock);
        let first = self.near.saturating_sub(NEAR);
        let mut around = self.pieces.iter().skip(first).take(2 * NEAR);
        match around.position(holds) {
            Some(index) => Some(first + index),
            None => self.pieces.iter().position(holds),
        }
    }

    /// Cuts the piece that holds this id, so that one begins with it.
    fn cut(&mut self, (client, clock): ItemId) {
        let Some(index) = self.find((client, clock)) else {
            return;
        };
        let piece = &mut self.pieces[index];
        if piece.start == clock {
            return;
        }
        let rest = Piece {
            client,
            start: clock,
            end: piece.end,
            left: Some((client, clock - 1)),
            right: piece.right,
        };
        piece.end = clock;
        self.pieces.insert(index + 1, rest);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::hold;
    use yrs::{
        Doc, GetString, ReadTxn, StateVector, Text, Transact, Update, updates::decoder::Decode,
    };

    /// One letter of a replica: what it names, and the letter.
    fn letter(client: u8, left: Option<u8>, right: Option<u8>, letter: u8) -> Vec<u8> {
        let flag = |id: Option<u8>, flag| id.map_or(0, |_| flag);
        let mut update = vec![1, 1, client, 0, 4 | flag(left, 0x80) | flag(right, 0x40)];
        for id in [left, right].into_iter().flatten() {
            update.extend([id, 0]);
        }
        if left.or(right).is_none() {
            update.extend([1, 1, b't']);
        }
        update.extend([1, letter, 0]);
        update
    }

    /// What a copy reads that these came to in this order.
    fn read(updates: &[&Vec<u8>]) -> (String, Vec<u8>) {
        let doc = Doc::new();
        let text = doc.get_or_insert_text("t");
        for update in updates {
            let update = Update::decode_v1(update).unwrap();
            doc.transact_mut().apply_update(update).unwrap();
        }
        let txn = doc.transact();
        let whole = txn.encode_state_as_update_v1(&StateVector::default());
        (text.get_string(&txn), whole)
    }

    #[test]
    fn copies_agree_while_nothing_stands_between_and_not_otherwise() {
        let a = letter(1, None, None, b'a');
        let b = letter(3, Some(1), None, b'b');
        let c = letter(2, Some(1), None, b'c');
        let good = letter(4, Some(1), Some(2), b'd');
        let bad = letter(4, None, Some(2), b'd');
        let (_, known) = read(&[&a, &c]);
        assert!(hold(&known, &good));
        assert!(!hold(&known, &bad));
        let orders = |d| [read(&[&a, &b, &c, d]).0, read(&[&a, &c, d, &b]).0];
        let [one, other] = orders(&good);
        assert_eq!(one, other);
        let [one, other] = orders(&bad);
        assert_ne!(one, other, "the fault is mended in yrs: this file can go");
    }

    #[test]
    fn what_anyone_writes_stands_between_neighbours() {
        let doc = Doc::new();
        let text = doc.get_or_insert_text("t");
        for number in 0..200u32 {
            let mut txn = doc.transact_mut();
            let before = txn.encode_state_as_update_v1(&StateVector::default());
            let len = text.len(&txn);
            match number % 3 {
                2 => text.remove_range(&mut txn, number * 7 % len, 1),
                _ => text.insert(&mut txn, number * 5 % (len + 1), "ab"),
            }
            assert!(hold(&before, &txn.encode_update_v1()), "step {number}");
        }
    }

    #[test]
    fn bytes_that_cannot_be_read_are_not_judged() {
        assert!(hold(&[1, 2, 3], &[0, 0]));
        assert!(hold(&[0, 0], &[9]));
    }
}
