//! The title and where the proposal stands.

use super::{desk::ProposalContext, exports::Exports, progress::ProgressPanel};
use crate::parts::{
    icon::{ARROW_LEFT, Icon},
    said::{best, say},
};
use leptos::prelude::*;
use model::text::key;

/// The way back to the partnership, the title, and the proposal's progress.
#[component]
pub fn Head() -> impl IntoView {
    let desk = expect_context::<ProposalContext>();
    let proposal = desk.proposal();
    let (place, partnership, title) = desk.page.with_value(|page| {
        let place = format!("/partnerships/{}", page.proposal.partnership);
        (
            place,
            best(&page.partnership_title),
            best(&page.proposal.title),
        )
    });
    view! {
        <header class="proposal-head">
            <a class="way-back" href=place>
                <Icon glyph=ARROW_LEFT />
                {partnership}
            </a>
            <h1>{title}</h1>
            <div class="proposal-links">
                <a class="workbar-link" href=format!("/proposals/{proposal}/read")>
                    {say(key::PROPOSAL_READ)}
                </a>
                <a class="workbar-link" href=format!("/proposals/{proposal}/decisions")>
                    {say(key::PROPOSAL_DECISIONS)}
                </a>
                <Exports proposal language=desk.language />
            </div>
            <ProgressPanel />
        </header>
    }
    .into_any()
}
