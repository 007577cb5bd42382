//! A day, or a moment, on the page, readable by people and machines.

use super::said::language;
use leptos::prelude::*;
use model::{
    ids::Timestamp,
    text::day::{day_on_text, iso_day, iso_moment, moment_text},
};

/// The UTC day on which something happened.
#[component]
pub fn When(at: Timestamp) -> impl IntoView {
    let iso = iso_day(at);
    let words = day_on_text(language(), &iso);
    view! { <time datetime=iso>{words}</time> }
}

/// Day and time of day: the reader's own once the browser has said its time zone, before that UTC.
#[component]
pub fn Moment(at: Timestamp) -> impl IntoView {
    let language = language();
    let zone = RwSignal::new(None::<i64>);
    Effect::new(move || zone.set(zone_ms(at)));
    let words = move || match zone.get() {
        Some(ahead) => moment_text(language, Timestamp(at.0.saturating_add(ahead))),
        None => format!("{} UTC", moment_text(language, at)),
    };
    view! { <time datetime=iso_moment(at)>{words}</time> }
}

/// How far the reader's clock is ahead of UTC at a moment: summer time changes it.
#[cfg(feature = "hydrate")]
fn zone_ms(at: Timestamp) -> Option<i64> {
    let date = js_sys::Date::new(&(at.0 as f64).into());
    let behind = date.get_timezone_offset();
    behind.is_finite().then_some(behind as i64 * -60_000)
}

/// The server does not know the reader's clock.
#[cfg(not(feature = "hydrate"))]
fn zone_ms(_at: Timestamp) -> Option<i64> {
    None
}
