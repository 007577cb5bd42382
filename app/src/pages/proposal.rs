//! A proposal under way: sections, the live text, threads beside their words, and its next step.
//!
//! Readers and visitors get the reading view here; `?live` shows a reader the live text.

mod context;
mod exports;
mod find;
mod head;
mod help;
mod languages;
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
mod workbar;

use crate::live::Part;
use leptos::prelude::*;

pub use context::ProposalContext;
#[cfg(feature = "ssr")]
pub(super) use exports::{Exports, FORMATS};
#[cfg(feature = "ssr")]
pub use page::Proposal;
#[cfg(feature = "ssr")]
pub(super) use page::{StepDone, load, reading_language};
#[cfg(feature = "ssr")]
pub(super) use progress::{actions, address as published_address, standing};
#[cfg(feature = "ssr")]
pub(super) use threads::by;

/// The text: what is live first.
pub const TEXT: Part = ("text", || view! { <sections::Sections /> }.into_any());

/// What stands around the text.
pub const AROUND: [Part; 4] = [
    ("head", || view! { <head::Head /> }.into_any()),
    ("workbar", || {
        view! { <workbar::Workbar /> <refused_words::RefusedWords /> }.into_any()
    }),
    ("rail", || view! { <rail::Rail /> }.into_any()),
    ("margin", || view! { <threads::Margin /> }.into_any()),
];
