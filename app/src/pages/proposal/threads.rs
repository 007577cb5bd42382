//! Threads beside their words: where they stand, what they say, how they end.

mod answer;
mod arrivals;
mod attach;
mod card;
mod comments;
mod compose;
mod decide;
mod decision;
mod elsewhere;
mod filter;
#[cfg(feature = "hydrate")]
mod keyboard;
mod margin;
mod measure;
mod severity;
mod stack;
#[cfg(feature = "hydrate")]
mod touch;
mod words;

#[cfg(feature = "ssr")]
pub use decision::by;
pub use filter::ThreadFilter;
pub use margin::Margin;
