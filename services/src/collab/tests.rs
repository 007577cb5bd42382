//! Rooms through the hub, on a real store.

#![allow(clippy::unwrap_used)]

mod anchors;
mod committer;
mod exchange;
mod failing;
mod hostile;
mod hub;
mod instances;
pub(crate) mod peer;
mod rights;
mod seats;
pub(crate) mod simulator;
mod store;
pub(crate) mod world;
