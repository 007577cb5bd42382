//! The first page: what Talka is for a visitor, the partnerships for a member.

mod mine;
mod new_partnership;
mod sample;
mod waits;
mod welcome;

use crate::api::visit::Visit;
use leptos::prelude::*;

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    let visit = use_context::<Visit>().unwrap_or_default();
    match visit.viewer {
        Some(viewer) => view! { <mine::Mine viewer /> }.into_any(),
        None => view! { <welcome::Welcome demo=visit.demo /> }.into_any(),
    }
}
