//! Proposals: their page, how they begin, and the way of their state.

mod create;
mod moves;
mod page;
mod progress;
pub(crate) mod rows;

pub use create::create;
pub(crate) use create::insert;
pub use moves::{move_state, publish};
pub use page::page;
pub use progress::progress;
pub(crate) use progress::{progress_of, publish_progress};
