//! Rooms through the hub, on a real store.

#![allow(clippy::unwrap_used)]

mod anchors;
mod hub;
mod peer;
mod simulator;
mod world;
