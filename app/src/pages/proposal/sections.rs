//! The text: every section under the next.

use super::{context::ProposalContext, section::SectionView};
use crate::parts::said::say;
use leptos::prelude::*;
use model::{proposal::Section, text::key};

/// All sections of the proposal; who is no member any more is told so in their place.
#[component]
pub fn Sections() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let is_removed = Memo::new(move |_| context.drafting.is_removed());
    let section = |section: Section| view! { <SectionView section /> };
    let shown = move || match is_removed.get() {
        true => view! { <p class="alert">{say(key::SAVE_DENIED_REMOVED)}</p> }.into_any(),
        false => context
            .sections()
            .into_iter()
            .map(section)
            .collect_view()
            .into_any(),
    };
    view! { <div class="sections">{shown}</div> }.into_any()
}
