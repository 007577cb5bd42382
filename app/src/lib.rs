//! The pages, the editor and the server functions.

pub mod api;
pub mod editor;
pub mod sync;
