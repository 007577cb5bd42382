//! Puts the items of an update in an order in which each comes behind what it names.

use super::{Item, ItemId, Parent};
use crate::sync::ClientId;
use std::{
    collections::{BTreeMap, HashMap},
    iter::Peekable,
    vec::IntoIter,
};

/// The items of one replica that are left, in the order of their clocks.
type Queue<'a> = Peekable<IntoIter<Item<'a>>>;

/// The items that lean on nothing but each other and what is `known`, each behind what it names, and
/// how many of them there would be.
///
/// What is left out of a replica is what comes last of it. `known` answers below which clock everything of a replica is here. The work grows with the number
/// of items and not with how they lean on each other.
pub(super) fn in_order<'a>(
    items: Vec<Item<'a>>,
    known: impl Fn(ClientId) -> u32,
) -> (Vec<Item<'a>>, usize) {
    let count = items.len();
    let mut queues = by_replica(items);
    let mut ready: Vec<usize> = (0..queues.len()).collect();
    let mut ends: HashMap<ClientId, u32> = HashMap::new();
    // Queues that wait for a clock of a replica.
    let mut waiting: BTreeMap<ItemId, Vec<usize>> = BTreeMap::new();
    let mut ordered = Vec::with_capacity(count);
    while let Some(number) = ready.pop() {
        while let Some(item) = queues[number].peek() {
            let has = |(client, clock): ItemId| {
                clock < ends.get(&client).copied().unwrap_or_else(|| known(client))
            };
            if let Some(missing) = named(item).into_iter().flatten().find(|id| !has(*id)) {
                waiting.entry(missing).or_default().push(number);
                break;
            }
            let (client, end) = (item.client, item.clocks.end);
            ordered.extend(queues[number].next());
            let now = ends.entry(client).or_insert_with(|| known(client));
            let before = std::mem::replace(now, end.max(*now));
            let found: Vec<ItemId> = waiting
                .range((client, before)..(client, end.max(before)))
                .map(|(id, _)| *id)
                .collect();
            ready.extend(found.iter().filter_map(|id| waiting.remove(id)).flatten());
        }
    }
    (ordered, count)
}

/// One queue for each replica; an update holds a replica's items together.
fn by_replica(items: Vec<Item<'_>>) -> Vec<Queue<'_>> {
    let mut queues: Vec<Vec<Item<'_>>> = Vec::new();
    for item in items {
        match queues.last_mut() {
            Some(queue) if queue[0].client == item.client => queue.push(item),
            _ => queues.push(vec![item]),
        }
    }
    let queues = queues.into_iter();
    queues.map(|queue| queue.into_iter().peekable()).collect()
}

/// Whom an item names: what comes before it in its replica, its neighbours and what holds it.
fn named(item: &Item<'_>) -> [Option<ItemId>; 4] {
    let before = item.clocks.start.checked_sub(1);
    let before = before.map(|clock| (item.client, clock));
    let Some(place) = &item.place else {
        return [before, None, None, None];
    };
    let parent = match place.parent {
        Some(Parent::Node(id)) => Some(id),
        _ => None,
    };
    [before, place.left, place.right, parent]
}
