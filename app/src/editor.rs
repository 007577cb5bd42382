//! The editor in the browser. *The browser types, the model owns structure.*
//!
//! The page around it knows only [`Drafting`]: signals come out, commands go in. Leptos never renders
//! inside the host element: read-only HTML of the server stands there at first, and the editor adopts it.

#[cfg(feature = "hydrate")]
pub(crate) mod browser;
#[cfg(feature = "hydrate")]
pub(crate) mod clipboard;
#[cfg(feature = "hydrate")]
mod color;
pub mod command;
#[cfg(feature = "hydrate")]
pub(crate) mod commands;
#[cfg(feature = "hydrate")]
pub(crate) mod composition;
#[cfg(feature = "hydrate")]
pub(crate) mod cursors;
#[cfg(any(feature = "hydrate", test))]
mod decide;
#[cfg(any(feature = "hydrate", test))]
mod diff;
#[cfg(feature = "hydrate")]
pub(crate) mod dom_selection;
pub mod drafting;
#[cfg(feature = "hydrate")]
pub(crate) mod draw;
#[cfg(feature = "hydrate")]
mod finding;
#[cfg(feature = "hydrate")]
pub(crate) mod input;
#[cfg(feature = "hydrate")]
pub(crate) mod keys;
#[cfg(feature = "hydrate")]
pub(crate) mod leaves;
mod link;
mod link_dialog;
#[cfg(feature = "hydrate")]
pub(crate) mod mutation;
#[cfg(feature = "hydrate")]
pub(crate) mod painting;
#[cfg(feature = "hydrate")]
pub(crate) mod places;
#[cfg(feature = "hydrate")]
pub mod rescue;
#[cfg(feature = "hydrate")]
pub(crate) mod second_file;
pub mod section_text;
#[cfg(feature = "hydrate")]
pub(crate) mod selecting;
#[cfg(feature = "hydrate")]
pub(crate) mod session;
#[cfg(any(feature = "hydrate", test))]
mod shortcut;
pub mod state;
#[cfg(feature = "hydrate")]
pub(crate) mod suggesting;
#[cfg(feature = "hydrate")]
pub(crate) mod tab;
pub mod toolbar;
#[cfg(feature = "hydrate")]
pub(crate) mod view;

pub use command::{Command, TableCommand};
pub use drafting::Drafting;
pub use section_text::SectionText;
pub use state::{
    Anchored, Denial, Found, Note, Peer, Place, Placed, SaveState, Selected, ToolbarState, px,
};
pub use toolbar::{Notes, Toolbar};
