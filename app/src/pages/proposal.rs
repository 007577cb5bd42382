//! A proposal under way: sections, the live text, threads beside their words, and its next step.
//!
//! Readers and visitors get the reading view here; `?live` shows a reader the live text.

mod bar;
mod context;
mod exports;
mod find;
mod help;
mod languages;
mod more;
#[cfg(feature = "ssr")]
mod page;
mod presence;
mod progress;
mod rail;
mod refused_words;
mod save_state;
mod section;
mod sections;
#[cfg(feature = "ssr")]
pub mod since;
mod suggestions;
mod threads;
mod waiting;

use crate::live::Part;
use leptos::prelude::*;

pub use context::ProposalContext;
#[cfg(feature = "ssr")]
pub(super) use exports::{Exports, FORMATS};
#[cfg(feature = "ssr")]
pub use page::Proposal;
#[cfg(feature = "ssr")]
pub(super) use page::{StepDone, load, opening_language};
#[cfg(feature = "ssr")]
pub(super) use progress::{WrittenStage, address as published_address};
#[cfg(feature = "ssr")]
pub(super) use threads::by;

/// The text: what is live first.
pub const TEXT: Part = ("text", || view! { <sections::Sections /> }.into_any());

/// What stands around the text.
pub const AROUND: [Part; 3] = [
    ("bar", || {
        view! { <bar::Bar /> <refused_words::RefusedWords /> <waiting::Waiting /> }.into_any()
    }),
    ("rail", || view! { <rail::Rail /> }.into_any()),
    ("margin", || view! { <threads::Margin /> }.into_any()),
];
