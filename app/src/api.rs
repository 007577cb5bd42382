//! What the pages ask the server for.
//!
//! The pages reach the server in two ways. Calls are server functions, one noun a file, and never
//! touch a cookie. Whatever sets or clears a cookie is a plain form that works without WASM and
//! is answered by `server` itself: `POST /sign-in/{token}` spends a mail link, `POST /sign-out`
//! ends the session, `POST /language` and `POST /theme` keep a choice and go back to the page.

pub mod accounts;
pub mod demo;
pub mod partnerships;
pub mod proposals;
pub mod refused;
pub mod threads;
pub mod versions;
#[cfg(feature = "ssr")]
pub mod visit;

#[cfg(feature = "ssr")]
mod context;
#[cfg(feature = "ssr")]
pub mod status;

pub use refused::Refused;
