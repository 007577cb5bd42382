//! The pages, the editor and the server functions.
//!
//! Compiled twice: with `ssr` into the server, which renders every page in full, and with `hydrate`
//! to WASM, which makes the drafting page live and turns pages in the browser.

#![recursion_limit = "512"]

pub mod api;
pub mod editor;
pub mod sync;

mod live;
#[cfg(any(feature = "hydrate", test))]
mod navigation;
mod pages;
mod parts;
#[cfg(feature = "ssr")]
mod root;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "hydrate")]
mod workspace;

#[cfg(feature = "ssr")]
pub use pages::account::act::AccountAct;
#[cfg(feature = "ssr")]
pub use pages::ledger::rule::{EVERY_COMMENT, FINAL_RULE, OBJECTIONS, RULE};
#[cfg(feature = "ssr")]
pub use pages::partnership::{act::PartnershipAct, edit::MARK, member_row::MAY_SIGN};
#[cfg(feature = "ssr")]
pub use pages::reviews::forms::{CHANGE_REVIEW, CLOSE_REVIEW, INVITED, SUM_UP};
#[cfg(feature = "ssr")]
pub use pages::settings::{EVERYBODY, SEEN, SETTINGS};
#[cfg(feature = "ssr")]
pub use pages::sign_in::{NEXT, link::ACCEPT, link::DECLINE};
#[cfg(feature = "ssr")]
pub use pages::step::{HASH, STATE};
#[cfg(feature = "ssr")]
pub use pages::versions::{
    keep::{KEEP, RENAME},
    restore::SECTION,
};
#[cfg(feature = "ssr")]
pub use parts::theme_switch::Theme;
#[cfg(feature = "ssr")]
pub use parts::{
    choice::NO_SIDE,
    form::{ADD, REMOVE},
};
#[cfg(feature = "ssr")]
pub use shell::shell;
