//! The same updates in other orders: whatever order they come in, the same document stands there.
//!
//! yrs walks hash maps in random order, so that a history which failed need not fail again. The bytes
//! that were sent do: a failure prints them with the orders in which they came, as one line of JSON.

use super::Chance;
use crate::document::{
    draft::Draft,
    notation::{field, write},
    projection::Projection,
};
use std::fmt::Write;

/// How many orders are tried after a history.
const ORDERS: usize = 4;

/// Every update that was ever made.
#[derive(Default)]
pub(super) struct Said {
    updates: Vec<Vec<u8>>,
    /// The order in which they came to the server.
    order: Vec<usize>,
}

impl Said {
    /// Keeps an update and answers its number.
    pub(super) fn add(&mut self, update: Vec<u8>) -> usize {
        self.updates.push(update);
        self.updates.len() - 1
    }

    pub(super) fn get(&self, number: usize) -> &[u8] {
        &self.updates[number]
    }

    /// Notes that an update came to the server.
    pub(super) fn came(&mut self, number: usize) {
        self.order.push(number);
    }

    /// The updates, the server's order and another one, to be replayed elsewhere.
    pub(super) fn log(&self, other: &[usize]) -> String {
        let hex = |update: &Vec<u8>| {
            update.iter().fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            })
        };
        let updates: Vec<String> = self.updates.iter().map(hex).collect();
        let order = &self.order;
        format!("{{\"updates\":{updates:?},\"orders\":[{order:?},{other:?}]}}")
    }

    /// Lets copies that know nothing take in all updates, each in an order of its own, and answers
    /// what stands there instead of what was wanted.
    pub(super) fn in_any_order(
        &self,
        wanted: &Projection,
        chance: &mut Chance,
    ) -> Result<(), String> {
        for _ in 0..ORDERS {
            let mut order = self.order.clone();
            for index in (1..order.len()).rev() {
                order.swap(index, chance.below(index + 1));
            }
            let mut copy = Draft::for_server(1 << 40);
            for number in &order {
                copy.apply(self.get(*number))
                    .map_err(|error| format!("update {number} of {order:?}: {error}"))?;
            }
            let found = copy.projection(&field());
            if found != wanted {
                let (wanted, found) = (write(wanted), write(found));
                let log = self.log(&order);
                return Err(format!(
                    "another order made another document:\n{wanted}\n{found}\n{log}"
                ));
            }
        }
        Ok(())
    }
}
