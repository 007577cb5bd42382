//! Proposals: their page, how they begin, and the way of their state.

mod create;
mod final_rule;
mod moves;
mod page;
mod progress;
pub(crate) mod rows;
mod settings;
mod shown;

pub use create::create;
pub(crate) use create::insert;
pub use final_rule::set_final_rule;
pub use moves::{Seen, move_seen, move_state, publish, publish_seen};
pub(crate) use page::progress_shown;
pub use page::{page, version_page};
pub(crate) use progress::publish_progress;
pub use progress::{news, progress};
pub use settings::{NewSection, NewSettings, SectionSetting, Settings, set_settings, settings};
pub(crate) use shown::{Shown, final_of, live, numbered, shown};
