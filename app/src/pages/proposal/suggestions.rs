//! Suggestions around the text: the choice to suggest, what a card says of one, and deciding on several.

mod change;
mod mode;
mod own;
mod several;

pub use change::ChangeView;
pub use mode::SuggestMode;
pub use own::{Accept, Withdraw};
pub use several::Several;
