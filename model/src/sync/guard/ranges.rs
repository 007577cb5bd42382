//! Ranges of clocks: what an update brings or deletes, and what somebody has.

use crate::sync::{ClientId, lib0::write_number};
use std::{collections::BTreeMap, ops::Range};

/// Ranges of clocks by replica, sorted and merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges(BTreeMap<ClientId, Vec<Range<u32>>>);

impl Ranges {
    /// Every replica with its ranges.
    pub fn iter(&self) -> impl Iterator<Item = (ClientId, &[Range<u32>])> {
        self.0.iter().map(|(client, ranges)| (*client, &ranges[..]))
    }

    /// These ranges, in any order.
    pub fn of(all: impl IntoIterator<Item = (ClientId, Range<u32>)>) -> Ranges {
        let mut by_client: BTreeMap<ClientId, Vec<Range<u32>>> = BTreeMap::new();
        for (client, range) in all {
            by_client.entry(client).or_default().push(range);
        }
        let mut ranges = Ranges::default();
        for (client, own) in by_client {
            ranges.add(client, own);
        }
        ranges
    }

    /// An update that deletes these clocks and brings nothing; [`update`](super::update) reads it.
    pub fn as_deletion(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write_number(&mut out, 0);
        write_number(&mut out, self.0.len() as u64);
        for (client, ranges) in self.iter() {
            write_number(&mut out, client);
            write_number(&mut out, ranges.len() as u64);
            for range in ranges {
                write_number(&mut out, u64::from(range.start));
                write_number(&mut out, u64::from(range.end - range.start));
            }
        }
        out
    }

    /// Every range.
    pub(super) fn each(&self) -> impl Iterator<Item = (ClientId, Range<u32>)> {
        let all = self.iter();
        all.flat_map(|(client, ranges)| ranges.iter().map(move |range| (client, range.clone())))
    }

    /// Whether there is no range.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this clock of a replica is in these ranges.
    pub fn has(&self, client: ClientId, clock: u32) -> bool {
        let own = self.0.get(&client).map_or(&[][..], |own| own);
        let found = own.partition_point(|own| own.end <= clock);
        own.get(found).is_some_and(|own| own.start <= clock)
    }

    /// Whether every clock of `other` is in these ranges.
    pub fn covers(&self, other: &Ranges) -> bool {
        other.iter().all(|(client, ranges)| {
            let own = self.0.get(&client).map_or(&[][..], |own| own);
            ranges.iter().all(|range| {
                let found = own.partition_point(|own| own.end < range.end);
                own.get(found).is_some_and(|own| own.start <= range.start)
            })
        })
    }

    /// The parts of these ranges that `known` does not have.
    pub fn beyond(&self, known: &Ranges) -> Vec<(ClientId, Range<u32>)> {
        let mut news = Vec::new();
        for (client, ranges) in self.iter() {
            let known = known.0.get(&client).map_or(&[][..], |known| known);
            for range in ranges {
                let mut start = range.start;
                let first = known.partition_point(|known| known.end <= range.start);
                for known in known[first..]
                    .iter()
                    .take_while(|known| known.start < range.end)
                {
                    if start < known.start {
                        news.push((client, start..known.start));
                    }
                    start = known.end;
                }
                if start < range.end {
                    news.push((client, start..range.end));
                }
            }
        }
        news
    }

    /// The first clock of a replica that is not in these ranges.
    pub fn end(&self, client: ClientId) -> u32 {
        let first = self.0.get(&client).and_then(|ranges| ranges.first());
        first
            .filter(|range| range.start == 0)
            .map_or(0, |range| range.end)
    }

    /// The state vector of whoever has these clocks: of each replica those up to the first hole.
    pub fn state_vector(&self) -> Vec<u8> {
        let ends = self.iter().map(|(client, _)| (client, self.end(client)));
        let ends: Vec<_> = ends.filter(|(_, end)| *end > 0).collect();
        let mut out = Vec::new();
        write_number(&mut out, ends.len() as u64);
        for (client, end) in ends {
            write_number(&mut out, client);
            write_number(&mut out, u64::from(end));
        }
        out
    }

    /// Takes in everything that is in `other`.
    pub fn extend(&mut self, other: Ranges) {
        for (client, ranges) in other.0 {
            let mut all = self.0.remove(&client).unwrap_or_default();
            let follows = match (&mut all[..], &ranges[..]) {
                ([.., last], [next]) if last.end == next.start => {
                    last.end = next.end;
                    true
                }
                _ => false,
            };
            if !follows {
                all.extend(ranges);
            }
            self.add(client, all);
        }
    }

    /// Whether there is any range of this replica.
    pub(super) fn has_client(&self, client: ClientId) -> bool {
        self.0.contains_key(&client)
    }

    /// Adds the ranges of one replica, in any order.
    pub(super) fn add(&mut self, client: ClientId, mut ranges: Vec<Range<u32>>) {
        ranges.retain(|range| !range.is_empty());
        ranges.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<u32>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        if !merged.is_empty() {
            self.0.insert(client, merged);
        }
    }
}
