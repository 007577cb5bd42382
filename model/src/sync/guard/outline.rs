//! The tree that a document's items form, without their contents: what a room must remember to judge
//! an update before yrs works on it.
//!
//! yrs 0.28.1 deletes and collects a tree by recursion, one stack frame a level, and compares an item
//! that is written where others were written before with each of those. Neither can be stopped once
//! it has begun. So every item is placed here first: how deep it lies is known from what holds it, and
//! how many others yrs will compare it with from playing the same list. An update that goes too deep,
//! costs too much, belongs to no field or holds what no document of ours holds is refused.
//!
//! It costs about 60 bytes for each run that a replica wrote at one place, and as much for each
//! element and text.

mod list;
mod place;
mod stored;

use super::{ClientId, Item, Malformed, Ranges, items_and_deletes, order::in_order};
use crate::{limits::BLOCKS_A_MOVE, proposal::FieldName};
use list::ListPiece;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::Range,
};
pub use stored::Sifted;

/// What a document is made of.
#[derive(Debug, Default)]
pub struct Outline {
    /// The short numbers of replicas.
    numbers: HashMap<ClientId, u32>,
    replicas: Vec<Replica>,
    pieces: Vec<ListPiece>,
    /// The pieces by replica and first clock.
    starts: BTreeMap<Spot, u32>,
    lists: Vec<List>,
    roots: HashMap<Box<str>, u32>,
    /// The lists inside elements and texts, by their item.
    nodes: HashMap<Spot, u32>,
    /// The lists of values of a key, by what holds it and the key's number.
    keys: HashMap<(u32, u32), u32>,
    /// The short numbers of the names of attributes and marks.
    names: HashMap<Box<str>, u32>,
    /// Which marks occur in which text.
    marks: HashSet<(u32, u32)>,
    /// Comparisons that the document takes when it is read from the store.
    conflicts: u64,
}

/// A replica's short number and a clock of it.
type Spot = (u32, u32);

/// One replica: everything below `end` is here.
#[derive(Debug)]
struct Replica {
    client: ClientId,
    end: u32,
    /// At least as many as yrs holds.
    blocks: u32,
}

/// What a list may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Elements and texts: a root or an element.
    Blocks,
    /// Letters and marks: a text.
    Letters,
    /// Values of one key.
    Values,
}

/// The items in one root, element, text or under one key.
#[derive(Debug)]
struct List {
    kind: Kind,
    /// How many nodes stand around what is in it.
    depth: u16,
    /// The piece that comes first, also when it is deleted.
    first: Option<u32>,
    /// How many items yrs may hold in it at most.
    weight: u64,
    /// How many different marks occur in it.
    marks: u16,
    /// How many marks begin or end in it.
    runs: u32,
}

/// Which items are let in.
#[derive(Clone, Copy, Debug)]
enum Rule<'a> {
    /// From a connection: what breaks a limit is an error. The roots that there are.
    Strict(&'a BTreeSet<FieldName>),
    /// From the store: what breaks a limit is left out.
    Lenient,
}

/// What an update cost so far.
#[derive(Debug, Default)]
struct Cost {
    conflicts: u64,
    /// Moves of entries in yrs' lists, in units of comparisons.
    splits: u64,
}

/// The items of an update, each behind what it names, and what it deletes.
#[derive(Debug)]
pub struct Ordered<'a> {
    items: Vec<Item<'a>>,
    deletes: Ranges,
}

impl Outline {
    /// The outline of a whole document.
    pub fn of(whole: &[u8]) -> Outline {
        let mut outline = Outline::default();
        // Bytes that cannot be read or that wait for others have no place in the tree.
        let _ = outline.take_stored(std::iter::once(whole));
        outline
    }

    /// Puts the items of an update in order; [`Malformed::Missing`] if something that one of them
    /// names is not here.
    pub fn order<'a>(&self, update: &'a [u8]) -> Result<Ordered<'a>, Malformed> {
        let (items, deletes) = items_and_deletes(update)?;
        let (items, count) = in_order(items, |client| self.end(client));
        match items.len() == count {
            true => Ok(Ordered { items, deletes }),
            false => Err(Malformed::Missing),
        }
    }

    /// Takes in an update from a connection, which may write in these fields and deletes these
    /// ranges that were not deleted before.
    ///
    /// After an error the outline is of no more use and has to be made anew.
    pub fn admit(
        &mut self,
        update: Ordered<'_>,
        fields: &BTreeSet<FieldName>,
        deletes: &[(ClientId, Range<u32>)],
    ) -> Result<(), Malformed> {
        let mut cost = Cost::default();
        for (client, _) in deletes {
            if let Some(number) = self.numbers.get(client) {
                cost.splits += 2 * self.move_cost(*number);
            }
        }
        self.check_cost(&cost)?;
        for item in &update.items {
            self.place(item, Rule::Strict(fields), &mut cost)?;
            self.check_cost(&cost)?;
        }
        self.count_splits(&update.items, deletes.iter().cloned());
        Ok(())
    }

    /// Takes in an update of the server's own.
    pub fn trust(&mut self, update: &[u8]) -> Result<(), Malformed> {
        let mut cost = Cost::default();
        let Ordered { items, deletes } = self.order(update)?;
        for item in &items {
            // Its own repairs stay within the limits, or a little above.
            let _ = self.place(item, Rule::Lenient, &mut cost);
        }
        self.count_splits(&items, deletes.each());
        Ok(())
    }

    /// Counts the items that yrs may split for deletions: one at each end of a range, unless an item
    /// of the same update begins or ends there. What yrs joins again later is not taken off.
    fn count_splits(
        &mut self,
        items: &[Item<'_>],
        deletes: impl Iterator<Item = (ClientId, Range<u32>)>,
    ) {
        let mut deletes = deletes.peekable();
        if deletes.peek().is_none() {
            return;
        }
        // The items of a replica come in the order of their clocks.
        let mut edges: HashMap<ClientId, Vec<u32>> = HashMap::new();
        for item in items {
            let own = edges.entry(item.client).or_default();
            own.extend([item.clocks.start, item.clocks.end]);
        }
        for (client, range) in deletes {
            let Some(number) = self.numbers.get(&client) else {
                continue;
            };
            let own = edges.get(&client).map_or(&[][..], |own| own);
            let is_cut = |clock: &u32| own.binary_search(clock).is_err();
            let cuts = [range.start, range.end]
                .iter()
                .filter(|it| is_cut(it))
                .count();
            let blocks = &mut self.replicas[*number as usize].blocks;
            *blocks = blocks.saturating_add(cuts as u32);
        }
    }

    /// At least as many items as yrs holds.
    pub fn blocks(&self) -> usize {
        let blocks = self.replicas.iter().map(|replica| replica.blocks as usize);
        blocks.sum()
    }

    /// Below which clock everything of a replica is here.
    fn end(&self, client: ClientId) -> u32 {
        let number = self.numbers.get(&client);
        number.map_or(0, |number| self.replicas[*number as usize].end)
    }

    /// What splitting a block of a replica costs yrs, which moves everything behind it.
    fn move_cost(&self, number: u32) -> u64 {
        1 + u64::from(self.replicas[number as usize].blocks) / BLOCKS_A_MOVE
    }
}

#[cfg(test)]
mod tests;
