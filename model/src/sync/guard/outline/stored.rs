//! What the store holds: it was let in once, perhaps by rules that were not those of today.

use super::{Cost, Ordered, Outline, Rule};
use crate::sync::{
    Malformed,
    guard::{items_and_deletes, order::in_order, prune, prune::Cut},
};
use std::{borrow::Cow, collections::HashMap};

/// Updates of the store as they may be given to yrs.
#[derive(Debug, Default)]
pub struct Sifted<'a> {
    /// The numbers of the updates and what there is to take of each, in an order in which they build
    /// upon each other, without what is too deep or belongs nowhere.
    pub taken: Vec<(usize, Cow<'a, [u8]>)>,
    /// The numbers of those that build upon what is not here, at least in part.
    pub waiting: Vec<usize>,
}

impl Outline {
    /// Takes in updates of the store.
    ///
    /// What today's rules refuse is replaced by collected ranges: nothing of it was ever shown, and
    /// so the document opens and is well again after the next snapshot.
    pub fn take_stored<'a>(
        &mut self,
        updates: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Sifted<'a>, Malformed> {
        let mut sifted = Sifted::default();
        let mut rest: Vec<(usize, &[u8])> = updates.into_iter().enumerate().collect();
        loop {
            let before = rest.len();
            let mut waiting = Vec::new();
            for (number, update) in rest {
                match self.order(update) {
                    Ok(ordered) => sifted
                        .taken
                        .push((number, self.sift(ordered, update, true)?)),
                    Err(Malformed::Missing) => waiting.push((number, update)),
                    Err(malformed) => return Err(malformed),
                }
            }
            rest = waiting;
            if rest.is_empty() || rest.len() == before {
                break;
            }
        }
        for (number, update) in rest {
            let (items, deletes) = items_and_deletes(update)?;
            let (items, _) = in_order(items, |client| self.end(client));
            let ordered = Ordered { items, deletes };
            sifted
                .taken
                .push((number, self.sift(ordered, update, false)?));
            sifted.waiting.push(number);
        }
        Ok(sifted)
    }

    fn sift<'a>(
        &mut self,
        ordered: Ordered<'a>,
        update: &'a [u8],
        is_whole: bool,
    ) -> Result<Cow<'a, [u8]>, Malformed> {
        let (mut cost, mut cut) = (Cost::default(), Cut::default());
        let mut ends = HashMap::new();
        for item in &ordered.items {
            if self.place(item, Rule::Lenient, &mut cost).is_err() {
                cut.gone.insert((item.client, item.clocks.start));
            }
            ends.insert(item.client, item.clocks.end);
        }
        self.count_splits(&ordered.items, ordered.deletes.each());
        if is_whole && cut.gone.is_empty() {
            return Ok(Cow::Borrowed(update));
        }
        cut.ends = (!is_whole).then_some(ends);
        prune::without(update, &cut).map(Cow::Owned)
    }
}
