//! Threads beside their words: where they stand, what they say, how they end.

mod answer;
mod arrivals;
mod attach;
mod card;
mod comments;
mod compose;
mod decide;
mod decision;
mod margin;
mod measure;
mod severity;
mod stack;
mod words;

#[cfg(feature = "ssr")]
pub use decision::by;
pub use margin::Margin;
