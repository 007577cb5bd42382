//! The pages, one path a file.

pub mod demo_mail;
pub mod home;
pub mod ledger;
pub mod not_found;
pub mod partnership;
pub mod proposal;
pub mod reading;
pub mod sign_in;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::str::FromStr;

/// The id in the page's path; none when it is no id.
fn id_in_path<T>() -> Memo<Option<T>>
where
    T: FromStr + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id")?.parse().ok()))
}
