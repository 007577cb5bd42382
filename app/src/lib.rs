//! The pages, the editor and the server functions.

pub mod api;
