//! The title and where the proposal stands.

use super::{context::ProposalContext, exports::Exports, progress::ProgressPanel};
use crate::parts::{
    icon::{ARROW_LEFT, Icon},
    said::{best, say},
};
use leptos::prelude::*;
use model::text::key;

/// The way back to the partnership, the title, and the proposal's progress.
#[component]
pub fn Head() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let proposal = context.proposal();
    let (place, partnership, title) = context.page.with_value(|page| {
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
                <Exports proposal language=context.language />
            </div>
            <ProgressPanel />
        </header>
    }
    .into_any()
}
