//! The text and, beside it, the threads: one frame of reference for where things stand.

use super::{desk::Desk, section::SectionView, threads::Margin};
use leptos::prelude::*;
use model::proposal::Section;

/// All sections, with the margin of threads. `data-column` is what places are measured from.
#[component]
pub fn Column() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let section = |section: Section| view! { <SectionView section /> };
    view! {
        <div class="column" data-column>
            <div class="sections">{desk.sections().into_iter().map(section).collect_view()}</div>
            <Margin />
        </div>
    }
    .into_any()
}
