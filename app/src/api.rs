//! How pages and server speak with each other.
//!
//! The live parts call server functions, one noun a file, which never touch a cookie. No page needs
//! script: it is rendered over `services`, and its forms are plain HTML that `server` answers by
//! itself. What it did not do comes back as [`tried::Tried`], what it did as
//! [`done::Done`]. `POST /sign-in/{token}` spends a mail link, `POST /sign-out` ends the session,
//! `POST /language` and `POST /theme` keep a choice and go back to the page.

pub mod refused;
pub mod threads;

#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod done;
#[cfg(feature = "ssr")]
pub mod status;
#[cfg(feature = "ssr")]
pub mod tried;
#[cfg(feature = "ssr")]
pub mod visit;

pub use refused::Refused;
