//! Proposals: their page, how they begin, and the way of their state.

mod create;
mod moves;
mod page;
mod progress;
pub(crate) mod rows;
mod shown;

pub use create::create;
pub(crate) use create::insert;
pub use moves::{move_state, publish};
pub use page::page;
pub(crate) use page::progress_shown;
pub use progress::progress;
pub(crate) use progress::publish_progress;
pub(crate) use shown::{Shown, final_of, shown};
