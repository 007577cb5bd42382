//! Random histories of several people and a server, checked at every step, for tests and fuzzing.
//!
//! Every letter that anyone types is a code point of its own, so that it can be said of each one
//! where it went, who wrote it and whether an operation lost it.

mod act;
mod alone;
mod chance;
mod hostile;
#[cfg(test)]
mod moved;
mod orders;
#[cfg(test)]
mod pairs;
#[cfg(test)]
mod typists;
pub mod work;
mod world;

pub use alone::Alone;
pub use chance::Chance;
pub use hostile::play_hostile;
pub use world::{Plan, play};
