//! The pages, one path a file.

#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod compare;
#[cfg(feature = "ssr")]
pub mod demo_mail;
#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
pub mod ledger;
#[cfg(feature = "ssr")]
pub mod not_found;
#[cfg(feature = "ssr")]
pub mod offline;
#[cfg(feature = "ssr")]
pub mod partnership;
pub mod proposal;
#[cfg(feature = "ssr")]
pub mod reading;
#[cfg(feature = "ssr")]
pub mod reviews;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod sign_in;
#[cfg(feature = "ssr")]
pub mod step;
#[cfg(feature = "ssr")]
pub mod verify;
#[cfg(feature = "ssr")]
pub mod versions;

#[cfg(feature = "ssr")]
use crate::api::{Refused, context::refuse};
#[cfg(feature = "ssr")]
use leptos::prelude::WithUntracked;
#[cfg(feature = "ssr")]
use leptos_router::hooks::use_params_map;
#[cfg(feature = "ssr")]
use model::error::Refusal;
#[cfg(feature = "ssr")]
use std::str::FromStr;

/// What a form of a page asks for that no form of it can.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownAct;

/// The id in the page's path; what is no id leads nowhere.
#[cfg(feature = "ssr")]
fn id_in_path<T: FromStr>() -> Result<T, Refused> {
    let id = use_params_map().with_untracked(|params| params.get_str("id")?.parse().ok());
    id.ok_or_else(|| refuse(Refusal::NotFound))
}
