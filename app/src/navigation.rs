//! Turning pages without loading them anew.
//!
//! Every page is written by the server. The first one is shown as it comes; the next ones are
//! fetched by this program, which puts what the server wrote in the place of what is shown, and so
//! stays itself, with the drafts that are open (`crate::workspace`). A page needs nothing for that:
//! links are links and forms are forms, and whatever cannot be done here is left to the browser.
//! `rel="external"` and `download` leave a link to it from the start, `data-rel="external"` a form.

#[cfg(feature = "hydrate")]
mod answer;
#[cfg(feature = "hydrate")]
mod application;
#[cfg(feature = "hydrate")]
mod arrival;
#[cfg(feature = "hydrate")]
mod form;
#[cfg(feature = "hydrate")]
mod lists;
#[cfg(feature = "hydrate")]
mod past;
#[cfg(feature = "hydrate")]
mod turn;
#[cfg(any(feature = "hydrate", test))]
mod way;

#[cfg(feature = "hydrate")]
pub use answer::main_of;
#[cfg(feature = "hydrate")]
pub use past::Entry;
#[cfg(feature = "hydrate")]
pub use turn::start;

/// Ends what was left long ago.
#[cfg(feature = "hydrate")]
pub fn sweep() {
    application::with(|it| it.sweep());
}
