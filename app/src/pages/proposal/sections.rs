//! The text: every section under the next.

use super::{desk::Desk, section::SectionView};
use leptos::prelude::*;
use model::proposal::Section;

/// All sections of the proposal.
#[component]
pub fn Sections() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let section = |section: Section| view! { <SectionView section /> };
    view! { <div class="sections">{desk.sections().into_iter().map(section).collect_view()}</div> }
        .into_any()
}
