//! The title and where the proposal stands.

use super::{desk::Desk, progress::ProgressPanel};
use crate::parts::{
    icon::{ARROW_LEFT, Icon},
    said::best,
};
use leptos::prelude::*;

/// The way back to the partnership, the title, and the proposal's progress.
#[component]
pub fn Head() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (place, partnership, title) = desk.page.with_value(|page| {
        let place = format!("/partnerships/{}", page.proposal.partnership);
        (place, best(&page.partnership_title), best(&page.proposal.title))
    });
    view! {
        <header class="proposal-head">
            <a class="way-back" href=place>
                <Icon glyph=ARROW_LEFT />
                {partnership}
            </a>
            <h1>{title}</h1>
            <ProgressPanel />
        </header>
    }
    .into_any()
}
