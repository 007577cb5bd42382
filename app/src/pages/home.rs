//! The first page: what Talka is for a visitor, the partnerships for a member.

mod mine;
mod new_partnership;
mod sample;
mod welcome;

use crate::api::visit::Visit;
use leptos::{either::Either, prelude::*};

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    let visit = use_context::<Visit>().unwrap_or_default();
    match visit.viewer {
        Some(viewer) => Either::Left(view! { <mine::Mine viewer /> }),
        None => Either::Right(view! { <welcome::Welcome demo=visit.demo /> }),
    }
}
