//! The small pieces that pages are made of.

pub mod alert;
pub mod avatar;
pub mod awaited;
pub mod call;
pub mod choice;
pub mod demo_bar;
pub mod dialog;
pub mod header;
pub mod icon;
pub mod input;
pub mod said;
pub mod side;
pub mod state_mark;
pub mod theme_switch;
pub mod when;
