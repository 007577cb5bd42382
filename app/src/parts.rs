//! The small pieces that pages are made of.

pub mod alert;
pub mod avatar;
#[cfg(feature = "ssr")]
pub mod awaited;
pub mod call;
#[cfg(feature = "ssr")]
pub mod choice;
#[cfg(feature = "ssr")]
pub mod country;
#[cfg(feature = "ssr")]
pub mod demo_bar;
#[cfg(feature = "ssr")]
pub mod done_note;
pub mod each;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod header;
pub mod icon;
pub mod said;
pub mod side;
#[cfg(feature = "ssr")]
pub mod state_mark;
pub mod step;
pub mod theme_switch;
pub mod when;
