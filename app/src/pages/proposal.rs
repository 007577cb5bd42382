//! A proposal under way: sections, the live text, threads beside their words, and its next step.
//!
//! Readers and visitors get the reading view here; `?live` shows a reader the live text.

mod column;
mod desk;
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
mod threads;
mod workbar;

use crate::parts::packed::Packed;
use desk::Desk;
use leptos::prelude::*;
use model::{language::Language, proposal::ProposalPage};

#[cfg(feature = "ssr")]
pub(super) use exports::Exports;
#[cfg(feature = "ssr")]
pub use page::Proposal;
#[cfg(feature = "ssr")]
pub(super) use page::{load, reading_language};
#[cfg(feature = "ssr")]
pub(super) use threads::by;

/// The page at work: what the browser takes over.
///
/// `language` is the one whose text is shown at first.
#[island]
pub fn Drafted(page: Packed<ProposalPage>, language: Language) -> impl IntoView {
    let desk = Desk::provide(page.0, language);
    view! {
        <article class="proposal" on:keydown=find::page_keys(desk) data-beside=move || desk.beside.get().map(|it| it.code())>
            <head::Head />
            <workbar::Workbar />
            <refused_words::RefusedWords />
            <div class="bench">
                <rail::Rail />
                <column::Column />
            </div>
        </article>
    }
    .into_any()
}
