//! A day on the page, readable by people and machines.

use super::said::language;
use leptos::prelude::*;
use model::{
    ids::Timestamp,
    text::day::{day_text, iso_day},
};

/// The UTC day of a moment.
#[component]
pub fn When(at: Timestamp) -> impl IntoView {
    let iso = iso_day(at);
    let words = day_text(language(), &iso);
    view! { <time datetime=iso>{words}</time> }
}
