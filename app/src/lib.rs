//! The pages, the editor and the server functions.

pub mod api;
pub mod editor;
pub mod root;
pub mod sync;

#[cfg(feature = "hydrate")]
mod hydrate;
#[cfg(feature = "ssr")]
mod shell;

#[cfg(feature = "ssr")]
pub use shell::shell;
