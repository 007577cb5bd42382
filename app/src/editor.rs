//! The editor in the browser. *The browser types, the model owns structure.*
//!
//! The page around it knows only [`Drafting`]: signals come out, commands go in. Leptos never renders
//! inside the host element: the server puts read-only HTML there, and after hydration the editor
//! adopts it.

#[cfg(feature = "hydrate")]
pub(crate) mod browser;
pub mod command;
pub mod drafting;
pub mod section_text;
pub mod state;
pub mod toolbar;

pub use command::{Command, TableCommand};
pub use drafting::Drafting;
pub use section_text::SectionText;
pub use state::{Anchored, Peer, Place, Placed, SaveState, Selected, ToolbarState};
pub use toolbar::Toolbar;
